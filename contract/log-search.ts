import * as v from 'valibot';
import type { ErrorInfo } from './errors.ts';
import { because, type Reason } from './reason.ts';
import { holds } from './reason-of-issue.ts';
import { RowDirection, RowKind } from './rows.ts';

/** Ceilings of one search. */
export const searchLimits = {
  /** Characters of a text, a pattern, a path or of hexadecimal digits. */
  needleLength: 4096,
  /** Views that are open at a time; one more closes the oldest. */
  openViews: 32,
  /** Larger messages are not read as JSON. */
  jsonBytes: 16 * 1024 * 1024,
  /** Larger messages are read by regular expressions in windows of this size, each with the end of the one before. */
  regexWindowBytes: 1024 * 1024,
  /** So much of a window is in the next one as well: a longer match across two windows may not be found. */
  regexOverlapBytes: 64 * 1024,
} as const;

const needle = v.pipe(v.string(), v.minLength(1, 'it is empty'), v.maxLength(searchLimits.needleLength));
const crossed = 'the upper limit is below the lower one';
const natural = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Wall clock, ms since 1970. */
const time = v.pipe(v.number(), v.finite());

/**
 * What the payload of a row has to have. Only what crossed the wire has one: messages, control frames and the heads of
 * the opening handshake. Text is UTF-8, read leniently; regular expressions see binary payloads as Latin-1.
 */
export const contentFilterSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('text'), text: needle, matchCase: v.boolean() }),
  /** As JavaScript reads it with the flag `u`. */
  v.strictObject({ kind: v.literal('regex'), pattern: needle, matchCase: v.boolean() }),
  /** Pairs of hexadecimal digits; blanks between them mean nothing. */
  v.strictObject({ kind: v.literal('hex'), hex: needle }),
  /** RFC 9535: rows that are JSON in which the path finds something. */
  v.strictObject({ kind: v.literal('jsonPath'), path: needle }),
]);
export type ContentFilter = v.InferOutput<typeof contentFilterSchema>;

/** Which rows of a log to show: those that have everything asked for. */
export const logFilterSchema = v.pipe(
  v.strictObject({
    content: v.optional(contentFilterSchema),
    /** The first row to look at. Default: the first there is */
    fromRow: v.optional(natural),
    directions: v.optional(v.pipe(v.array(v.picklist(Object.values(RowDirection))), v.minLength(1), v.readonly())),
    kinds: v.optional(v.pipe(v.array(v.picklist(Object.values(RowKind))), v.minLength(1), v.readonly())),
    /** Payload bytes, both inclusive. */
    minSize: v.optional(natural),
    maxSize: v.optional(natural),
    /** Both inclusive. */
    from: v.optional(time),
    to: v.optional(time),
  }),
  v.forward(
    holds(
      ({ minSize, maxSize }) => minSize === undefined || maxSize === undefined || minSize <= maxSize,
      areCrossed,
      crossed,
    ),
    ['maxSize'],
  ),
  v.forward(
    holds(({ from, to }) => from === undefined || to === undefined || from <= to, areCrossed, crossed),
    ['to'],
  ),
);
export type LogFilter = v.InferOutput<typeof logFilterSchema>;

export type ViewId = number;

/** The rows of a session's log that a filter lets through, as far as they are known. */
export interface LogViewState {
  readonly view: ViewId;
  /** Rows found that are still in the log. */
  readonly length: number;
  /** Rows of the log that were looked at, of `rows` there are. */
  readonly scannedRows: number;
  readonly rows: number;
  readonly isScanning: boolean;
  /** The first row of the log. When it grows, rows have left the view at its beginning. */
  readonly firstRow: number;
  /** Messages that were not searched: too large, or too deep, to be read as JSON. */
  readonly skippedRows: number;
  /** Why it does not go on. */
  readonly error?: ErrorInfo;
}

/** A place in a view, and the row that is there; null at the view's end. */
export interface LocatedRow {
  readonly index: number;
  readonly row: number | null;
}

function areCrossed(): Reason {
  return because('limitsCrossed');
}
