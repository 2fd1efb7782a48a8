import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DuplexError } from '../../contract/errors.ts';
import { headLimit } from '../../contract/attempt.ts';
import { ResponseHeadReader, type ResponseHead } from './response-head.ts';

const answer = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nX-Empty:\r\nX-Padded: \t a b \t\r\n\r\n';

function read(bytes: Buffer, pieceSize = bytes.length): { head: ResponseHead; next: number } | undefined {
  const reader = new ResponseHeadReader();
  for (let at = 0; at < bytes.length; at += pieceSize) {
    const found = reader.read(bytes, at, Math.min(bytes.length, at + pieceSize));
    if (found !== undefined) return found;
  }
  return undefined;
}

test('a head is read whole, wherever it is cut, and the bytes behind it are left', () => {
  const bytes = Buffer.from(`${answer}\x81\x01a`, 'latin1');
  for (let size = 1; size <= bytes.length; size += 1) {
    expect(read(bytes, size)).toEqual({
      head: {
        version: '1.1',
        statusCode: 101,
        reason: 'Switching Protocols',
        headers: [
          { name: 'Upgrade', value: 'websocket' },
          { name: 'X-Empty', value: '' },
          { name: 'X-Padded', value: 'a b' },
        ],
      },
      next: answer.length,
    });
  }
});

test.each([
  ['another protocol', 'SSH-2.0-OpenSSH_9.2\r\n'],
  ['an answer in HTTP/2', 'HTTP/2 101 x\r\n\r\n'],
  ['a status of two digits', 'HTTP/1.1 99 x\r\n\r\n'],
  ['a space before a colon', 'HTTP/1.1 101 x\r\nUpgrade : websocket\r\n\r\n'],
  ['a folded header', 'HTTP/1.1 101 x\r\nA: b\r\n c\r\n\r\n'],
  ['a header without a name', 'HTTP/1.1 101 x\r\n: b\r\n\r\n'],
  ['a control character', 'HTTP/1.1 101 x\r\nA: b\x01\r\n\r\n'],
  ['a bare line feed', 'HTTP/1.1 101 x\r\nA: b\nC: d\r\n\r\n'],
  ['a head without an end', `HTTP/1.1 101 x\r\nA: ${'b'.repeat(headLimit)}`],
])('%s is refused', (_what, text) => {
  expect(() => read(Buffer.from(text, 'latin1'), 1000)).toThrow(DuplexError);
});

test.each([
  ['white space and what may not follow it', `${' '.repeat(headLimit - 100)}\x01`],
  ['white space within a value', `a${' \t'.repeat(headLimit / 2 - 100)}b`],
])('a header of %s takes no time', (_what, value) => {
  const began = performance.now();
  try {
    read(Buffer.from(`HTTP/1.1 101 x\r\nA:${value}\r\n\r\n`, 'latin1'));
  } catch (error) {
    expect(error).toBeInstanceOf(DuplexError);
  }
  // With a pattern that trims it is minutes.
  expect(performance.now() - began).toBeLessThan(100);
});

test('no bytes whatever do anything but be refused, waited on, or read', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 1, max: 50 }), (tail, size) => {
      try {
        read(Buffer.concat([Buffer.from('HTTP/1.1 101 '), tail]), size);
      } catch (error) {
        expect(error).toBeInstanceOf(DuplexError);
      }
    }),
  );
});
