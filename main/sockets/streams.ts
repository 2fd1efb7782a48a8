import type { InputStreamOptions } from './enums.ts';

/** `Windows.Storage.Streams.IInputStream`. A buffer is a `Uint8Array`. */
export interface IInputStream {
  /**
   * Reads bytes.
   *
   * @param buffer where to put them; not to be touched until the promise settles
   * @param count how many bytes at most; not more than the buffer holds
   * @param options `partial`: be done with the first bytes there are; `none`: wait for `count` bytes or the end
   * @returns the bytes that were read, a view of `buffer`; of length 0 at the end of the stream
   */
  readAsync(buffer: Uint8Array, count: number, options: InputStreamOptions): Promise<Uint8Array>;
}

/** `Windows.Storage.Streams.IOutputStream`. */
export interface IOutputStream {
  /** @returns the number of bytes written, once the operating system has them */
  writeAsync(buffer: Uint8Array): Promise<number>;
  /** @returns true: nothing is held back */
  flushAsync(): Promise<boolean>;
}
