import { isUtf8 } from 'node:buffer';
import { isSendableCloseCode } from '../../contract/close-codes.ts';
import { because } from '../../contract/reason.ts';
import { CloseCode, FrameError } from './frame.ts';

/** Why a connection is closed, as the peer's close frame says. */
export interface CloseStatus {
  readonly code: number;
  readonly reason: string;
}

/** The payload of a close frame: nothing, or a code and a reason of at most 123 bytes in UTF-8. */
export function encodeClose(status: CloseStatus | undefined): Buffer {
  if (status === undefined) return Buffer.alloc(0);
  const payload = Buffer.allocUnsafe(2 + Buffer.byteLength(status.reason));
  payload.writeUInt16BE(status.code, 0);
  payload.write(status.reason, 2);
  return payload;
}

/**
 * Reads the payload of a close frame (RFC 6455, section 5.5.1).
 *
 * @returns code 1005 and an empty reason for an empty payload
 * @throws FrameError 1002 for a code no peer may send, 1007 for a reason that is not UTF-8
 */
export function decodeClose(payload: Buffer): CloseStatus {
  if (payload.length === 0) return { code: CloseCode.noStatus, reason: '' };
  if (payload.length === 1)
    throw new FrameError(CloseCode.protocolError, 'the server sent half a close code', because('closeCodeHalf'));
  const code = payload.readUInt16BE(0);
  if (!isSendableCloseCode(code)) {
    const message = `the server sent the close code ${code}, which may not be sent`;
    throw new FrameError(CloseCode.protocolError, message, because('closeCodeReserved', code));
  }
  const reason = payload.subarray(2);
  if (!isUtf8(reason))
    throw new FrameError(
      CloseCode.invalidPayload,
      'the server sent a close reason that is not UTF-8',
      because('closeReasonNotUtf8'),
    );
  return { code, reason: reason.toString('utf8') };
}
