import { rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { failure, toErrorInfo } from '../../contract/errors.ts';
import type { ExportFormat, LogTransfer, LogTransferEnd, RowRanges } from '../../contract/log-export.ts';
import type { SessionId } from '../../contract/sessions.ts';
import { fileFault } from './file-fault.ts';
import { logFault } from './log-fault.ts';
import type { LogStore } from './log-store.ts';
import { openPart, type Part } from './part-file.ts';
import type { Jobs, TransferProgress } from './worker/job.ts';
import { LogJob } from './worker/log-job.ts';

export interface LogTransfersOptions {
  readonly logs: LogStore;
  /** The file of the log's threads. */
  readonly worker: URL;
  /** The app's version. */
  readonly version: string;
  readonly changed: (transfer: LogTransfer) => void;
}

export interface ExportRequest {
  readonly session: SessionId;
  readonly format: ExportFormat;
  /** The file that the user chose. */
  readonly path: string;
  /** Default: all rows. Pairs of `from` and `to` are for views of millions of ranges. */
  readonly ranges?: RowRanges | Float64Array | undefined;
  readonly includesSecrets: boolean;
}

/** Ended ones that are kept, so that a page that was loaded again can tell of them. */
const endedLimit = 20;

interface Entry {
  state: LogTransfer;
  readonly canceling: AbortController;
  /** Resolves when it has ended, and left nothing behind that it should not. */
  ended: Promise<void>;
}

/** Logs on their way into files, and out of them; each in a thread of its own. */
export class LogTransfers {
  readonly #options: LogTransfersOptions;
  readonly #entries = new Map<number, Entry>();
  #last = 0;

  constructor(options: LogTransfersOptions) {
    this.#options = options;
  }

  /** Those that are under way, and the last ones that have ended; oldest first. */
  list(): readonly LogTransfer[] {
    return [...this.#entries.values()].map(({ state }) => state);
  }

  /** Begins to export what the log has now. @throws DuplexError `not-found` for a log that is not there */
  export(request: ExportRequest): { transfer: number } {
    this.#options.logs.folderOf(request.session);
    const about = { way: 'export', session: request.session, name: basename(request.path) } as const;
    return this.#begin(about, (transfer, signal) => this.#export(transfer, request, signal));
  }

  /** Begins to import a file. */
  import(path: string): { transfer: number } {
    const about = { way: 'import', session: undefined, name: basename(path) } as const;
    return this.#begin(about, (transfer, signal) => this.#import(transfer, path, signal));
  }

  /** Ends one, which leaves nothing behind. One that has ended stays as it is. @throws DuplexError `not-found` */
  async cancel(transfer: number): Promise<void> {
    const entry = this.#entries.get(transfer);
    if (entry === undefined) throw failure('not-found', `there is no transfer ${transfer}`, { field: 'transfer' });
    entry.canceling.abort();
    await entry.ended;
  }

  /** Resolves when one has ended, in whatever way. */
  async ended(transfer: number): Promise<LogTransfer | undefined> {
    const entry = this.#entries.get(transfer);
    await entry?.ended;
    return entry?.state;
  }

  /** Cancels them all, before the app ends. */
  async close(): Promise<void> {
    await Promise.all([...this.#entries.keys()].map((transfer) => this.cancel(transfer)));
  }

  #begin(
    about: Pick<LogTransfer, 'way' | 'session' | 'name'>,
    work: (transfer: number, signal: AbortSignal) => Promise<LogTransferEnd>,
  ): { transfer: number } {
    this.#last += 1;
    const transfer = this.#last;
    const canceling = new AbortController();
    const state: LogTransfer = { ...about, transfer, rows: 0, bytes: 0, fraction: 0, end: undefined };
    const entry: Entry = { state, canceling, ended: Promise.resolve() };
    this.#entries.set(transfer, entry);
    this.#forgetOldest();
    this.#options.changed(state);
    entry.ended = work(transfer, canceling.signal).then(
      (end) => this.#update(transfer, { end }),
      (error: unknown) => {
        const isCanceled = canceling.signal.aborted;
        this.#update(transfer, {
          end: isCanceled ? { kind: 'canceled' } : { kind: 'failed', error: toErrorInfo(error) },
        });
      },
    );
    return { transfer };
  }

  async #export(transfer: number, request: ExportRequest, signal: AbortSignal): Promise<LogTransferEnd> {
    const { logs, worker, version } = this.#options;
    const { session, format, path, includesSecrets } = request;
    const log = await logs.get(session);
    await log.flush();
    // Nothing was written yet of a log without rows.
    await logs.folderOf(session).make();
    const part = await openPart(path);
    try {
      await part.handle.close();
      signal.throwIfAborted();
      const job = new LogJob('export', {
        worker,
        source: { folder: logs.folderOf(session).path, extent: log.extent },
        input: {
          format,
          path: part.path ?? path,
          name: basename(path),
          ranges: packedRanges(request.ranges),
          includesSecrets,
          version,
        },
        onReport: (progress) => this.#update(transfer, progress),
      });
      const { leftOut, rows, bytes } = await runUntil(job, signal);
      await giveName(part);
      this.#update(transfer, { rows, bytes, fraction: 1 });
      return { kind: 'done', leftOut, sessions: [] };
    } catch (error) {
      if (part.path !== undefined) await rm(part.path, { force: true });
      throw error;
    }
  }

  async #import(transfer: number, path: string, signal: AbortSignal): Promise<LogTransferEnd> {
    const { logs, worker } = this.#options;
    const { staging, limitBytes } = await logs.beginImport().catch((cause: unknown) => {
      throw logFault(cause);
    });
    const sessions: SessionId[] = [];
    try {
      signal.throwIfAborted();
      const job = new LogJob('import', {
        worker,
        input: { path, name: basename(path), staging, limitBytes },
        onReport: (progress) => this.#update(transfer, progress),
      });
      const { folders, leftOut, rows, bytes } = await runUntil(job, signal);
      try {
        for (const folder of folders) sessions.push(await logs.adopt(folder));
      } catch (cause) {
        throw logFault(cause);
      }
      this.#update(transfer, { rows, bytes, fraction: 1 });
      return { kind: 'done', leftOut, sessions };
    } catch (error) {
      for (const session of sessions) await logs.wipe(session);
      throw error;
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
  }

  #update(transfer: number, changes: Partial<TransferProgress> & { readonly end?: LogTransferEnd }): void {
    const entry = this.#entries.get(transfer);
    if (entry === undefined || entry.state.end !== undefined) return;
    entry.state = { ...entry.state, ...changes };
    this.#options.changed(entry.state);
  }

  #forgetOldest(): void {
    const ended = [...this.#entries.values()].filter(({ state }) => state.end !== undefined);
    for (const { state } of ended.slice(0, -endedLimit)) this.#entries.delete(state.transfer);
  }
}

/** The job's result. Whether it ends by itself or is canceled: its thread is gone then, and writes nothing any more. */
async function runUntil<Name extends 'export' | 'import'>(
  job: LogJob<Name>,
  signal: AbortSignal,
): Promise<Jobs[Name]['result']> {
  const end = (): void => job.end();
  signal.addEventListener('abort', end);
  try {
    return await job.result;
  } finally {
    signal.removeEventListener('abort', end);
    await job.exited;
  }
}

async function giveName({ path, target }: Part): Promise<void> {
  if (path === undefined) return;
  try {
    await rename(path, target);
  } catch (cause) {
    throw fileFault(basename(target), 'written', cause);
  }
}

function packedRanges(ranges: ExportRequest['ranges']): Float64Array | undefined {
  if (ranges === undefined || ranges instanceof Float64Array) return ranges;
  return Float64Array.from(ranges.flatMap(({ from, to }) => [from, to]));
}
