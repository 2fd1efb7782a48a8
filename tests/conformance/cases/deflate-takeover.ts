import { frame } from '../../support/frames.ts';
import type { ExchangeCase } from '../case.ts';
import { fixedBlock, payloadOf } from '../deflate-bits.ts';
import { compressed, deflated, fragments, withDeflate } from '../deflate-data.ts';
import { asciiPattern, binary, delivers, pong, refuses, text } from '../make.ts';
import {
  group,
  hello,
  helloAgain,
  helloFinal,
  helloStored,
  hex,
  ping,
  prose,
  proseDeflated,
  start,
  type Good,
} from './deflate-cases.ts';

const takeover: readonly Good[] = [
  [
    'many',
    '7.1.1',
    'each message refers to the one before',
    [compressed(hello), ...Array.from({ length: 50 }, () => compressed(helloAgain))],
    Array.from({ length: 51 }, () => text('Hello')),
  ],
  [
    'kinds',
    '7.1.1',
    'a text refers to a binary message',
    [compressed(hello, { opcode: 2 }), compressed(helloAgain)],
    [binary('Hello'), text('Hello')],
  ],
  [
    'uncompressed',
    '6.1',
    'uncompressed messages may come between',
    [
      frame({ payload: 'a' }),
      compressed(hello),
      frame({ opcode: 2, payload: 'b' }),
      compressed(helloAgain),
      frame({ payload: '' }),
    ],
    [text('a'), text('Hello'), binary('b'), text('Hello'), text('')],
  ],
  [
    'uncompressed-fragments',
    '6.1',
    'also in fragments',
    [
      compressed(hello),
      frame({ fin: false, payload: 'a' }),
      frame({ opcode: 0, payload: 'b' }),
      compressed(helloAgain),
    ],
    [text('Hello'), text('ab'), text('Hello')],
  ],
  [
    'pings',
    '6.1',
    'pings do not count as what came before',
    [compressed(hello), ping('xyz'), compressed(helloAgain)],
    [text('Hello'), text('Hello')],
    [pong('xyz')],
  ],
  [
    'empty',
    '7.1.1',
    'an empty message changes nothing',
    [compressed(hello), compressed(hex('00')), compressed(helloAgain)],
    [text('Hello'), text(''), text('Hello')],
  ],
  [
    'stored',
    '7.1.1',
    'what was stored can be referred to',
    [compressed(helloStored), compressed(helloAgain)],
    [text('Hello'), text('Hello')],
  ],
  [
    'fragments',
    '7.1.1',
    'both in fragments',
    [...fragments(hello, [3]), ...fragments(helloAgain, [1, 2])],
    [text('Hello'), text('Hello')],
  ],
];

const noTakeover = 'permessage-deflate; server_no_context_takeover';
const noTakeovers = [
  { what: 'asked', asked: 'asked for', offer: { serverNoContextTakeover: true } },
  { what: 'unasked', asked: 'not asked for', offer: {} },
];

/** What messages may refer back to (RFC 7692, sections 7.1.1 and 7.1.2). */
export const deflateTakeover: readonly ExchangeCase[] = [
  ...group('takeover', takeover),
  ...[8, 9, 10, 11, 12, 13, 14, 15].map((bits) => windowEdge(bits)),
  ...noTakeovers.map(({ what, asked, offer }) =>
    withDeflate(
      delivers(
        start(`no-takeover-${what}`, '7.1.1.1', `server_no_context_takeover, ${asked}: messages inflate by themselves`),
        Buffer.concat(
          [hello, hello, proseDeflated, helloFinal, hello, hex('00'), hello].map((payload) => compressed(payload)),
        ),
        ['Hello', 'Hello', prose, 'Hello', 'Hello', '', 'Hello'].map((content) => text(content)),
      ),
      noTakeover,
      offer,
    ),
  ),
  ...noTakeovers.flatMap(({ what, asked, offer }) =>
    [hello, helloStored, helloFinal].map((first, index) =>
      withDeflate(
        refuses(
          start(
            `no-takeover-reference-${index + 1}-${what}`,
            '7.1.1.1',
            `server_no_context_takeover, ${asked}: a message cannot refer to the one before (7.2.3.${[1, 3, 4][index]})`,
          ),
          Buffer.concat([compressed(first), compressed(helloAgain)]),
          1007,
          [text('Hello')],
        ),
        noTakeover,
        offer,
      ),
    ),
  ),
  withDeflate(
    delivers(
      start('no-takeover-inside', '7.1.1.1', 'inside a message references go back all the same'),
      Buffer.concat([
        compressed(hello),
        ...fragments(Buffer.concat([helloStored, hex('0000ffff'), helloAgain]), [4, 13, 15]),
      ]),
      [text('Hello'), text('HelloHello')],
    ),
    noTakeover,
  ),
  withDeflate(
    delivers(
      start('client-takeover', '7.1.1.2', 'client_no_context_takeover is about our messages, not the server’s'),
      Buffer.concat([compressed(hello), compressed(helloAgain)]),
      [text('Hello'), text('Hello')],
    ),
    'permessage-deflate; client_no_context_takeover; client_max_window_bits=8',
  ),
];

/** A reference as far back as a window goes, across messages. */
function windowEdge(bits: number): ExchangeCase {
  const size = 2 ** bits;
  return withDeflate(
    delivers(
      start(`window-${bits}`, '7.1.2.1', `a window of ${bits} bits goes back ${size} bytes`),
      Buffer.concat([
        compressed(deflated(asciiPattern(size))),
        compressed(payloadOf(fixedBlock([[10, size]]))),
        compressed(payloadOf(fixedBlock([[3, size]]))),
      ]),
      [text(asciiPattern(size)), text(asciiPattern(10)), text(asciiPattern(13).subarray(10))],
    ),
    `permessage-deflate; server_max_window_bits=${bits}`,
  );
}
