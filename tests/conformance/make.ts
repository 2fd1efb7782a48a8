import { closePayload, frame } from '../support/frames.ts';
import type { ErrorCode } from '../../contract/errors.ts';
import type { ExchangeCase, Frame, Message } from './case.ts';

type Start = Pick<ExchangeCase, 'id' | 'clause' | 'sentence'>;

export function text(content: string | Uint8Array): Message {
  return { type: 'text', bytes: Buffer.from(content) };
}

export function binary(content: string | Uint8Array): Message {
  return { type: 'binary', bytes: Buffer.from(content) };
}

export function pong(payload: string | Uint8Array = ''): Frame {
  return { opcode: 10, payload: Buffer.from(payload) };
}

export function closeFrame(code: number, reason: string | Uint8Array = ''): Buffer {
  return frame({ opcode: 8, payload: closePayload(code, reason) });
}

/** The server's bytes are fine, and the connection stays open. */
export function delivers(
  start: Start,
  sends: Uint8Array,
  messages: readonly Message[],
  replies: readonly Frame[] = [],
  unfinished: string | Uint8Array = '',
): ExchangeCase {
  return {
    ...start,
    kind: 'exchange',
    sends,
    expected: { messages, replies, unfinished: Buffer.from(unfinished), ending: { kind: 'open' } },
  };
}

/** The server's bytes break the protocol: the client says so with this code, and ends the connection (7.1.7). */
export function refuses(
  start: Start,
  sends: Uint8Array,
  closeCode: 1002 | 1007 | 1009,
  messages: readonly Message[] = [],
  replies: readonly Frame[] = [],
): ExchangeCase {
  const code: ErrorCode = closeCode === 1009 ? 'message-too-big' : 'protocol-error';
  return {
    ...start,
    kind: 'exchange',
    sends,
    expected: {
      messages,
      replies: [...replies, { opcode: 8, payload: closePayload(closeCode) }],
      ending: { kind: 'failed', code },
    },
  };
}

/** The server closes: the client answers with the same code, and tells code and reason. */
export function closes(
  start: Start,
  sends: Uint8Array,
  status: { readonly code: number; readonly reason: string },
  messages: readonly Message[] = [],
  replies: readonly Frame[] = [],
  unfinished: string | Uint8Array = '',
): ExchangeCase {
  const payload = status.code === 1005 ? Buffer.alloc(0) : closePayload(status.code, status.reason);
  return {
    ...start,
    kind: 'exchange',
    sends,
    expected: {
      messages,
      unfinished: Buffer.from(unfinished),
      replies: [...replies, { opcode: 8, payload }],
      ending: { kind: 'closed', ...status },
    },
  };
}

/** Some bytes that are not all the same. */
export function pattern(length: number): Buffer {
  return Buffer.from(Uint8Array.from({ length }, (_, index) => (index * 7 + (index >> 8)) & 0xff));
}

/** The same in ASCII, which is UTF-8. */
export function asciiPattern(length: number): Buffer {
  return Buffer.from(Uint8Array.from({ length }, (_, index) => 0x61 + ((index + (index >> 8)) % 26)));
}
