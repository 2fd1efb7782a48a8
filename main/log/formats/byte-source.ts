import { readSync } from 'node:fs';
import { fileFault } from '../file-fault.ts';

const blockBytes = 256 * 1024;

/** A file from its beginning to its end, block by block; waits for the disk, so it is for threads of their own. */
export class ByteSource {
  /** The block; the next read fills the same buffer again. */
  readonly bytes = Buffer.allocUnsafe(blockBytes);
  /** Where the next byte is in it, and where it ends. */
  at = 0;
  end = 0;
  readonly #file: number;
  readonly #name: string;
  readonly #step: () => void;
  #position = 0;

  /** @param name the file's name without its folder @param step called for every block */
  constructor(file: number, name: string, step: () => void) {
    this.#file = file;
    this.#name = name;
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
    this.end = this.#read(0);
    return this.end > 0;
  }

  /** Has the bytes that are left at the beginning of the block, and more behind them. @returns false where there are none */
  extend(): boolean {
    this.bytes.copy(this.bytes, 0, this.at, this.end);
    this.end -= this.at;
    this.at = 0;
    const count = this.#read(this.end);
    this.end += count;
    return count > 0;
  }

  /** Reads behind the first `from` bytes of the block. @returns how many bytes there were */
  #read(from: number): number {
    try {
      const count = readSync(this.#file, this.bytes, from, blockBytes - from, this.#position);
      this.#position += count;
      return count;
    } catch (cause) {
      throw fileFault(this.#name, 'read', cause);
    }
  }
}
