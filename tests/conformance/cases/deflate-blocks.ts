import { frame } from '../../support/frames.ts';
import type { ExchangeCase } from '../case.ts';
import { fixedBlock, payloadOf } from '../deflate-bits.ts';
import { compressed, Compressor, deflated, fragments, withDeflate, type CompressorOptions } from '../deflate-data.ts';
import { tail } from '../inflate.ts';
import { asciiPattern, delivers, pattern, text } from '../make.ts';
import {
  emoji,
  group,
  hello,
  helloAgain,
  helloFinal,
  helloStored,
  hex,
  prose,
  proseDeflated,
  start,
  whole,
  type Good,
} from './deflate-cases.ts';

const blocks: readonly Good[] = [
  whole(
    'stored-padding',
    'bits before the lengths of a stored block do not count',
    hex('f8 05 00 fa ff 48656c6c6f 00'),
    'Hello',
  ),
  whole(
    'stored-empty',
    'empty stored blocks may come anywhere',
    hex('00 0000ffff 00 0000ffff f2 48 cd c9 c9 07 00 0000ffff 00'),
    'Hello',
  ),
  whole(
    'stored-largest',
    'a stored block of 65535 bytes',
    Buffer.concat([hex('00 ffff 0000'), asciiPattern(65_535), hex('00')]),
    asciiPattern(65_535),
  ),
  whole('fixed-empty', 'an empty block with fixed codes', payloadOf(fixedBlock([])), ''),
  whole(
    'fixed-empties',
    'blocks need not begin at a byte',
    payloadOf(...Array.from({ length: 9 }, () => fixedBlock([])), fixedBlock([0x61])),
    'a',
  ),
  whole(
    'fixed-many',
    'many blocks of one byte',
    payloadOf(...Array.from({ length: 500 }, () => fixedBlock([0x61]))),
    'a'.repeat(500),
  ),
  whole(
    'fixed-bytes',
    'every byte there is',
    payloadOf(fixedBlock(Array.from({ length: 256 }, (_, byte) => byte))),
    Uint8Array.from({ length: 256 }, (_, byte) => byte),
    'binary',
  ),
  whole('run', 'the longest reference, to the byte before', payloadOf(fixedBlock([0x61, [258, 1]])), 'a'.repeat(259)),
  whole(
    'overlap',
    'a reference may reach into what it makes',
    payloadOf(fixedBlock([0x61, 0x62, [7, 2]])),
    'ababababa',
  ),
  whole(
    'lengths',
    'references of every length',
    payloadOf(fixedBlock([0x61, ...Array.from({ length: 256 }, (_, index) => [index + 3, 1] as const)])),
    'a'.repeat(1 + (256 * (3 + 258)) / 2),
  ),
  whole('dynamic', 'codes of its own', proseDeflated, prose),
  whole(
    'dynamic-binary',
    'codes of its own for all bytes',
    new Compressor({ strategy: 'huffman' }).message(pattern(20_000)),
    pattern(20_000),
    'binary',
  ),
  whole(
    'dynamic-no-distances',
    'codes of its own and none for distances',
    new Compressor({ strategy: 'huffman' }).message('abcabcaaaaaaaaaaaaaaaaaaaaaabbbb'.repeat(9)),
    'abcabcaaaaaaaaaaaaaaaaaaaaaabbbb'.repeat(9),
  ),
  whole(
    'mixed',
    'blocks of all kinds',
    Buffer.concat([hex('00 0200 fdff 6162'), deflated('cd').subarray(0, -1), hex('00 0000ffff'), proseDeflated]),
    `abcd${prose}`,
  ),
  whole('flushes', 'a flush after every byte', deflated(...'Hello, world'.split('')), 'Hello, world'),
  whole(
    'full-flushes',
    'a flush that forgets',
    deflated({ bytes: Buffer.from('Hello'), flush: 'full' }, 'Hello'),
    'HelloHello',
  ),
  whole(
    'tail-kept',
    'more than needed: the end of the flush is still there',
    Buffer.concat([hello, tail, hex('00')]),
    'Hello',
  ),
];

const last = (content: string): { bytes: Buffer; flush: 'final' } => ({ bytes: Buffer.from(content), flush: 'final' });

const finals: readonly Good[] = [
  [
    'then-block',
    '7.2.3.4',
    'after a block with BFINAL comes another',
    [compressed(deflated(last('Hel'), 'lo'))],
    [text('Hello')],
  ],
  [
    'then-final',
    '7.2.3.4',
    'after a block with BFINAL comes another such',
    [compressed(deflated(last('Hel'), last('lo')))],
    [text('Hello')],
  ],
  [
    'many',
    '7.2.3.4',
    'a hundred of them',
    [compressed(deflated(...Array.from({ length: 100 }, (_, index) => last(`${index} `))))],
    [text(Array.from({ length: 100 }, (_, index) => `${index} `).join(''))],
  ],
  ['empty', '7.2.3.4', 'an empty one', [compressed(hex('03 00 00'))], [text('')]],
  [
    'stored',
    '7.2.3.4',
    'a stored block with BFINAL',
    [compressed(hex('01 05 00 fa ff 48656c6c6f 00'))],
    [text('Hello')],
  ],
  [
    'dynamic',
    '7.2.3.4',
    'one with codes of its own',
    [compressed(deflated(last(prose), 'end'))],
    [text(`${prose}end`)],
  ],
  [
    'refers',
    '7.2.3.4',
    'the block after it refers to what it made',
    [compressed(Buffer.concat([hex('f3 48 cd c9 c9 07 00'), helloAgain]))],
    [text('HelloHello')],
  ],
  [
    'then-message',
    '7.2.3.4',
    'the next message is compressed by itself',
    [compressed(helloFinal), compressed(hello)],
    [text('Hello'), text('Hello')],
  ],
  [
    'then-reference',
    '7.2.3.4',
    'the next message refers to it',
    [compressed(helloFinal), compressed(helloAgain)],
    [text('Hello'), text('Hello')],
  ],
  [
    'messages',
    '7.2.3.4',
    'every message ends so',
    Array.from({ length: 20 }, () => compressed(helloFinal)),
    Array.from({ length: 20 }, () => text('Hello')),
  ],
  [
    'fragment',
    '7.2.3.4',
    'a fragment ends with it',
    fragments(Buffer.concat([helloFinal.subarray(0, -1), helloStored]), [7]),
    [text('HelloHello')],
  ],
  [
    'then-uncompressed',
    '7.2.3.4',
    'an uncompressed message follows',
    [compressed(helloFinal), frame({ payload: 'plain' }), compressed(helloAgain)],
    [text('Hello'), text('plain'), text('Hello')],
  ],
];

const strategies = ['default', 'fixed', 'huffman', 'run-length'] as const;

/** What DEFLATE data may be made of (RFC 7692, sections 7.2.1 and 7.2.2; RFC 1951). */
export const deflateBlocks: readonly ExchangeCase[] = [
  ...group('blocks', blocks),
  ...group('final', finals),
  ...[9, 12, 15].flatMap((windowBits) => strategies.map((strategy) => zlibMessages({ windowBits, strategy }))),
  ...[0, 1, 9].map((level) => zlibMessages({ level })),
];

function zlibMessages(options: CompressorOptions): ExchangeCase {
  const compressor = new Compressor(options);
  const contents = [prose, prose, '', emoji, asciiPattern(5000).toString(), prose];
  const { windowBits, strategy = 'default', level = 'default' } = options;
  return withDeflate(
    delivers(
      start(
        `zlib-${strategy}-${level}-${windowBits ?? 15}`,
        '7.2.1',
        `what zlib compresses: strategy ${strategy}, level ${level}, ${windowBits ?? 15} bits`,
      ),
      Buffer.concat(contents.map((content) => compressed(compressor.message(content)))),
      contents.map((content) => text(content)),
    ),
    windowBits === undefined ? undefined : `permessage-deflate; server_max_window_bits=${windowBits}`,
  );
}
