import { isUtf8 } from 'node:buffer';
import { isSendableCloseCode } from '../../contract/close-codes.ts';
import type { RawFrame } from '../../contract/workbench/control-frames.ts';
import { controlPayloadLimit, Opcode } from './frame.ts';
import { copyMasked, newMaskingKey, writeMaskingKey } from './mask.ts';

/** What a frame is legal by, besides itself. */
export interface FrameSurroundings {
  /** Whether permessage-deflate has been agreed on, which gives RSV1 a meaning. */
  readonly isCompressed: boolean;
  /** Whether a message of ours is begun and not ended. */
  readonly isMessageOpen: boolean;
}

/**
 * The bytes of a frame exactly as it is described, legal or not.
 *
 * @param key the masking key, as a word in memory order. Default: a fresh one
 */
export function encodeRawFrame(frame: RawFrame, key = newMaskingKey()): Buffer {
  const { fin, rsv, opcode, masked, payload, statedLength = payload.length } = frame;
  const lengthSize = statedLength > 0xffff ? 8 : statedLength > 125 ? 2 : 0;
  const payloadAt = 2 + lengthSize + (masked ? 4 : 0);
  const bytes = Buffer.allocUnsafe(payloadAt + payload.length);
  bytes[0] = (fin ? 0x80 : 0) | (rsv << 4) | opcode;
  bytes[1] = (masked ? 0x80 : 0) | (lengthSize === 8 ? 127 : lengthSize === 2 ? 126 : statedLength);
  if (lengthSize === 2) bytes.writeUInt16BE(statedLength, 2);
  if (lengthSize === 8) bytes.writeBigUInt64BE(BigInt(statedLength), 2);
  if (masked) {
    writeMaskingKey(bytes, payloadAt - 4, key);
    copyMasked(payload, bytes, payloadAt, key);
  } else {
    bytes.set(payload, payloadAt);
  }
  return bytes;
}

/** @returns in what a client's frame breaks RFC 6455, a clause each; nothing where it is legal */
export function faultsOf(frame: RawFrame, { isCompressed, isMessageOpen }: FrameSurroundings): readonly string[] {
  const { fin, rsv, opcode, masked, payload, statedLength = payload.length } = frame;
  const isControl = opcode >= Opcode.close;
  const isFirst = opcode === Opcode.text || opcode === Opcode.binary;
  const mayBeCompressed = isCompressed && isFirst && rsv === 4;
  return [
    !masked && 'it is not masked (section 5.1)',
    rsv !== 0 &&
      !mayBeCompressed &&
      `the reserved bits are ${rsv}, and no extension gives them a meaning (section 5.2)`,
    isReserved(opcode) && `the opcode ${opcode} is reserved (section 5.2)`,
    statedLength !== payload.length && `it says ${statedLength} bytes and has ${payload.length} (section 5.2)`,
    isControl && !fin && 'a control frame is fragmented (section 5.5)',
    isControl &&
      Math.max(statedLength, payload.length) > controlPayloadLimit &&
      `a control frame has more than ${controlPayloadLimit} bytes (section 5.5)`,
    opcode === Opcode.close && closeFault(payload),
    opcode === Opcode.continuation && !isMessageOpen && 'it continues no message (section 5.4)',
    isFirst && isMessageOpen && 'it begins a message inside another one (section 5.4)',
    opcode === Opcode.text && fin && rsv === 0 && !isUtf8(payload) && 'its text is not UTF-8 (section 8.1)',
  ].filter((fault) => fault !== false);
}

function isReserved(opcode: number): boolean {
  return (opcode > Opcode.binary && opcode < Opcode.close) || opcode > Opcode.pong;
}

/** What is wrong with the payload of a close frame (section 5.5.1). */
function closeFault(payload: Uint8Array): string | false {
  if (payload.length === 0) return false;
  if (payload.length === 1) return 'half a close code (section 5.5.1)';
  const code = ((payload[0] as number) << 8) | (payload[1] as number); // two bytes at least
  if (!isSendableCloseCode(code)) return `the close code ${code} may not be sent (section 7.4)`;
  return !isUtf8(payload.subarray(2)) && 'the close reason is not UTF-8 (section 5.5.1)';
}
