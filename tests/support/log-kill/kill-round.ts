import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { defaultLogSettings } from '../../../contract/log.ts';
import { RowFlag, RowKind, type RowDetail } from '../../../contract/rows.ts';
import { LogReader } from '../../../main/log/log-reader.ts';
import { LogStore } from '../../../main/log/log-store.ts';
import { blockRows, type RowHead } from '../../../main/log/row-block.ts';
import { killedPayload } from './killed-payload.ts';

export interface KillRound {
  /** The bundle of flood.ts. */
  readonly program: string;
  /** Where the logs go; empty. */
  readonly folder: string;
  readonly limitBytes: number;
  /** After the first message has been appended. */
  readonly killAfterMs: number;
}

export interface KillOutcome {
  /** Messages that had been appended, as far as was told. */
  readonly appended: number;
  /** Messages that are in the log, with those that were let go to stay inside its limit. */
  readonly kept: number;
  /** Of what is lost: how long before the end the first of it had been appended, at most. */
  readonly lostMs: number;
  /** Whether the oldest had been let go. */
  readonly isTrimmed: boolean;
}

/**
 * Kills a process that writes a log, and looks at every row of what it has left.
 *
 * @throws Error when the log cannot be read, a row is not what was appended, or nothing says that the end is missing
 */
export async function killRound({ program, folder, limitBytes, killAfterMs }: KillRound): Promise<KillOutcome> {
  const told = await flood(program, folder, limitBytes, killAfterMs);
  const logs = await LogStore.open(folder, defaultLogSettings);
  try {
    if (logs.problem !== undefined) throw new Error(`the logs cannot be opened: ${logs.problem.message}`);
    const [info] = logs.list();
    if (info === undefined && told.lostMs(0) > 0)
      return { appended: told.appended, kept: 0, lostMs: told.lostMs(0), isTrimmed: false };
    if (info === undefined || info.problem !== undefined)
      throw new Error(`the log cannot be read: ${info?.problem?.message}`);
    const { extent } = await logs.get(info.session);
    const reader = new LogReader(logs.folderOf(info.session), extent);
    try {
      checkGap(reader);
      const kept = checkMessages(reader);
      const isTrimmed = extent.firstRow > 0 || extent.lanes[1].start > 0;
      return { appended: told.appended, kept, lostMs: told.lostMs(kept), isTrimmed };
    } finally {
      reader.close();
    }
  } finally {
    await logs.close();
  }
}

/** What a flood had told when it was killed. */
interface Told {
  readonly appended: number;
  /** How long before the kill it had told of more than so many messages; 0 where it had not. */
  readonly lostMs: (kept: number) => number;
}

async function flood(program: string, folder: string, limitBytes: number, killAfterMs: number): Promise<Told> {
  const child = spawn(process.execPath, [program, folder, String(limitBytes)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (part: Buffer) => (text += part.toString()));
  await once(child.stdout, 'data');
  await delay(killAfterMs);
  const killedAt = Date.now();
  child.kill('SIGKILL');
  await once(child, 'close');
  const lines = text
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split(' ').map(Number));
  return {
    appended: lines.at(-1)?.[0] ?? 0,
    lostMs: (kept) => {
      const [, at = killedAt] = lines.find(([count = 0]) => count > kept) ?? [];
      return Math.max(0, killedAt - at);
    },
  };
}

/** The last row says that the end is missing. */
function checkGap(reader: LogReader): void {
  const { rows } = reader.extent;
  const head = reader.head(rows - 1);
  const detail = JSON.parse(reader.payload(head, 0, head.size).toString()) as RowDetail['gap']; // as it was written
  if (head.kind !== RowKind.gap || detail.reason !== 'crash') throw new Error(`the last row is of kind ${head.kind}`);
}

/** @returns how many messages there are, with those that were let go */
function checkMessages(reader: LogReader): number {
  const { firstRow, rows, lanes } = reader.extent;
  let next: number | undefined = firstRow === 0 ? 0 : undefined;
  for (let row = firstRow; row < rows; row += 1) {
    const head = reader.block(Math.floor(row / blockRows)).at(row % blockRows);
    // A message that was cut by the kill may be there as far as it had come.
    if (head.kind !== RowKind.binary || (head.flags & RowFlag.cut) !== 0) continue;
    const isReleased = head.offset < lanes[head.lane].start;
    if (!isReleased) {
      const number = checkMessage(reader, row, head);
      if (next !== undefined && number !== next) throw new Error(`row ${row}: message ${number} instead of ${next}`);
      next = number;
    }
    if (next !== undefined) next += 1;
  }
  return next ?? 0;
}

/** @returns the number of the message */
function checkMessage(reader: LogReader, row: number, head: RowHead): number {
  const payload = reader.payload(head, 0, head.size);
  const number = payload.length < 4 ? Number.NaN : payload.readUInt32LE(0);
  if (!payload.equals(killedPayload(number))) throw new Error(`row ${row} is not message ${number}`);
  return number;
}

/** Where a round's logs go. */
export function roundFolder(folder: string, round: number): string {
  return join(folder, `round-${round}`);
}
