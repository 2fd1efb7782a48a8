import { FaultFound } from './read-fault.ts';

/** Reads big-endian numbers off a payload, and finds fault where it ends too early. */
export class ByteCursor {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  at = 0;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
  }

  get isAtEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  /** Goes over `size` bytes and returns where they begin. */
  take(size: number): number {
    const start = this.at;
    if (size > this.bytes.length - start) throw new FaultFound(this.bytes.length, 'endsEarly');
    this.at = start + size;
    return start;
  }

  byte(): number {
    return this.#view.getUint8(this.take(1));
  }

  /** An unsigned number of 1, 2, 4 or 8 bytes; one of 8 may be rounded, which is enough for a length. */
  length(size: number): number {
    const at = this.take(size);
    if (size === 1) return this.#view.getUint8(at);
    if (size === 2) return this.#view.getUint16(at);
    return size === 4 ? this.#view.getUint32(at) : Number(this.#view.getBigUint64(at));
  }

  unsigned(size: number): bigint {
    if (size < 8) return BigInt(this.length(size));
    return this.#view.getBigUint64(this.take(size));
  }

  signed(size: number): bigint {
    return BigInt.asIntN(size * 8, this.unsigned(size));
  }

  /** A floating-point number of 2, 4 or 8 bytes. */
  float(size: number): number {
    const at = this.take(size);
    if (size === 4) return this.#view.getFloat32(at);
    return size === 8 ? this.#view.getFloat64(at) : half(this.#view.getUint16(at));
  }
}

/** A floating-point number as it is written out; unlike `String` it tells -0 from 0. */
export function floatText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** IEEE 754 binary16 (RFC 8949, appendix D). */
function half(bits: number): number {
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  const sign = bits >= 0x8000 ? -1 : 1;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (fraction + 1024) * 2 ** (exponent - 25);
}
