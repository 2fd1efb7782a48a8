import { expect, test } from 'vitest';
import {
  formatCount,
  formatDateTime,
  formatDelta,
  formatDuration,
  formatHex,
  formatRate,
  formatRoundRate,
  formatSize,
  formatTime,
  formatTimeLeft,
  hexDump,
} from './format.ts';

test('a time is local, with milliseconds', () => {
  expect(formatTime(new Date(2026, 0, 2, 3, 4, 5, 6).getTime())).toBe('03:04:05.006');
});

test.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1024, '1.0 KiB'],
  [1536, '1.5 KiB'],
  [1024 * 1024 - 1, '1.0 MiB'],
  [5 * 1024 ** 3, '5.0 GiB'],
])('%i bytes are %s', (bytes, text) => {
  expect(formatSize(bytes)).toBe(text);
});

test('durations are in milliseconds up to a second', () => {
  expect([0.4, 6.4, 999, 1200].map(formatDuration)).toEqual(['< 1 ms', '6 ms', '999 ms', '1.2 s']);
});

test('rates are sizes a second, without a fraction where they are round', () => {
  expect([0, 10.4, 1536].map(formatRate)).toEqual(['0 B/s', '10 B/s', '1.5 KiB/s']);
  expect([16, 512 * 1024 ** 2, 1536].map(formatRoundRate)).toEqual(['16 B/s', '512 MiB/s', '1.5 KiB/s']);
});

test('the time left is as exact as a guess can be', () => {
  expect([0.2, 17.6, 59.4, 59.6, 61, 1800, 3599, 7800].map(formatTimeLeft)).toEqual([
    '1 s',
    '18 s',
    '59 s',
    '1 min',
    '1 min',
    '30 min',
    '1 h 0 min',
    '2 h 10 min',
  ]);
});

test('large numbers are grouped', () => {
  expect(formatCount(1_204_511)).toBe('1,204,511');
});

test('a hex dump has offset, bytes and printable characters, also on a short last line', () => {
  const bytes = Uint8Array.from({ length: 17 }, (_, index) => 0x40 + index);
  expect(formatHex(bytes.subarray(0, 3))).toBe('40 41 42');
  expect(hexDump(bytes, 0x10000).split('\n')).toEqual([
    '00010000  40 41 42 43 44 45 46 47 48 49 4A 4B 4C 4D 4E 4F  @ABCDEFGHIJKLMNO',
    `00010010  50${' '.repeat(45)}  P`,
  ]);
});

test('differences of time are as exact as they are short', () => {
  expect([0, 0.34, 12.4, 999.6, 1250, 59_999.6, 185_000, 7_500_000, -3].map(formatDelta)).toEqual([
    '+0.0 ms',
    '+0.3 ms',
    '+12 ms',
    '+1.000 s',
    '+1.250 s',
    '+1 min 0 s',
    '+3 min 5 s',
    '+2 h 5 min',
    '−3.0 ms',
  ]);
});

test('a day is written year first', () => {
  expect(formatDateTime(new Date(2026, 0, 31, 4, 5, 6).getTime())).toBe('2026-01-31 04:05:06');
});
