import { expect, test } from 'vitest';
import { RowDirection, RowFlag, RowKind } from '../../contract/rows.ts';
import { MemoryLog } from './memory-log.ts';
import type { MessageLog } from './message-log.ts';

function append(log: MessageLog, payload: string | Uint8Array): void {
  log.append({ direction: RowDirection.received, kind: RowKind.binary, payload: Buffer.from(payload) });
}

test('rows are read by range, and a range past the end gives what there is', () => {
  let now = 100;
  const log = new MemoryLog({ now: () => (now += 1) });
  for (const text of ['a', 'bb', 'ccc']) append(log, text);
  expect(log.length).toBe(3);
  expect(log.read(1, 10).map(({ time, size, preview }) => [time, size, Buffer.from(preview).toString()])).toEqual([
    [102, 2, 'bb'],
    [103, 3, 'ccc'],
  ]);
  expect(log.read(3, 5)).toEqual([]);
});

test('the payload is copied: what happens to the buffer afterwards does not reach the log', () => {
  const log = new MemoryLog();
  const buffer = Buffer.from('before');
  log.append({ direction: RowDirection.sent, kind: RowKind.utf8, payload: buffer });
  buffer.fill('x');
  expect(Buffer.from(log.payload(0, 0, 100)).toString()).toBe('before');
});

test('a payload over several blocks is read in any range, and previewed by its first KiB', () => {
  const log = new MemoryLog();
  const bytes = Buffer.alloc(3_000_000, 0).map((_byte, index) => index % 251);
  append(log, 'shift');
  append(log, bytes);
  expect(Buffer.from(log.payload(1, 0, bytes.length)).equals(bytes)).toBe(true);
  expect(Buffer.from(log.payload(1, 1_048_570, 20)).equals(bytes.subarray(1_048_570, 1_048_590))).toBe(true);
  expect(log.payload(1, bytes.length, 10)).toHaveLength(0);
  expect(log.read(1, 1)[0]?.preview).toHaveLength(1024);
  expect(() => log.payload(2, 0, 1)).toThrow(RangeError);
});

test('many rows keep their places across column blocks', () => {
  const log = new MemoryLog();
  for (let row = 0; row < 10_000; row += 1) append(log, String(row));
  expect(Buffer.from(log.payload(4095, 0, 9)).toString()).toBe('4095');
  expect(Buffer.from(log.payload(4096, 0, 9)).toString()).toBe('4096');
  expect(log.read(9998, 9).map((row) => Buffer.from(row.preview).toString())).toEqual(['9998', '9999']);
});

test('past its limit the oldest payloads go, every row stays, and a row tells of it', () => {
  const limit = 8 * 1024 * 1024;
  const log = new MemoryLog({ payloadLimit: limit });
  for (let row = 0; row < 40; row += 1) append(log, Buffer.alloc(512 * 1024, row));
  const rows = log.read(0, log.length);
  const released = rows.filter((row) => (row.flags & RowFlag.payloadReleased) !== 0);
  const notices = rows.filter((row) => row.kind === RowKind.payloadsReleased);
  expect(rows.length - notices.length).toBe(40);
  expect(notices.length).toBeGreaterThan(0);
  expect(released.length).toBeGreaterThan(0);
  expect(released.every((row) => row.size === 512 * 1024 || row.kind === RowKind.payloadsReleased)).toBe(true);
  expect(log.payload(0, 0, 10)).toHaveLength(0);
  const last = rows.findLastIndex((row) => row.kind === RowKind.binary);
  expect(Buffer.from(log.payload(last, 0, 3))).toEqual(Buffer.from([39, 39, 39]));
});
