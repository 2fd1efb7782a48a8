import { expect, test } from 'vitest';
import {
  atTop,
  elementHeight,
  heightLimit,
  isAtEnd,
  positionAt,
  revealing,
  rowHeights,
  scrolled,
  visibleRows,
} from './virtual-scroll.ts';

const rowHeight = rowHeights.comfortable;
const short = { length: 100, height: 280, rowHeight };
const long = { length: 3_000_000, height: 280, rowHeight };

test('a list that fits the limit is scrolled pixel by pixel', () => {
  expect(elementHeight(short)).toBe(2800);
  expect(scrolled(atTop, 700, short)).toEqual({ top: 700, elementTop: 700 });
  expect(visibleRows({ top: 700, elementTop: 700 }, short)).toEqual({ from: 25, to: 35 });
});

test('a row that is partly visible is among the visible ones', () => {
  expect(visibleRows({ top: 14, elementTop: 14 }, short)).toEqual({ from: 0, to: 11 });
});

test('a list beyond the limit has an element of the limit’s height, whose ends are the list’s', () => {
  expect(elementHeight(long)).toBe(heightLimit);
  const end = scrolled(atTop, heightLimit - long.height, long);
  expect(visibleRows(end, long).to).toBe(long.length);
  expect(isAtEnd(end, long)).toBe(true);
  expect(scrolled(end, 0, long).top).toBe(0);
});

test('a small scroll in a long list moves as many pixels, not many rows', () => {
  const middle = positionAt((long.length / 2) * rowHeight, long);
  const next = scrolled(middle, middle.elementTop + 100, long);
  expect(next.top - middle.top).toBeCloseTo(100, 6);
});

test('a long drag in a long list goes in proportion', () => {
  const half = scrolled(atTop, (heightLimit - long.height) / 2, long);
  expect(half.top).toBeCloseTo((long.length * rowHeight - long.height) / 2, 3);
});

test('revealing moves only as far as needed', () => {
  const position = positionAt(280, short);
  expect(revealing(12, position, short)).toBe(position);
  expect(revealing(5, position, short).top).toBe(140);
  expect(revealing(20, position, short).top).toBe(21 * rowHeight - 280);
});

test('a list shorter than its viewport shows all rows and is at its end', () => {
  const tiny = { length: 3, height: 280, rowHeight };
  expect(visibleRows(positionAt(1000, tiny), tiny)).toEqual({ from: 0, to: 3 });
  expect(isAtEnd(atTop, tiny)).toBe(true);
});

test('low rows are more of them', () => {
  const compact = { ...short, rowHeight: rowHeights.compact };
  expect(elementHeight(compact)).toBe(2200);
  expect(visibleRows(atTop, compact)).toEqual({ from: 0, to: 13 });
});
