import { expect, test } from 'vitest';
import { failure } from '../../contract/errors.ts';
import { previewLimit, RowDirection, RowFlag, RowKind, type Row, type RowDetail } from '../../contract/rows.ts';
import { deltaWord, kindWord, previewParts, previewText, rowAsLine, rowDetail, sizeWord } from './row-text.ts';

const encoder = new TextEncoder();

function rowOf(kind: RowKind, payload: Uint8Array, changes: Partial<Row> = {}): Row {
  const preview = payload.subarray(0, previewLimit);
  const base = { row: 0, time: 0, elapsed: 0, wireSize: 0, bits: 0, flags: 0, direction: RowDirection.received };
  return { ...base, kind, size: payload.length, preview, ...changes };
}

function event<Kind extends keyof RowDetail>(kind: Kind, detail: RowDetail[Kind]): Row {
  return rowOf(RowKind[kind], encoder.encode(JSON.stringify(detail)), { direction: RowDirection.event });
}

test('a text message shows its text on one line, never as markup', () => {
  const row = rowOf(RowKind.utf8, encoder.encode('<b>a</b>\nb'));
  expect(previewParts(row)).toEqual([
    { kind: 'text', text: '<b>a</b>' },
    { kind: 'control', text: 'LF' },
    { kind: 'text', text: 'b' },
  ]);
  expect([kindWord(row), sizeWord(row)]).toEqual(['text', '10 B']);
});

test('a binary message shows its bytes, cut where they are many', () => {
  expect(previewText(rowOf(RowKind.binary, Uint8Array.of(0, 255)))).toBe('00 FF');
  expect(previewText(rowOf(RowKind.binary, new Uint8Array(200)))).toMatch(/^(00 ){96}…$/);
});

test('an empty message and a released one are told apart', () => {
  expect(previewText(rowOf(RowKind.utf8, new Uint8Array(0)))).toBe('(empty)');
  expect(previewText(rowOf(RowKind.utf8, new Uint8Array(0), { size: 9 }))).toBe('(no longer kept)');
});

test('events are sentences', () => {
  const file = { name: 'a.bin', totalBytes: 2048, bytes: 2048, startedAt: 1, end: undefined };
  const sentences = [
    event('connecting', { url: 'ws://h/' }),
    event('connected', { connectMs: 6.2, protocol: 'chat' }),
    event('closed', { code: 1000, reason: 'bye', by: 'remote' }),
    event('closed', { code: 1005, reason: '', by: 'local' }),
    event('sendingStarted', { sizeBytes: 10, intervalMs: 1000 }),
    rowOf(RowKind.validationNeedsTls, new Uint8Array(0)),
    event('fileSendingStarted', { name: 'a.bin', sizeBytes: 2048 }),
    event('fileSendingEnded', { ...file, end: { kind: 'done', at: 2001 } }),
    event('fileReceivingStarted', { name: 'a.bin' }),
    event('fileReceivingStarted', { name: 'a-2.bin', before: 'a.bin' }),
    rowOf(RowKind.readingPaused, new Uint8Array(0)),
    rowOf(RowKind.readingResumed, new Uint8Array(0)),
    event('connectingAgain', { generation: 2 }),
    event('reconnecting', { attempt: 2, attempts: 5, waitMs: 2000 }),
    event('reconnecting', { attempt: 7, attempts: 0, waitMs: 2000 }),
    event('reconnectingEnded', { why: 'error' }),
    rowOf(RowKind.reset, new Uint8Array(0)),
    event('idle', { idleMs: 30_000 }),
    rowOf(RowKind.rawFrame, encoder.encode('odd'), { bits: 0x53 }),
  ].map(previewText);
  expect(sentences).toEqual([
    'Connecting to ws://h/',
    'Connected in 6 ms, subprotocol chat',
    'Closed by the server with code 1000: bye',
    'Closed by this side with code 1005',
    'Sending 10 B every 1.0 s in the background',
    'Note: certificates are checked for wss: addresses only',
    'Sending a.bin, 2.0 KiB',
    'a.bin: Sent 2.0 KiB in 2.0 s, 1.0 KiB/s',
    'Receiving into a.bin',
    'Receiving into a-2.bin, a file of its own, as a.bin has the bytes of an earlier connection',
    'Reading paused: the server has to wait',
    'Reading goes on',
    'Connection 2 of this session',
    'Connecting again in 2.0 s, attempt 2 of 5',
    'Connecting again in 2.0 s, attempt 7',
    'Not connecting again: another attempt would fail in the same way',
    'Reset by us: the connection was ended without a closing handshake',
    'Nothing came or went for 30.0 s: closing',
    'FIN 0, RSV 101, opcode 3 reserved, not masked · odd',
  ]);
});

test('a failure says what and why on its line', () => {
  const { info } = failure('cannot-connect', 'no connection to 127.0.0.1:9', {
    hresult: 'WININET_E_CANNOT_CONNECT',
    phase: 'tcp',
    cause: 'ECONNREFUSED',
  });
  expect(previewText(event('failed', info))).toBe(
    'Cannot connect to the server. No connection to 127.0.0.1:9. ' +
      '(CannotConnect 0x80072EFD, ECONNREFUSED, while connecting)',
  );
});

test('details that are longer than a preview leave a sentence with their beginning', () => {
  const row = event('connecting', { url: `ws://h/${'a'.repeat(2000)}` });
  expect(rowDetail(row, 'connecting')).toBeUndefined();
  expect(previewText(row)).toMatch(/^Connecting to ws:\/\/h\/a+…$/);
});

test('the clipboard gets a row as one line with tabs between its columns', () => {
  const row = rowOf(RowKind.utf8, encoder.encode('a\tb'), { direction: RowDirection.sent });
  expect(rowAsLine(row).split('\t').slice(1)).toEqual(['Sent', 'text', '3 B', 'a␉b']);
});

test('control frames show code and reason, or their payload: as text where it is printable', () => {
  const rows = [
    rowOf(RowKind.ping, encoder.encode('are you there?')),
    rowOf(RowKind.pong, new Uint8Array(0)),
    rowOf(RowKind.pong, Uint8Array.of(0, 0xff)),
    rowOf(RowKind.ping, encoder.encode('a\nb')),
    rowOf(RowKind.closeFrame, Uint8Array.of(0x03, 0xe8, ...encoder.encode('bye'))),
    rowOf(RowKind.closeFrame, new Uint8Array(0)),
  ];
  expect(rows.map((row) => [kindWord(row), sizeWord(row), previewText(row)].join(' | '))).toEqual([
    'ping | 14 B | are you there?',
    'pong |  | ',
    'pong | 2 B | 00 FF',
    'ping | 3 B | 61 0A 62',
    'close | 5 B | 1000 bye',
    'close |  | ',
  ]);
});

test('the heads of the opening handshake show their first line, a frame what it is', () => {
  const request = rowOf(RowKind.openingRequest, encoder.encode('GET /echo HTTP/1.1\r\nHost: h\r\n\r\n'));
  expect([kindWord(request), sizeWord(request), previewText(request)]).toEqual([
    'request',
    '31 B',
    'GET /echo HTTP/1.1',
  ]);
  const frame = rowOf(RowKind.frame, new Uint8Array(0), { size: 70, bits: 0x81 });
  expect([kindWord(frame), sizeWord(frame), previewText(frame)]).toEqual([
    'frame',
    '70 B',
    'FIN 1, RSV 000, opcode 1 text, not masked',
  ]);
  expect(previewText({ ...frame, bits: 0x70, flags: RowFlag.masked })).toBe(
    'FIN 0, RSV 111, opcode 0 continuation, masked',
  );
  const raw = rowOf(RowKind.rawFrame, new Uint8Array(0), { bits: 0x9f, flags: RowFlag.masked });
  expect(previewText(raw)).toBe('FIN 1, RSV 001, opcode 15 reserved, masked');
});

test('the delta is of the monotonic clock, whatever the wall clock did', () => {
  const earlier = rowOf(RowKind.utf8, new Uint8Array(0), { time: 5000, elapsed: 10 });
  const later = rowOf(RowKind.utf8, new Uint8Array(0), { time: 1000, elapsed: 35 });
  expect([deltaWord(later, earlier), deltaWord(later, undefined)]).toEqual(['+25 ms', '']);
});
