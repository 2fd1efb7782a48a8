import { FaultFound } from './read-fault.ts';
import { isUtf8 } from './utf8.ts';

/** A field's number and how long its value is: varint 0, 64 bits 1, by length 2, group 3 and its end 4, 32 bits 5. */
export interface Tag {
  readonly number: number;
  readonly wireType: number;
}

/** Reads Protobuf's wire format off a payload. */
export class ProtobufCursor {
  readonly #bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes;
    this.at = at;
  }

  /** @param end where the message ends that the field is in */
  tag(end: number): Tag {
    const start = this.at;
    const value = this.#roundedVarint(end);
    const wireType = value % 8;
    const number = Math.floor(value / 8);
    // Field numbers have 29 bits.
    if (number === 0 || number > 0x1fff_ffff || wireType > 5) throw this.unexpected(start);
    return { number, wireType };
  }

  /** Goes over a length, and returns where what it measures ends. */
  lengthDelimited(end: number): number {
    const length = this.#roundedVarint(end);
    if (length > end - this.at) throw this.endsEarly();
    return this.at + length;
  }

  skipNumber(wireType: number, end: number): void {
    if (wireType === 0) {
      this.#roundedVarint(end);
      return;
    }
    const size = wireType === 5 ? 4 : 8;
    if (size > end - this.at) throw this.endsEarly();
    this.at += size;
  }

  /** The number that lies here, without a sign. */
  number(wireType: number): bigint {
    const start = this.at;
    if (wireType === 0) return this.#varint();
    this.skipNumber(wireType, this.#bytes.length);
    let value = 0n;
    for (let index = this.at - 1; index >= start; index -= 1) value = (value << 8n) | BigInt(this.#bytes[index] ?? 0);
    return value;
  }

  endsEarly(): FaultFound {
    return new FaultFound(this.at, 'endsEarly');
  }

  unexpected(at: number): FaultFound {
    return new FaultFound(at, 'unexpected');
  }

  /** Whether a range reads as fields to its end. Looks at its own fields only, not into them. */
  static readsAsMessage(bytes: Uint8Array, start: number, end: number): boolean {
    if (start === end) return false;
    const cursor = new ProtobufCursor(bytes, start);
    const groups: number[] = [];
    try {
      while (cursor.at < end) {
        const { number, wireType } = cursor.tag(end);
        if (wireType === 3) groups.push(number);
        else if (wireType === 4) {
          if (groups.pop() !== number) return false;
        } else if (wireType === 2) cursor.at = cursor.lengthDelimited(end);
        else cursor.skipNumber(wireType, end);
      }
      return groups.length === 0;
    } catch (error) {
      if (error instanceof FaultFound) return false;
      throw error;
    }
  }

  /** At most ten bytes of seven bits, the lowest first. Exact up to 2^53, which is past every length and tag. */
  #roundedVarint(end: number): number {
    const start = this.at;
    let value = 0;
    let unit = 1;
    for (let index = 0; index < 10; index += 1) {
      if (this.at >= end) throw this.endsEarly();
      const byte = this.#bytes[this.at] ?? 0;
      this.at += 1;
      value += (byte & 0x7f) * unit;
      if (byte < 0x80) return value;
      unit *= 128;
    }
    throw this.unexpected(start);
  }

  /** The same, digit by digit, of one that was read before. */
  #varint(): bigint {
    const start = this.at;
    this.#roundedVarint(this.#bytes.length);
    let value = 0n;
    for (let index = this.at - 1; index >= start; index -= 1) {
      value = (value << 7n) | BigInt((this.#bytes[index] ?? 0) & 0x7f);
    }
    return BigInt.asUintN(64, value);
  }
}

/** The places of the numbers in a packed field. */
export function* packedItems(
  bytes: Uint8Array,
  { start, end }: { readonly start: number; readonly end: number },
  wireType: number,
): Generator<readonly [start: number, end: number]> {
  const cursor = new ProtobufCursor(bytes, start);
  while (cursor.at < end) {
    const at = cursor.at;
    cursor.skipNumber(wireType, end);
    yield [at, cursor.at];
  }
}

/** Whether bytes are most probably text: UTF-8 without control characters other than tabs and ends of lines. */
export function isPlainText(bytes: Uint8Array): boolean {
  let isAscii = true;
  for (const byte of bytes) {
    const isControl = byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d;
    if (isControl || byte === 0x7f) return false;
    if (byte >= 0x80) isAscii = false;
  }
  return isAscii || isUtf8(bytes);
}
