import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { RowDirection, RowKind } from '../../contract/rows.ts';
import { expectNoLeaks } from '../../tests/support/leaks.ts';
import { is, openLiveSession, type LiveSession } from '../../tests/support/live-session.ts';
import { startRawServer } from '../../tests/support/raw-server.ts';
import { startWsServer, type WsServer } from '../../tests/support/ws-server.ts';

expectNoLeaks();

/** A server that tells what comes. */
async function startTeller(options: { readonly autoPong?: boolean } = {}): Promise<WsServer & { heard: string[]; peers: WebSocket[] }> {
  const heard: string[] = [];
  const peers: WebSocket[] = [];
  const server = await startWsServer((socket) => {
    peers.push(socket);
    socket.on('message', (data: Buffer) => heard.push(`message ${data.toString()}`));
    socket.on('ping', (data) => heard.push(`ping ${data.toString()}`));
    socket.on('pong', (data) => heard.push(`pong ${data.toString()}`));
  }, options);
  return { ...server, heard, peers };
}

const error = ({ state }: LiveSession) => {
  const { connection } = state();
  return connection.kind === 'failed' ? connection.error : undefined;
};

test.each(['ping', 'pong', 'message'] as const)('a connection is kept alive by a %s, and every one is a row', async (kind) => {
  const server = await startTeller();
  const live = await openLiveSession({ url: server.url, keepAlive: { kind, everyMs: 100, payload: 'still here' } });
  await live.until('open', is('open'));
  await expect.poll(() => server.heard.length).toBeGreaterThan(2);
  expect(new Set(server.heard)).toEqual(new Set([`${kind} still here`]));
  const rowKind = kind === 'message' ? RowKind.utf8 : RowKind[kind];
  const sent = (await live.rows()).filter((row) => row.kind === rowKind && row.direction === RowDirection.sent);
  expect(sent.length).toBeGreaterThan(2);
  // Off and on again, live.
  live.sessions.setHabits({ session: live.session, keepAlive: null });
  await delay(50);
  const before = server.heard.length;
  await delay(300);
  expect(server.heard).toHaveLength(before);
  live.sessions.setHabits({ session: live.session, keepAlive: { kind: 'ping', everyMs: 100 } });
  await expect.poll(() => server.heard.at(-1)).toBe('ping ');
});

test('a message that keeps alive is never put into one of the user', async () => {
  const server = await startTeller();
  const live = await openLiveSession({ url: server.url, keepAlive: { kind: 'message', everyMs: 100, payload: 'beat' } });
  const { sessions, session, until } = live;
  await until('open', is('open'));
  await sessions.send({ session, payload: { kind: 'utf8', text: 'a' }, final: false });
  await delay(350);
  await sessions.send({ session, payload: { kind: 'utf8', text: 'b' }, final: true });
  await expect.poll(() => server.heard).toContain('message ab');
  expect((await live.kinds()).includes('failed')).toBe(false);
});

test('a ping without a pong ends the connection with a clear error', async () => {
  const server = await startTeller({ autoPong: false });
  const live = await openLiveSession({ url: server.url, keepAlive: { kind: 'ping', everyMs: 100, timeoutMs: 200 } });
  await live.until('the end', is('failed'));
  expect(error(live)).toMatchObject({ code: 'timeout', message: 'no pong has come within 0.2 s of a ping', phase: 'open' });
  await expect.poll(() => server.server.clients.size).toBe(0);
});

test('pongs in time keep it open, and while the user has stopped reading nobody is blamed', async () => {
  const server = await startTeller();
  const live = await openLiveSession({ url: server.url, keepAlive: { kind: 'ping', everyMs: 100, timeoutMs: 250 } });
  const { sessions, session, until, state } = live;
  await until('open', is('open'));
  await delay(700);
  expect(state().connection.kind).toBe('open');
  sessions.setPaused({ session, isPaused: true });
  await delay(700);
  expect(state()).toMatchObject({ connection: { kind: 'open' }, isReadingPaused: true });
  sessions.setPaused({ session, isPaused: false });
  await delay(400);
  expect(state().connection.kind).toBe('open');
});

test('a payload that no ping can carry is refused, when opened and when set', async () => {
  const server = await startTeller();
  const keepAlive = { kind: 'ping', everyMs: 100, payload: 'x'.repeat(126) } as const;
  await expect(openLiveSession({ url: server.url, keepAlive })).rejects.toMatchObject({ info: { field: 'keepAlive.payload' } });
  const { sessions, session, until } = await openLiveSession({ url: server.url });
  await until('open', is('open'));
  expect(() => sessions.setHabits({ session, keepAlive })).toThrow('126 bytes: a ping carries at most 125');
});

test('pings are answered at once, after a while or not at all, as it is set, live', async () => {
  const server = await startTeller();
  const live = await openLiveSession({ url: server.url, automaticPong: { kind: 'off' } });
  const { sessions, session, until } = live;
  await until('open', is('open'));
  server.peers[0]?.ping('one');
  await expect.poll(async () => (await live.kinds()).filter((kind) => kind === 'ping')).toHaveLength(1);
  sessions.setHabits({ session, automaticPong: { kind: 'delayed', delayMs: 300 } });
  const began = performance.now();
  server.peers[0]?.ping('two');
  await expect.poll(() => server.heard).toEqual(['pong two']);
  expect(performance.now() - began).toBeGreaterThan(290);
  sessions.setHabits({ session, automaticPong: { kind: 'on' } });
  server.peers[0]?.ping('three');
  await expect.poll(() => server.heard).toEqual(['pong two', 'pong three']);
  await sessions.pong({ session, payload: Buffer.from('nobody asked') });
  await expect.poll(() => server.heard.at(-1)).toBe('pong nobody asked');
  const pongs = (await live.rows()).filter(({ kind, direction }) => kind === RowKind.pong && direction === RowDirection.sent);
  expect(pongs.map(({ preview }) => Buffer.from(preview).toString())).toEqual(['two', 'three', 'nobody asked']);
});

test('a delayed pong of a connection that is over is sent to nobody', async () => {
  const server = await startTeller();
  const live = await openLiveSession({ url: server.url, automaticPong: { kind: 'delayed', delayMs: 200 } });
  const { sessions, session, until } = live;
  await until('open', is('open'));
  server.peers[0]?.ping('late');
  await expect.poll(async () => await live.kinds()).toContain('ping');
  sessions.close({ session, code: 1000, reason: '' });
  await until('closed', is('closed'));
  sessions.reconnect({ session });
  await until('open again', is('open'));
  await delay(300);
  expect(server.heard).toEqual([]);
  expect(await live.kinds()).not.toContain('pong');
});

test('a connection over which nothing comes or goes is closed, one that is used is not', async () => {
  const server = await startTeller();
  const live = await openLiveSession({ url: server.url, idleMs: 300 });
  const { sessions, session, until, state } = live;
  await until('open', is('open'));
  for (let turn = 0; turn < 8; turn += 1) {
    await delay(100);
    if (turn % 2 === 0) await sessions.send({ session, payload: { kind: 'utf8', text: '' }, final: true });
    else server.peers[0]?.send('');
  }
  expect(state().connection.kind).toBe('open');
  await until('closed', is('closed'));
  expect(state().connection).toMatchObject({ code: 1000, by: 'local' });
  expect(await live.texts(RowKind.idle)).toEqual(['{"idleMs":300}']);
});

test('one limit for all phases of connecting, and the error names the one that was under way', async () => {
  const silent = await startRawServer(() => undefined);
  const upgrade = await openLiveSession({ url: silent.url, handshakeMs: 150 });
  await upgrade.until('the end', is('failed'));
  expect(error(upgrade)).toMatchObject({
    code: 'timeout',
    phase: 'upgrade',
    message: 'not connected within 0.15 s: the opening handshake was under way',
  });
  const attempt = upgrade.sessions.failedConnect({ session: upgrade.session })?.attempt;
  expect(attempt).toMatchObject({ outcome: 'failed', error: { code: 'timeout' } });
  const noTls = await startRawServer(() => undefined, { skipsRequest: true });
  const tls = await openLiveSession({ url: noTls.url.replace('ws:', 'wss:'), handshakeMs: 150 });
  await tls.until('the end', is('failed'));
  expect(error(tls)).toMatchObject({ phase: 'tls', message: 'not connected within 0.15 s: the TLS handshake was under way' });
});

test('a message session that is paused makes the server wait, and nothing is lost when it goes on', async () => {
  const size = 256 * 1024;
  const count = 200;
  const server = await startTeller();
  const { sessions, session, until, state, kinds } = await openLiveSession({ url: server.url });
  await until('open', is('open'));
  sessions.setPaused({ session, isPaused: true });
  for (let message = 0; message < count; message += 1) server.peers[0]?.send(Buffer.alloc(size));
  await delay(300);
  expect(server.peers[0]?.bufferedAmount).toBeGreaterThan(size);
  expect(state()).toMatchObject({ isReadingPaused: true, counters: { receivedMessages: 0 } });
  sessions.setPaused({ session, isPaused: false });
  await until('all', ({ counters }) => counters.receivedMessages === count);
  expect(state().isReadingPaused).toBe(false);
  expect((await kinds()).filter((kind) => kind.startsWith('reading'))).toEqual(['readingPaused', 'readingResumed']);
});

test('what a slow server does not read is told as the send queue, and gone when it reads on', async () => {
  const server = await startTeller();
  const { sessions, session, until, state } = await openLiveSession({ url: server.url });
  await until('open', is('open'));
  server.peers[0]?.pause();
  const bytes = Buffer.alloc(8 * 1024 * 1024);
  const sent = Promise.all([1, 2].map(() => sessions.send({ session, payload: { kind: 'binary', bytes }, final: true })));
  await until('a queue', ({ sendQueueBytes }) => sendQueueBytes > 4 * 1024 * 1024);
  const before = state().sendQueueBytes;
  server.peers[0]?.resume();
  await until('less of it', ({ sendQueueBytes }) => sendQueueBytes < before);
  await sent;
  expect(state().sendQueueBytes).toBe(0);
});
