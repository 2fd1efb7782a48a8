import { join } from 'node:path';
import type { LeftOut, LeftOutCounts } from '../../../contract/log-export.ts';
import { logFault } from '../log-fault.ts';
import { ImportedLog, type ImportedHead } from '../imported-log.ts';

export interface ImportOptions {
  /** The folder that the logs' folders are made in. */
  readonly staging: string;
  /** Bytes that all of them may take. */
  readonly limitBytes: number;
  /** Waits for the disk. */
  readonly waitFor: <Value>(work: Promise<Value>) => Promise<Value>;
}

/** What an import has made so far. */
export class Import {
  rows = 0;
  readonly #options: ImportOptions;
  readonly #folders: string[] = [];
  readonly #leftOut = new Map<LeftOut, number>();
  #finishedBytes = 0;

  constructor(options: ImportOptions) {
    this.#options = options;
  }

  /** The folders of the logs. */
  get folders(): readonly string[] {
    return this.#folders;
  }

  get leftOut(): LeftOutCounts {
    return Object.fromEntries(this.#leftOut);
  }

  leaveOut(what: LeftOut, count = 1): void {
    if (count > 0) this.#leftOut.set(what, (this.#leftOut.get(what) ?? 0) + count);
  }

  async begin(head: ImportedHead, firstRow: number): Promise<ImportedLog> {
    const folder = join(this.#options.staging, String(this.#folders.length));
    this.#folders.push(folder);
    return this.#write(ImportedLog.begin(folder, head, firstRow));
  }

  /** To be called after every piece of a payload and every row. Writes when there is enough. */
  async written(log: ImportedLog): Promise<void> {
    if (log.isFull) await this.#write(log.flush(this.#room));
  }

  async finish(log: ImportedLog): Promise<void> {
    await this.#write(log.finish(this.#room));
    this.#finishedBytes += log.sizeBytes;
  }

  async #write<Value>(work: Promise<Value>): Promise<Value> {
    try {
      return await this.#options.waitFor(work);
    } catch (cause) {
      throw logFault(cause);
    }
  }

  get #room(): number {
    return this.#options.limitBytes - this.#finishedBytes;
  }
}
