import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { clientPfxPassword } from '../../main/server/tls-material.ts';
import { applicationDoor, MessageWebSocket, StreamWebSocket } from '../../main/sockets/index.ts';
import { newAuthority, newCertificate, newClientPfx, serverTls } from '../support/certificates.ts';
import { closeAfterTest } from '../support/clean-up.ts';
import { within } from '../support/deadline.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { frame, startRawServer } from '../support/raw-server.ts';
import { failureOf } from '../support/sockets.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startWsServer, type WsServer } from '../support/ws-server.ts';
import type { Pieces } from './readme-pieces.ts';

// Every piece of code in main/sockets/README.md is compiled and run, against real servers.

expectNoLeaks();

const root = path.resolve(import.meta.dirname, '../..');
const index = slashed(path.join(root, 'main/sockets/index.ts'));
const readme = readFileSync(path.join(root, 'main/sockets/README.md'), 'utf8');
const folder = mkdtempSync(path.join(tmpdir(), 'duplex-readme-'));

/** The pieces, each a module beside the others, that imports where the README's reader does. */
const modules = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ''], at) => {
  const file = path.join(folder, `piece-${at + 1}.ts`);
  writeFileSync(file, code.replaceAll("'./index.ts'", `'${index}'`));
  return { file, names: [...code.matchAll(/^export (?:async )?function\*? (\w+)/gm)].map(([, name = '']) => name) };
});
const run = new Set<string>();

/** A function of the README. Its type is checked against {@link Pieces} when all of it is compiled. */
async function piece<Name extends keyof Pieces>(name: Name): Promise<Pieces[Name]> {
  run.add(name);
  const found = modules.find(({ names }) => names.includes(name));
  if (found === undefined) throw new Error(`README.md has no piece with the function ${name}`);
  const exported = (await import(/* @vite-ignore */ pathToFileURL(found.file).href)) as Partial<Pieces>;
  return exported[name] as Pieces[Name]; // the module exports it
}

beforeAll(() => {
  const imports = modules.map(({ file, names }) => `import { ${names.join(', ')} } from '${slashed(file)}';`);
  const members = modules.flatMap(({ names }) => names.map((name) => `${name},`));
  const pieces = slashed(path.join(import.meta.dirname, 'readme-pieces.ts'));
  writeFileSync(
    path.join(folder, 'all.ts'),
    [
      ...imports,
      `import type { Pieces } from '${pieces}';`,
      `const all: Pieces = {`,
      ...members,
      '};',
      'void all;',
    ].join('\n'),
  );
  writeFileSync(
    path.join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: path.join(root, 'tsconfig.base.json'),
      compilerOptions: { types: ['node'], typeRoots: [path.join(root, 'node_modules/@types')] },
      include: ['*.ts'],
    }),
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(() => {
  applicationDoor.policy = { capabilities: new Set(), loopbackExempt: true };
});

test('every piece of code in the README compiles', { timeout: 60_000 }, async () => {
  expect(modules.length).toBeGreaterThan(10);
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  const output = await promisify(execFile)(process.execPath, [tsc, '-p', folder, '--noEmit']).then(
    ({ stdout }) => stdout,
    (error: unknown) => String((error as { stdout?: string }).stdout),
  );
  expect(output).toBe('');
});

test('policy first', async () => {
  applicationDoor.policy = { capabilities: new Set(), loopbackExempt: false };
  const [first] = modules;
  if (first === undefined) throw new Error('README.md has no code');
  await import(/* @vite-ignore */ pathToFileURL(first.file).href);
  expect(applicationDoor.policy).toEqual({ capabilities: new Set(['internetClient']), loopbackExempt: true });
});

/** A server that sends back what it is sent, of the same kind. */
function startEcho(options: Parameters<typeof startWsServer>[1] = {}): Promise<WsServer> {
  return startWsServer(
    (peer) => peer.on('message', (data, isBinary) => peer.send(data, { binary: isBinary })),
    options,
  );
}

function closed<Socket extends MessageWebSocket | StreamWebSocket>(socket: Socket): Socket {
  closeAfterTest(async () => socket.close());
  return socket;
}

test('a first connection', async () => {
  const ask = await piece('ask');
  const { url } = await startEcho();
  expect(await within('the answer', ask(url, 'grüße'))).toBe('grüße');
  const closing = await startWsServer((peer) => peer.on('message', () => peer.close(4000)));
  await expect(ask(closing.url, 'x')).rejects.toThrow('closed with 4000');
});

test('receiving and sending messages', async () => {
  const [listen, sendBoth, sendInFrames] = [
    await piece('listen'),
    await piece('sendBoth'),
    await piece('sendInFrames'),
  ];
  const server = await startEcho();
  const got: unknown[] = [];
  let wake: () => void = () => undefined;
  const take = (what: unknown): void => {
    got.push(what);
    wake();
  };
  const until = async (count: number): Promise<void> => {
    while (got.length < count) await within('an event', new Promise<void>((resolve) => (wake = resolve)));
  };
  const socket = closed(
    await listen(server.url, {
      text: take,
      bytes: (bytes) => take(Buffer.from(bytes)),
      lost: (error) => take((error as { code: string }).code),
    }),
  );
  await sendBoth(socket, 'text', Uint8Array.of(1, 2));
  await sendInFrames(socket, [Buffer.from([3]), Buffer.from([4])]);
  await until(3);
  for (const peer of server.server.clients) peer.terminate();
  await until(4);
  expect(got).toEqual(['text', Buffer.from([1, 2]), Buffer.from([3, 4]), 'connection-lost']);
});

test('receiving pieces', async () => {
  const receivePieces = await piece('receivePieces');
  const server = await startRawServer((connection) =>
    connection.accept({}, Buffer.concat([frame({ fin: false, payload: 'a' }), frame({ opcode: 0, payload: 'b' })])),
  );
  const pieces: [string, boolean][] = [];
  await within(
    'two pieces',
    new Promise<void>((resolve, reject) => {
      receivePieces(server.url, (bytes, isLast) => {
        pieces.push([Buffer.from(bytes).toString(), isLast]);
        if (isLast) resolve();
      }).then(closed, reject);
    }),
  );
  expect(pieces).toEqual([
    ['a', false],
    ['b', true],
  ]);
});

test('a stream until its end', async () => {
  const countReceived = await piece('countReceived');
  const server = await startWsServer((peer) =>
    peer.on('message', (data) => {
      peer.send(data);
      peer.close(1000);
    }),
  );
  expect(await within('the end', countReceived(server.url, new Uint8Array(300_000)))).toBe(300_000);
});

test('records in a stream', async () => {
  const records = await piece('records');
  const server = await startWsServer((peer) => {
    for (const text of ['one', '', 'grüße']) {
      const bytes = Buffer.from(text);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      peer.send(length);
      peer.send(bytes);
    }
    peer.close(1000);
  });
  const socket = closed(new StreamWebSocket());
  await socket.connectAsync(server.url);
  const found: string[] = [];
  for await (const record of records(socket)) found.push(record);
  expect(found).toEqual(['one', '', 'grüße']);
});

test('files', async () => {
  const [upload, download, closeAndWait] = [
    await piece('upload'),
    await piece('download'),
    await piece('closeAndWait'),
  ];
  const content = randomBytes(1_000_000);
  const [source, target] = [path.join(await temporaryFolder(), 'source'), path.join(await temporaryFolder(), 'target')];
  await writeFile(source, content);
  const server = await startWsServer((peer) =>
    peer.on('message', (data) => {
      peer.send(data, () => peer.close(1000));
    }),
  );
  const socket = closed(new StreamWebSocket());
  await socket.connectAsync(server.url);
  const steps: number[] = [];
  const options = { progress: (bytes: number) => void steps.push(bytes) };
  expect(await upload(socket, source, options)).toBe(content.length);
  expect(steps.at(-1)).toBe(content.length);
  expect(await within('the file', download(socket, target, options))).toBe(content.length);
  expect((await readFile(target)).equals(content)).toBe(true);

  const other = await startEcho();
  const open = closed(new MessageWebSocket());
  await open.connectAsync(other.url);
  expect(await within('closed', closeAndWait(open, 'done'))).toMatchObject({ code: 1000, reason: 'done' });
});

test('headers and subprotocols', async () => {
  const connectWithToken = await piece('connectWithToken');
  let token: string | undefined;
  const speaking = (name: string | false): Promise<WsServer> =>
    startWsServer((_peer, request) => (token = request.headers.authorization), { handleProtocols: () => name });
  const socket = closed(await connectWithToken((await speaking('chat.v1')).url, 'abc'));
  expect([socket.information.protocol, token]).toEqual(['chat.v1', 'Bearer abc']);
  await expect(connectWithToken((await speaking(false)).url, 'abc')).rejects.toThrow('neither version');
});

test('TLS', async () => {
  const [connectPinned, connectAsking, explain] = [
    await piece('connectPinned'),
    await piece('connectAsking'),
    await piece('explain'),
  ];
  const { url } = await startEcho({ tls: serverTls(await newCertificate()) });
  const probe = closed(new MessageWebSocket());
  const refused = await failureOf(probe.connectAsync(url));
  expect(explain(refused)).toBe('certificate: Untrusted');
  const fingerprint = probe.information.serverCertificate?.fingerprint256 ?? '';
  closed(await connectPinned(url, fingerprint));
  expect((await failureOf(connectPinned(url, fingerprint.toLowerCase()))).hresult).toBe(0x800c000e);
  const subjects: string[] = [];
  const answer = (isYes: boolean) => async (subject: string) => {
    subjects.push(subject);
    return isYes;
  };
  closed(await connectAsking(url, answer(true)));
  expect((await failureOf(connectAsking(url, answer(false)))).hresult).toBe(0x800c000e);
  const breaks = (): Promise<never> => Promise.reject(new Error('nobody there'));
  expect((await failureOf(connectAsking(url, breaks))).hresult).toBe(0x800c000e);
  expect(subjects).toEqual(['localhost', 'localhost']);
});

test('a client certificate', async () => {
  const connectWithCertificate = await piece('connectWithCertificate');
  const authority = await newAuthority();
  const file = path.join(await temporaryFolder(), 'client.pfx');
  await writeFile(file, await newClientPfx({ issuer: authority, password: clientPfxPassword }));
  const server = await startEcho();
  closed(await connectWithCertificate(server.url, file, clientPfxPassword));
  expect((await failureOf(connectWithCertificate(server.url, file, 'wrong'))).code).toBe('client-certificate');
});

test('compression', async () => {
  const connectCompressed = await piece('connectCompressed');
  const both = [await startEcho({ perMessageDeflate: true }), await startEcho()];
  const results = await Promise.all(both.map(({ url }) => connectCompressed(url)));
  for (const { socket } of results) closed(socket);
  expect(results.map(({ isCompressed }) => isCompressed)).toEqual([true, false]);
});

test('errors', async () => {
  const explain = await piece('explain');
  const server = await startRawServer((connection) =>
    connection.send('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n'),
  );
  const failure = (uri: string): Promise<unknown> => failureOf(closed(new MessageWebSocket()).connectAsync(uri));
  expect(explain(await failure(server.url))).toBe('there is a web server, but nothing at this path');
  await server.close();
  expect(explain(await failure(server.url))).toBe('nobody answers (ECONNREFUSED)');
  expect(explain(await failure('ws://10.0.0.1/'))).toBe(
    'not allowed to reach 10.0.0.1: needs privateNetworkClientServer',
  );
  expect(explain(await failure('http://localhost/'))).toContain('failed in phase none: the address must begin with ws');
  expect(() => explain(new Error('a surprise'))).toThrow('a surprise');
});

test('cancelling', async () => {
  const firstBytes = await piece('firstBytes');
  const server = await startWsServer((peer) => peer.send('first'));
  expect(Buffer.from(await within('the bytes', firstBytes(server.url))).toString()).toBe('first');
});

test('nothing in the README was left out', () => {
  expect([...run].toSorted()).toEqual(modules.flatMap(({ names }) => names).toSorted());
});

/** A path as an import takes it on every system. */
function slashed(file: string): string {
  return file.replaceAll('\\', '/');
}
