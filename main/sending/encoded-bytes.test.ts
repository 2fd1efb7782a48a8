import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBase64, decodeHex, placeOfByte } from './encoded-bytes.ts';

test('whatever was encoded comes back, with white space anywhere', () => {
  const spaced = (text: string, step: number): string => text.replace(new RegExp(`.{${step}}`, 'g'), '$& \n');
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 1, max: 9 }), (bytes, step) => {
      const buffer = Buffer.from(bytes);
      expect(decodeHex(spaced(buffer.toString('hex'), step))).toEqual({ kind: 'bytes', bytes: buffer });
      expect(decodeBase64(spaced(buffer.toString('base64'), step))).toEqual({ kind: 'bytes', bytes: buffer });
    }),
  );
});

const faults: readonly (readonly [text: string, decode: typeof decodeHex, from: number, why: string])[] = [
  ['00 0g', decodeHex, 4, '“g” is no hexadecimal digit'],
  ['00 😀', decodeHex, 3, '“😀”'],
  ['00 0 ', decodeHex, 3, 'a byte has two digits'],
  ['QUJD*A==', decodeBase64, 4, '“*”'],
  ['QU-D', decodeBase64, 2, '“-”'],
  ['QQ==QQ==', decodeBase64, 2, 'at the end only'],
  ['QUJDR', decodeBase64, 4, 'groups of four'],
  ['Q===', decodeBase64, 3, 'groups of four'],
  ['====', decodeBase64, 3, 'groups of four'],
  ['QR==', decodeBase64, 3, 'belong to no byte'],
];

test.each(faults)('%s is refused with the place', (text, decode, from, why) => {
  const decoded = decode(text);
  expect(decoded).toMatchObject({
    kind: 'problem',
    problem: { from, message: expect.stringContaining(why) as string },
  });
});

test('a byte is found again in the text it came from', () => {
  expect(placeOfByte('00 ff 80', 2, 2)).toBe(6);
  expect(placeOfByte('QUJD\nREVG', 3, 4 / 3)).toBe(5);
  expect(placeOfByte('00', 1, 2)).toBe(2);
});

test('the largest text there may be takes moments, whatever is in it', () => {
  for (const text of ['=', '= ', ' ', 'A', 'A=', 'A ', '0']) {
    const long = text.repeat((24 * 1024 * 1024) / text.length);
    const began = performance.now();
    decodeHex(long);
    decodeBase64(long);
    expect(performance.now() - began, JSON.stringify(text)).toBeLessThan(5000);
  }
});
