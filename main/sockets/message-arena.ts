/**
 * Small messages share a block of this size. In Electron a fresh buffer costs many times what its bytes do, so the
 * fewer the better; a message that is kept keeps its block.
 */
const blockSize = 64 * 1024;

/** A length the peer announces is believed up to here; beyond it memory grows with what has really come. */
const trustedLength = 4 * 1024 * 1024;

/** Puts the payload of one message after another together, copying every byte once where the message fits its block. */
export class MessageArena {
  #block: Buffer = Buffer.alloc(0);
  /** The message so far: `#block[#start, #end)`. */
  #start = 0;
  #end = 0;

  /** The block that holds the message; valid for as long as anybody keeps it. */
  get block(): Buffer {
    return this.#block;
  }

  get start(): number {
    return this.#start;
  }

  get end(): number {
    return this.#end;
  }

  /** Bytes of the message so far. */
  get length(): number {
    return this.#end - this.#start;
  }

  /** Gets room for more of the message. @param length bytes that are announced, and may never come */
  expect(length: number): void {
    if (this.#block.length - this.#end < length) this.#move(this.length + Math.min(length, trustedLength));
  }

  /** Copies more of the message in. */
  append(bytes: Buffer, start: number, end: number): void {
    const needed = end - start;
    if (this.#block.length - this.#end < needed) this.#move((this.length + needed) * 2);
    bytes.copy(this.#block, this.#end, start, end);
    this.#end += needed;
  }

  /** The message has been handed on, or is dropped: the next one begins behind it. */
  next(): void {
    this.#start = this.#end;
  }

  #move(capacity: number): void {
    const block = Buffer.allocUnsafeSlow(Math.max(blockSize, capacity));
    this.#end = this.#block.copy(block, 0, this.#start, this.#end);
    this.#start = 0;
    this.#block = block;
  }
}
