import type { ErrorInfo } from '../../contract/errors.ts';
import type { LogInfo } from '../../contract/log.ts';
import type { SessionId } from '../../contract/sessions.ts';
import { emptyExtent, type Extent } from './extent.ts';
import type { LogFolder } from './log-folder.ts';
import { rowBytes } from './row-block.ts';
import { SessionLog } from './session-log.ts';

/** A log of this run or an earlier one. One that cannot be read has no folder. */
export interface LogEntry {
  readonly path: string;
  readonly folder: LogFolder | undefined;
  /** As it was found, or left. */
  extent: Extent;
  /** There while it is written or read. */
  log: SessionLog | undefined;
  opening: Promise<SessionLog> | undefined;
  isLive: boolean;
  /** Whether its limit is what the user chose for this session. */
  hasOwnLimit: boolean;
  problem: ErrorInfo | undefined;
}

export function entryOf(known: Pick<LogEntry, 'path'> & Partial<LogEntry>): LogEntry {
  const { path, folder, extent = emptyExtent, isLive = false, problem } = known;
  return { path, folder, extent, log: undefined, opening: undefined, isLive, hasOwnLimit: false, problem };
}

/** What the page is told of it. */
export function infoOf(session: SessionId, entry: LogEntry): LogInfo {
  const { folder, extent, log, isLive, problem } = entry;
  return {
    session,
    url: folder?.head.url ?? '',
    socket: folder?.head.socket ?? 'message',
    page: folder?.head.page ?? '',
    startedAt: folder?.head.startedAt ?? 0,
    firstRow: log?.firstRow ?? extent.firstRow,
    length: log?.length ?? extent.rows,
    sizeBytes: sizeOf(entry),
    isLive,
    isPrivate: folder?.head.isPrivate ?? false,
    problem,
  };
}

export function sizeOf({ log, extent, folder }: LogEntry): number {
  if (log !== undefined) return log.sizeBytes;
  const { firstRow, rows, lanes } = extent;
  const [main, incoming] = lanes;
  const payloadBytes = main.end - main.start + incoming.end - incoming.start;
  return (rows - firstRow) * rowBytes + payloadBytes - (folder?.missingBytes ?? 0);
}

/** Opens the log of a session that is over. */
export function openEnded({ extent }: LogEntry, folder: LogFolder): Promise<SessionLog> {
  const options = {
    limitBytes: Number.POSITIVE_INFINITY,
    whenFull: 'stop',
    startedAt: folder.head.startedAt,
  } as const;
  return SessionLog.open(folder, extent, options);
}

/** What the folder of a log is called. */
export function folderName(session: SessionId): string {
  return String(session).padStart(6, '0');
}
