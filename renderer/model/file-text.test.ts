import { expect, test } from 'vitest';
import type { FileTransfer } from '../../contract/sessions.ts';
import { agoWord, endLine, fractionOf, progressLine, shownSeconds } from './file-text.ts';

const gibibyte = 1024 ** 3;
const transfer = (changes: Partial<FileTransfer> = {}): FileTransfer => ({
  name: 'a.bin',
  totalBytes: 16 * gibibyte,
  bytes: 1.5 * gibibyte,
  startedAt: 1000,
  end: undefined,
  ...changes,
});

test('a file under way is told with its bytes, its rate and the time that is left', () => {
  const progress = { transfer: transfer(), bytesPerSecond: 850 * 1024 ** 2, secondsLeft: 17.5 };
  expect(progressLine('sending', progress)).toBe('1.5 GiB of 16.0 GiB, 850.0 MiB/s, about 18 s left');
});

test('what is not known is left out', () => {
  const progress = { transfer: transfer({ totalBytes: undefined }), bytesPerSecond: undefined, secondsLeft: undefined };
  expect(progressLine('receiving', progress)).toBe('1.5 GiB');
  expect(progressLine('receiving', { ...progress, bytesPerSecond: 0 })).toBe('1.5 GiB, 0 B/s');
  expect(progressLine('receiving', { ...progress, bytesPerSecond: 7 }, true)).toBe('1.5 GiB, paused');
});

test('how a file ended is one sentence, with what is left of it', () => {
  const done = transfer({ bytes: 16 * gibibyte, end: { kind: 'done', at: 17_000 } });
  expect(endLine('sending', done)).toBe('Sent 16.0 GiB in 16.0 s, 1.0 GiB/s');
  expect(endLine('receiving', { ...done, totalBytes: undefined })).toBe('Received 16.0 GiB in 16.0 s, 1.0 GiB/s');
  expect(endLine('sending', transfer({ end: { kind: 'canceled', at: 2000 } }))).toBe(
    'Canceled after 1.5 GiB of 16.0 GiB. The connection was closed.',
  );
  const error = { code: 'transfer-failed', message: 'there is no space left' } as const;
  const failed = transfer({ totalBytes: undefined, end: { kind: 'failed', at: 2000, error, keptAs: 'a.bin.part' } });
  expect(endLine('receiving', failed)).toBe(
    'Failed after 1.5 GiB: there is no space left. What came is in a.bin.part, beside the file you chose.',
  );
});

test('an empty file is all sent, and one that is received is done when it has ended', () => {
  expect(fractionOf(transfer({ totalBytes: 0, bytes: 0 }))).toBe(1);
  expect(fractionOf(transfer({ totalBytes: 200, bytes: 50 }))).toBe(0.25);
  expect(fractionOf(transfer({ totalBytes: 200, bytes: 500 }))).toBe(1);
  expect(fractionOf(transfer({ totalBytes: undefined }))).toBeUndefined();
  expect(fractionOf(transfer({ totalBytes: undefined, end: { kind: 'done', at: 1 } }))).toBe(1);
});

test('the chart shows whole minutes, and tells times before now', () => {
  const of = (length: number) => ({ sent: new Float64Array(length), received: new Float64Array(length) });
  expect([0, 1, 60, 61, 600].map((length) => shownSeconds(of(length)))).toEqual([60, 60, 60, 120, 600]);
  expect([0, 15, 45, 60, 90, 150, 450].map(agoWord)).toEqual([
    'now',
    '15 s ago',
    '45 s ago',
    '1 min ago',
    '1.5 min ago',
    '2.5 min ago',
    '7.5 min ago',
  ]);
});
