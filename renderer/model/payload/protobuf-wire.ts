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
    const value = this.#varint(end);
    const wireType = Number(value & 7n);
    const number = value >> 3n;
    // Field numbers have 29 bits.
    if (number === 0n || number > 0x1fff_ffffn || wireType > 5) throw this.unexpected(start);
    return { number: Number(number), wireType };
  }

  /** Goes over a length, and returns where what it measures ends. */
  lengthDelimited(end: number): number {
    const length = this.#varint(end);
    if (length > BigInt(end - this.at)) throw this.endsEarly();
    return this.at + Number(length);
  }

  skipNumber(wireType: number, end: number): void {
    if (wireType === 0) {
      this.#varint(end);
      return;
    }
    const size = wireType === 5 ? 4 : 8;
    if (size > end - this.at) throw this.endsEarly();
    this.at += size;
  }

  /** The number that lies here, without a sign. */
  number(wireType: number): bigint {
    if (wireType === 0) return this.#varint(this.#bytes.length);
    const start = this.at;
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

  /** At most ten bytes of seven bits, the lowest first. */
  #varint(end: number): bigint {
    const start = this.at;
    let low = 0;
    let high = 0n;
    for (let index = 0; index < 10; index += 1) {
      if (this.at >= end) throw this.endsEarly();
      const byte = this.#bytes[this.at] ?? 0;
      this.at += 1;
      // Four bytes fit a small number; most have no more.
      if (index < 4) low |= (byte & 0x7f) << (7 * index);
      else high |= BigInt(byte & 0x7f) << BigInt(7 * index);
      if (byte < 0x80) return BigInt.asUintN(64, high | BigInt(low));
    }
    throw this.unexpected(start);
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

// Tab, line feed and carriage return are what text may hold of control characters.
// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const decoder = new TextDecoder();

/** Whether bytes are most probably text: UTF-8 without control characters. */
export function isPlainText(bytes: Uint8Array): boolean {
  return isUtf8(bytes) && !controls.test(decoder.decode(bytes));
}
