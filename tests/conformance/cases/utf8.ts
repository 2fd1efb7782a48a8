import { frame } from '../../support/frames.ts';
import type { ExchangeCase } from '../case.ts';
import { binary, delivers, refuses, text } from '../make.ts';

const valid: readonly (readonly [hex: string, what: string])[] = [
  ['00', 'U+0000'],
  ['7f', 'U+007F, the last of one byte'],
  ['c280', 'U+0080, the first of two'],
  ['dfbf', 'U+07FF, the last of two'],
  ['e0a080', 'U+0800, the first of three'],
  ['ed9fbf', 'U+D7FF, before the surrogates'],
  ['ee8080', 'U+E000, after the surrogates'],
  ['efbfbd', 'U+FFFD, the replacement character'],
  ['efbfbe', 'U+FFFE, a noncharacter'],
  ['efbfbf', 'U+FFFF, a noncharacter'],
  ['efb790', 'U+FDD0, a noncharacter'],
  ['f0908080', 'U+10000, the first of four'],
  ['f09fbfbe', 'U+1FFFE, a noncharacter'],
  ['f48fbfbf', 'U+10FFFF, the last, a noncharacter'],
  ['efbbbf', 'a byte order mark alone'],
  ['efbbbf6162', 'a byte order mark, which is kept'],
  ['6162efbbbf', 'a byte order mark at the end'],
  ['cebae1bdb9cf83cebcceb5', 'Greek, κόσμε'],
  ['e4b896e7958c', 'Chinese'],
  ['f09f9880f09f91a9e2808df09f9abb', 'emoji with a joiner'],
  ['61cc88', 'a combining mark'],
];

/** `bad` is the first byte after which nothing could make it right: nothing, where only the end is missing. */
const invalid: readonly (readonly [hex: string, what: string, bad?: number])[] = [
  ['80', 'a continuation byte alone', 0],
  ['bf', 'the last continuation byte alone', 0],
  ['6180', 'a continuation byte after a letter', 1],
  ['c0', 'C0, which is never used', 0],
  ['c1bf', 'C1, which is never used', 0],
  ['c080', 'U+0000 in two bytes', 0],
  ['c0af', 'a slash in two bytes', 0],
  ['e08080', 'U+0000 in three bytes', 1],
  ['e080af', 'a slash in three bytes', 1],
  ['e09fbf', 'U+07FF in three bytes', 1],
  ['f0808080', 'U+0000 in four bytes', 1],
  ['f08fbfbf', 'U+FFFF in four bytes', 1],
  ['f88080808080', 'a form of five bytes', 0],
  ['fc808080808080', 'a form of six bytes', 0],
  ['eda080', 'U+D800, the first surrogate', 1],
  ['edadbf', 'U+DB7F, a high surrogate', 1],
  ['edb080', 'U+DC00, a low surrogate', 1],
  ['edbfbf', 'U+DFFF, the last surrogate', 1],
  ['eda080edb080', 'a pair of surrogates', 1],
  ['f4908080', 'U+110000, past the last', 1],
  ['f5808080', 'F5, which is never used', 0],
  ['f7bfbfbf', 'F7, which is never used', 0],
  ['fe', 'FE, which is never used', 0],
  ['ff', 'FF, which is never used', 0],
  ['c261', 'two bytes broken by a letter', 1],
  ['e28261', 'three bytes broken by a letter', 2],
  ['f09f9861', 'four bytes broken by a letter', 3],
  ['e2c2a2', 'three bytes broken by another character', 1],
  ['cebae1bdb9cf83cebcceb5eda080656469746564', 'good text, a surrogate, good text', 12],
  ['c2', 'two bytes cut off'],
  ['e282', 'three bytes cut off'],
  ['f09f98', 'four bytes cut off'],
  ['6162f0', 'a lead byte at the end'],
];

export const utf8: readonly ExchangeCase[] = [
  ...valid.flatMap(([hex, what]) => [
    delivers(start(`valid-${hex}`, '5.6', `${what} is text`), frame({ payload: bytes(hex) }), [text(bytes(hex))]),
    delivers(
      start(`valid-${hex}-fragments`, '5.6', `${what} is text, each byte in a fragment of its own`),
      byteFragments(bytes(hex)),
      [text(bytes(hex))],
    ),
  ]),
  ...invalid.flatMap(([hex, what]) => [
    refuses(start(`invalid-${hex}`, '8.1', `${what} is refused`), frame({ payload: bytes(hex) }), 1007),
    refuses(
      start(`invalid-${hex}-fragments`, '8.1', `${what} is refused, each byte in a fragment of its own`),
      byteFragments(bytes(hex)),
      1007,
    ),
    delivers(
      start(`binary-${hex}`, '5.6', `${what} is a fine binary message`),
      frame({ opcode: 2, payload: bytes(hex) }),
      [binary(bytes(hex))],
    ),
  ]),
  ...invalid.flatMap(([hex, what, bad]) =>
    bad === undefined
      ? []
      : [
          refuses(
            start(`early-${hex}`, '8.1', `${what} is refused at the first bad byte, the frame still going on`),
            frame({ payload: bytes(hex).subarray(0, bad + 1), declaredLength: 100 }),
            1007,
          ),
          refuses(
            start(`early-${hex}-fragment`, '8.1', `${what} is refused in a fragment, the message still going on`),
            frame({ fin: false, payload: bytes(hex).subarray(0, bad + 1) }),
            1007,
          ),
        ],
  ),
  refuses(
    start('late', '8.1', 'one bad byte at the end of a long text is found'),
    frame({ payload: Buffer.concat([Buffer.from('é'.repeat(40_000)), Buffer.from([0xff])]) }),
    1007,
  ),
  delivers(
    start('long-odd', '5.6', 'characters across the borders of what is read at once are whole'),
    frame({ payload: `a${'€'.repeat(60_000)}` }),
    [text(`a${'€'.repeat(60_000)}`)],
  ),
  delivers(
    start('reset', '5.6', 'each message is checked for itself'),
    Buffer.concat([frame({ payload: '€' }), frame({ opcode: 2, payload: bytes('e282') }), frame({ payload: 'a' })]),
    [text('€'), binary(bytes('e282')), text('a')],
  ),
  refuses(
    start('not-completed-by-next', '8.1', 'a character is not completed by the next message'),
    Buffer.concat([frame({ payload: bytes('e282') }), frame({ payload: bytes('ac') })]),
    1007,
  ),
  refuses(
    start('after-good', '8.1', 'a good message before a bad one is delivered'),
    Buffer.concat([frame({ payload: 'good' }), frame({ payload: bytes('ff') })]),
    1007,
    [text('good')],
  ),
];

function start(what: string, clause: string, sentence: string): Pick<ExchangeCase, 'id' | 'clause' | 'sentence'> {
  return { id: `text/${what}`, clause, sentence };
}

function bytes(hex: string): Buffer {
  return Buffer.from(hex, 'hex');
}

function byteFragments(payload: Buffer): Buffer {
  return Buffer.concat(
    [...payload].map((byte, index) =>
      frame({ opcode: index === 0 ? 1 : 0, fin: index === payload.length - 1, payload: Buffer.from([byte]) }),
    ),
  );
}
