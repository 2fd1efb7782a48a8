import { constants, deflateRawSync } from 'node:zlib';
import { frame, type FrameOptions } from '../support/frames.ts';
import type { AnswerCase, ClientSettings, ConformanceCase } from './case.ts';
import { tail } from './inflate.ts';

/** How a server compresses; all of it is free to choose (RFC 7692, section 7.2.1). */
export interface CompressorOptions {
  /** 9 to 15; zlib has no window of 8, and its of 9 goes back less than 256 bytes. Default: 15. */
  readonly windowBits?: number;
  /** `server_no_context_takeover`. Default: false. */
  readonly noContextTakeover?: boolean;
  readonly level?: number;
  readonly strategy?: 'default' | 'fixed' | 'huffman' | 'run-length';
}

/** Bytes with DEFLATE blocks of their own: `final` has BFINAL, `full` forgets what came before. Default: sync. */
export type Part = string | Uint8Array | { readonly bytes: Uint8Array; readonly flush: 'sync' | 'full' | 'final' };

const flushes = { sync: constants.Z_SYNC_FLUSH, full: constants.Z_FULL_FLUSH, final: constants.Z_FINISH };
const strategies = {
  default: constants.Z_DEFAULT_STRATEGY,
  fixed: constants.Z_FIXED,
  huffman: constants.Z_HUFFMAN_ONLY,
  'run-length': constants.Z_RLE,
};
const windowSize = 32 * 1024;

/** A server's half of the compression, message by message. */
export class Compressor {
  readonly #options: CompressorOptions;
  #history: Buffer = Buffer.alloc(0);

  constructor(options: CompressorOptions = {}) {
    this.#options = options;
  }

  /** The payload of a message (section 7.2.1) that is compressed part by part. */
  message(...parts: readonly Part[]): Buffer {
    if (this.#options.noContextTakeover) this.#history = Buffer.alloc(0);
    const blocks = Buffer.concat(parts.map((part) => this.#blocks(part)));
    const endsWithFlush = blocks.length > 4 && blocks.subarray(-4).equals(tail);
    // 7.2.3.4: after a last block with BFINAL the header of another, empty one is needed.
    return endsWithFlush ? blocks.subarray(0, -4) : Buffer.concat([blocks, Buffer.alloc(1)]);
  }

  #blocks(part: Part): Buffer {
    const { bytes, flush } =
      typeof part === 'string' || part instanceof Uint8Array
        ? { bytes: Buffer.from(part), flush: 'sync' as const }
        : part;
    const { windowBits = 15, level = -1, strategy = 'default' } = this.#options;
    const blocks = deflateRawSync(bytes, {
      windowBits,
      level,
      strategy: strategies[strategy],
      finishFlush: flushes[flush],
      ...(this.#history.length > 0 && { dictionary: this.#history }),
    });
    this.#history = Buffer.concat([this.#history, bytes]).subarray(-windowSize);
    return blocks;
  }
}

/** The payload of a message by itself. */
export function deflated(...parts: readonly Part[]): Buffer {
  return new Compressor().message(...parts);
}

/** A whole compressed message in one frame. */
export function compressed(payload: Uint8Array, options: FrameOptions = {}): Buffer {
  return frame({ rsv1: true, payload, ...options });
}

/** A message whose payload is cut at these places, each fragment a frame; RSV1 is on the first (section 6.1). */
export function fragments(payload: Uint8Array, cuts: readonly number[], options: FrameOptions = {}): Buffer[] {
  const { opcode = 1, rsv1 = true } = options;
  const ends = [...cuts, payload.length];
  return ends.map((end, index) =>
    frame({
      opcode: index === 0 ? opcode : 0,
      rsv1: index === 0 && rsv1,
      fin: index === cuts.length,
      payload: payload.subarray(ends[index - 1] ?? 0, end),
    }),
  );
}

/** The same case on a connection that has agreed on permessage-deflate. */
export function withDeflate<Case extends Exclude<ConformanceCase, AnswerCase>>(
  conformanceCase: Case,
  extensions = 'permessage-deflate',
  perMessageDeflate: NonNullable<ClientSettings['perMessageDeflate']> = {},
): Case {
  return { ...conformanceCase, client: { ...conformanceCase.client, perMessageDeflate }, extensions };
}
