import type { HeadField } from './http-head.ts';
import type { Import } from './import.ts';
import type { JsonReader } from './json-reader.ts';
import { timeLimit, urlLimit } from './read-ndjson.ts';

/** What a HAR file says of a WebSocket beside its messages. */
export interface HarSocket {
  readonly url: string;
  /** Wall clock, ms since 1970. */
  readonly startedAt: number;
  readonly request: readonly HeadField[];
  /** Undefined where there is none. */
  readonly response: { readonly firstLine: string; readonly fields: readonly HeadField[] } | undefined;
}

/** WebSockets of one file. Each becomes a log. */
const socketLimit = 1000;

const fieldLimit = 1000;
const valueLimit = 64 * 1024;

/**
 * Looks through a HAR file for entries with messages. Their address and time may stand behind the messages, as they do in
 * Chrome's files, so this comes before the messages are read.
 */
export function findSockets(reader: JsonReader, work: Import): HarSocket[] {
  const sockets: HarSocket[] = [];
  let hasEntries = false;
  for (const part of reader.members()) {
    if (part !== 'log') continue;
    for (const name of reader.members()) {
      if (name !== 'entries') continue;
      if (hasEntries) throw reader.fail('is there twice', 'fileTwice');
      hasEntries = true;
      for (const _entry of reader.elements()) {
        const socket = readEntry(reader);
        if (socket === undefined) work.leaveOut('requests');
        else sockets.push(socket);
        if (sockets.length > socketLimit) throw reader.fail(`there are more than ${socketLimit} WebSockets`);
      }
    }
  }
  if (!hasEntries) {
    throw reader.fail('it is neither a log of Duplex (NDJSON) nor a HAR file: there is no log.entries', 'fileNoLog');
  }
  if (sockets.length === 0) throw reader.fail('there is no WebSocket in it', 'fileNoSocket');
  if (reader.peek() !== 'end') throw reader.fail('something follows the end');
  return sockets;
}

/** @returns undefined for what is no WebSocket */
function readEntry(reader: JsonReader): HarSocket | undefined {
  let request: { url: string | undefined; fields: HeadField[] } | undefined;
  let response: HarSocket['response'];
  let startedAt: number | undefined;
  let hasMessages = false;
  for (const name of reader.members()) {
    if (name === 'startedDateTime') startedAt = readDate(reader);
    if (name === 'request') request = readRequest(reader);
    if (name === 'response') response = readResponse(reader);
    if (name !== '_webSocketMessages') continue;
    if (hasMessages) throw reader.fail('is there twice', 'fileTwice');
    hasMessages = true;
  }
  if (!hasMessages) return undefined;
  if (request?.url === undefined) throw reader.fail('is missing', 'fileLacks', 'request.url');
  if (startedAt === undefined) throw reader.fail('is missing', 'fileLacks', 'startedDateTime');
  return { url: request.url, startedAt, request: request.fields, response };
}

function readDate(reader: JsonReader): number {
  const text = reader.text(64);
  const time = Date.parse(text);
  if (!(time >= 0 && time <= timeLimit)) throw reader.fail(`${JSON.stringify(text)} is no time`);
  return time;
}

function readRequest(reader: JsonReader): { url: string | undefined; fields: HeadField[] } {
  let url: string | undefined;
  let fields: HeadField[] = [];
  for (const name of reader.members()) {
    if (name === 'url') url = asWebSocket(reader.text(urlLimit));
    if (name === 'headers') fields = readFields(reader);
  }
  return { url, fields };
}

/** mitmproxy and others write the address of the HTTP request. */
function asWebSocket(url: string): string {
  return url.replace(/^http(?=s?:)/i, 'ws');
}

function readResponse(reader: JsonReader): HarSocket['response'] {
  let status = 0;
  let statusText = '';
  let fields: HeadField[] = [];
  // A HAR file of HTTP Toolkit may have none.
  if (reader.peek() === 'null') return undefined;
  for (const name of reader.members()) {
    if (name === 'status') status = reader.number();
    if (name === 'statusText' && reader.peek() === 'string') statusText = reader.text(valueLimit);
    if (name === 'headers') fields = readFields(reader);
  }
  return status <= 0 ? undefined : { firstLine: `HTTP/1.1 ${status} ${statusText}`.trimEnd(), fields };
}

function readFields(reader: JsonReader): HeadField[] {
  const fields: HeadField[] = [];
  for (const _field of reader.elements()) {
    let fieldName = '';
    let value = '';
    for (const name of reader.members()) {
      if (name === 'name') fieldName = reader.text(valueLimit);
      if (name === 'value') value = reader.text(valueLimit);
    }
    // HTTP/2's own fields, which Chrome lists, are none of an opening handshake.
    if (!fieldName.startsWith(':')) fields.push({ name: fieldName, value });
    if (fields.length > fieldLimit) throw reader.fail(`there are more than ${fieldLimit} headers`);
  }
  return fields;
}
