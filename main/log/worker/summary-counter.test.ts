import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sizeClasses, summarySpanLimit } from '../../../contract/log-summary.ts';
import { FrameBit, RowDirection, RowFlag, RowKind } from '../../../contract/rows.ts';
import { blockRows, RowBlock, type RowHead } from '../row-block.ts';
import { SummaryCounter, type SummaryFigures } from './summary-counter.ts';

type TestRow = Omit<RowHead, 'time' | 'offset' | 'lane'>;

const size = fc.oneof(
  fc.nat(2000),
  fc.constantFrom(0, 125, 126, 1024, 1025, 65_535, 65_536, 2 ** 30 - 1, 2 ** 30, 2 ** 40),
);

/** Rows as a session makes them: both directions, parts, frames, control frames, events. */
const row: fc.Arbitrary<TestRow> = fc.record({
  // The time since the row before it; made into a moment below.
  elapsed: fc.oneof(fc.double({ min: 0, max: 50, noNaN: true }), fc.double({ min: 0, max: 1e7, noNaN: true })),
  size,
  wireSize: fc.oneof(fc.constant(0), size),
  direction: fc.constantFrom(...Object.values(RowDirection)),
  kind: fc.constantFrom(
    RowKind.utf8,
    RowKind.binary,
    RowKind.utf8Partial,
    RowKind.binaryPartial,
    RowKind.frame,
    RowKind.closeFrame,
    RowKind.openingRequest,
    RowKind.gap,
    RowKind.failed,
  ),
  flags: fc.constantFrom(0, RowFlag.cut, RowFlag.masked),
  bits: fc.constantFrom(0x81, 0x82, 0xc1, 0x01),
});

const rows = fc.array(row, { maxLength: 3000 }).map((steps) => {
  let at = 0;
  return steps.map((step) => ({ ...step, elapsed: (at += step.elapsed) }));
});

/** Counts the rows block by block, in pieces as they come from a log that grows. */
function count(all: readonly TestRow[], pieces: number, payloads: readonly string[] = []): SummaryFigures {
  const counter = new SummaryCounter();
  const block = new RowBlock();
  for (let start = 0; start < all.length; start += blockRows) {
    const here = all.slice(start, start + blockRows);
    for (const [index, head] of here.entries()) block.set(index, { ...head, time: 0, offset: 0, lane: 0 });
    for (let from = 0; from < here.length; from += pieces) {
      const to = Math.min(here.length, from + pieces);
      counter.add({ block, firstRow: start, from, to, payload: (index) => payloads[start + index] ?? '' });
    }
  }
  return counter.read();
}

/** What went one way, by going over all rows for each figure. */
function naiveTraffic(all: readonly TestRow[], way: RowDirection, spanMs: number) {
  const own = all.filter(({ direction, kind }) => direction === way && kind <= RowKind.binaryPartial);
  const isEnd = ({ kind }: TestRow): boolean => kind <= RowKind.binary;
  const ends = own.flatMap((each, index) => (isEnd(each) ? [index] : []));
  const messages = ends.map((end, index) => own.slice((ends[index - 1] ?? -1) + 1, end + 1));
  const whole = messages.filter((parts) => ((parts.at(-1)?.flags ?? 0) & RowFlag.cut) === 0);
  const sizes = whole.map((parts) => sum(parts.map((part) => part.size)));
  const measured = own.filter(({ wireSize }) => wireSize > 0);
  const inSpan = (span: number): TestRow[] => own.filter(({ elapsed }) => Math.floor(elapsed / spanMs) === span);
  return {
    messages: (span: number) => inSpan(span).filter(isEnd).length,
    bytes: (span: number) => sum(inSpan(span).map((each) => each.size)),
    rest: {
      sizes: Float64Array.from(
        sizeClasses,
        (most, index) => sizes.filter((each) => each <= most && each > (sizeClasses[index - 1] ?? -1)).length,
      ),
      totalMessages: ends.length,
      totalBytes: sum(own.map((each) => each.size)),
      wireBytes: sum(measured.map(({ wireSize }) => wireSize)),
      wirePayloadBytes: sum(measured.map((each) => each.size)),
      compressed: own.filter(({ bits }) => (bits & FrameBit.rsv1) !== 0).length,
      cut: messages.length - whole.length,
    },
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

test('what is counted row by row is what going over all rows gives', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 1024 }), (all, pieces) => {
      const told = count(all, pieces);
      const { spanMs, firstRows } = told;
      const onWire = all
        .map((each, index) => ({ ...each, index }))
        .filter(({ direction, kind }) => isTraffic(direction) && kind <= RowKind.closeFrame);
      const last = Math.max(-1, ...onWire.map(({ elapsed }) => Math.floor(elapsed / spanMs)));
      expect(firstRows.length).toBe(last + 1);
      expect(firstRows.length).toBeLessThanOrEqual(summarySpanLimit);
      // As short as they can be.
      const end = onWire.at(-1)?.elapsed ?? 0;
      expect(spanMs === 1000 || end >= (spanMs / 2) * summarySpanLimit).toBe(true);
      const firstOf = new Map<number, number>();
      for (const { elapsed, index } of onWire.toReversed()) firstOf.set(Math.floor(elapsed / spanMs), index);
      for (const [name, way] of [
        ['sent', RowDirection.sent],
        ['received', RowDirection.received],
      ] as const) {
        const naive = naiveTraffic(all, way, spanMs);
        const { messages, bytes, ...rest } = told[name];
        expect(rest).toEqual(naive.rest);
        expect(sum([...messages])).toBe(naive.rest.totalMessages);
        for (const span of firstOf.keys()) {
          expect([messages[span], bytes[span]]).toEqual([naive.messages(span), naive.bytes(span)]);
        }
      }
      for (const [span, first] of firstRows.entries()) expect(first).toBe(firstOf.get(span) ?? Number.NaN);
      expect(told.problems).toBe(all.filter(({ direction }) => direction === RowDirection.problem).length);
      expect(told.gaps).toBe(all.filter(({ direction, kind }) => !isTraffic(direction) && kind === RowKind.gap).length);
    }),
    { numRuns: 60 },
  );
});

function isTraffic(direction: RowDirection): boolean {
  return direction === RowDirection.sent || direction === RowDirection.received;
}

test('numbers out of a damaged file count as nothing, and break nothing', () => {
  const damaged = [Number.NaN, -1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300];
  const all = damaged.flatMap((value) => [
    { elapsed: value, size: 1, wireSize: 1, direction: RowDirection.sent, kind: RowKind.utf8, flags: 0, bits: 0 },
    { elapsed: 0, size: value, wireSize: value, direction: RowDirection.sent, kind: RowKind.utf8, flags: 0, bits: 0 },
  ]);
  const { sent, firstRows } = count(all, 1);
  expect(sent.totalMessages).toBe(10);
  expect(firstRows.length).toBeLessThanOrEqual(summarySpanLimit);
  expect([sent.totalBytes, sent.wireBytes].every((value) => Number.isFinite(value))).toBe(true);
});

function event(kind: RowKind, elapsed: number): TestRow {
  return { elapsed, size: 0, wireSize: 0, direction: RowDirection.event, kind, flags: 0, bits: 0 };
}

test('a pause ends with the connection, where reading did not go on before', () => {
  const told = count(
    [
      event(RowKind.readingPaused, 1000),
      event(RowKind.readingResumed, 1500),
      event(RowKind.readingPaused, 2000),
      event(RowKind.closed, 2250),
    ],
    4,
  );
  expect(told).toMatchObject({ pauses: 2, pausedMs: 750 });
});

test('pauses for the log count, too, and time in which there are two counts once', () => {
  const told = count(
    [
      event(RowKind.readingHeld, 1000),
      event(RowKind.readingPaused, 1500),
      event(RowKind.readingContinued, 2000),
      event(RowKind.readingResumed, 2500),
      // The disk was behind since before that.
      event(RowKind.readingContinued, 3000),
      event(RowKind.readingContinued, 5000),
      // Its beginning was let go, as was what it says.
      event(RowKind.readingContinued, 9000),
    ],
    3,
    [
      '{"reason":"limit","limitBytes":1}',
      '',
      '{"reason":"limit","heldMs":1000}',
      '',
      '{"reason":"disk","heldMs":800}',
      '{"reason":"disk","heldMs":250.5}',
      '{"reason":"disk","heldMs":',
    ],
  );
  expect(told).toMatchObject({ pauses: 4, pausedMs: 1500 + 500 + 250.5 });
});
