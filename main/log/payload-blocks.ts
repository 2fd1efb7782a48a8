/** One allocation. Payloads run on from block to block. */
const blockSize = 1024 * 1024;

/** Payload bytes, one after the other, addressed by their offset from the first; the oldest can be let go. */
export class PayloadBlocks {
  readonly #blocks = new Map<number, Buffer>();
  /** Offset of the next byte. */
  #end = 0;
  /** Bytes before this offset are gone. */
  #start = 0;

  /** Bytes that are kept. */
  get kept(): number {
    return this.#end - this.#start;
  }

  /** Offset of the first byte that is kept. */
  get start(): number {
    return this.#start;
  }

  /** Copies bytes in. @returns the offset of the first */
  append(bytes: Uint8Array): number {
    const offset = this.#end;
    for (let at = 0; at < bytes.length;) {
      const within = this.#end % blockSize;
      const part = bytes.subarray(at, at + blockSize - within);
      this.#block(Math.floor(this.#end / blockSize)).set(part, within);
      at += part.length;
      this.#end += part.length;
    }
    return offset;
  }

  /** A copy of the bytes `offset` to `offset + count`, which must be kept. */
  read(offset: number, count: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(count);
    for (let at = 0; at < count;) {
      const within = (offset + at) % blockSize;
      const part = this.#block(Math.floor((offset + at) / blockSize)).subarray(within, within + count - at);
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }

  /** Lets whole blocks go, oldest first, until at most `limit` bytes are kept. @returns the bytes let go */
  releaseDownTo(limit: number): number {
    const before = this.#start;
    while (this.kept > limit) {
      const block = Math.floor(this.#start / blockSize);
      this.#blocks.delete(block);
      this.#start = Math.min((block + 1) * blockSize, this.#end);
    }
    return this.#start - before;
  }

  #block(index: number): Buffer {
    let block = this.#blocks.get(index);
    if (block === undefined) {
      block = Buffer.allocUnsafeSlow(blockSize);
      this.#blocks.set(index, block);
    }
    return block;
  }
}
