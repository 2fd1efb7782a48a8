import { closePayload, frame } from '../../support/frames.ts';
import type { ClientAction, Ending, ExchangeCase, Message } from '../case.ts';
import { binary, closeFrame, closes, pattern, text } from '../make.ts';

const data = frame({ payload: 'late' });
const bye = { code: 1000, reason: 'bye' };

const afterClose: readonly (readonly [what: string, sentence: string, bytes: Uint8Array])[] = [
  ['text', 'a text after the close frame is dropped', data],
  ['binary', 'a binary message after the close frame is dropped', frame({ opcode: 2, payload: pattern(70_000) })],
  ['fragment', 'a fragment after the close frame is dropped', frame({ fin: false, payload: 'x' })],
  ['pong', 'a pong after the close frame is dropped', frame({ opcode: 10 })],
  ['close', 'a second close frame is dropped', closeFrame(4000, 'again')],
  ['bad-close', 'a second close frame that is wrong is dropped', frame({ opcode: 8, payload: Buffer.from([1]) })],
  ['reserved', 'a reserved opcode after the close frame is dropped', frame({ opcode: 3 })],
  ['masked', 'a masked frame after the close frame is dropped', frame({ masked: true, payload: 'x' })],
  ['noise', 'bytes that are no frame are dropped', Buffer.alloc(300, 0xff)],
];

const sentCloses: readonly (readonly [what: string, code: number, reason: string])[] = [
  ['normal', 1000, ''],
  ['reason', 1000, 'done'],
  ['away', 1001, 'leaving'],
  ['private', 4000, 'mine'],
  ['longest', 3000, 'x'.repeat(123)],
];

export const closing: readonly ExchangeCase[] = [
  ...afterClose.map(([what, sentence, bytes]) =>
    closes(start(`after-${what}`, '5.5.1', sentence), Buffer.concat([closeFrame(1000, 'bye'), bytes]), bye),
  ),
  closes(
    start('after-messages', '7.1.4', 'messages before the close frame are delivered'),
    Buffer.concat([frame({ payload: 'a' }), frame({ opcode: 2, payload: pattern(70_000) }), closeFrame(1000, 'bye')]),
    bye,
    [text('a'), binary(pattern(70_000))],
  ),
  {
    ...closes(
      start('then-end', '7.1.1', 'the server may end TCP right after its close frame'),
      closeFrame(1000, 'bye'),
      bye,
    ),
    tcpAfter: 'end',
  },
  ...sentCloses.map(([what, code, reason]) =>
    answered(
      start(`first-${what}`, '7.1.2', `close(${code}) begins the closing handshake`),
      [],
      { code, reason },
      { code, reason },
    ),
  ),
  answered(
    start('other-code', '7.1.5', 'the code of the server counts, not ours'),
    [],
    { code: 1000, reason: 'ours' },
    { code: 4001, reason: 'theirs' },
  ),
  answered(
    start('both-at-once', '5.5.1', 'when both close at once, the client does not answer a second time'),
    [],
    { code: 1001, reason: '' },
    { code: 1001, reason: 'me too' },
  ),
  answered(
    start('dropped-text', '1.4', 'what arrives after our close frame is dropped'),
    [data, frame({ opcode: 2, payload: pattern(300) })],
    { code: 1000, reason: '' },
    { code: 1000, reason: '' },
  ),
  answered(
    start('dropped-fragments', '1.4', 'also fragments'),
    [frame({ fin: false, payload: 'a' }), frame({ opcode: 0, payload: 'b' })],
    { code: 1000, reason: '' },
    { code: 1000, reason: '' },
  ),
  answered(
    start('unanswered-ping', '5.5.2', 'after our close frame nothing is sent, no pong either'),
    [frame({ opcode: 9, payload: 'p' })],
    { code: 1000, reason: '' },
    { code: 1000, reason: '' },
  ),
  {
    ...start('empty', '7.1.2', 'a close frame without a code is answered with one that has a code'),
    kind: 'exchange',
    before: [{ kind: 'close', code: 1000, reason: '' }],
    sends: frame({ opcode: 8 }),
    expected: {
      messages: [],
      replies: [{ opcode: 8, payload: closePayload(1000) }],
      ending: { kind: 'closed', code: 1005, reason: '' },
    },
  },
  brokenWhileClosing('bad-code', 'a wrong close code in the answer is no answer', closeFrame(1006)),
  brokenWhileClosing('bad-frame', 'a reserved opcode instead of the answer is no answer', frame({ opcode: 5 })),
  {
    ...start('end-while-closing', '7.1.5', 'TCP that ends before the answer is 1006'),
    kind: 'exchange',
    before: [{ kind: 'close', code: 1000, reason: '' }],
    sends: Buffer.alloc(0),
    tcpAfter: 'end',
    expected: {
      messages: [],
      replies: [{ opcode: 8, payload: closePayload(1000) }],
      ending: { kind: 'closed', code: 1006, reason: '' },
    },
  },
  cutOff('end', 'end', 'TCP that ends without a close frame is a lost connection', Buffer.alloc(0)),
  cutOff('end-after-text', 'end', 'what came before is delivered', frame({ payload: 'a' }), [text('a')]),
  cutOff('end-in-header', 'end', 'TCP that ends inside a header is a lost connection', Buffer.from([0x81])),
  cutOff('end-in-length', 'end', 'also inside a length', Buffer.from([0x82, 127, 0, 0])),
  cutOff('end-in-payload', 'end', 'also inside a payload', frame({ payload: 'abcdef' }).subarray(0, 4)),
  cutOff('end-in-close', 'end', 'also inside a close frame', closeFrame(1000, 'bye').subarray(0, 4)),
  cutOff(
    'end-in-message',
    'end',
    'a message without its last fragment is not delivered',
    frame({ fin: false, payload: 'a' }),
  ),
  cutOff('reset', 'reset', 'a reset is a lost connection', Buffer.alloc(0)),
  cutOff('reset-after-text', 'reset', 'what came before a reset is delivered', frame({ payload: 'a' }), [text('a')]),
  cutOff('reset-in-message', 'reset', 'a message that is reset is not delivered', frame({ fin: false, payload: 'a' })),
];

function start(what: string, clause: string, sentence: string): Pick<ExchangeCase, 'id' | 'clause' | 'sentence'> {
  return { id: `closing/${what}`, clause, sentence };
}

interface Status {
  readonly code: number;
  readonly reason: string;
}

/** The client closes first; the server sends something, then its own close frame. */
function answered(
  named: Pick<ExchangeCase, 'id' | 'clause' | 'sentence'>,
  bytes: readonly Uint8Array[],
  ours: Status,
  theirs: Status,
): ExchangeCase {
  const close: ClientAction = { kind: 'close', ...ours };
  return {
    ...named,
    kind: 'exchange',
    before: [close],
    sends: Buffer.concat([...bytes, closeFrame(theirs.code, theirs.reason)]),
    expected: {
      messages: [],
      replies: [{ opcode: 8, payload: closePayload(ours.code, ours.reason) }],
      ending: { kind: 'closed', ...theirs },
    },
  };
}

function brokenWhileClosing(what: string, sentence: string, sends: Uint8Array): ExchangeCase {
  return {
    ...start(`broken-${what}`, '7.1.7', `${sentence}, and no second close frame is sent`),
    kind: 'exchange',
    before: [{ kind: 'close', code: 1000, reason: '' }],
    sends,
    expected: {
      messages: [],
      replies: [{ opcode: 8, payload: closePayload(1000) }],
      // 7.1.5: no valid close frame came, and it is the end of a closing that the app itself began.
      ending: { kind: 'closed', code: 1006, reason: '' },
    },
  };
}

function cutOff(
  what: string,
  tcpAfter: 'end' | 'reset',
  sentence: string,
  sends: Uint8Array,
  messages: readonly Message[] = [],
): ExchangeCase {
  const ending: Ending = { kind: 'failed', code: 'connection-lost' };
  return {
    ...start(what, '7.1.5', sentence),
    kind: 'exchange',
    sends,
    tcpAfter,
    expected: { messages, replies: [], ending },
  };
}
