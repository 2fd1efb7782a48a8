import { frame } from '../../support/frames.ts';
import type { ExchangeCase } from '../case.ts';
import {
  dynamicFront,
  endOfBlock,
  fixedBlock,
  fixedCode,
  fixedDistance,
  header,
  number,
  packed,
  payloadOf,
} from '../deflate-bits.ts';
import { compressed, deflated, fragments, withDeflate } from '../deflate-data.ts';
import { inflateBlocks, tail } from '../inflate.ts';
import { closeFrame, refuses, text } from '../make.ts';
import { emoji, hello, helloAgain, helloFinal, hex, prose, start } from './deflate-cases.ts';

type Bad = readonly [what: string, clause: string, sentence: string, payload: Buffer];

/** 18 code lengths of no bits, and two codes of one bit: for 18 (many zeros) and for a length of 1. */
const lengthsOfOne = [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];

/** Data that is not DEFLATE (RFC 7692, section 7.2.2; RFC 1951, section 3.2). */
const broken: readonly Bad[] = [
  ['type', 'RFC 1951, 3.2.3', 'a block of the reserved type', packed(header(3))],
  ['type-later', 'RFC 1951, 3.2.3', 'after a good block too', packed(fixedBlock([0x61]), header(3))],
  [
    'type-after-final',
    'RFC 1951, 3.2.3',
    'also after one with BFINAL',
    Buffer.concat([helloFinal.subarray(0, -1), packed(header(3))]),
  ],
  [
    'stored-lengths',
    'RFC 1951, 3.2.4',
    'a stored block whose two lengths do not agree',
    hex('00 0500 fbff 48656c6c6f 00'),
  ],
  ['stored-zeros', 'RFC 1951, 3.2.4', 'nothing but zeros', Buffer.alloc(20)],
  [
    'fixed-length-286',
    'RFC 1951, 3.2.6',
    'the length symbol 286, which never occurs',
    packed(header(1), fixedCode(0x61), fixedCode(286), fixedDistance(0), endOfBlock, header(0)),
  ],
  [
    'fixed-length-287',
    'RFC 1951, 3.2.6',
    'nor does 287',
    packed(header(1), fixedCode(0x61), fixedCode(287), fixedDistance(0), endOfBlock, header(0)),
  ],
  [
    'fixed-distance-30',
    'RFC 1951, 3.2.6',
    'the distance symbol 30, which never occurs',
    packed(header(1), fixedCode(0x61), fixedCode(257), fixedDistance(30), endOfBlock, header(0)),
  ],
  [
    'fixed-distance-31',
    'RFC 1951, 3.2.6',
    'nor does 31',
    packed(header(1), fixedCode(0x61), fixedCode(257), fixedDistance(31), endOfBlock, header(0)),
  ],
  ['distance-first', 'RFC 1951, 3.2', 'a reference before the first byte', payloadOf(fixedBlock([[3, 1]]))],
  ['distance-far', 'RFC 1951, 3.2', 'a reference one byte too far back', payloadOf(fixedBlock([0x61, 0x62, [3, 3]]))],
  [
    'distance-farthest',
    'RFC 1951, 3.2',
    'a reference as far back as can be written',
    payloadOf(fixedBlock([0x61, [258, 32_768]])),
  ],
  ['nothing-before', '7.2.3.2', 'the second message of the example without the first', helloAgain],
  [
    'length-count',
    'RFC 1951, 3.2.7',
    '287 literal and length codes',
    packed(dynamicFront(287, 1, lengthsOfOne), number(0, 32)),
  ],
  [
    'distance-count',
    'RFC 1951, 3.2.7',
    '31 distance codes',
    packed(dynamicFront(257, 31, lengthsOfOne), number(0, 32)),
  ],
  [
    'code-lengths-over',
    'RFC 1951, 3.2.7',
    'too many codes of one length',
    packed(dynamicFront(257, 1, [1, 1, 1, 1]), number(0, 32)),
  ],
  [
    'code-lengths-incomplete',
    'RFC 1951, 3.2.7',
    'codes that leave some bits without a meaning',
    packed(dynamicFront(257, 1, [2, 2, 2, 0]), number(0, 32)),
  ],
  [
    'code-lengths-none',
    'RFC 1951, 3.2.7',
    'no codes at all',
    packed(dynamicFront(257, 1, [0, 0, 0, 0]), ...Array.from({ length: 10 }, () => number(0, 32))),
  ],
  [
    'repeat-first',
    'RFC 1951, 3.2.7',
    'a repeated length without one before',
    packed(dynamicFront(257, 1, [1, 1, 0, 0]), '0', number(0, 32)),
  ],
  [
    'repeat-past',
    'RFC 1951, 3.2.7',
    'a repeat past the last code',
    packed(dynamicFront(257, 1, lengthsOfOne), '1', number(127, 7), '1', number(127, 7), number(0, 32)),
  ],
  // 257 zeros, the end of the block among them, and a distance code.
  [
    'no-end',
    'RFC 1951, 3.2.7',
    'no code for the end of the block',
    packed(dynamicFront(257, 1, lengthsOfOne), '1', number(127, 7), '1', number(108, 7), '0', number(0, 32)),
  ],
  // Three codes of one bit: two literals and the end of the block.
  [
    'literals-over',
    'RFC 1951, 3.2.7',
    'more literal codes than there is room for',
    packed(dynamicFront(257, 1, lengthsOfOne), '00', '1', number(127, 7), '1', number(105, 7), '0', '0', number(0, 32)),
  ],
  ['noise', '7.2.2', 'bytes of no meaning', Buffer.alloc(50, 0xff)],
  ['zlib-header', '7.2', 'data with a zlib header in front', Buffer.concat([hex('78 9c'), hello])],
  [
    'gzip-header',
    '7.2',
    'data with a gzip header in front',
    Buffer.concat([hex('1f 8b 08 00 00 00 00 00 00 03'), hello]),
  ],
  ['plain', '7.2.2', 'a text that is not compressed at all', Buffer.from('{"hello":"world"}')],
];

const notUtf8: readonly (readonly [what: string, sentence: string, bytes: Buffer])[] = [
  ['lone', 'a continuation byte by itself', hex('61 80')],
  ['cut', 'a character that is not ended', Buffer.from(emoji).subarray(0, -1)],
  ['overlong', 'an overlong form', hex('c0 af')],
  ['surrogate', 'half a surrogate pair', hex('ed a0 80')],
  ['beyond', 'a character past U+10FFFF', hex('f4 90 80 80')],
  ['never', 'a byte that never occurs', hex('ff')],
  ['late', 'after much that is fine', Buffer.concat([Buffer.from(prose), hex('fe')])],
];

const anotherMessage = deflated('another');

export const deflateCorrupt: readonly ExchangeCase[] = [
  ...broken.map((bad) => alone(bad)),
  ...broken.map(([what, clause, sentence, payload]) =>
    inOnePiece(
      withDeflate(
        refuses(
          start(`corrupt-second-${what}`, clause, `${sentence}, after a good message that is delivered`),
          Buffer.concat([compressed(anotherMessage), compressed(payload)]),
          1007,
          [text('another')],
        ),
        'permessage-deflate; server_no_context_takeover',
      ),
      breaksEarly(payload),
    ),
  ),
  ...broken
    .filter(([, , , payload]) => fails(payload))
    .map(([what, clause, sentence, payload]) =>
      inOnePiece(
        withDeflate(
          refuses(
            start(`corrupt-open-${what}`, clause, `${sentence}: refused before the message is over`),
            frame({ fin: false, rsv1: true, payload }),
            1007,
          ),
        ),
        breaksEarly(payload),
      ),
    ),
  ...notUtf8.flatMap(([what, sentence, bytes]) => [
    inOnePiece(withDeflate(refuses(utf8Start(what, sentence), compressed(deflated(bytes)), 1007))),
    inOnePiece(
      withDeflate(
        refuses(
          utf8Start(`${what}-fragments`, `${sentence}, in fragments`),
          Buffer.concat(fragments(deflated(...bytePieces(bytes.subarray(-8))), [1, 2, 3])),
          1007,
        ),
      ),
    ),
  ]),
  ...notUtf8
    .filter(([what]) => what !== 'cut')
    .map(([what, sentence, bytes]) =>
      inOnePiece(
        withDeflate(
          refuses(
            utf8Start(`${what}-open`, `${sentence}: refused before the message is over`),
            frame({ fin: false, rsv1: true, payload: Buffer.concat([deflated(bytes), tail]) }),
            1007,
          ),
        ),
      ),
    ),
  inOnePiece(
    withDeflate(
      refuses(
        start('corrupt-close', '7.2.2', 'a close frame behind it changes nothing'),
        Buffer.concat([compressed(packed(header(3))), closeFrame(1000, 'bye')]),
        1007,
      ),
    ),
  ),
  inOnePiece(
    withDeflate(
      refuses(
        start('corrupt-reserved', '7.2.2', 'neither does a frame that is wrong'),
        Buffer.concat([compressed(packed(header(3))), frame({ opcode: 3 })]),
        1007,
      ),
    ),
  ),
  {
    ...withDeflate(refuses(start('corrupt-end', '7.2.2', 'nor the end of TCP'), compressed(packed(header(3))), 1007)),
    tcpAfter: 'end',
  },
];

function alone([what, clause, sentence, payload]: Bad): ExchangeCase {
  if (failureOf(Buffer.concat([payload, tail])) === undefined) throw new Error(`${what} is not broken`);
  return inOnePiece(
    withDeflate(
      refuses(start(`corrupt-${what}`, clause, `${sentence}: refused`), compressed(payload, { opcode: 2 }), 1007),
    ),
    breaksEarly(payload),
  );
}

function utf8Start(what: string, sentence: string): ReturnType<typeof start> {
  return start(`utf8-${what}`, 'RFC 6455, 8.1', `a text that inflates to ${sentence}`);
}

/** Bytes come after those that break the connection, which TCP may lose the close frame over (section 7.1.1). */
function inOnePiece(exchange: ExchangeCase, isNeeded = true): ExchangeCase {
  return { ...exchange, inOnePiece: isNeeded };
}

/** Whether it is broken before its last byte. */
function breaksEarly(payload: Buffer): boolean {
  return fails(payload.subarray(0, -1));
}

/** Each to be compressed by itself. */
function bytePieces(bytes: Uint8Array): Uint8Array[] {
  return Array.from(bytes, (byte) => Uint8Array.of(byte));
}

/** Whether it is broken whatever may follow. */
function fails(payload: Buffer): boolean {
  const failure = failureOf(payload);
  return failure !== undefined && !/ends inside|incomplete|no codes/.test(failure);
}

function failureOf(data: Buffer): string | undefined {
  try {
    inflateBlocks(data);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
