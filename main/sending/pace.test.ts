import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Pace } from './pace.ts';

test('what chance adds or takes off stays inside its part of the interval', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 86_400_000, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (everyMs, jitter, chance) => {
        const { interval } = new Pace({ count: 0, everyMs, jitter }, () => chance);
        expect(interval).toBeGreaterThanOrEqual(everyMs * (1 - jitter) - 1e-6);
        expect(interval).toBeLessThanOrEqual(everyMs * (1 + jitter) + 1e-6);
      },
    ),
  );
});

test('one that is late is followed by one a whole interval later: none is caught up on', () => {
  const pace = new Pace({ count: 0, everyMs: 100, jitter: 0 });
  expect(pace.waitMs(0)).toBe(0);
  pace.begin(0);
  expect(pace.waitMs(30)).toBe(70);
  expect(pace.waitMs(450)).toBe(0);
  pace.begin(450);
  expect(pace.waitMs(450)).toBe(100);
});
