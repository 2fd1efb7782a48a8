import fc from 'fast-check';
import { expect, test } from 'vitest';
import { roundTripLimit } from '../../../contract/log-summary.ts';
import { RoundTrips } from './round-trips.ts';

test('a pong answers the oldest ping with the same payload, and only one', () => {
  const trips = new RoundTrips();
  trips.ping('a', 0);
  trips.ping('b', 10);
  trips.ping('a', 20);
  trips.pong('a', 100);
  trips.pong('a', 120);
  trips.pong('b', 130);
  const { at, took, pings, unanswered, unasked } = trips.read();
  expect([...at]).toEqual([0, 20, 10]);
  expect([...took]).toEqual([100, 100, 120]);
  expect({ pings, unanswered, unasked }).toEqual({ pings: 3, unanswered: 0, unasked: 0 });
});

test('pongs nobody asked for, and pings nobody answers, are counted as that', () => {
  const trips = new RoundTrips();
  trips.pong('', 1);
  trips.pong('x', 2);
  trips.ping('x', 3);
  trips.ping('y', 4);
  trips.pong('z', 5);
  expect(trips.read()).toMatchObject({ pings: 2, unanswered: 2, unasked: 3, times: undefined });
});

test('a peer that never answers costs no more than a thousand pings; the oldest of them are given up', () => {
  const trips = new RoundTrips();
  for (let ping = 0; ping < 100_000; ping += 1) trips.ping(String(ping), ping);
  trips.pong('0', 100_000);
  trips.pong('98975', 100_000);
  trips.pong('98976', 100_000);
  expect(trips.read()).toMatchObject({ pings: 100_000, unanswered: 99_999, unasked: 2 });
});

test('the slowest round trip is among the points, however many there were', () => {
  const trips = new RoundTrips();
  const count = 5 * roundTripLimit + 7;
  for (let ping = 0; ping < count; ping += 1) {
    trips.ping('', ping * 1000);
    trips.pong('', ping * 1000 + (ping === 4321 ? 900 : 5));
  }
  const { at, took, times } = trips.read();
  expect(at.length).toBeLessThanOrEqual(roundTripLimit);
  expect(at.length).toBeGreaterThan(roundTripLimit / 2);
  expect(took.indexOf(900)).toBe(at.indexOf(4_321_000));
  expect(took).toContain(900);
  expect([...at]).toEqual([...at].toSorted((left, right) => left - right));
  expect(times).toMatchObject({ least: 5, most: 900 });
});

test('least and most are exact, median and p95 to 1 %', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.001, max: 1e7, noNaN: true }), { minLength: 1, maxLength: 300 }),
      (durations) => {
        const trips = new RoundTrips();
        for (const duration of durations) {
          trips.ping('', 0);
          trips.pong('', duration);
        }
        const sorted = durations.toSorted((left, right) => left - right);
        const exact = (part: number): number => sorted[Math.ceil(part * sorted.length) - 1] ?? 0;
        const { times } = trips.read();
        expect(times?.least).toBe(sorted[0]);
        expect(times?.most).toBe(sorted.at(-1));
        for (const [told, true_] of [
          [times?.median, exact(0.5)],
          [times?.p95, exact(0.95)],
        ] as const) {
          expect(Math.abs((told ?? 0) / true_ - 1)).toBeLessThan(0.011);
        }
      },
    ),
  );
});
