import { encode } from 'cbor2';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCbor } from './cbor.ts';
import { treeText, treeValue } from './tree-value.ts';

const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
const text = (hex: string): string => {
  const tree = readCbor(bytesOf(hex));
  expect(tree.fault).toBeUndefined();
  return treeText(tree);
};

test('what the reference library writes is read', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const tree = readCbor(encode(value));
      expect(tree.fault).toBeUndefined();
      expect(JSON.stringify(treeValue(tree))).toBe(JSON.stringify(value));
    }),
    { numRuns: 500 },
  );
});

test('examples of RFC 8949, appendix A', () => {
  const examples: readonly (readonly [hex: string, shown: string])[] = [
    ['1bffffffffffffffff', '18446744073709551615'],
    ['c249010000000000000000', 'tag 2 <large number: 18446744073709551616>\n  01 00 00 00 00 00 00 00 00 <9 bytes>'],
    ['3bffffffffffffffff', '-18446744073709551616'],
    [
      'c349010000000000000000',
      'tag 3 <large negative number: -18446744073709551617>\n  01 00 00 00 00 00 00 00 00 <9 bytes>',
    ],
    ['f98000', '-0'],
    ['f93e00', '1.5'],
    ['f97bff', '65504'],
    ['fa7f7fffff', '3.4028234663852886e+38'],
    ['fb3ff199999999999a', '1.1'],
    ['f90001', '5.960464477539063e-8'],
    ['f97c00', 'Infinity'],
    ['f97e00', 'NaN'],
    ['f7', 'undefined'],
    ['f0', 'simple(16)'],
    ['f8ff', 'simple(255)'],
    ['c11a514b67b0', 'tag 1 <seconds since 1970: 2013-03-21T20:04:00.000Z>\n  1363896240'],
    ['4401020304', '01 02 03 04 <4 bytes>'],
    ['62c3bc', 'ü'],
    ['5f42010243030405ff', '01 02 03 04 05 <5 bytes>'],
    ['7f657374726561646d696e67ff', 'streaming'],
    [
      '9f018202039f0405ffff',
      '[] 3 items\n  0: 1\n  1: [] 2 items\n    0: 2\n    1: 3\n  2: [] 2 items\n    0: 4\n    1: 5',
    ],
    ['bf6346756ef563416d7421ff', '{} 2 entries\n  Fun: true\n  Amt: -2'],
  ];
  for (const [hex, shown] of examples) expect([hex, text(hex)]).toEqual([hex, shown]);
});

test('keys of any kind are shown, also twice, and items behind each other too', () => {
  expect(text('a3010201038000')).toBe('{} 3 entries\n  1: 2\n  1: 3\n  2: entry\n    key: [] 0 items\n    value: 0');
  expect(text('01f6')).toBe('1\nnull');
});

test('what is not well-formed is a fault with its place', () => {
  const faults: readonly (readonly [hex: string, at: number, reason: string])[] = [
    ['1c', 0, 'unexpected'],
    ['1f', 0, 'unexpected'],
    ['ff', 0, 'unexpected'],
    ['f818', 0, 'unexpected'],
    ['5f6161ff', 1, 'unexpected'],
    ['5f5f4101ffff', 1, 'unexpected'],
    ['a101', 2, 'endsEarly'],
    ['bf01ff', 2, 'unexpected'],
    ['5bffffffffffffffff', 9, 'endsEarly'],
    ['9bffffffffffffffff', 9, 'endsEarly'],
    ['c1', 1, 'endsEarly'],
  ];
  for (const [hex, at, reason] of faults) expect([hex, readCbor(bytesOf(hex)).fault]).toEqual([hex, { at, reason }]);
});

test('text that is not UTF-8 is shown with its bytes', () => {
  expect(text('6261ff')).toBe('a\\xFF');
});

test('whatever comes is read to its end or its fault', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      treeText(readCbor(bytes));
    }),
    { numRuns: 5000 },
  );
});

test('a hundred thousand levels of lists, maps and tags are read', () => {
  for (const first of [0x81, 0xa1, 0xc1, 0x9f]) {
    const tree = readCbor(new Uint8Array(100_000).fill(first));
    expect(tree.fault?.reason).toBe('endsEarly');
    expect(tree.nodes.length).toBeGreaterThan(99_000);
  }
});
