import { frame } from '../../support/frames.ts';
import type { ExchangeCase } from '../case.ts';
import { asciiPattern, closeFrame, closes, refuses } from '../make.ts';

const valid: readonly (readonly [code: number, meaning: string])[] = [
  [1000, 'normal closure'],
  [1001, 'going away'],
  [1002, 'protocol error'],
  [1003, 'unsupported data'],
  [1007, 'invalid payload'],
  [1008, 'policy violation'],
  [1009, 'message too big'],
  [1010, 'mandatory extension'],
  [1011, 'internal error'],
  [1012, 'service restart, of the registry'],
  [1013, 'try again later, of the registry'],
  [1014, 'bad gateway, of the registry'],
  [3000, 'the first for libraries'],
  [3003, 'one for libraries'],
  [3999, 'the last for libraries'],
  [4000, 'the first for private use'],
  [4321, 'one for private use'],
  [4999, 'the last for private use'],
];

const invalid: readonly (readonly [code: number, clause: string, why: string])[] = [
  [0, '7.4.2', 'below 1000'],
  [1, '7.4.2', 'below 1000'],
  [999, '7.4.2', 'below 1000'],
  [1004, '7.4.1', 'reserved'],
  [1005, '7.4.1', 'never in a frame'],
  [1006, '7.4.1', 'never in a frame'],
  [1015, '7.4.1', 'never in a frame'],
  [1016, '7.4.2', 'not assigned'],
  [1100, '7.4.2', 'not assigned'],
  [1999, '7.4.2', 'not assigned'],
  [2000, '7.4.2', 'kept for extensions'],
  [2999, '7.4.2', 'kept for extensions'],
  [5000, '7.4.2', 'above 4999'],
  [32_768, '7.4.2', 'above 4999'],
  [65_535, '7.4.2', 'above 4999'],
];

const badReasons: readonly (readonly [what: string, hex: string])[] = [
  ['a continuation byte', '80'],
  ['a byte that is never used', 'ff'],
  ['an overlong form', 'c0af'],
  ['a surrogate', 'eda080'],
  ['a code point past U+10FFFF', 'f4908080'],
  ['a character that is cut off', '6162e282'],
];

export const closeCodes: readonly ExchangeCase[] = [
  ...valid.map(([code, meaning]) =>
    closes(start(`${code}`, '7.4.1', `${code}, ${meaning}, is told and echoed`), closeFrame(code), {
      code,
      reason: '',
    }),
  ),
  ...valid.map(([code]) =>
    closes(start(`${code}-reason`, '5.5.1', `${code} is told with its reason`), closeFrame(code, `it was ${code}`), {
      code,
      reason: `it was ${code}`,
    }),
  ),
  ...invalid.map(([code, clause, why]) =>
    refuses(start(`${code}`, clause, `${code} is refused: ${why}`), closeFrame(code), 1002),
  ),
  ...[1, 2, 15, 16, 31, 63, 64, 100, 121, 122, 123].map((size) =>
    closes(
      start(`reason-${size}`, '5.5.1', `a reason of ${size} bytes is told`),
      closeFrame(1000, asciiPattern(size)),
      { code: 1000, reason: asciiPattern(size).toString() },
    ),
  ),
  closes(
    start('none', '7.1.5', 'a close frame without a code is told as 1005 and answered empty'),
    frame({ opcode: 8 }),
    {
      code: 1005,
      reason: '',
    },
  ),
  closes(start('reason-wide', '5.5.1', 'a reason may hold any character'), closeFrame(1000, 'é€😀\u{10ffff}'), {
    code: 1000,
    reason: 'é€😀\u{10ffff}',
  }),
  closes(
    start('reason-full', '5.5.1', 'a reason of 41 characters of three bytes fits'),
    closeFrame(1000, '€'.repeat(41)),
    {
      code: 1000,
      reason: '€'.repeat(41),
    },
  ),
  closes(start('reason-null', '5.5.1', 'a null character in a reason is a character'), closeFrame(1000, 'a\0b'), {
    code: 1000,
    reason: 'a\0b',
  }),
  refuses(
    start('one-byte', '5.5.1', 'half a code is refused'),
    frame({ opcode: 8, payload: Buffer.from([0x03]) }),
    1002,
  ),
  ...badReasons.map(([what, hex]) =>
    refuses(
      start(`reason-${hex}`, '8.1', `a reason with ${what} is refused`),
      closeFrame(1000, Buffer.from(hex, 'hex')),
      1007,
    ),
  ),
  refuses(
    start('bad-code-and-reason', '7.4', 'a bad code with a bad reason is refused for its code'),
    closeFrame(1006, Buffer.from([0xff])),
    1002,
  ),
];

function start(what: string, clause: string, sentence: string): Pick<ExchangeCase, 'id' | 'clause' | 'sentence'> {
  return { id: `close-code/${what}`, clause, sentence };
}
