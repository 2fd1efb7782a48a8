import { failure } from '../../contract/errors.ts';
import { RowDirection, RowKind } from '../../contract/rows.ts';
import type { Match } from '../../contract/workbench/documents.ts';
import { blockRows } from '../log/row-block.ts';
import type { SessionLog } from '../log/session-log.ts';
import type { MatchJob } from './match-job.ts';
import { matchedBytes, type Candidate } from './matching.ts';

/** Looked at together: a thread is asked once for all of them. */
const batchBytes = 1024 * 1024;
const batchMessages = 256;

export interface Awaiting {
  readonly log: SessionLog;
  /** The first row that may be it. */
  readonly from: number;
  readonly match: Match;
  /** 0: no limit. */
  readonly timeoutMs: number;
  readonly job: MatchJob;
  /** Resolves when the log has grown past so many rows. */
  readonly grown: (rows: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
}

/** A message that was waited for, by its row in the log. */
export interface FoundMessage {
  readonly row: number;
  readonly kept: string;
}

/**
 * Waits for a message that has come, as the log has it.
 *
 * @throws DuplexError `timeout`; the signal's reason
 */
export async function awaitMessage(awaiting: Awaiting): Promise<FoundMessage> {
  const { timeoutMs, signal } = awaiting;
  const ends = new AbortController();
  const onAbort = (): void => ends.abort(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  const search = new Search(awaiting, ends.signal);
  const timer =
    timeoutMs === 0
      ? undefined
      : setTimeout(() => {
          ends.abort(failure('timeout', `no message that matches came within ${timeoutMs} ms${search.unseen}`));
          // What it looks at now may take longer than it has.
          awaiting.job.end();
        }, timeoutMs);
  try {
    return await search.run();
  } catch (error) {
    throw ends.signal.aborted ? ends.signal.reason : error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}

class Search {
  readonly #awaiting: Awaiting;
  readonly #signal: AbortSignal;
  #looked = 0;
  #tooLarge = 0;

  constructor(awaiting: Awaiting, signal: AbortSignal) {
    this.#awaiting = awaiting;
    this.#signal = signal;
  }

  /** What there was that did not match, in words. */
  get unseen(): string {
    const large = this.#tooLarge === 0 ? '' : `, ${this.#tooLarge} too large to be looked at`;
    return `; messages that came: ${this.#looked + this.#tooLarge}${large}`;
  }

  async run(): Promise<FoundMessage> {
    const { log, from, grown } = this.#awaiting;
    for (let next = from; ;) {
      while (next < log.length) {
        // Within one block, so that a place in it tells the row.
        const end = Math.min(log.length, (Math.floor(next / blockRows) + 1) * blockRows);
        const found = await this.#look(await this.#received(next, end));
        if (found !== undefined) return found;
        next = end;
      }
      await grown(next, this.#signal);
    }
  }

  async #received(from: number, to: number): Promise<number[]> {
    const rows: number[] = [];
    const first = Math.floor(from / blockRows) * blockRows;
    await this.#awaiting.log.visitRows(from, to, (block, begin, end) => {
      for (let index = begin; index < end; index += 1) {
        const { direction, kind } = block.at(index);
        if (direction === RowDirection.received && kind <= RowKind.binaryPartial) rows.push(first + index);
      }
    });
    return rows;
  }

  async #look(rows: readonly number[]): Promise<FoundMessage | undefined> {
    let batch: (Candidate & { readonly row: number })[] = [];
    let bytes = 0;
    for (const [place, row] of rows.entries()) {
      this.#signal.throwIfAborted();
      const candidate = await this.#read(row);
      if (candidate !== undefined) {
        batch.push({ ...candidate, row });
        bytes += candidate.bytes.length;
      }
      const isLast = place === rows.length - 1;
      if (batch.length === 0 || (!isLast && bytes < batchBytes && batch.length < batchMessages)) continue;
      const { job, match } = this.#awaiting;
      const answer = await job.first({ match, candidates: batch });
      this.#signal.throwIfAborted();
      this.#looked += batch.length;
      const found = answer === null ? undefined : batch[answer.index];
      if (answer !== null && found !== undefined) return { row: found.row, kept: answer.kept };
      batch = [];
      bytes = 0;
    }
    return undefined;
  }

  /** @returns nothing of a message that is too large, or was let go meanwhile */
  async #read(row: number): Promise<Candidate | undefined> {
    const { log, match } = this.#awaiting;
    const [head] = await log.readRows([row]);
    if (head === undefined) return undefined;
    const isText = head.kind === RowKind.utf8 || head.kind === RowKind.utf8Partial;
    if (head.size > matchedBytes[match.kind]) {
      this.#tooLarge += 1;
      // Whatever it says, it is a message.
      return match.kind === 'any' ? { bytes: head.preview, isText } : undefined;
    }
    const bytes = head.size <= head.preview.length ? head.preview : await log.payload(row, 0, head.size);
    return { bytes, isText };
  }
}
