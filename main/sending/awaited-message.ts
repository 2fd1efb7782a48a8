import { failure } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import { RowDirection, RowKind, type Row } from '../../contract/rows.ts';
import type { Match } from '../../contract/workbench/documents.ts';
import { abortable } from '../network/abortable.ts';
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
          ends.abort(
            failure('timeout', `no message that matches came within ${timeoutMs} ms${search.unseen}`, {
              reason: because('lateMessage', timeoutMs),
            }),
          );
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
    for (let at = 0; at < rows.length; at += batchMessages) {
      let batch: (Candidate & { readonly row: number })[] = [];
      let bytes = 0;
      for (const row of await this.#awaiting.log.readRows(rows.slice(at, at + batchMessages))) {
        this.#signal.throwIfAborted();
        const candidate = await this.#read(row);
        if (candidate === undefined) continue;
        batch.push({ ...candidate, row: row.row });
        bytes += candidate.bytes.length;
        if (bytes < batchBytes) continue;
        const found = await this.#match(batch);
        if (found !== undefined) return found;
        batch = [];
        bytes = 0;
      }
      const found = await this.#match(batch);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  async #match(candidates: readonly (Candidate & { readonly row: number })[]): Promise<FoundMessage | undefined> {
    if (candidates.length === 0) return undefined;
    const { job, match } = this.#awaiting;
    const answer = await abortable(job.first({ match, candidates }), this.#signal);
    this.#looked += candidates.length;
    const found = answer === null ? undefined : candidates[answer.index];
    return answer === null || found === undefined ? undefined : { row: found.row, kept: answer.kept };
  }

  /** @returns nothing of a message that is too large */
  async #read({ row, kind, size, preview }: Row): Promise<Candidate | undefined> {
    const { log, match } = this.#awaiting;
    const isText = kind === RowKind.utf8 || kind === RowKind.utf8Partial;
    if (size <= preview.length) return { bytes: preview, isText };
    if (size <= matchedBytes[match.kind]) return { bytes: await log.payload(row, 0, size), isText };
    // Whatever it says, it is a message.
    if (match.kind === 'any') return { bytes: preview, isText };
    this.#tooLarge += 1;
    return undefined;
  }
}
