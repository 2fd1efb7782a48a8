import { open, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LogTransferEnd } from '../../../contract/log-export.ts';
import type { ErrorInfo } from '../../../contract/errors.ts';
import { because } from '../../../contract/reason.ts';
import { RowDirection, RowKind } from '../../../contract/rows.ts';
import { openTestLogs } from '../../../tests/support/log-store.ts';
import { openTestTransfers } from '../../../tests/support/log-transfers.ts';
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts';
import type { LogStore } from '../log-store.ts';

const mebibyte = 1024 * 1024;
const head = '{"format":"duplex-log","version":1,"url":"ws://a/","socket":"message","page":"x","startedAt":5}\n';
const row =
  '{"row":0,"time":1,"elapsed":1,"direction":"sent","kind":"binary","flags":0,"bits":0,"wireSize":0,"size":1,"payload":"YQ=="}\n';

async function setUp(): Promise<{
  logs: LogStore;
  folder: string;
  path: string;
  importFile: (path?: string) => Promise<LogTransferEnd | undefined>;
}> {
  const logs = await openTestLogs();
  const folder = await temporaryFolder();
  const { transfers } = openTestTransfers(logs);
  const path = join(folder, 'file');
  return {
    logs,
    folder,
    path,
    importFile: async (from = path) => (await transfers.ended(transfers.import(from).transfer))?.end,
  };
}

/** What went wrong with a file of this content. Nothing may be left of it. */
async function errorOf(content: string | Buffer): Promise<ErrorInfo> {
  const { logs, path, importFile } = await setUp();
  await writeFile(path, content);
  const end = await importFile();
  expect(logs.list()).toEqual([]);
  if (end?.kind !== 'failed') throw new Error(`it was taken: ${JSON.stringify(end)}`);
  expect(end.error).toMatchObject({ code: 'transfer-failed', field: 'file' });
  return end.error;
}

async function faultOf(content: string | Buffer): Promise<string> {
  return (await errorOf(content)).message.replace('"file" cannot be read: ', '');
}

function har(...messages: string[]): string {
  const entry = `"startedDateTime":"2026-01-01T00:00:00Z","request":{"url":"ws://a/"},"_webSocketMessages":[${messages.join()}]`;
  return `{"log":{"entries":[{${entry}}]}}`;
}

test.each([
  ['nothing', '', 'line 1: is no object'],
  ['no JSON', 'hello', 'line 1: this is no JSON'],
  ['other JSON', '{"a":1}', 'neither a log of Duplex (NDJSON) nor a HAR file'],
  ['no WebSocket', '{"log":{"entries":[{"request":{"url":"http://a/"}}]}}', 'there is no WebSocket in it'],
  ['a head without an address', '{"format":"duplex-log"}', 'line 1, url: is missing'],
  ['a later version', head.replace('"version":1', '"version":2'), 'line 1, version: is a version that is not known'],
  ['a negative time', head + row.replace('"time":1', '"time":-1'), 'line 2, time: -1 is negative'],
  ['NaN', head + row.replace('"time":1', '"time":NaN'), 'line 2, time: this is no JSON'],
  ['a number without end', head + row.replace('"time":1', '"time":1e999'), 'line 2, time: 1e999 is too large'],
  [
    'a time after the last day',
    head + row.replace('"time":1', '"time":9e15'),
    'line 2, time: 9000000000000000 is no time',
  ],
  ['half a row number', head + row.replace('"row":0', '"row":0.5'), 'line 2, row: 0.5 is no whole number'],
  ['a huge row number', head + row.replace('"row":0', '"row":9007199254740991'), 'line 2, row: '],
  ['a row twice', head + row + row, 'line 3, row: 0 comes after 0'],
  ['a string for a number', head + row.replace('"size":1', '"size":"1"'), 'line 2, size: is no number'],
  ['an unknown kind', head + row.replace('binary', '__proto__'), 'line 2, kind: "__proto__" is not known'],
  ['a column that is missing', head + row.replace('"bits":0,', ''), 'line 2, bits: is missing'],
  ['no base64', head + row.replace('YQ==', 'Y!=='), 'line 2, payload: is no base64'],
  ['cut base64', head + row.replace('YQ==', 'YQ='), 'line 2, payload: is no base64: its length'],
  ['something behind base64', head + row.replace('YQ==', 'YQ==YQ=='), 'line 2, payload: is no base64'],
  ['a longer payload', head + row.replace('YQ==', 'YWE='), 'line 2, payload: has 2 bytes, and its size is 1'],
  ['no payload', head + row.replace(',"payload":"YQ=="', ''), 'line 2, payload: is missing'],
  ['two payloads', head + row.replace('}', ',"payload":"YQ=="}'), 'line 2, payload: is there twice'],
  ['a truncated row', head + row.slice(0, 60), 'line 2'],
  ['a truncated payload', head + row.slice(0, -6), 'line 2, payload: the file ends inside a string'],
  ['a line that breaks', head + row.replace('YQ==', 'Y\n'), 'line 2, payload: a string has no end on its line'],
  ['an event of nonsense', head + row.replace('binary', 'failed'), 'line 2, payload: is no JSON'],
  ['an event with a wrong type', head + event('failed', { code: 'nonsense', message: '' }), 'line 2, payload: code: '],
  ['an event with more', head + event('connecting', { url: '', a: 1 }), 'line 2, payload: a: '],
  ['deep nesting', `{"log":{"x":${'['.repeat(100_000)}`, 'there are more than 64 levels'],
  ['a deep member', head + `{"x":${'{"a":'.repeat(100_000)}`, 'there are more than 64 levels'],
  [
    'a HAR time that is none',
    har('{"type":"send","time":"x","opcode":1,"data":""}'),
    'log.entries.0._webSocketMessages.0.time: is no number',
  ],
  ['a HAR message without data', har('{"type":"send","time":1,"opcode":1}'), '_webSocketMessages.0.data: is missing'],
  [
    'HAR data that is no base64',
    har('{"type":"send","time":1,"opcode":2,"data":"?"}'),
    '_webSocketMessages.0.data: is no base64',
  ],
  ['HAR messages that are no list', har().replace('[]', '5'), '_webSocketMessages: is no array'],
  ['a HAR entry without address', har().replace('"url":"ws://a/"', ''), 'log.entries.0.request.url: is missing'],
  ['a HAR date that is none', har().replace('2026-01-01T00:00:00Z', 'soon'), 'startedDateTime: "soon" is no time'],
  ['something behind HAR', `${har()} {}`, 'something follows the end'],
])('%s is refused with its place, and leaves nothing', async (_what, content, message) => {
  expect(await faultOf(content)).toContain(message);
});

test.each([
  ['{"log":{}}', because('fileNoLog', 'file', 1, '')],
  ['{"log":{"entries":[]}}', because('fileNoSocket', 'file', 1, '')],
  [har().replace('"url":"ws://a/"', ''), because('fileLacks', 'file', 1, 'log.entries.0.request.url')],
  [head + row.slice(0, -6), because('fileEnds', 'file', 2, 'payload')],
  [head + row.replace('}', ',"payload":"YQ=="}'), because('fileTwice', 'file', 2, 'payload')],
  [har().replace('[]', '5'), because('fileWrong', 'file', 1, 'log.entries.0._webSocketMessages', 'is no array')],
])('what is wrong with %j can be told in any language', async (content, reason) => {
  expect((await errorOf(content)).reason).toEqual(reason);
});

function event(kind: string, detail: object): string {
  const payload = Buffer.from(JSON.stringify(detail));
  return row
    .replace('binary', kind)
    .replace('"size":1', `"size":${payload.length}`)
    .replace('YQ==', payload.toString('base64'));
}

test('text that is no UTF-8 is refused', async () => {
  const [before = '', after = ''] = har('{"type":"send","time":1,"opcode":1,"data":"§"}').split('§');
  expect(await faultOf(Buffer.concat([Buffer.from(before), Buffer.of(0xff), Buffer.from(after)]))).toContain(
    'is no UTF-8',
  );
});

test('a line of 100 MB without an end is refused in bounded memory', async () => {
  const { logs, folder, path, importFile } = await setUp();
  const file = await open(path, 'w');
  await file.write(`${head}{"row":`);
  await file.write(Buffer.alloc(100 * mebibyte, '1'));
  await file.close();
  const before = process.memoryUsage.rss();
  expect(await importFile()).toMatchObject({
    kind: 'failed',
    error: { message: expect.stringContaining('line 2, row') },
  });
  expect(process.memoryUsage.rss() - before).toBeLessThan(100 * mebibyte);
  expect(logs.list()).toEqual([]);
  expect(await readdir(join(folder))).toEqual(['file']);
});

test('a file that is a folder, or is not there, is told', async () => {
  const { folder, importFile } = await setUp();
  expect(await importFile(folder)).toMatchObject({ kind: 'failed', error: { cause: 'EISDIR' } });
  expect(await importFile(join(folder, 'gone'))).toMatchObject({ kind: 'failed', error: { cause: 'ENOENT' } });
  if (process.platform === 'win32') return;
  const message = '"zero" cannot be read: it is no ordinary file';
  expect(await importFile('/dev/zero')).toMatchObject({ kind: 'failed', error: { message } });
});

test('whatever is changed in a file: it is taken, or refused with its place', async () => {
  const { logs, path, importFile } = await setUp();
  const good = head + row + row.replace('"row":0', '"row":1');
  await fc.assert(
    fc.asyncProperty(fc.nat(good.length - 1), fc.string({ unit: 'binary', maxLength: 3 }), async (at, change) => {
      await writeFile(path, good.slice(0, at) + change + good.slice(at + 1));
      const before = logs.list().length;
      const end = await importFile();
      if (end?.kind === 'failed') {
        expect(end.error.code).toBe('transfer-failed');
        expect(end.error.message).toMatch(/line \d/);
      }
      expect(logs.list().length - before).toBe(end?.kind === 'done' ? 1 : 0);
    }),
    { numRuns: 25 },
  );
});

/** Keys in the order of Chrome's DevTools: the messages come before the address. */
const chrome = {
  log: {
    version: '1.2',
    creator: { name: 'WebInspector', version: '537.36' },
    pages: [],
    entries: [
      { request: { url: 'https://a.test/' }, response: { status: 200 }, startedDateTime: '2026-01-01T00:00:00.000Z' },
      {
        _initiator: { type: 'script', stack: { callFrames: [{ functionName: '', url: 'x' }] } },
        _resourceType: 'websocket',
        _webSocketMessages: [
          { type: 'send', time: 1767225601.25, opcode: 1, data: '{"a":"ü😀\\n\u0001"}' },
          { type: 'receive', time: 1767225601.5, opcode: 2, data: 'AAH/' },
          { type: 'error', time: 1767225602, opcode: -1, data: 'it broke' },
        ],
        request: {
          method: 'GET',
          url: 'wss://a.test/live?room=7',
          headers: [
            { name: 'Cookie', value: 'id=1' },
            { name: 'Host', value: 'a.test' },
          ],
        },
        response: {
          status: 101,
          statusText: 'Switching Protocols',
          headers: [{ name: 'Upgrade', value: 'websocket' }],
        },
        startedDateTime: '2026-01-01T00:00:01.000Z',
      },
    ],
  },
};

async function messagesOf(logs: LogStore, session: number) {
  const log = await logs.get(session);
  return (await log.read(0, 100)).map(({ direction, kind, time, elapsed, preview }) => ({
    direction,
    kind,
    time,
    elapsed,
    text: Buffer.from(preview).toString(kind === RowKind.binary ? 'hex' : 'utf8'),
  }));
}

test('a HAR file of Chrome: its WebSockets become logs, and what was left out is told', async () => {
  const { logs, path, importFile } = await setUp();
  await writeFile(path, JSON.stringify(chrome, null, 2));
  const end = await importFile();
  expect(end).toEqual({ kind: 'done', sessions: [1], leftOut: { requests: 1, messages: 1, credentials: 1 } });
  expect(logs.list()).toMatchObject([
    { url: 'wss://a.test/live?room=7', startedAt: Date.UTC(2026, 0, 1, 0, 0, 1), page: 'import', isLive: false },
  ]);
  expect(await messagesOf(logs, 1)).toMatchObject([
    {
      kind: RowKind.openingRequest,
      text: 'GET /live?room=7 HTTP/1.1\r\nCookie: •••\r\nHost: a.test\r\n\r\n',
    },
    { kind: RowKind.openingResponse, text: 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n' },
    {
      direction: RowDirection.sent,
      kind: RowKind.utf8,
      time: 1767225601250,
      elapsed: 250,
      text: '{"a":"ü😀\\n\u0001"}',
    },
    { direction: RowDirection.received, kind: RowKind.binary, time: 1767225601500, elapsed: 500, text: '0001ff' },
  ]);
});

test('HAR files of mitmproxy and HTTP Toolkit: an HTTP address, no response, several sockets, escapes of every kind', async () => {
  const { logs, path, importFile } = await setUp();
  const entry = (url: string, data: string): string =>
    `{"startedDateTime":"2026-01-01T00:00:00+00:00","request":{"url":"${url}","headers":[]},"response":null,` +
    `"_resourceType":"websocket","_webSocketMessages":[{"data":"${data}","opcode":1,"time":1767225600.5,"type":"receive"}],` +
    '"_webSocketClose":{"code":1000,"reason":""}}';
  const entries = [entry('https://a.test/one', '\\ud83d\\ude00\\/\\u00e4'), entry('http://a.test/two', '\\ud83dx')];
  await writeFile(path, `{"log":{"entries":[${entries.join()}]}}`);
  expect(await importFile()).toEqual({ kind: 'done', sessions: [1, 2], leftOut: { damagedPayloads: 1 } });
  expect(logs.list().map(({ url }) => url)).toEqual(['wss://a.test/one', 'ws://a.test/two']);
  expect((await messagesOf(logs, 1)).at(-1)?.text).toBe('😀/ä');
  expect((await messagesOf(logs, 2)).at(-1)?.text).toBe('\ufffdx');
});

test('an escape is read whole wherever a block of the file ends', async () => {
  const { logs, path, importFile } = await setUp();
  for (const filling of [0, 1, 5, 6, 7, 11, 12]) {
    const start = har('{"type":"send","time":1,"opcode":1,"data":"').split(']}]}}')[0]?.length ?? 0;
    const padding = ' '.repeat(256 * 1024 - start - filling);
    await writeFile(path, padding + har('{"type":"send","time":1,"opcode":1,"data":"\\ud83d\\ude00"}'));
    const end = await importFile();
    if (end?.kind !== 'done') throw new Error(JSON.stringify(end));
    expect((await messagesOf(logs, end.sessions[0] ?? 0)).at(-1)?.text).toBe('😀');
  }
});
