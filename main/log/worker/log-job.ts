import { Worker } from 'node:worker_threads';
import { DuplexError, failure } from '../../../contract/errors.ts';
import { because } from '../../../contract/reason.ts';
import type { Extent } from '../extent.ts';
import {
  Pulse,
  pulseBytes,
  PulseState,
  rowLowBits,
  type ExtentNews,
  type JobName,
  type JobNews,
  type Jobs,
  type JobSetup,
  type JobSource,
} from './job.ts';

/**
 * How often a thread is looked after, and how many times in a row it may have done nothing that it counts: 2 s with one
 * payload, 20 s with a disk that has to wake up. Looks are counted, not seconds, as a computer that slept has none.
 */
const lookMs = 250;
const looks = { [PulseState.watched]: 8, [PulseState.working]: 80 } as const;

export interface JobOptions<Name extends JobName> {
  /** The thread's file: `log-worker.js` beside the app's own. */
  readonly worker: URL;
  /** The log it is about, if it is about one. */
  readonly source?: JobSource;
  readonly input: Jobs[Name]['input'];
  readonly onReport?: (report: Jobs[Name]['report']) => void;
}

/** Work on a log in a thread of its own, which can be ended at any time: by whoever started it, or because it is stuck. */
export class LogJob<Name extends JobName> {
  /** @throws DuplexError `canceled`, `timeout` when the thread was stuck, or what the job throws */
  readonly result: Promise<Jobs[Name]['result']>;
  /** Resolves when the thread is gone, and touches no file any more. */
  readonly exited: Promise<void>;
  readonly #worker: Worker;
  #reject: (error: DuplexError) => void = () => undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(name: Name, { worker, source, input, onReport }: JobOptions<Name>) {
    const pulse = new Int32Array(new SharedArrayBuffer(pulseBytes));
    const setup: JobSetup<Name> = { name, source, input, pulse };
    this.#worker = new Worker(worker, { workerData: setup });
    this.exited = new Promise((resolve) => this.#worker.on('exit', () => resolve()));
    this.result = new Promise((resolve, reject) => {
      this.#reject = reject;
      this.#worker.on('message', (news: JobNews<Name>) => {
        if (news.kind === 'report') onReport?.(news.report);
        else if (news.kind === 'done') resolve(news.result);
        else reject(new DuplexError(news.error));
      });
      this.#worker.on('error', reject);
      this.#worker.on('exit', () => {
        clearInterval(this.#timer);
        reject(failure('canceled', 'the work on the log was ended'));
      });
    });
    // Whoever wants it asks for it; a job that is given up is nobody's failure.
    this.result.catch(() => undefined);
    this.#watch(pulse);
  }

  /** The log has grown. */
  grow(extent: Extent): void {
    const news: ExtentNews = { extent };
    this.#worker.postMessage(news);
  }

  /** Ends it. @param why what `result` is rejected with; default: `canceled` */
  end(why: DuplexError = failure('canceled', 'the work on the log was ended')): void {
    clearInterval(this.#timer);
    this.#reject(why);
    void this.#worker.terminate();
  }

  #watch(pulse: Int32Array): void {
    let steps = 0;
    let count = 0;
    this.#timer = setInterval(() => {
      const now = Atomics.load(pulse, Pulse.steps);
      const state = Atomics.load(pulse, Pulse.state);
      count = now === steps && state !== PulseState.idle ? count + 1 : 0;
      steps = now;
      if (state === PulseState.watched && count >= looks[state]) {
        const row = Atomics.load(pulse, Pulse.rowHigh) * rowLowBits + Atomics.load(pulse, Pulse.rowLow);
        const seconds = (count * lookMs) / 1000;
        const reason = because('searchTooSlow', row, seconds);
        this.end(failure('timeout', `stopped at row ${row}, which took longer than ${seconds} s`, { reason }));
      } else if (count >= looks[PulseState.working]) {
        const seconds = (count * lookMs) / 1000;
        const reason = because('diskTooSlow', seconds);
        this.end(failure('timeout', `the log could not be read: the disk did not answer for ${seconds} s`, { reason }));
      }
    }, lookMs);
    this.#timer.unref();
  }
}
