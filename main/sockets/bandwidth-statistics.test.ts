import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BandwidthMeter } from './bandwidth-statistics.ts';

function meterWithClock(): {
  meter: BandwidthMeter;
  traffic: { sentBytes: number; receivedBytes: number };
  at: (ms: number) => BandwidthMeter;
} {
  const traffic = { sentBytes: 0, receivedBytes: 0 };
  let now = 1000;
  const meter = new BandwidthMeter(
    () => traffic,
    { ...traffic, atMs: now },
    () => now,
  );
  const at = (ms: number): BandwidthMeter => {
    now = 1000 + ms;
    return meter;
  };
  return { meter, traffic, at };
}

test('the first reading is the average since the connection began', () => {
  const { traffic, at } = meterWithClock();
  Object.assign(traffic, { sentBytes: 1000, receivedBytes: 3000 });
  expect(at(2000).read()).toEqual({ outboundBitsPerSecond: 4000, inboundBitsPerSecond: 12_000 });
});

test('no time is no rate', () => {
  const { meter, traffic } = meterWithClock();
  traffic.sentBytes = 1000;
  expect(meter.read()).toEqual({ outboundBitsPerSecond: 0, inboundBitsPerSecond: 0 });
});

test('what was before the window is forgotten', () => {
  const { traffic, at } = meterWithClock();
  traffic.receivedBytes = 1_000_000;
  for (let ms = 1000; ms <= 7000; ms += 1000) at(ms).read();
  expect(at(8000).read().inboundBitsPerSecond).toBe(0);
  traffic.receivedBytes += 5000;
  expect(at(9000).read().inboundBitsPerSecond).toBe(8000);
});

test('whoever reads seldom gets the average since the last reading', () => {
  const { traffic, at } = meterWithClock();
  at(1000).read();
  traffic.sentBytes = 60_000;
  expect(at(61_000).read().outboundBitsPerSecond).toBe(8000);
});

test('a steady rate is read as what it is, however often', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 1 }), (steps) => {
      const { traffic, at } = meterWithClock();
      let ms = 0;
      for (const step of steps) {
        ms += step;
        traffic.sentBytes = ms * 125;
        expect(at(ms).read().outboundBitsPerSecond).toBe(1_000_000);
      }
    }),
  );
});
