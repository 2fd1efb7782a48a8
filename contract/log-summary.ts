import * as v from 'valibot';
import type { ErrorInfo } from './errors.ts';
import type { SessionId } from './sessions.ts';

/** Spans of time that a summary has at most; they become longer in a longer log. */
export const summarySpanLimit = 2048;

/** Round trips that a summary has as points at most. */
export const roundTripLimit = 2048;

const kibibyte = 1024;
const mebibyte = 1024 * kibibyte;

/**
 * The largest size of each class of message sizes. 125 and 65,535 are where the header of a frame becomes longer (RFC
 * 6455, section 5.2).
 */
export const sizeClasses: readonly number[] = [
  0,
  125,
  kibibyte,
  4 * kibibyte,
  16 * kibibyte,
  65_535,
  256 * kibibyte,
  mebibyte,
  4 * mebibyte,
  16 * mebibyte,
  64 * mebibyte,
  256 * mebibyte,
  1024 * mebibyte - 1,
  Number.POSITIVE_INFINITY,
];

/** What went one way. A message counts where it ends, bytes of payload where they were recorded. */
export interface TrafficSummary {
  /** Of each span. */
  readonly messages: Float64Array;
  /** Of each span. */
  readonly bytes: Float64Array;
  /** Messages of each of {@link sizeClasses}, without those that were cut. */
  readonly sizes: Float64Array;
  readonly totalMessages: number;
  readonly totalBytes: number;
  /** Bytes of the messages' frames on the wire, headers included. */
  readonly wireBytes: number;
  /** Payload bytes of the messages that {@link wireBytes} is of. */
  readonly wirePayloadBytes: number;
  /** Messages, or parts of one, that were compressed. */
  readonly compressed: number;
  /** Messages whose size nobody knows, as their end is missing. */
  readonly cut: number;
}

/** Pings and how long their pongs took. */
export interface RoundTripSummary {
  readonly pings: number;
  /** No pong has come that carries the same payload, or not yet. */
  readonly unanswered: number;
  /** Pongs that answer no ping. */
  readonly unasked: number;
  /** In milliseconds; undefined where no ping was answered. Median and p95 are exact to 1 %. */
  readonly times:
    { readonly least: number; readonly median: number; readonly p95: number; readonly most: number } | undefined;
  /** When pings were sent, in ms since the session began. Of many round trips the slowest of a few stands for all of them. */
  readonly at: Float64Array;
  /** How long the pong took, in milliseconds. */
  readonly took: Float64Array;
}

/** What a session's log comes to, as far as it has been read. */
export interface LogSummary {
  readonly session: SessionId;
  /** Rows `firstRow` up to `rows` are in the figures. */
  readonly firstRow: number;
  readonly rows: number;
  /** Whether there are more on disk, which are being read. */
  readonly isReading: boolean;
  /** Each span lasts so long; the first one begins with the session. */
  readonly spanMs: number;
  /** The first row of each span; NaN where nothing crossed the wire in it. */
  readonly firstRows: Float64Array;
  readonly sent: TrafficSummary;
  readonly received: TrafficSummary;
  /** Our pings, and the server's pongs. */
  readonly pings: RoundTripSummary;
  /** The server's pings, and our pongs. */
  readonly answers: RoundTripSummary;
  readonly problems: number;
  readonly gaps: number;
  /** How often reading was stopped, and how long in all, in milliseconds. */
  readonly pauses: number;
  readonly pausedMs: number;
}

/** How far reading a log for its summary has come. */
export interface SummaryState {
  /** Undefined before the first figures. */
  readonly summary: LogSummary | undefined;
  /** Why no more can be read. */
  readonly problem: ErrorInfo | undefined;
}

/** How a person wants the charts, on every page and in the next run. */
export const chartsLookSchema = v.strictObject({
  isOpen: v.boolean(),
  unit: v.picklist(['messages', 'bytes']),
});
export type ChartsLook = v.InferOutput<typeof chartsLookSchema>;

export const defaultChartsLook: ChartsLook = { isOpen: false, unit: 'messages' };
