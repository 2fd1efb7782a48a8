import { chmod, lstat, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { failure, toErrorInfo } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import { RowDirection, RowKind, type GapReason, type RowDetail } from '../../contract/rows.ts';
import type { SessionId } from '../../contract/sessions.ts';
import { entryOf, folderName, openEnded, type LogEntry } from './log-entry.ts';
import { LogFolder, type FoundExtent } from './log-folder.ts';
import { deleteRemoved } from './log-removals.ts';

/** What the names of folders begin with that logs are imported in. */
export const stagingPrefix = 'import-';

/** What an earlier run has left under a number; nothing where it is deleted. */
interface FoundLog {
  readonly session: SessionId;
  readonly entry: LogEntry | undefined;
}

/**
 * Finds the logs that earlier runs have left, oldest first: marks what is missing, deletes what was private or removed. A log
 * that cannot be read stays as it is, with its problem.
 *
 * @param folder of all logs; made where it is not there
 * @throws Error where nothing can be read
 */
export async function* recoverLogs(folder: string): AsyncGenerator<FoundLog, void, undefined> {
  await prepareFolder(folder);
  const names = await readdir(folder);
  // What an import has left that the app did not survive.
  for (const name of names.filter((candidate) => candidate.startsWith(stagingPrefix))) {
    await rm(join(folder, name), { recursive: true, force: true });
  }
  await deleteRemoved(folder);
  for (const name of names.filter((candidate) => /^\d{6,15}$/.test(candidate)).toSorted()) {
    const session = Number(name);
    // A number has one name: `0000007` is not ours.
    if (name === folderName(session)) yield { session, entry: await recover(join(folder, name), name) };
  }
}

async function recover(path: string, name: string): Promise<LogEntry | undefined> {
  try {
    const folder = await LogFolder.open(path);
    if (folder.head.isPrivate) {
      await folder.remove();
      return undefined;
    }
    const { extent, damage } = await folder.readExtent();
    const entry = entryOf({ path, folder, extent });
    if (damage !== undefined || !extent.isClosed) await markGap(entry, folder, damage);
    return entry;
  } catch (cause) {
    if (await isUnbegun(path)) return undefined;
    const problem = failure('bad-file', `the log ${name} cannot be read: ${messageOf(cause)}`, {
      cause,
      reason: because('logNotRead', name),
    });
    return entryOf({ path, problem: toErrorInfo(problem) });
  }
}

/** Says in the log what is missing: its end, as far as nobody knows, or what was found to be. */
async function markGap(entry: LogEntry, folder: LogFolder, damage: FoundExtent['damage']): Promise<void> {
  const log = await openEnded(entry, folder);
  try {
    if (damage === undefined) await log.endLost();
    const reason: GapReason = damage === undefined ? 'crash' : 'damage';
    const detail: RowDetail['gap'] = { reason, rows: damage?.rows, sizeBytes: damage?.sizeBytes, cause: undefined };
    const payload = Buffer.from(JSON.stringify(detail));
    log.append({ direction: RowDirection.problem, kind: RowKind.gap, payload });
    await log.close();
  } finally {
    await log.discard();
  }
  entry.extent = log.extent;
}

/** Makes the folder of all logs, readable by the user alone. @throws Error where it is not the user's */
async function prepareFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { uid, mode } = await stat(folder);
  if (uid !== (process.getuid?.() ?? uid)) throw new Error(`${folder} belongs to another user`);
  if ((mode & 0o077) !== 0) await chmod(folder, 0o700);
}

/** Removes the folder of a log of which nothing had been written when the app ended. @returns whether it was one */
async function isUnbegun(path: string): Promise<boolean> {
  try {
    if (!(await lstat(path)).isDirectory()) return false;
    const names = await readdir(path);
    if (names.some((name) => name !== 'session.json.new')) return false;
    await rm(path, { recursive: true });
    return true;
  } catch {
    // It is no folder, or not ours: it stays as it is.
    return false;
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
