import { RowFlag } from '../../../contract/rows.ts';
import type { ExportedLog } from './exported-log.ts';
import type { ExportedRow } from './exported-row.ts';
import { directionNames, kindNames } from './ndjson.ts';

/**
 * Every row, with a line of column names (RFC 4180). Text is text; other payloads are base64, and so is text that ends
 * inside a character. A text that a spreadsheet would take for a formula has an apostrophe before it.
 */
export function* writeCsv(log: ExportedLog): Generator<string | Buffer> {
  yield 'row,time,elapsed ms,direction,kind,size,wire size,first byte,masked,cut,encoding,payload\r\n';
  for (const row of log.rows()) {
    if (row.isReleased) log.leaveOut('releasedPayloads');
    else if (!row.isWhole) log.leaveOut('damagedPayloads');
    const encoding = encodingOf(row);
    yield `${columns(row)},${encoding},`;
    yield* encoding === 'utf-8' ? text(row) : base64(row);
    yield '\r\n';
  }
}

function columns(row: ExportedRow): string {
  const { time, elapsed, direction, kind, size, wireSize, bits, flags } = row;
  return [
    row.row,
    new Date(time).toISOString(),
    elapsed,
    directionNames.get(direction),
    kindNames.get(kind),
    size,
    wireSize,
    bits === 0 ? '' : `0x${bits.toString(16).padStart(2, '0')}`,
    (flags & RowFlag.masked) === 0 ? '' : 'yes',
    (flags & RowFlag.cut) === 0 ? '' : 'yes',
  ].join(',');
}

function encodingOf(row: ExportedRow): 'utf-8' | 'base64' | 'released' | '' {
  if (row.isReleased) return 'released';
  if (!row.hasPayload) return '';
  return (row.isText || !row.isFrame) && row.isValidText ? 'utf-8' : 'base64';
}

const formulas = new Set(Array.from('=+-@\t\r', (char) => char.charCodeAt(0)));

function* text(row: ExportedRow): Generator<string | Buffer> {
  let isFirst = true;
  yield '"';
  for (const chunk of row.chunks()) {
    if (isFirst && formulas.has(chunk[0] ?? 0)) yield "'";
    isFirst = false;
    // Latin-1 keeps every byte of UTF-8 as it is, also of a character that the step cuts.
    yield Buffer.from(chunk.toString('latin1').replaceAll('"', '""'), 'latin1');
  }
  yield '"';
}

function* base64(row: ExportedRow): Generator<string> {
  for (const chunk of row.chunks()) yield chunk.toString('base64');
}
