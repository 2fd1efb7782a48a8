import { constants } from 'node:fs';
import { copyFile, open, rename, rm } from 'node:fs/promises';

export interface WholeFile {
  readonly path: string;
  readonly text: string;
  /** Whether what is there now is to be kept beside it, as `NAME.bad` or the first such name that is free. */
  readonly keepsOld: boolean;
}

/**
 * Puts a text in the place of a file, whole or not at all.
 *
 * @throws Error of the file system
 */
export async function writeWhole({ path, text, keepsOld }: WholeFile): Promise<void> {
  if (keepsOld) await keepBeside(path);
  const temporary = `${path}.new`;
  try {
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile(text);
      // On disk before it has the name, so that a power cut leaves one or the other.
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    // What went wrong first is what to tell of; the next save writes over what is left.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** A copy, so that there is a file at any time: without one the default would hold. */
async function keepBeside(path: string): Promise<void> {
  for (let number = 1; ; number += 1) {
    try {
      await copyFile(path, number === 1 ? `${path}.bad` : `${path}.bad${number}`, constants.COPYFILE_EXCL);
      return;
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
    }
  }
}
