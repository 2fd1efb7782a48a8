import { frame } from '../../support/frames.ts';
import type { ExchangeCase, Message } from '../case.ts';
import { binary, closeFrame, closes, delivers, pattern, pong, refuses, text } from '../make.ts';

const ping = (payload: string): Buffer => frame({ opcode: 9, payload });
const first = (payload: string | Uint8Array, opcode = 1): Buffer => frame({ opcode, fin: false, payload });
const more = (payload: string | Uint8Array): Buffer => frame({ opcode: 0, fin: false, payload });
const last = (payload: string | Uint8Array): Buffer => frame({ opcode: 0, payload });

type Good = readonly [what: string, sentence: string, frames: readonly Buffer[], messages: readonly Message[]];
type Bad = readonly [what: string, sentence: string, frames: readonly Buffer[], messages?: readonly Message[]];

const good: readonly Good[] = [
  ['two', 'two fragments are one message', [first('ab'), last('cd')], [text('abcd')]],
  ['binary', 'the first fragment says what kind the message is', [first('ab', 2), last('cd')], [binary('abcd')]],
  ['empty-first', 'the first fragment may be empty', [first(''), last('cd')], [text('cd')]],
  ['empty-middle', 'a middle fragment may be empty', [first('a'), more(''), last('b')], [text('ab')]],
  ['empty-last', 'the last fragment may be empty', [first('ab'), last('')], [text('ab')]],
  ['all-empty', 'all fragments may be empty', [first(''), more(''), last('')], [text('')]],
  ['all-empty-binary', 'also those of a binary message', [first('', 2), more(''), last('')], [binary('')]],
  [
    'twice',
    'after the last fragment another message may begin',
    [first('a'), last('b'), first('c', 2), last('d')],
    [text('ab'), binary('cd')],
  ],
  [
    'then-whole',
    'also one in a single frame',
    [first('a'), last('b'), frame({ payload: 'c' })],
    [text('ab'), text('c')],
  ],
  [
    'sizes',
    'fragments may have lengths of every form',
    [first(pattern(3), 2), more(pattern(300)), last(pattern(70_000))],
    [binary(Buffer.concat([pattern(3), pattern(300), pattern(70_000)]))],
  ],
  [
    'thousand',
    'a thousand fragments of one byte are one message',
    [first('a'), ...Array.from({ length: 998 }, () => more('b')), last('c')],
    [text(`a${'b'.repeat(998)}c`)],
  ],
  ['pong-between', 'a pong may come between', [first('a'), frame({ opcode: 10 }), last('b')], [text('ab')]],
];

const bad: readonly Bad[] = [
  ['nothing-to-continue', 'a last fragment without a first is refused', [last('x')]],
  ['nothing-to-continue-more', 'a middle fragment without a first is refused', [more('x')]],
  [
    'continued-after-whole',
    'a message in one frame cannot be continued',
    [frame({ payload: 'a' }), last('x')],
    [text('a')],
  ],
  [
    'continued-after-last',
    'a message cannot be continued after its last fragment',
    [first('a'), last('b'), last('x')],
    [text('ab')],
  ],
  ['text-inside', 'a text inside a message is refused', [first('a'), frame({ payload: 'x' })]],
  ['binary-inside', 'a binary message inside a text is refused', [first('a'), frame({ opcode: 2, payload: 'x' })]],
  ['text-inside-binary', 'a text inside a binary message is refused', [first('a', 2), frame({ payload: 'x' })]],
  ['first-inside', 'a first fragment inside a message is refused', [first('a'), first('x')]],
  ['first-after-more', 'also after a middle fragment', [first('a'), more('b'), first('x')]],
  ['empty-inside', 'also where nothing has come yet', [first(''), frame()]],
  ['fragmented-ping', 'a ping is not fragmented', [frame({ opcode: 9, fin: false, payload: 'a' }), last('b')]],
  ['fragmented-pong', 'a pong is not fragmented', [frame({ opcode: 10, fin: false, payload: 'a' }), last('b')]],
  [
    'fragmented-close',
    'a close frame is not fragmented',
    [frame({ opcode: 8, fin: false, payload: Buffer.from([3, 232]) }), last('')],
  ],
  ['fragmented-ping-inside', 'neither inside a message', [first('a'), frame({ opcode: 9, fin: false, payload: 'p' })]],
  [
    'reserved-inside',
    'a reserved opcode inside a message is refused',
    [first('a'), frame({ opcode: 3, payload: 'x' })],
  ],
  [
    'rsv-on-continuation',
    'a reserved bit on a continuation is refused',
    [first('a'), frame({ opcode: 0, rsv1: true })],
  ],
];

export const fragmentation: readonly ExchangeCase[] = [
  ...good.map(([what, sentence, frames, messages]) => delivers(start(what, sentence), Buffer.concat(frames), messages)),
  ...[1, 2, 3, 5, 8, 16, 64].map((count) => {
    const payloads = Array.from({ length: count }, (_, index) => `<${index}>`);
    return delivers(
      start(`count-${count}`, `${count} fragments are one message`),
      Buffer.concat(
        payloads.map((payload, index) => frame({ opcode: index === 0 ? 1 : 0, fin: index === count - 1, payload })),
      ),
      [text(payloads.join(''))],
    );
  }),
  ...bad.map(([what, sentence, frames, messages = []]) =>
    refuses(start(what, sentence), Buffer.concat(frames), 1002, messages),
  ),
  delivers(
    start('ping-between', 'a ping between fragments is answered at once, and the message is whole'),
    Buffer.concat([first('a'), ping('1'), last('b')]),
    [text('ab')],
    [pong('1')],
  ),
  delivers(
    start('pings-between', 'pings may come between all fragments'),
    Buffer.concat([ping('0'), first('a'), ping('1'), more('b'), ping('2'), ping('3'), last('c'), ping('4')]),
    [text('abc')],
    ['0', '1', '2', '3', '4'].map((payload) => pong(payload)),
  ),
  delivers(
    start('ping-in-open-message', 'a ping is answered though the message goes on'),
    Buffer.concat([first('a'), ping('now')]),
    [],
    [pong('now')],
    'a',
  ),
  delivers(
    start('ping-inside-character', 'a ping may come inside a character'),
    Buffer.concat([first(Buffer.from([0xe2, 0x82])), ping('p'), last(Buffer.from([0xac]))]),
    [text('€')],
    [pong('p')],
  ),
  closes(
    start('close-between', 'a close frame inside a message ends it all; the message is not delivered'),
    Buffer.concat([first('a'), more('b'), closeFrame(1001, 'going')]),
    { code: 1001, reason: 'going' },
    [],
    [],
    'ab',
  ),
];

function start(what: string, sentence: string): Pick<ExchangeCase, 'id' | 'clause' | 'sentence'> {
  return { id: `fragments/${what}`, clause: '5.4', sentence };
}
