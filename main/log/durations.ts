import { open } from 'node:fs/promises';
import type { LogInfo } from '../../contract/log.ts';
import { RowKind } from '../../contract/rows.ts';
import type { SessionId } from '../../contract/sessions.ts';
import type { LogFolder } from './log-folder.ts';
import type { LogStore } from './log-store.ts';
import { blockRows, RowBlock, rowBlockBytes } from './row-block.ts';

/**
 * How long each session went on, in ms; 0 where that is not known. Reads a block of rows of each log, and opens none.
 *
 * @returns in the order of `sessions`
 */
export async function durationsOf(logs: LogStore, sessions: readonly SessionId[]): Promise<readonly number[]> {
  const known = new Map(logs.list().map((info) => [info.session, info]));
  const durations: number[] = [];
  for (const session of sessions) {
    const info = known.get(session);
    const isThere = info !== undefined && info.problem === undefined && info.length > info.firstRow;
    durations.push(isThere ? await durationOf(logs.folderOf(session), info).catch(() => 0) : 0);
  }
  return durations;
}

/** When the last thing happened that is on disk; a gap is told when the log is opened again, which is later. */
async function durationOf({ rows }: LogFolder, { length }: LogInfo): Promise<number> {
  const number = Math.floor((length - 1) / blockRows);
  const position = number * rowBlockBytes;
  const segment = Math.floor(position / rows.segmentBytes);
  const block = new RowBlock();
  const file = await open(rows.path(segment), 'r');
  try {
    await file.read(block.bytes, 0, rowBlockBytes, position - segment * rows.segmentBytes);
  } finally {
    await file.close();
  }
  const happened = block.elapsed.filter(
    (elapsed, index) => block.kind[index] !== RowKind.gap && Number.isFinite(elapsed),
  );
  return Math.max(0, ...happened);
}
