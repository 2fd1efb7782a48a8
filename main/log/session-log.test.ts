import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RowDirection, RowFlag, RowKind } from '../../contract/rows.ts';
import { eventually } from '../../tests/support/deadline.ts';
import { emptyExtent } from './extent.ts';
import { LogFolder } from './log-folder.ts';
import { SessionLog, type SessionLogOptions } from './session-log.ts';

const mebibyte = 1024 * 1024;
let folderPath = '';

beforeEach(async () => {
  folderPath = await mkdtemp(join(tmpdir(), 'duplex-log-'));
});

afterEach(async () => {
  await rm(folderPath, { recursive: true });
});

function newFolder(): LogFolder {
  return LogFolder.begin(join(folderPath, '000001'), {
    version: 1,
    session: 1,
    url: 'ws://localhost/',
    socket: 'message',
    page: 'test',
    startedAt: Date.now(),
    segmentBytes: mebibyte,
    isPrivate: false,
  });
}

async function create(options: Partial<SessionLogOptions> = {}): Promise<SessionLog> {
  return SessionLog.open(newFolder(), emptyExtent, {
    startedAt: Date.now(),
    limitBytes: 1024 * mebibyte,
    whenFull: 'oldest',
    ...options,
  });
}

async function reopen(): Promise<SessionLog> {
  const folder = await LogFolder.open(join(folderPath, '000001'));
  const { extent } = await folder.readExtent();
  return SessionLog.open(folder, extent, { startedAt: Date.now(), limitBytes: 1024 * mebibyte, whenFull: 'oldest' });
}

function append(log: SessionLog, payload: string | Uint8Array): void {
  log.append({ direction: RowDirection.sent, kind: RowKind.binary, payload: Buffer.from(payload) });
}

function receive(log: SessionLog, ...pieces: Buffer[]): void {
  log.tick();
  for (const piece of pieces) log.appendIncoming(piece, 0, piece.length);
  log.endIncoming({ kind: RowKind.binary, flags: 0, bits: 0x82, wireSize: 7 });
}

test('rows are read by range, and a range past the end gives what there is', async () => {
  const log = await create();
  for (const text of ['a', 'bb', 'ccc']) append(log, text);
  expect(log.length).toBe(3);
  const rows = await log.read(1, 10);
  expect(rows.map(({ row, size, preview }) => [row, size, Buffer.from(preview).toString()])).toEqual([
    [1, 2, 'bb'],
    [2, 3, 'ccc'],
  ]);
  expect(await log.read(3, 5)).toEqual([]);
  await log.close();
});

test('the payload is copied: what happens to the buffer afterwards does not reach the log', async () => {
  const log = await create();
  const buffer = Buffer.from('before');
  append(log, buffer);
  log.append({ direction: RowDirection.sent, kind: RowKind.utf8, payload: buffer });
  buffer.fill('x');
  expect(Buffer.from(await log.payload(1, 0, 100)).toString()).toBe('before');
  await log.close();
});

test('a message received in pieces is in one piece, whatever comes between them', async () => {
  const log = await create();
  log.tick();
  log.appendIncoming(Buffer.from('ab'), 0, 2);
  log.append({ direction: RowDirection.received, kind: RowKind.ping, payload: Buffer.from('ping') });
  log.appendIncoming(Buffer.from('xcdx'), 1, 3);
  log.endIncoming({ kind: RowKind.utf8, flags: 0, bits: 1, wireSize: 10 });
  const rows = await log.read(0, 9);
  expect(
    rows.map(({ kind, size, wireSize, bits, preview }) => [
      kind,
      size,
      wireSize,
      bits,
      Buffer.from(preview).toString(),
    ]),
  ).toEqual([
    [RowKind.ping, 4, 0, 0, 'ping'],
    [RowKind.utf8, 4, 10, 1, 'abcd'],
  ]);
  await log.close();
});

test('what was written is there after reopening, byte for byte, over files and blocks', async () => {
  const log = await create();
  const payloads = Array.from({ length: 3000 }, (_, index) => Buffer.alloc((index * 37) % 5000, index % 251));
  for (const [index, payload] of payloads.entries()) {
    if (index % 2 === 0) append(log, payload);
    else receive(log, payload.subarray(0, 100), payload.subarray(100));
  }
  await log.close();
  const again = await reopen();
  expect(again.length).toBe(3000);
  expect(again.extent.isClosed).toBe(true);
  for (const [index, payload] of payloads.entries()) {
    const kept = Buffer.from(await again.payload(index, 0, 10_000));
    if (!kept.equals(payload)) throw new Error(`row ${index} differs`);
  }
  const [row] = await again.read(2999, 1);
  expect(row?.preview).toHaveLength(Math.min(1024, (2999 * 37) % 5000));
  append(again, 'more');
  expect((await again.read(2998, 5)).map((candidate) => candidate.row)).toEqual([2998, 2999, 3000]);
  await again.close();
});

test('any range of a large payload can be read, before and after it is written', async () => {
  const log = await create();
  append(log, 'shift');
  const bytes = Buffer.alloc(3_000_000).map((_byte, index) => index % 251);
  append(log, bytes);
  const check = async (): Promise<void> => {
    expect(Buffer.from(await log.payload(1, 0, bytes.length)).equals(bytes)).toBe(true);
    expect(Buffer.from(await log.payload(1, 1_048_570, 20)).equals(bytes.subarray(1_048_570, 1_048_590))).toBe(true);
    expect(await log.payload(1, bytes.length, 10)).toHaveLength(0);
  };
  await check();
  await log.flush();
  await check();
  expect((await log.read(1, 1))[0]?.preview).toHaveLength(1024);
  await expect(log.payload(2, 0, 1)).rejects.toMatchObject({ info: { code: 'not-found' } });
  await log.close();
});

test('past its limit the oldest go, and a row tells of it', async () => {
  const log = await create({ limitBytes: 8 * mebibyte });
  for (let row = 0; row < 40; row += 1) {
    append(log, Buffer.alloc(512 * 1024, row));
    await log.flush();
  }
  const rows = await log.read(0, log.length);
  const messages = rows.filter((row) => row.kind === RowKind.binary);
  expect(messages).toHaveLength(40);
  expect(rows.filter((row) => row.kind === RowKind.payloadsReleased).length).toBeGreaterThan(0);
  const released = messages.filter((row) => (row.flags & RowFlag.payloadReleased) !== 0);
  expect(released.length).toBeGreaterThan(20);
  expect(await log.payload(0, 0, 10)).toHaveLength(0);
  const last = rows.findLastIndex((row) => row.kind === RowKind.binary);
  expect(Buffer.from(await log.payload(last, 0, 3))).toEqual(Buffer.from([39, 39, 39]));
  expect(log.sizeBytes).toBeLessThanOrEqual(8 * mebibyte);
  await log.close();
});

test('rows go, too, when there are so many of them that letting payloads go is not enough', async () => {
  const log = await create({ limitBytes: 2 * mebibyte });
  for (let row = 0; row < 100_000; row += 1) append(log, 'x');
  await log.flush();
  expect(log.firstRow).toBeGreaterThan(0);
  expect(log.sizeBytes).toBeLessThanOrEqual(2 * mebibyte + 100_000);
  const [first] = await log.read(0, 1);
  expect(first).toBeUndefined();
  expect((await log.read(log.firstRow, 3)).map(({ row }) => row - log.firstRow)).toEqual([0, 1, 2]);
  await log.close();
});

test('where recording stops at the limit, two rows say from when on, and how much is missing', async () => {
  const log = await create({ limitBytes: mebibyte, whenFull: 'stop' });
  for (let row = 0; row < 30; row += 1) receive(log, Buffer.alloc(100_000));
  log.append({ direction: RowDirection.event, kind: RowKind.closed, payload: Buffer.from('{}') });
  log.limit = { limitBytes: 100 * mebibyte, whenFull: 'stop' };
  receive(log, Buffer.alloc(10));
  const rows = await log.read(0, 100);
  const gaps = rows
    .filter(({ kind }) => kind === RowKind.gap)
    .map(({ preview }) => JSON.parse(Buffer.from(preview).toString()) as unknown);
  expect(gaps).toEqual([{ reason: 'limit' }, { reason: 'limit', rows: 19, sizeBytes: 1_900_000 }]);
  expect(rows.map(({ kind }) => kind)).toContain(RowKind.closed);
  expect(rows.at(-1)).toMatchObject({ kind: RowKind.binary, size: 10 });
  await log.close();
});

test('where the user is asked, the log wants no more until there is another limit', async () => {
  let changes = 0;
  const log = await create({ limitBytes: mebibyte, whenFull: 'ask', changed: () => (changes += 1) });
  while (!log.isFull) receive(log, Buffer.alloc(100_000));
  expect(log.recording).toBe('asking');
  const before = changes;
  log.limit = { limitBytes: 100 * mebibyte, whenFull: 'ask' };
  expect(log.isFull).toBe(false);
  expect(changes).toBeGreaterThan(before);
  const rows = (await log.read(0, 100)).filter(({ kind }) => kind !== RowKind.binary);
  expect(rows.map(({ kind }) => kind)).toEqual([RowKind.readingHeld, RowKind.readingContinued]);
  expect(rows.map(({ preview }) => JSON.parse(Buffer.from(preview).toString()) as unknown)).toEqual([
    { reason: 'limit', limitBytes: mebibyte },
    { reason: 'limit', heldMs: expect.any(Number) as number },
  ]);
  await log.close();
});

test('who reads waits while the oldest that is not on disk is older than 150 ms, and is told when it is there', async () => {
  let tellFull: (isFull: boolean) => void = () => undefined;
  const log = await create({ changed: () => tellFull(log.isFull) });
  receive(log, Buffer.alloc(10));
  await log.flush();
  receive(log, Buffer.alloc(10));
  expect(log.isFull).toBe(false);
  // A turn of the event loop that is too long: nothing is written meanwhile.
  const until = performance.now() + 200;
  while (performance.now() < until);
  receive(log, Buffer.alloc(10));
  expect(log.isFull).toBe(true);
  const told: boolean[] = [];
  await new Promise<void>((resolve) => {
    tellFull = (isFull) => {
      told.push(isFull);
      if (!isFull) resolve();
    };
  });
  expect(told.at(-1)).toBe(false);
  expect(log.extent.rows).toBe(3);
  // Too short to be worth a row.
  expect(log.length).toBe(3);
  await log.close();
});

test('a disk that is behind for so long that somebody may notice has a row when it has caught up', async () => {
  const log = await create();
  receive(log, Buffer.alloc(17 * mebibyte));
  expect(log.isFull).toBe(true);
  // Nothing is written as long as nothing else runs.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1100);
  await log.flush();
  expect(log.isFull).toBe(false);
  const rows = (await log.read(0, 9)).filter(({ kind }) => kind === RowKind.readingContinued);
  const details = rows.map(({ preview }) => JSON.parse(Buffer.from(preview).toString()) as { heldMs: number });
  expect(details).toEqual([{ reason: 'disk', heldMs: expect.any(Number) as number }]);
  expect(details[0]?.heldMs).toBeGreaterThanOrEqual(1099);
  await log.close();
});

test('a connection that is lost in a message leaves what has come of it, marked', async () => {
  const log = await create();
  log.tick();
  log.appendIncoming(Buffer.from('half'), 0, 4);
  await log.close();
  const again = await reopen();
  expect(await again.read(0, 9)).toMatchObject([{ size: 4, flags: RowFlag.cut }]);
  await again.close();
});

test('elapsed times come from the monotonic clock and never go back', async () => {
  const log = await create();
  for (let row = 0; row < 50; row += 1) append(log, 'x');
  const rows = await log.read(0, 50);
  const elapsed = rows.map((row) => row.elapsed);
  expect(elapsed).toEqual(elapsed.toSorted((left, right) => left - right));
  expect(new Set(elapsed).size).toBeGreaterThan(10);
  await log.close();
});

test('a message of any size goes to the disk while it comes, and memory holds little of it', async () => {
  let changes = 0;
  const log = await create({ changed: () => (changes += 1) });
  const piece = Buffer.alloc(mebibyte, 3);
  log.tick();
  for (let count = 0; count < 64; count += 1) {
    if (log.isFull) await eventually('room in the log', () => !log.isFull);
    log.appendIncoming(piece, 0, piece.length);
  }
  await eventually('it to be on disk without an end', () => log.extent.lanes[1].end === 64 * mebibyte);
  expect(changes).toBeGreaterThan(0);
  log.endIncoming({ kind: RowKind.binary, flags: 0, bits: 0x82, wireSize: 0 });
  expect((await log.read(0, 1))[0]?.size).toBe(64 * mebibyte);
  await log.close();
});

test.each(['stop', 'ask', 'oldest'] as const)('the limit holds within a message: %s', async (whenFull) => {
  const log = await create({ limitBytes: 4 * mebibyte, whenFull });
  const piece = Buffer.alloc(mebibyte, 3);
  log.tick();
  for (let count = 0; count < 12; count += 1) {
    log.appendIncoming(piece, 0, piece.length);
    await log.flush();
    if (log.recording === 'asking') break;
  }
  expect(log.sizeBytes).toBeLessThanOrEqual(6 * mebibyte);
  log.endIncoming({ kind: RowKind.binary, flags: 0, bits: 0x82, wireSize: 0 });
  const flags = { stop: RowFlag.cut, ask: 0, oldest: RowFlag.payloadReleased }[whenFull];
  const message = (await log.read(0, 20)).find(({ kind }) => kind === RowKind.binary);
  expect(message?.flags).toBe(flags);
  await log.close();
});

test('pings are not recorded where messages are not: a peer can send as many of them', async () => {
  const log = await create({ limitBytes: mebibyte, whenFull: 'stop' });
  append(log, Buffer.alloc(2 * mebibyte));
  const { sizeBytes } = log;
  const ping = { direction: RowDirection.received, kind: RowKind.ping, payload: Buffer.alloc(125) } as const;
  for (let count = 0; count < 5000; count += 1) log.append(ping);
  expect(log.sizeBytes).toBe(sizeBytes);
  await log.close();
  const [gap] = await log.read(log.length - 1, 1);
  expect(JSON.parse(Buffer.from(gap?.preview ?? []).toString())).toMatchObject({ rows: 5000, sizeBytes: 625_000 });
});

test('a message of which only the end came after recording went on has a row that says so', async () => {
  const log = await create({ limitBytes: mebibyte, whenFull: 'stop' });
  append(log, Buffer.alloc(2 * mebibyte));
  log.appendIncoming(Buffer.from('lost'), 0, 4);
  log.limit = { limitBytes: 100 * mebibyte, whenFull: 'stop' };
  log.appendIncoming(Buffer.from('too late'), 0, 8);
  log.endIncoming({ kind: RowKind.utf8, flags: 0, bits: 0x81, wireSize: 14 });
  const rows = await log.read(0, 10);
  expect(rows.map(({ kind }) => kind)).toEqual([RowKind.binary, RowKind.gap, RowKind.gap, RowKind.utf8]);
  expect(rows[3]).toMatchObject({ size: 0, flags: RowFlag.cut });
  await log.close();
});

test('what is read while the oldest is let go is never something else', async () => {
  const log = await create({ limitBytes: 4 * mebibyte });
  const sizeOf = (row: number): number => 20_000 + (row % 7) * 3000;
  const done = new AbortController();
  const write = async (): Promise<void> => {
    for (let row = 0; row < 1200; row += 1) {
      append(log, Buffer.alloc(20_000 + (log.length % 7) * 3000, log.length % 251));
      if (row % 8 === 0) await log.flush();
    }
    done.abort();
  };
  let seen = 0;
  const read = async (): Promise<void> => {
    while (!done.signal.aborted) {
      await new Promise((resolve) => setImmediate(resolve));
      const from = Math.max(0, log.length - 150 - (seen % 50));
      for (const row of await log.read(from, 100)) {
        if (row.kind !== RowKind.binary) continue;
        expect(row.size).toBe(sizeOf(row.row));
        const foreign = row.preview.findIndex((byte) => byte !== row.row % 251);
        if (foreign !== -1) throw new Error(`row ${row.row} shows byte ${row.preview[foreign]}`);
        seen += 1;
      }
      const payload = await log.payload(from, 0, 100_000);
      if (payload.some((byte) => byte !== from % 251) && payload[0] !== 0x7b) throw new Error(`row ${from} differs`);
    }
  };
  await Promise.all([write(), read(), read()]);
  expect(seen).toBeGreaterThan(500);
  await log.close();
});

test('a hundred thousand rows of nothing are a hundred thousand rows', async () => {
  const log = await create();
  for (let row = 0; row < 100_000; row += 1) append(log, '');
  await log.close();
  const again = await reopen();
  expect(again.length).toBe(100_000);
  expect((await again.read(99_998, 9)).map(({ row, size, preview }) => [row, size, preview.length])).toEqual([
    [99_998, 0, 0],
    [99_999, 0, 0],
  ]);
  await again.close();
});

test('offsets past 4 GiB are exact', async () => {
  const start = 5 * 1024 * mebibyte;
  const extent = { ...emptyExtent, lanes: [{ start, end: start }, emptyExtent.lanes[1]] as const };
  const log = await SessionLog.open(newFolder(), extent, { startedAt: 0, limitBytes: 2 ** 40, whenFull: 'stop' });
  append(log, 'far out');
  append(log, Buffer.alloc(2 * mebibyte, 9));
  await log.close();
  const again = await reopen();
  expect(Buffer.from(await again.payload(0, 0, 100)).toString()).toBe('far out');
  expect(Buffer.from(await again.payload(1, 0, 2 * mebibyte)).equals(Buffer.alloc(2 * mebibyte, 9))).toBe(true);
  await again.close();
});
