import { toErrorInfo, type DuplexError } from '../../contract/errors.ts';
import type { IncomingFile } from './incoming-file.ts';
import { TransferRecord } from './transfer-record.ts';

/** A file that takes what a connection brings. */
export class FileReceiving {
  readonly record: TransferRecord;
  readonly #file: IncomingFile;

  constructor(file: IncomingFile) {
    this.#file = file;
    this.record = new TransferRecord(file.name);
  }

  /** Called once when the file cannot be written. */
  set onfailed(listener: (error: DuplexError) => void) {
    this.#file.onfailed = listener;
  }

  /** Where to put the next bytes. */
  get room(): Buffer {
    return this.#file.room;
  }

  /** @returns what to wait for before the next call, where the disk is slower than the connection */
  take(bytes: Uint8Array): Promise<void> | undefined {
    this.record.bytes += bytes.length;
    return this.#file.take(bytes);
  }

  /**
   * Gives the file its name; where that fails, or something failed before, what came is kept beside it. Never rejects.
   *
   * @param error what ended it before its time
   */
  async end(error?: unknown): Promise<void> {
    try {
      if (error !== undefined) throw error;
      await this.#file.keep();
      this.record.done();
    } catch (why) {
      const keptAs = await this.#file.leave();
      this.record.bytes = this.#file.writtenBytes;
      this.record.failed(toErrorInfo(why), keptAs);
    }
  }
}
