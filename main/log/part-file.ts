import { open, realpath, stat, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileFault } from './file-fault.ts';

/** Leftovers of earlier failures keep their names; nobody has more than a few of them. */
const partLimit = 100;

/** Where the bytes go until the file has its name. */
export interface Part {
  readonly handle: FileHandle;
  /** The temporary file; undefined where there is none, as for a device. */
  readonly path: string | undefined;
  /** The name it is to have. */
  readonly target: string;
}

/**
 * Opens a file beside the one that the user named, as `NAME.part`, to take its place when it is complete.
 *
 * @param path what the user named. A device such as /dev/null is written to directly
 * @throws DuplexError `transfer-failed` where that is not possible
 */
export async function openPart(path: string): Promise<Part> {
  try {
    const existing = await stat(path).catch(() => undefined);
    if (existing?.isDirectory() === true) throw fileFault(basename(path), 'written', 'it is a folder');
    if (existing?.isCharacterDevice() === true) {
      return { handle: await open(path, 'w'), path: undefined, target: path };
    }
    if (existing?.isFile() === false) throw fileFault(basename(path), 'written', 'it is no ordinary file');
    // A link stays one: the file it leads to is replaced.
    const target = existing === undefined ? path : await realpath(path);
    return await createPart(target, existing?.mode);
  } catch (cause) {
    throw fileFault(basename(path), 'written', cause);
  }
}

/** Makes the temporary file, and none of the names of those that are there. */
async function createPart(target: string, mode = 0o666): Promise<Part> {
  for (let number = 1; ; number += 1) {
    const path = number === 1 ? `${target}.part` : `${target}.${number}.part`;
    try {
      return { handle: await open(path, 'wx', mode & 0o777), path, target };
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EEXIST';
      if (!isTaken || number === partLimit) throw error;
    }
  }
}
