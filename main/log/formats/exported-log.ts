import type { LeftOut, LeftOutCounts } from '../../../contract/log-export.ts';
import { maskQueries } from '../../../contract/masked-query.ts';
import { RowKind } from '../../../contract/rows.ts';
import type { LogHead } from '../log-folder.ts';
import { ExportedRow, type RowSource } from './exported-row.ts';

export interface ExportedLogOptions extends RowSource {
  readonly head: LogHead;
  /** Pairs of `from` and `to`, ascending; undefined for all rows. */
  readonly ranges: Float64Array | undefined;
  /** The app's version, for formats that name who wrote them. */
  readonly version: string;
}

/** Rows that are looked through for the opening handshake, which comes before the first message. */
const openingRows = 4096;

/** What a format's writer is given: a log's rows, or some of them, with secrets masked unless they are wanted. */
export class ExportedLog {
  readonly version: string;
  readonly includesSecrets: boolean;
  readonly #options: ExportedLogOptions;
  readonly #leftOut = new Map<LeftOut, number>();
  #rowCount = 0;
  #rowsDone = 0;
  #current: ExportedRow | undefined;

  constructor(options: ExportedLogOptions) {
    this.#options = options;
    this.version = options.version;
    this.includesSecrets = options.includesSecrets;
    for (const [from, to] of this.#ranges()) this.#rowCount += to - from;
  }

  get head(): LogHead {
    const { head, includesSecrets } = this.#options;
    return includesSecrets ? head : { ...head, url: maskQueries(head.url) };
  }

  /** Milliseconds from the beginning of the session to its last row. */
  get durationMs(): number {
    const { reader } = this.#options;
    const { firstRow, rows } = reader.extent;
    return rows > firstRow ? reader.head(rows - 1).elapsed : 0;
  }

  get rowsDone(): number {
    return this.#rowsDone;
  }

  /** How much of it is done, from 0 to 1. */
  get fraction(): number {
    if (this.#rowCount === 0) return 1;
    return Math.min(1, (this.#rowsDone + (this.#current?.fraction ?? 0)) / this.#rowCount);
  }

  get leftOut(): LeftOutCounts {
    return Object.fromEntries(this.#leftOut);
  }

  /** Counts something that does not come along. */
  leaveOut(what: LeftOut): void {
    this.#leftOut.set(what, (this.#leftOut.get(what) ?? 0) + 1);
  }

  *rows(): Generator<ExportedRow> {
    const { step } = this.#options;
    for (const [from, to] of this.#ranges()) {
      for (let row = from; row < to; row += 1) {
        this.#current = this.#row(row);
        yield this.#current;
        this.#current = undefined;
        this.#rowsDone += 1;
        step();
      }
    }
  }

  /** The rows whose payload is there in full, of those that a format has a place for; the others are counted. */
  *rowsWith(hasPlace: (row: ExportedRow) => boolean): Generator<ExportedRow> {
    for (const row of this.rows()) {
      if (!hasPlace(row)) this.leaveOut('rows');
      else if (row.isReleased) this.leaveOut('releasedPayloads');
      else if (!row.isWhole) this.leaveOut('damagedPayloads');
      else yield row;
    }
  }

  /** The heads of the opening handshake, the last ones where it took several; also when their rows are not exported. */
  opening(): { request: string | undefined; response: string | undefined } {
    const { firstRow, rows } = this.#options.reader.extent;
    let request: string | undefined;
    let response: string | undefined;
    for (let number = firstRow; number < Math.min(rows, firstRow + openingRows); number += 1) {
      const row = this.#row(number);
      if (row.isMessage) break;
      if (row.kind === RowKind.openingRequest) request = row.bytes().toString();
      if (row.kind === RowKind.openingResponse) response = row.bytes().toString();
    }
    return { request, response };
  }

  #row(row: number): ExportedRow {
    return new ExportedRow(row, this.#options);
  }

  *#ranges(): Generator<readonly [from: number, to: number]> {
    const { reader, ranges } = this.#options;
    const { firstRow, rows } = reader.extent;
    if (ranges === undefined) {
      yield [firstRow, rows];
      return;
    }
    for (let at = 0; at + 1 < ranges.length; at += 2) {
      const from = Math.max(firstRow, ranges[at] ?? 0);
      const to = Math.min(rows, ranges[at + 1] ?? 0);
      if (from < to) yield [from, to];
    }
  }
}
