import { limits } from '../../contract/commands/command.ts';
import { unpackRows, type RowDirection } from '../../contract/rows.ts';
import type { Client } from './client.ts';
import type { RowAddress } from './log-view.ts';
import { isMessage } from './row-text.ts';

/** Rows that are looked through; a message further back is chosen by a mark. */
export const searchedRows = 16 * limits.rowsPerRead;

/** A message as its row tells of it. */
export interface FoundMessage {
  readonly address: RowAddress;
  readonly size: number;
  readonly time: number;
}

/**
 * The last message of a direction before a row of the same session.
 *
 * @returns undefined where there is none among the {@link searchedRows} rows before it
 */
export async function findPrevious(
  client: Client,
  { session, row }: RowAddress,
  direction: RowDirection,
): Promise<FoundMessage | undefined> {
  const first = Math.max(0, row - searchedRows);
  for (let end = row; end > first; end -= limits.rowsPerRead) {
    const from = Math.max(first, end - limits.rowsPerRead);
    const rows = unpackRows(await client.invoke('log.read', { session, from, count: end - from }));
    const index = rows.findLastIndex((candidate) => candidate.direction === direction && isMessage(candidate));
    const found = rows[index];
    if (found !== undefined) return { address: { session, row: from + index }, size: found.size, time: found.time };
  }
  return undefined;
}
