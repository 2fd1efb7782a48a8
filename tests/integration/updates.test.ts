import { execFile } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import type { UpdateState, UpdateStep } from '../../contract/updates.ts';
import { Door } from '../../main/network/door.ts';
import { parseHostRule } from '../../main/network/host-rule.ts';
import type { NetworkPolicy } from '../../main/network/policy.ts';
import { Updates } from '../../main/updates/updates.ts';
import { eventually } from '../support/deadline.ts';
import { startLoopbackCanary } from '../support/loopback-canary.ts';
import { policies } from '../support/network-policies.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { descriptionOf, signatureOf, startUpdateServer, type UpdateServer } from '../support/update-server.ts';

const installer = randomBytes(300_000);

interface Installed {
  readonly updates: Updates;
  readonly door: Door;
  /** Every state there was, in order. */
  readonly steps: UpdateStep[];
  /** What the updater has kept. */
  readonly keptFiles: () => Promise<string[]>;
  readonly step: () => Promise<UpdateStep>;
  readonly quits: () => number;
  /** Puts something else in the place of what the updater has kept. */
  readonly changeKept: () => Promise<void>;
}

interface InstalledOptions {
  readonly version?: string;
  readonly policy?: NetworkPolicy;
  /** Default: a package for Debian. */
  readonly env?: Record<string, string>;
  readonly source?: string | null;
  readonly key?: string | null;
  readonly isAutomatic?: boolean;
  /** Default: the server's. */
  readonly authorities?: readonly string[];
}

/** The updater of an app that is installed as a package, and knows the server's place and key. */
async function install(server: UpdateServer, options: InstalledOptions = {}): Promise<Installed> {
  const folder = await temporaryFolder();
  const cache = join(folder, 'cache');
  const source = options.source === undefined ? `provider: generic\nurl: ${server.url}\n` : options.source;
  const key = options.key === undefined ? server.publicKey : options.key;
  await mkdir(cache);
  if (source !== null) {
    await writeFile(join(folder, 'app-update.yml'), `${source}updaterCacheDirName: duplex-updater\n`);
  }
  if (key !== null) await writeFile(join(folder, 'update-key.pem'), key);
  if (options.env === undefined) await writeFile(join(folder, 'package-type'), 'deb');
  const door = new Door({ policy: options.policy ?? policies.L });
  const steps: UpdateStep[] = [];
  let quits = 0;
  const updates: Updates = new Updates({
    isPackaged: true,
    platform: 'linux',
    arch: 'x64',
    executable: join(folder, 'mounted/duplex'),
    resourcesFolder: folder,
    env: { ...(options.env && { APPDIR: join(folder, 'mounted') }), ...options.env },
    keyFile: join(folder, 'update-key.pem'),
    door,
    authorities: () => options.authorities ?? [server.authority],
    isAutomatic: options.isAutomatic ?? false,
    changed: () => void updates.state().then((state) => state.kind === 'possible' && steps.push(state.step)),
    app: {
      version: options.version ?? '1.0.0',
      name: 'Duplex',
      isPackaged: true,
      appUpdateConfigPath: join(folder, 'app-update.yml'),
      userDataPath: cache,
      baseCachePath: cache,
      whenReady: () => Promise.resolve(),
      relaunch: () => undefined,
      quit: () => (quits += 1),
      onQuit: () => undefined,
    },
  });
  const pending = join(cache, 'duplex-updater/pending');
  const keptFiles = async (): Promise<string[]> => {
    const names = await readdir(pending).catch(() => []);
    return names.filter((name) => name !== 'update-info.json');
  };
  return {
    updates,
    door,
    steps,
    keptFiles,
    changeKept: async () => {
      for (const name of await keptFiles()) await writeFile(join(pending, name), 'something else');
    },
    step: async () => stepOf(await updates.state()),
    quits: () => quits,
  };
}

function stepOf(state: UpdateState): UpdateStep {
  if (state.kind === 'impossible') throw new Error(`no updates: ${state.reason}`);
  return state.step;
}

async function failureOf({ step }: Installed): Promise<Record<string, unknown>> {
  const now = await step();
  if (now.kind !== 'failed') throw new Error(`it is ${now.kind}`);
  return { during: now.during, code: now.error.code, cause: now.error.cause };
}

test('a newer version is offered, fetched with progress and kept for whoever installs it', async () => {
  const server = await startUpdateServer();
  server.offer({ version: '1.0.1', file: installer, notes: 'Mends <b>this</b> and that.' });
  const app = await install(server);
  expect(await app.updates.state()).toMatchObject({
    kind: 'possible',
    url: `${server.url}latest-linux.yml`,
    isAutomatic: false,
    checkedAt: null,
    step: { kind: 'idle' },
  });
  expect(server.asked).toEqual([]);
  expect(app.door.journal.state.entries).toEqual([]);
  await app.updates.check();
  const name = 'Duplex-1.0.1-linux-amd64.deb';
  expect(await app.step()).toEqual({
    kind: 'available',
    update: {
      version: '1.0.1',
      url: `${server.url}${name}`,
      sizeBytes: installer.length,
      releaseDate: '2026-11-01T10:00:00.000Z',
      notes: 'Mends <b>this</b> and that.',
    },
  });
  expect(server.asked).toEqual(['/latest-linux.yml', '/latest-linux.yml.sig']);
  await app.updates.download();
  expect(await app.step()).toMatchObject({ kind: 'ready', update: { version: '1.0.1' } });
  expect(server.asked.slice(2)).toEqual([`/${name}`]);
  expect(await app.keptFiles()).toEqual([name]);
  const received = app.steps.flatMap((step) => (step.kind === 'downloading' ? [step.receivedBytes] : []));
  expect(received.at(-1)).toBe(installer.length);
  expect(received.length).toBeGreaterThan(2);
  expect(app.quits()).toBe(0);
});

test('what is fetched for an update is in the journal, with what it is for', async () => {
  const server = await startUpdateServer();
  server.offer({ version: '1.0.1', file: installer });
  const app = await install(server);
  await app.updates.check();
  await app.updates.download();
  const lines = app.door.journal.state.entries.map(({ host, port, purpose, outcome }) => [
    `${host}:${port}`,
    purpose,
    outcome.kind,
  ]);
  const place = `localhost:${server.port}`;
  expect(lines.filter(([, , outcome]) => outcome === 'opened')).toEqual([
    [place, 'Update: which version is the newest', 'opened'],
    [place, 'Update: which version is the newest', 'opened'],
    [place, 'Update: version 1.0.1', 'opened'],
  ]);
});

test('no request tells who asks', async () => {
  const server = await startUpdateServer();
  server.offer({ version: '1.0.0', file: installer });
  const app = await install(server);
  const description = server.answers.get('/latest-linux.yml') as string; // as offered
  let headers: string[] = [];
  server.answers.set('/latest-linux.yml', (request, response) => {
    headers = request.rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
    response.end(description);
  });
  await app.updates.check();
  expect(headers.toSorted()).toEqual([
    'accept',
    'accept-encoding',
    'cache-control',
    'connection',
    'host',
    'user-agent',
  ]);
});

test.each([
  ['the same version', '1.0.0'],
  ['an older version', '0.9.9'],
])('%s is not taken', async (_what, version) => {
  const server = await startUpdateServer();
  server.offer({ version, file: installer });
  const app = await install(server);
  await app.updates.check();
  expect(await app.step()).toEqual({ kind: 'newest', offered: version });
  await app.updates.download();
  expect(server.asked).toEqual(['/latest-linux.yml', '/latest-linux.yml.sig']);
});

test('a pre-release is another channel, and refused', async () => {
  const server = await startUpdateServer();
  server.offer({ version: '1.1.0-beta.1', file: installer });
  const app = await install(server);
  await app.updates.check();
  expect(await failureOf(app)).toEqual({ during: 'checking', code: 'update-refused', cause: 'PRE_RELEASE' });
});

test('a file that is not the one that was signed is refused, and nothing of it is kept', async () => {
  const server = await startUpdateServer();
  server.offer({ version: '1.0.1', file: installer });
  const corrupt = Buffer.from(installer);
  corrupt.writeUInt8(corrupt.readUInt8(1000) ^ 1, 1000);
  server.answers.set('/Duplex-1.0.1-linux-amd64.deb', corrupt);
  const app = await install(server);
  await app.updates.check();
  await app.updates.download();
  expect(await failureOf(app)).toEqual({ during: 'downloading', code: 'update-refused', cause: 'SHA512' });
  expect(await app.keptFiles()).toEqual([]);
});

test('a file that is larger than what was signed is not fetched further', async () => {
  const server = await startUpdateServer();
  server.offer({ version: '1.0.1', file: installer });
  let sentBytes = 0;
  server.answers.set('/Duplex-1.0.1-linux-amd64.deb', (_request, response) => {
    const more = (): void => {
      sentBytes += 65_536;
      response.write(Buffer.alloc(65_536), (error) => {
        if (!error) more();
      });
    };
    more();
  });
  const app = await install(server);
  await app.updates.check();
  await app.updates.download();
  expect(await failureOf(app)).toEqual({ during: 'downloading', code: 'download-failed', cause: 'TOO_LONG' });
  // What the kernel's buffers hold goes out as well.
  expect(sentBytes).toBeLessThan(20 * 1024 * 1024);
  expect(await app.keptFiles()).toEqual([]);
});

const another = generateKeyPairSync('ed25519').privateKey;

test.each<[string, (server: UpdateServer) => void]>([
  ['by another key', (server) => server.offer({ version: '1.0.1', file: installer, key: another })],
  [
    'of something else',
    (server) => {
      server.offer({ version: '1.0.1', file: installer });
      const description = descriptionOf({ version: '1.0.2', file: installer, name: 'Duplex-1.0.2-amd64.deb' });
      server.answers.set('/latest-linux.yml', description);
    },
  ],
  [
    'of another system’s description',
    (server) => {
      server.offer({ version: '1.0.1', file: installer });
      const description = server.answers.get('/latest-linux.yml') as string; // as offered
      server.answers.set('/latest-linux.yml.sig', signatureOf('latest-mac.yml', description, server.privateKey));
    },
  ],
  [
    'that is none',
    (server) => {
      server.offer({ version: '1.0.1', file: installer });
      server.answers.set('/latest-linux.yml.sig', 'hello');
    },
  ],
])('a signature %s is refused', async (_what, offer) => {
  const server = await startUpdateServer();
  offer(server);
  const app = await install(server);
  await app.updates.check();
  expect(await failureOf(app)).toEqual({ during: 'checking', code: 'update-refused', cause: 'SIGNATURE' });
  await app.updates.download();
  expect(server.asked).toEqual(['/latest-linux.yml', '/latest-linux.yml.sig']);
});

test('without a signature nothing is believed', async () => {
  const server = await startUpdateServer();
  server.offer({ version: '1.0.1', file: installer });
  server.answers.delete('/latest-linux.yml.sig');
  const app = await install(server);
  await app.updates.check();
  expect(await failureOf(app)).toEqual({ during: 'checking', code: 'download-failed', cause: 'HTTP 404' });
});

test.each([
  ['a file elsewhere', 'https://elsewhere.test/Duplex-amd64.deb', 'DESCRIPTION'],
  ['a file outside its folder', '../Duplex-amd64.deb', 'DESCRIPTION'],
  ['no file for this system', 'Duplex-1.0.1-arm64.deb', 'NO_FILE'],
  ['a file of another kind', 'Duplex-1.0.1-x64.zip', 'NO_FILE'],
])('a signed description that names %s is refused', async (_what, name, cause) => {
  const server = await startUpdateServer();
  server.offer({ version: '1.0.1', file: installer, name });
  const app = await install(server);
  await app.updates.check();
  expect(await failureOf(app)).toEqual({ during: 'checking', code: 'update-refused', cause });
});

test('a description of a gigabyte is not read', async () => {
  const server = await startUpdateServer();
  server.offer({ version: '1.0.1', file: installer });
  server.answers.set('/latest-linux.yml', (_request, response) => {
    const more = (): void => void response.write('#'.repeat(65_536), (error) => error ?? more());
    more();
  });
  const app = await install(server);
  await app.updates.check();
  expect(await failureOf(app)).toEqual({ during: 'checking', code: 'download-failed', cause: 'TOO_LONG' });
});

test('a redirect is followed, decided on anew', async () => {
  const server = await startUpdateServer();
  const other = await startUpdateServer();
  server.offer({ version: '1.0.1', file: installer });
  const app = await install(server);
  const description = server.answers.get('/latest-linux.yml') as string; // as offered
  other.answers.set('/there', description);
  server.answers.set('/latest-linux.yml', redirectTo(`${other.url}there`));
  await app.updates.check();
  expect(other.asked).toEqual(['/there']);
  expect(await app.step()).toMatchObject({ kind: 'available' });
});

test('a redirect to a refused address is refused, and nobody is connected to', async () => {
  const server = await startUpdateServer();
  const canary = await startLoopbackCanary('127.0.0.2');
  server.offer({ version: '1.0.1', file: installer });
  const policy: NetworkPolicy = { ...policies.L, denied: [parseHostRule('127.0.0.2')] };
  const app = await install(server, { policy });
  server.answers.set('/latest-linux.yml', redirectTo(`https://127.0.0.2:${canary.port}/latest-linux.yml`));
  await app.updates.check();
  expect(await failureOf(app)).toMatchObject({ during: 'checking', code: 'capability-denied' });
  server.answers.set('/latest-linux.yml', redirectTo('https://10.0.0.5/latest-linux.yml'));
  await app.updates.check();
  expect(await failureOf(app)).toMatchObject({ during: 'checking', code: 'capability-denied' });
  expect(canary.connections).toBe(0);
  expect(app.door.journal.state.entries.filter(({ outcome }) => outcome.kind === 'refused')).toHaveLength(2);
});

test.each([
  ['out of TLS', 'http://localhost:1/'],
  ['with a login', 'https://user:word@localhost:1/'],
  ['in a circle', '/latest-linux.yml'],
])('a redirect %s is not followed', async (_what, location) => {
  const server = await startUpdateServer();
  const app = await install(server);
  server.answers.set('/latest-linux.yml', redirectTo(location));
  await app.updates.check();
  expect(await failureOf(app)).toMatchObject({ during: 'checking', code: 'redirect-failed' });
  expect(server.asked.length).toBeLessThanOrEqual(6);
});

test('a policy that forbids the place has nothing sent', async () => {
  const server = await startUpdateServer();
  const canary = await startLoopbackCanary();
  const source = `provider: generic\nurl: https://localhost:${canary.port}/\n`;
  const app = await install(server, { policy: policies.I, source });
  await app.updates.check();
  const step = await app.step();
  expect(step).toMatchObject({
    kind: 'failed',
    error: { code: 'capability-denied', denial: { addressClass: 'loopback' } },
  });
  expect(canary.connections).toBe(0);
});

test('a certificate that nobody vouches for is refused before anything is asked', async () => {
  const server = await startUpdateServer();
  const app = await install(server, { authorities: [] });
  await app.updates.check();
  expect(await failureOf(app)).toMatchObject({ code: 'tls-failed', cause: 'SELF_SIGNED_CERT_IN_CHAIN' });
  expect(server.asked).toEqual([]);
});

test('a server that takes its time is left when the user cancels', async () => {
  const server = await startUpdateServer();
  server.offer({ version: '1.0.1', file: installer });
  let isGone = false;
  server.answers.set('/Duplex-1.0.1-linux-amd64.deb', (_request, response) => {
    response.on('close', () => (isGone = true));
    response.write(installer.subarray(0, 1000));
  });
  const app = await install(server);
  await app.updates.check();
  const downloading = app.updates.download();
  await eventually('the beginning', () =>
    app.steps.some((step) => step.kind === 'downloading' && step.receivedBytes === 1000),
  );
  app.updates.cancel();
  await downloading;
  expect(await app.step()).toMatchObject({ kind: 'available' });
  await eventually('the end of the connection', () => isGone);
  expect(await app.keptFiles()).toEqual([]);
  server.answers.set('/Duplex-1.0.1-linux-amd64.deb', installer);
  await app.updates.download();
  expect(await app.step()).toMatchObject({ kind: 'ready' });
});

test('a check is left when the user cancels', async () => {
  const server = await startUpdateServer();
  server.answers.set('/latest-linux.yml', () => undefined);
  const app = await install(server);
  const checking = app.updates.check();
  await eventually('the request', () => server.asked.length === 1);
  app.updates.cancel();
  await checking;
  expect(await app.step()).toEqual({ kind: 'idle' });
});

test('a connection that breaks off is told as that', async () => {
  const server = await startUpdateServer();
  server.offer({ version: '1.0.1', file: installer });
  server.answers.set('/Duplex-1.0.1-linux-amd64.deb', (_request, response) => {
    response.writeHead(200, { 'content-length': installer.length });
    response.write(installer.subarray(0, 1000), () => response.destroy());
  });
  const app = await install(server);
  await app.updates.check();
  await app.updates.download();
  expect(await failureOf(app)).toMatchObject({ during: 'downloading', code: 'connection-lost' });
});

test('what was fetched before the app was started again is looked at again, and not fetched twice', async () => {
  const server = await startUpdateServer();
  server.offer({ version: '1.0.1', file: installer });
  const app = await install(server);
  await app.updates.check();
  await app.updates.download();
  await app.updates.check();
  expect(await app.step()).toMatchObject({ kind: 'available' });
  await app.updates.download();
  expect(await app.step()).toMatchObject({ kind: 'ready' });
  expect(server.asked.filter((path) => path.endsWith('.deb'))).toHaveLength(1);
});

test('an AppImage is replaced by what was downloaded, and that is started', async () => {
  const server = await startUpdateServer();
  const folder = await temporaryFolder();
  const image = join(folder, 'Duplex.AppImage');
  await writeFile(image, 'old');
  process.env['APPIMAGE'] = image;
  onTestFinished(() => {
    delete process.env['APPIMAGE'];
  });
  const started = join(folder, 'started');
  const file = Buffer.from(`#!/bin/sh\necho new > ${started}\n`);
  server.offer({ version: '1.0.1', file, name: 'Duplex-1.0.1-linux-x86_64.AppImage' });
  const app = await install(server, { env: { APPIMAGE: image } });
  await app.updates.check();
  await app.updates.download();
  expect(app.quits()).toBe(0);
  expect(await readFile(image, 'utf8')).toBe('old');
  await app.updates.install();
  expect(await app.step()).toMatchObject({ kind: 'installing' });
  expect(app.quits()).toBe(1);
  expect(await readFile(image)).toEqual(file);
  expect((await stat(image)).mode & 0o111).not.toBe(0);
  await eventually('the new one', () => existsSync(started));
});

test('a file that was changed after the download is not installed', async () => {
  const server = await startUpdateServer();
  const folder = await temporaryFolder();
  const image = join(folder, 'Duplex.AppImage');
  await writeFile(image, 'old');
  process.env['APPIMAGE'] = image;
  onTestFinished(() => {
    delete process.env['APPIMAGE'];
  });
  server.offer({ version: '1.0.1', file: installer, name: 'Duplex-1.0.1-linux-x86_64.AppImage' });
  const app = await install(server, { env: { APPIMAGE: image } });
  await app.updates.check();
  await app.updates.download();
  await app.changeKept();
  await app.updates.install();
  expect(await failureOf(app)).toEqual({ during: 'installing', code: 'update-refused', cause: 'SHA512' });
  expect(await readFile(image, 'utf8')).toBe('old');
  expect(app.quits()).toBe(0);
});

test('checking unasked is off until it is turned on, and then begins at once', async () => {
  const server = await startUpdateServer();
  server.offer({ version: '1.0.1', file: installer });
  const off = await install(server);
  off.updates.begin();
  const on = await install(server, { isAutomatic: true });
  on.updates.begin();
  await eventually('what the check found', () => on.steps.some(({ kind }) => kind === 'available'));
  expect(off.steps).toEqual([]);
  expect(server.asked).toEqual(['/latest-linux.yml', '/latest-linux.yml.sig']);
  on.updates.setAutomatic(false);
});

test.each<[string, string, InstalledOptions]>([
  ['does not know where updates come from', 'noSource', { source: null }],
  ['names a place without TLS', 'badSource', { source: 'provider: generic\nurl: http://localhost/\n' }],
  ['names a kind of place that is not known', 'badSource', { source: 'provider: s3\nbucket: duplex\n' }],
  ['has no key', 'noKey', { key: null }],
  ['has a key that is none', 'noKey', { key: 'hello' }],
  ['is a folder', 'byHand', { env: {} }],
  ['is started from another AppImage', 'byHand', { env: { APPIMAGE: '/other', APPDIR: '/tmp/.mount_other' } }],
])('a package that %s has no updates, and says so', async (_what, reason, options) => {
  const server = await startUpdateServer();
  const { updates } = await install(server, options);
  expect(await updates.state()).toEqual({ kind: 'impossible', reason });
  await updates.check();
  expect(server.asked).toEqual([]);
});

test('a package of GitHub’s knows its releases', async () => {
  const server = await startUpdateServer();
  const { updates } = await install(server, { source: 'provider: github\nowner: someone\nrepo: duplex\n' });
  expect(await updates.state()).toMatchObject({
    url: 'https://github.com/someone/duplex/releases/latest/download/latest-linux.yml',
  });
});

test('what the release script signs is believed', async () => {
  const server = await startUpdateServer();
  const folder = await temporaryFolder();
  const name = 'Duplex-1.0.1-linux-amd64.deb';
  await writeFile(join(folder, 'latest-linux.yml'), descriptionOf({ version: '1.0.1', file: installer, name }));
  await writeFile(join(folder, 'public.pem'), server.publicKey);
  const sign = (key: string): Promise<unknown> =>
    promisify(execFile)(process.execPath, [resolve('scripts/sign-release.mjs'), folder], {
      env: { ...process.env, DUPLEX_UPDATE_KEY: key, DUPLEX_UPDATE_PUBLIC_KEY_FILE: join(folder, 'public.pem') },
    });
  await expect(sign(another.export({ type: 'pkcs8', format: 'pem' }).toString())).rejects.toThrow('public half');
  const key = server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  await sign(Buffer.from(key).toString('base64'));
  server.answers.set('/latest-linux.yml', await readFile(join(folder, 'latest-linux.yml')));
  server.answers.set('/latest-linux.yml.sig', await readFile(join(folder, 'latest-linux.yml.sig')));
  const app = await install(server);
  await app.updates.check();
  expect(await app.step()).toMatchObject({ kind: 'available', update: { version: '1.0.1' } });
});

function redirectTo(location: string) {
  return (_request: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(302, { location }).end();
  };
}
