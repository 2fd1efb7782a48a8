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

/** What is in a file beside the extent. */
export interface ExtentRecord {
  readonly extent: Extent;
  /** Which of the two is the newer one. */
  readonly sequence: number;
  /** Payload bytes that are missing inside the extent, and of which a row of the log tells. */
  readonly missingBytes: number;
}

/**
 * An extent as it is written, little-endian:
 *
 *     u32 magic   u32 1 when closed
 *     f64 sequence   f64 firstRow   f64 rows
 *     f64 start and f64 end of the main lane, then of the incoming one
 *     f64 missingBytes
 *     u32 CRC-32 of all before it
 */
export const extentBytes = 76;

/** More than any disk holds; every sum and product of such numbers is exact. */
const largestRow = 2 ** 44;
const largestOffset = 2 ** 51;

/** Two of them stand in a file, and are written in turn: while one is written the other one holds. */
export const extentFileBytes = 2 * extentBytes;

export function encodeExtent({ extent, sequence, missingBytes }: ExtentRecord): Buffer {
  const bytes = Buffer.alloc(extentBytes);
  bytes.writeUInt32LE(magic, 0);
  bytes.writeUInt32LE(extent.isClosed ? 1 : 0, 4);
  const [main, incoming] = extent.lanes;
  const { firstRow, rows } = extent;
  const numbers = [sequence, firstRow, rows, main.start, main.end, incoming.start, incoming.end, missingBytes];
  for (const [index, number] of numbers.entries()) bytes.writeDoubleLE(number, 8 + index * 8);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, extentBytes - 4)), extentBytes - 4);
  return bytes;
}

/** @returns the newer of the two in a file; undefined when there is none that is whole and can be */
export function decodeExtents(file: Buffer): ExtentRecord | undefined {
  const found = [file.subarray(0, extentBytes), file.subarray(extentBytes, extentFileBytes)].flatMap(
    (bytes) => decodeExtent(bytes) ?? [],
  );
  return found.toSorted((left, right) => right.sequence - left.sequence)[0];
}

function decodeExtent(bytes: Buffer): ExtentRecord | undefined {
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
  const record = { extent, sequence: number(0), missingBytes: number(7) };
  return isPossible(record) ? record : undefined;
}

/** A right checksum says that somebody wrote it so, and not that it can be. */
function isPossible({ extent: { firstRow, rows, lanes }, sequence, missingBytes }: ExtentRecord): boolean {
  const numbers = [sequence, firstRow, missingBytes, ...lanes.map(({ start }) => start)];
  if (!numbers.every((number) => Number.isSafeInteger(number) && number >= 0)) return false;
  const isRange = (from: number, to: number, most: number): boolean =>
    Number.isSafeInteger(to) && from <= to && to <= most;
  return isRange(firstRow, rows, largestRow) && lanes.every(({ start, end }) => isRange(start, end, largestOffset));
}
