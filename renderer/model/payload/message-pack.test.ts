import { encode, ExtData } from '@msgpack/msgpack';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMessagePack } from './message-pack.ts';
import { treeText, treeValue } from './tree-value.ts';

const text = (...bytes: number[]): string => treeText(readMessagePack(Uint8Array.from(bytes)));

test('what the reference library writes is read', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const tree = readMessagePack(encode(value));
      expect(tree.fault).toBeUndefined();
      expect(JSON.stringify(treeValue(tree))).toBe(JSON.stringify(value));
    }),
    { numRuns: 500 },
  );
});

test('whole numbers of 64 bits are exact', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }), (value) => {
      const tree = readMessagePack(encode(value, { useBigInt64: true }));
      expect(tree.describe(0).value).toBe(String(value));
    }),
  );
});

test('extensions, times, bytes and special numbers are told', () => {
  expect(treeText(readMessagePack(encode(new ExtData(5, Uint8Array.of(1, 2)))))).toBe('01 02 <extension 5, 2 bytes>');
  expect(treeText(readMessagePack(encode(new Date(1_500_000_000_123))))).toBe(
    '2017-07-14T02:40:00.123000000Z <timestamp>',
  );
  expect(text(0xc4, 2, 0xab, 0xcd)).toBe('AB CD <2 bytes>');
  expect(text(0xcb, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0)).toBe('NaN');
  expect(text(0xcb, 0x80, 0, 0, 0, 0, 0, 0, 0)).toBe('-0');
});

test('keys of any kind are shown, also twice', () => {
  expect(text(0x83, 0x01, 0xc0, 0x01, 0xc3, 0x91, 0x02, 0xa1, 0x61)).toBe(
    '{} 3 entries\n  1: nil\n  1: true\n  2: entry\n    key: [] 1 item\n      0: 2\n    value: a',
  );
});

test('several items behind each other are all there', () => {
  expect(text(0x01, 0xc0)).toBe('1\nnil');
});

test('text that is not UTF-8 is shown with its bytes', () => {
  expect(text(0xa2, 0x61, 0xff)).toBe('a\\xFF');
});

test('a length of 4 GiB in five bytes is a fault, and takes no memory', () => {
  for (const first of [0xdb, 0xc6, 0xdd, 0xdf, 0xc9]) {
    const tree = readMessagePack(Uint8Array.of(first, 0xff, 0xff, 0xff, 0xff));
    expect(tree.fault?.reason).toBe('endsEarly');
  }
});

test('whatever comes is read to its end or its fault, and every cut of it too', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      treeText(readMessagePack(bytes));
    }),
    { numRuns: 5000 },
  );
  const whole = encode({ a: [1, 'two', new Uint8Array(3), 2.5], b: { c: null } });
  for (let end = 0; end < whole.length; end += 1) {
    const tree = readMessagePack(whole.subarray(0, end));
    expect(tree.fault?.reason).toBe('endsEarly');
    treeText(tree);
  }
});

test('a hundred thousand levels are read', () => {
  const tree = readMessagePack(new Uint8Array(100_000).fill(0x91));
  expect(tree.nodes.length).toBe(100_000);
  expect(tree.fault?.reason).toBe('endsEarly');
  expect(readMessagePack(new Uint8Array(100_000).fill(0x81)).fault?.reason).toBe('endsEarly');
});
