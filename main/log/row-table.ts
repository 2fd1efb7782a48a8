import type { RowDirection, RowKind } from '../../contract/rows.ts';
import { blockRows, RowBlock, rowBlockBytes, type Lane, type RowHead } from './row-block.ts';
import type { SegmentFiles } from './segment-files.ts';

/** Blocks that are kept in memory although they are written: what is looked at is mostly the end. */
const recentBlocks = 2;

/** Blocks kept of those that were read. */
const cacheLimit = 8;

/** Blocks kept to be filled again: 3 MiB. */
const freeLimit = 64;

const freeBlocks: RowBlock[] = [];

/** Is shown the rows `begin` up to `end` of a block, which holds them only until it returns. */
export type RowVisitor = (block: RowBlock, begin: number, end: number) => void;

/** The rows of a log without their payloads: the newest in memory, all others in files. The oldest can be let go. */
export class RowTable {
  readonly #files: SegmentFiles;
  /** By number; consecutive, up to the newest. */
  readonly #memory = new Map<number, RowBlock>();
  /** The block that takes the next row; undefined where there is none yet. */
  #newest: RowBlock | undefined;
  /** Whole blocks that were read, in the order of their last use. */
  readonly #cache = new Map<number, Promise<RowBlock>>();
  #first: number;
  #length: number;
  /** Rows that are on disk. */
  #written: number;
  /** Files before this one are gone. */
  #removed: number;

  /** @param first the first row that is there @param length the number of rows, with those that are gone */
  constructor(files: SegmentFiles, first: number, length: number) {
    this.#files = files;
    this.#first = first;
    this.#length = length;
    this.#written = length;
    this.#removed = Math.floor(first / this.#segmentRows);
  }

  get first(): number {
    return this.#first;
  }

  get length(): number {
    return this.#length;
  }

  get sizeBytes(): number {
    return Math.ceil((this.#length - this.#first) / blockRows) * rowBlockBytes;
  }

  get pendingBytes(): number {
    return ((this.#length - this.#written) / blockRows) * rowBlockBytes;
  }

  /** Without an object, as this is done a million times a second. */
  push(
    time: number,
    elapsed: number,
    size: number,
    wireSize: number,
    offset: number,
    direction: RowDirection,
    kind: RowKind,
    flags: number,
    bits: number,
    lane: Lane,
  ): void {
    const index = this.#length % blockRows;
    const block = index === 0 || this.#newest === undefined ? this.#nextBlock() : this.#newest;
    block.time[index] = time;
    block.elapsed[index] = elapsed;
    block.size[index] = size;
    block.wireSize[index] = wireSize;
    block.offset[index] = offset;
    block.direction[index] = direction;
    block.kind[index] = kind;
    block.flags[index] = flags;
    block.bits[index] = bits;
    block.lane[index] = lane;
    this.#length += 1;
  }

  /** These rows, in ascending order; those that are not there are left out. */
  async heads(rows: readonly number[]): Promise<{ readonly row: number; readonly head: RowHead }[]> {
    const found = new Map<number, RowHead>();
    // What is in memory now may be filled with other rows later on.
    const onDisk = new Set<number>();
    for (const row of rows) {
      if (row < this.#first || row >= this.#length) continue;
      const number = Math.floor(row / blockRows);
      const head = this.#memory.get(number)?.at(row % blockRows);
      if (head === undefined) onDisk.add(number);
      else found.set(row, head);
    }
    const blocks = new Map<number, RowBlock>();
    for (const number of onDisk) blocks.set(number, await this.#read(number));
    return rows.flatMap((row) => {
      const head = found.get(row) ?? blocks.get(Math.floor(row / blockRows))?.at(row % blockRows);
      return head === undefined || row < this.#first || row >= this.#length ? [] : [{ row, head }];
    });
  }

  /**
   * Where the payload of the last row of a lane ends; 0 where there is no such row, undefined where it is not among the
   * last `limit` rows, or may have been let go.
   */
  async lastEnd(lane: Lane, limit: number): Promise<number | undefined> {
    const first = Math.max(this.#first, this.#length - limit);
    for (let to = this.#length; to > first;) {
      const from = Math.max(first, to - blockRows);
      const rows = await this.heads(Array.from({ length: to - from }, (_, index) => from + index));
      const last = rows.findLast(({ head }) => head.lane === lane);
      if (last !== undefined) return last.head.offset + last.head.size;
      to = from;
    }
    return first === 0 ? 0 : undefined;
  }

  /** Shows the rows `from` up to `to`, in their order; others can have the thread between two blocks that are on disk. */
  async visit(from: number, to: number, look: RowVisitor): Promise<void> {
    const scratch = new RowBlock();
    const last = Math.min(to, this.#length);
    for (let at = Math.max(from, this.#first); at < last;) {
      const number = Math.floor(at / blockRows);
      let block = this.#memory.get(number);
      if (block === undefined) {
        // What is left in it where the file was let go are rows of another block.
        scratch.bytes.fill(0, await this.#files.read(scratch.bytes, number * rowBlockBytes));
        scratch.mend();
        block = scratch;
      }
      // The oldest may have been let go while they were read.
      const begin = Math.max(at, this.#first);
      const end = Math.min(last, (number + 1) * blockRows);
      if (begin < end) look(block, begin - number * blockRows, end - number * blockRows);
      at = Math.max(end, this.#first);
    }
  }

  /** Writes the rows before `length`. @param isAll whether those of a block that is not full are among them */
  async flush(length: number, isAll: boolean): Promise<void> {
    const rows = isAll ? length : length - (length % blockRows);
    if (rows <= this.#written) return;
    const from = Math.floor(this.#written / blockRows);
    const to = Math.ceil(rows / blockRows);
    const parts = Array.from({ length: to - from }, (_, index) => this.#memory.get(from + index)).flatMap(
      (block) => block?.bytes ?? [],
    );
    await this.#files.write(parts, from * rowBlockBytes);
    this.#written = rows;
    this.#dropWritten();
  }

  /** Lets the oldest file go, which is removed later. @returns whether there was one beside the newest */
  releaseOldest(): boolean {
    const next = (Math.floor(this.#first / this.#segmentRows) + 1) * this.#segmentRows;
    if (next >= this.#written) return false;
    this.#first = next;
    return true;
  }

  /** Removes the files that were let go. */
  async removeReleased(): Promise<void> {
    const first = Math.floor(this.#first / this.#segmentRows);
    if (first === this.#removed) return;
    await this.#files.remove(this.#removed, first);
    this.#removed = first;
  }

  get #segmentRows(): number {
    return (this.#files.segmentBytes / rowBlockBytes) * blockRows;
  }

  #nextBlock(): RowBlock {
    // The whole of it is written; nothing of another log is to be in it.
    const block = freeBlocks.pop()?.clear() ?? new RowBlock();
    this.#memory.set(Math.floor(this.#length / blockRows), block);
    this.#newest = block;
    return block;
  }

  /** Makes ready to push where the log ended: its last block comes back to memory, if it is not full. */
  async resume(): Promise<void> {
    const number = Math.floor(this.#length / blockRows);
    if (this.#length % blockRows === 0 || this.#newest !== undefined) return;
    this.#newest = await this.#readBlock(number);
    this.#memory.set(number, this.#newest);
  }

  #read(number: number): Promise<RowBlock> {
    let block = this.#cache.get(number);
    this.#cache.delete(number);
    block ??= this.#readBlock(number);
    // One that is not full will be another one the next time.
    if ((number + 1) * blockRows > this.#written) return block;
    this.#cache.set(number, block);
    block.catch(() => this.#cache.delete(number));
    const [oldest] = this.#cache.keys();
    if (this.#cache.size > cacheLimit && oldest !== undefined) this.#cache.delete(oldest);
    return block;
  }

  async #readBlock(number: number): Promise<RowBlock> {
    const block = new RowBlock();
    await this.#files.read(block.bytes, number * rowBlockBytes);
    block.mend();
    return block;
  }

  #dropWritten(): void {
    const keptFrom = Math.floor(this.#length / blockRows) - recentBlocks;
    for (const [number, block] of this.#memory) {
      if (number >= keptFrom || (number + 1) * blockRows > this.#written) return;
      this.#memory.delete(number);
      if (freeBlocks.length < freeLimit) freeBlocks.push(block);
    }
  }
}
