import { beforeEach, expect, test } from 'vitest';
import type { OpenSession } from '../../contract/commands.ts';
import type { LogSettings } from '../../contract/log.ts';
import { FrameBit, RowDirection, RowFlag, RowKind, type Row } from '../../contract/rows.ts';
import type { LogStore } from '../../main/log/log-store.ts';
import type { Session } from '../../main/sessions/session.ts';
import { Sessions } from '../../main/sessions/sessions.ts';
import { applicationDoor } from '../../main/sockets/index.ts';
import { closeAfterTest } from '../support/clean-up.ts';
import { eventually } from '../support/deadline.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { openTestLogs } from '../support/log-store.ts';
import { startWsServer } from '../support/ws-server.ts';

expectNoLeaks();

const mebibyte = 1024 * 1024;

beforeEach(() => {
  applicationDoor.policy = { capabilities: new Set(), loopbackExempt: true };
});

const base: Omit<OpenSession, 'url'> = {
  socket: 'message',
  page: 'test',
  messageType: 'utf8',
  receiveMode: 'fullMessage',
  supportedProtocols: [],
  headers: [],
  ignorableServerCertificateErrors: [],
};

class Opened {
  readonly sessions: Sessions;
  readonly logs: LogStore;
  readonly session: number;
  readonly #live: () => Session | undefined;

  constructor(sessions: Sessions, logs: LogStore, session: number, live: () => Session | undefined) {
    this.sessions = sessions;
    this.logs = logs;
    this.session = session;
    this.#live = live;
  }

  get state() {
    const state = this.#live()?.state ?? this.sessions.list()[0];
    if (state === undefined) throw new Error('there is no session');
    return state;
  }

  async rows(): Promise<Row[]> {
    const log = await this.logs.get(this.session);
    return log.read(0, log.length);
  }

  send(text: string): Promise<unknown> {
    return this.sessions.send({ session: this.session, payload: { kind: 'utf8', text }, final: true });
  }

  until(what: string, isThere: () => boolean): Promise<void> {
    return eventually(what, isThere, 10_000);
  }
}

async function open(
  request: Partial<OpenSession> & { readonly url: string },
  settings: Partial<LogSettings> = {},
): Promise<Opened> {
  const logs = await openTestLogs(settings);
  let live: Session | undefined;
  const sessions = new Sessions({
    logs,
    observer: { changed: (session) => (live = session), advanced: () => undefined },
    sampleCertificate: () => Promise.reject(new Error('none here')),
    chosenFile: () => Promise.reject(new Error('none here')),
    chosenPath: () => '',
  });
  closeAfterTest(() => sessions.disposeAll());
  const { session } = await sessions.open({ ...base, ...request });
  const opened = new Opened(sessions, logs, session, () => live);
  await opened.until('the connection', () => opened.state.connection.kind !== 'connecting');
  return opened;
}

function textOf(row: Row | undefined): string {
  return Buffer.from(row?.preview ?? []).toString();
}

test('the log tells the whole conversation: handshake, messages, control frames and the end', async () => {
  const server = await startWsServer((socket) => {
    socket.on('message', (message: Buffer) => socket.send(`You said: ${message.toString()}`));
    socket.on('pong', () => socket.close(4000, 'bye'));
  });
  const opened = await open({ url: server.url, headers: [{ name: 'Authorization', value: 'Bearer hush' }] });
  await opened.send('hello');
  await opened.until('the echo', () => opened.state.counters.receivedMessages === 1);
  await opened.sessions.ping({ session: opened.session, payload: Buffer.from('are you there') });
  await opened.until('the pong', () => opened.state.length >= 8);
  for (const socket of server.server.clients) socket.ping('and you');
  await opened.until('the end', () => opened.state.connection.kind === 'closed');
  const rows = await opened.rows();
  expect(rows.map(({ kind, direction }) => [kind, direction])).toEqual([
    [RowKind.connecting, RowDirection.event],
    [RowKind.openingRequest, RowDirection.sent],
    [RowKind.openingResponse, RowDirection.received],
    [RowKind.connected, RowDirection.event],
    [RowKind.utf8, RowDirection.sent],
    [RowKind.utf8, RowDirection.received],
    [RowKind.ping, RowDirection.sent],
    [RowKind.pong, RowDirection.received],
    [RowKind.ping, RowDirection.received],
    [RowKind.pong, RowDirection.sent],
    [RowKind.closeFrame, RowDirection.received],
    [RowKind.closeFrame, RowDirection.sent],
    [RowKind.closed, RowDirection.event],
  ]);
  expect(textOf(rows[1])).toMatch(/^GET \/ HTTP\/1\.1\r\n/);
  expect(textOf(rows[1]), 'credentials never reach the log').not.toContain('hush');
  expect(textOf(rows[2])).toMatch(/^HTTP\/1\.1 101 /);
  expect(rows[4]).toMatchObject({ size: 5, wireSize: 11, bits: 0x81, flags: RowFlag.masked });
  expect(rows[5]).toMatchObject({ size: 15, wireSize: 17, bits: 0x81, flags: 0 });
  expect(textOf(rows[7])).toBe('are you there');
  expect(textOf(rows[9])).toBe('and you');
  const elapsed = rows.map((row) => row.elapsed);
  expect(elapsed).toEqual(elapsed.toSorted((left, right) => left - right));
  expect(rows.map(({ row }) => row)).toEqual(rows.map((_, index) => index));
});

test('every frame has a row when that is switched on, with its length and no payload of its own', async () => {
  const server = await startWsServer((socket) => {
    socket.on('message', () => {
      socket.send('ab', { fin: false });
      socket.send('cde', { fin: true });
    });
  });
  const opened = await open({ url: server.url }, { recordsFrames: true });
  await opened.send('go');
  await opened.until('the message', () => opened.state.counters.receivedMessages === 1);
  opened.sessions.setRecording({ session: opened.session, frames: false });
  await opened.send('go');
  await opened.until('the second message', () => opened.state.counters.receivedMessages === 2);
  const rows = (await opened.rows()).filter(({ kind }) => kind <= RowKind.frame);
  expect(rows.map(({ kind, direction, bits, size }) => [kind, direction, bits, size])).toEqual([
    [RowKind.utf8, RowDirection.sent, 0x81, 2],
    [RowKind.frame, RowDirection.sent, 0x81, 2],
    [RowKind.frame, RowDirection.received, 0x01, 2],
    [RowKind.frame, RowDirection.received, 0x80, 3],
    [RowKind.utf8, RowDirection.received, 0x01, 5],
    [RowKind.utf8, RowDirection.sent, 0x81, 2],
    [RowKind.utf8, RowDirection.received, 0x01, 5],
  ]);
  expect(rows[4]).toMatchObject({ wireSize: 9 });
  expect(textOf(rows[4])).toBe('abcde');
  expect(textOf(rows[3])).toBe('');
});

test('compressed messages are recorded as they are, with what they were on the wire', async () => {
  const server = await startWsServer((socket) => socket.on('message', (message: Buffer) => socket.send(message)), {
    perMessageDeflate: { threshold: 0 },
  });
  const opened = await open({ url: server.url, control: { perMessageDeflate: {} } });
  const text = 'the same again and again '.repeat(4000);
  await opened.send(text);
  await opened.until('the echo', () => opened.state.counters.receivedMessages === 1);
  const rows = (await opened.rows()).filter(({ kind }) => kind === RowKind.binary || kind === RowKind.utf8);
  expect(rows).toHaveLength(2);
  for (const row of rows) {
    expect(row.size).toBe(text.length);
    expect(row.wireSize).toBeGreaterThan(10);
    expect(row.wireSize).toBeLessThan(2000);
    expect(row.bits & FrameBit.rsv1).not.toBe(0);
    const log = await opened.logs.get(opened.session);
    expect(Buffer.from(await log.payload(row.row, 0, row.size)).toString() === text).toBe(true);
  }
});

test('in partial mode every frame is a row of its own', async () => {
  const server = await startWsServer((socket) => {
    socket.send('ab', { fin: false });
    socket.send('c', { fin: true });
  });
  const opened = await open({ url: server.url, receiveMode: 'partialMessage' });
  await opened.until('the message', () => opened.state.counters.receivedMessages === 1);
  const rows = (await opened.rows()).filter(({ kind }) => kind <= RowKind.frame);
  expect(rows.map((row) => [row.kind, textOf(row)])).toEqual([
    [RowKind.utf8Partial, 'ab'],
    [RowKind.utf8, 'c'],
  ]);
});

test('a log that asks makes the server wait, and nothing is lost when it goes on', async () => {
  const count = 64;
  const server = await startWsServer((socket) => {
    for (let message = 0; message < count; message += 1) socket.send(Buffer.alloc(mebibyte, message));
  });
  const opened = await open({ url: server.url }, { sessionLimitBytes: 16 * mebibyte, whenFull: 'ask' });
  await opened.until('the question', () => opened.state.log.recording === 'asking');
  const [socket] = server.server.clients;
  for (let trip = 0; trip < 20; trip += 1) await new Promise((resolve) => setImmediate(resolve));
  const held = opened.state.counters.receivedMessages;
  expect(held).toBeLessThan(24);
  expect(socket?.bufferedAmount).toBeGreaterThan(20 * mebibyte);
  const log = await opened.logs.get(opened.session);
  opened.logs.setLimit(opened.session, { limitBytes: 1024 * mebibyte, whenFull: 'ask' });
  await opened.until('the rest', () => opened.state.counters.receivedMessages === count);
  const rows = (await opened.rows()).filter(({ kind }) => kind === RowKind.binary);
  expect(rows).toHaveLength(count);
  for (const [index, { row }] of rows.entries()) {
    const payload = Buffer.from(await log.payload(row, 0, mebibyte));
    if (!payload.equals(Buffer.alloc(mebibyte, index))) throw new Error(`message ${index} differs`);
  }
});

test('a flood of pings is recorded whole, also those whose pong gave way to a later one', async () => {
  const count = 20_000;
  const server = await startWsServer((socket) => {
    for (let sent = 0; sent < count; sent += 1) socket.ping(Buffer.alloc(100, sent));
    socket.send('that was it');
  });
  const opened = await open({ url: server.url }, { sessionLimitBytes: 16 * mebibyte });
  await opened.until('the message after them', () => opened.state.counters.receivedMessages === 1);
  const rows = (await opened.rows()).filter(({ kind }) => kind === RowKind.ping);
  expect(rows).toHaveLength(count);
});
