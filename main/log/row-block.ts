import { RowDirection, RowKind } from '../../contract/rows.ts';

/** Where a payload lies: what is received is apart, so that a message is in one piece whatever comes between its frames. */
export const Lane = { main: 0, incoming: 1 } as const;
export type Lane = (typeof Lane)[keyof typeof Lane];

export const lanes = [Lane.main, Lane.incoming] as const;

/** Rows of a block: what is read for one screen, and written anew as long as it is not full. */
export const blockRows = 1024;

/** Five columns of 8 bytes, five of one. */
export const rowBytes = 45;

/** Bytes of a block, in memory and on disk. */
export const rowBlockBytes = blockRows * rowBytes;

/** Everything of a row but its payload. */
export interface RowHead {
  /** Wall clock, ms since 1970. */
  readonly time: number;
  /** Monotonic clock, ms since the session began. */
  readonly elapsed: number;
  readonly size: number;
  readonly wireSize: number;
  /** Where the payload begins, counted from the beginning of its lane. */
  readonly offset: number;
  readonly direction: RowDirection;
  readonly kind: RowKind;
  /** `RowFlag`, without `payloadReleased`, which follows from the offset. */
  readonly flags: number;
  readonly bits: number;
  readonly lane: Lane;
}

const isKind = new Uint8Array(256);
for (const kind of Object.values(RowKind)) isKind[kind] = 1;

const damaged: RowHead = {
  time: 0,
  elapsed: 0,
  size: 0,
  wireSize: 0,
  offset: 0,
  direction: RowDirection.problem,
  kind: RowKind.gap,
  flags: 0,
  bits: 0,
  lane: Lane.main,
};

function isSize(number: number): boolean {
  return Number.isSafeInteger(number) && number >= 0;
}

/** 1024 rows as columns over one buffer, which is what is on disk: little-endian, as every machine is that Electron runs on. */
export class RowBlock {
  readonly bytes: Buffer;
  readonly time: Float64Array;
  readonly elapsed: Float64Array;
  readonly size: Float64Array;
  readonly wireSize: Float64Array;
  readonly offset: Float64Array;
  readonly direction: Uint8Array;
  readonly kind: Uint8Array;
  readonly flags: Uint8Array;
  readonly bits: Uint8Array;
  readonly lane: Uint8Array;

  constructor() {
    const buffer = new ArrayBuffer(rowBlockBytes);
    const wide = (column: number): Float64Array => new Float64Array(buffer, column * blockRows * 8, blockRows);
    const narrow = (column: number): Uint8Array =>
      new Uint8Array(buffer, 5 * blockRows * 8 + column * blockRows, blockRows);
    this.bytes = Buffer.from(buffer);
    this.time = wide(0);
    this.elapsed = wide(1);
    this.size = wide(2);
    this.wireSize = wide(3);
    this.offset = wide(4);
    this.direction = narrow(0);
    this.kind = narrow(1);
    this.flags = narrow(2);
    this.bits = narrow(3);
    this.lane = narrow(4);
  }

  clear(): this {
    this.bytes.fill(0);
    return this;
  }

  /** @param index the row's place in the block, 0 to 1023 */
  set(index: number, head: RowHead): void {
    this.time[index] = head.time;
    this.elapsed[index] = head.elapsed;
    this.size[index] = head.size;
    this.wireSize[index] = head.wireSize;
    this.offset[index] = head.offset;
    this.direction[index] = head.direction;
    this.kind[index] = head.kind;
    this.flags[index] = head.flags;
    this.bits[index] = head.bits;
    this.lane[index] = head.lane;
  }

  /** Makes rows that cannot be, as a damaged file has them, into gaps of nothing. */
  mend(): void {
    for (let index = 0; index < blockRows; index += 1) if (!this.#isPossible(index)) this.set(index, damaged);
  }

  at(index: number): RowHead {
    // Inside the block, and written by `set`.
    return {
      time: this.time[index] as number,
      elapsed: this.elapsed[index] as number,
      size: this.size[index] as number,
      wireSize: this.wireSize[index] as number,
      offset: this.offset[index] as number,
      direction: this.direction[index] as RowDirection,
      kind: this.kind[index] as RowKind,
      flags: this.flags[index] as number,
      bits: this.bits[index] as number,
      lane: this.lane[index] as Lane,
    };
  }
  #isPossible(index: number): boolean {
    return (
      (this.lane[index] as number) <= Lane.incoming &&
      (this.direction[index] as number) <= RowDirection.problem &&
      isKind[this.kind[index] as number] === 1 &&
      Number.isFinite(this.time[index]) &&
      Number.isFinite(this.elapsed[index]) &&
      isSize(this.size[index] as number) &&
      isSize(this.wireSize[index] as number) &&
      isSize(this.offset[index] as number)
    );
  }
}
