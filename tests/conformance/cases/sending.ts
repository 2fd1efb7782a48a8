import { closePayload } from '../../support/frames.ts';
import type { ClientAction, SendingCase, SentFrame } from '../case.ts';
import { asciiPattern, pattern } from '../make.ts';

const sizes = [0, 1, 2, 3, 4, 5, 7, 8, 124, 125, 126, 127, 128, 65_534, 65_535, 65_536, 65_537, 1_048_576];
const many = 64;

export const sending: readonly SendingCase[] = [
  ...sizes.map((size) =>
    sends(
      [`binary-${size}`, '5.3', `a binary message of ${size} bytes is masked and unmasks to itself`],
      [{ kind: 'write', payload: pattern(size), type: 'binary' }],
      [{ opcode: 2, fin: true, payload: pattern(size) }],
    ),
  ),
  ...[0, 1, 125, 126, 65_535, 65_536].map((size) =>
    sends(
      [`text-${size}`, '5.6', `a text of ${size} bytes has the opcode of a text`],
      [{ kind: 'write', payload: asciiPattern(size), type: 'text' }],
      [{ opcode: 1, fin: true, payload: asciiPattern(size) }],
    ),
  ),
  ...[0, 1, 125, 126, 65_536].map((size) =>
    sends(
      [`stream-${size}`, '5.6', `a write of ${size} bytes to a StreamWebSocket is one binary message`],
      [{ kind: 'write', payload: pattern(size) }],
      [{ opcode: 2, fin: true, payload: pattern(size) }],
      'stream',
    ),
  ),
  ...[2, 3, 10].flatMap((count) =>
    (['text', 'binary'] as const).map((type) =>
      sends(
        [
          `${type}-fragments-${count}`,
          '5.4',
          `of ${count} fragments of a ${type} message the first has the opcode, the last FIN`,
        ],
        Array.from({ length: count }, (_, index): ClientAction => {
          return { kind: 'fragment', payload: Buffer.from(`<${index}>`), type, isFinal: index === count - 1 };
        }),
        Array.from({ length: count }, (_, index): SentFrame => {
          const opcode = index > 0 ? 0 : type === 'text' ? 1 : 2;
          return { opcode, fin: index === count - 1, payload: Buffer.from(`<${index}>`) };
        }),
      ),
    ),
  ),
  sends(
    ['fragment-type', '5.4', 'the type cannot change inside a message'],
    [
      { kind: 'fragment', payload: Buffer.from('a'), type: 'text', isFinal: false },
      { kind: 'fragment', payload: Buffer.from('b'), type: 'binary', isFinal: true },
    ],
    [
      { opcode: 1, fin: false, payload: Buffer.from('a') },
      { opcode: 0, fin: true, payload: Buffer.from('b') },
    ],
  ),
  sends(
    ['fragments-empty', '5.4', 'fragments may be empty'],
    [false, false, true].map((isFinal): ClientAction => ({
      kind: 'fragment',
      payload: Buffer.alloc(0),
      type: 'text',
      isFinal,
    })),
    [1, 0, 0].map((opcode, index) => ({ opcode, fin: index === 2, payload: Buffer.alloc(0) })),
  ),
  sends(
    ['fragment-single', '5.4', 'a final fragment alone is a whole message'],
    [{ kind: 'fragment', payload: Buffer.from('a'), type: 'text', isFinal: true }],
    [{ opcode: 1, fin: true, payload: Buffer.from('a') }],
  ),
  sends(
    ['mixed', '5.6', 'texts and binary messages keep order and kind'],
    (['text', 'binary', 'text'] as const).map((type): ClientAction => ({
      kind: 'write',
      payload: Buffer.from(type),
      type,
    })),
    [
      { opcode: 1, fin: true, payload: Buffer.from('text') },
      { opcode: 2, fin: true, payload: Buffer.from('binary') },
      { opcode: 1, fin: true, payload: Buffer.from('text') },
    ],
  ),
  sends(
    ['keys', '5.3', `${many} frames have ${many} masking keys`],
    Array.from({ length: many }, (): ClientAction => ({ kind: 'write', payload: Buffer.from('same'), type: 'text' })),
    Array.from({ length: many }, () => ({ opcode: 1, fin: true, payload: Buffer.from('same') })),
  ),
  ...[
    [1000, ''],
    [1000, 'bye'],
    [1001, 'é€😀'],
    [1011, 'x'.repeat(123)],
    [3000, ''],
    [4999, 'mine'],
  ].map(([code, reason], index) => closed(`close-${index + 1}`, Number(code), String(reason))),
  sends(
    ['close-empty', '5.5.1', 'close() without a code sends an empty close frame'],
    [{ kind: 'close' }],
    [{ opcode: 8, fin: true, payload: Buffer.alloc(0) }],
  ),
  sends(
    ['close-twice', '5.5.1', 'a second close() sends nothing'],
    [
      { kind: 'close', code: 1000, reason: 'first' },
      { kind: 'close', code: 1001, reason: 'second' },
    ],
    [{ opcode: 8, fin: true, payload: closePayload(1000, 'first') }],
  ),
  sends(
    ['close-last', '5.5.1', 'the close frame comes after the messages, and is the last'],
    [
      { kind: 'write', payload: pattern(70_000), type: 'binary' },
      { kind: 'close', code: 1000, reason: '' },
    ],
    [
      { opcode: 2, fin: true, payload: pattern(70_000) },
      { opcode: 8, fin: true, payload: closePayload(1000) },
    ],
  ),
  sends(
    ['close-in-message', '5.4', 'a close frame may come inside a message'],
    [
      { kind: 'fragment', payload: Buffer.from('a'), type: 'text', isFinal: false },
      { kind: 'close', code: 1001, reason: '' },
    ],
    [
      { opcode: 1, fin: false, payload: Buffer.from('a') },
      { opcode: 8, fin: true, payload: closePayload(1001) },
    ],
  ),
];

function sends(
  [what, clause, sentence]: readonly [what: string, clause: string, sentence: string],
  actions: readonly ClientAction[],
  frames: readonly SentFrame[],
  by: SendingCase['by'] = 'message',
): SendingCase {
  return { kind: 'sending', id: `sending/${what}`, clause, sentence, by, actions, frames };
}

function closed(what: string, code: number, reason: string): SendingCase {
  return sends(
    [
      what,
      '5.5.1',
      `close(${code}, ${reason.length > 20 ? `${reason.length} bytes` : JSON.stringify(reason)}) sends code and reason`,
    ],
    [{ kind: 'close', code, reason }],
    [{ opcode: 8, fin: true, payload: closePayload(code, reason) }],
  );
}
