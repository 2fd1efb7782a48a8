import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The files of one set, by name. */
export type FileSet = Readonly<Record<string, Buffer>>;

/**
 * Written last, with the hash of every other file: only a set that was written to its end, and is as it was written,
 * matches its index.
 */
const indexName = 'index.json';

const stagingPrefix = '.new-';

interface Index {
  /** Raised when a set of an older make must not be used any more. */
  readonly format: number;
  /** SHA-256 as hex, by file name. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Reads a set written by {@link writeFileSet} and takes other accounts' permissions off it.
 *
 * @returns nothing when a file is missing, unreadable or not as it was written, or the format is another
 */
export async function readFileSet(
  folder: string,
  names: readonly string[],
  format: number,
): Promise<FileSet | undefined> {
  try {
    await makePrivate(folder, names);
    const index = JSON.parse(await readFile(join(folder, indexName), 'utf8')) as Partial<Index> | null; // parsed below
    if (index?.format !== format) return undefined;
    const files = await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))] as const));
    const isWhole = files.every(([name, content]) => index.files?.[name] === hash(content));
    return isWhole ? Object.fromEntries(files) : undefined;
  } catch {
    // Whatever is wrong with the files, the answer is the same: they are of no use.
    return undefined;
  }
}

/**
 * Replaces the set in a folder. Each file is written under a temporary name and renamed, the index last, so a reader
 * sees the old set, the new set, or (after an interruption) no set.
 *
 * @throws the file system's error when the folder cannot be written
 */
export async function writeFileSet(folder: string, files: FileSet, format: number): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Also when the folder was there before; and mkdir's mode is subject to the umask.
  await makePrivate(folder, []);
  const index: Index = { format, files: mapValues(files, hash) };
  await removeStaging(folder);
  const staging = await mkdtemp(join(folder, stagingPrefix));
  try {
    const all: [string, Buffer][] = [...Object.entries(files), [indexName, Buffer.from(JSON.stringify(index))]];
    for (const [name, content] of all) await writeFile(join(staging, name), content, { mode: 0o600, flag: 'wx' });
    for (const [name] of all) {
      // A folder in the file's place would make the rename fail.
      await rm(join(folder, name), { recursive: true, force: true });
      await rename(join(staging, name), join(folder, name));
    }
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** What an interrupted run left behind holds keys that nobody uses. */
async function removeStaging(folder: string): Promise<void> {
  const left = (await readdir(folder)).filter((name) => name.startsWith(stagingPrefix));
  await Promise.all(left.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}

/** Leaves the owner's permissions only. Windows has no such bits: a user's data folder is private there by its list. */
async function makePrivate(folder: string, names: readonly string[]): Promise<void> {
  if (process.platform === 'win32') return;
  await chmod(folder, 0o700);
  await Promise.all(names.map((name) => chmod(join(folder, name), 0o600)));
}

function hash(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function mapValues<Value, Result>(
  record: Readonly<Record<string, Value>>,
  change: (value: Value) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
