import { expect, test } from 'vitest';
import { rowAfterKey } from './transcript-keys.ts';

const list = { length: 100, pageRows: 10 };

test('arrows, pages and the ends move within the list', () => {
  expect(rowAfterKey('ArrowDown', 5, list)).toBe(6);
  expect(rowAfterKey('ArrowUp', 0, list)).toBe(0);
  expect(rowAfterKey('PageDown', 95, list)).toBe(99);
  expect(rowAfterKey('PageUp', 50, list)).toBe(40);
  expect(rowAfterKey('Home', 50, list)).toBe(0);
  expect(rowAfterKey('End', 50, list)).toBe(99);
});

test('the first arrow without a selection takes the newest row', () => {
  expect(rowAfterKey('ArrowUp', undefined, list)).toBe(99);
  expect(rowAfterKey('ArrowDown', undefined, list)).toBe(99);
});

test('other keys, and an empty list, move nothing', () => {
  expect(rowAfterKey('a', 5, list)).toBeUndefined();
  expect(rowAfterKey('Home', undefined, { length: 0, pageRows: 10 })).toBeUndefined();
});
