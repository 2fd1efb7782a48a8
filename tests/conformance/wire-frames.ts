import type { SentFrame } from './case.ts';

/** A client's frame with the parts that `readFrame` of tests/support does not tell. */
export interface WireFrame extends SentFrame {
  readonly payload: Buffer;
  readonly rsv: number;
  readonly lengthForm: 7 | 16 | 64;
  /** The masking key; nothing where the frame is not masked. */
  readonly key: Buffer | undefined;
}

/**
 * Takes whole frames apart (RFC 6455, section 5.2).
 *
 * @throws RangeError when the last one is cut off
 */
export function wireFrames(bytes: Buffer): WireFrame[] {
  const frames: WireFrame[] = [];
  for (let at = 0; at < bytes.length;) {
    const first = bytes.readUInt8(at);
    const second = bytes.readUInt8(at + 1);
    at += 2;
    const short = second & 0x7f;
    const lengthForm = short === 127 ? 64 : short === 126 ? 16 : 7;
    const length =
      lengthForm === 64 ? Number(bytes.readBigUInt64BE(at)) : lengthForm === 16 ? bytes.readUInt16BE(at) : short;
    at += lengthForm === 7 ? 0 : lengthForm / 8;
    const key = (second & 0x80) === 0 ? undefined : bytes.subarray(at, at + 4);
    at += key === undefined ? 0 : 4;
    if (at + length > bytes.length) throw new RangeError(`a frame of ${length} bytes is cut off`);
    const wire = bytes.subarray(at, at + length);
    const payload = Buffer.from(wire.map((byte, index) => byte ^ (key?.[index & 3] ?? 0)));
    frames.push({ opcode: first & 0x0f, fin: first >= 0x80, rsv: (first >> 4) & 7, lengthForm, key, payload });
    at += length;
  }
  return frames;
}
