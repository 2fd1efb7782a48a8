import { constants, createDeflateRaw, type DeflateRaw } from 'node:zlib';
import type { PerMessageDeflate } from './permessage-deflate.ts';

/** The end of every sync flush, which a message goes without (RFC 7692, section 7.2.1). */
const flushTailLength = 4;
/** All that is left of an empty block once its tail is cut off (section 7.2.3.6). */
const emptyBlock = Buffer.from([0x00]);

/** Compresses the payloads of a message's frames, in zlib's own threads. One at a time. */
export class FrameDeflater {
  readonly #agreed: PerMessageDeflate;
  readonly #level: number | undefined;
  #zlib: DeflateRaw | undefined;
  #output: Buffer[] = [];
  #isClosed = false;

  /** @param level zlib's, 0 to 9 */
  constructor(agreed: PerMessageDeflate, level: number | undefined) {
    this.#agreed = agreed;
    this.#level = level;
  }

  /**
   * @param payload to stay as it is until `done`
   * @param isFinal whether it is the last of its message
   * @param done given the compressed payload; not called any more after {@link close}
   */
  compress(payload: Uint8Array, isFinal: boolean, done: (compressed: Buffer) => void): void {
    const zlib = (this.#zlib ??= this.#open());
    zlib.write(payload);
    zlib.flush(constants.Z_SYNC_FLUSH, () => {
      if (this.#isClosed) return;
      const output = Buffer.concat(this.#output);
      this.#output = [];
      if (isFinal && this.#agreed.clientNoContextTakeover) zlib.reset();
      if (!isFinal) done(output);
      // Nothing comes out when nothing went in since the last flush.
      else done(output.length === 0 ? emptyBlock : output.subarray(0, -flushTailLength));
    });
  }

  /** Frees zlib's memory. */
  close(): void {
    this.#isClosed = true;
    this.#zlib?.close();
    this.#zlib = undefined;
  }

  #open(): DeflateRaw {
    const zlib = createDeflateRaw({
      windowBits: this.#agreed.clientMaxWindowBits,
      ...(this.#level !== undefined && { level: this.#level }),
    });
    zlib.on('data', (bytes: Buffer) => this.#output.push(bytes));
    return zlib;
  }
}
