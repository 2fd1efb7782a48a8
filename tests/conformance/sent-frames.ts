import { expect } from 'vitest';
import type { SendingCase, SentFrame } from './case.ts';
import { inflateBlocks, tail } from './inflate.ts';
import type { WireFrame } from './wire-frames.ts';

/** RSV1 (RFC 7692, section 6). */
const compressedBit = 4;

/** What a client has agreed on for its own messages (RFC 7692, section 7.1). */
interface ClientParameters {
  readonly noContextTakeover: boolean;
  readonly windowBits: number;
}

/**
 * Takes frames as a client sent them for what they say: compressed messages are inflated, frame by frame, and their data
 * is held against what was agreed on.
 */
export function readSentFrames(
  frames: readonly WireFrame[],
  sending: Pick<SendingCase, 'client' | 'extensions'>,
): SentFrame[] {
  const parameters = clientParameters(sending);
  let history: Buffer = Buffer.alloc(0);
  let isCompressed = false;
  return frames.map(({ opcode, fin, rsv, payload }) => {
    const isFirst = opcode === 1 || opcode === 2;
    expect(rsv, '5.2, RFC 7692, 6.1: a reserved bit').toBe(isFirst && rsv === compressedBit ? rsv : 0);
    if (isFirst) isCompressed = rsv === compressedBit;
    if (opcode >= 8 || !isCompressed) return { opcode, fin, payload };
    expect(sending.extensions, 'RFC 7692, 6: RSV1 without an agreement').toBeDefined();
    if (isFirst && parameters.noContextTakeover) history = Buffer.alloc(0);
    // 7.2.1: what is taken off the end of a message; a frame before ends with it, so that it can be read by itself.
    const { bytes, farthest } = inflateBlocks(fin ? Buffer.concat([payload, tail]) : payload, history);
    expect(farthest, 'RFC 7692, 7.1.2.2: a reference within the window').toBeLessThanOrEqual(
      2 ** parameters.windowBits,
    );
    history = Buffer.concat([history, bytes]).subarray(-(2 ** parameters.windowBits));
    return { opcode, fin, payload: bytes, isCompressed };
  });
}

/** Puts the fragments of each message together. */
export function joinFragments(frames: readonly SentFrame[]): SentFrame[] {
  const messages: SentFrame[] = [];
  for (const frame of frames) {
    const before = messages.at(-1);
    if (frame.opcode !== 0 || before === undefined) messages.push(frame);
    else messages.splice(-1, 1, { ...before, fin: frame.fin, payload: Buffer.concat([before.payload, frame.payload]) });
  }
  return messages;
}

function clientParameters({ client, extensions = '' }: Pick<SendingCase, 'client' | 'extensions'>): ClientParameters {
  const offer = client?.perMessageDeflate;
  const demanded = Number(/client_max_window_bits=(\d+)/.exec(extensions)?.[1] ?? 15);
  return {
    noContextTakeover: offer?.clientNoContextTakeover === true || /client_no_context_takeover/.test(extensions),
    windowBits: Math.min(demanded, offer?.clientMaxWindowBits ?? 15),
  };
}
