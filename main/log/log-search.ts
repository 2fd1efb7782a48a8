import { toErrorInfo, type ErrorInfo } from '../../contract/errors.ts';
import type { LogFilter, LogViewState } from '../../contract/log-search.ts';
import { emptyExtent, type Extent } from './extent.ts';
import { blockRows } from './row-block.ts';
import { blockBitsBytes, RowSet } from './row-set.ts';
import type { Jobs } from './worker/job.ts';
import { LogJob } from './worker/log-job.ts';

interface SearchOptions {
  /** The file of the log's threads. */
  readonly worker: URL;
  /** The log's folder, asked for when a thread starts. */
  readonly folder: () => string;
  readonly changed: () => void;
}

/** What a filter finds in a log, as far as it has come; a thread looks, whenever it is started. */
export class LogSearch {
  readonly found = new RowSet();
  readonly #filter: LogFilter;
  readonly #options: SearchOptions;
  #extent = emptyExtent;
  /** The first row that was not looked at. */
  #scanned: number;
  #skippedRows = 0;
  #lastBits: Uint8Array | undefined;
  #job: LogJob<'filter'> | undefined;
  #error: ErrorInfo | undefined;
  #isStopped = false;

  /** @param filter one that can be read: what it looks for was checked */
  constructor(filter: LogFilter, options: SearchOptions) {
    this.#filter = filter;
    this.#scanned = filter.fromRow ?? 0;
    this.#options = options;
  }

  /** Whether a thread is at it. */
  get isRunning(): boolean {
    return this.#job !== undefined;
  }

  /** Whether there are rows nobody has looked at, and somebody should. */
  get isBehind(): boolean {
    return !this.#isStopped && this.#scanned < this.#extent.rows;
  }

  get progress(): Omit<LogViewState, 'view'> {
    const { firstRow, rows } = this.#extent;
    const begin = Math.min(rows, Math.max(firstRow, this.#filter.fromRow ?? 0));
    return {
      length: this.found.length,
      scannedRows: Math.max(0, Math.min(this.#scanned, rows) - begin),
      rows: rows - begin,
      firstRow,
      isScanning: this.isBehind,
      skippedRows: this.#skippedRows,
      ...(this.#error !== undefined && { error: this.#error }),
    };
  }

  /** The log has grown, or its oldest rows were let go. */
  grow(extent: Extent): void {
    this.#extent = extent;
    this.found.release(extent.firstRow);
    this.#job?.grow(extent);
    this.#options.changed();
  }

  /** Looks at what nobody has looked at, in a thread. */
  start(): void {
    if (this.#job !== undefined) return;
    const isWithinBlock = this.#scanned % blockRows !== 0;
    const job = new LogJob('filter', {
      worker: this.#options.worker,
      source: { folder: this.#options.folder(), extent: this.#extent },
      input: { filter: this.#filter, from: this.#scanned, bits: isWithinBlock ? this.#lastBits : undefined },
      onReport: (report) => {
        if (this.#job === job) this.#take(report);
      },
    });
    this.#job = job;
    void this.#finish(job);
  }

  /** Looks no further; what was found stays. */
  stop(): void {
    this.#isStopped = true;
    const job = this.#job;
    this.#job = undefined;
    job?.end();
    this.#options.changed();
  }

  #take({ firstBlock, bits, rows, skippedRows }: Jobs['filter']['report']): void {
    for (let at = 0; at < bits.length; at += blockBitsBytes) {
      this.found.set(firstBlock + at / blockBitsBytes, bits.subarray(at, at + blockBitsBytes));
    }
    this.#lastBits = bits.subarray(bits.length - blockBitsBytes);
    this.#scanned = rows;
    this.#skippedRows += skippedRows;
    this.#options.changed();
  }

  async #finish(job: LogJob<'filter'>): Promise<void> {
    try {
      const { rows } = await job.result;
      if (this.#job !== job) return;
      // Where the rows up to there were let go, nothing was reported of them.
      if (rows > this.#scanned) {
        this.#scanned = rows;
        this.#lastBits = undefined;
      }
    } catch (error) {
      if (this.#job !== job) return;
      this.#error = toErrorInfo(error);
      this.#isStopped = true;
    }
    this.#job = undefined;
    this.#options.changed();
  }
}
