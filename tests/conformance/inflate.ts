/** What whole DEFLATE blocks hold, and how. */
export interface Inflated {
  readonly bytes: Buffer;
  readonly blocks: readonly Block[];
  /** The largest distance a back-reference went. */
  readonly farthest: number;
}

export interface Block {
  /** BTYPE. */
  readonly type: 'stored' | 'fixed' | 'dynamic';
  /** BFINAL. */
  readonly final: boolean;
  /** Bytes it inflates to. */
  readonly size: number;
}

/** What a sender takes off the end of a message, and a receiver puts there again (RFC 7692, section 7.2). */
export const tail = Buffer.from('0000ffff', 'hex');

const windowSize = 32 * 1024;
const longestCode = 15;
const endOfBlock = 256;

const lengthBases = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const lengthExtras = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const distanceBases = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12_289, 16_385, 24_577,
];
const distanceExtras = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];
const codeLengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/**
 * Inflates by the letter of RFC 1951, slowly. It tells what zlib does not: where blocks begin and end, how far
 * references go, and whether the data ends with a block. After a block with BFINAL the next begins at the next byte.
 *
 * @param history what came before, that references may go back to
 * @throws RangeError when the data is broken, or ends inside a block
 */
export function inflateBlocks(data: Uint8Array, history: Uint8Array = Buffer.alloc(0)): Inflated {
  const inflater = new Inflater(data, history.subarray(-windowSize));
  while (!inflater.isAtEnd) inflater.readBlock();
  return inflater;
}

/** Symbols by code, as in Adler's "puff": how many codes there are of each length, and their symbols in order. */
interface Code {
  readonly counts: readonly number[];
  readonly symbols: readonly number[];
}

class Inflater implements Inflated {
  readonly blocks: Block[] = [];
  farthest = 0;
  readonly #data: Uint8Array;
  #bitAt = 0;
  #output: Buffer;
  readonly #start: number;
  #end: number;

  constructor(data: Uint8Array, history: Uint8Array) {
    this.#data = data;
    this.#start = history.length;
    this.#end = history.length;
    this.#output = Buffer.alloc(Math.max(1024, history.length * 2));
    this.#output.set(history);
  }

  get bytes(): Buffer {
    return this.#output.subarray(this.#start, this.#end);
  }

  get isAtEnd(): boolean {
    return this.#bitAt === this.#data.length * 8;
  }

  readBlock(): void {
    const before = this.#end;
    const final = this.#bits(1) === 1;
    const type = (['stored', 'fixed', 'dynamic'] as const)[this.#bits(2)];
    if (type === undefined) throw new RangeError('a reserved block type');
    if (type === 'stored') this.#stored();
    else if (type === 'fixed') this.#compressed(fixedLengths, fixedDistances);
    else this.#dynamic();
    if (final) this.#align();
    this.blocks.push({ type, final, size: this.#end - before });
  }

  #stored(): void {
    this.#align();
    const length = this.#bits(16);
    if (this.#bits(16) !== (length ^ 0xffff)) throw new RangeError('a stored block whose lengths do not agree');
    const at = this.#bitAt / 8;
    if (at + length > this.#data.length) throw new RangeError('the data ends inside a stored block');
    this.#makeRoom(length);
    this.#output.set(this.#data.subarray(at, at + length), this.#end);
    this.#end += length;
    this.#bitAt += length * 8;
  }

  #dynamic(): void {
    const lengthCount = this.#bits(5) + 257;
    const distanceCount = this.#bits(5) + 1;
    const codeLengthCount = this.#bits(4) + 4;
    if (lengthCount > 286 || distanceCount > 30) throw new RangeError('too many codes');
    const codeLengths = Array.from({ length: 19 }, () => 0);
    for (const symbol of codeLengthOrder.slice(0, codeLengthCount)) codeLengths[symbol] = this.#bits(3);
    const code = codeOf(codeLengths, false);
    const lengths: number[] = [];
    while (lengths.length < lengthCount + distanceCount) {
      const symbol = this.#symbol(code);
      if (symbol < 16) {
        lengths.push(symbol);
        continue;
      }
      const repeated = symbol === 16 ? lengths.at(-1) : 0;
      if (repeated === undefined) throw new RangeError('a repeated length without one before');
      const count = symbol === 16 ? 3 + this.#bits(2) : symbol === 17 ? 3 + this.#bits(3) : 11 + this.#bits(7);
      for (let left = count; left > 0; left -= 1) lengths.push(repeated);
    }
    if (lengths.length > lengthCount + distanceCount) throw new RangeError('a repeat past the last code');
    if (lengths[endOfBlock] === 0) throw new RangeError('no code for the end of the block');
    this.#compressed(codeOf(lengths.slice(0, lengthCount), true), codeOf(lengths.slice(lengthCount), true));
  }

  #compressed(lengths: Code, distances: Code): void {
    for (;;) {
      const symbol = this.#symbol(lengths);
      if (symbol === endOfBlock) return;
      if (symbol < endOfBlock) {
        this.#makeRoom(1);
        this.#output[this.#end] = symbol;
        this.#end += 1;
        continue;
      }
      const length = this.#extended(lengthBases, lengthExtras, symbol - 257);
      const distance = this.#extended(distanceBases, distanceExtras, this.#symbol(distances));
      if (distance > this.#end) throw new RangeError('a distance too far back');
      this.farthest = Math.max(this.farthest, distance);
      this.#makeRoom(length);
      for (let left = length; left > 0; left -= 1) {
        this.#output[this.#end] = this.#output[this.#end - distance] as number; // not before the first byte
        this.#end += 1;
      }
    }
  }

  #extended(bases: readonly number[], extras: readonly number[], index: number): number {
    const base = bases[index];
    const extra = extras[index];
    if (base === undefined || extra === undefined) throw new RangeError('a symbol without a meaning');
    return base + this.#bits(extra);
  }

  #symbol({ counts, symbols }: Code): number {
    let [code, first, index] = [0, 0, 0];
    for (let length = 1; length <= longestCode; length += 1) {
      code |= this.#bits(1);
      const count = counts[length] as number; // there is one for each length
      if (code - count < first) return symbols[index + code - first] as number; // within the codes of this length
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new RangeError('a code without a symbol');
  }

  #bits(count: number): number {
    if (this.#bitAt + count > this.#data.length * 8) throw new RangeError('the data ends inside a block');
    let value = 0;
    for (let index = 0; index < count; index += 1, this.#bitAt += 1) {
      const byte = this.#data[this.#bitAt >> 3] as number; // before the end
      value |= ((byte >> (this.#bitAt & 7)) & 1) << index;
    }
    return value;
  }

  #align(): void {
    this.#bitAt = Math.ceil(this.#bitAt / 8) * 8;
  }

  #makeRoom(count: number): void {
    if (this.#end + count <= this.#output.length) return;
    this.#output = Buffer.concat([this.#output], (this.#end + count) * 2);
  }
}

const fixedLengths = codeOf(
  Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8)),
  true,
);
const fixedDistances = codeOf(
  Array.from({ length: 32 }, () => 5),
  true,
);

/** @param mayBeSingle whether a code of one symbol may have one bit, of which half means nothing (section 3.2.7) */
function codeOf(lengths: readonly number[], mayBeSingle: boolean): Code {
  const counts = Array.from({ length: longestCode + 1 }, (_, length) => lengths.filter((is) => is === length).length);
  let left = 1;
  for (const count of counts.slice(1)) {
    left = left * 2 - count;
    if (left < 0) throw new RangeError('more codes than there is room for');
  }
  const used = lengths.length - (counts[0] ?? 0);
  const isSingle = mayBeSingle && (used === 0 || (used === 1 && counts[1] === 1));
  if (left > 0 && !isSingle) throw new RangeError('an incomplete code');
  const symbols = lengths.map((_, symbol) => symbol).filter((symbol) => lengths[symbol] !== 0);
  return { counts, symbols: symbols.toSorted((a, b) => (lengths[a] as number) - (lengths[b] as number) || a - b) };
}
