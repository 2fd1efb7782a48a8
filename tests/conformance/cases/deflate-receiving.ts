import { frame } from '../../support/frames.ts';
import type { ExchangeCase } from '../case.ts';
import { compressed, deflated, fragments, withDeflate } from '../deflate-data.ts';
import { tail } from '../inflate.ts';
import { binary, closeFrame, closes, delivers, pong, refuses, text } from '../make.ts';
import {
  emoji,
  group,
  hello,
  helloAgain,
  helloFinal,
  helloStored,
  helloTwoBlocks,
  hex,
  noise,
  ping,
  prose,
  proseDeflated,
  repeated,
  start,
  type Good,
} from './deflate-cases.ts';

const examples: readonly Good[] = [
  ['one-block', '7.2.3.1', 'one compressed block', [hex('c1 07 f2 48 cd c9 c9 07 00')], [text('Hello')]],
  [
    'one-block-fragments',
    '7.2.3.1',
    'the same in two fragments',
    [hex('41 03 f2 48 cd'), hex('80 04 c9 c9 07 00')],
    [text('Hello')],
  ],
  [
    'window',
    '7.2.3.2',
    'the second message refers to the first',
    [compressed(hello), compressed(helloAgain)],
    [text('Hello'), text('Hello')],
  ],
  ['window-not-used', '7.2.3.2', 'it need not', [compressed(hello), compressed(hello)], [text('Hello'), text('Hello')]],
  ['stored', '7.2.3.3', 'a block with no compression', [hex('c1 0b'), helloStored], [text('Hello')]],
  ['final', '7.2.3.4', 'a block with BFINAL', [hex('c1 08'), helloFinal], [text('Hello')]],
  ['two-blocks', '7.2.3.5', 'two blocks in one message', [hex('c1 0d'), helloTwoBlocks], [text('Hello')]],
  ['empty', '7.2.3.6', 'an empty message', [hex('c1 01 00')], [text('')]],
  ['empty-binary', '7.2.3.6', 'an empty binary message', [hex('c2 01 00')], [binary('')]],
];

const payloads: readonly (readonly [what: string, payload: Buffer, content: string])[] = [
  ['fixed', hello, 'Hello'],
  ['stored', helloStored, 'Hello'],
  ['final', helloFinal, 'Hello'],
  ['two-blocks', helloTwoBlocks, 'Hello'],
  ['characters', deflated(emoji, emoji), emoji + emoji],
];

const cuts: readonly Good[] = payloads.flatMap(([what, payload, content]) =>
  Array.from({ length: payload.length + 1 }, (_, cut): Good => [
    `cut-${what}-${cut}`,
    '6.1',
    `${what}: two fragments, cut at ${cut} of ${payload.length}`,
    fragments(payload, [cut]),
    [text(content)],
  ]),
);

const fragmented: readonly Good[] = [
  ...payloads.map(([what, payload, content]): Good => [
    `bytes-${what}`,
    '6.1',
    `${what}: every byte is a fragment`,
    fragments(
      payload,
      Array.from({ length: payload.length - 1 }, (_, index) => index + 1),
    ),
    [text(content)],
  ]),
  [
    'bytes-dynamic',
    '6.1',
    'codes of its own, every byte a fragment',
    fragments(
      proseDeflated,
      Array.from({ length: proseDeflated.length - 1 }, (_, index) => index + 1),
    ),
    [text(prose)],
  ],
  ['empty-fragments', '6.1', 'fragments may be empty', fragments(hello, [0, 0, 3, 3, 7, 7]), [text('Hello')]],
  ['empty-in-fragments', '7.2.3.6', 'an empty message in three fragments', fragments(hex('00'), [0, 1]), [text('')]],
  [
    'binary',
    '6.1',
    'the first fragment says what kind it is',
    fragments(hello, [2, 4], { opcode: 2 }),
    [binary('Hello')],
  ],
  [
    'flushed',
    '7.2.1',
    'each fragment may be flushed',
    fragments(helloTwoBlocks, [helloTwoBlocks.indexOf(tail) + tail.length]),
    [text('Hello')],
  ],
  ['flush-in-two', '7.2.1', 'a fragment may end inside a flush', fragments(helloTwoBlocks, [4, 5, 6]), [text('Hello')]],
  [
    'thousand',
    '6.1',
    'a thousand messages, each in two fragments',
    Array.from({ length: 1000 }, () => fragments(hello, [4])).flat(),
    Array.from({ length: 1000 }, () => text('Hello')),
  ],
  [
    'pings',
    '6.1',
    'pings may come between all fragments, and are answered',
    fragments(hello, [1, 3, 5]).flatMap((fragment, index) => [ping(String(index)), fragment]),
    [text('Hello')],
    ['0', '1', '2', '3'].map((payload) => pong(payload)),
  ],
  [
    'pongs',
    '6.1',
    'so may pongs',
    fragments(hello, [1, 3, 5]).flatMap((fragment) => [frame({ opcode: 10, payload: 'p' }), fragment]),
    [text('Hello')],
  ],
];

export const deflateReceiving: readonly ExchangeCase[] = [
  ...group('example', examples),
  ...group('fragments', cuts),
  ...group('fragments', fragmented),
  ...group('fragments', [
    ['character', '6.2', 'a character may be cut by fragments, blocks and bytes', characterInPieces(), [text(emoji)]],
  ]),
  withDeflate(
    delivers(
      start('open', '6.2', 'what has come of a message that is not over'),
      frame({ fin: false, rsv1: true, payload: Buffer.concat([hello, tail]) }),
      [],
      [],
      'Hello',
    ),
  ),
  withDeflate(
    delivers(
      start('ping-in-open-message', '6.1', 'a ping is answered though the compressed message goes on'),
      Buffer.concat([frame({ fin: false, rsv1: true, payload: Buffer.concat([hello, tail]) }), ping('now')]),
      [],
      [pong('now')],
      'Hello',
    ),
  ),
  withDeflate(
    closes(
      start('close', 'RFC 6455, 7.1.4', 'compressed messages before the close frame are delivered'),
      Buffer.concat([compressed(hello), compressed(proseDeflated), compressed(helloFinal), closeFrame(1001, 'bye')]),
      { code: 1001, reason: 'bye' },
      [text('Hello'), text(prose), text('Hello')],
    ),
  ),
  withDeflate(
    closes(
      start('close-between', 'RFC 6455, 5.4', 'a close frame inside a compressed message ends it all'),
      Buffer.concat([frame({ fin: false, rsv1: true, payload: Buffer.concat([hello, tail]) }), closeFrame(1000)]),
      { code: 1000, reason: '' },
      [],
      [],
      'Hello',
    ),
  ),
  {
    ...withDeflate(
      closes(
        start('close-then-end', 'RFC 6455, 7.1.1', 'the server may end TCP right after its close frame'),
        Buffer.concat([compressed(hello), compressed(helloAgain), closeFrame(1000, 'bye')]),
        { code: 1000, reason: 'bye' },
        [text('Hello'), text('Hello')],
      ),
    ),
    tcpAfter: 'end',
  },
  withDeflate(
    delivers(
      start('large', '7.2.2', 'a message of 3 MiB that hardly compresses'),
      compressed(deflated(noise(3 * 1024 ** 2)), { opcode: 2 }),
      [binary(noise(3 * 1024 ** 2))],
    ),
  ),
  withDeflate(
    delivers(
      start('large-fragments', '7.2.2', 'a message of 8 MiB that compresses well, in many fragments'),
      Buffer.concat(fragments(deflated(repeated(8 * 1024 ** 2)), [1, 100, 101, 5000, 10_000])),
      [text(repeated(8 * 1024 ** 2))],
    ),
  ),
  {
    ...refuses(
      start('rsv1-declined', '6', 'RSV1 after an offer that was not accepted is refused'),
      compressed(hello),
      1002,
    ),
    client: { perMessageDeflate: {} },
  },
  withDeflate(
    refuses(
      start('order', '6', 'what came before a frame that is refused is delivered'),
      Buffer.concat([compressed(hello), compressed(proseDeflated), frame({ opcode: 3 })]),
      1002,
      [text('Hello'), text(prose)],
    ),
  ),
  withDeflate(
    refuses(
      start('order-pings', '6', 'pings before it are answered'),
      Buffer.concat([ping('1'), compressed(hello), ping('2'), frame({ opcode: 0, rsv1: true })]),
      1002,
      [text('Hello')],
      [pong('1'), pong('2')],
    ),
  ),
  withDeflate(
    refuses(
      start('rsv1-middle', '6.1', 'RSV1 on a fragment after the first is refused'),
      Buffer.concat([
        frame({ fin: false, rsv1: true, payload: hello.subarray(0, 3) }),
        frame({ opcode: 0, rsv1: true, payload: hello.subarray(3) }),
      ]),
      1002,
    ),
  ),
  withDeflate(
    refuses(
      start('rsv1-late', '6.1', 'a message cannot be compressed from its second fragment on'),
      Buffer.concat([frame({ fin: false, payload: 'a' }), frame({ opcode: 0, rsv1: true, payload: hello })]),
      1002,
    ),
  ),
  withDeflate(
    refuses(
      start('inside', 'RFC 6455, 5.4', 'a compressed message inside another is refused'),
      Buffer.concat([frame({ fin: false, rsv1: true, payload: hello.subarray(0, 3) }), compressed(hello)]),
      1002,
    ),
  ),
];

function characterInPieces(): Buffer[] {
  const bytes = [...Buffer.from(emoji)].map((byte) => Uint8Array.of(byte));
  const payload = deflated(...bytes);
  return fragments(
    payload,
    Array.from({ length: payload.length - 1 }, (_, index) => index + 1),
  );
}
