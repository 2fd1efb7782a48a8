import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultLogSettings } from '../contract/log.ts';
import { packRows } from '../contract/rows.ts';
import { LogStore } from '../main/log/log-store.ts';
import { alone, percentile, type Result } from './figure.ts';
import { fillLog } from './filled-log.ts';

const rows = 10_000_000;
const payloadBytes = 64;
const jumps = 1000;
/** What a page shows at once. */
const rowsOnScreen = 40;
const settings = { ...defaultLogSettings, sessionLimitBytes: 16 * 1024 ** 3, totalLimitBytes: 16 * 1024 ** 3 };

export const rowsName = 'a log of 10 million rows';

/** Main's part of showing a log that an earlier run has left: opening it, and jumping to any row. */
export async function measureRows(): Promise<Result[]> {
  const folder = await mkdtemp(join(tmpdir(), 'duplex-bench-log-'));
  try {
    const session = await makeLog(folder);
    const before = memoryBytes();
    const startedAt = performance.now();
    const logs = await LogStore.open(folder, settings);
    const log = await logs.get(session);
    packRows(await log.read(0, rowsOnScreen));
    const openMs = performance.now() - startedAt;
    const jumpMs: number[] = [];
    for (let jump = 0; jump < jumps; jump += 1) jumpMs.push(await timeJump(() => log.read(anyRow(), rowsOnScreen)));
    const bytes = memoryBytes() - before;
    await logs.close();
    return [
      alone(`${rowsName}, opened with its first ${rowsOnScreen} rows`, openMs, 'ms', 50),
      alone(`${rowsName}, ${rowsOnScreen} rows anywhere, p50`, percentile(jumpMs, 0.5), 'ms', null),
      alone(`${rowsName}, ${rowsOnScreen} rows anywhere, p95`, percentile(jumpMs, 0.95), 'ms', 50),
      alone(`${rowsName}, memory for a million rows`, bytes / 1024 ** 2 / (rows / 1e6), 'MiB', 48),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function makeLog(folder: string): Promise<number> {
  const logs = await LogStore.open(folder, settings);
  const about = { url: 'ws://localhost/', socket: 'message', page: 'bench', startedAt: Date.now() } as const;
  const { session, log } = await logs.create(about);
  await fillLog(log, payloadBytes, rows);
  await logs.close();
  return session;
}

async function timeJump(read: () => ReturnType<Awaited<ReturnType<LogStore['get']>>['read']>): Promise<number> {
  const startedAt = performance.now();
  const found = await read();
  if (packRows(found).length === 0 || found.length !== rowsOnScreen) throw new Error(`${found.length} rows were read`);
  return performance.now() - startedAt;
}

function anyRow(): number {
  return Math.floor(Math.random() * (rows - rowsOnScreen));
}

function memoryBytes(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
