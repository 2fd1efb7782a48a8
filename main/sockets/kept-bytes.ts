import { copyBytes } from '../wire/copy-bytes.ts';
import type { DataReaderContent } from './data-reader.ts';

/** Small messages that are kept share a block of this size; one of them keeps its block. */
const blockSize = 64 * 1024;
const smallLimit = 8 * 1024;

/** Copies bytes out of a buffer that is about to be used again, many small messages to one allocation. */
export class KeptBytes {
  #block: Buffer = Buffer.alloc(0);
  #end = 0;

  /** @returns a copy of `bytes[start, end)`, that nobody else will write to */
  keep(bytes: Buffer, start: number, end: number, isUtf8: boolean): DataReaderContent {
    const size = end - start;
    if (size > smallLimit) {
      const own = Buffer.allocUnsafeSlow(size);
      bytes.copy(own, 0, start, end);
      return { bytes: own, start: 0, end: size, isUtf8 };
    }
    if (this.#block.length - this.#end < size) {
      this.#block = Buffer.allocUnsafeSlow(blockSize);
      this.#end = 0;
    }
    const at = this.#end;
    copyBytes(bytes, start, end, this.#block, at);
    this.#end += size;
    return { bytes: this.#block, start: at, end: this.#end, isUtf8 };
  }
}
