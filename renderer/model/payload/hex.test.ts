import { expect, test } from 'vitest';
import { hexLines, offsetDigits, offsetText, parseOffset, shortHex } from './hex.ts';

test('a line has its offset, sixteen bytes and what is printable', () => {
  const bytes = Uint8Array.from({ length: 17 }, (_, index) => 0x3f + index);
  expect(hexLines(bytes)).toEqual([
    '00000000  3F 40 41 42 43 44 45 46 47 48 49 4A 4B 4C 4D 4E  ?@ABCDEFGHIJKLMN',
    `00000010  4F${' '.repeat(47)}O`,
  ]);
});

test('offsets have the digits of the last one', () => {
  expect(offsetDigits(2 ** 32)).toBe(8);
  expect(offsetDigits(2 ** 32 + 1)).toBe(9);
  expect(offsetText(Number.MAX_SAFE_INTEGER, offsetDigits(Number.MAX_SAFE_INTEGER))).toBe('1FFFFFFFFFFFFF');
});

test('an offset is decimal or hexadecimal, and inside the payload', () => {
  const size = 2 ** 33;
  expect(parseOffset('31', size)).toBe(31);
  expect(parseOffset(' 0x1f ', size)).toBe(31);
  expect(parseOffset('4,294,967,296', size)).toBe(2 ** 32);
  for (const text of ['', '-1', '1f', '0x', '1.5', '1e3', String(size), '9'.repeat(30)]) {
    expect([text, parseOffset(text, size)]).toEqual([text, undefined]);
  }
});

test('bytes of a line are cut', () => {
  expect(shortHex(new Uint8Array(3), 6)).toBe('00 00 …');
});
