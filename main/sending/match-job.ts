import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { failure } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
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
  #thread: MatchThread | undefined;

  /** @param file of the thread */
  constructor(file: URL) {
    this.#file = file;
  }

  /**
   * One call at a time.
   *
   * @returns null where none of them matches
   * @throws DuplexError `timeout` where it would take for ever, `canceled` when it was ended
   */
  async first(request: MatchRequest): Promise<MatchAnswer> {
    if (isUnbounded(request.match)) return (this.#thread ??= new MatchThread(this.#file)).ask(request);
    const matcher = matcherOf(request.match, 'match');
    for (const [index, candidate] of request.candidates.entries()) {
      const kept = matcher(candidate);
      if (kept !== undefined) return { index, kept };
    }
    return null;
  }

  /** Ends the thread, if there is one. Another call begins a new one. */
  end(): void {
    this.#thread?.end();
    this.#thread = undefined;
  }
}

class MatchThread {
  readonly #worker: Worker;
  readonly #online: Promise<unknown>;
  #resolve: (answer: MatchAnswer) => void = () => undefined;
  #reject: (error: Error) => void = () => undefined;

  constructor(file: URL) {
    this.#worker = new Worker(file);
    this.#online = once(this.#worker, 'online');
    // One that is ended before it is there: whoever asks it is told by its exit.
    this.#online.catch(() => undefined);
    this.#worker.on('message', (answer: MatchAnswer) => this.#resolve(answer));
    this.#worker.on('error', (error) => this.#reject(error));
    this.#worker.on('exit', () => this.#reject(failure('canceled', 'the search was ended')));
  }

  async ask(request: MatchRequest): Promise<MatchAnswer> {
    const answered = new Promise<MatchAnswer>((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    let timer: NodeJS.Timeout | undefined;
    try {
      // Its start is none of the time it has.
      await Promise.race([this.#online, answered]);
      this.#worker.postMessage(request);
      timer = setTimeout(() => {
        const seconds = patienceMs / 1000;
        this.#reject(
          failure('timeout', `looking for the pattern in what came took longer than ${seconds} s`, {
            reason: because('patternTooSlow', seconds),
          }),
        );
        this.end();
      }, patienceMs);
      return await answered;
    } finally {
      clearTimeout(timer);
    }
  }

  end(): void {
    void this.#worker.terminate();
  }
}
