import { closeSync, openSync, readSync } from 'node:fs';
import type { Extent } from './extent.ts';
import type { LogFolder } from './log-folder.ts';
import { blockRows, RowBlock, rowBlockBytes, type Lane, type RowHead } from './row-block.ts';
import type { SegmentFiles } from './segment-files.ts';

/**
 * Reads a log from its files, waiting for the disk: for threads of their own. It sees what is on disk, up to the extent it
 * was told last, while another thread goes on writing.
 */
export class LogReader {
  readonly #folder: LogFolder;
  #extent: Extent;
  readonly #block = new RowBlock();
  /** Which block that is, and up to which row it was there when it was read. */
  #blockNumber = -1;
  #blockEnd = 0;
  /** The last file of each run of files. */
  readonly #files = new Map<SegmentFiles, { readonly segment: number; readonly file: number }>();

  constructor(folder: LogFolder, extent: Extent) {
    this.#folder = folder;
    this.#extent = extent;
  }

  get extent(): Extent {
    return this.#extent;
  }
  set extent(extent: Extent) {
    this.#extent = extent;
  }

  /**
   * The block with the rows `number * 1024` and following, as far as the extent goes. The next call fills the same object
   * again.
   */
  block(number: number): RowBlock {
    const end = Math.min((number + 1) * blockRows, this.#extent.rows);
    if (number !== this.#blockNumber || end > this.#blockEnd) {
      const count = this.#read(this.#folder.rows, this.#block.bytes, number * rowBlockBytes);
      // Let go meanwhile: events without a payload, not what the last block had.
      this.#block.bytes.fill(0, count);
      this.#blockNumber = number;
      this.#blockEnd = end;
    }
    return this.#block;
  }

  /** @throws RangeError for a row that is not there */
  head(row: number): RowHead {
    if (row < this.#extent.firstRow || row >= this.#extent.rows) throw new RangeError(`row ${row}`);
    return this.block(Math.floor(row / blockRows)).at(row % blockRows);
  }

  /**
   * Fills `target` with the bytes of a lane from `offset` on.
   *
   * @returns how many there were; 0 where they were let go
   */
  readLane(lane: Lane, offset: number, target: Uint8Array): number {
    const { start, end } = this.#extent.lanes[lane];
    if (offset < start) return 0;
    const count = Math.max(0, Math.min(target.length, end - offset));
    return this.#read(this.#folder.lanes[lane], target.subarray(0, count), offset);
  }

  /** A row's payload, or the part of it from `from` on, at most `count` bytes; shorter where it ends, or was let go. */
  payload({ lane, offset, size }: RowHead, from: number, count: number): Buffer {
    const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(count, size - from)));
    return bytes.subarray(0, this.readLane(lane, offset + from, bytes));
  }

  close(): void {
    for (const { file } of this.#files.values()) closeSync(file);
    this.#files.clear();
  }

  #read(files: SegmentFiles, target: Uint8Array, position: number): number {
    const { segmentBytes } = files;
    let filled = 0;
    while (filled < target.length) {
      const at = position + filled;
      const segment = Math.floor(at / segmentBytes);
      const within = at - segment * segmentBytes;
      const count = Math.min(target.length - filled, segmentBytes - within);
      const file = this.#open(files, segment);
      const bytesRead = file === undefined ? 0 : readSync(file, target, filled, count, within);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return filled;
  }

  /** @returns nothing where the file was let go */
  #open(files: SegmentFiles, segment: number): number | undefined {
    const open = this.#files.get(files);
    if (open?.segment === segment) return open.file;
    if (open !== undefined) closeSync(open.file);
    this.#files.delete(files);
    try {
      const file = openSync(files.path(segment), 'r');
      this.#files.set(files, { segment, file });
      return file;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
  }
}
