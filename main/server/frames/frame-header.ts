import type { Opcode } from '../../wire/frame.ts';

export interface OutgoingFrame {
  readonly opcode: Opcode;
  readonly fin: boolean;
  /** Payload length in bytes. */
  readonly length: number;
}

/** The header of a frame from a server: never masked, the length in its shortest form (RFC 6455, section 5.2). */
export function frameHeader({ opcode, fin, length }: OutgoingFrame): Buffer {
  const first = (fin ? 0x80 : 0) | opcode;
  if (length < 126) return Buffer.from([first, length]);
  if (length < 0x1_0000) {
    const header = Buffer.from([first, 126, 0, 0]);
    header.writeUInt16BE(length, 2);
    return header;
  }
  const header = Buffer.from([first, 127, 0, 0, 0, 0, 0, 0, 0, 0]);
  header.writeBigUInt64BE(BigInt(length), 2);
  return header;
}

/** A whole frame in one buffer. */
export function encodeFrame(opcode: Opcode, payload: Uint8Array, fin = true): Buffer {
  return Buffer.concat([frameHeader({ opcode, fin, length: payload.length }), payload]);
}
