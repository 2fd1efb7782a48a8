import fc from 'fast-check';
import { expect, test } from 'vitest';
import { characterBorder, characterLength, decodeUtf8, isUtf8, shortUtf8, visibleUtf8 } from './utf8.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

test('what is UTF-8 is text, as the platform reads it, and nothing else is', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const parts = decodeUtf8(bytes);
      const back = parts.map(({ kind, text }) => {
        if (kind === 'text') return [...encode(text)];
        return [...text.matchAll(/\\x(..)/g)].map(([, hex]) => Number.parseInt(hex ?? '', 16));
      });
      expect(back.flat()).toEqual([...bytes]);
      expect(parts.every(({ kind }) => kind === 'text')).toBe(isUtf8(bytes));
    }),
    { numRuns: 2000 },
  );
});

test('bytes that are no character are shown and not replaced', () => {
  expect(visibleUtf8(Uint8Array.of(0x61, 0xff, 0xc3, 0x62))).toBe('a\\xFF\\xC3b');
  // Too long, a surrogate, past the last character.
  for (const bytes of [
    [0xc0, 0x80],
    [0xed, 0xa0, 0x80],
    [0xf4, 0x90, 0x80, 0x80],
  ]) {
    expect(characterLength(Uint8Array.from(bytes), 0)).toBe(0);
  }
});

test('a byte order mark is kept', () => {
  expect(visibleUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('\uFEFFa');
});

test('a border never cuts a character, and moves by three bytes at most', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }), fc.nat(), (text, seed) => {
      const bytes = encode(text);
      const at = seed % (bytes.length + 1);
      const border = characterBorder(bytes, at);
      expect(border - at).toBeGreaterThanOrEqual(0);
      expect(border - at).toBeLessThanOrEqual(3);
      expect(isUtf8(bytes.subarray(0, border))).toBe(true);
      expect(isUtf8(bytes.subarray(border))).toBe(true);
    }),
  );
});

test('a long text is cut between characters', () => {
  expect(shortUtf8(encode('aäb'), 2)).toBe('aä …');
  expect(shortUtf8(encode('aäb'), 4)).toBe('aäb');
});
