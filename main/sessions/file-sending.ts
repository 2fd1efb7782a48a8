import { DuplexError, toErrorInfo } from '../../contract/errors.ts';
import type { StreamWebSocket } from '../sockets/index.ts';
import { fileFault } from '../log/file-fault.ts';
import type { OutgoingFile } from './outgoing-file.ts';
import { TransferRecord } from './transfer-record.ts';

/** A file going out as one binary message. */
export class FileSending {
  readonly record: TransferRecord;
  readonly #file: OutgoingFile;
  readonly #cancel = new AbortController();

  constructor(file: OutgoingFile) {
    this.#file = file;
    this.record = new TransferRecord(file.name, file.sizeBytes);
  }

  /** Harmless when repeated, and when the file has been sent. */
  cancel(): void {
    this.#cancel.abort();
  }

  /**
   * Sends it. How it ended is in the record; never rejects.
   *
   * @param counted called with the bytes that have gone out since the last time, and whether the message ends with them
   * @returns why the message has no end; undefined where it has one
   */
  async run(socket: StreamWebSocket, counted: (bytes: number, isEnd: boolean) => void): Promise<unknown> {
    const { record } = this;
    const { handle, name, sizeBytes } = this.#file;
    const progress = (bytes: number, isEnd = false): void => {
      const more = bytes - record.bytes;
      record.bytes = bytes;
      if (more > 0 || isEnd) counted(more, isEnd);
    };
    try {
      const sent = await socket.sendFromAsync(handle, { signal: this.#cancel.signal, progress });
      progress(sent, true);
      if (sent === sizeBytes) record.done();
      else record.failed(fileFault(name, 'read', changed(sent, sizeBytes)).info);
      return undefined;
    } catch (error) {
      const info = toErrorInfo(error);
      progress(info.transferredBytes ?? record.bytes);
      const isRead = error instanceof DuplexError && error.code === 'transfer-failed';
      if (this.#cancel.signal.aborted) record.canceled();
      else record.failed(isRead ? fileFault(name, 'read', error.cause).info : info);
      return error;
    } finally {
      await handle.close();
    }
  }
}

function changed(sentBytes: number, sizeBytes: number): string {
  const how = sentBytes < sizeBytes ? 'shorter' : 'longer';
  return `it became ${how} while it was sent, ${sentBytes} bytes instead of ${sizeBytes}`;
}
