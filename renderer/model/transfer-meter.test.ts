import { expect, test } from 'vitest';
import type { FileTransfer } from '../../contract/sessions.ts';
import { TransferMeter } from './transfer-meter.ts';

const transfer = (changes: Partial<FileTransfer>): FileTransfer => ({
  name: 'a.bin',
  totalBytes: 10_000,
  bytes: 0,
  startedAt: 1,
  end: undefined,
  ...changes,
});

test('the rate is that of the last three seconds, and the time left follows from it', () => {
  const meter = new TransferMeter();
  let bytes = 0;
  let now = 50_000;
  expect(meter.measure(transfer({ bytes }), now).bytesPerSecond).toBeUndefined();
  // Fast at first, then a thousand bytes a second.
  for (let step = 0; step < 10; step += 1) meter.measure(transfer({ bytes: (bytes += 300) }), (now += 200));
  for (let step = 0; step < 20; step += 1) meter.measure(transfer({ bytes: (bytes += 200) }), (now += 200));
  const progress = meter.measure(transfer({ bytes }), now);
  expect(progress.bytesPerSecond).toBeCloseTo(1000);
  expect(progress.secondsLeft).toBeCloseTo((10_000 - bytes) / 1000);
});

test('when nothing moves the rate goes to nothing, and no time is left to tell', () => {
  const meter = new TransferMeter();
  meter.measure(transfer({ bytes: 0 }), 0);
  meter.measure(transfer({ bytes: 5000 }), 1000);
  for (let now = 2000; now <= 6000; now += 1000) meter.measure(transfer({ bytes: 5000 }), now);
  expect(meter.measure(transfer({ bytes: 5000 }), 6000)).toMatchObject({ bytesPerSecond: 0, secondsLeft: undefined });
});

test('a page that was loaded again begins to measure where it comes in', () => {
  const meter = new TransferMeter();
  meter.measure(transfer({ bytes: 9000 }), 0);
  expect(meter.measure(transfer({ bytes: 9500 }), 1000).bytesPerSecond).toBeCloseTo(500);
});

test('another file is measured anew', () => {
  const meter = new TransferMeter();
  meter.measure(transfer({ bytes: 0 }), 0);
  meter.measure(transfer({ bytes: 9000 }), 1000);
  expect(meter.measure(transfer({ bytes: 10, startedAt: 2 }), 1200).bytesPerSecond).toBeUndefined();
});

test('one that has ended has the rate of the whole', () => {
  const end = { kind: 'done', at: 2001 } as const;
  expect(new TransferMeter().measure(transfer({ bytes: 10_000, end }), 0)).toMatchObject({
    bytesPerSecond: 5000,
    secondsLeft: undefined,
  });
});

test('of a file that is received nobody knows how long it takes', () => {
  const meter = new TransferMeter();
  meter.measure(transfer({ totalBytes: undefined }), 0);
  const progress = meter.measure(transfer({ totalBytes: undefined, bytes: 100 }), 1000);
  expect(progress).toMatchObject({ bytesPerSecond: 100, secondsLeft: undefined });
});
