import type { ErrorInfo } from '../../../contract/errors.ts';
import type { LogSummary } from '../../../contract/log-summary.ts';
import type { Extent } from '../extent.ts';

/** What each kind of job is given, tells as it goes, and answers at its end. */
export interface Jobs {
  /** Reads every payload, for the tests of the thread itself: it counts rows and bytes, and can be made to run away. */
  readonly probe: {
    readonly input: { readonly hangsAt: number };
    readonly report: { readonly rows: number };
    readonly result: { readonly rows: number; readonly sizeBytes: number };
  };
  /** What the log comes to, again and again as it grows; without an end of its own. */
  readonly summary: {
    readonly input: Readonly<Record<string, never>>;
    readonly report: Omit<LogSummary, 'session'>;
    readonly result: never;
  };
}

export type JobName = keyof Jobs;

/** Where a job finds the log it is about. */
export interface JobSource {
  /** The log's folder. */
  readonly folder: string;
  readonly extent: Extent;
}

/** What a thread is started with. */
export interface JobSetup<Name extends JobName = JobName> {
  readonly name: Name;
  readonly source: JobSource;
  readonly input: Jobs[Name]['input'];
  /** `[0]` counts steps: a thread that does not count any more is stuck. `[1]` is 1 while it works. */
  readonly pulse: Int32Array;
}

/** Main to thread: the log has grown. */
export interface ExtentNews {
  readonly extent: Extent;
}

/** Thread to main. */
export type JobNews<Name extends JobName = JobName> =
  | { readonly kind: 'report'; readonly report: Jobs[Name]['report'] }
  | { readonly kind: 'done'; readonly result: Jobs[Name]['result'] }
  | { readonly kind: 'failed'; readonly error: ErrorInfo };
