import type { ErrorInfo } from '../../../contract/errors.ts';
import type { LogFilter } from '../../../contract/log-search.ts';
import type { Extent } from '../extent.ts';

/** What each kind of job is given, tells as it goes, and answers at its end. */
export interface Jobs {
  /** Finds the rows that a filter lets through. */
  readonly filter: {
    readonly input: {
      readonly filter: LogFilter;
      /** The first row to look at. */
      readonly from: number;
      /** What is known of the rows before it in the same block. */
      readonly bits: Uint8Array | undefined;
    };
    readonly report: {
      /** Of this block and those after it: a bit for each row that was found. The last one may go on. */
      readonly firstBlock: number;
      readonly bits: Uint8Array;
      /** The first row that was not looked at. */
      readonly rows: number;
      /** Rows that could not be searched, since the last report. */
      readonly skippedRows: number;
    };
    readonly result: { readonly rows: number };
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
  /** What it tells without a message; see {@link Pulse}. */
  readonly pulse: Int32Array;
}

/** The places in a pulse. */
export const Pulse = {
  /** Counts steps: a thread that works and does not count any more is stuck. */
  steps: 0,
  /** A {@link PulseState}. */
  state: 1,
  /** The row it is at while it is `watched`, as two numbers of 31 bits. */
  rowLow: 2,
  rowHigh: 3,
} as const;

export const pulseBytes = 16;
export const rowLowBits = 2 ** 31;

export const PulseState = {
  /** It waits for the log to grow. */
  idle: 0,
  /** It may be waiting for a slow disk. */
  working: 1,
  /** It does something with a row's payload in memory that could take for ever. */
  watched: 2,
} as const;

/** Main to thread: the log has grown. */
export interface ExtentNews {
  readonly extent: Extent;
}

/** Thread to main. */
export type JobNews<Name extends JobName = JobName> =
  | { readonly kind: 'report'; readonly report: Jobs[Name]['report'] }
  | { readonly kind: 'done'; readonly result: Jobs[Name]['result'] }
  | { readonly kind: 'failed'; readonly error: ErrorInfo };
