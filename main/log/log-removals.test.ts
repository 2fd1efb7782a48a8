import { chmod, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { defaultLogSettings, undoRemovalMs } from '../../contract/log.ts';
import { RowDirection, RowKind } from '../../contract/rows.ts';
import { temporaryFolder } from '../../tests/support/temporary-folder.ts';
import { LogStore } from './log-store.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** A folder with logs of three sessions that are over, each of one row. */
async function openThree(): Promise<{ folder: string; logs: LogStore; names: () => Promise<string[]> }> {
  const folder = await temporaryFolder();
  const logs = await LogStore.open(folder, defaultLogSettings);
  for (const url of ['ws://a/', 'ws://b/', 'ws://c/']) {
    const { session, log } = await logs.create({ url, socket: 'message', page: 'test', startedAt: Date.now() });
    log.append({ direction: RowDirection.sent, kind: RowKind.utf8, payload: Buffer.from(url) });
    await logs.end(session);
  }
  return { folder, logs, names: async () => (await readdir(folder)).toSorted() };
}

const sessionsOf = (logs: LogStore): number[] => logs.list().map(({ session }) => session);

test('a log that is removed is in no list, and is brought back to its place with all that it had', async () => {
  const { logs } = await openThree();
  await logs.remove(2);
  expect(sessionsOf(logs)).toEqual([1, 3]);
  await expect(logs.get(2)).rejects.toMatchObject({ info: { code: 'not-found' } });
  await logs.undoRemoval(2);
  expect(sessionsOf(logs)).toEqual([1, 2, 3]);
  const [row] = await (await logs.get(2)).read(0, 1);
  expect(Buffer.from(row?.preview ?? []).toString()).toBe('ws://b/');
  await logs.close();
});

test('a log that is back takes more when its session goes on', async () => {
  const { logs, folder } = await openThree();
  await logs.remove(3);
  await logs.undoRemoval(3);
  logs.resume(3);
  (await logs.get(3)).append({ direction: RowDirection.sent, kind: RowKind.utf8, payload: Buffer.from('more') });
  await logs.close();
  const again = await LogStore.open(folder, defaultLogSettings);
  expect(again.list().map(({ length }) => length)).toEqual([1, 1, 2]);
  await again.close();
});

test('a removal is done for good when the page says so, when its time is over and when the app ends', async () => {
  const { logs, names } = await openThree();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await logs.remove(1);
  await logs.remove(2);
  expect(await names()).toEqual(['000003', 'removed-000001', 'removed-000002']);
  await logs.forgetRemoved(1);
  expect(await names()).toEqual(['000003', 'removed-000002']);
  vi.advanceTimersByTime(undoRemovalMs);
  vi.useRealTimers();
  await expect.poll(names).toEqual(['000003']);
  for (const session of [1, 2]) {
    await expect(logs.undoRemoval(session)).rejects.toMatchObject({ info: { code: 'not-found', field: 'session' } });
  }
  await logs.remove(3);
  await logs.close();
  expect(await names()).toEqual([]);
});

test('after a crash, what was removed is gone, and nothing else', async () => {
  const { logs, folder, names } = await openThree();
  await logs.remove(2);
  // The other one is still there: as after `kill -9`, nothing has been ended.
  const again = await LogStore.open(folder, defaultLogSettings);
  expect(await names()).toEqual(['000001', '000003']);
  expect(sessionsOf(again)).toEqual([1, 3]);
  await again.close();
});

test('deleting all logs has no undo, also not for what was removed before', async () => {
  const { logs, names } = await openThree();
  await logs.remove(1);
  await logs.wipeAll();
  expect(await names()).toEqual([]);
  await expect(logs.undoRemoval(1)).rejects.toMatchObject({ info: { code: 'not-found' } });
  await logs.close();
});

test('the log of a session that goes on is not removed', async () => {
  const { logs } = await openThree();
  logs.resume(2);
  await expect(logs.remove(2)).rejects.toMatchObject({ info: { code: 'illegal-call', field: 'session' } });
  expect(sessionsOf(logs)).toEqual([1, 2, 3]);
  await logs.close();
});

// Root may do everything.
test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
  'a log that the system does not let go stays in the list',
  async () => {
    const { logs, folder } = await openThree();
    await chmod(folder, 0o500);
    await expect(logs.remove(2)).rejects.toMatchObject({ info: { code: 'log-failed' } });
    await chmod(folder, 0o700);
    expect(sessionsOf(logs)).toEqual([1, 2, 3]);
    expect(await readdir(join(folder, '000002'))).toContain('session.json');
    await logs.close();
  },
);
