import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RowDirection, RowKind, type Row } from '../../contract/rows.ts';
import { shellQuoted } from '../../contract/workbench/command-text.ts';
import {
  asBase64,
  asHex,
  asJson,
  asNode,
  asText,
  asWebsocat,
  asWscat,
  connectionOf,
  type CopiedRow,
} from './copy-as.ts';

const encoder = new TextEncoder();

function copied(kind: RowKind, payload: Uint8Array, changes: Partial<CopiedRow> = {}): CopiedRow {
  const row: Row = {
    row: 7,
    time: Date.UTC(2026, 0, 2),
    elapsed: 12.5,
    direction: RowDirection.received,
    kind,
    flags: 0,
    size: payload.length,
    wireSize: payload.length + 2,
    bits: 0x81,
    preview: payload,
  };
  return { row, payload, note: '', isPinned: false, ...changes };
}

const plain = { url: 'ws://h/echo', protocols: [], headers: [] };
const text = (message: string) => ({ kind: 'text', text: message }) as const;
const binary = (...bytes: number[]) => ({ kind: 'binary', bytes: Uint8Array.from(bytes) }) as const;

test('a payload is copied as text, hex and base64', () => {
  const row = copied(RowKind.utf8, encoder.encode('ä\n'));
  expect([asText(row), asHex(row), asBase64(row)]).toEqual(['ä\n', 'C3 A4 0A', 'w6QK']);
  expect(asBase64(copied(RowKind.binary, new Uint8Array(30_000).fill(255)))).toBe(
    Buffer.alloc(30_000, 255).toString('base64'),
  );
});

test('JSON has text where it is text, and base64 where bytes would be lost', () => {
  const marked = copied(RowKind.utf8, encoder.encode('a"b'), { note: 'look', isPinned: true });
  expect(JSON.parse(asJson(marked))).toEqual({
    row: 7,
    time: '2026-01-02T00:00:00.000Z',
    elapsedMs: 12.5,
    direction: 'received',
    kind: 'text',
    size: 3,
    text: 'a"b',
    wireSize: 5,
    isPinned: true,
    note: 'look',
  });
  expect(JSON.parse(asJson(copied(RowKind.binary, Uint8Array.of(1, 255))))).toMatchObject({ base64: 'Af8=' });
  expect(JSON.parse(asJson(copied(RowKind.utf8Partial, Uint8Array.of(0xc3))))).toMatchObject({ base64: 'ww==' });
});

test('a shell takes every quoted word for what it is', () => {
  const words = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((word) => !word.includes('\0'));
  fc.assert(
    fc.property(fc.oneof(words, fc.constantFrom("it's", '$(id)', '`id`', '"', '\\', '!!', 'a\nb', '')), (word) => {
      expect(execFileSync('sh', ['-c', `printf %s ${shellQuoted(word)}`], { encoding: 'utf8' })).toBe(word);
    }),
    { numRuns: 60 },
  );
});

test('what would make a terminal act is never in a command as it is', () => {
  const hostile = 'a\u001b[201~\nrm -rf ~';
  for (const command of [asWscat(plain, [text(hostile)]), asWebsocat(plain, [text(hostile)])]) {
    expect(command).not.toContain('\u001b');
  }
  const word = /-x (.*)$/s.exec(asWscat(plain, [text(hostile)]))?.[1] ?? '';
  expect(execFileSync('sh', ['-c', `printf %s ${word}`], { encoding: 'utf8' })).toBe(hostile);
  const code = asNode(plain, [text(`${hostile}\u202e`)]);
  expect([code.includes('\u001b'), code.includes('\u202e')]).toEqual([false, false]);
});

test('wscat gets the first text, and says what it cannot send', () => {
  expect(asWscat(plain, [])).toBe('wscat -c ws://h/echo');
  expect(asWscat(plain, [binary(1), text("it's"), text('b')])).toBe(
    '# wscat sends one text message that fits a command line: 2 messages are left out.\n' +
      `wscat -c ws://h/echo -x 'it'\\''s'`,
  );
  const connection = { url: 'ws://h/?a=1&b', protocols: ['chat'], headers: [{ name: 'X-Id', value: 'a b' }] };
  expect(asWscat(connection, [])).toBe(`wscat -c 'ws://h/?a=1&b' -s chat -H 'X-Id:a b'`);
});

test('websocat gets one message exactly, binary as base64, or several lines', () => {
  expect(asWebsocat(plain, [text('a\nb')])).toBe(`printf %s 'a\nb' | websocat -n --text --no-line ws://h/echo`);
  expect(asWebsocat(plain, [binary(0, 255)])).toBe('printf %s AP8= | base64 -d | websocat -n --binary ws://h/echo');
  expect(asWebsocat(plain, [text('a'), text('b c')])).toBe(
    `printf '%s\\n' a 'b c' | websocat -n --text --linemode-strip-newlines ws://h/echo`,
  );
  expect(asWebsocat(plain, [text('a'), binary(1)])).toMatch(
    /^# websocat sends .*: 1 message is left out\.\nprintf %s a /,
  );
  expect(asWebsocat(plain, [text('x'.repeat(70_000))])).toMatch(/1 message is left out\.\nwebsocat ws:\/\/h\/echo$/);
});

test('a connection is made again from its request, without what the client makes itself and without secrets', () => {
  const head =
    'GET /echo HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\n' +
    'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: a, b\r\nX-Id: 1\r\nAuthorization: Bearer •••\r\n\r\n';
  const connection = connectionOf('ws://h/echo', head);
  expect(connection).toEqual({
    url: 'ws://h/echo',
    protocols: ['a', 'b'],
    headers: [
      { name: 'X-Id', value: '1' },
      { name: 'Authorization', value: 'Bearer •••' },
    ],
  });
  expect(asWscat(connection, [])).toBe(
    '# The log has no secrets. To be added: Authorization.\nwscat -c ws://h/echo -s a -s b -H X-Id:1',
  );
});
