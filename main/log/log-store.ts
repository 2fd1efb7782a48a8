import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { failure, toErrorInfo, type DuplexError, type ErrorInfo } from '../../contract/errors.ts';
import type { LogInfo, LogSettings } from '../../contract/log.ts';
import { RowDirection, RowKind, type GapReason, type RowDetail } from '../../contract/rows.ts';
import type { SessionId } from '../../contract/sessions.ts';
import { emptyExtent, type Extent } from './extent.ts';
import { LogFolder, type LogHead } from './log-folder.ts';
import { rowBytes } from './row-block.ts';
import { SessionLog } from './session-log.ts';

/** What a new log is of. */
export type NewLog = Omit<LogHead, 'version' | 'session' | 'segmentBytes' | 'isPrivate'>;

/** What somebody wants to know of a log. */
export interface LogListener {
  /** Something was appended, or released, or the log wants no more, or does again. */
  readonly changed?: () => void;
  readonly flushed?: (extent: Extent) => void;
}

/** What a reader of a log wants to know, while it reads. */
export interface LogFollower {
  /** There is more on disk, or less. */
  readonly flushed: (extent: Extent) => void;
  /** The log is deleted. */
  readonly gone: () => void;
}

/** A log of this run or an earlier one. One that cannot be read has no folder. */
interface Entry {
  readonly path: string;
  readonly folder: LogFolder | undefined;
  /** As it was found, or left. */
  extent: Extent;
  /** There while it is written or read. */
  log: SessionLog | undefined;
  opening: Promise<SessionLog> | undefined;
  isLive: boolean;
  readonly problem: ErrorInfo | undefined;
}

const dayMs = 24 * 60 * 60 * 1000;
const mebibyte = 1024 * 1024;

/** What a live log may always keep. */
const leastLimitBytes = 16 * mebibyte;

/** The logs of all sessions, each in a folder named by its number. Numbers go on from run to run. */
export class LogStore {
  readonly #folder: string;
  readonly #entries = new Map<SessionId, Entry>();
  readonly #followers = new Map<SessionId, Set<LogFollower>>();
  /** Why logs of earlier runs cannot be read. */
  problem: DuplexError | undefined;
  #settings: LogSettings;
  #lastSession = 0;

  private constructor(folder: string, settings: LogSettings) {
    this.#folder = folder;
    this.#settings = settings;
  }

  /**
   * Opens what earlier runs have left: marks what is missing, deletes what was private or is too old. A log that cannot be
   * read stays as it is, and is in the list. Where nothing can be read, {@link problem} says why.
   */
  static async open(folder: string, settings: LogSettings): Promise<LogStore> {
    const store = new LogStore(folder, settings);
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const names = await readdir(folder);
      for (const name of names.filter((candidate) => /^\d{6,15}$/.test(candidate)).toSorted())
        await store.#recover(name);
      await store.#ageOut();
      await store.#keepInsideTotal();
    } catch (cause) {
      store.problem = failure('log-failed', `the logs cannot be read: ${messageOf(cause)}`, { cause });
    }
    return store;
  }

  get settings(): LogSettings {
    return this.#settings;
  }

  /** Other settings; live logs take over their limits at once. */
  async setSettings(settings: LogSettings): Promise<void> {
    this.#settings = settings;
    const limit = { limitBytes: settings.sessionLimitBytes, whenFull: settings.whenFull };
    for (const { log, isLive } of this.#entries.values()) if (isLive && log !== undefined) log.limit = limit;
    await this.#ageOut();
    await this.#keepInsideTotal();
  }

  list(): readonly LogInfo[] {
    return [...this.#entries].map(([session, { folder, extent, log, isLive, problem }]) => ({
      session,
      url: folder?.head.url ?? '',
      socket: folder?.head.socket ?? 'message',
      page: folder?.head.page ?? '',
      startedAt: folder?.head.startedAt ?? 0,
      firstRow: log?.firstRow ?? extent.firstRow,
      length: log?.length ?? extent.rows,
      sizeBytes: log?.sizeBytes ?? bytesOf(extent),
      isLive,
      isPrivate: folder?.head.isPrivate ?? false,
      problem,
    }));
  }

  /** Begins a log. Whether the disk takes it shows when it is written. */
  async create(about: NewLog, listener: LogListener = {}): Promise<{ session: SessionId; log: SessionLog }> {
    this.#lastSession += 1;
    const session = this.#lastSession;
    const { sessionLimitBytes, whenFull, isPrivate } = this.#settings;
    const segmentBytes = Math.min(64, Math.max(1, Math.floor(sessionLimitBytes / mebibyte / 16))) * mebibyte;
    const path = join(this.#folder, folderName(session));
    const folder = LogFolder.begin(path, { ...about, version: 1, session, segmentBytes, isPrivate });
    const log = await SessionLog.open(folder, emptyExtent, {
      limitBytes: sessionLimitBytes,
      whenFull,
      startedAt: about.startedAt,
      ...(listener.changed !== undefined && { changed: listener.changed }),
      flushed: (extent) => {
        listener.flushed?.(extent);
        for (const follower of this.#followers.get(session) ?? []) follower.flushed(extent);
        if (this.#sizeBytes > this.#settings.totalLimitBytes) void this.#keepInsideTotal();
      },
    });
    const entry = { path, folder, extent: emptyExtent, log, opening: undefined, isLive: true, problem: undefined };
    this.#entries.set(session, entry);
    return { session, log };
  }

  /** A log, to be read. @throws DuplexError `not-found` */
  async get(session: SessionId): Promise<SessionLog> {
    const entry = this.#entries.get(session);
    if (entry?.folder === undefined) throw noSuchLog(session);
    if (entry.log !== undefined) return entry.log;
    entry.opening ??= this.#openEnded(entry, entry.folder);
    entry.log = await entry.opening;
    entry.opening = undefined;
    return entry.log;
  }

  /** Where a log's files are, for readers in other threads. @throws DuplexError `not-found` */
  folderOf(session: SessionId): LogFolder {
    const folder = this.#entries.get(session)?.folder;
    if (folder === undefined) throw noSuchLog(session);
    return folder;
  }

  /** Tells a reader what becomes of a log. @returns what ends that */
  follow(session: SessionId, follower: LogFollower): () => void {
    const followers = this.#followers.get(session) ?? new Set();
    this.#followers.set(session, followers.add(follower));
    return () => {
      followers.delete(follower);
      if (followers.size === 0) this.#followers.delete(session);
    };
  }

  /** The session is over: all of it is written, and nothing much follows. */
  async end(session: SessionId): Promise<void> {
    const entry = this.#entries.get(session);
    if (entry?.log === undefined || !entry.isLive) return;
    entry.isLive = false;
    await entry.log.close();
    await this.#keepInsideTotal();
  }

  /** Nobody looks at it for now. A private one is deleted. */
  async release(session: SessionId): Promise<void> {
    const entry = this.#entries.get(session);
    if (entry === undefined) return;
    await this.end(session);
    if (entry.folder?.head.isPrivate === true) return this.#delete(session);
    await entry.log?.close();
    entry.extent = entry.log?.extent ?? entry.extent;
    entry.log = undefined;
  }

  /** Deletes a log. @throws DuplexError `illegal-call` while its session goes on */
  async wipe(session: SessionId): Promise<void> {
    const entry = this.#entries.get(session);
    if (entry?.isLive === true) {
      throw failure('illegal-call', 'a log cannot be deleted while its session goes on', { field: 'session' });
    }
    await this.#delete(session);
  }

  /** Deletes all logs but those of sessions that go on. */
  async wipeAll(): Promise<void> {
    for (const [session, { isLive }] of this.#entries) if (!isLive) await this.#delete(session);
  }

  /** Writes everything, before the app ends. */
  async close(): Promise<void> {
    await Promise.all([...this.#entries.keys()].map((session) => this.release(session)));
  }

  get #sizeBytes(): number {
    let total = 0;
    for (const { log, extent } of this.#entries.values()) total += log?.sizeBytes ?? bytesOf(extent);
    return total;
  }

  async #recover(name: string): Promise<void> {
    const session = Number(name);
    const path = join(this.#folder, name);
    this.#lastSession = Math.max(this.#lastSession, session);
    try {
      const folder = await LogFolder.open(path);
      if (folder.head.isPrivate) {
        await folder.remove();
        return;
      }
      const { extent, isDamaged } = await folder.readExtent();
      const entry: Entry = {
        path,
        folder,
        extent,
        log: undefined,
        opening: undefined,
        isLive: false,
        problem: undefined,
      };
      this.#entries.set(session, entry);
      if (isDamaged || !extent.isClosed) await this.#markGap(entry, folder, isDamaged ? 'damage' : 'crash');
    } catch (cause) {
      const problem = failure('bad-file', `the log ${name} cannot be read: ${messageOf(cause)}`, { cause });
      this.#entries.set(session, {
        path,
        folder: undefined,
        extent: emptyExtent,
        log: undefined,
        opening: undefined,
        isLive: false,
        problem: toErrorInfo(problem),
      });
    }
  }

  /** Says in the log that its end is missing. */
  async #markGap(entry: Entry, folder: LogFolder, reason: GapReason): Promise<void> {
    const log = await this.#openEnded(entry, folder);
    const detail: RowDetail['gap'] = { reason, rows: undefined, sizeBytes: undefined, cause: undefined };
    const payload = Buffer.from(JSON.stringify(detail));
    log.append({ direction: RowDirection.problem, kind: RowKind.gap, payload });
    await log.close();
    entry.extent = log.extent;
  }

  #openEnded({ extent }: Entry, folder: LogFolder): Promise<SessionLog> {
    const options = {
      limitBytes: Number.POSITIVE_INFINITY,
      whenFull: 'stop',
      startedAt: folder.head.startedAt,
    } as const;
    return SessionLog.open(folder, extent, options);
  }

  async #ageOut(): Promise<void> {
    const oldest = Date.now() - this.#settings.keepDays * dayMs;
    for (const [session, { folder, isLive }] of this.#entries) {
      if (!isLive && folder !== undefined && folder.head.startedAt < oldest) await this.#delete(session);
    }
  }

  /** Deletes the oldest logs of ended sessions until all are inside the limit; then those that go on have to shrink. */
  async #keepInsideTotal(): Promise<void> {
    const { totalLimitBytes, sessionLimitBytes, whenFull } = this.#settings;
    for (const [session, { isLive }] of this.#entries) {
      if (this.#sizeBytes <= totalLimitBytes) return;
      if (!isLive) await this.#delete(session);
    }
    const excess = this.#sizeBytes - totalLimitBytes;
    const largest = [...this.#entries.values()]
      .flatMap(({ log, isLive }) => (isLive && log !== undefined ? log : []))
      .toSorted((left, right) => right.sizeBytes - left.sizeBytes)[0];
    if (excess <= 0 || largest === undefined) return;
    const limitBytes = Math.min(sessionLimitBytes, Math.max(leastLimitBytes, largest.sizeBytes - excess));
    largest.limit = { limitBytes, whenFull };
  }

  async #delete(session: SessionId): Promise<void> {
    const entry = this.#entries.get(session);
    if (entry === undefined) return;
    this.#entries.delete(session);
    for (const follower of this.#followers.get(session) ?? []) follower.gone();
    await entry.log?.close();
    await entry.folder?.close();
    await rm(entry.path, { recursive: true, force: true });
  }
}

function bytesOf({ firstRow, rows, lanes: [main, incoming] }: Extent): number {
  return (rows - firstRow) * rowBytes + main.end - main.start + incoming.end - incoming.start;
}

function folderName(session: SessionId): string {
  return String(session).padStart(6, '0');
}

function noSuchLog(session: SessionId): Error {
  return failure('not-found', `there is no log of a session ${session}`, { field: 'session' });
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
