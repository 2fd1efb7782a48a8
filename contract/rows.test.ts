import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packRows, RowDirection, RowKind, unpackRows } from './rows.ts';

const row = fc.record({
  row: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
  time: fc.double({ noNaN: true }),
  elapsed: fc.double({ noNaN: true }),
  direction: fc.constantFrom(...Object.values(RowDirection)),
  kind: fc.constantFrom(...Object.values(RowKind)),
  flags: fc.nat(255),
  size: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
  wireSize: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
  bits: fc.nat(255),
  preview: fc.uint8Array({ maxLength: 1024 }),
});

test('rows come out of the packed buffer as they went in', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
      const packed = packRows(rows);
      expect(packed.buffer.byteLength).toBe(packed.byteLength);
      expect(unpackRows(packed)).toEqual(rows);
    }),
  );
});

test('a buffer that ends inside a row is refused, wherever it is cut', () => {
  const base = { time: 1, elapsed: 0, flags: 0, bits: 0x81, wireSize: 9, direction: RowDirection.sent };
  const rows = [
    { ...base, row: 0, kind: RowKind.utf8, size: 3, preview: Uint8Array.of(1, 2, 3) },
    { ...base, row: 1, kind: RowKind.binary, size: 0, preview: new Uint8Array(0) },
  ];
  const packed = packRows(rows);
  for (let length = 0; length < packed.length; length += 1) {
    expect(() => unpackRows(packed.subarray(0, length))).toThrow(RangeError);
  }
});
