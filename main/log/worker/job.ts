import type { ErrorInfo } from '../../../contract/errors.ts';
import type { ExportFormat, LeftOutCounts } from '../../../contract/log-export.ts';
import type { LogSummary } from '../../../contract/log-summary.ts';
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
  /** What the log comes to, again and again as it grows; without an end of its own. */
  readonly summary: {
    readonly input: Readonly<Record<string, never>>;
    readonly report: Omit<LogSummary, 'session'>;
    readonly result: never;
  };
  /** Writes rows into a file that is there and is empty. */
  readonly export: {
    readonly input: {
      readonly format: ExportFormat;
      readonly path: string;
      /** What the user calls the file: without its folder. */
      readonly name: string;
      /** Pairs of `from` and `to`, ascending; undefined for all rows. */
      readonly ranges: Float64Array | undefined;
      readonly includesSecrets: boolean;
      /** The app's. */
      readonly version: string;
    };
    readonly report: TransferProgress;
    readonly result: ExportResult;
  };
  /** Makes logs from a file. It is about no log of the store: its source is empty. */
  readonly import: {
    readonly input: {
      readonly path: string;
      readonly name: string;
      /** The folder for the logs' folders. */
      readonly staging: string;
      /** Bytes that all of them may take. */
      readonly limitBytes: number;
    };
    readonly report: TransferProgress;
    readonly result: ImportResult;
  };
}

/** How far an export or import is. */
export interface TransferProgress {
  readonly rows: number;
  /** Of the file. */
  readonly bytes: number;
  /** From 0 to 1. */
  readonly fraction: number;
}

export interface ExportResult {
  readonly rows: number;
  readonly bytes: number;
  readonly leftOut: LeftOutCounts;
}

export interface ImportResult extends ExportResult {
  /** One for each log. */
  readonly folders: readonly string[];
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
  /** Undefined for a job that is about no log. */
  readonly source: JobSource | undefined;
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
