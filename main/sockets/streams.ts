import type { InputStreamOptions } from './enums.ts';
import { objectClosed } from './misuse.ts';

/** `Windows.Storage.Streams.IInputStream`. A buffer is a `Uint8Array`. */
export interface IInputStream {
  /**
   * Reads bytes.
   *
   * @param buffer where to put them; not to be touched until the promise settles
   * @param count how many bytes at most; not more than the buffer holds
   * @param options `partial`: be done with the first bytes there are; `none`: wait for `count` bytes or the end
   * @param signal cancels the read: it fails with ERROR_CANCELLED, and `info.transferredBytes` says how many bytes are in
   *   the buffer and not read again (none with `partial`)
   * @returns the bytes that were read, a view of `buffer`; of length 0 at the end of the stream
   */
  readAsync(buffer: Uint8Array, count: number, options: InputStreamOptions, signal?: AbortSignal): Promise<Uint8Array>;
  /** Gives up the stream: later reads fail with RO_E_CLOSED. Harmless when repeated. */
  close(): void;
}

/** `Windows.Storage.Streams.IOutputStream`. */
export interface IOutputStream {
  /** @returns the number of bytes written, once the operating system has them */
  writeAsync(buffer: Uint8Array): Promise<number>;
  /** @returns true: nothing is held back */
  flushAsync(): Promise<boolean>;
  /** Gives up the stream: later writes and flushes fail with RO_E_CLOSED. Harmless when repeated. */
  close(): void;
}

/**
 * A socket's output stream. Closing it ends writing by this stream and nothing else: a write that is under way is
 * completed, and the socket stays connected until it is closed itself.
 */
export class SocketOutputStream implements IOutputStream {
  readonly #write: (buffer: Uint8Array) => Promise<number>;
  readonly #requireConnection: () => unknown;
  #isClosed = false;

  /** @param requireConnection throws where the socket cannot send */
  constructor(write: (buffer: Uint8Array) => Promise<number>, requireConnection: () => unknown) {
    this.#write = write;
    this.#requireConnection = requireConnection;
  }

  /** @throws DuplexError RO_E_CLOSED after `close()` of the stream or the socket, E_ILLEGAL_METHOD_CALL before connecting */
  async writeAsync(buffer: Uint8Array): Promise<number> {
    this.#requireOpen();
    return this.#write(buffer);
  }

  /** @throws DuplexError as `writeAsync` */
  async flushAsync(): Promise<boolean> {
    this.#requireOpen();
    this.#requireConnection();
    return true;
  }

  close(): void {
    this.#isClosed = true;
  }

  #requireOpen(): void {
    if (this.#isClosed) throw objectClosed('the output stream has been closed');
  }
}
