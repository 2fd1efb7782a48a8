import { blockRows } from './row-block.ts';

/** A bit for each row of a block. */
export const blockBitsBytes = blockRows / 8;

/** Blocks of which the bits are kept together: 128 KiB. */
const chunkBlocks = 1024;

const bitsOf = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);

/**
 * A set of row numbers as bits, of which each block of rows has 128 bytes: ten million rows take 1.3 MB, however many of
 * them are in it. It grows at its end, and can let go of its beginning.
 */
export class RowSet {
  /** By number of the chunk; those that were let go are gone. */
  readonly #chunks = new Map<number, Uint8Array>();
  /** `[n]` is the number of rows in the blocks before block `n`. */
  #before = new Float64Array(chunkBlocks);
  /** Blocks up to this one are known. */
  #blocks = 0;
  /** Rows of the set that were let go. */
  #released = 0;
  #first = 0;

  /** Rows in the set, without those that were let go. */
  get length(): number {
    return this.#total - this.#released;
  }

  /** Bytes of memory it takes. */
  get sizeBytes(): number {
    return this.#chunks.size * chunkBlocks * blockBitsBytes + this.#before.byteLength;
  }

  /** Puts in what is known of a block: of the last one anew, or of a later one. */
  set(block: number, bits: Uint8Array): void {
    if (block < this.#blocks - 1) throw new RangeError(`block ${block} after ${this.#blocks - 1}`);
    this.#makeRoom(block + 2);
    for (let skipped = this.#blocks; skipped < block; skipped += 1) {
      this.#before[skipped + 1] = this.#countBefore(skipped);
    }
    this.#chunkOf(block).set(bits.subarray(0, blockBitsBytes), (block % chunkBlocks) * blockBitsBytes);
    let count = 0;
    for (const byte of bits) count += bitsOf[byte] ?? 0;
    this.#before[block + 1] = this.#countBefore(block) + count;
    this.#blocks = block + 1;
    if (this.#first > 0) this.#released = this.#countUpTo(this.#first);
  }

  /** Lets go of all rows before `row`. */
  release(row: number): void {
    if (row < this.#first) return;
    this.#released = this.#countUpTo(row);
    this.#first = row;
    const kept = Math.floor(row / blockRows / chunkBlocks);
    for (const chunk of this.#chunks.keys()) if (chunk < kept) this.#chunks.delete(chunk);
  }

  /** How many rows of the set are before `row`, which is the place of `row` in it, or of the next one. */
  rank(row: number): number {
    return row <= this.#first ? 0 : this.#countUpTo(row) - this.#released;
  }

  /** @returns the rows at places `from` up to `from + count`; fewer where the set ends */
  rows(from: number, count: number): number[] {
    const found: number[] = [];
    const wanted = Math.min(count, this.length - from);
    if (wanted <= 0) return found;
    let place = from + this.#released;
    let block = this.#blockWith(place);
    while (found.length < wanted) {
      let at = this.#countBefore(block);
      for (let byte = 0; byte < blockBitsBytes && found.length < wanted; byte += 1) {
        const bits = this.#byte(block, byte);
        const here = bitsOf[bits] ?? 0;
        if (at + here > place) {
          for (let bit = 0; bit < 8 && found.length < wanted; bit += 1) {
            if ((bits & (1 << bit)) === 0) continue;
            if (at === place) {
              found.push(block * blockRows + byte * 8 + bit);
              place += 1;
            }
            at += 1;
          }
        } else at += here;
      }
      block += 1;
    }
    return found;
  }

  /** All rows as ranges: pairs of the first row and the one after the last, ascending. */
  ranges(): Float64Array {
    const pairs: number[] = [];
    for (let block = Math.floor(this.#first / blockRows); block < this.#blocks; block += 1) {
      for (let byte = 0; byte < blockBitsBytes; byte += 1) {
        const bits = this.#byte(block, byte);
        for (let bit = 0; bits >> bit !== 0; bit += 1) {
          const row = block * blockRows + byte * 8 + bit;
          if ((bits & (1 << bit)) === 0 || row < this.#first) continue;
          if (pairs.length > 0 && pairs.at(-1) === row) pairs[pairs.length - 1] = row + 1;
          else pairs.push(row, row + 1);
        }
      }
    }
    return Float64Array.from(pairs);
  }

  get #total(): number {
    return this.#countBefore(this.#blocks);
  }

  /** Rows before `row`, with those that were let go; `row` itself is not before a row that was. */
  #countUpTo(row: number): number {
    const block = Math.floor(row / blockRows);
    if (block >= this.#blocks) return this.#total;
    const within = row % blockRows;
    let count = this.#countBefore(block);
    for (let byte = 0; byte < within >> 3; byte += 1) count += bitsOf[this.#byte(block, byte)] ?? 0;
    const rest = this.#byte(block, within >> 3) & ((1 << (within & 7)) - 1);
    return count + (bitsOf[rest] ?? 0);
  }

  /** The block with the row at this place, of all there were. */
  #blockWith(place: number): number {
    let low = 0;
    let high = this.#blocks;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if (this.#countBefore(middle) <= place) low = middle;
      else high = middle;
    }
    return low;
  }

  #countBefore(block: number): number {
    return this.#before[block] ?? 0;
  }

  #byte(block: number, byte: number): number {
    const chunk = this.#chunks.get(Math.floor(block / chunkBlocks));
    return chunk?.[(block % chunkBlocks) * blockBitsBytes + byte] ?? 0;
  }

  #chunkOf(block: number): Uint8Array {
    const number = Math.floor(block / chunkBlocks);
    let chunk = this.#chunks.get(number);
    if (chunk === undefined) {
      chunk = new Uint8Array(chunkBlocks * blockBitsBytes);
      this.#chunks.set(number, chunk);
    }
    return chunk;
  }

  #makeRoom(length: number): void {
    if (length <= this.#before.length) return;
    const longer = new Float64Array(Math.max(length, this.#before.length + chunkBlocks));
    longer.set(this.#before);
    this.#before = longer;
  }
}
