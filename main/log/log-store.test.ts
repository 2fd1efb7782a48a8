import { mkdir, readdir, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultLogSettings, type LogSettings } from '../../contract/log.ts';
import { RowDirection, RowFlag, RowKind } from '../../contract/rows.ts';
import { openTestLogs } from '../../tests/support/log-store.ts';
import { temporaryFolder } from '../../tests/support/temporary-folder.ts';
import { LogStore } from './log-store.ts';
import type { SessionLog } from './session-log.ts';

const mebibyte = 1024 * 1024;
const about = { url: 'ws://localhost/', socket: 'message', page: 'test' } as const;

function open(folder: string, settings: Partial<LogSettings> = {}): Promise<LogStore> {
  return LogStore.open(folder, { ...defaultLogSettings, ...settings });
}

async function create(logs: LogStore, startedAt = Date.now()): Promise<{ session: number; log: SessionLog }> {
  return logs.create({ ...about, startedAt });
}

function append(log: SessionLog, payload: string | Uint8Array): void {
  log.append({ direction: RowDirection.sent, kind: RowKind.utf8, payload: Buffer.from(payload) });
}

async function gapsOf(logs: LogStore, session: number): Promise<unknown[]> {
  const log = await logs.get(session);
  const rows = await log.read(0, log.length);
  const gaps = rows.filter(({ kind }) => kind === RowKind.gap);
  return gaps.map(({ preview }) => JSON.parse(Buffer.from(preview).toString()) as unknown);
}

test('sessions stay after a restart, and numbers go on', async () => {
  const folder = await temporaryFolder();
  const logs = await open(folder);
  const { session, log } = await create(logs);
  append(log, 'hello');
  await logs.end(session);
  await logs.close();
  const again = await open(folder);
  expect(again.list()).toMatchObject([
    { session, url: 'ws://localhost/', length: 1, isLive: false, problem: undefined },
  ]);
  const [row] = await (await again.get(session)).read(0, 1);
  expect(Buffer.from(row?.preview ?? []).toString()).toBe('hello');
  expect((await create(again)).session).toBe(session + 1);
  await again.close();
});

test('a log that was not closed is opened at its last whole row, and says so', async () => {
  const folder = await temporaryFolder();
  const logs = await open(folder);
  const { session, log } = await create(logs);
  for (let row = 0; row < 2000; row += 1) append(log, `row ${row}`);
  await log.flush();
  // What came last did not reach the disk: as after `kill -9`, the files are there and nothing has been closed.
  const again = await open(folder);
  expect(await gapsOf(again, session)).toEqual([{ reason: 'crash' }]);
  const rows = await (await again.get(session)).read(1998, 5);
  expect(rows.map(({ kind }) => kind)).toEqual([RowKind.utf8, RowKind.utf8, RowKind.gap]);
  await again.close();
  const third = await open(folder);
  expect(await gapsOf(third, session), 'said once').toEqual([{ reason: 'crash' }]);
  await third.close();
  await logs.close();
});

test('files that are shorter than they should be leave what is whole, and a gap that says so', async () => {
  const folder = await temporaryFolder();
  const logs = await open(folder);
  const { session, log } = await create(logs);
  for (let row = 0; row < 3000; row += 1) append(log, `row ${row}`);
  await logs.close();
  const path = join(folder, String(session).padStart(6, '0'));
  await truncate(join(path, 'rows-000000'), (await stat(join(path, 'rows-000000'))).size - 10);
  await truncate(join(path, 'sent-000000'), 1000);
  const again = await open(folder);
  expect(await gapsOf(again, session)).toEqual([{ reason: 'damage' }]);
  const kept = await again.get(session);
  expect(kept.length).toBe(2049);
  expect(Buffer.from(await kept.payload(0, 0, 10)).toString()).toBe('row 0');
  expect(await kept.payload(2000, 0, 10)).toHaveLength(0);
  expect((await kept.read(2000, 1))[0]?.preview).toHaveLength(0);
  await again.close();
});

test('folders that hold anything but a log are in the list with their problem, and stay as they are', async () => {
  const folder = await temporaryFolder();
  const contents = [
    ['000007', 'session.json', 'not json'],
    ['000008', 'session.json', '{"version":2}'],
    ['000009', 'nothing', ''],
  ] as const;
  for (const [name, file, text] of contents) {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, file), text);
  }
  await mkdir(join(folder, 'somebody-else'));
  const logs = await open(folder);
  expect(logs.problem).toBeUndefined();
  expect(logs.list().map(({ session, problem }) => [session, problem?.code])).toEqual([
    [7, 'bad-file'],
    [8, 'bad-file'],
    [9, 'bad-file'],
  ]);
  await expect(logs.get(7)).rejects.toMatchObject({ info: { code: 'not-found' } });
  expect((await create(logs)).session).toBe(10);
  await logs.wipe(7);
  await logs.close();
  expect((await readdir(folder)).toSorted()).toEqual(['000008', '000009', 'somebody-else']);
});

test('an extent of which neither half is whole leaves an empty log that says so', async () => {
  const folder = await temporaryFolder();
  const logs = await open(folder);
  const { session, log } = await create(logs);
  append(log, 'x');
  await logs.close();
  await writeFile(join(folder, String(session).padStart(6, '0'), 'extent'), Buffer.alloc(136, 7));
  const again = await open(folder);
  expect(await gapsOf(again, session)).toEqual([{ reason: 'damage' }]);
  await again.close();
});

test('a store without a folder says why, and sessions are recorded as far as memory goes', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'file'), '');
  const logs = await open(join(folder, 'file', 'logs'));
  expect(logs.problem?.info.code).toBe('log-failed');
  const { log } = await create(logs);
  append(log, 'one');
  await log.flush();
  append(log, 'two');
  expect((await log.read(0, 10)).map(({ size }) => size)).toEqual([3]);
  await logs.close();
});

test('a wiped log leaves nothing, and one whose session goes on cannot be wiped', async () => {
  const folder = await temporaryFolder();
  const logs = await open(folder);
  const { session, log } = await create(logs);
  append(log, 'secret');
  await log.flush();
  await expect(logs.wipe(session)).rejects.toMatchObject({ info: { code: 'illegal-call' } });
  await logs.end(session);
  await logs.wipe(session);
  expect(await readdir(folder)).toEqual([]);
  expect(logs.list()).toEqual([]);
  await logs.close();
});

test('a private session is gone when it is released, and after a crash at the next start', async () => {
  const folder = await temporaryFolder();
  const logs = await open(folder, { isPrivate: true });
  const first = await create(logs);
  append(first.log, 'secret');
  await first.log.flush();
  const second = await create(logs);
  append(second.log, 'secret');
  await second.log.flush();
  await logs.release(first.session);
  expect(await readdir(folder)).toEqual([String(second.session).padStart(6, '0')]);
  const again = await open(folder);
  expect(again.list()).toEqual([]);
  expect(await readdir(folder)).toEqual([]);
  await again.close();
  await logs.close();
});

test('sessions that are too old are gone at the next start', async () => {
  const folder = await temporaryFolder();
  const logs = await open(folder);
  for (const days of [3, 1]) append((await create(logs, Date.now() - days * 24 * 60 * 60 * 1000)).log, 'x');
  await logs.close();
  const again = await open(folder, { keepDays: 2 });
  expect(again.list()).toHaveLength(1);
  await again.close();
});

test('past the limit of all logs the oldest that have ended go', async () => {
  const logs = await openTestLogs({ totalLimitBytes: 20 * mebibyte });
  for (let session = 0; session < 4; session += 1) {
    const { session: number, log } = await create(logs);
    append(log, Buffer.alloc(8 * mebibyte));
    await logs.end(number);
  }
  expect(logs.list().map(({ session }) => session)).toEqual([3, 4]);
});

test('past the limit of all logs a session that goes on lets its oldest go', async () => {
  const logs = await openTestLogs({ totalLimitBytes: 24 * mebibyte, sessionLimitBytes: 64 * mebibyte });
  const { log } = await create(logs);
  for (let row = 0; row < 60; row += 1) {
    append(log, Buffer.alloc(mebibyte, row));
    await log.flush();
  }
  expect(log.sizeBytes).toBeLessThan(26 * mebibyte);
  const rows = await log.read(0, log.length);
  expect(rows.filter(({ flags }) => (flags & RowFlag.payloadReleased) !== 0).length).toBeGreaterThan(20);
  expect(rows.some(({ kind }) => kind === RowKind.payloadsReleased)).toBe(true);
});
