import fc from 'fast-check';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { failure } from '../../contract/errors.ts';
import { RowKind } from '../../contract/rows.ts';
import { closeAfterTest } from '../../tests/support/clean-up.ts';
import { newCertificate, serverTls } from '../../tests/support/certificates.ts';
import { expectNoLeaks } from '../../tests/support/leaks.ts';
import { is, openLiveSession } from '../../tests/support/live-session.ts';
import { startWsServer } from '../../tests/support/ws-server.ts';
import { applicationDoor } from '../sockets/index.ts';
import { canChange, waitMs } from './reconnecting.ts';

expectNoLeaks();

const quick = { firstMs: 100, mostMs: 400, jitter: 0, attempts: 0 };

/** A port of loopback that nobody listens at. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server that listens
  server.close();
  await once(server, 'close');
  return port;
}

test('waits double up to the most, and chance takes off no more than the jitter', () => {
  const habit = { firstMs: 100, mostMs: 1000, jitter: 0.5, attempts: 0 };
  expect([1, 2, 3, 4, 5, 1_000_000].map((attempt) => waitMs(habit, attempt, 0))).toEqual([100, 200, 400, 800, 1000, 1000]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, chance) => {
      const full = waitMs(habit, attempt, 0);
      expect(waitMs(habit, attempt, chance)).toBeGreaterThanOrEqual(full / 2);
      expect(waitMs(habit, attempt, chance)).toBeLessThanOrEqual(full);
    }),
  );
});

test('what the user alone can change is no reason to try again', () => {
  const failed = (code: 'capability-denied' | 'certificate-refused' | 'invalid-input' | 'cannot-connect' | 'timeout') =>
    canChange({ kind: 'failed', error: failure(code, 'x').info });
  expect(['capability-denied', 'certificate-refused', 'invalid-input'].map((code) => failed(code as 'timeout'))).toEqual([false, false, false]);
  expect([failed('cannot-connect'), failed('timeout')]).toEqual([true, true]);
  expect(canChange({ kind: 'closed', code: 1001, reason: '', by: 'remote' })).toBe(true);
});

test('a lost connection is made again in the same log, with its next generation', async () => {
  const server = await startWsServer((socket) => socket.send('hello'));
  const live = await openLiveSession({ url: server.url, reconnect: quick });
  const { until, state, kinds, told } = live;
  await until('a message', ({ counters }) => counters.receivedMessages === 1);
  for (const socket of server.server.clients) socket.terminate();
  await until('the wait', ({ reconnecting }) => reconnecting !== undefined);
  const { reconnecting } = state();
  expect(reconnecting).toMatchObject({ attempt: 1, attempts: 0 });
  expect((reconnecting?.at ?? 0) - Date.now()).toBeGreaterThan(0);
  expect((reconnecting?.at ?? 0) - Date.now()).toBeLessThanOrEqual(100);
  await until('the second message', ({ counters }) => counters.receivedMessages === 2);
  expect(state()).toMatchObject({ generation: 2, reconnecting: undefined, connection: { kind: 'open' } });
  const all = (await kinds()).filter((kind) => !kind.startsWith('opening'));
  expect(all).toEqual(['connecting', 'connected', 'utf8', 'failed', 'reconnecting', 'connectingAgain', 'connecting', 'connected', 'utf8']);
  expect(told.every(({ reconnecting: wait, connection }) => wait === undefined || connection.kind === 'failed')).toBe(true);
});

test('after so many attempts in a row it is over, and the log is closed', async () => {
  const live = await openLiveSession({
    url: `ws://127.0.0.1:${await freePort()}/`,
    reconnect: { ...quick, attempts: 2 },
  });
  const { until, kinds, texts } = live;
  await until('the end', ({ generation, connection, reconnecting }) => generation === 3 && connection.kind === 'failed' && reconnecting === undefined);
  expect((await texts(RowKind.reconnecting)).map((text) => JSON.parse(text))).toEqual([
    { attempt: 1, attempts: 2, waitMs: 100 },
    { attempt: 2, attempts: 2, waitMs: 200 },
  ]);
  expect(await texts(RowKind.reconnectingEnded)).toEqual(['{"why":"attempts"}']);
  expect((await kinds()).filter((kind) => kind === 'connecting')).toHaveLength(3);
});

test('the user stops waiting, or does not wait: at once', async () => {
  const server = await startWsServer(() => undefined);
  const live = await openLiveSession({ url: server.url, reconnect: { ...quick, firstMs: 60_000, mostMs: 60_000 } });
  const { sessions, session, until, state } = live;
  const lose = async () => {
    await until('open', is('open'));
    for (const socket of server.server.clients) socket.terminate();
    await until('the wait', ({ reconnecting }) => reconnecting !== undefined);
  };
  await lose();
  sessions.reconnect({ session });
  expect(state()).toMatchObject({ generation: 2, reconnecting: undefined });
  await lose();
  sessions.stopReconnecting({ session });
  expect(state()).toMatchObject({ generation: 2, reconnecting: undefined, connection: { kind: 'failed' } });
  sessions.reconnect({ session });
  await lose();
  sessions.setHabits({ session, reconnect: null });
  expect(state().reconnecting).toBeUndefined();
  sessions.reconnect({ session });
  expect(() => sessions.reconnect({ session })).toThrow('connected already, or connecting');
  await until('open', is('open'));
  expect(state().generation).toBe(4);
  expect(await live.texts(RowKind.reconnectingEnded)).toEqual(['{"why":"user"}', '{"why":"user"}']);
});

test('what ends here is not begun again: closing, a reset, cancelling, idleness, network isolation', async () => {
  const server = await startWsServer(() => undefined);
  const live = await openLiveSession({ url: server.url, reconnect: quick });
  const { sessions, session, until, state } = live;
  const ends: (() => void)[] = [
    () => sessions.close({ session, code: 1000, reason: '' }),
    () => sessions.reset({ session }),
    () => sessions.live[0]?.end(failure('capability-denied', 'no longer allowed')),
  ];
  for (const end of ends) {
    await until('open', is('open'));
    end();
    await until('the end', ({ connection }) => connection.kind === 'closed' || connection.kind === 'failed');
    await delay(250);
    expect(state().reconnecting).toBeUndefined();
    expect(state().connection.kind).toMatch(/closed|failed/);
    sessions.reconnect({ session });
  }
  sessions.close({ session, code: 1000, reason: '' });
  await until('cancelled', is('failed'));
  await delay(250);
  expect(state().connection.kind).toBe('failed');
});

test('network isolation and a refused certificate are not asked again and again', async () => {
  const secure = await startWsServer(() => undefined, { tls: serverTls(await newCertificate()) });
  const refused = await openLiveSession({ url: secure.url, reconnect: quick });
  await refused.until('the end', is('failed'));
  expect(refused.state()).toMatchObject({ reconnecting: undefined, connection: { error: { code: 'certificate-refused' } } });
  expect(await refused.texts(RowKind.reconnectingEnded)).toEqual(['{"why":"error"}']);

  const server = await startWsServer(() => undefined);
  const { until, state } = await openLiveSession({ url: server.url, reconnect: quick });
  await until('open', is('open'));
  applicationDoor.policy = { capabilities: new Set(), loopbackExempt: false };
  for (const socket of server.server.clients) socket.terminate();
  await until('the refusal', ({ generation, connection }) => generation === 2 && connection.kind === 'failed');
  expect(state()).toMatchObject({ reconnecting: undefined, connection: { error: { code: 'capability-denied' } } });
});

test('a server that takes everybody and drops them is asked less and less', async () => {
  let connections = 0;
  const server = await startWsServer((socket) => {
    connections += 1;
    socket.terminate();
  });
  const live = await openLiveSession({ url: server.url, reconnect: quick });
  await live.until('the fourth', ({ reconnecting }) => reconnecting?.attempt === 4);
  expect(connections).toBe(4);
  const waits = (await live.texts(RowKind.reconnecting)).map((text) => (JSON.parse(text) as { waitMs: number }).waitMs);
  expect(waits).toEqual([100, 200, 400, 400]);
  live.sessions.stopReconnecting({ session: live.session });
});

test('a session whose log is deleted is not connected again', async () => {
  const server = await startWsServer(() => undefined);
  const live = await openLiveSession({ url: server.url });
  const { sessions, session, until, logs } = live;
  await until('open', is('open'));
  sessions.close({ session, code: 1000, reason: '' });
  await until('closed', is('closed'));
  await expect.poll(() => logs.list()[0]?.isLive).toBe(false);
  sessions.reconnect({ session });
  expect(logs.list()[0]?.isLive).toBe(true);
  await until('open', is('open'));
  await expect(logs.wipe(session)).rejects.toThrow('cannot be deleted');
  sessions.close({ session, code: 1000, reason: '' });
  await until('closed', is('closed'));
  await logs.wipe(session);
  expect(() => sessions.reconnect({ session })).toThrow(expect.objectContaining({ info: expect.objectContaining({ code: 'not-found' }) }));
});

test('a stream session is read to its end before it is connected again', async () => {
  const server = await startWsServer((socket) => {
    socket.send(Buffer.alloc(100_000));
    socket.close(1001);
  });
  const live = await openLiveSession({ url: server.url, socket: 'stream', reconnect: { ...quick, attempts: 2 } });
  const { until, kinds, state } = live;
  await until('the end', ({ generation, reconnecting, connection }) => generation === 3 && reconnecting === undefined && connection.kind === 'closed');
  expect(state().counters).toMatchObject({ receivedBytes: 300_000, receivedMessages: 3 });
  closeAfterTest(() => server.close());
  const ends = (await kinds()).filter((kind) => kind === 'connected' || kind === 'closed');
  expect(ends).toEqual(['connected', 'closed', 'connected', 'closed', 'connected', 'closed']);
});
