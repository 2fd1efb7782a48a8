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
    'FIN 1, RSV1 1, RSV2 0, RSV3 0, opcode 1 text, not masked',
  ]);
  const withContext = { ...row, wireSize: 1024, bits: 0xc1, flags: row.flags | RowFlag.contextTakeover };
  expect(messageFacts(withContext, undefined).at(-2)).toBe('compressed with context takeover');
  expect(messageFacts({ ...row, wireSize: 4100, bits: 0x81 }, undefined).at(-2)).toBe('not compressed');
});

test('the head of its frame is told bit by bit, with opcode and mask; of several frames the first', () => {
  const frameOf = (changes: Partial<Row>): string | undefined =>
    messageFacts({ ...row, wireSize: 9, ...changes }, undefined).at(-1);
  const masked = RowFlag.masked;
  expect(frameOf({ kind: RowKind.frame, bits: 0x81, flags: masked })).toBe(
    'FIN 1, RSV1 0, RSV2 0, RSV3 0, opcode 1 text, masked',
  );
  expect(frameOf({ kind: RowKind.rawFrame, bits: 0x33 })).toBe(
    'FIN 0, RSV1 0, RSV2 1, RSV3 1, opcode 3 reserved, not masked',
  );
  expect(frameOf({ kind: RowKind.ping, bits: 0x89, flags: masked })).toBe(
    'FIN 1, RSV1 0, RSV2 0, RSV3 0, opcode 9 ping, masked',
  );
  expect(frameOf({ kind: RowKind.binary, bits: 0x02, flags: masked })).toBe(
    'first frame: FIN 0, RSV1 0, RSV2 0, RSV3 0, opcode 2 binary, masked',
  );
});

test('an event has no size', () => {
  expect(messageFacts({ ...row, kind: RowKind.readingPaused, direction: RowDirection.event }, undefined)).toEqual([
    'Event',
    formatTime(row.time),
    '3.5 s after the session began',
  ]);
});
