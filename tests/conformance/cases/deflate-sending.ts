import { closePayload } from '../../support/frames.ts';
import type { PerMessageDeflateOffer } from '../../../main/wire/permessage-deflate.ts';
import type { ClientAction, MessageType, SendingCase, SentFrame } from '../case.ts';
import { inflateBlocks, tail } from '../inflate.ts';
import { asciiPattern, pattern } from '../make.ts';
import { emoji, hex, noise, prose, repeated, start } from './deflate-cases.ts';

const sizes = [0, 1, 2, 3, 4, 5, 124, 125, 126, 127, 65_535, 65_536, 65_537];
const large = [1024 ** 2, 3 * 1024 ** 2];
const windows = [8, 9, 10, 11, 12, 13, 14, 15] as const;

interface Sent {
  readonly actions: readonly ClientAction[];
  /** Default: every action is a compressed frame, or a close frame. */
  readonly frames?: readonly SentFrame[];
  readonly by?: SendingCase['by'];
  readonly offer?: PerMessageDeflateOffer;
  /** Default: an answer without parameters. */
  readonly parameters?: string;
  readonly joinsFragments?: boolean;
  readonly holds?: SendingCase['holds'];
}

const again = ['Hello', 'Hello', prose, 'Hello', prose];

/** What a client sends where the extension is agreed on (RFC 7692, sections 6.1 and 7.2.1). */
export const deflateSending: readonly SendingCase[] = [
  ...sizes.flatMap((size) => [
    sends(`binary-${size}`, '6.1', `a binary message of ${size} bytes is compressed`, {
      actions: [write(pattern(size))],
    }),
    sends(`stream-${size}`, '6.1', `a write of ${size} bytes to a StreamWebSocket is compressed`, {
      actions: [write(noise(size))],
      by: 'stream',
    }),
  ]),
  ...[0, 1, 125, 65_536].map((size) =>
    sends(`text-${size}`, '6.1', `a text of ${size} bytes is compressed`, {
      actions: [write(asciiPattern(size), 'text')],
    }),
  ),
  ...large.flatMap((size) =>
    (['message', 'stream'] as const).flatMap((by) => [
      sends(`large-${by}-${size}`, '6.1', `a message of ${size} bytes that compresses (${by})`, {
        actions: [write(repeated(size)), write(pattern(10))],
        by,
        joinsFragments: true,
      }),
      sends(`large-noise-${by}-${size}`, '6.1', `a message of ${size} bytes that does not (${by})`, {
        actions: [write(noise(size)), write(pattern(10))],
        by,
        joinsFragments: true,
      }),
    ]),
  ),
  sends('empty', '7.2.3.6', 'an empty message is one byte', {
    actions: [write(Buffer.alloc(0), 'text'), write(Buffer.alloc(0)), write(Buffer.from('a')), write(Buffer.alloc(0))],
    holds: (frames) => [0, 1, 3].every((index) => frames[index]?.payload.equals(hex('00'))),
  }),
  sends('smaller', '6.1', 'what compresses is smaller than before', {
    actions: [write(Buffer.from(prose), 'text')],
    holds: ([only]) => (only?.payload.length ?? 1000) < prose.length / 4,
  }),
  sends('takeover', '7.1.1', 'a message refers to those before', {
    actions: [1, 2, 3].map(() => write(noise(500))),
    holds: ([first, ...more]) => more.every(({ payload }) => payload.length < (first?.payload.length ?? 0) / 4),
  }),
  sends('takeover-kinds', '7.1.1', 'whatever kind they are', {
    actions: [...again, ...again].map((content, index) =>
      write(Buffer.from(content), index % 2 === 0 ? 'text' : 'binary'),
    ),
  }),
  ...[
    { offer: { clientNoContextTakeover: true }, parameters: '', what: 'offered' },
    { offer: {}, parameters: '; client_no_context_takeover', what: 'demanded' },
    { offer: { clientNoContextTakeover: true }, parameters: '; client_no_context_takeover', what: 'both' },
  ].flatMap(({ offer, parameters, what }) => [
    sends(`no-takeover-${what}`, '7.1.1.2', `every message inflates by itself (client_no_context_takeover, ${what})`, {
      actions: again.map((content) => write(Buffer.from(content), 'text')),
      offer,
      parameters,
    }),
    sends(`no-takeover-fragments-${what}`, '7.1.1.2', `in fragments too (${what})`, {
      actions: [...fragments(again, 'text'), ...fragments([prose, ''], 'binary'), write(Buffer.from(prose), 'text')],
      offer,
      parameters,
    }),
    sends(`no-takeover-large-${what}`, '7.1.1.2', `large ones too (${what})`, {
      actions: [1, 2].map(() => write(repeated(2 * 1024 ** 2), 'text')),
      offer,
      parameters,
      joinsFragments: true,
    }),
  ]),
  sends('server-takeover', '7.1.1.1', 'server_no_context_takeover is not about our messages', {
    actions: [1, 2].map(() => write(noise(500))),
    parameters: '; server_no_context_takeover; server_max_window_bits=8',
    holds: ([first, second]) => (second?.payload.length ?? 1000) < (first?.payload.length ?? 0) / 4,
  }),
  ...windows.flatMap((bits) =>
    [
      { offer: { clientMaxWindowBits: bits }, parameters: '', what: 'offered' },
      { offer: {}, parameters: `; client_max_window_bits=${bits}`, what: 'demanded' },
      { offer: { clientMaxWindowBits: 15 }, parameters: `; client_max_window_bits=${bits}`, what: 'smaller' },
      { offer: { clientMaxWindowBits: bits }, parameters: '; client_max_window_bits=15', what: 'larger' },
    ].map(({ offer, parameters, what }) =>
      sends(`window-${bits}-${what}`, '7.1.2.2', `references go back at most ${2 ** bits} bytes (${what})`, {
        // What is repeated after a little less than a window, and a little more.
        actions: [2 ** bits - 300, 2 ** bits - 1, 2 ** bits, 2 ** bits + 1].flatMap((period) =>
          Array.from({ length: 3 }, () => write(noise(Math.max(1, period)))),
        ),
        offer,
        parameters,
      }),
    ),
  ),
  sends('window-used', '7.1.2.2', 'a window is as large as was agreed on', {
    actions: [write(noise(30_000)), write(noise(30_000))],
    holds: ([first, second]) => (second?.payload.length ?? 0) < (first?.payload.length ?? 0) / 10,
  }),
  ...[2, 3, 10].flatMap((count) =>
    (['text', 'binary'] as const).map((type) =>
      sends(`${type}-fragments-${count}`, '6.1', `of ${count} fragments of a ${type} message only the first has RSV1`, {
        actions: fragments(
          Array.from({ length: count }, (_, index) => `<${index}>${prose}`),
          type,
        ),
      }),
    ),
  ),
  ...[
    ['', '', ''],
    ['', 'a'],
    ['a', ''],
    ['a', '', 'b'],
    ['', 'a', '', '', 'a', ''],
  ].map((contents, index) =>
    sends(
      `fragments-empty-${index + 1}`,
      '7.2.3.6',
      `fragments may be empty: ${contents.map((content) => content.length).join(', ')} bytes`,
      {
        actions: [...fragments(contents, 'text'), ...fragments(contents, 'binary')],
      },
    ),
  ),
  sends('fragments-characters', '6.1', 'a character may be cut', {
    actions: [...Buffer.from(emoji)].map((byte, index, { length }) => ({
      kind: 'fragment',
      payload: Uint8Array.of(byte),
      type: 'text',
      isFinal: index === length - 1,
    })),
  }),
  sends('fragment-single', '6.1', 'a final fragment alone is a whole message', { actions: fragments([prose], 'text') }),
  sends('fragments-flushed', '7.2.1', 'every fragment but the last ends with a flush, and the last without its end', {
    actions: fragments([prose, 'Hello', prose], 'text'),
    holds: (frames) => frames.every(({ payload, fin }) => payload.subarray(-4).equals(tail) !== fin),
  }),
  sends('fragments-large', '6.1', 'large fragments are frames of their own', {
    actions: fragments([repeated(300_000).toString(), '', repeated(500_000).toString()], 'text'),
  }),
  sends('many', '6.1', 'many messages keep their order', {
    actions: Array.from({ length: 100 }, (_, index) =>
      write(Buffer.from(`${index}${index % 7 === 0 ? prose : ''}`), 'text'),
    ),
  }),
  sends('close', 'RFC 6455, 5.5.1', 'the close frame comes after the messages, and is not compressed', {
    actions: [
      write(repeated(300_000), 'text'),
      write(Buffer.from('last')),
      { kind: 'close', code: 1001, reason: prose.slice(0, 100) },
    ],
  }),
  sends('close-in-message', 'RFC 6455, 5.4', 'also inside a compressed message', {
    actions: [...fragments(['a', 'b'], 'text').slice(0, 1), { kind: 'close', code: 1000, reason: '' }],
  }),
  ...[0, 1, 9].map((level) =>
    sends(`level-${level}`, '7.2.1', `level ${level} can be read like any other`, {
      actions: [...again, ''].map((content) => write(Buffer.from(content), 'text')),
      offer: { level },
    }),
  ),
  sends('level-stored', '7.2.3.3', 'level 0 stores', {
    actions: [write(Buffer.from('Hello'), 'text')],
    offer: { level: 0 },
    holds: ([only]) =>
      inflateBlocks(Buffer.concat([only?.payload ?? tail, tail])).blocks.every(({ type }) => type === 'stored'),
  }),
  sends('threshold', '6.1', 'messages shorter than the threshold are not compressed', {
    actions: [9, 10, 11, 0, 9, 12].map((size) => write(asciiPattern(size), 'text')),
    frames: [9, 10, 11, 0, 9, 12].map((size) => whole(asciiPattern(size), 'text', size >= 10)),
    offer: { threshold: 10 },
  }),
  sends('threshold-stream', '6.1', 'neither are short writes to a StreamWebSocket', {
    actions: [99, 100, 99].map((size) => write(pattern(size))),
    frames: [99, 100, 99].map((size) => whole(pattern(size), 'binary', size >= 100)),
    by: 'stream',
    offer: { threshold: 100 },
  }),
  sends('threshold-order', '6.1', 'and they keep their place between those that are', {
    actions: [500_000, 3, 500_000, 3, 3].map((size) => write(asciiPattern(size), 'text')),
    frames: [500_000, 3, 500_000, 3, 3].map((size) => whole(asciiPattern(size), 'text', size > 10)),
    offer: { threshold: 10 },
  }),
  declined('message'),
  declined('stream'),
];

function sends(what: string, clause: string, sentence: string, sent: Sent): SendingCase {
  const { actions, by = 'message', offer = {}, parameters = '', joinsFragments = false, holds } = sent;
  return {
    kind: 'sending',
    ...start(`send-${what}`, clause, sentence),
    by,
    client: { perMessageDeflate: offer },
    extensions: `permessage-deflate${parameters}`,
    actions,
    frames: sent.frames ?? framesOf(actions),
    joinsFragments,
    ...(holds !== undefined && { holds }),
  };
}

function declined(by: SendingCase['by']): SendingCase {
  return {
    kind: 'sending',
    ...start(`send-declined-${by}`, '5.1', `nothing is compressed where the server did not accept the offer (${by})`),
    by,
    client: { perMessageDeflate: {} },
    actions: [write(asciiPattern(1000)), write(Buffer.alloc(0))],
    frames: [whole(asciiPattern(1000), 'binary', false), whole(Buffer.alloc(0), 'binary', false)],
  };
}

function write(payload: Uint8Array, type: MessageType = 'binary'): ClientAction {
  return { kind: 'write', payload, type };
}

function fragments(contents: readonly string[], type: MessageType): ClientAction[] {
  return contents.map((content, index) => ({
    kind: 'fragment',
    payload: Buffer.from(content),
    type,
    isFinal: index === contents.length - 1,
  }));
}

function whole(payload: Uint8Array, type: MessageType, isCompressed: boolean): SentFrame {
  return { opcode: type === 'text' ? 1 : 2, fin: true, payload, isCompressed };
}

function framesOf(actions: readonly ClientAction[]): SentFrame[] {
  return actions.map((action, index): SentFrame => {
    if (action.kind === 'close')
      return { opcode: 8, fin: true, payload: closePayload(action.code ?? 1000, action.reason) };
    const { payload, type = 'binary' } = action;
    if (action.kind === 'write') return whole(payload, type, true);
    const before = actions[index - 1];
    const isFirst = before?.kind !== 'fragment' || before.isFinal;
    return { opcode: !isFirst ? 0 : type === 'text' ? 1 : 2, fin: action.isFinal, payload, isCompressed: true };
  });
}
