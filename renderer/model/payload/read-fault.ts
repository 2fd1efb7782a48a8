/** Where and why a payload is not of its format. */
export interface ReadFault {
  /** Offset in the payload. */
  readonly at: number;
  readonly reason: FaultReason;
}

export type FaultReason =
  /** The payload ends where more has to come. */
  | 'endsEarly'
  /** What stands there has no place there. */
  | 'unexpected'
  /** More follows behind the end. */
  | 'trailing'
  /** More nodes than are held. */
  | 'tooMany'
  /** XML: an end tag without its start tag, or the other way round. */
  | 'unmatchedTag';

/** Thrown inside a reader, and turned into its result at its edge. */
export class FaultFound extends Error {
  readonly fault: ReadFault;

  constructor(at: number, reason: FaultReason) {
    super(reason);
    this.fault = { at, reason };
  }
}

/** Line and column of an offset, from 1; columns count characters. */
export function lineAndColumn(bytes: Uint8Array, at: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let lineStart = 0;
  const end = Math.min(at, bytes.length);
  for (let index = 0; index < end; index += 1) {
    if (bytes[index] !== 0x0a) continue;
    line += 1;
    lineStart = index + 1;
  }
  let column = 1;
  for (let index = lineStart; index < end; index += 1) if (((bytes[index] ?? 0) & 0xc0) !== 0x80) column += 1;
  return { line, column };
}
