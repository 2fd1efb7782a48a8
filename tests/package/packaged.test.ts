import { path7za } from '7zip-bin';
import { createPackage, extractAll, extractFile, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPromise } from 'yauzl';
import { version } from '../../package.json' with { type: 'json' };
import manifest from '../../resources/network-capabilities.json' with { type: 'json' };
import {
  driveFirstScenario,
  isDevelopmentRuntime,
  packageApp,
  startPackagedApp,
  packagesOf,
  type PackagedFiles,
  type RunningApp,
} from './packaged-app.ts';

let files: PackagedFiles;

beforeAll(async () => {
  files = await packageApp();
});

describe('the packaged app', () => {
  let app: RunningApp;

  beforeAll(async () => {
    app = await startPackagedApp(files.executable);
  });

  afterAll(async () => {
    expect(await app.close(), 'it ends well when its window is closed').toBe(0);
  });

  test('knows that it is packaged, and shows the version of package.json', async () => {
    const reply = await app.page.evaluate(() => window.duplex.invoke('app.state', {}));
    expect(reply).toMatchObject({ ok: true, value: { isPackaged: true, version, problems: [] } });
  });

  test('has the capabilities of the manifest inside the package', async () => {
    const reply = await app.page.evaluate(() => window.duplex.invoke('app.state', {}));
    expect(reply.ok && reply.value.capabilities).toEqual(manifest.capabilities);
  });

  test('connects scenario 1 to the built-in server, exchanges a message and disconnects', async () => {
    await driveFirstScenario(app.page);
  });

  test('gives its page the strict policy, and nothing of Node, no window, no way elsewhere and no permission', async () => {
    const { page } = app;
    expect(page.url()).toMatch(/^app:\/\/duplex\/index\.html/u);
    const powers = await page.evaluate(async () => {
      const button = document.createElement('button');
      try {
        button.setAttribute('onclick', "this.title = 'it ran'");
        button.click();
      } catch {
        // Trusted types refuse the text already; the policy would refuse to run it.
      }
      const opened = window.open('file:///');
      location.href = 'data:text/html,elsewhere';
      return {
        inlineScript: button.title,
        opened,
        bridge: Object.keys(window.duplex).toSorted(),
        node: ['require', 'process', 'module'].filter((name) => name in globalThis),
        webview: document.createElement('webview').constructor.name,
        notification: await Notification.requestPermission(),
        geolocation: (await navigator.permissions.query({ name: 'geolocation' })).state,
      };
    });
    expect(powers).toEqual({
      inlineScript: '',
      opened: null,
      bridge: ['drop', 'invoke', 'on', 'platform'],
      node: [],
      webview: 'HTMLElement',
      notification: 'denied',
      geolocation: 'denied',
    });
    expect(page.url(), 'it is where it was').toMatch(/^app:\/\/duplex\/index\.html/u);
  });

  test('gives its page no network of its own, not even to the server inside the app', async () => {
    const reply = await app.page.evaluate(() => window.duplex.invoke('app.state', {}));
    if (!reply.ok || reply.value.server.kind !== 'running') throw new Error('the built-in server does not run');
    const url = reply.value.server.endpoints.echo.replace('ws:', 'http:');
    expect((await fetch(url)).status, 'the server answers others').toBeGreaterThan(0);
    const outcome = await app.page.evaluate(
      (address) =>
        fetch(address, { mode: 'no-cors' }).then(
          () => 'reached',
          () => 'refused',
        ),
      url,
    );
    expect(outcome).toBe('refused');
  });
});

test('every fuse of the executable is as the security floor wants it', async () => {
  const wire = await getCurrentFuseWire(files.executable);
  const isOn = (fuse: FuseV1Options): boolean => String.fromCharCode(Number(wire[fuse])) === '1';
  expect({
    runAsNode: isOn(FuseV1Options.RunAsNode),
    nodeOptions: isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    inspect: isOn(FuseV1Options.EnableNodeCliInspectArguments),
    browserSnapshot: isOn(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
    fileProtocolExtras: isOn(FuseV1Options.GrantFileProtocolExtraPrivileges),
    cookieEncryption: isOn(FuseV1Options.EnableCookieEncryption),
    asarIntegrity: isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    onlyFromAsar: isOn(FuseV1Options.OnlyLoadAppFromAsar),
  }).toEqual({
    runAsNode: false,
    nodeOptions: false,
    inspect: false,
    browserSnapshot: false,
    fileProtocolExtras: false,
    cookieEncryption: true,
    asarIntegrity: true,
    onlyFromAsar: true,
  });
});

test('the archive holds what runs and nothing it was made from', () => {
  const entries = listPackage(files.archive, { isPack: false }).map((entry) => entry.replaceAll('\\', '/'));
  expect(entries).toContain('/out/main/index.js');
  expect(entries).toContain('/resources/network-capabilities.json');
  const made = entries.filter((entry) => entry !== '/resources/update-key.pem');
  expect(made.filter((entry) => /\.(?:tsx?|map|pem|pfx|key)$|\.(?:test|spec)\.|\/tests?(?:\/|$)/u.test(entry))).toEqual(
    [],
  );
  const tops = new Set(entries.map((entry) => entry.split('/')[1]));
  expect(tops).toEqual(new Set(['node_modules', 'out', 'package.json', 'resources']));
  const modules = entries.filter((entry) => /^\/node_modules\/[^/]+$/u.test(entry));
  expect(modules).toEqual(['/node_modules/ws']);
});

test('no code in the archive weakens what Electron protects by itself', () => {
  const code = listPackage(files.archive, { isPack: false })
    .map((entry) => entry.replaceAll('\\', '/'))
    .filter((entry) => /^\/out\/(?:main|preload)\/.*\.[cm]?js$/u.test(entry));
  expect(code).toContain('/out/main/index.js');
  expect(code).toContain('/out/preload/index.cjs');
  for (const file of code) {
    // Of the archive's own separators, which are the system's.
    expect(extractFile(files.archive, normalize(file.slice(1))).toString(), file).not.toMatch(
      /webSecurity|allowRunningInsecureContent|experimentalFeatures|[eE]nableBlinkFeatures/u,
    );
  }
});

// Linux does not check the archive's integrity: only there can a package be made into a release by a change of it.
test.runIf(isDevelopmentRuntime)('a package that is not made for tests has no door for a debugger', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'duplex-release-'));
  try {
    const app = join(folder, 'app');
    await promisify(execFile)('cp', ['-a', dirname(files.executable), app]);
    extractAll(files.archive, join(folder, 'archive'));
    const about = join(folder, 'archive/package.json');
    const { duplexTestBuild, ...released } = JSON.parse(await readFile(about, 'utf8')) as { duplexTestBuild?: boolean };
    expect(duplexTestBuild, 'what the tests drive is made for it').toBe(true);
    await writeFile(about, JSON.stringify(released));
    await createPackage(join(folder, 'archive'), join(app, 'resources/app.asar'));
    const data = join(folder, 'data');
    const flags = ['--remote-debugging-port=0', '--inspect=0', `--user-data-dir=${data}`, '--no-sandbox'];
    const child = spawn(join(app, 'duplex'), flags, { stdio: ['ignore', 'ignore', 'pipe'] });
    let printed = '';
    child.stderr.on('data', (text: Buffer) => (printed += text.toString()));
    const gone = once(child, 'exit');
    try {
      // The certificates of its own server are made once the window is there.
      await expect.poll(() => existsSync(join(data, 'sample-server')), { timeout: 20_000 }).toBe(true);
      expect(existsSync(join(data, 'DevToolsActivePort'))).toBe(false);
    } finally {
      child.kill();
      await gone;
    }
    expect(printed).not.toMatch(/listening on ws:/u);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test.runIf(isDevelopmentRuntime)('the zip made with the development runtime says so in its name', async () => {
  const names = await packagesOf(files.distFolder, '.zip');
  expect(names).toEqual([`Duplex-${version}-linux-x64-devruntime.zip`]);
  const inside: string[] = [];
  const zip = await openPromise(`${files.distFolder}/${names[0]}`);
  for await (const entry of zip.eachEntry()) inside.push(entry.fileName);
  expect(inside).toContain('duplex');
  expect(inside).toContain('resources/app.asar');
  expect(inside).not.toContain('resources/default_app.asar');
});

describe.runIf(isDevelopmentRuntime)('an archive that is unpacked anywhere', () => {
  test.each(['.zip', '.tar.gz'] as const)('%s: starts, and the first scenario works', async (ending) => {
    const folder = await mkdtemp(join(tmpdir(), 'duplex-unpacked-'));
    try {
      const [name] = await packagesOf(files.distFolder, ending);
      const archive = join(files.distFolder, name ?? 'there is none');
      const [program, ...args] = ending === '.zip' ? [path7za, 'x', '-bd'] : ['tar', '-xzf'];
      await promisify(execFile)(program, [...args, archive], { cwd: folder });
      const [top = ''] = await readdir(folder);
      const executable = ending === '.zip' ? join(folder, 'duplex') : join(folder, top, 'duplex');
      const app = await startPackagedApp(executable);
      try {
        await driveFirstScenario(app.page);
      } finally {
        expect(await app.close()).toBe(0);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
