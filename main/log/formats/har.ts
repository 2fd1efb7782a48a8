import { RowDirection, RowKind } from '../../../contract/rows.ts';
import type { ExportedLog } from './exported-log.ts';
import type { ExportedRow } from './exported-row.ts';
import { fieldsOf, firstLineOf } from './http-head.ts';
import { jsonText } from './json-text.ts';

/**
 * HAR 1.2 with one entry, and its messages in `_webSocketMessages` as Chrome's DevTools write them: `type`, `time` in
 * seconds since 1970, `opcode`, `data`, which is base64 for binary messages. Besides, a part of a message that goes on
 * in the next one has `_partial`, and one that ends inside a character has its bytes as base64, and `_encoding`.
 */
export function* writeHar(log: ExportedLog): Generator<string | Buffer> {
  const entry = entryOf(log);
  const creator = { name: 'Duplex', version: log.version };
  // All but the messages, which go where the mark is.
  const text = JSON.stringify({ log: { version: '1.2', creator, pages: [], entries: [entry] } });
  yield text.slice(0, -'}]}}'.length);
  yield ',"_webSocketMessages":[';
  let isFirst = true;
  for (const row of log.rowsWith(({ isMessage }) => isMessage)) {
    yield isFirst ? '\n' : ',\n';
    isFirst = false;
    yield* message(row);
  }
  yield '\n]}]}}\n';
}

function* message(row: ExportedRow): Generator<string | Buffer> {
  const isText = row.isText && row.isValidText;
  const type = row.direction === RowDirection.sent ? 'send' : 'receive';
  const isPartial = row.kind === RowKind.utf8Partial || row.kind === RowKind.binaryPartial;
  const extra = [isPartial ? ',"_partial":true' : '', row.isText && !isText ? ',"_encoding":"base64"' : ''].join('');
  yield `{"type":"${type}","time":${row.time / 1000},"opcode":${row.isText ? 1 : 2}${extra},"data":"`;
  for (const chunk of row.chunks()) {
    if (isText) yield* jsonText(chunk);
    else yield chunk.toString('base64');
  }
  yield '"}';
}

function entryOf(log: ExportedLog): object {
  const { url, startedAt } = log.head;
  const { request = '', response = '' } = log.opening();
  const [, status = '0', statusText = ''] = /^HTTP\/\S+ (\d{3}) ?(.*)$/.exec(firstLineOf(response)) ?? [];
  const time = log.durationMs;
  return {
    startedDateTime: new Date(startedAt).toISOString(),
    time,
    request: {
      method: 'GET',
      url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: fieldsOf(request),
      queryString: queryOf(url),
      headersSize: request.length === 0 ? -1 : request.length,
      bodySize: 0,
    },
    response: {
      status: Number(status),
      statusText,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: fieldsOf(response),
      content: { size: 0, mimeType: 'x-unknown' },
      redirectURL: '',
      headersSize: response.length === 0 ? -1 : response.length,
      bodySize: 0,
    },
    cache: {},
    timings: { send: 0, wait: 0, receive: time },
    _resourceType: 'websocket',
  };
}

function queryOf(url: string): { name: string; value: string }[] {
  if (!URL.canParse(url)) return [];
  return [...new URL(url).searchParams].map(([name, value]) => ({ name, value }));
}
