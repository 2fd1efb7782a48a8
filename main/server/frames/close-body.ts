import { isUtf8 } from 'node:buffer';
import { isSendableCloseCode } from '../../../contract/close-codes.ts';
import { CloseCode, FrameError } from '../../wire/frame.ts';

/** What a close frame says. The reason is at most 123 bytes in UTF-8. */
export interface CloseStatus {
  readonly code: number;
  readonly reason: string;
}

/** The payload of a close frame; empty without a status. */
export function encodeCloseBody(status: CloseStatus | undefined): Buffer {
  if (status === undefined) return Buffer.alloc(0);
  const code = Buffer.alloc(2);
  code.writeUInt16BE(status.code);
  return Buffer.concat([code, Buffer.from(status.reason)]);
}

/**
 * Checks the payload of a client's close frame (RFC 6455, section 5.5.1).
 *
 * @throws FrameError 1002 for a code that may not be sent or half of one, 1007 for a reason that is not UTF-8
 */
export function checkCloseBody(body: Buffer): void {
  if (body.length === 0) return;
  if (body.length === 1 || !isSendableCloseCode(body.readUInt16BE(0))) {
    throw new FrameError(CloseCode.protocolError, 'the close code is not valid');
  }
  if (!isUtf8(body.subarray(2))) throw new FrameError(CloseCode.invalidPayload, 'the close reason is not UTF-8');
}
