import type { Reason } from '../../contract/reason.ts';

/** Opcodes of RFC 6455, section 5.2. */
export const Opcode = { continuation: 0x0, text: 0x1, binary: 0x2, close: 0x8, ping: 0x9, pong: 0xa } as const;
export type Opcode = (typeof Opcode)[keyof typeof Opcode];
export type DataOpcode = typeof Opcode.text | typeof Opcode.binary;

/** RSV1, which permessage-deflate sets on the first frame of a compressed message (RFC 7692, section 6). */
export const compressedBit = 0x40;

/** Close codes this side sends by itself (RFC 6455, section 7.4.1). */
export const CloseCode = {
  normal: 1000,
  protocolError: 1002,
  /** Never on the wire: the close frame had no code. */
  noStatus: 1005,
  /** Never on the wire: there was no close frame. */
  abnormal: 1006,
  invalidPayload: 1007,
  messageTooBig: 1009,
} as const;

/** A control frame's payload is at most this long (RFC 6455, section 5.5). */
export const controlPayloadLimit = 125;

/** The peer broke the protocol; `closeCode` is what RFC 6455 has us answer with. */
export class FrameError extends Error {
  override readonly name = 'FrameError';
  readonly closeCode: number;
  readonly reason: Reason | undefined;

  constructor(closeCode: number, message: string, reason?: Reason) {
    super(message);
    this.closeCode = closeCode;
    this.reason = reason;
  }
}
