import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SessionId } from '../contract/sessions.ts';
import { packRows } from '../contract/rows.ts';
import { LogStore } from '../main/log/log-store.ts';
import type { SessionLog } from '../main/log/session-log.ts';
import { alone, percentile, type Result } from './figure.ts';
import { largeLogName as name, largeLogRows, largeLogSettings, makeLargeLog } from './large-log.ts';

/** Each in a store of its own, as after a start of the app. */
const opens = 50;
const jumps = 1000;
/** What a page shows at once. */
const rowsOnScreen = 40;

export const rowsName = name;

/** Main's part of showing a log that an earlier run has left: opening it, and jumping to any row. `live/large-log.ts` has the page's. */
export async function measureRows(): Promise<Result[]> {
  const folder = await mkdtemp(join(tmpdir(), 'duplex-bench-log-'));
  try {
    const session = await makeLargeLog(folder);
    const openMs: number[] = [];
    for (let open = 0; open < opens; open += 1) openMs.push(await timeOpen(folder, session));
    const before = memoryBytes();
    const logs = await LogStore.open(folder, largeLogSettings);
    const log = await logs.get(session);
    const jumpMs: number[] = [];
    for (let jump = 0; jump < jumps; jump += 1) jumpMs.push(await timed(() => readRows(log, anyRow())));
    const bytes = memoryBytes() - before;
    await logs.close();
    return [
      alone(`${name}, opened with its first ${rowsOnScreen} rows, p50`, percentile(openMs, 0.5), 'ms', null),
      alone(`${name}, opened with its first ${rowsOnScreen} rows, p95`, percentile(openMs, 0.95), 'ms', 50),
      alone(`${name}, ${rowsOnScreen} rows anywhere, p50`, percentile(jumpMs, 0.5), 'ms', null),
      alone(`${name}, ${rowsOnScreen} rows anywhere, p95`, percentile(jumpMs, 0.95), 'ms', 50),
      alone(`${name}, memory for a million rows`, bytes / 1024 ** 2 / (largeLogRows / 1e6), 'MiB', 48),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function timeOpen(folder: string, session: SessionId): Promise<number> {
  let logs: LogStore | undefined;
  const ms = await timed(async () => {
    logs = await LogStore.open(folder, largeLogSettings);
    await readRows(await logs.get(session), 0);
  });
  await logs?.close();
  return ms;
}

async function readRows(log: SessionLog, from: number): Promise<void> {
  const found = await log.read(from, rowsOnScreen);
  if (packRows(found).length === 0 || found.length !== rowsOnScreen) throw new Error(`${found.length} rows were read`);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function anyRow(): number {
  return Math.floor(Math.random() * (largeLogRows - rowsOnScreen));
}

function memoryBytes(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
