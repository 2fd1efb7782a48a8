import { frame } from '../../support/frames.ts';
import type { ExchangeCase, Frame, Message } from '../case.ts';
import { compressed, deflated, withDeflate } from '../deflate-data.ts';
import { asciiPattern, binary, delivers, text } from '../make.ts';

/** Bytes that a connection with the extension delivers as these messages, and answers like this. */
export type Good = readonly [
  what: string,
  clause: string,
  sentence: string,
  sends: readonly Buffer[],
  messages: readonly Message[],
  replies?: readonly Frame[],
];

/** The payloads of RFC 7692, section 7.2.3, as they are there: each is "Hello". */
export const hello = hex('f2 48 cd c9 c9 07 00');
/** For after another of them. */
export const helloAgain = hex('f2 00 11 00 00');
export const helloStored = hex('00 05 00 fa ff 48 65 6c 6c 6f 00');
export const helloFinal = hex('f3 48 cd c9 c9 07 00 00');
export const helloTwoBlocks = hex('f2 48 05 00 00 00 ff ff ca c9 c9 07 00');

/** Long enough for zlib to make codes of its own. */
export const prose = 'It was the best of times, it was the worst of times, it was the age of wisdom. '.repeat(12);
export const proseDeflated = deflated(prose);

const allNoise = Buffer.alloc(3 * 1024 ** 2);
for (let at = 0, state = 1; at < allNoise.length; at += 1) {
  state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
  allNoise[at] = state >>> 24;
}

export const emoji = '\u{1f600}é€';

export function hex(digits: string): Buffer {
  return Buffer.from(digits.replaceAll(' ', ''), 'hex');
}

export function ping(payload: string): Buffer {
  return frame({ opcode: 9, payload });
}

/** A message in one frame. */
export function whole(
  what: string,
  sentence: string,
  payload: Buffer,
  content: string | Uint8Array,
  type: Message['type'] = 'text',
): Good {
  const opcode = type === 'text' ? 1 : 2;
  return [what, '7.2.2', sentence, [compressed(payload, { opcode })], [opcode === 1 ? text(content) : binary(content)]];
}

/** Bytes that do not compress, always the same; at most 3 MiB. */
export function noise(length: number): Buffer {
  return allNoise.subarray(0, length);
}

/** Bytes that do compress, in ASCII. */
export function repeated(length: number): Buffer {
  return Buffer.alloc(length, asciiPattern(5000));
}

export function group(name: string, cases: readonly Good[]): ExchangeCase[] {
  return cases.map(([what, clause, sentence, sends, messages, replies]) =>
    withDeflate(delivers(start(`${name}-${what}`, clause, sentence), Buffer.concat(sends), messages, replies)),
  );
}

/** @param clause of RFC 7692 unless it says otherwise */
export function start(
  what: string,
  clause: string,
  sentence: string,
): Pick<ExchangeCase, 'id' | 'clause' | 'sentence'> {
  return { id: `deflate/${what}`, clause: clause.startsWith('RFC') ? clause : `RFC 7692, ${clause}`, sentence };
}
