import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { defaultLogSettings } from '../../../contract/log.ts';
import { RowDirection, RowFlag, RowKind, type RowDetail } from '../../../contract/rows.ts';
import { LogReader } from '../../../main/log/log-reader.ts';
import { LogStore } from '../../../main/log/log-store.ts';
import { blockRows, type RowHead } from '../../../main/log/row-block.ts';
import { killedPayload } from './killed-payload.ts';

export interface KillRound {
  /** The bundle of flood.ts. */
  readonly program: string;
  /** What it connects to: see flood-server.ts. */
  readonly url: string;
  /** Where the logs go; empty. */
  readonly folder: string;
  readonly limitBytes: number;
  /** So many have been received before it is killed at all. */
  readonly afterMessages: number;
  /** After they have been. */
  readonly killAfterMs: number;
}

export interface KillOutcome {
  /** Messages that had been received, as far as was told. */
  readonly received: number;
  /** Of them, those that are in the log, with those that were let go to stay inside its limit. */
  readonly kept: number;
  /** Of what is lost: how long before the end the first of it had been received, at most. */
  readonly lostMs: number;
  /** Whether the oldest had been let go. */
  readonly isTrimmed: boolean;
}

/**
 * Kills a process whose session records a flood, and looks at every row of what it has left.
 *
 * @throws Error when the log cannot be read, a row is not what was received or sent, or nothing says that the end is missing
 */
export async function killRound(round: KillRound): Promise<KillOutcome> {
  const told = await flood(round);
  const { folder } = round;
  const logs = await LogStore.open(folder, defaultLogSettings);
  try {
    if (logs.problem !== undefined) throw new Error(`the logs cannot be opened: ${logs.problem.message}`);
    const [info] = logs.list();
    if (info === undefined && told.lostMs(0) > 0)
      return { received: told.received, kept: 0, lostMs: told.lostMs(0), isTrimmed: false };
    if (info === undefined || info.problem !== undefined)
      throw new Error(`the log cannot be read: ${info?.problem?.message}`);
    const { extent } = await logs.get(info.session);
    const reader = new LogReader(logs.folderOf(info.session), extent);
    try {
      checkGap(reader);
      const kept = checkMessages(reader);
      const isTrimmed = extent.firstRow > 0 || extent.lanes[1].start > 0;
      return { received: told.received, kept, lostMs: told.lostMs(kept), isTrimmed };
    } finally {
      reader.close();
    }
  } finally {
    await logs.close();
  }
}

/** What a flood had told when it was killed. */
interface Told {
  readonly received: number;
  /** How long before the kill it had told of more than so many messages; 0 where it had not. */
  readonly lostMs: (kept: number) => number;
}

async function flood({ program, url, folder, limitBytes, afterMessages, killAfterMs }: KillRound): Promise<Told> {
  const child = spawn(process.execPath, [program, folder, String(limitBytes), url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (part: Buffer) => (text += part.toString()));
  const ended = once(child, 'close');
  const lines = (): number[][] =>
    text
      .split('\n')
      .slice(0, -1)
      .map((line) => line.split(' ').map(Number));
  const received = (): number => lines().at(-1)?.[0] ?? 0;
  while (received() < afterMessages && child.exitCode === null) await Promise.race([once(child.stdout, 'data'), ended]);
  await delay(killAfterMs);
  const killedAt = Date.now();
  child.kill('SIGKILL');
  await ended;
  if (child.signalCode !== 'SIGKILL') throw new Error(`the flood ended by itself with code ${child.exitCode}`);
  return {
    received: received(),
    lostMs: (kept) => {
      const [, at = killedAt] = lines().find(([count = 0]) => count > kept) ?? [];
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

/** Each direction has its own messages, none is missing between. @returns how many were received, with those that were let go */
function checkMessages(reader: LogReader): number {
  const { firstRow, rows, lanes } = reader.extent;
  const first = firstRow === 0 ? 0 : undefined;
  /** The number of the next message of a direction; undefined where the oldest were let go, and none was found. */
  const nexts = new Map<RowDirection, number | undefined>([
    [RowDirection.sent, first],
    [RowDirection.received, first],
  ]);
  for (let row = firstRow; row < rows; row += 1) {
    const head = reader.block(Math.floor(row / blockRows)).at(row % blockRows);
    // A message that was cut by the kill may be there as far as it had come.
    if (head.kind !== RowKind.binary || (head.flags & RowFlag.cut) !== 0) continue;
    let next = nexts.get(head.direction);
    const isReleased = head.offset < lanes[head.lane].start;
    if (!isReleased) {
      const number = checkMessage(reader, row, head);
      if (next !== undefined && number !== next) throw new Error(`row ${row}: message ${number} instead of ${next}`);
      next = number;
    }
    nexts.set(head.direction, next === undefined ? undefined : next + 1);
  }
  return nexts.get(RowDirection.received) ?? 0;
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
