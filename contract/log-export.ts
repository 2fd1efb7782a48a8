import * as v from 'valibot';
import type { ErrorInfo } from './errors.ts';
import type { SessionId } from './sessions.ts';

/**
 * - `ndjson`: everything there is, a row a line; can be imported without loss
 * - `har`: messages and the opening handshake as in Chrome's HAR 1.2 files; can be imported
 * - `csv`: every row, for a spreadsheet
 * - `raw`: the payloads of messages, one after the other
 * - `pcapng`: messages and control frames as packets, for Wireshark
 */
export const exportFormats = ['ndjson', 'har', 'csv', 'raw', 'pcapng'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Ranges of rows that one command may carry. */
export const rangeLimit = 10_000;

const rowNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Rows `from` up to `to`, without `to`; in ascending order, and apart. */
export const rowRangesSchema = v.pipe(
  v.array(v.strictObject({ from: rowNumber, to: rowNumber })),
  v.maxLength(rangeLimit),
  v.check(
    (ranges) =>
      ranges.every(({ from, to }, index) => from < to && from >= (index === 0 ? 0 : (ranges[index - 1]?.to ?? 0))),
    'ranges ascend, and do not overlap',
  ),
  v.readonly(),
);
export type RowRanges = v.InferOutput<typeof rowRangesSchema>;

/**
 * What did not come along:
 *
 * - `rows`: rows of a kind that the format has no place for
 * - `releasedPayloads`: payloads that the log itself has let go
 * - `damagedPayloads`: payloads of which a part is missing
 * - `rowNumbers`: rows that have another number now, as those before them are not in the file
 * - `requests`: entries of a HAR file that are no WebSocket
 * - `messages`: entries among its messages that are none, such as errors
 * - `credentials`: headers whose values are never written into the log
 */
export type LeftOut =
  'rows' | 'releasedPayloads' | 'damagedPayloads' | 'rowNumbers' | 'requests' | 'messages' | 'credentials';

export type LeftOutCounts = Readonly<Partial<Record<LeftOut, number>>>;

export type LogTransferEnd =
  | {
      readonly kind: 'done';
      readonly leftOut: LeftOutCounts;
      /** The logs that an import has made. */
      readonly sessions: readonly SessionId[];
    }
  | { readonly kind: 'canceled' }
  | { readonly kind: 'failed'; readonly error: ErrorInfo };

/** A log on its way into a file, or out of one. */
export interface LogTransfer {
  readonly transfer: number;
  readonly way: 'export' | 'import';
  /** The log that is exported; undefined for an import. */
  readonly session: SessionId | undefined;
  /** The file's name without its folder. */
  readonly name: string;
  readonly rows: number;
  /** Of the file: written or read. */
  readonly bytes: number;
  /** How much of it is done, from 0 to 1. */
  readonly fraction: number;
  /** Undefined while it is under way. */
  readonly end: LogTransferEnd | undefined;
}
