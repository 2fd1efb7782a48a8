import { readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { failure } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import { undoRemovalMs } from '../../contract/log.ts';
import type { SessionId } from '../../contract/sessions.ts';
import type { SessionLog } from './session-log.ts';

/** A log that is in no list any more. */
interface Removable {
  /** Its folder. */
  readonly path: string;
  /** There where it was written or read. */
  readonly log: SessionLog | undefined;
}

interface Removal<Entry> {
  readonly entry: Entry;
  readonly timer: NodeJS.Timeout;
}

/** Logs that are deleted, as long as that can be undone: each folder has another name until it is back, or gone for good. */
export class LogRemovals<Entry extends Removable> {
  readonly #removals = new Map<SessionId, Removal<Entry>>();

  /** Puts a log aside for {@link undoRemovalMs}. @throws Error of the file system; then it is where it was */
  async add(session: SessionId, entry: Entry): Promise<void> {
    // It is not discarded: its session can go on in it when it is back.
    await entry.log?.close();
    await renameWhatIsThere(entry.path, asideOf(entry.path));
    const timer = setTimeout(() => {
      // The next start deletes what this one cannot.
      this.forget(session).catch(() => undefined);
    }, undoRemovalMs);
    timer.unref();
    this.#removals.set(session, { entry, timer });
  }

  /** @throws DuplexError `not-found` where it is too late, `log-failed` where the system does not let it */
  async bringBack(session: SessionId): Promise<Entry> {
    const removal = this.#take(session);
    if (removal === undefined) {
      throw failure('not-found', `the log ${session} cannot be brought back any more`, {
        field: 'session',
        reason: because('logNotBroughtBack', session),
      });
    }
    const { entry } = removal;
    try {
      await renameWhatIsThere(asideOf(entry.path), entry.path);
    } catch (cause) {
      // Until the app ends it can be tried again.
      this.#removals.set(session, removal);
      throw failure('log-failed', `the log ${session} cannot be brought back: ${String(cause)}`, {
        cause,
        reason: because('logNotBroughtBack', session),
      });
    }
    return entry;
  }

  /** Deletes it for good. @throws DuplexError `log-failed`; then the next start of the app does */
  async forget(session: SessionId): Promise<void> {
    const removal = this.#take(session);
    if (removal === undefined) return;
    await removal.entry.log?.discard();
    try {
      await rm(asideOf(removal.entry.path), { recursive: true, force: true });
    } catch (cause) {
      throw failure('log-failed', `the log ${session} cannot be deleted: ${String(cause)}`, {
        cause,
        reason: because('logNotDeleted', session),
      });
    }
  }

  /** @throws DuplexError for the first that cannot be deleted */
  async forgetAll(): Promise<void> {
    const results = await Promise.allSettled([...this.#removals.keys()].map((session) => this.forget(session)));
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }

  #take(session: SessionId): Removal<Entry> | undefined {
    const removal = this.#removals.get(session);
    clearTimeout(removal?.timer);
    this.#removals.delete(session);
    return removal;
  }
}

/** Deletes what an app has put aside that ended before it was gone for good. */
export async function deleteRemoved(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (/^removed-\d{6,15}$/.test(name)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

function asideOf(path: string): string {
  return join(dirname(path), `removed-${basename(path)}`);
}

/** A log of which nothing was written has no folder. */
async function renameWhatIsThere(from: string, to: string): Promise<void> {
  await rename(from, to).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}
