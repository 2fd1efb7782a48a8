import { open, type Database } from 'lmdb';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { defaultLogSettings } from '../contract/log.ts';
import { LogReader } from '../main/log/log-reader.ts';
import { LogStore } from '../main/log/log-store.ts';
import { blockRows, Lane, rowBytes } from '../main/log/row-block.ts';
import type { SessionLog } from '../main/log/session-log.ts';
import { median, percentile, type Result } from './figure.ts';
import { fillLog } from './filled-log.ts';
import { label } from './label.ts';
import { differentMessages, numberedPayloads } from './numbered-messages.ts';

/** Payload bytes. */
export const storeSizes = [64, 1024] as const;

export function storesName(size: number): string {
  return `our log and lmdb, ${label(size)}`;
}

const turns = 3;
const jumps = 500;
const rowsPerJump = 40;
/** About as often as a log says on disk what it has. */
const rowsPerTransaction = 20_000;

/** What one store was measured to do. */
interface Measured {
  readonly append: number;
  readonly scan: number;
  readonly jumpP95: number;
  readonly diskBytes: number;
  readonly growth: number;
}

/**
 * The choice of the store (docs/decisions/0005-message-log.md). Both survive the end of the process and not the end of the
 * machine: neither waits for the disk.
 */
export async function measureStores(size: number): Promise<Result[]> {
  const count = size < 1024 ? 1_000_000 : 300_000;
  const ours: Measured[] = [];
  const peers: Measured[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    ours.push(await inFolder((folder) => measureLog(folder, size, count)));
    peers.push(await inFolder((folder) => measureLmdb(folder, size, count)));
  }
  const name = storesName(size);
  const compare = (what: string, unit: string, isLessBetter: boolean, of: (measured: Measured) => number): Result => {
    const [value, peerValue] = [median(ours.map(of)), median(peers.map(of))];
    return {
      name: `${name}: ${what}`,
      value,
      unit,
      peer: 'lmdb',
      peerValue,
      ratio: value / peerValue,
      bound: null,
      isLessBetter,
    };
  };
  return [
    compare('append', 'k rows/s', false, ({ append }) => count / append),
    compare('read all', 'k rows/s', false, ({ scan }) => count / scan),
    compare('40 rows anywhere, p95', 'µs', true, ({ jumpP95 }) => jumpP95 * 1000),
    compare('on disk', 'B/row', true, ({ diskBytes }) => diskBytes / count),
    compare('memory grown by', 'MiB', true, ({ growth }) => growth / 1024 ** 2),
  ];
}

async function inFolder(work: (folder: string) => Promise<Measured>): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'duplex-bench-store-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureLog(folder: string, size: number, count: number): Promise<Measured> {
  const logs = await LogStore.open(folder, defaultLogSettings);
  const about = { url: 'ws://localhost/', socket: 'message', page: 'bench', startedAt: Date.now() } as const;
  const { session, log } = await logs.create(about);
  const before = residentBytes();
  const append = await timeOf(async () => {
    await fillLog(log, size, count);
    await log.flush();
  });
  const growth = residentBytes() - before;
  const jumpP95 = await timeJumps(count, async (from) => checkCount((await log.read(from, rowsPerJump)).length));
  const scan = await timeOf(async () => scanLog(logs, session, log, size));
  await logs.close();
  return { append, scan, jumpP95, growth, diskBytes: await bytesIn(folder) };
}

/** As the threads that search do it: blocks of rows, and their payloads as they lie. */
function scanLog(logs: LogStore, session: number, log: SessionLog, size: number): void {
  const reader = new LogReader(logs.folderOf(session), log.extent);
  const bytes = Buffer.allocUnsafeSlow(blockRows * size);
  let total = 0;
  for (let row = 0; row < log.length; row += blockRows) {
    const block = reader.block(row / blockRows);
    const rows = Math.min(blockRows, log.length - row);
    reader.readLane(Lane.incoming, block.offset[0] as number, bytes.subarray(0, rows * size)); // a block has a row
    for (let index = 0; index < rows; index += 1) total += bytes[index * size] as number; // in the block
  }
  reader.close();
  if (total === 0) throw new Error('nothing was read');
}

async function measureLmdb(folder: string, size: number, count: number): Promise<Measured> {
  const database = open<Buffer, number>({ path: folder, encoding: 'binary', keyEncoding: 'uint32', noSync: true });
  const before = residentBytes();
  const append = await timeOf(() => fillLmdb(database, size, count));
  const growth = residentBytes() - before;
  const jumpP95 = await timeJumps(count, (from) => {
    let found = 0;
    for (const { value } of database.getRange({ start: from, limit: rowsPerJump })) found += value.length > 0 ? 1 : 0;
    checkCount(found);
  });
  const scan = await timeOf(async () => {
    let total = 0;
    for (const { value } of database.getRange()) total += value[rowBytes] as number; // longer than that
    if (total === 0) throw new Error('nothing was read');
  });
  await database.close();
  return { append, scan, jumpP95, growth, diskBytes: await bytesIn(folder) };
}

/** One value a row: what a row of the log has in its columns, and its payload. */
async function fillLmdb(database: Database<Buffer, number>, size: number, count: number): Promise<void> {
  const payloads = numberedPayloads(size);
  for (let first = 0; first < count; first += rowsPerTransaction) {
    const end = Math.min(count, first + rowsPerTransaction);
    database.transactionSync(() => {
      for (let row = first; row < end; row += 1) {
        const value = Buffer.allocUnsafe(rowBytes + size);
        value.writeDoubleLE(row, 0);
        const at = (row % differentMessages) * size;
        payloads.copy(value, rowBytes, at, at + size);
        void database.put(row, value);
      }
    });
    await nextTurn();
  }
  await database.flushed;
}

async function timeOf(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** @returns the p95, in ms */
async function timeJumps(count: number, read: (from: number) => void | Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let jump = 0; jump < jumps; jump += 1) {
    const from = Math.floor(Math.random() * (count - rowsPerJump));
    const startedAt = performance.now();
    await read(from);
    times.push(performance.now() - startedAt);
  }
  return percentile(times, 0.95);
}

function checkCount(found: number): void {
  if (found !== rowsPerJump) throw new Error(`${found} of ${rowsPerJump} rows were read`);
}

async function bytesIn(folder: string): Promise<number> {
  let total = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    // Blocks of 512 bytes: a file can be longer than what it takes.
    if (entry.isFile()) total += (await stat(join(entry.parentPath, entry.name))).blocks * 512;
  }
  return total;
}

function residentBytes(): number {
  return process.memoryUsage.rss();
}
