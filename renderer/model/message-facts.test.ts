import { expect, test } from 'vitest';
import { RowDirection, RowFlag, RowKind, type Row } from '../../contract/rows.ts';
import { formatTime } from './format.ts';
import { messageFacts } from './message-facts.ts';

const row: Row = {
  row: 7,
  elapsed: 3500,
  wireSize: 0,
  bits: 0,
  time: 1_700_000_000_500,
  direction: RowDirection.received,
  kind: RowKind.utf8,
  flags: 0,
  size: 4096,
  preview: new Uint8Array(),
};

test('a row tells its size exactly and the time since the one before', () => {
  expect(messageFacts(row, { ...row, row: 6, elapsed: 2000 })).toEqual([
    'Received',
    'text',
    '4.0 KiB, 4,096 bytes',
    formatTime(row.time),
    '3.5 s after the session began',
    '1.5 s after the row before',
  ]);
});

test('where its log keeps that, also its bytes on the wire, by a clock that never jumps', () => {
  const facts = messageFacts(
    { ...row, elapsed: 2000, wireSize: 1024, bits: 0xc1 },
    // The wall clock was set back meanwhile.
    { ...row, row: 6, time: row.time + 60_000, elapsed: 1990 },
  );
  expect(facts.slice(4)).toEqual([
    '2.0 s after the session began',
    '10 ms after the row before',
    '1.0 KiB on the wire',
    '25.0 % of its size',
    'compressed without context takeover',
  ]);
  const withContext = { ...row, wireSize: 1024, bits: 0xc1, flags: row.flags | RowFlag.contextTakeover };
  expect(messageFacts(withContext, undefined).at(-1)).toBe('compressed with context takeover');
  expect(messageFacts({ ...row, wireSize: 4100, bits: 0x81 }, undefined).at(-1)).toBe('not compressed');
});

test('an event has no size', () => {
  expect(messageFacts({ ...row, kind: RowKind.readingPaused, direction: RowDirection.event }, undefined)).toEqual([
    'Event',
    formatTime(row.time),
    '3.5 s after the session began',
  ]);
});
