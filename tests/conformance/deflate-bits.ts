// DEFLATE blocks by hand, bit by bit (RFC 1951, section 3): for what no compressor makes.

/** Bits in the order in which they are read, as a text of 0 and 1. */
export type Bits = string;

/** A literal byte, or a back-reference of at least 3 and at most 258 bytes. */
export type Symbol = number | readonly [length: number, distance: number];

export const endOfBlock: Bits = '0000000';

/** Puts bits into bytes, the first into the lowest bit; zeros fill the last byte. */
export function packed(...bits: readonly Bits[]): Buffer {
  const bytes = bits.join('').match(/[01]{1,8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(reversed(byte.padEnd(8, '0')), 2)));
}

/** A number, lowest bit first. */
export function number(value: number, count: number): Bits {
  return reversed(highestFirst(value, count));
}

/** BFINAL and BTYPE. */
export function header(type: 0 | 1 | 2 | 3, final = false): Bits {
  return `${final ? '1' : '0'}${number(type, 2)}`;
}

/** A whole block with the fixed codes. */
export function fixedBlock(symbols: readonly Symbol[], final = false): Bits {
  return `${header(1, final)}${symbols.map(fixedSymbol).join('')}${endOfBlock}`;
}

/** The payload of a message: the blocks, and of the empty stored one all that is not taken off (RFC 7692, 7.2.1). */
export function payloadOf(...blocks: readonly Bits[]): Buffer {
  return packed(...blocks, header(0));
}

/** The fixed code of a literal or length symbol, 0 to 287. */
export function fixedCode(symbol: number): Bits {
  if (symbol < 144) return highestFirst(0x30 + symbol, 8);
  if (symbol < 256) return highestFirst(0x190 + symbol - 144, 9);
  return symbol < 280 ? highestFirst(symbol - 256, 7) : highestFirst(0xc0 + symbol - 280, 8);
}

/** The fixed code of a distance symbol, 0 to 31. */
export function fixedDistance(symbol: number): Bits {
  return highestFirst(symbol, 5);
}

/**
 * The front of a block with codes of its own, up to the codes' lengths.
 *
 * @param lengthCount literal and length codes, at least 257
 * @param distanceCount at least 1
 * @param codeLengths lengths of the codes for code lengths, in the order of section 3.2.7: 16, 17, 18, 0, 8, 7, 9...
 */
export function dynamicFront(lengthCount: number, distanceCount: number, codeLengths: readonly number[]): Bits {
  return [
    header(2),
    number(lengthCount - 257, 5),
    number(distanceCount - 1, 5),
    number(codeLengths.length - 4, 4),
    ...codeLengths.map((length) => number(length, 3)),
  ].join('');
}

function fixedSymbol(symbol: Symbol): Bits {
  if (typeof symbol === 'number') return fixedCode(symbol);
  const [length, distance] = symbol;
  return `${lengthBits(length)}${distanceBits(distance)}`;
}

function lengthBits(length: number): Bits {
  if (length === 258) return fixedCode(285);
  const [symbol, base, extra] = symbolOf(length - 3, 4);
  return `${fixedCode(257 + symbol)}${number(length - 3 - base, extra)}`;
}

function distanceBits(distance: number): Bits {
  const [symbol, base, extra] = symbolOf(distance - 1, 2);
  return `${fixedDistance(symbol)}${number(distance - 1 - base, extra)}`;
}

/** Both tables of section 3.2.5 grow alike: `groups` symbols for each extra bit, after twice as many without. */
function symbolOf(value: number, groups: 2 | 4): readonly [symbol: number, base: number, extra: number] {
  if (value < groups * 2) return [value, value, 0];
  const extra = Math.floor(Math.log2(value / groups));
  const within = Math.floor(value / 2 ** extra) - groups;
  return [groups * (extra + 1) + within, (groups + within) * 2 ** extra, extra];
}

function reversed(bits: Bits): Bits {
  return bits.split('').toReversed().join('');
}

function highestFirst(value: number, count: number): Bits {
  return count === 0 ? '' : value.toString(2).padStart(count, '0');
}
