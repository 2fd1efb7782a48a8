import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { failure } from '../../contract/errors.ts';
import type { Match } from '../../contract/workbench/documents.ts';
import { isUnbounded, matcherOf, type Candidate } from './matching.ts';

/** Main to thread. */
export interface MatchRequest {
  readonly match: Match;
  readonly candidates: readonly Candidate[];
}

/** Thread to main: the first that matches, and what is kept of it. */
export type MatchAnswer = { readonly index: number; readonly kept: string } | null;

/** As long as a search of the log may spend with one message. */
const patienceMs = 2000;

/** Looks at messages; what could take for ever is done in a thread, which is ended when it does. */
export class MatchJob {
  readonly #file: URL;
  #worker: Worker | undefined;
  #online: Promise<unknown> | undefined;

  /** @param file of the thread */
  constructor(file: URL) {
    this.#file = file;
  }

  /**
   * One call at a time.
   *
   * @returns null where none of them matches
   * @throws DuplexError `timeout` where it would take for ever
   */
  async first(request: MatchRequest): Promise<MatchAnswer> {
    if (isUnbounded(request.match)) return this.#ask(request);
    const matcher = matcherOf(request.match, 'match');
    for (const [index, candidate] of request.candidates.entries()) {
      const kept = matcher(candidate);
      if (kept !== undefined) return { index, kept };
    }
    return null;
  }

  /** Ends the thread, if there is one; what it was asked is rejected. */
  end(): void {
    void this.#worker?.terminate();
    this.#worker = undefined;
  }

  async #ask(request: MatchRequest): Promise<MatchAnswer> {
    const worker = this.#start();
    // Its start is none of the time it has.
    await this.#online;
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<MatchAnswer>((resolve, reject) => {
        const ended = (): void => reject(failure('canceled', 'the search was ended'));
        worker.once('exit', ended);
        worker.once('error', reject);
        worker.once('message', resolve);
        worker.postMessage(request);
        timer = setTimeout(() => {
          reject(failure('timeout', `looking for the pattern in one message took longer than ${patienceMs / 1000} s`));
          this.end();
        }, patienceMs);
      });
    } finally {
      clearTimeout(timer);
      worker.removeAllListeners();
    }
  }

  #start(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = new Worker(this.#file);
    this.#worker = worker;
    this.#online = once(worker, 'online');
    // Ended before it was there: who asks it is told by its exit.
    this.#online.catch(() => undefined);
    return worker;
  }
}
