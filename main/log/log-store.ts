import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { failure, type DuplexError } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import type { LogInfo, LogSettings } from '../../contract/log.ts';
import type { SessionId } from '../../contract/sessions.ts';
import { emptyExtent, type Extent } from './extent.ts';
import { entryOf, folderName, infoOf, openEnded, sizeOf, type LogEntry } from './log-entry.ts';
import { LogFolder, type LogHead } from './log-folder.ts';
import { recoverLogs, stagingPrefix } from './log-recovery.ts';
import { LogRemovals } from './log-removals.ts';
import { SessionLog, type LogLimit } from './session-log.ts';

/** What a new log is of. */
export type NewLog = Omit<LogHead, 'version' | 'session' | 'segmentBytes' | 'isPrivate' | 'importedAt'>;

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

const dayMs = 24 * 60 * 60 * 1000;

/** How often it looks for logs that have become too old: their age is set in days. */
const ageingMs = 60 * 60 * 1000;

const mebibyte = 1024 * 1024;

/** What a live log may always keep. */
const leastLimitBytes = 16 * mebibyte;

/** The logs of all sessions, each in a folder named by its number. Numbers go on from run to run. */
export class LogStore {
  readonly #folder: string;
  readonly #entries = new Map<SessionId, LogEntry>();
  readonly #followers = new Map<SessionId, Set<LogFollower>>();
  readonly #removals = new LogRemovals<LogEntry>();
  /** Why logs of earlier runs cannot be read. */
  problem: DuplexError | undefined;
  #settings: LogSettings;
  #lastSession = 0;
  readonly #ageing: NodeJS.Timeout;

  private constructor(folder: string, settings: LogSettings) {
    this.#folder = folder;
    this.#settings = settings;
    this.#ageing = setInterval(() => void this.#ageOut({ keepsOpen: true }), ageingMs);
    this.#ageing.unref();
  }

  /**
   * Opens what earlier runs have left: marks what is missing, deletes what was private, removed or is too old. A log that
   * cannot be read stays as it is, and is in the list. Where nothing can be read, {@link problem} says why.
   */
  static async open(folder: string, settings: LogSettings): Promise<LogStore> {
    const store = new LogStore(folder, settings);
    try {
      for await (const { session, entry } of recoverLogs(folder)) {
        store.#lastSession = Math.max(store.#lastSession, session);
        if (entry !== undefined) store.#entries.set(session, entry);
      }
      await store.#ageOut({ keepsOpen: false });
      await store.#keepInsideTotal();
    } catch (cause) {
      store.problem = failure('log-failed', `the logs cannot be read: ${messageOf(cause)}`, {
        cause,
        reason: because('logsNotRead'),
      });
    }
    return store;
  }

  get settings(): LogSettings {
    return this.#settings;
  }

  /** Other settings; live logs take over their limits at once. */
  async setSettings(settings: LogSettings): Promise<void> {
    const { sessionLimitBytes: limitBytes, whenFull } = settings;
    // Who saves how long logs stay does not choose for a session whose limit is reached.
    const hasNewLimit = limitBytes !== this.#settings.sessionLimitBytes || whenFull !== this.#settings.whenFull;
    this.#settings = settings;
    for (const entry of this.#entries.values()) {
      if (!hasNewLimit || !entry.isLive || entry.log === undefined) continue;
      entry.hasOwnLimit = false;
      entry.log.limit = { limitBytes, whenFull };
    }
    await this.#ageOut({ keepsOpen: false });
    await this.#keepInsideTotal();
  }

  /** What the user chose for one session, which the limit of all logs does not take back. @throws DuplexError `not-found` */
  setLimit(session: SessionId, limit: LogLimit): void {
    const entry = this.#entries.get(session);
    if (entry?.log === undefined || !entry.isLive) throw noSuchLog(session);
    entry.hasOwnLimit = true;
    entry.log.limit = limit;
  }

  list(): readonly LogInfo[] {
    return [...this.#entries].map(([session, entry]) => infoOf(session, entry));
  }

  /** Begins a log. Whether the disk takes it shows when it is written. */
  async create(about: NewLog, listener: LogListener = {}): Promise<{ session: SessionId; log: SessionLog }> {
    this.#lastSession += 1;
    const session = this.#lastSession;
    const { sessionLimitBytes, whenFull, isPrivate } = this.#settings;
    const segmentBytes = Math.min(64, Math.max(1, Math.floor(sessionLimitBytes / mebibyte / 16))) * mebibyte;
    const path = join(this.#folder, folderName(session));
    const folder = LogFolder.begin(path, { ...about, version: 1, session, segmentBytes, isPrivate });
    const entry = entryOf({ path, folder, extent: emptyExtent, isLive: true });
    entry.log = await SessionLog.open(folder, emptyExtent, {
      limitBytes: sessionLimitBytes,
      whenFull,
      startedAt: about.startedAt,
      ...(listener.changed !== undefined && { changed: listener.changed }),
      flushed: (extent) => {
        entry.extent = extent;
        listener.flushed?.(extent);
        for (const follower of this.#followers.get(session) ?? []) follower.flushed(extent);
        if (this.#sizeBytes > this.#settings.totalLimitBytes) void this.#keepInsideTotal();
      },
    });
    this.#entries.set(session, entry);
    return { session, log: entry.log };
  }

  /** A folder for logs that are imported, and how many bytes they may take: no other log goes for them. */
  async beginImport(): Promise<{ staging: string; limitBytes: number }> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const staging = await mkdtemp(join(this.#folder, stagingPrefix));
    return { staging, limitBytes: Math.max(0, this.#settings.totalLimitBytes - this.#sizeBytes) };
  }

  /** Takes over a log that was imported, and is whole. @returns its number */
  async adopt(path: string): Promise<SessionId> {
    this.#lastSession += 1;
    const session = this.#lastSession;
    const { isPrivate } = this.#settings;
    const folder = await LogFolder.adopt(path, join(this.#folder, folderName(session)), { session, isPrivate });
    const { extent } = await folder.readExtent();
    this.#entries.set(session, entryOf({ path: folder.path, folder, extent }));
    return session;
  }

  /** A log, to be read. @throws DuplexError `not-found` */
  async get(session: SessionId): Promise<SessionLog> {
    const entry = this.#entries.get(session);
    if (entry?.folder === undefined) throw noSuchLog(session);
    if (entry.log !== undefined) return entry.log;
    entry.opening ??= openEnded(entry, entry.folder);
    try {
      entry.log = await entry.opening;
    } finally {
      entry.opening = undefined;
    }
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

  /** The session goes on after it was over, in the same log. @throws DuplexError `not-found` where that is gone */
  resume(session: SessionId): void {
    const entry = this.#entries.get(session);
    if (entry?.log === undefined) throw noSuchLog(session);
    entry.isLive = true;
    entry.log.resume();
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
    // Who has asked for it gets it first.
    await entry.opening?.catch(() => undefined);
    const { log } = entry;
    entry.log = undefined;
    if (log === undefined) return;
    await log.close();
    await log.discard();
    entry.extent = log.extent;
  }

  /** Deletes a log. @throws DuplexError `illegal-call` while its session goes on */
  async wipe(session: SessionId): Promise<void> {
    this.#refuseLive(session);
    await this.#delete(session);
  }

  /**
   * Deletes a log in a way that can be undone for some seconds, as long as the app runs.
   *
   * @throws DuplexError `illegal-call` while its session goes on, `log-failed` where the system does not let it go
   */
  async remove(session: SessionId): Promise<void> {
    this.#refuseLive(session);
    const entry = this.#take(session);
    if (entry === undefined) return;
    await entry.opening?.catch(() => undefined);
    try {
      await this.#removals.add(session, entry);
    } catch (cause) {
      this.#putBack(session, entry);
      throw failure('log-failed', `the log ${session} cannot be deleted: ${messageOf(cause)}`, {
        cause,
        reason: because('logNotDeleted', session),
      });
    }
  }

  /** Brings back a log that was removed. @throws DuplexError `not-found` where it is too late, `log-failed` */
  async undoRemoval(session: SessionId): Promise<void> {
    this.#putBack(session, await this.#removals.bringBack(session));
  }

  /** Deletes for good what was removed. @throws DuplexError `log-failed`; then the next start does */
  forgetRemoved(session: SessionId): Promise<void> {
    return this.#removals.forget(session);
  }

  /**
   * Deletes all logs for good but those of sessions that go on, also those that were removed and could be brought back.
   *
   * @throws DuplexError for the first that cannot be deleted
   */
  async wipeAll(): Promise<void> {
    const ended = [...this.#entries].flatMap(([session, { isLive }]) => (isLive ? [] : session));
    const results = await Promise.allSettled([
      this.#removals.forgetAll(),
      ...ended.map((session) => this.#delete(session)),
    ]);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }

  /** Writes everything, before the app ends. */
  async close(): Promise<void> {
    clearInterval(this.#ageing);
    await Promise.all([...this.#entries.keys()].map((session) => this.release(session)));
    // What cannot be deleted now is at the next start.
    await this.#removals.forgetAll().catch(() => undefined);
  }

  get #sizeBytes(): number {
    let total = 0;
    for (const entry of this.#entries.values()) total += sizeOf(entry);
    return total;
  }

  /** @param keepsOpen whether one stays that is open: somebody may be looking at it, and has asked for nothing */
  async #ageOut({ keepsOpen }: { readonly keepsOpen: boolean }): Promise<void> {
    const oldest = Date.now() - this.#settings.keepDays * dayMs;
    for (const [session, { folder, isLive, log, opening }] of this.#entries) {
      if (isLive || folder === undefined) continue;
      if (keepsOpen && (log ?? opening) !== undefined) continue;
      const { importedAt, startedAt } = folder.head;
      if ((importedAt ?? startedAt) < oldest) await this.#letGo(session);
    }
  }

  /** Deletes the oldest logs of ended sessions until all are inside the limit; then those that go on have to shrink. */
  async #keepInsideTotal(): Promise<void> {
    const { totalLimitBytes, sessionLimitBytes, whenFull } = this.#settings;
    for (const [session, { isLive }] of this.#entries) {
      if (this.#sizeBytes <= totalLimitBytes) return;
      if (!isLive) await this.#letGo(session);
    }
    const excess = this.#sizeBytes - totalLimitBytes;
    const largest = [...this.#entries.values()]
      .flatMap(({ log, isLive, hasOwnLimit }) => (isLive && !hasOwnLimit && log !== undefined ? log : []))
      .toSorted((left, right) => right.sizeBytes - left.sizeBytes)[0];
    if (excess <= 0 || largest === undefined) return;
    const limitBytes = Math.min(sessionLimitBytes, Math.max(leastLimitBytes, largest.sizeBytes - excess));
    // It shrinks once for what it is now, or would be asked about again with every write.
    if (limitBytes < largest.limit.limitBytes) largest.limit = { limitBytes, whenFull };
  }

  /** Deletes a log that nobody asked to delete; what cannot be deleted says so in the list. */
  async #letGo(session: SessionId): Promise<void> {
    await this.#delete(session).catch(() => undefined);
  }

  async #delete(session: SessionId): Promise<void> {
    const entry = this.#take(session);
    if (entry === undefined) return;
    await entry.opening?.catch(() => undefined);
    await entry.log?.discard();
    try {
      await rm(entry.path, { recursive: true, force: true });
    } catch (cause) {
      const problem = failure('log-failed', `the log ${session} cannot be deleted: ${messageOf(cause)}`, {
        cause,
        reason: because('logNotDeleted', session),
      });
      // Some of it may be gone.
      this.#entries.set(session, entryOf({ path: entry.path, extent: entry.extent, problem: problem.info }));
      throw problem;
    }
  }

  #refuseLive(session: SessionId): void {
    if (this.#entries.get(session)?.isLive !== true) return;
    throw failure('illegal-call', 'a log cannot be deleted while its session goes on', {
      field: 'session',
      reason: because('logStillOpen'),
    });
  }

  /** Takes a log out of the list; who reads it is told. */
  #take(session: SessionId): LogEntry | undefined {
    const entry = this.#entries.get(session);
    this.#entries.delete(session);
    if (entry !== undefined) for (const follower of this.#followers.get(session) ?? []) follower.gone();
    return entry;
  }

  /** Puts a log into the list where it was: the oldest come first. */
  #putBack(session: SessionId, entry: LogEntry): void {
    const entries = [...this.#entries, [session, entry] as const].toSorted(([left], [right]) => left - right);
    this.#entries.clear();
    for (const [number, known] of entries) this.#entries.set(number, known);
  }
}

function noSuchLog(session: SessionId): Error {
  return failure('not-found', `there is no log of a session ${session}`, {
    field: 'session',
    reason: because('logGone', session),
  });
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
