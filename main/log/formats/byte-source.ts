import { readSync } from 'node:fs';

const blockBytes = 256 * 1024;

/** A file from its beginning to its end, block by block; waits for the disk, so it is for threads of their own. */
export class ByteSource {
  /** The block; the next read fills the same buffer again. */
  readonly bytes = Buffer.allocUnsafe(blockBytes);
  /** Where the next byte is in it, and where it ends. */
  at = 0;
  end = 0;
  readonly #file: number;
  readonly #step: () => void;
  #position = 0;

  /** @param step called for every block */
  constructor(file: number, step: () => void) {
    this.#file = file;
    this.#step = step;
  }

  /** How many bytes were taken. */
  get position(): number {
    return this.#position - (this.end - this.at);
  }

  /** Makes sure that there is a byte at {@link at}. @returns false at the end of the file */
  fill(): boolean {
    if (this.at < this.end) return true;
    this.#step();
    this.at = 0;
    this.end = readSync(this.#file, this.bytes, 0, blockBytes, this.#position);
    this.#position += this.end;
    return this.end > 0;
  }

  /** Has the bytes that are left at the beginning of the block, and more behind them. @returns false where there are none */
  extend(): boolean {
    this.bytes.copy(this.bytes, 0, this.at, this.end);
    this.end -= this.at;
    this.at = 0;
    const count = readSync(this.#file, this.bytes, this.end, blockBytes - this.end, this.#position);
    this.#position += count;
    this.end += count;
    return count > 0;
  }
}
