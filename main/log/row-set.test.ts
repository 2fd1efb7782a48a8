import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blockRows } from './row-block.ts';
import { blockBitsBytes, RowSet } from './row-set.ts';

function fill(set: RowSet, rows: readonly number[]): void {
  const blocks = new Map<number, Uint8Array>();
  for (const row of rows) {
    const block = Math.floor(row / blockRows);
    const bits = blocks.get(block) ?? new Uint8Array(blockBitsBytes);
    const within = row % blockRows;
    bits[within >> 3] = (bits[within >> 3] ?? 0) | (1 << (within & 7));
    blocks.set(block, bits);
  }
  for (const [block, bits] of [...blocks].toSorted(([left], [right]) => left - right)) set.set(block, bits);
}

const rowNumbers = fc
  .uniqueArray(fc.integer({ min: 0, max: 9000 }), { maxLength: 600 })
  .map((rows) => rows.toSorted((left, right) => left - right));

test('counts, places and rows are those of a sorted list, also when its beginning is let go', () => {
  fc.assert(
    fc.property(rowNumbers, fc.integer({ min: 0, max: 9500 }), fc.nat(700), (rows, first, from) => {
      const set = new RowSet();
      fill(set, rows);
      set.release(first);
      const kept = rows.filter((row) => row >= first);
      expect(set.length).toBe(kept.length);
      expect(set.rows(from, 50)).toEqual(kept.slice(from, from + 50));
      for (const row of [0, first, first + 1, 4711, 20_000])
        expect(set.rank(row)).toBe(kept.filter((other) => other < row).length);
    }),
  );
});

test('the last block can be put in again, with more rows', () => {
  const set = new RowSet();
  fill(set, [3]);
  fill(set, [3, 4, 5000]);
  expect(set.rows(0, 10)).toEqual([3, 4, 5000]);
  expect(() => fill(set, [1])).toThrow(RangeError);
});

test('ten million rows take 1.3 MB, and are found at once', () => {
  const set = new RowSet();
  const bits = new Uint8Array(blockBitsBytes).fill(0b1010_1010);
  for (let block = 0; block < 10_000_000 / blockRows; block += 1) set.set(block, bits);
  expect(set.sizeBytes).toBeLessThan(1.5e6);
  const startedAt = performance.now();
  for (let place = 0; place < 1000; place += 1) expect(set.rows(4_000_000 + place, 1)).toEqual([8_000_001 + 2 * place]);
  expect(performance.now() - startedAt).toBeLessThan(500);
});

test('the rows of a set as ranges are its rows, without those that were let go', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(5000), { maxLength: 300 }), fc.nat(5000), (rows, first) => {
      const set = new RowSet();
      for (let block = 0; block < 5; block += 1) {
        const bits = new Uint8Array(blockBitsBytes);
        for (const row of rows) {
          const within = row - block * blockRows;
          if (within >= 0 && within < blockRows) bits[within >> 3] = (bits[within >> 3] ?? 0) | (1 << (within & 7));
        }
        set.set(block, bits);
      }
      set.release(first);
      const ranges = set.ranges();
      const listed: number[] = [];
      for (let pair = 0; pair < ranges.length; pair += 2) {
        for (let row = ranges[pair] ?? 0; row < (ranges[pair + 1] ?? 0); row += 1) listed.push(row);
        if (pair > 0) expect(ranges[pair]).toBeGreaterThan(ranges[pair - 1] ?? 0);
      }
      const kept = rows.filter((row) => row >= first && row < 5 * blockRows);
      expect(listed).toEqual(kept.toSorted((left, right) => left - right));
    }),
  );
});
