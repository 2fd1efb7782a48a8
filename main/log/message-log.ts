import type { Row, RowDirection, RowKind } from '../../contract/rows.ts';

/** A row about to be appended; its time is the moment of appending. */
export interface NewRow {
  readonly direction: RowDirection;
  readonly kind: RowKind;
  /** Copied before `append` returns. */
  readonly payload: Uint8Array;
}

/** The log of one session: rows in the order of what happened, numbered from 0. */
export interface MessageLog {
  readonly length: number;
  append(row: NewRow): void;
  /** Rows `from` to `from + count`, with previews; fewer where the log ends. */
  read(from: number, count: number): Row[];
  /**
   * Payload bytes `from` to `from + count` of one row; fewer where the payload ends, none where it was released.
   *
   * @throws RangeError for a row that is not there
   */
  payload(row: number, from: number, count: number): Uint8Array<ArrayBuffer>;
}
