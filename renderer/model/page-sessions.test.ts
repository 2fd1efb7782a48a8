import { expect, test } from 'vitest';
import type { OpenSession } from '../../contract/commands.ts';
import type { SessionState } from '../../contract/sessions.ts';
import { createClient } from './client.ts';
import { PageSessions, userClose, type CurrentSession } from './page-sessions.ts';
import { ScriptedBridge, sessionState } from './scripted-bridge.ts';

const request: Omit<OpenSession, 'page'> = {
  socket: 'message',
  url: 'ws://localhost/echo',
  messageType: 'utf8',
  receiveMode: 'fullMessage',
  supportedProtocols: [],
  headers: [],
  ignorableServerCertificateErrors: [],
};

const { transfers } = sessionState();

function pageWith(bridge: ScriptedBridge): { sessions: PageSessions; seen: CurrentSession[] } {
  const seen: CurrentSession[] = [];
  return { sessions: new PageSessions(createClient(bridge), 'page', (current) => seen.push(current)), seen };
}

test('what happens to a session before the reply that names it is not lost', async () => {
  const bridge: ScriptedBridge = new ScriptedBridge({
    'session.open': () => {
      bridge.emit('session.changed', sessionState({ session: 5, length: 2 }));
      bridge.emit('log.advanced', {
        session: 5,
        length: 3,
        counters: sessionState().counters,
        transfers,
        sendQueueBytes: 0,
      });
      return { session: 5 };
    },
  });
  const { sessions, seen } = pageWith(bridge);
  await sessions.open(request);
  expect(seen.map(({ connection }) => connection.kind)).toEqual(['open']);
  expect(sessions.log.length).toBe(3);
});

test('what waits to be sent is known as main tells it', async () => {
  const bridge = new ScriptedBridge({ 'session.open': () => ({ session: 5 }) });
  const { sessions, seen } = pageWith(bridge);
  await sessions.open(request);
  for (const sendQueueBytes of [4096, 0]) {
    bridge.emit('log.advanced', {
      session: 5,
      length: 0,
      counters: sessionState().counters,
      transfers,
      sendQueueBytes,
    });
    expect(seen.at(-1)?.sendQueueBytes).toBe(sendQueueBytes);
  }
});

test('events of sessions that are not the page’s are not its business', async () => {
  const bridge = new ScriptedBridge({ 'session.open': () => ({ session: 5 }) });
  const { sessions, seen } = pageWith(bridge);
  bridge.emit('session.changed', sessionState({ session: 4, length: 9 }));
  await sessions.open(request);
  bridge.emit('log.advanced', {
    session: 4,
    length: 9,
    counters: sessionState().counters,
    transfers,
    sendQueueBytes: 0,
  });
  expect(seen.map(({ session }) => session)).toEqual([5]);
  expect(sessions.log.length).toBe(0);
});

test('after a reload the page finds its sessions again, the newest as the current one', async () => {
  const listed: SessionState[] = [
    sessionState({ session: 8, length: 2 }),
    sessionState({ session: 3, length: 4, connection: { kind: 'closed', code: 1000, reason: '', by: 'local' } }),
    sessionState({ session: 6, page: 'another', length: 100 }),
  ];
  const { sessions } = pageWith(new ScriptedBridge({ 'session.list': () => listed }));
  await sessions.attach();
  expect(sessions.current?.session).toBe(8);
  expect(sessions.log.length).toBe(6);
  expect(sessions.log.locate(0)).toEqual({ session: 3, row: 0 });
});

test('closing looks like closing at once, not only when main says so', async () => {
  const bridge: ScriptedBridge = new ScriptedBridge({ 'session.open': () => ({ session: 1 }) });
  const { sessions, seen } = pageWith(bridge);
  await sessions.open(request);
  bridge.emit('session.changed', sessionState());
  await sessions.close();
  expect(bridge.inputsOf('session.close')).toEqual([{ session: 1, ...userClose }]);
  expect(seen.at(-1)?.connection.kind).toBe('closing');
});

test('leaving closes the live session, forgets all logs and stops listening', async () => {
  const bridge = new ScriptedBridge({
    'session.list': () => [
      sessionState({ session: 1, connection: { kind: 'closed', code: 1000, reason: '', by: 'local' } }),
      sessionState({ session: 2 }),
    ],
  });
  const { sessions } = pageWith(bridge);
  await sessions.attach();
  await sessions.leave();
  expect(bridge.inputsOf('session.close')).toEqual([{ session: 2, ...userClose }]);
  expect(bridge.inputsOf('session.discard')).toEqual([{ session: 1 }, { session: 2 }]);
  expect(bridge.listenerCount).toBe(0);
});

test('a file that is under way goes on when the page is left, and is found again', async () => {
  const file = { name: 'a.bin', totalBytes: 9, bytes: 1, startedAt: 1, end: undefined };
  const bridge = new ScriptedBridge({
    'session.list': () => [sessionState({ transfers: { ...transfers, sending: file } })],
  });
  const { sessions } = pageWith(bridge);
  await sessions.attach();
  await sessions.leave();
  expect(bridge.inputsOf('session.close')).toEqual([]);
  expect(bridge.inputsOf('session.discard')).toEqual([]);
  expect(bridge.listenerCount).toBe(0);
  const { sessions: again } = pageWith(bridge);
  await again.attach();
  expect(again.current?.transfers.sending).toEqual(file);
});

test('a session that is opened while the page is being left does not stay behind', async () => {
  let resolve!: (opened: { session: number }) => void;
  const promise = new Promise<{ session: number }>((settle) => (resolve = settle));
  const bridge = new ScriptedBridge({ 'session.open': () => promise });
  const { sessions } = pageWith(bridge);
  const opening = sessions.open(request);
  await sessions.leave();
  resolve({ session: 9 });
  await opening;
  expect(bridge.inputsOf('session.discard')).toEqual([{ session: 9 }]);
});

test('clearing forgets ended sessions and keeps the live one', async () => {
  const bridge = new ScriptedBridge({
    'session.list': () => [
      sessionState({ session: 1, length: 3, connection: { kind: 'closed', code: 1000, reason: '', by: 'local' } }),
      sessionState({ session: 2, length: 3 }),
    ],
  });
  const { sessions } = pageWith(bridge);
  await sessions.attach();
  await sessions.clear();
  expect(bridge.inputsOf('session.discard')).toEqual([{ session: 1 }]);
  expect(sessions.log.length).toBe(0);
  bridge.emit('log.advanced', {
    session: 2,
    length: 4,
    counters: sessionState().counters,
    transfers,
    sendQueueBytes: 0,
  });
  expect(sessions.log.length).toBe(1);
});
