import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  sizeClasses,
  type LogSummary,
  type RoundTripSummary,
  type TrafficSummary,
} from '../../contract/log-summary.ts';
import {
  firstRowOf,
  formatMoment,
  formatTook,
  rates,
  roundTop,
  roundTripPoints,
  sizeClassWords,
  snapped,
  tableParts,
  timeMarks,
  totalsOf,
  wholePart,
} from './chart-figures.ts';

const none = Number.NaN;
const noTrips: RoundTripSummary = {
  pings: 0,
  unanswered: 0,
  unasked: 0,
  times: undefined,
  at: new Float64Array(0),
  took: new Float64Array(0),
};

function traffic(messages: readonly number[], bytes: readonly number[]): TrafficSummary {
  return {
    messages: Float64Array.from(messages),
    bytes: Float64Array.from(bytes),
    sizes: new Float64Array(sizeClasses.length),
    totalMessages: 0,
    totalBytes: 0,
    wireBytes: 0,
    wirePayloadBytes: 0,
    compressed: 0,
    cut: 0,
  };
}

/** Two seconds a span: nothing in the first, some in the next, nothing, some. */
const summary: LogSummary = {
  session: 1,
  firstRow: 0,
  rows: 20,
  isReading: false,
  spanMs: 2000,
  firstRows: Float64Array.of(none, 3, none, 9),
  sent: traffic([0, 4, 0, 1], [0, 40, 0, 6]),
  received: traffic([0, 0, 0, 8], [0, 0, 0, 800]),
  pings: noTrips,
  answers: noTrips,
  problems: 0,
  gaps: 0,
  pauses: 0,
  pausedMs: 0,
};

test('the chart begins where something crossed the wire', () => {
  expect(wholePart(summary)).toEqual({ from: 2, to: 8 });
  expect(wholePart({ ...summary, firstRows: new Float64Array(0) })).toBeUndefined();
});

test('rates are of a second, however long a span lasts', () => {
  expect(rates(summary, 'messages', { from: 2, to: 8 })).toEqual({
    at: [2, 4, 6, 8],
    sent: [2, 0, 0.5, 0.5],
    received: [0, 0, 4, 4],
  });
  expect(rates(summary, 'bytes', { from: 6, to: 8 })).toEqual({ at: [6, 8], sent: [3, 3], received: [400, 400] });
});

test('a part has its totals and its first row', () => {
  expect(totalsOf(summary, { from: 2, to: 6 })).toEqual({
    sentMessages: 4,
    receivedMessages: 0,
    sentBytes: 40,
    receivedBytes: 0,
  });
  expect(firstRowOf(summary, { from: 2, to: 6 })).toBe(3);
  expect(firstRowOf(summary, { from: 4, to: 8 })).toBe(9);
  expect(firstRowOf(summary, { from: 4, to: 6 })).toBeUndefined();
});

test('a part that was dragged has whole spans, inside of the whole, also when spans have become longer since', () => {
  const whole = { from: 2, to: 8 };
  expect(snapped({ from: 3.1, to: 4.5 }, summary, whole)).toEqual({ from: 2, to: 6 });
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
      fc.double({ noNaN: true, min: 0, max: 1e6 }),
      (at, length) => {
        const { from, to } = snapped({ from: at, to: at + length }, summary, whole);
        expect(from).toBeGreaterThanOrEqual(2);
        expect(to).toBeLessThanOrEqual(8);
        expect(to - from).toBeGreaterThanOrEqual(2);
        expect([from % 2, to % 2]).toEqual([0, 0]);
      },
    ),
  );
});

test('the table has the newest part first, none that is empty, and never more than two hundred', () => {
  expect(tableParts(summary, { from: 2, to: 8 }).map(({ from, sentMessages }) => [from, sentMessages])).toEqual([
    [6, 1],
    [2, 4],
  ]);
  const ones = Array.from({ length: 2047 }, () => 1);
  const long = {
    ...summary,
    firstRows: Float64Array.from(ones),
    sent: traffic(ones, ones),
    received: traffic(ones, ones),
  };
  const parts = tableParts(long, { from: 0, to: 4094 });
  expect(parts.length).toBeLessThanOrEqual(200);
  expect(parts.reduce((sum, part) => sum + part.sentMessages, 0)).toBe(2047);
  expect(parts[0]?.to).toBe(4094);
});

test('classes of sizes are called by their ends', () => {
  expect(sizeClassWords().slice(0, 7)).toEqual([
    '0 B',
    '1 B – 125 B',
    '126 B – 1 KiB',
    '1 KiB – 4 KiB',
    '4 KiB – 16 KiB',
    '16 KiB – 64 KiB',
    '64 KiB – 256 KiB',
  ]);
  expect(sizeClassWords().slice(-2)).toEqual(['256 MiB – 1 GiB', '≥ 1 GiB']);
});

test('round trips of both kinds stand on one axis, in the order of their pings', () => {
  const ours = { ...noTrips, at: Float64Array.of(1000, 3000), took: Float64Array.of(5, 7) };
  const theirs = { ...noTrips, at: Float64Array.of(2000), took: Float64Array.of(1) };
  expect(roundTripPoints(ours, theirs)).toEqual({ at: [1, 2, 3], ours: [5, null, 7], theirs: [null, 1, null] });
});

test('the upper end of an axis is round, and not below what is shown', () => {
  expect([0, 1, 3, 5, 11, 999].map((most) => roundTop(most, 2))).toEqual([2, 2, 4, 10, 20, 1000]);
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 1e12, noNaN: true }), (most) => {
      expect(roundTop(most, 0.001)).toBeGreaterThanOrEqual(most * 0.999);
      expect(roundTop(most, 0.001)).toBeLessThan(most * 2.6);
    }),
  );
});

test('an axis of time has a few round marks, however long the session is', () => {
  expect(timeMarks({ from: 0, to: 60 })).toEqual([20, 40]);
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1e7, noNaN: true }),
      fc.double({ min: 1, max: 1e8, noNaN: true }),
      (from, length) => {
        const marks = timeMarks({ from, to: from + length });
        expect(marks.length).toBeLessThanOrEqual(6);
        expect(marks.every((mark) => mark > from && mark < from + length)).toBe(true);
      },
    ),
  );
});

test('moments and durations are short', () => {
  expect([0, 0.5, 18, 185, 7800, 360_000].map(formatMoment)).toEqual([
    '0 s',
    '0.5 s',
    '18 s',
    '3:05',
    '2:10:00',
    '100:00:00',
  ]);
  expect([0.254, 12.51, 120.4, 1251].map(formatTook)).toEqual(['0.254 ms', '12.5 ms', '120 ms', '1.25 s']);
});
