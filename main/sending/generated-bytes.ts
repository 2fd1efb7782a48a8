import { randomInt } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { MessageBody } from '../../contract/workbench/documents.ts';

type Generator = Extract<MessageBody, { readonly kind: 'generator' }>;

const chunkBytes = 128 * 1024;
/** What is made before the event loop has its turn. */
const turnBytes = 1024 * 1024;

const words =
  'Lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore et dolore magna aliqua '.repeat(
    8,
  );

/** Bytes that are made as they are read, as many as are wanted. */
export class GeneratedBytes implements AsyncIterable<Uint8Array> {
  readonly sizeBytes: number;
  readonly #pattern: Generator['pattern'];
  readonly #seed: number;

  constructor({ sizeBytes, pattern, seed }: Generator) {
    this.sizeBytes = sizeBytes;
    this.#pattern = pattern;
    // Without one they are others each time.
    this.#seed = seed ?? randomInt(2 ** 32);
  }

  /** The first bytes, at most `limit`. */
  first(limit: number): Buffer {
    const bytes = Buffer.alloc(Math.min(limit, this.sizeBytes));
    this.#filler()(bytes);
    return bytes;
  }

  /** What is yielded is valid until the next. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    const fill = this.#filler();
    const chunk = Buffer.alloc(Math.min(chunkBytes, this.sizeBytes));
    for (let at = 0; at < this.sizeBytes; at += chunk.length) {
      const bytes = chunk.subarray(0, this.sizeBytes - at);
      fill(bytes);
      yield bytes;
      if (at % turnBytes === 0) await setImmediate();
    }
  }

  /** Fills what comes next; all but the last are of a multiple of four bytes. */
  #filler(): (target: Buffer) => void {
    switch (this.#pattern) {
      case 'zeros':
        return () => undefined;
      case 'counting':
        return tiles(Buffer.from(Array.from({ length: 256 }, (_, value) => value)));
      case 'text':
        return tiles(Buffer.from(words));
      case 'random':
        return random(this.#seed);
    }
  }
}

function tiles(tile: Buffer): (target: Buffer) => void {
  let at = 0;
  return (target) => {
    for (let filled = 0; filled < target.length;) {
      const count = tile.copy(target, filled, at);
      filled += count;
      at = (at + count) % tile.length;
    }
  };
}

/** SplitMix32: the same for the same seed, on every computer. */
function random(seed: number): (target: Buffer) => void {
  // Seeds beyond 32 bits are others, too.
  let state = (seed ^ Math.imul(Math.floor(seed / 2 ** 32), 0x9e3779b1)) | 0;
  return (target) => {
    for (let at = 0; at < target.length; at += 4) {
      state = (state + 0x9e3779b9) | 0;
      let word = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
      word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
      word ^= word >>> 15;
      if (at + 4 <= target.length) target.writeInt32LE(word, at);
      else for (let rest = at; rest < target.length; rest += 1) target[rest] = word >>> (8 * (rest - at));
    }
  };
}
