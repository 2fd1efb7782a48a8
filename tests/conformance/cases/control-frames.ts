import { closePayload, frame } from '../../support/frames.ts';
import type { ExchangeCase } from '../case.ts';
import { asciiPattern, closeFrame, closes, delivers, pattern, pong, refuses, text } from '../make.ts';

const controls = [
  { opcode: 8, name: 'close' },
  { opcode: 9, name: 'ping' },
  { opcode: 10, name: 'pong' },
] as const;

const count = 500;
const numbered = Array.from({ length: count }, (_, index) => String(index));

export const controlFrames: readonly ExchangeCase[] = [
  ...[0, 1, 2, 3, 4, 7, 8, 15, 16, 31, 32, 63, 64, 100, 123, 124, 125].map((size) =>
    delivers(
      start(`ping-${size}`, '5.5.2', `a ping with ${size} bytes is answered by a pong with the same`),
      frame({ opcode: 9, payload: pattern(size) }),
      [],
      [pong(pattern(size))],
    ),
  ),
  ...controls.flatMap(({ opcode, name }) => [
    refuses(
      start(`${name}-126`, '5.5', `a ${name} frame of 126 bytes is refused`),
      frame({ opcode, payload: Buffer.concat([closePayload(1000), asciiPattern(124)]) }),
      1002,
    ),
    refuses(
      start(`${name}-65536`, '5.5', `a ${name} frame of 64 KiB is refused at its header`),
      frame({ opcode, lengthForm: 64, declaredLength: 65_536 }),
      1002,
    ),
    refuses(
      start(`${name}-long-form-16`, '5.5', `a ${name} frame has its length in 7 bits, not in 16`),
      frame({ opcode, payload: closePayload(1000), lengthForm: 16 }),
      1002,
    ),
    refuses(
      start(`${name}-long-form-64`, '5.5', `a ${name} frame has its length in 7 bits, not in 64`),
      frame({ opcode, payload: closePayload(1000), lengthForm: 64 }),
      1002,
    ),
  ]),
  ...[0, 1, 125].map((size) =>
    delivers(
      start(`pong-${size}`, '5.5.3', `an unasked pong with ${size} bytes is not answered`),
      frame({ opcode: 10, payload: pattern(size) }),
      [],
    ),
  ),
  delivers(
    start('pong-then-text', '5.5.3', 'after an unasked pong all goes on'),
    Buffer.concat([frame({ opcode: 10, payload: 'x' }), frame({ payload: 'a' })]),
    [text('a')],
  ),
  delivers(
    start('pongs', '5.5.3', 'many unasked pongs do no harm'),
    Buffer.concat(numbered.map((payload) => frame({ opcode: 10, payload }))),
    [],
  ),
  delivers(
    start('pings', '5.5.2', `${count} pings are answered in order`),
    Buffer.concat(numbered.map((payload) => frame({ opcode: 9, payload }))),
    [],
    numbered.map((payload) => pong(payload)),
  ),
  delivers(
    start('pings-and-texts', '5.5.2', 'pings and messages keep their order'),
    Buffer.concat(numbered.flatMap((payload) => [frame({ payload }), frame({ opcode: 9, payload })])),
    numbered.map((payload) => text(payload)),
    numbered.map((payload) => pong(payload)),
  ),
  delivers(
    start('ping-not-utf8', '5.5.2', 'the payload of a ping is not text'),
    frame({ opcode: 9, payload: Buffer.from([0xff, 0xfe, 0x80]) }),
    [],
    [pong(Buffer.from([0xff, 0xfe, 0x80]))],
  ),
  delivers(
    start('ping-like-a-frame', '5.5.2', 'a payload that looks like a frame is a payload'),
    frame({ opcode: 9, payload: closeFrame(1000) }),
    [],
    [pong(closeFrame(1000))],
  ),
  closes(
    start('ping-before-close', '5.5.2', 'a ping before the close frame is answered'),
    Buffer.concat([frame({ opcode: 9, payload: 'p' }), closeFrame(1000)]),
    { code: 1000, reason: '' },
    [],
    [pong('p')],
  ),
  closes(
    start('ping-after-close', '5.5.2', 'a ping after the close frame is not answered'),
    Buffer.concat([closeFrame(1000), frame({ opcode: 9, payload: 'p' })]),
    { code: 1000, reason: '' },
  ),
];

function start(what: string, clause: string, sentence: string): Pick<ExchangeCase, 'id' | 'clause' | 'sentence'> {
  return { id: `control/${what}`, clause, sentence };
}
