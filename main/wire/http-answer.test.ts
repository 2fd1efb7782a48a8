import { expect, test } from 'vitest';
import { HttpAnswerReader, type HttpAnswer } from './http-answer.ts';

const bodyLimit = 64;

interface Read {
  readonly answer: HttpAnswer;
  readonly isDone: boolean;
  /** What was not taken. */
  readonly rest: string;
}

function read(text: string, pieceSize = text.length): Read {
  const bytes = Buffer.from(text, 'latin1');
  const reader = new HttpAnswerReader({ isSwitch: (status) => status === 101, bodyLimit });
  let rest = '';
  for (let at = 0; at < bytes.length; at += pieceSize) {
    const end = Math.min(bytes.length, at + pieceSize);
    rest += bytes.toString('latin1', reader.read(bytes, at, end), end);
  }
  return { answer: reader.answer, isDone: reader.isDone, rest };
}

const bodies: readonly (readonly [string, string, string, boolean, boolean])[] = [
  ['a length', 'Content-Length: 5\r\n\r\nhello', 'hello', true, true],
  ['no length', '\r\nhello', 'hello', false, false],
  ['an empty body', 'Content-Length: 0\r\n\r\n', '', true, true],
  ['chunks', 'Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;x="y"\r\nllo\r\n0\r\nA: b\r\n\r\n', 'hello', true, true],
  ['a length and a wish to close', 'Connection: close\r\nContent-Length: 5\r\n\r\nhello', 'hello', true, false],
  ['less than its length', 'Content-Length: 9\r\n\r\nhello', 'hello', false, false],
  ['two lengths', 'Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello', 'hello', false, false],
  ['broken chunks', 'Transfer-Encoding: chunked\r\n\r\n5\r\nhelloX\r\n', 'hello', true, false],
  ['a chunk size that is none', 'Transfer-Encoding: chunked\r\n\r\n-5\r\nhello', '', true, false],
  ['another coding', 'Transfer-Encoding: gzip\r\n\r\nhello', 'hello', false, false],
];

test.each(bodies)('a body with %s, wherever it is cut', (_what, text, body, isDone, isReusable) => {
  const whole = `HTTP/1.1 401 No\r\n${text}`;
  for (let size = 1; size <= whole.length; size += 1) {
    const found = read(whole, size);
    expect(found.answer.body.toString()).toBe(body);
    expect([found.isDone, found.answer.isReusable]).toEqual([isDone, isReusable]);
  }
});

test('a longer body than is wanted is cut, and the connection is of no more use', () => {
  const { answer, isDone } = read(`HTTP/1.1 404 No\r\nContent-Length: 65\r\n\r\n${'x'.repeat(65)}`);
  expect(answer).toMatchObject({ isBodyCut: true, isReusable: false });
  expect(answer.body).toHaveLength(bodyLimit);
  expect(isDone).toBe(true);
  const exact = read(`HTTP/1.1 404 No\r\nContent-Length: 64\r\n\r\n${'x'.repeat(64)}`);
  expect(exact.answer).toMatchObject({ isBodyCut: false, isReusable: true });
});

test('an answer in HTTP/1.0 keeps the connection only where it says so', () => {
  expect(read('HTTP/1.0 407 No\r\nContent-Length: 0\r\n\r\n').answer.isReusable).toBe(false);
  expect(read('HTTP/1.0 407 No\r\nConnection: Keep-Alive\r\nContent-Length: 0\r\n\r\n').answer.isReusable).toBe(true);
});

test('interim answers are passed over, ten of them, and what follows a switch is left', () => {
  const interim = 'HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n';
  const { answer, rest } = read(`${interim}${interim}HTTP/1.1 101 Go\r\nContent-Length: 9\r\n\r\nframes`);
  expect(answer.head.statusCode).toBe(101);
  expect(rest).toBe('frames');
  expect(() => read(interim.repeat(11))).toThrow('more than 10 interim answers');
});

test('there is no answer before its head', () => {
  const reader = new HttpAnswerReader({ isSwitch: () => false, bodyLimit });
  expect(() => reader.answer).toThrow('has not come');
});
