import { afterEach, expect, test, vi } from 'vitest';
import { failure } from '../../contract/errors.ts';
import { undoRemovalMs, type LogInfo } from '../../contract/log.ts';
import { AppModel } from './app-model.ts';
import { createClient } from './client.ts';
import { LogsPage } from './logs-page.ts';
import { ScriptedBridge } from './scripted-bridge.ts';

function info(session: number, changes: Partial<LogInfo> = {}): LogInfo {
  return {
    session,
    url: `ws://h/${session}`,
    socket: 'message',
    page: 'page',
    startedAt: session,
    firstRow: 0,
    length: 10,
    sizeBytes: 100,
    isLive: false,
    isPrivate: false,
    problem: undefined,
    ...changes,
  };
}

function openPage(kept: LogInfo[]) {
  let logs = kept;
  const none = { messages: 0, bytes: 0 };
  const bridge = new ScriptedBridge({
    'log.list': () => logs,
    'log.durations': ({ sessions }) => sessions.map((session) => session * 1000),
    'log.totals': () => ({ rows: 6, sent: { messages: 2, bytes: 9 }, received: none, problems: 0 }),
    'log.remove': ({ session }) => {
      logs = logs.filter((log) => log.session !== session);
    },
    'log.undoRemoval': () => {
      logs = kept;
    },
    'log.forgetRemoved': () => undefined,
    'log.wipeAll': () => {
      logs = logs.filter(({ isLive }) => isLive);
    },
  });
  const client = createClient(bridge);
  const page = new LogsPage(client, new AppModel(client));
  return { bridge, page, sessions: () => page.store.getState().logs?.map(({ session }) => session) };
}

afterEach(() => {
  vi.useRealTimers();
});

test('logs are listed newest first, with how long those that are over went on', async () => {
  const { page, sessions } = openPage([info(1), info(2), info(3, { isLive: true })]);
  await page.attach(undefined);
  expect(sessions()).toEqual([3, 2, 1]);
  expect([...page.store.getState().durations]).toEqual([
    [2, 2000],
    [1, 1000],
  ]);
});

test('a log is opened at the first row it has, with its totals', async () => {
  const { page } = openPage([info(1, { firstRow: 4 })]);
  await page.attach(1);
  const { opened } = page.store.getState();
  expect(opened?.transcript.log.length).toBe(6);
  expect(opened?.transcript.log.locate(0)).toEqual({ session: 1, row: 4 });
  expect(opened?.totals?.sent.messages).toBe(2);
  await page.attach(undefined);
  expect(page.store.getState().opened).toBeUndefined();
});

test('a log that is not there is said to be missing, and one that cannot be read is not opened', async () => {
  const problem = failure('bad-file', 'damaged').info;
  const { page } = openPage([info(1, { problem })]);
  await page.attach(1);
  expect(page.store.getState()).toMatchObject({ opened: undefined, isMissing: false });
  await page.attach(7);
  expect(page.store.getState()).toMatchObject({ opened: undefined, isMissing: true });
});

test('a log is deleted at once, and its deletion undone or done for good', async () => {
  const { page, sessions, bridge } = openPage([info(1), info(2), info(3)]);
  await page.attach(undefined);
  await page.remove(info(2));
  expect(sessions()).toEqual([3, 1]);
  expect(page.store.getState().removed?.session).toBe(2);
  await page.undoRemoval();
  expect(sessions()).toEqual([3, 2, 1]);
  expect(page.store.getState().removed).toBeUndefined();
  await page.remove(info(1));
  await page.forgetRemoved();
  await page.undoRemoval();
  expect(sessions()).toEqual([3, 2]);
  expect(bridge.inputsOf('log.undoRemoval')).toEqual([{ session: 2 }]);
  expect(bridge.inputsOf('log.forgetRemoved')).toEqual([{ session: 1 }]);
  page.leave();
});

test('the way back is gone when its time is over', async () => {
  vi.useFakeTimers();
  const { page } = openPage([info(1)]);
  await page.remove(info(1));
  vi.advanceTimersByTime(undoRemovalMs - 1);
  expect(page.store.getState().removed?.session).toBe(1);
  vi.advanceTimersByTime(1);
  expect(page.store.getState().removed).toBeUndefined();
});

test('all are not deleted before it was asked for twice, and then there is no way back', async () => {
  const { page, sessions, bridge } = openPage([info(1), info(2), info(3, { isLive: true })]);
  await page.attach(undefined);
  page.ask();
  page.keep();
  await page.wipeAll();
  expect(sessions()).toEqual([3, 2, 1]);
  await page.remove(info(1));
  page.ask();
  await page.wipeAll();
  expect(sessions()).toEqual([3]);
  await page.undoRemoval();
  expect(bridge.inputsOf('log.undoRemoval')).toEqual([]);
});

test('a log that goes on grows in the list and where it is open, until the page is left', async () => {
  const { page, bridge } = openPage([info(1, { isLive: true })]);
  await page.attach(1);
  const counters = { sentMessages: 0, receivedMessages: 0, sentBytes: 0, receivedBytes: 0, problems: 0 };
  const transfers = { sending: undefined, receiving: undefined, isPaused: false };
  bridge.emit('log.advanced', { session: 1, length: 12, counters, transfers, sendQueueBytes: 0 });
  expect(page.store.getState().logs?.[0]?.length).toBe(12);
  expect(page.store.getState().opened?.transcript.log.length).toBe(12);
  page.leave();
  expect(bridge.listenerCount).toBe(0);
});

test('a long list is shown piece by piece', async () => {
  const { page } = openPage(Array.from({ length: 250 }, (_, index) => info(index + 1)));
  await page.attach(undefined);
  expect(page.store.getState()).toMatchObject({ listed: 100 });
  expect(page.store.getState().durations.size).toBe(100);
  await page.listMore();
  expect(page.store.getState().durations.size).toBe(200);
});
