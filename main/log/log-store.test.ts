import { chown, mkdir, readdir, readFile, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { defaultLogSettings, type LogSettings } from '../../contract/log.ts';
import { RowDirection, RowFlag, RowKind } from '../../contract/rows.ts';
import { eventually } from '../../tests/support/deadline.ts';
import { openTestLogs } from '../../tests/support/log-store.ts';
import { temporaryFolder } from '../../tests/support/temporary-folder.ts';
import { emptyExtent, encodeExtent } from './extent.ts';
import { LogStore } from './log-store.ts';
import type { SessionLog } from './session-log.ts';

afterEach(() => {
  vi.useRealTimers();
});

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
  expect(await gapsOf(again, session)).toEqual([{ reason: 'damage', rows: 952, sizeBytes: 21_890 }]);
  const kept = await again.get(session);
  expect(kept.length).toBe(2049);
  expect(Buffer.from(await kept.payload(0, 0, 10)).toString()).toBe('row 0');
  expect(await kept.payload(2000, 0, 10)).toHaveLength(0);
  expect((await kept.read(2000, 1))[0]?.preview).toHaveLength(0);
  await again.close();
  const third = await open(folder);
  expect(await gapsOf(third, session), 'said once').toHaveLength(1);
  await third.close();
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

test('sessions that become too old while the app runs are gone within an hour, but for those that are open', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] });
  const hourMs = 60 * 60 * 1000;
  const folder = await temporaryFolder();
  const logs = await open(folder, { keepDays: 2 });
  for (let session = 1; session <= 3; session += 1) append((await create(logs)).log, 'x');
  await logs.end(2);
  await logs.release(3);
  vi.advanceTimersByTime(48 * hourMs);
  expect(logs.list()).toHaveLength(3);
  vi.advanceTimersByTime(hourMs);
  await expect.poll(() => readdir(folder)).toEqual(['000001', '000002']);
  expect(logs.list().map(({ session }) => session)).toEqual([1, 2]);
  await logs.release(2);
  vi.advanceTimersByTime(hourMs);
  await expect.poll(() => readdir(folder)).toEqual(['000001']);
  await logs.close();
  expect(vi.getTimerCount()).toBe(0);
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

test('numbers that cannot be are no extent, however right their checksum is', async () => {
  const folder = await temporaryFolder();
  const logs = await open(folder);
  const { session, log } = await create(logs);
  append(log, 'x');
  await logs.close();
  const impossible = [
    { rows: -1 },
    { rows: Number.NaN },
    { rows: 2 ** 53 },
    { rows: Number.POSITIVE_INFINITY },
    { firstRow: 5 },
    { firstRow: 0.5 },
    { lanes: [lane(-1, 0), lane(0, 0)] },
    { lanes: [lane(0, 0), lane(10, 5)] },
    { lanes: [lane(0, 1e300), lane(0, 0)] },
  ] as const;
  for (const [index, change] of impossible.entries()) {
    const extent = { ...emptyExtent, ...change };
    const record = encodeExtent({ extent, sequence: 7, missingBytes: 0 });
    await writeFile(join(folder, '000001', 'extent'), Buffer.concat([record, record]));
    const again = await open(folder);
    expect(again.list(), JSON.stringify(change)).toMatchObject([{ length: 1, problem: undefined }]);
    expect(await gapsOf(again, session), `change ${index}`).toEqual([{ reason: 'damage' }]);
    await again.close();
  }
});

test('huge numbers are read in no time, and lead to nothing that is not there', async () => {
  const folder = await temporaryFolder();
  const logs = await open(folder);
  const { session, log } = await create(logs);
  append(log, 'hello');
  await logs.close();
  const extent = { firstRow: 0, rows: 2 ** 44, lanes: [lane(0, 2 ** 51), lane(0, 2 ** 51)] as const, isClosed: true };
  await writeFile(join(folder, '000001', 'extent'), encodeExtent({ extent, sequence: 2, missingBytes: 0 }));
  const again = await open(folder);
  expect(again.list()).toMatchObject([{ session, length: 1025 }]);
  expect(await gapsOf(again, session)).toEqual([{ reason: 'damage', rows: 2 ** 44 - 1024, sizeBytes: 2 ** 52 - 5 }]);
  const rows = await (await again.get(session)).read(0, 2);
  expect(Buffer.from(rows[0]?.preview ?? []).toString()).toBe('hello');
  await again.close();
});

test('rows that cannot be are gaps, and their neighbours are read', async () => {
  const folder = await temporaryFolder();
  const logs = await open(folder);
  const { session, log } = await create(logs);
  for (let row = 0; row < 8; row += 1) append(log, `row ${row}`);
  await logs.close();
  const path = join(folder, '000001', 'rows-000000');
  const bytes = await readFile(path);
  const column = (number: number, row: number): number => number * 8192 + row * 8;
  bytes.writeDoubleLE(Number.NaN, column(0, 1));
  bytes.writeDoubleLE(-5, column(2, 2));
  bytes.writeDoubleLE(1e300, column(2, 3));
  bytes.writeDoubleLE(-1, column(4, 4));
  bytes[5 * 8192 + 1024 + 5] = 200; // kind
  bytes[5 * 8192 + 4 * 1024 + 6] = 9; // lane
  await writeFile(path, bytes);
  const again = await open(folder);
  const rows = await (await again.get(session)).read(0, 8);
  expect(rows.map(({ kind }) => kind)).toEqual([0, ...Array.from({ length: 6 }, () => RowKind.gap), 0]);
  expect(rows.map(({ preview }) => Buffer.from(preview).toString())).toEqual([
    'row 0',
    '',
    '',
    '',
    '',
    '',
    '',
    'row 7',
  ]);
  for (const { row } of rows) await (await again.get(session)).payload(row, 0, 10);
  await again.close();
});

test('a link is not followed, and what it leads to stays', async () => {
  const folder = await temporaryFolder();
  const elsewhere = await temporaryFolder();
  const logs = await open(elsewhere, { isPrivate: true });
  append((await create(logs)).log, 'not to be deleted');
  await logs.end(1);
  await symlink(join(elsewhere, '000001'), join(folder, '000001'));
  const again = await open(folder);
  expect(again.list()).toMatchObject([{ session: 1, problem: { code: 'bad-file' } }]);
  await again.wipeAll();
  expect(await readdir(folder)).toEqual([]);
  expect(await readdir(join(elsewhere, '000001'))).toContain('session.json');
  await again.close();
  await logs.close();
});

test.runIf(process.getuid?.() === 0)('the folder of another user is left alone', async () => {
  const folder = await temporaryFolder();
  const logs = await open(folder);
  append((await create(logs)).log, 'x');
  await logs.close();
  await chown(join(folder, '000001'), 12_345, 12_345);
  const again = await open(folder);
  expect(again.list()).toMatchObject([{ session: 1, problem: { code: 'bad-file' } }]);
  await again.close();
  await chown(folder, 12_345, 12_345);
  const third = await open(folder);
  expect(third.problem?.info.message).toContain('belongs to another user');
  await third.close();
  await chown(folder, 0, 0);
});

// Windows has no such bits: there the folder of the user's own protects.
test.skipIf(process.platform === 'win32')('only the user can read what is recorded', async () => {
  const folder = join(await temporaryFolder(), 'logs');
  await mkdir(folder, { mode: 0o755 });
  const logs = await open(folder);
  append((await create(logs)).log, 'x');
  await logs.close();
  const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;
  expect(await modeOf(folder)).toBe(0o700);
  expect(await modeOf(join(folder, '000001'))).toBe(0o700);
  const names = await readdir(join(folder, '000001'));
  expect(names.toSorted()).toEqual(['extent', 'rows-000000', 'sent-000000', 'session.json']);
  for (const name of names) expect(await modeOf(join(folder, '000001', name))).toBe(0o600);
});

test('a session that ended before anything was written leaves no trace', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, '000001'));
  await mkdir(join(folder, '000002'));
  await writeFile(join(folder, '000002', 'session.json.new'), '{"vers');
  const logs = await open(folder);
  expect(logs.list()).toEqual([]);
  expect(await readdir(folder)).toEqual([]);
  await logs.close();
});

test('what was let go and could not be removed in time is removed at the next start, and is no damage', async () => {
  const folder = await temporaryFolder();
  const logs = await open(folder, { sessionLimitBytes: 16 * mebibyte });
  const { log } = await create(logs);
  for (let row = 0; row < 40; row += 1) {
    append(log, Buffer.alloc(mebibyte, row));
    await log.flush();
  }
  await logs.close();
  const path = join(folder, '000001');
  const before = await readdir(path);
  await writeFile(join(path, 'sent-000000'), 'left');
  const again = await open(folder);
  expect(await readdir(path)).toEqual(before);
  expect(await gapsOf(again, 1)).toEqual([]);
  await again.close();
});

test('a message the app was killed in is there as far as it came, marked', async () => {
  const folder = await temporaryFolder();
  const logs = await open(folder);
  const { session, log } = await create(logs);
  const piece = Buffer.alloc(300_000, 7);
  log.tick();
  log.appendIncoming(piece, 0, piece.length);
  log.endIncoming({ kind: RowKind.binary, flags: 0, bits: 0x82, wireSize: 1 });
  append(log, 'between');
  log.appendIncoming(piece, 0, 200_000);
  await eventually('it to be on disk without an end', () => log.extent.lanes[1].end === 500_000);
  const again = await open(folder);
  const kept = await again.get(session);
  const rows = await kept.read(0, 9);
  expect(rows.map(({ kind, size, flags }) => [kind, size, flags])).toEqual([
    [RowKind.binary, 300_000, 0],
    [RowKind.utf8, 7, 0],
    [RowKind.binary, 200_000, RowFlag.cut],
    [RowKind.gap, expect.any(Number), 0],
  ]);
  expect(Buffer.from(await kept.payload(2, 0, 300_000)).equals(piece.subarray(0, 200_000))).toBe(true);
  await again.close();
  await logs.close();
});

test('a clock that was set back does not let elapsed times go back, and wall times follow it', async () => {
  const folder = await temporaryFolder();
  const inAYear = Date.now() + 365 * 24 * 60 * 60 * 1000;
  const logs = await open(folder);
  const { session, log } = await create(logs, inAYear);
  for (let row = 0; row < 5; row += 1) {
    append(log, 'x');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await log.flush();
  const again = await open(folder);
  const rows = await (await again.get(session)).read(0, 9);
  const elapsed = rows.map((row) => row.elapsed);
  expect(elapsed).toHaveLength(6);
  expect(elapsed).toEqual(elapsed.toSorted((left, right) => left - right));
  expect(elapsed[4]).toBeGreaterThan(70);
  for (const { time } of rows) expect(Math.abs(time - Date.now())).toBeLessThan(60_000);
  await again.close();
  await logs.close();
});

test('the limit of all logs stops a session once, and not what the user then chose for it', async () => {
  const logs = await openTestLogs({ totalLimitBytes: 16 * mebibyte, whenFull: 'stop' });
  const { session, log } = await create(logs);
  const write = async (count: number): Promise<void> => {
    for (let row = 0; row < count; row += 1) append(log, Buffer.alloc(mebibyte, row));
    await log.flush();
    await log.flush();
  };
  await write(20);
  await write(4);
  for (let flushes = 0; flushes < 5; flushes += 1) await write(1);
  expect(log.recording).toBe('limit');
  const told = (await log.read(0, log.length)).filter(({ kind }) => kind === RowKind.gap);
  expect(told).toHaveLength(1);
  logs.setLimit(session, { limitBytes: 64 * mebibyte, whenFull: 'ask' });
  await write(10);
  expect(log.recording).toBe('on');
  expect(log.sizeBytes).toBeGreaterThan(28 * mebibyte);
  expect(() => logs.setLimit(99, { limitBytes: 64 * mebibyte, whenFull: 'ask' })).toThrow('no log');
});

function lane(start: number, end: number): { start: number; end: number } {
  return { start, end };
}
