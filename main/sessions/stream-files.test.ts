import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { appendFile, mkdir, readdir, readFile, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { DuplexError, failure } from '../../contract/errors.ts';
import { RowKind } from '../../contract/rows.ts';
import type { FileTransfer, SessionState } from '../../contract/sessions.ts';
import { closeAfterTest } from '../../tests/support/clean-up.ts';
import { eventually, within } from '../../tests/support/deadline.ts';
import { expectNoLeaks } from '../../tests/support/leaks.ts';
import { openTestLogs } from '../../tests/support/log-store.ts';
import { startTestSampleServer } from '../../tests/support/sample-server.ts';
import { failureOf } from '../../tests/support/sockets.ts';
import { temporaryFolder } from '../../tests/support/temporary-folder.ts';
import { connectWs } from '../../tests/support/ws-client.ts';
import { startWsServer } from '../../tests/support/ws-server.ts';
import type { LogStore } from '../log/log-store.ts';
import { applicationDoor } from '../sockets/index.ts';
import type { Session } from './session.ts';
import { Sessions } from './sessions.ts';

expectNoLeaks();

const mebibyte = 1024 ** 2;
const request = {
  socket: 'stream',
  page: 'test',
  messageType: 'binary',
  receiveMode: 'fullMessage',
  supportedProtocols: [],
  headers: [],
  ignorableServerCertificateErrors: [],
} as const;

let folder: string;
/** Chosen files, by handle. */
let paths: string[];

beforeEach(async () => {
  applicationDoor.policy = { capabilities: new Set(), loopbackExempt: true };
  folder = await temporaryFolder();
  paths = [];
});

/** What sessions have told of themselves. */
interface Watched {
  readonly sessions: Map<number, Session>;
  readonly listeners: (() => void)[];
}

/** One session of the real table, as the commands reach it. */
class Opened {
  readonly sessions: Sessions;
  readonly logs: LogStore;
  readonly session: number;
  readonly #watched: Watched;

  constructor(sessions: Sessions, logs: LogStore, session: number, watched: Watched) {
    this.sessions = sessions;
    this.logs = logs;
    this.session = session;
    this.#watched = watched;
  }

  get state(): SessionState {
    const session = this.#watched.sessions.get(this.session);
    if (session === undefined) throw new Error('the session has told nothing');
    return session.state;
  }

  async rows(): Promise<{ kind: number; detail: Record<string, unknown> }[]> {
    const rows = await (await this.logs.get(this.session)).read(0, 100);
    const events = rows.filter(({ kind }) => kind >= RowKind.connecting);
    return events.map(({ kind, preview }) => ({
      kind,
      detail: preview.length === 0 ? {} : (JSON.parse(Buffer.from(preview).toString()) as Record<string, unknown>),
    }));
  }

  /** Waits for a state of this session. */
  until(what: string, isThere: (state: SessionState) => boolean, ms?: number): Promise<void> {
    const reached = new Promise<void>((resolve) => {
      const look = (): void => {
        if (isThere(this.state)) resolve();
      };
      this.#watched.listeners.push(look);
      look();
    });
    return within(what, reached, ms);
  }

  sendFile(path: string): Promise<void> {
    return this.sessions.sendFile({ session: this.session, file: paths.push(path) - 1 });
  }

  receiveIntoFile(path: string): Promise<void> {
    return this.sessions.receiveIntoFile({ session: this.session, file: paths.push(path) - 1 });
  }

  async sent(): Promise<FileTransfer> {
    await this.until('the end of sending', ({ transfers: { sending } }) => sending?.end !== undefined, 15_000);
    return this.state.transfers.sending as FileTransfer; // that is what was waited for
  }

  async received(): Promise<FileTransfer> {
    await this.until('the end of receiving', ({ transfers: { receiving } }) => receiving?.end !== undefined, 15_000);
    return this.state.transfers.receiving as FileTransfer; // that is what was waited for
  }

  async closed(): Promise<void> {
    await this.until(
      'the end',
      ({ connection }) => connection.kind === 'closed' || connection.kind === 'failed',
      15_000,
    );
  }
}

async function openSession(url: string, receiveInto?: string): Promise<Opened> {
  const watched: Watched = { sessions: new Map(), listeners: [] };
  const changed = (session: Session): void => {
    watched.sessions.set(session.id, session);
    for (const look of watched.listeners) look();
  };
  const logs = await openTestLogs();
  const sessions = new Sessions({
    logs,
    observer: { changed, advanced: changed },
    sampleCertificate: () => Promise.reject(failure('not-found', 'none here')),
    chosenFile: () => Promise.reject(failure('not-found', 'none here')),
    chosenPath: (_purpose, handle) => paths[handle] ?? '',
  });
  closeAfterTest(() => sessions.disposeAll());
  const { session } = await sessions.open({
    ...request,
    url,
    ...(receiveInto !== undefined && { receiveInto: paths.push(receiveInto) - 1 }),
  });
  const opened = new Opened(sessions, logs, session, watched);
  await opened.until('connecting', ({ connection }) => connection.kind !== 'connecting');
  return opened;
}

/** A server whose connections are at hand in the order they came. */
async function startServer(): Promise<{ url: string; connection: (index?: number) => Promise<WebSocket> }> {
  const sockets: WebSocket[] = [];
  const { url } = await startWsServer((socket) => sockets.push(socket), { maxPayload: 512 * mebibyte });
  return {
    url,
    connection: async (index = 0) => {
      await eventually('a connection', () => sockets.length > index);
      return sockets[index] as WebSocket; // that is what was waited for
    },
  };
}

async function makeFile(name: string, sizeBytes: number): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, Buffer.alloc(sizeBytes, 'some bytes that do not repeat with a block'));
  return path;
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer); // no encoding was asked for
  return hash.digest('hex');
}

const faultOf = (transfer: FileTransfer): string => (transfer.end?.kind === 'failed' ? transfer.end.error.message : '');

test('a file goes out as one message, byte for byte, and the ten bytes wait for its end', async () => {
  const server = await startServer();
  const opened = await openSession(server.url);
  const messages: Buffer[] = [];
  (await server.connection()).on('message', (data) => messages.push(data as Buffer)); // ws gives one Buffer
  const path = await makeFile('a.bin', 9 * mebibyte + 17);
  const sending = opened.sendFile(path);
  opened.sessions.repeat({ session: opened.session, bytes: Uint8Array.of(1, 2), intervalMs: 1 });
  await sending;
  await opened.sent();
  await eventually('the message', () => messages.some(({ length }) => length > 2));
  const whole = messages.find(({ length }) => length > 2);
  expect(whole?.length).toBe(9 * mebibyte + 17);
  expect(
    createHash('sha256')
      .update(whole ?? '')
      .digest('hex'),
  ).toBe(await hashOf(path));
  const small = messages.length;
  await eventually('the next ten bytes', () => messages.length > small);
  expect(opened.state.transfers.sending).toMatchObject({
    name: 'a.bin',
    bytes: 9 * mebibyte + 17,
    totalBytes: 9 * mebibyte + 17,
    end: { kind: 'done' },
  });
  expect(opened.state.connection.kind).toBe('open');
});

test('the sample server counts what a file had', async () => {
  const server = await startTestSampleServer();
  const opened = await openSession(server.endpoints.sink);
  await opened.sendFile(await makeFile('a.bin', 3 * mebibyte));
  await opened.sent();
  const answer = `received 1 messages, ${3 * mebibyte} bytes`;
  await opened.until('the totals', ({ counters }) => counters.receivedBytes === answer.length);
  expect(opened.state.counters).toMatchObject({ sentMessages: 1, sentBytes: 3 * mebibyte });
});

test('an empty file is an empty message', async () => {
  const server = await startServer();
  const opened = await openSession(server.url);
  const sizes: number[] = [];
  (await server.connection()).on('message', (data) => sizes.push((data as Buffer).length)); // ws gives one Buffer
  await opened.sendFile(await makeFile('empty', 0));
  expect((await opened.sent()).end?.kind).toBe('done');
  await eventually('the message', () => sizes.length === 1);
  expect(sizes).toEqual([0]);
});

test('what is no file, or not there, is refused before anything is sent, without its path', async () => {
  const server = await startServer();
  const opened = await openSession(server.url);
  for (const [path, reason] of [
    [folder, 'no ordinary file'],
    [join(folder, 'missing'), 'not there any more'],
  ] as const) {
    const error = await failureOf(opened.sendFile(path));
    expect(error.info).toMatchObject({ code: 'transfer-failed', field: 'file' });
    expect(error.message).toContain(reason);
    expect(error.message).not.toContain(folder);
  }
  expect(opened.state.transfers.sending).toBeUndefined();
  expect(opened.state.connection.kind).toBe('open');
});

test('a second file has to wait for the first, and no file goes without a connection', async () => {
  const server = await startServer();
  const opened = await openSession(server.url);
  (await server.connection()).pause();
  await opened.sendFile(await makeFile('a.bin', 64 * mebibyte));
  expect((await failureOf(opened.sendFile(await makeFile('b.bin', 1)))).code).toBe('illegal-call');
  opened.sessions.close({ session: opened.session, code: 1000, reason: '' });
  expect((await failureOf(opened.sendFile(join(folder, 'b.bin')))).code).toBe('illegal-call');
});

test('canceling says how much went out, and closes, as the message has no end', async () => {
  const server = await startServer();
  const opened = await openSession(server.url);
  const socket = await server.connection();
  const closed = new Promise<[number, string]>((resolve) => {
    socket.on('close', (code, reason) => resolve([code, reason.toString()]));
  });
  socket.pause();
  await opened.sendFile(await makeFile('a.bin', 64 * mebibyte));
  await opened.until('some bytes', ({ counters }) => counters.sentBytes > 0);
  opened.sessions.cancelSending({ session: opened.session });
  const transfer = await opened.sent();
  expect(transfer.end?.kind).toBe('canceled');
  expect(transfer.bytes).toBeGreaterThan(0);
  expect(transfer.bytes).toBeLessThan(64 * mebibyte);
  expect(opened.state.counters.sentBytes).toBe(transfer.bytes);
  socket.resume();
  expect(await within('the close', closed)).toEqual([1000, 'Sending was canceled.']);
  await opened.closed();
  expect(opened.state.connection).toMatchObject({ kind: 'closed', by: 'local' });
  expect((await opened.rows()).filter(({ kind }) => kind === 31).map(({ detail }) => detail)).toMatchObject([
    { name: 'a.bin', end: { kind: 'canceled' }, bytes: transfer.bytes },
  ]);
});

test('a file that becomes shorter or longer while it is sent is told, and the connection goes on', async () => {
  const server = await startServer();
  for (const [change, how] of [
    [(path: string) => truncate(path, 40 * mebibyte), 'shorter'],
    [(path: string) => appendFile(path, 'more'), 'longer'],
  ] as const) {
    const opened = await openSession(server.url);
    const socket = await server.connection();
    socket.pause();
    const path = await makeFile(`${how}.bin`, 64 * mebibyte);
    await opened.sendFile(path);
    await opened.until('some bytes', ({ counters }) => counters.sentBytes > 0);
    await change(path);
    socket.resume();
    const transfer = await opened.sent();
    expect(faultOf(transfer)).toContain(`it became ${how} while it was sent`);
    expect(transfer.bytes).toBe((await stat(path)).size);
    expect(opened.state.connection.kind).toBe('open');
    expect(opened.state.counters.sentMessages).toBe(1);
    await opened.sessions.disposeAll();
    socket.terminate();
  }
});

test.skipIf(process.platform !== 'linux')('a file that cannot be read to its end ends the connection', async () => {
  const server = await startServer();
  const opened = await openSession(server.url);
  // Looks like a file, and its first page cannot be read.
  await opened.sendFile('/proc/self/mem');
  const transfer = await opened.sent();
  expect(faultOf(transfer)).toBe('"mem" cannot be read: the device failed');
  expect(transfer.end).toMatchObject({ error: { cause: 'EIO', field: 'file' } });
  await opened.closed();
  expect(opened.state.connection).toMatchObject({ kind: 'closed', code: 1011, by: 'local' });
});

test('everything from the first byte on goes into the file that was chosen before', async () => {
  const server = await startTestSampleServer();
  const path = join(folder, 'received.bin');
  const sizeBytes = 64 * mebibyte + 3;
  const opened = await openSession(`${server.endpoints.stream}?bytes=${sizeBytes}`, path);
  await opened.until('all bytes', ({ counters }) => counters.receivedBytes === sizeBytes, 15_000);
  // Closing drops what has come and was not read yet, as on Windows.
  await expect.poll(() => opened.state.transfers.receiving?.bytes).toBe(sizeBytes);
  expect(await readdir(folder)).toEqual(['received.bin.part']);
  opened.sessions.close({ session: opened.session, code: 1000, reason: '' });
  expect(await opened.received()).toMatchObject({ name: 'received.bin', bytes: sizeBytes, end: { kind: 'done' } });
  expect(await readdir(folder)).toEqual(['received.bin']);
  const content = await readFile(path);
  const turn = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
  const pattern = Buffer.alloc(sizeBytes, turn);
  expect(content.equals(pattern)).toBe(true);
});

test('a connection that follows one that ended by itself goes into a file beside that one, and a row says so', async () => {
  const server = await startServer();
  const opened = await openSession(server.url, join(folder, 'a.b.bin'));
  const again = async (index: number, bytes: string): Promise<WebSocket> => {
    if (index > 0) opened.sessions.reconnect({ session: opened.session });
    const socket = await server.connection(index);
    await opened.until('the file', ({ connection, transfers: { receiving } }) => {
      return connection.kind === 'open' && receiving?.end === undefined;
    });
    socket.send(bytes);
    await opened.until('the bytes', ({ transfers }) => transfers.receiving?.bytes === bytes.length);
    return socket;
  };
  const ended = (): Promise<void> =>
    opened.until('the end', ({ connection, transfers: { receiving } }) => {
      return connection.kind !== 'open' && receiving?.end !== undefined;
    });
  // Not to be replaced: nobody was asked about it.
  await writeFile(join(folder, 'a.b-3.bin'), 'mine');
  (await again(0, 'first')).close(1000);
  await ended();
  // What was lost in the middle is no complete file.
  (await again(1, 'second')).terminate();
  await ended();
  await again(2, 'third');
  opened.sessions.close({ session: opened.session, code: 1000, reason: '' });
  await ended();
  expect(await readdir(folder)).toEqual(['a.b-2.bin.part', 'a.b-3.bin', 'a.b-4.bin', 'a.b.bin']);
  expect(await readFile(join(folder, 'a.b.bin'), 'utf8')).toBe('first');
  expect(await readFile(join(folder, 'a.b-2.bin.part'), 'utf8')).toBe('second');
  expect(await readFile(join(folder, 'a.b-3.bin'), 'utf8')).toBe('mine');
  expect(await readFile(join(folder, 'a.b-4.bin'), 'utf8')).toBe('third');
  const started = (await opened.rows()).filter(({ kind }) => kind === RowKind.fileReceivingStarted);
  expect(started.map(({ detail }) => detail)).toEqual([
    { name: 'a.b.bin' },
    { name: 'a.b-2.bin', before: 'a.b.bin' },
    { name: 'a.b-4.bin', before: 'a.b.bin' },
  ]);
  // The user has ended that connection, and with it what was wanted.
  opened.sessions.reconnect({ session: opened.session });
  (await server.connection(3)).send('fourth');
  await opened.until('the last bytes', ({ counters }) => counters.receivedBytes === 'firstsecondthirdfourth'.length);
  expect(await readdir(folder)).toHaveLength(4);
});

test('after the user has stopped it no connection goes into a file', async () => {
  const server = await startServer();
  const opened = await openSession(server.url, join(folder, 'a.bin'));
  const socket = await server.connection();
  await opened.sessions.stopReceiving({ session: opened.session });
  socket.close(1000);
  await opened.closed();
  opened.sessions.reconnect({ session: opened.session });
  (await server.connection(1)).send('bytes');
  await opened.until('the bytes', ({ counters }) => counters.receivedBytes === 5);
  expect(await readdir(folder)).toEqual(['a.bin']);
});

test('a file that was named before a connection that failed takes what the next one brings', async () => {
  const server = await startServer();
  const { port } = new URL(server.url);
  applicationDoor.policy = { capabilities: new Set(), loopbackExempt: false };
  const opened = await openSession(`ws://127.0.0.1:${port}/`, join(folder, 'a.bin'));
  expect(opened.state.connection.kind).toBe('failed');
  await expect.poll(() => readdir(folder)).toEqual([]);
  applicationDoor.policy = { capabilities: new Set(), loopbackExempt: true };
  opened.sessions.reconnect({ session: opened.session });
  const socket = await server.connection();
  socket.send('bytes');
  await opened.until('the bytes', ({ transfers }) => transfers.receiving?.bytes === 5);
  socket.close(1000);
  await opened.received();
  expect(await readFile(join(folder, 'a.bin'), 'utf8')).toBe('bytes');
  expect((await opened.rows()).find(({ kind }) => kind === RowKind.fileReceivingStarted)?.detail).toEqual({
    name: 'a.bin',
  });
});

test('stopping keeps what came, in place of the file that was there, and counting goes on', async () => {
  const server = await startServer();
  const opened = await openSession(server.url);
  const socket = await server.connection();
  const path = join(folder, 'old.bin');
  await writeFile(path, 'old', { mode: 0o600 });
  await symlink(path, join(folder, 'link'));
  socket.send('before');
  await opened.until('the first message', ({ counters }) => counters.receivedBytes === 6);
  await opened.receiveIntoFile(join(folder, 'link'));
  socket.send('one');
  socket.send('two');
  await opened.until('both messages', ({ transfers }) => transfers.receiving?.bytes === 6);
  expect(await readFile(path, 'utf8')).toBe('old');
  await opened.sessions.stopReceiving({ session: opened.session });
  expect(opened.state.transfers.receiving).toMatchObject({ name: 'old.bin', bytes: 6, end: { kind: 'done' } });
  expect(await readFile(path, 'utf8')).toBe('onetwo');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['link', 'old.bin']);
  socket.send('after');
  await opened.until('the last message', ({ counters }) => counters.receivedBytes === 17);
  expect(await readFile(path, 'utf8')).toBe('onetwo');
  const stopped = failureOf(opened.sessions.stopReceiving({ session: opened.session }));
  expect((await stopped).code).toBe('illegal-call');
});

test('a stream that the server ends is complete', async () => {
  const server = await startServer();
  const path = join(folder, 'a.bin');
  const opened = await openSession(server.url, path);
  const socket = await server.connection();
  socket.send('all of it');
  socket.close(1000);
  expect((await opened.received()).end?.kind).toBe('done');
  expect(await readFile(path, 'utf8')).toBe('all of it');
});

test('when the connection is lost, what came is kept beside the file, under a name that was free', async () => {
  const server = await startServer();
  const path = join(folder, 'a.bin');
  await writeFile(path, 'old');
  await writeFile(`${path}.part`, 'left over');
  const opened = await openSession(server.url, path);
  const socket = await server.connection();
  socket.send('half');
  await opened.until('the message', ({ transfers }) => transfers.receiving?.bytes === 4);
  socket.terminate();
  const transfer = await opened.received();
  expect(transfer.end).toMatchObject({ kind: 'failed', error: { code: 'connection-lost' }, keptAs: 'a.bin.2.part' });
  expect(await readFile(path, 'utf8')).toBe('old');
  expect(await readFile(`${path}.part`, 'utf8')).toBe('left over');
  expect(await readFile(join(folder, 'a.bin.2.part'), 'utf8')).toBe('half');
});

test.skipIf(process.platform !== 'linux')('a full disk is told, and the connection goes on counting', async () => {
  const server = await startTestSampleServer();
  const opened = await openSession(`${server.endpoints.stream}?bytes=${8 * mebibyte}`, '/dev/full');
  const transfer = await opened.received();
  expect(faultOf(transfer)).toBe('"full" cannot be written: there is no space left');
  expect(transfer).toMatchObject({ bytes: 0, end: { error: { cause: 'ENOSPC', field: 'file' }, keptAs: undefined } });
  await opened.until('the rest', ({ counters }) => counters.receivedBytes === 8 * mebibyte);
  expect(opened.state.connection.kind).toBe('open');
  await opened.receiveIntoFile(join(folder, 'another'));
  expect(opened.state.transfers.receiving).toMatchObject({ name: 'another', end: undefined });
});

test('where the name cannot be given, what came is kept and named', async () => {
  const server = await startServer();
  const path = join(folder, 'a.bin');
  const opened = await openSession(server.url, path);
  (await server.connection()).send('half');
  await opened.until('the message', ({ transfers }) => transfers.receiving?.bytes === 4);
  await mkdir(join(path, 'full'), { recursive: true });
  await opened.sessions.stopReceiving({ session: opened.session });
  expect(opened.state.transfers.receiving?.end).toMatchObject({ kind: 'failed', keptAs: 'a.bin.part' });
  expect(await readFile(`${path}.part`, 'utf8')).toBe('half');
  expect(opened.state.connection.kind).toBe('open');
});

test('a folder, and a file in a folder that is not there, are refused, also before connecting', async () => {
  const server = await startServer();
  for (const path of [folder, join(folder, 'missing', 'a.bin')]) {
    const error = await failureOf(openSession(server.url, path));
    expect(error).toBeInstanceOf(DuplexError);
    expect(error.info).toMatchObject({ code: 'transfer-failed', field: 'file' });
    expect(error.message).toContain(basename(path));
  }
});

test('a connection that cannot be made leaves no file behind', async () => {
  const { url, close } = await startWsServer(() => undefined);
  await close();
  const opened = await openSession(url, join(folder, 'a.bin'));
  expect(opened.state.connection.kind).toBe('failed');
  await eventually('an empty folder', () => opened.state.transfers.receiving === undefined);
  await expect.poll(() => readdir(folder)).toEqual([]);
});

test('pausing stops the server, and nothing is lost when reading goes on', async () => {
  const server = await startServer();
  const path = join(folder, 'a.bin');
  const opened = await openSession(server.url, path);
  const socket = await server.connection();
  opened.sessions.setPaused({ session: opened.session, isPaused: true });
  expect(opened.state.transfers.isPaused).toBe(true);
  const sizeBytes = 64 * mebibyte;
  let isTaken = false;
  socket.send(Buffer.alloc(sizeBytes, 'x'), () => (isTaken = true));
  const pong = new Promise((resolve) => socket.once('pong', resolve));
  // What fits into the buffers of both systems goes, until nothing moves while much else could have.
  const other = await connectWs(server.url);
  let waiting = -1;
  while (socket.bufferedAmount !== waiting) {
    waiting = socket.bufferedAmount;
    for (let trip = 0; trip < 50; trip += 1) {
      other.socket.ping();
      await once(other.socket, 'pong');
    }
  }
  expect(waiting).toBeGreaterThan(32 * mebibyte);
  expect(isTaken).toBe(false);
  expect(opened.state.counters.receivedBytes).toBeLessThanOrEqual(128 * 1024);
  opened.sessions.setPaused({ session: opened.session, isPaused: false });
  await opened.until('everything', ({ counters }) => counters.receivedBytes === sizeBytes, 15_000);
  socket.ping();
  await within('a pong', pong);
  opened.sessions.close({ session: opened.session, code: 1000, reason: '' });
  expect((await opened.received()).bytes).toBe(sizeBytes);
  expect((await stat(path)).size).toBe(sizeBytes);
});

test('a server that closes while reading is paused ends the session, with all it sent', async () => {
  const server = await startServer();
  const path = join(folder, 'a.bin');
  const opened = await openSession(server.url, path);
  const socket = await server.connection();
  opened.sessions.setPaused({ session: opened.session, isPaused: true });
  socket.send('one');
  socket.send('two');
  socket.close(1000);
  await opened.received();
  expect(await readFile(path, 'utf8')).toBe('onetwo');
  expect(opened.state).toMatchObject({ connection: { kind: 'closed', by: 'remote' }, transfers: { isPaused: false } });
});

test('closing while a file goes out and another comes in ends both, and keeps what came', async () => {
  const server = await startServer();
  const path = join(folder, 'a.bin');
  const opened = await openSession(server.url, path);
  const socket = await server.connection();
  socket.send('half');
  await opened.until('the message', ({ transfers }) => transfers.receiving?.bytes === 4);
  socket.pause();
  await opened.sendFile(await makeFile('out.bin', 64 * mebibyte));
  opened.sessions.close({ session: opened.session, code: 1000, reason: 'bye' });
  expect((await opened.sent()).end?.kind).toBe('canceled');
  expect((await opened.received()).end?.kind).toBe('done');
  expect(await readFile(path, 'utf8')).toBe('half');
  socket.resume();
  await opened.closed();
  expect(opened.state.connection).toMatchObject({ kind: 'closed', code: 1000, reason: 'bye', by: 'local' });
});

test('a session that is given up keeps what came, and is done when that has its name', async () => {
  const server = await startServer();
  const path = join(folder, 'a.bin');
  const opened = await openSession(server.url, path);
  (await server.connection()).send('half');
  await opened.until('the message', ({ transfers }) => transfers.receiving?.bytes === 4);
  await opened.sessions.disposeAll();
  expect(await readFile(path, 'utf8')).toBe('half');
  expect(await readdir(folder)).toEqual(['a.bin']);
});

test('message sessions have no files', async () => {
  const server = await startServer();
  const opened = await openSession(server.url);
  const { session } = await opened.sessions.open({ ...request, socket: 'message', url: server.url });
  expect((await failureOf(opened.sessions.sendFile({ session, file: 0 }))).code).toBe('illegal-call');
  const error = await failureOf(
    opened.sessions.open({ ...request, socket: 'message', url: server.url, receiveInto: 0 }),
  );
  expect(error.info).toMatchObject({ code: 'invalid-input', field: 'receiveInto' });
});
