import * as v from 'valibot';
import { exportFormats, rowRangesSchema, type LogTransfer } from '../log-export.ts';
import { rowMarkSchema, type RowMark } from '../log-marks.ts';
import { logFilterSchema, type LocatedRow, type LogViewState, type ViewId } from '../log-search.ts';
import type { SummaryState } from '../log-summary.ts';
import { totalsRangeLimit, type LogTotals } from '../log-totals.ts';
import { logSettingsSchema, whenFullChoices, type LogInfo, type LogSettings } from '../log.ts';
import { command, fileSource, index, limits, nothing, sessionId } from './command.ts';
import type { FileToSave } from './files.ts';

/** Logs: rows and payloads, views, exports and imports, marks, figures. */
export const logCommands = {
  /** The logs of all sessions, of earlier runs as well, oldest first. */
  'log.list': command<readonly LogInfo[]>()(nothing),
  /** Deletes a log whose session is over; `log.undoRemoval` brings it back, for `undoRemovalMs`. */
  'log.remove': command<void>()(v.strictObject({ session: sessionId })),
  'log.undoRemoval': command<void>()(v.strictObject({ session: sessionId })),
  /** Deletes for good what was removed, before its time is over. */
  'log.forgetRemoved': command<void>()(v.strictObject({ session: sessionId })),
  /** Deletes all logs for good but those of sessions that go on, also those that were removed. */
  'log.wipeAll': command<void>()(nothing),
  'log.settings': command<LogSettings>()(nothing),
  'log.saveSettings': command<void>()(v.strictObject({ settings: logSettingsSchema })),
  /** A live log that has reached its limit goes on with another one. */
  'log.setLimit': command<void>()(
    v.strictObject({
      session: sessionId,
      limitBytes: logSettingsSchema.entries.sessionLimitBytes,
      whenFull: v.picklist(whenFullChoices),
    }),
  ),
  /** SHA-256 of a row's payload, in hexadecimal. */
  'log.digest': command<{ sha256: string }>()(v.strictObject({ session: sessionId, row: index })),
  /** Rows `from` to `from + count`, packed as in rows.ts; fewer where the log ends. */
  'log.read': command<Uint8Array>()(
    v.strictObject({
      session: sessionId,
      from: index,
      count: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(limits.rowsPerRead)),
    }),
  ),
  /**
   * Looks in a session's log for the rows that a filter lets through, and goes on while it grows; how far it is comes with
   * `log.viewChanged`. A view is closed when its log is deleted, the page is gone, or too many others are opened.
   */
  'log.openView': command<{ view: ViewId }>()(v.strictObject({ session: sessionId, filter: logFilterSchema })),
  'log.closeView': command<void>()(v.strictObject({ view: index })),
  /** Looks no further; what was found stays. */
  'log.stopView': command<void>()(v.strictObject({ view: index })),
  'log.viewState': command<LogViewState>()(v.strictObject({ view: index })),
  /** As `log.read`, with `from` a place in the view. */
  'log.readView': command<Uint8Array>()(
    v.strictObject({
      view: index,
      from: index,
      count: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(limits.rowsPerRead)),
    }),
  ),
  /** The place in the view of its first row that is `row` or after it; its length where there is none. */
  'log.locate': command<LocatedRow>()(v.strictObject({ view: index, row: index })),
  /** Payload bytes `from` to `from + count` of one row; fewer where the payload ends. */
  'log.payload': command<Uint8Array>()(
    v.strictObject({
      session: sessionId,
      row: index,
      from: index,
      count: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(limits.bytesPerRead)),
    }),
  ),
  /** Asks where a log is to be exported to. Answers null when the user cancelled. */
  'log.chooseExport': command<FileToSave | null>()(
    v.strictObject({ session: sessionId, format: v.picklist(exportFormats) }),
  ),
  /** Answers as soon as it has begun; how far it is and how it ends are events. */
  'log.export': command<{ transfer: number }>()(
    v.strictObject({
      session: sessionId,
      format: v.picklist(exportFormats),
      /** Chosen with `log.chooseExport`. */
      file: index,
      /** Default: all rows. */
      ranges: v.optional(rowRangesSchema),
      /** In place of ranges: what was found by a view of this session. */
      view: v.optional(index),
      /** Whether credentials are written that the log has. Default for whoever asks should be no. */
      includesSecrets: v.boolean(),
    }),
  ),
  /** Asks for a file, and begins to import it. Answers null when the user cancelled. */
  'log.import': command<{ transfer: number } | null>()(fileSource),
  /** Ends an export or import, which leaves nothing behind. */
  'log.cancelTransfer': command<void>()(v.strictObject({ transfer: index })),
  /** Exports and imports that are under way, and the last that have ended; oldest first. */
  'log.transfers': command<readonly LogTransfer[]>()(nothing),
  /** What a person has marked in a log, by row. */
  'log.marks': command<readonly RowMark[]>()(v.strictObject({ session: sessionId })),
  /** Pins a row or writes a note beside it; neither takes the mark away. Answers all marks of the log. */
  'log.mark': command<readonly RowMark[]>()(v.strictObject({ session: sessionId, ...rowMarkSchema.entries })),
  /** How long each session went on, in ms, as far as its log tells; 0 where it does not. */
  'log.durations': command<readonly number[]>()(
    v.strictObject({ sessions: v.pipe(v.array(sessionId), v.maxLength(512), v.readonly()) }),
  ),
  /** What the rows from the first up to but not including the second of each pair come to; no two pairs overlap. */
  'log.totals': command<LogTotals>()(
    v.strictObject({
      session: sessionId,
      ranges: v.pipe(v.array(v.tuple([index, index])), v.maxLength(totalsRangeLimit), v.readonly()),
    }),
  ),
  /** Begins to read what a log comes to. A few at a time: more of them close the oldest. */
  'log.openSummary': command<void>()(v.strictObject({ session: sessionId })),
  'log.closeSummary': command<void>()(v.strictObject({ session: sessionId })),
  /** The figures as they are now, of a summary that is open. */
  'log.summary': command<SummaryState>()(v.strictObject({ session: sessionId })),
} as const;
