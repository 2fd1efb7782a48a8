import { frame } from '../../support/frames.ts';
import type { AnswerCase, Message } from '../case.ts';
import { asciiPattern, binary, text } from '../make.ts';
import { answerOf, connects, refused } from './answers.ts';

type Row = readonly [what: string, clause: string, sentence: string, line: string];

const badLines: readonly Row[] = [
  ['fold-space', 'RFC 9112, 5.2', 'a line that is folded with a space is refused', 'X-A: b\r\n c'],
  ['fold-tab', 'RFC 9112, 5.2', 'a line that is folded with a tab is refused', 'X-A: b\r\n\tc'],
  ['space-before-colon', 'RFC 9112, 5.1', 'a space before the colon is refused', 'X-A : b'],
  ['no-colon', 'RFC 9112, 5', 'a line without a colon is refused', 'X-A'],
  ['no-name', 'RFC 9112, 5', 'a header without a name is refused', ': b'],
  ['name-space', 'RFC 9110, 5.1', 'a name with a space is refused', 'X A: b'],
  ['name-parenthesis', 'RFC 9110, 5.1', 'a name with a delimiter is refused', 'X(A): b'],
  ['name-latin', 'RFC 9110, 5.1', 'a name with a byte past ASCII is refused', 'X-\xe9: b'],
  ['null', 'RFC 9110, 5.5', 'a null byte is refused', 'X-A: b\0c'],
  ['bell', 'RFC 9110, 5.5', 'a control character is refused', 'X-A: b\x07c'],
  ['delete', 'RFC 9110, 5.5', 'DEL is refused', 'X-A: b\x7fc'],
  ['bare-cr', 'RFC 9112, 2.2', 'a carriage return alone is refused', 'X-A: b\rc'],
  ['bare-lf', 'RFC 9112, 2.2', 'a line feed alone does not hide in a value', 'X-A: b\nUpgrade: h2c'],
];

const goodLines: readonly Row[] = [
  ['tab-inside', 'RFC 9110, 5.5', 'a tab inside a value is fine', 'X-A: b\tc'],
  ['latin-value', 'RFC 9110, 5.5', 'bytes past ASCII in a value are fine', 'X-A: \xe4\xff'],
  ['colon-in-value', 'RFC 9112, 5', 'a colon in a value is fine', 'X-A: b:c: d'],
  ['token-name', 'RFC 9110, 5.1', 'a name of odd characters is fine', "!#$%&'*+-.^_`|~9aZ: b"],
  ['long-value', '4.2.2', 'a header of 8 KiB is fine', `X-A: ${'b'.repeat(8192)}`],
  [
    'many',
    '4.2.2',
    'two hundred headers are fine',
    Array.from({ length: 200 }, (_, at) => `X-${at}: ${at}`).join('\r\n'),
  ],
];

export const answerBytes: readonly AnswerCase[] = [
  ...badLines.map(([what, clause, sentence, line]) => refused([`bytes-${what}`, clause, sentence], { more: [line] })),
  ...goodLines.map(([what, clause, sentence, line]) => connects([`bytes-${what}`, clause, sentence], { more: [line] })),
  refused(
    ['bytes-too-long', '10.7', 'a head without an end is refused at a limit'],
    () => `HTTP/1.1 101 X\r\nX-A: ${'b'.repeat(20_000)}`,
  ),
  refused(
    ['bytes-too-many', '10.7', 'neither may headers go on for ever'],
    () => `HTTP/1.1 101 X\r\n${'X-A: b\r\n'.repeat(3000)}`,
  ),
  refused(['bytes-too-long-whole', '10.7', 'a head over the limit is refused, with an end too'], {
    more: [`X-A: ${'b'.repeat(20_000)}`],
  }),
  refused(
    ['bytes-blank-first', 'RFC 9112, 4', 'an answer does not begin with an empty line'],
    (accept) => `\r\n${answerOf({})(accept)}`,
  ),
  refused(['bytes-binary', '4.1', 'a frame instead of an answer is refused'], () => latin(frame({ payload: 'hello' }))),
  behind('text', 'one frame behind the head is read', frame({ payload: 'hello' }), [text('hello')]),
  behind('empty', 'an empty frame behind the head is read', frame(), [text('')]),
  behind(
    'three',
    'three frames behind the head are read in order',
    Buffer.concat([frame({ payload: 'a' }), frame({ opcode: 2, payload: 'b' }), frame({ payload: 'c' })]),
    [text('a'), binary('b'), text('c')],
  ),
  behind(
    'large',
    'a frame that fills more than one segment behind the head is read',
    frame({ payload: asciiPattern(100_000) }),
    [text(asciiPattern(100_000))],
  ),
  behind(
    'crlf',
    'a payload that looks like the end of a head is a payload',
    frame({ payload: '\r\n\r\nHTTP/1.1 101' }),
    [text('\r\n\r\nHTTP/1.1 101')],
  ),
];

function behind(what: string, sentence: string, frames: Uint8Array, messages: readonly Message[]): AnswerCase {
  return {
    kind: 'answer',
    id: `answer/behind-${what}`,
    clause: '4.1',
    sentence,
    answer: answerOf({ behind: latin(frames) }),
    expected: { kind: 'connected', messages },
  };
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
