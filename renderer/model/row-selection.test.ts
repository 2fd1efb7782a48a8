import { expect, test } from 'vitest';
import { extendTo, isSelected, selectAll, selectionSize, selectOne, toggleRow } from './row-selection.ts';

test('a range goes from where it began to where it was extended, both ways', () => {
  const down = extendTo(selectOne(5), 8);
  expect(down).toEqual({ ranges: [{ from: 5, to: 9 }], active: 8, anchor: 5 });
  expect(extendTo(down, 3)).toEqual({ ranges: [{ from: 3, to: 6 }], active: 3, anchor: 5 });
  expect(extendTo(undefined, 7).ranges).toEqual([{ from: 7, to: 8 }]);
});

test('single rows are taken in and out; neighbours become one range', () => {
  let selection = toggleRow(selectOne(1), 3);
  expect(selection.ranges).toEqual([
    { from: 1, to: 2 },
    { from: 3, to: 4 },
  ]);
  selection = toggleRow(selection, 2);
  expect(selection.ranges).toEqual([{ from: 1, to: 4 }]);
  selection = toggleRow(selection, 2);
  expect([1, 2, 3].map((row) => isSelected(selection, row))).toEqual([true, false, true]);
  expect(selectionSize(selection)).toBe(2);
  expect(selection.active).toBe(2);
});

test('all rows are one range, however many; of no rows there is none', () => {
  expect(selectionSize(selectAll(10_000_000, 3))).toBe(10_000_000);
  expect(selectAll(5, undefined)?.active).toBe(4);
  expect(selectAll(0, undefined)).toBeUndefined();
  expect(isSelected(undefined, 0)).toBe(false);
});
