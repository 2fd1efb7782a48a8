import * as v from 'valibot';
import type { ErrorInfo } from './errors.ts';
import type { SessionId, SocketKind } from './sessions.ts';

const mebibyte = 1024 * 1024;
const gibibyte = 1024 * mebibyte;

const byteLimit = (least: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(4096 * gibibyte));

/** What happens when a session's log has reached its limit. */
export const whenFullChoices = ['ask', 'oldest', 'stop'] as const;
export type WhenFull = (typeof whenFullChoices)[number];

/** What the message log keeps. Whatever is missing has a row that says so. */
export const logSettingsSchema = v.strictObject({
  /** Bytes on disk of one session. */
  sessionLimitBytes: byteLimit(16 * mebibyte),
  /** Bytes on disk of all sessions: past it the oldest that have ended are deleted. */
  totalLimitBytes: byteLimit(16 * mebibyte),
  /**
   * `oldest` lets the oldest go, `stop` records events only, `ask` stops reading from the connection until the user
   * has chosen.
   */
  whenFull: v.picklist(whenFullChoices),
  /** Days that ended sessions stay. */
  keepDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3650)),
  /** New sessions are gone when they are discarded or the app ends. */
  isPrivate: v.boolean(),
  /** Whether new sessions record every frame, not only messages and control frames. */
  recordsFrames: v.boolean(),
});
export type LogSettings = v.InferOutput<typeof logSettingsSchema>;

/** How long a log that was removed can be brought back. */
export const undoRemovalMs = 10_000;

export const defaultLogSettings: LogSettings = {
  sessionLimitBytes: 2 * gibibyte,
  totalLimitBytes: 8 * gibibyte,
  whenFull: 'oldest',
  keepDays: 14,
  isPrivate: false,
  recordsFrames: false,
};

/** A session's log, of this run of the app or of an earlier one. */
export interface LogInfo {
  readonly session: SessionId;
  readonly url: string;
  readonly socket: SocketKind;
  /** The page that opened the session; `import` for one that was read from a file. */
  readonly page: string;
  /** Wall clock, ms since 1970. */
  readonly startedAt: number;
  /** Rows `firstRow` up to `length` are there. */
  readonly firstRow: number;
  readonly length: number;
  /** Bytes on disk. */
  readonly sizeBytes: number;
  /** Whether rows may still come. */
  readonly isLive: boolean;
  readonly isPrivate: boolean;
  /** Why it cannot be read, or not all of it. */
  readonly problem: ErrorInfo | undefined;
}
