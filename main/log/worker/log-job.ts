import { Worker } from 'node:worker_threads';
import { DuplexError, failure } from '../../../contract/errors.ts';
import type { Extent } from '../extent.ts';
import type { ExtentNews, JobName, JobNews, Jobs, JobSetup, JobSource } from './job.ts';

/** How often a thread is looked after, and how long it may do nothing that it counts. */
const lookMs = 500;
const stuckMs = 3000;

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
    const pulse = new Int32Array(new SharedArrayBuffer(8));
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
    let since = performance.now();
    this.#timer = setInterval(() => {
      const now = Atomics.load(pulse, 0);
      if (now !== steps || Atomics.load(pulse, 1) === 0) since = performance.now();
      steps = now;
      if (performance.now() - since < stuckMs) return;
      this.end(failure('timeout', `the work on the log did not go on for ${stuckMs / 1000} s, and was ended`));
    }, lookMs);
    this.#timer.unref();
  }
}
