import { isUtf8 } from 'node:buffer';
import { constants } from 'node:fs';
import { open, rename, rm, unlink } from 'node:fs/promises';
import { basename } from 'node:path';
import { failure } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';

/**
 * Reads a file that may be anything: a pipe is not waited for, and a device that never ends is not read.
 *
 * @throws Error of the file system; DuplexError `bad-file` that says why it is not read
 */
export async function readText(path: string, sizeLimitBytes: number): Promise<string> {
  // Windows has no such flag, whatever its type says.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const found = await file.stat();
    // Reading a folder fails with the system's own code.
    if (!found.isFile() && !found.isDirectory())
      throw failure('bad-file', 'it is no file', { reason: because('noFile', basename(path)) });
    let bytes = Buffer.alloc(Math.min(found.size, sizeLimitBytes) + 1);
    let size = 0;
    for (;;) {
      // It has grown meanwhile.
      if (size === bytes.length) bytes = Buffer.concat([bytes], sizeLimitBytes + 1);
      const { bytesRead } = await file.read(bytes, size, bytes.length - size);
      size += bytesRead;
      if (size > sizeLimitBytes) {
        const reason = because('fileTooLarge', sizeLimitBytes);
        throw failure('bad-file', `it is larger than ${sizeLimitBytes} bytes`, { reason });
      }
      if (bytesRead > 0) continue;
      // What cannot be read as it is would be lost when it is written.
      if (!isUtf8(bytes.subarray(0, size))) {
        throw failure('bad-file', 'it is not UTF-8', { reason: because('fileNotUtf8') });
      }
      return bytes.toString('utf8', 0, size);
    }
  } finally {
    await file.close();
  }
}

/**
 * Puts a text in the place of a file, whole or not at all: by way of `NAME.new` beside it.
 *
 * @param mode the permissions it is made with; default: nobody's but the user's
 * @throws Error of the file system
 */
export async function replaceFile(path: string, text: string, mode = 0o600): Promise<void> {
  const temporary = `${path}.new`;
  // Left by a save that did not come to its end, or put there: a link would be written through.
  await unlink(temporary).catch((error: unknown) => {
    if (!isCode(error, 'ENOENT')) throw error;
  });
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      await file.writeFile(text);
      // On disk before it has the name, so that a power cut leaves one or the other.
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    // What went wrong first is what to tell of; the next save begins with removing what is left.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Whether an error is the file system's, with this code. */
export function isCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
