import { expect, test } from 'vitest';
import { fittingView, wholeLimit } from './fitting-view.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const fits = (text: string, size = encode(text).length): string => fittingView(encode(text), size);

test('the view fits the beginning', () => {
  expect(fits('  {"a":1}')).toBe('jsonTree');
  expect(fits('hello')).toBe('text');
  expect(fits('42')).toBe('text');
  expect(fits('')).toBe('text');
  expect(fits('<?xml version="1.0"?><a/>')).toBe('xml');
  expect(fits('< 5')).toBe('text');
  expect(fits('a\0b')).toBe('hex');
  expect(fittingView(Uint8Array.of(0x82, 0xa1), 2)).toBe('hex');
  expect(fittingView(Uint8Array.of(0xd9, 0xd9, 0xf7, 0), 4)).toBe('cbor');
  expect(fittingView(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), 4000)).toBe('image');
});

test('a beginning that cuts a character is text, an end that does is not', () => {
  const cut = encode('aä').subarray(0, 2);
  expect(fittingView(cut, 3)).toBe('text');
  expect(fittingView(cut, 2)).toBe('hex');
});

test('a payload that is too large to be read whole is shown by ranges', () => {
  expect(fits('{"a":', wholeLimit)).toBe('jsonTree');
  expect(fits('{"a":', wholeLimit + 1)).toBe('text');
});
