import { crc32 } from 'node:zlib';

/** What of a log is on disk. Numbers only grow. */
export interface Extent {
  /** Rows `firstRow` up to `rows`. */
  readonly firstRow: number;
  readonly rows: number;
  /** Of each {@link Lane}: payload bytes from `start` up to `end`. */
  readonly lanes: readonly [LaneExtent, LaneExtent];
  /** Nothing is going to be appended: the log was closed, and is all there. */
  readonly isClosed: boolean;
}

export interface LaneExtent {
  readonly start: number;
  readonly end: number;
}

export const emptyExtent: Extent = {
  firstRow: 0,
  rows: 0,
  lanes: [
    { start: 0, end: 0 },
    { start: 0, end: 0 },
  ],
  isClosed: false,
};

/** "DPXL". */
const magic = 0x4c585044;

/**
 * An extent as it is written, little-endian:
 *
 *     u32 magic   u32 1 when closed
 *     f64 sequence   f64 firstRow   f64 rows
 *     f64 start and f64 end of the main lane, then of the incoming one
 *     u32 CRC-32 of all before it
 */
export const extentBytes = 68;

/** Two of them stand in a file, and are written in turn: while one is written the other one holds. */
export const extentFileBytes = 2 * extentBytes;

export function encodeExtent(extent: Extent, sequence: number): Buffer {
  const bytes = Buffer.alloc(extentBytes);
  bytes.writeUInt32LE(magic, 0);
  bytes.writeUInt32LE(extent.isClosed ? 1 : 0, 4);
  const [main, incoming] = extent.lanes;
  const numbers = [sequence, extent.firstRow, extent.rows, main.start, main.end, incoming.start, incoming.end];
  for (const [index, number] of numbers.entries()) bytes.writeDoubleLE(number, 8 + index * 8);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, extentBytes - 4)), extentBytes - 4);
  return bytes;
}

/** @returns the newer of the two in a file, with its number; undefined when there is none that is whole */
export function decodeExtents(file: Buffer): { readonly extent: Extent; readonly sequence: number } | undefined {
  const found = [file.subarray(0, extentBytes), file.subarray(extentBytes, extentFileBytes)].flatMap(
    (bytes) => decodeExtent(bytes) ?? [],
  );
  return found.toSorted((left, right) => right.sequence - left.sequence)[0];
}

function decodeExtent(bytes: Buffer): { extent: Extent; sequence: number } | undefined {
  if (bytes.length < extentBytes || bytes.readUInt32LE(0) !== magic) return undefined;
  if (bytes.readUInt32LE(extentBytes - 4) !== crc32(bytes.subarray(0, extentBytes - 4))) return undefined;
  const number = (index: number): number => bytes.readDoubleLE(8 + index * 8);
  const extent: Extent = {
    firstRow: number(1),
    rows: number(2),
    lanes: [
      { start: number(3), end: number(4) },
      { start: number(5), end: number(6) },
    ],
    isClosed: bytes.readUInt32LE(4) === 1,
  };
  return { extent, sequence: number(0) };
}
