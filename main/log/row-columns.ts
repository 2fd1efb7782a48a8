import type { RowDirection, RowKind } from '../../contract/rows.ts';

/** Everything of a row but its payload. */
export interface RowHead {
  readonly time: number;
  readonly size: number;
  /** Where the payload begins, counted from the beginning of the log. */
  readonly offset: number;
  readonly direction: RowDirection;
  readonly kind: RowKind;
}

/** Rows per block: large enough that a million rows are few blocks, small enough for a log of ten rows. */
const blockRows = 4096;

/** Rows as columns in typed arrays: 26 bytes a row, and nothing for the garbage collector to look at. */
export class RowColumns {
  readonly #blocks: Block[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(head: RowHead): void {
    const index = this.#length % blockRows;
    if (index === 0) this.#blocks.push(new Block());
    const block = this.#blocks[this.#blocks.length - 1] as Block; // pushed above at the latest
    block.time[index] = head.time;
    block.size[index] = head.size;
    block.offset[index] = head.offset;
    block.direction[index] = head.direction;
    block.kind[index] = head.kind;
    this.#length += 1;
  }

  /** @throws RangeError for a row that is not there */
  at(row: number): RowHead {
    const block = this.#blocks[Math.floor(row / blockRows)];
    if (block === undefined || row >= this.#length) throw new RangeError(`row ${row} of ${this.#length}`);
    const index = row % blockRows;
    // Inside the block, and written by push.
    return {
      time: block.time[index] as number,
      size: block.size[index] as number,
      offset: block.offset[index] as number,
      direction: block.direction[index] as RowDirection,
      kind: block.kind[index] as RowKind,
    };
  }
}

class Block {
  readonly time = new Float64Array(blockRows);
  readonly size = new Float64Array(blockRows);
  readonly offset = new Float64Array(blockRows);
  readonly direction = new Uint8Array(blockRows);
  readonly kind = new Uint8Array(blockRows);
}
