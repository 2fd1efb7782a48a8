import { RowDirection, RowKind } from '../../../contract/rows.ts';
import type { ExportedLog } from './exported-log.ts';
import type { ExportedRow } from './exported-row.ts';

/** What the first line of a file says it is. */
export const ndjsonFormat = 'duplex-log';

export const directionNames = namesOf(RowDirection);
export const kindNames = namesOf(RowKind);

/**
 * Every column of every row, a JSON object on a line. The first line is of the log:
 *
 *     {"format":"duplex-log","version":1,"url":…,"socket":…,"page":…,"startedAt":…,"secrets":"masked"}
 *     {"row":0,"time":…,"elapsed":…,"direction":"sent","kind":"utf8","flags":4,"bits":129,"wireSize":11,"size":5,"payload":"aGVsbG8="}
 *
 * `payload` is base64. It is absent where it is empty, was let go (`flags` says so), or is with another row (`frame`).
 */
export function* writeNdjson(log: ExportedLog): Generator<string> {
  const { url, socket, page, startedAt } = log.head;
  const secrets = log.includesSecrets ? 'included' : 'masked';
  yield `${JSON.stringify({ format: ndjsonFormat, version: 1, url, socket, page, startedAt, secrets })}\n`;
  for (const row of log.rows()) {
    if (row.isReleased) log.leaveOut('releasedPayloads');
    else if (!row.isWhole) log.leaveOut('damagedPayloads');
    yield columns(row);
    if (row.hasPayload) {
      yield ',"payload":"';
      for (const chunk of row.chunks()) yield chunk.toString('base64');
      yield '"}\n';
    } else {
      yield '}\n';
    }
  }
}

/** Without its closing brace. */
function columns({ row, time, elapsed, direction, kind, flags, bits, wireSize, size }: ExportedRow): string {
  const numbers = `"flags":${flags},"bits":${bits},"wireSize":${wireSize},"size":${size}`;
  const names = `"direction":"${directionNames.get(direction)}","kind":"${kindNames.get(kind)}"`;
  return `{"row":${row},"time":${time},"elapsed":${elapsed},${names},${numbers}`;
}

function namesOf<Value extends number>(table: Readonly<Record<string, Value>>): ReadonlyMap<Value, string> {
  return new Map(Object.entries(table).map(([name, value]) => [value, name]));
}
