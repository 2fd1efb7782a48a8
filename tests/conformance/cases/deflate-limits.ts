import { frame } from '../../support/frames.ts';
import type { ClientSettings, ExchangeCase } from '../case.ts';
import { compressed, deflated, fragments, withDeflate } from '../deflate-data.ts';
import { asciiPattern, binary, delivers, refuses, text } from '../make.ts';
import { hello, helloAgain, hex, noise, start } from './deflate-cases.ts';

const stored = hex('00 0500 faff 48656c6c6f 00');
const zeros = (length: number): Buffer => deflated(Buffer.alloc(length));

type Row = readonly [what: string, sentence: string, sends: readonly Buffer[], maxMessageSize: number];

const fits: readonly Row[] = [
  ['exactly', 'a message that inflates to exactly the limit is delivered', [compressed(hello)], 5],
  ['wire-larger', 'the bytes on the wire do not count', [compressed(stored)], 5],
  ['fragments', 'neither do those of fragments', fragments(stored, [1, 2, 3, 4]), 5],
];

const exceeds: readonly Row[] = [
  ['one-over', 'one byte more is refused', [compressed(hello)], 4],
  ['wire-smaller', 'though there are fewer bytes on the wire', [compressed(zeros(100_000))], 1000],
  ['far-over', 'however far it goes', [compressed(zeros(16 * 1024 ** 2))], 1000],
  ['over-fragments', 'in fragments too', fragments(hello, [2, 4]), 4],
  ['over-open', 'before the message is over', [frame({ fin: false, rsv1: true, payload: zeros(1024 ** 2) })], 1000],
  ['over-noise', 'also where it does not compress', [compressed(deflated(noise(2000)), { opcode: 2 })], 1000],
  ['over-zero', 'a limit of 0 lets nothing through', [compressed(hello)], 0],
];

/** How large a compressed message may become (RFC 7692, section 8, RFC 6455, section 10.4). */
export const deflateLimits: readonly ExchangeCase[] = [
  ...fits.map((row) => limited(row, (start, sends) => delivers(start, sends, [text('Hello')]))),
  ...exceeds.map((row) => limited(row, (start, sends) => ({ ...refuses(start, sends, 1009), inOnePiece: true }))),
  limited(['empty', 'a limit of 0 lets an empty message through', [compressed(hex('00'))], 0], (start, sends) =>
    delivers(start, sends, [text('')]),
  ),
  limited(
    ['each', 'every message counts by itself', [compressed(hello), compressed(helloAgain), compressed(helloAgain)], 5],
    (start, sends) => delivers(start, sends, [text('Hello'), text('Hello'), text('Hello')]),
  ),
  limited(
    [
      'second',
      'what came before one that is refused is delivered',
      [compressed(hello), compressed(deflated('larger'))],
      5,
    ],
    (start, sends) => refuses(start, sends, 1009, [text('Hello')]),
  ),
  limited(
    [
      'uncompressed',
      'an uncompressed message is held to it as ever',
      [compressed(hello), frame({ payload: 'larger' })],
      5,
    ],
    (start, sends) => refuses(start, sends, 1009, [text('Hello')]),
  ),
  inflated('inflated-exactly', 'a message that inflates to exactly inflatedSizeLimit is delivered', 100_000, (start) =>
    delivers(start, compressed(deflated(asciiPattern(100_000))), [text(asciiPattern(100_000))]),
  ),
  inflated('inflated-over', 'one byte more is refused', 100_000, (start) =>
    refuses(start, compressed(deflated(asciiPattern(100_001))), 1009),
  ),
  inflated('inflated-far-over', 'however far it goes', 100_000, (start) =>
    refuses(start, compressed(zeros(16 * 1024 ** 2), { opcode: 2 }), 1009),
  ),
  inflated('inflated-fragments', 'it counts for the message, not the fragment', 100_000, (start) =>
    refuses(start, Buffer.concat(fragments(deflated(asciiPattern(60_000), asciiPattern(60_000)), [20, 200])), 1009),
  ),
  inflated('inflated-each', 'every message counts by itself', 100_000, (start) =>
    delivers(
      start,
      Buffer.concat([60_000, 60_000, 60_000].map((size) => compressed(zeros(size), { opcode: 2 }))),
      [60_000, 60_000, 60_000].map((size) => binary(Buffer.alloc(size))),
    ),
  ),
  inflated('inflated-uncompressed', 'it does not hold for uncompressed messages', 4, (start) =>
    delivers(start, frame({ payload: 'larger' }), [text('larger')]),
  ),
];

function limited(
  [what, sentence, sends, maxMessageSize]: Row,
  make: (start: Parameters<typeof delivers>[0], sends: Buffer) => ExchangeCase,
): ExchangeCase {
  const made = make(start(`limit-${what}`, 'RFC 6455, 10.4', sentence), Buffer.concat(sends));
  return withDeflate({ ...made, client: { maxMessageSize } });
}

function inflated(
  what: string,
  sentence: string,
  inflatedSizeLimit: number,
  make: (start: Parameters<typeof delivers>[0]) => ExchangeCase,
): ExchangeCase {
  const offer: NonNullable<ClientSettings['perMessageDeflate']> = { inflatedSizeLimit };
  return withDeflate(make(start(`limit-${what}`, 'RFC 6455, 10.4', sentence)), undefined, offer);
}
