import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Utf8Checker } from './utf8-checker.ts';

/** Bytes that are nearly UTF-8: pieces of text, and pieces of broken sequences. */
const nearlyUtf8 = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 4 }).map((text) => Buffer.from(text)),
      fc
        .constantFrom('e2', 'e282', 'f0', 'f09f98', '80', 'c0', 'eda0', 'edbf', 'f490', 'f5', 'e080', 'fe')
        .map((hex) => Buffer.from(hex, 'hex')),
    ),
    { maxLength: 8 },
  )
  .map((parts) => Buffer.concat(parts));

function check(bytes: Buffer, cuts: readonly number[]): boolean {
  const checker = new Utf8Checker();
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
  let start = 0;
  for (const end of ends) {
    if (!checker.write(bytes, start, end)) return false;
    start = end;
  }
  return checker.end();
}

test('the verdict is Node’s own, however the bytes are cut', () => {
  fc.assert(
    fc.property(nearlyUtf8, fc.array(fc.nat(64), { maxLength: 6 }), (bytes, cuts) => {
      expect(check(bytes, cuts)).toBe(isUtf8(bytes));
    }),
    { numRuns: 3000 },
  );
});

test.each([
  ['a surrogate', 'eda0'],
  ['past U+10FFFF', 'f490'],
  ['an overlong form', 'e080'],
  ['a continuation byte alone', '80'],
])('%s is found before the character is whole', (_what, hex) => {
  const bytes = Buffer.from(hex, 'hex');
  const checker = new Utf8Checker();
  const verdicts = [...bytes].map((_byte, at) => checker.write(bytes, at, at + 1));
  expect(verdicts.at(-1)).toBe(false);
});

test('after the end the checker is ready for another text', () => {
  const checker = new Utf8Checker();
  expect(checker.write(Buffer.from([0xe2, 0x82]), 0, 2)).toBe(true);
  expect(checker.end()).toBe(false);
  expect(checker.write(Buffer.from('ok'), 0, 2)).toBe(true);
  expect(checker.end()).toBe(true);
});
