import { RowDirection, RowFlag, RowKind } from '../../../contract/rows.ts';
import type { SocketKind } from '../../../contract/sessions.ts';
import type { ImportedHead, ImportedLog, ImportedRow } from '../imported-log.ts';
import { Base64Decoder, decodeBase64 } from './base64-decoder.ts';
import type { Import } from './import.ts';
import type { JsonReader } from './json-reader.ts';
import { ndjsonFormat } from './ndjson.ts';
import { checkDetail, detailLimit } from './row-details.ts';

/** Far more than any log has, and few enough that a place in a file can be computed. */
const rowLimit = 2 ** 40;

/** The last moment that a date can have. */
export const timeLimit = 8.64e15;

export const urlLimit = 1024 * 1024;

const directions: ReadonlyMap<string, RowDirection> = new Map(Object.entries(RowDirection));
const kinds: ReadonlyMap<string, RowKind> = new Map(Object.entries(RowKind));

/** Most lines are short, and read at once. */
const shortLineBytes = 64 * 1024;

type Columns = { -readonly [Name in keyof ImportedRow]?: ImportedRow[Name] } & { row?: number };

/** Reads what `writeNdjson` has written. @throws DuplexError `transfer-failed` with line and field of what is wrong */
export async function readNdjson(reader: JsonReader, work: Import): Promise<void> {
  const head = readHead(reader);
  let log: ImportedLog | undefined;
  let last = -1;
  while (reader.peek() !== 'end') {
    const line = shortRow(reader);
    const columns: Columns = line?.columns ?? {};
    let payload = line?.payload;
    if (line === undefined) {
      // Payloads need a log before its first row has told its number, when that comes later in the line.
      for (const name of reader.members()) {
        if (name !== 'payload') {
          readColumn(reader, name, columns);
          continue;
        }
        if (payload !== undefined) throw reader.fail('is there twice', 'fileTwice');
        if (log === undefined && columns.row === undefined)
          throw reader.fail('the number of the first row comes first');
        log ??= await work.begin(head, columns.row ?? 0);
        payload = await readPayload(reader, log, work);
      }
    }
    const row = required(reader, columns, 'row');
    if (row <= last) throw reader.fail(`${row} comes after ${last}`, 'fileWrong', 'row');
    log ??= await work.begin(head, row);
    if (line?.payload !== undefined) log.appendPayload(line.payload);
    if (row !== log.length) work.leaveOut('rowNumbers');
    last = row;
    log.push(wholeRow(reader, columns, { log, work, payload }));
    work.rows += 1;
    await work.written(log);
  }
  await work.finish(log ?? (await work.begin(head, 0)));
}

/** @returns undefined for a row that is read piece by piece: it is long, or something is wrong with it, which is said there */
function shortRow(reader: JsonReader): { columns: Columns; payload: Buffer | undefined } | undefined {
  const line = reader.line(shortLineBytes);
  if (line === undefined) return undefined;
  const row = parseShortRow(line);
  const direction = directions.get(String(row?.['direction']));
  const kind = kinds.get(String(row?.['kind']));
  if (row === undefined || direction === undefined || kind === undefined) return undefined;
  const { payload: text } = row;
  const payload = typeof text === 'string' ? decodeBase64(text) : undefined;
  if (text !== undefined && payload === undefined) return undefined;
  const columns: Columns = { direction, kind };
  for (const [name, most] of amounts) {
    const value = row[name];
    if (typeof value !== 'number' || !(value >= 0 && value <= most)) return undefined;
    if (wholes.has(name) && !Number.isInteger(value)) return undefined;
    columns[name] = value;
  }
  reader.takeLine(shortLineBytes);
  return { columns, payload };
}

function parseShortRow(line: string): Readonly<Record<string, unknown>> | undefined {
  // What is there twice is found piece by piece.
  if (line.indexOf('"payload"') !== line.lastIndexOf('"payload"')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function readHead(reader: JsonReader): ImportedHead {
  let url: string | undefined;
  let socket: SocketKind | undefined;
  let startedAt: number | undefined;
  for (const name of reader.members()) {
    if (name === 'format' && reader.text(64) !== ndjsonFormat) throw reader.fail(`is not ${ndjsonFormat}`);
    if (name === 'version' && reader.integer(255) !== 1) throw reader.fail('is a version that is not known here');
    if (name === 'url') url = reader.text(urlLimit);
    if (name === 'startedAt') startedAt = readTime(reader);
    if (name === 'socket') {
      const text = reader.text(64);
      if (text !== 'message' && text !== 'stream') throw reader.fail('is neither message nor stream');
      socket = text;
    }
  }
  if (url === undefined) throw reader.fail('is missing', 'fileLacks', 'url');
  if (socket === undefined) throw reader.fail('is missing', 'fileLacks', 'socket');
  if (startedAt === undefined) throw reader.fail('is missing', 'fileLacks', 'startedAt');
  return { url, socket, startedAt };
}

export function readTime(reader: JsonReader): number {
  const time = reader.amount();
  if (time > timeLimit) throw reader.fail(`${time} is no time`);
  return time;
}

/** The columns that are amounts, with the most they can be. */
const amounts = [
  ['row', rowLimit],
  ['time', timeLimit],
  ['elapsed', Number.MAX_VALUE],
  ['flags', 255],
  ['bits', 255],
  ['wireSize', Number.MAX_SAFE_INTEGER],
  ['size', Number.MAX_SAFE_INTEGER],
] as const;

const wholes: ReadonlySet<string> = new Set(['row', 'flags', 'bits', 'wireSize', 'size']);

/** Columns that are not known are of a later version, and passed over. */
function readColumn(reader: JsonReader, name: string, columns: Columns): void {
  switch (name) {
    case 'row':
      columns.row = reader.integer(rowLimit);
      break;
    case 'time':
      columns.time = readTime(reader);
      break;
    case 'elapsed':
      columns.elapsed = reader.amount();
      break;
    case 'direction':
      columns.direction = named(reader, directions);
      break;
    case 'kind':
      columns.kind = named(reader, kinds);
      break;
    case 'flags':
      columns.flags = reader.integer(255);
      break;
    case 'bits':
      columns.bits = reader.integer(255);
      break;
    case 'wireSize':
      columns.wireSize = reader.integer(Number.MAX_SAFE_INTEGER);
      break;
    case 'size':
      columns.size = reader.integer(Number.MAX_SAFE_INTEGER);
      break;
    default:
      break;
  }
}

function named<Value>(reader: JsonReader, table: ReadonlyMap<string, Value>): Value {
  const name = reader.text(64);
  const value = table.get(name);
  if (value === undefined) throw reader.fail(`${JSON.stringify(name)} is not known`);
  return value;
}

/** @returns its beginning, as long as a detail may be */
async function readPayload(reader: JsonReader, log: ImportedLog, work: Import): Promise<Buffer> {
  const decoder = new Base64Decoder();
  const beginning: Buffer[] = [];
  for (const piece of reader.bytes()) {
    const bytes = decoder.decode(piece);
    if (bytes === undefined) throw reader.fail('is no base64', 'fileNotBase64');
    if (log.payloadBytes < detailLimit) beginning.push(bytes);
    log.appendPayload(bytes);
    await work.written(log);
  }
  if (!decoder.isWhole) throw reader.fail('is no base64: its length is no multiple of 4', 'fileNotBase64');
  return Buffer.concat(beginning);
}

interface RowBeingRead {
  readonly log: ImportedLog;
  readonly work: Import;
  readonly payload: Buffer | undefined;
}

function wholeRow(reader: JsonReader, columns: Columns, { log, work, payload }: RowBeingRead): ImportedRow {
  const flags = required(reader, columns, 'flags');
  const kind = required(reader, columns, 'kind');
  const size = required(reader, columns, 'size');
  const isReleased = size > 0 && (flags & RowFlag.payloadReleased) !== 0;
  if (isReleased) work.leaveOut('releasedPayloads');
  const hasNone = isReleased || kind === RowKind.frame;
  const there = log.payloadBytes;
  if (there > 0 && hasNone) throw reader.fail('there should be none', 'fileWrong', 'payload');
  if (there > size) throw reader.fail(`has ${there} bytes, and its size is ${size}`, 'fileWrong', 'payload');
  if (payload === undefined && size > 0 && !hasNone)
    throw reader.fail(`is missing, and its size is ${size}`, 'fileWrong', 'payload');
  const isShort = there < size && !hasNone;
  if (isShort) work.leaveOut('damagedPayloads');
  if (kind >= RowKind.openingRequest && !isReleased) {
    if (there > detailLimit) throw reader.fail(`has more than ${detailLimit} bytes`, 'fileWrong', 'payload');
    // Half a detail tells nothing.
    if (isShort) log.dropPayload();
    const fault = isShort ? undefined : checkDetail(kind, payload ?? Buffer.alloc(0));
    if (fault !== undefined) throw reader.fail(fault, 'fileWrong', 'payload');
  }
  return {
    time: required(reader, columns, 'time'),
    elapsed: required(reader, columns, 'elapsed'),
    direction: required(reader, columns, 'direction'),
    kind,
    flags: (flags & ~RowFlag.payloadReleased) | (isShort ? RowFlag.cut : 0),
    bits: required(reader, columns, 'bits'),
    wireSize: required(reader, columns, 'wireSize'),
    size: isShort ? log.payloadBytes : size,
    isReleased,
  };
}

function required<Name extends keyof Columns>(
  reader: JsonReader,
  columns: Columns,
  name: Name,
): NonNullable<Columns[Name]> {
  const value = columns[name];
  if (value === undefined) throw reader.fail('is missing', 'fileLacks', name);
  return value;
}
