import { copyBytes } from '../wire/copy-bytes.ts';

/** Room for the first message; most never need more. */
const firstSize = 64 * 1024;

/** A length the peer announces is believed up to here; beyond it memory grows with what has really come. */
const trustedLength = 4 * 1024 * 1024;

/** A larger block than this is given back after its message. */
const keptSize = 4 * 1024 * 1024;

/**
 * Puts a message together whose bytes come in several spans, in one block that is used again for the next: in Electron
 * a fresh block costs several times what copying into it does.
 */
export class MessageAssembly {
  #block: Buffer = Buffer.alloc(0);
  #length = 0;

  /** The message so far is `block[0, length)`; valid until {@link clear}. */
  get block(): Buffer {
    return this.#block;
  }

  get length(): number {
    return this.#length;
  }

  /**
   * Copies more of the message in.
   *
   * @param announced bytes of the message that are known to follow, and may never come
   */
  append(bytes: Buffer, start: number, end: number, announced: number): void {
    const needed = this.#length + end - start;
    if (needed > this.#block.length) this.#grow(needed, announced);
    copyBytes(bytes, start, end, this.#block, this.#length);
    this.#length = needed;
  }

  /** The message has been handed on, or is dropped. */
  clear(): void {
    this.#length = 0;
    if (this.#block.length > keptSize) this.#block = Buffer.alloc(0);
  }

  #grow(needed: number, announced: number): void {
    const wanted = needed + Math.min(announced, trustedLength);
    const size = Math.max(firstSize, wanted, this.#block.length * 2);
    const block = Buffer.allocUnsafeSlow(size);
    this.#block.copy(block, 0, 0, this.#length);
    this.#block = block;
  }
}
