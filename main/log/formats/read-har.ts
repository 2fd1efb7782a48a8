import { RowDirection, RowKind } from '../../../contract/rows.ts';
import { maskHead } from '../../network/secrets.ts';
import type { ImportedLog } from '../imported-log.ts';
import { Base64Decoder } from './base64-decoder.ts';
import type { HarSocket } from './har-sockets.ts';
import type { Import } from './import.ts';
import type { FileFault, JsonReader } from './json-reader.ts';
import { headOf } from './http-head.ts';
import { readTime } from './read-ndjson.ts';

/** Data that comes before what it is, and so has to wait. */
const waitingLimit = 16 * 1024 * 1024;

const directions: ReadonlyMap<string, RowDirection> = new Map([
  ['send', RowDirection.sent],
  ['sent', RowDirection.sent],
  ['receive', RowDirection.received],
  ['received', RowDirection.received],
]);

/** What a message is beside its data. */
interface MessageHead {
  type: string | undefined;
  /** Wall clock, ms since 1970. */
  time: number | undefined;
  opcode: number | undefined;
  isPartial: boolean;
  isBase64: boolean;
}

/** One log for each of the WebSockets that `findSockets` has found in the same file, with its opening handshake. */
export async function readHar(reader: JsonReader, sockets: readonly HarSocket[], work: Import): Promise<void> {
  let next = 0;
  for (const part of reader.members()) {
    if (part !== 'log') continue;
    for (const name of reader.members()) {
      if (name !== 'entries') continue;
      for (const _entry of reader.elements()) {
        for (const field of reader.members()) {
          if (field !== '_webSocketMessages') continue;
          const socket = sockets[next];
          if (socket === undefined) throw reader.fail('the file has changed while it was read');
          next += 1;
          await readSocket(reader, socket, work);
        }
      }
    }
  }
}

async function readSocket(reader: JsonReader, socket: HarSocket, work: Import): Promise<void> {
  const { url, startedAt } = socket;
  const log = await work.begin({ url, socket: 'message', startedAt }, 0);
  const clock = { time: startedAt, elapsed: 0 };
  const { request, response } = headsOf(socket, work);
  pushRow(log, work, clock, { direction: RowDirection.sent, kind: RowKind.openingRequest, payload: request });
  if (response !== undefined) {
    pushRow(log, work, clock, { direction: RowDirection.received, kind: RowKind.openingResponse, payload: response });
  }
  for (const _message of reader.elements()) {
    const row = await readMessage(reader, log, work);
    if (row === undefined) {
      work.leaveOut('messages');
      log.dropPayload();
      continue;
    }
    clock.time = row.time ?? clock.time;
    clock.elapsed = Math.max(clock.elapsed, clock.time - startedAt);
    pushRow(log, work, clock, row);
    await work.written(log);
  }
  await work.finish(log);
}

/** The opening handshake; as in every log, without credentials. */
function headsOf(socket: HarSocket, work: Import): { request: string; response: string | undefined } {
  const { url, request, response } = socket;
  const target = URL.canParse(url) ? new URL(url) : undefined;
  const requestHead = headOf(`GET ${target === undefined ? url : target.pathname + target.search} HTTP/1.1`, request);
  const responseHead = response === undefined ? undefined : headOf(response.firstLine, response.fields);
  const masked = maskHead(requestHead);
  const maskedResponse = responseHead === undefined ? undefined : maskHead(responseHead);
  work.leaveOut('credentials', changedLines(requestHead, masked) + changedLines(responseHead, maskedResponse));
  return { request: masked, response: maskedResponse };
}

function changedLines(before = '', after = ''): number {
  const lines = after.split('\r\n');
  return before.split('\r\n').filter((line, index) => line !== lines[index]).length;
}

/** @returns the row of it; undefined for what is no message */
async function readMessage(reader: JsonReader, log: ImportedLog, work: Import): Promise<MessageRow | undefined> {
  const head: MessageHead = { type: undefined, time: undefined, opcode: undefined, isPartial: false, isBase64: false };
  let waiting: Buffer[] | undefined;
  let hasData = false;
  const { replaced } = reader;
  for (const name of reader.members()) {
    if (name === 'type') head.type = reader.text(64);
    // Seconds; a millionth more or less of them is the file's rounding.
    if (name === 'time') head.time = Math.round(readTime(reader) * 1e6) / 1e3;
    if (name === 'opcode') head.opcode = reader.number();
    if (name === '_partial') head.isPartial = reader.isTrue();
    if (name === '_encoding') head.isBase64 = reader.text(64) === 'base64';
    if (name !== 'data') continue;
    if (hasData) throw reader.fail('is there twice', 'fileTwice');
    hasData = true;
    if (head.opcode === undefined || head.type === undefined) waiting = waitingData(reader);
    else if (kindOf(head) !== undefined)
      await appendData(reader, reader.bytes(), { head, log, work, field: undefined });
  }
  const kind = kindOf(head);
  const direction = directions.get(head.type ?? '');
  if (kind === undefined || direction === undefined) return undefined;
  if (!hasData) throw reader.fail('is missing', 'fileLacks', 'data');
  if (waiting !== undefined) await appendData(reader, waiting, { head, log, work, field: 'data' });
  if (reader.replaced > replaced) work.leaveOut('damagedPayloads');
  return { direction, kind, time: head.time };
}

/** Binary messages are base64, as Chrome, mitmproxy and HTTP Toolkit write them. */
function kindOf({ opcode, isPartial, type }: MessageHead): RowKind | undefined {
  if (!directions.has(type ?? '')) return undefined;
  if (opcode === 1) return isPartial ? RowKind.utf8Partial : RowKind.utf8;
  if (opcode === 2) return isPartial ? RowKind.binaryPartial : RowKind.binary;
  return undefined;
}

function waitingData(reader: JsonReader): Buffer[] {
  const pieces: Buffer[] = [];
  let length = 0;
  for (const piece of reader.bytes()) {
    length += piece.length;
    if (length > waitingLimit) throw reader.fail(`has more than ${waitingLimit} bytes, and comes before the opcode`);
    pieces.push(Buffer.from(piece));
  }
  return pieces;
}

interface Target {
  readonly head: MessageHead;
  readonly log: ImportedLog;
  readonly work: Import;
  /** The field, where the reader is not in it any more. */
  readonly field: 'data' | undefined;
}

async function appendData(reader: JsonReader, pieces: Iterable<Buffer>, target: Target): Promise<void> {
  const { head, log, work, field } = target;
  const fail: Fail = (what, kind) => reader.fail(what, kind, field);
  const decode = head.opcode === 2 || head.isBase64 ? fromBase64(fail) : fromText(fail);
  for (const piece of pieces) {
    log.appendPayload(decode.piece(piece));
    await work.written(log);
  }
  decode.end();
}

type Fail = (what: string, kind?: FileFault) => Error;

interface Decoding {
  readonly piece: (bytes: Buffer) => Buffer;
  readonly end: () => void;
}

function fromBase64(fail: Fail): Decoding {
  const decoder = new Base64Decoder();
  return {
    piece: (bytes) => {
      const decoded = decoder.decode(bytes);
      if (decoded === undefined) throw fail('is no base64', 'fileNotBase64');
      return decoded;
    },
    end: () => {
      if (!decoder.isWhole) throw fail('is no base64: its length is no multiple of 4', 'fileNotBase64');
    },
  };
}

function fromText(fail: Fail): Decoding {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const check = (decode: () => unknown): void => {
    try {
      decode();
    } catch {
      // The decoder says no more.
      throw fail('is no UTF-8');
    }
  };
  return {
    piece: (bytes) => {
      check(() => decoder.decode(bytes, { stream: true }));
      return bytes;
    },
    end: () => check(() => decoder.decode()),
  };
}

interface MessageRow {
  readonly direction: RowDirection;
  readonly kind: RowKind;
  /** Undefined where the file has none: that of the one before it. */
  readonly time?: number | undefined;
  /** Undefined where it was appended before. */
  readonly payload?: string;
}

function pushRow(
  log: ImportedLog,
  work: Import,
  clock: { readonly time: number; readonly elapsed: number },
  { direction, kind, payload }: MessageRow,
): void {
  if (payload !== undefined) log.appendPayload(Buffer.from(payload));
  const { payloadBytes: size } = log;
  const { time, elapsed } = clock;
  log.push({ time, elapsed, direction, kind, size, flags: 0, bits: 0, wireSize: 0, isReleased: false });
  work.rows += 1;
}
