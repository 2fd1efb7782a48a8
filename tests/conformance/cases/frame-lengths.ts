import { frame, type FrameOptions } from '../../support/frames.ts';
import type { ExchangeCase } from '../case.ts';
import { asciiPattern, binary, closes, closeFrame, delivers, pattern, refuses, text } from '../make.ts';

const sizes = [0, 1, 2, 124, 125, 126, 127, 128, 255, 256, 65_534, 65_535, 65_536, 65_537, 131_072, 1_048_576];

const tooLong: readonly (readonly [size: number, form: 16 | 64])[] = [
  [0, 16],
  [1, 16],
  [125, 16],
  [0, 64],
  [1, 64],
  [125, 64],
  [126, 64],
  [65_535, 64],
];

const headersOnly: readonly (readonly [what: string, length: bigint, closeCode: 1002 | 1009, sentence: string])[] = [
  ['top-bit', 2n ** 63n, 1002, 'a 64-bit length with its top bit set is refused'],
  ['all-ones', 2n ** 64n - 1n, 1002, 'a 64-bit length of ones is refused'],
  ['top-and-small', 2n ** 63n + 5n, 1002, 'the top bit is looked at, whatever else the length says'],
  ['2-to-62', 2n ** 62n, 1009, 'a length that no counter here can hold is too big'],
  ['2-to-53', 2n ** 53n, 1009, 'the first length that is not exact in a double is too big'],
];

export const frameLengths: readonly ExchangeCase[] = [
  ...sizes.flatMap((size) => [
    delivers(start(`text-${size}`, '5.2', `a text of ${size} bytes is read`), frame({ payload: asciiPattern(size) }), [
      text(asciiPattern(size)),
    ]),
    delivers(
      start(`binary-${size}`, '5.2', `a binary message of ${size} bytes is read`),
      frame({ opcode: 2, payload: pattern(size) }),
      [binary(pattern(size))],
    ),
  ]),
  ...tooLong.map(([size, form]) =>
    refuses(
      start(`form-${form}-of-${size}`, '5.2', `a length of ${size} in ${form} bits is not the shortest form`),
      frame({ opcode: 2, payload: pattern(size), lengthForm: form }),
      1002,
    ),
  ),
  ...headersOnly.map(([what, declaredLength, closeCode, sentence]) =>
    refuses(start(what, '5.2', sentence), frame({ opcode: 2, lengthForm: 64, declaredLength }), closeCode),
  ),
  ...masked('text', { payload: 'hello' }),
  ...masked('empty-text', {}),
  ...masked('binary', { opcode: 2, payload: pattern(200) }),
  ...masked('ping', { opcode: 9, payload: 'p' }),
  ...masked('pong', { opcode: 10 }),
  ...masked('close', { opcode: 8, payload: Buffer.from([0x03, 0xe8]) }),
  ...masked('fragment', { fin: false, payload: 'x' }),
  refuses(
    start('masked-second', '5.1', 'a masked frame after one that is right is refused, the first is delivered'),
    Buffer.concat([frame({ payload: 'right' }), frame({ payload: 'wrong', masked: true })]),
    1002,
    [text('right')],
  ),
  refuses(
    start('refused-at-header', '7.1.7', 'a frame is refused at its header, before its payload has come'),
    frame({ opcode: 3, declaredLength: 100, lengthForm: 7 }),
    1002,
  ),
  refuses(
    start('nothing-after', '7.1.7', 'after a failure no more data is processed'),
    Buffer.concat([frame({ opcode: 3 }), frame({ payload: 'x' }), frame({ opcode: 9 }), closeFrame(1000)]),
    1002,
  ),
  ...limited(),
];

function start(what: string, clause: string, sentence: string): Pick<ExchangeCase, 'id' | 'clause' | 'sentence'> {
  return { id: `length/${what}`, clause, sentence };
}

function masked(what: string, options: FrameOptions): readonly ExchangeCase[] {
  return [
    refuses(
      start(`masked-${what}`, '5.1', `a masked ${what.replace('-', ' ')} from a server is refused`),
      frame({ ...options, masked: true }),
      1002,
    ),
  ];
}

/** A message larger than the client takes (10.4, 7.4.1: code 1009). */
function limited(): readonly ExchangeCase[] {
  const client = { maxMessageSize: 200 };
  const half = frame({ opcode: 2, fin: false, payload: pattern(100) });
  const cases = [
    delivers(
      start('limit-reached', '10.4', 'a message of the largest size is read'),
      frame({ opcode: 2, payload: pattern(200) }),
      [binary(pattern(200))],
    ),
    refuses(
      start('limit-passed', '7.4.1', 'a message one byte larger is 1009'),
      frame({ opcode: 2, payload: pattern(201) }),
      1009,
    ),
    refuses(
      start('limit-at-header', '10.4', 'a message that is too big is refused at its header'),
      frame({ opcode: 2, lengthForm: 64, declaredLength: 2n ** 40n }),
      1009,
    ),
    refuses(
      start('limit-fragments', '10.4', 'the fragments of a message are added up'),
      Buffer.concat([half, frame({ opcode: 0, payload: pattern(101) })]),
      1009,
    ),
    delivers(
      start('limit-fragments-reached', '10.4', 'fragments up to the largest size are read'),
      Buffer.concat([half, frame({ opcode: 0, payload: pattern(100) })]),
      [binary(Buffer.concat([pattern(100), pattern(100)]))],
    ),
    closes(
      start('limit-then-close', '10.4', 'the limit is one of each message, not of all'),
      Buffer.concat([
        frame({ opcode: 2, payload: pattern(200) }),
        frame({ opcode: 2, payload: pattern(200) }),
        closeFrame(1000),
      ]),
      { code: 1000, reason: '' },
      [binary(pattern(200)), binary(pattern(200))],
    ),
  ];
  return cases.map((limitedCase) => Object.assign(limitedCase, { client }));
}
