import { copyBytes } from '../wire/copy-bytes.ts';
import type { LaneExtent } from './extent.ts';
import type { SegmentFiles } from './segment-files.ts';

/** What is written at once, and the most an idle lane does not hold. */
const blockBytes = 256 * 1024;

/** Blocks kept for all lanes to use again: 16 MiB, what may wait for the disk. */
const freeLimit = 64;

const freeBlocks: Buffer[] = [];

/** Bytes that are not written yet: `bytes[0, length)`, at `start` of the lane. */
interface Block {
  readonly bytes: Buffer;
  readonly start: number;
  length: number;
}

/** Payload bytes, one after the other: the newest in memory, all others in files. The oldest can be let go. */
export class PayloadLane {
  readonly #files: SegmentFiles;
  /** Oldest first. All but the last are full. */
  #blocks: Block[] = [];
  /** Where writing has come to. */
  #written: number;
  #end: number;
  #start: number;
  /** Files before this one are gone. */
  #removed: number;

  constructor(files: SegmentFiles, { start, end }: LaneExtent) {
    this.#files = files;
    this.#start = start;
    this.#written = end;
    this.#end = end;
    this.#removed = Math.floor(start / files.segmentBytes);
  }

  /** Everything, also what is not written yet. */
  get extent(): LaneExtent {
    return { start: this.#start, end: this.#end };
  }

  get sizeBytes(): number {
    return this.#end - this.#start;
  }

  get end(): number {
    return this.#end;
  }

  /** Bytes that are held in memory until they are written. */
  get pendingBytes(): number {
    return this.#end - this.#written;
  }

  /** Copies `bytes[start, end)` in. */
  append(bytes: Buffer, start: number, end: number): void {
    for (let from = start; from < end;) {
      const block = this.#blocks.at(-1);
      const room = block === undefined ? 0 : this.#room(block);
      if (block === undefined || room === 0) {
        this.#blocks.push({
          bytes: freeBlocks.pop() ?? Buffer.allocUnsafeSlow(blockBytes),
          start: this.#end,
          length: 0,
        });
        continue;
      }
      const to = Math.min(end, from + room);
      copyBytes(bytes, from, to, block.bytes, block.length);
      block.length += to - from;
      this.#end += to - from;
      from = to;
    }
  }

  /**
   * Writes what there is when it is called.
   *
   * @param isIdle whether the last block is to be given back, too
   */
  async flush(isIdle: boolean): Promise<void> {
    const end = this.#end;
    if (end > this.#written) {
      const from = this.#written;
      const parts = this.#blocks.map(({ bytes, start, length }) =>
        bytes.subarray(Math.max(0, from - start), Math.min(length, end - start)),
      );
      await this.#files.write(
        parts.filter((part) => part.length > 0),
        from,
      );
      this.#written = end;
    }
    this.#dropWritten(isIdle);
  }

  /** @returns a copy of bytes `offset` to `offset + count`; fewer where they end, or were damaged; none if they begin before what is there */
  async read(offset: number, count: number): Promise<Uint8Array<ArrayBuffer>> {
    const end = Math.min(offset + count, this.#end);
    const start = offset;
    if (start < this.#start) return new Uint8Array(0);
    const target = new Uint8Array(Math.max(0, end - start));
    // Taken at once: the blocks may be written and used again while a file is read.
    const inMemoryFrom = Math.max(start, this.#copyFromMemory(target, start));
    if (inMemoryFrom <= start) return target;
    const onDisk = target.subarray(0, Math.min(inMemoryFrom, end) - start);
    const bytesRead = await this.#files.read(onDisk, start);
    return bytesRead === onDisk.length ? target : target.slice(0, bytesRead);
  }

  /** Lets the oldest file go, which is removed later. @returns whether there was one beside the newest */
  releaseOldest(): boolean {
    const { segmentBytes } = this.#files;
    const next = (Math.floor(this.#start / segmentBytes) + 1) * segmentBytes;
    if (next > this.#written) return false;
    this.#start = next;
    return true;
  }

  /** Removes the files that were let go. */
  async removeReleased(): Promise<void> {
    const first = Math.floor(this.#start / this.#files.segmentBytes);
    if (first === this.#removed) return;
    await this.#files.remove(this.#removed, first);
    this.#removed = first;
  }

  /** @returns from where on memory has all there is */
  #copyFromMemory(target: Uint8Array, start: number): number {
    for (const block of this.#blocks) {
      const from = Math.max(start, block.start);
      const to = Math.min(start + target.length, block.start + block.length);
      if (from < to) target.set(block.bytes.subarray(from - block.start, to - block.start), from - start);
    }
    return this.#blocks[0]?.start ?? this.#end;
  }

  /** Bytes that still fit: a block is in one file. */
  #room({ start, length, bytes }: Block): number {
    const { segmentBytes } = this.#files;
    const segmentEnd = (Math.floor(start / segmentBytes) + 1) * segmentBytes;
    return Math.min(bytes.length, segmentEnd - start) - length;
  }

  #dropWritten(isIdle: boolean): void {
    for (;;) {
      const block = this.#blocks[0];
      if (block === undefined || block.start + block.length > this.#written) return;
      if (this.#room(block) > 0 && !isIdle) return;
      this.#blocks.shift();
      if (freeBlocks.length < freeLimit) freeBlocks.push(block.bytes);
    }
  }
}
