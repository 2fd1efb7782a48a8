import { open, stat, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileFault } from '../log/file-fault.ts';

/** A file that is open for sending. */
export interface OutgoingFile {
  readonly handle: FileHandle;
  /** Without its folder. */
  readonly name: string;
  /** When it was opened. */
  readonly sizeBytes: number;
}

/** @throws DuplexError `transfer-failed` for what is no file, or cannot be read */
export async function openOutgoingFile(path: string): Promise<OutgoingFile> {
  const name = basename(path);
  try {
    // Asked first: opening a pipe would wait for its other end.
    if (!(await stat(path)).isFile()) throw fileFault(name, 'read', 'it is no ordinary file');
    const handle = await open(path, 'r');
    return { handle, name, sizeBytes: (await handle.stat()).size };
  } catch (cause) {
    throw fileFault(name, 'read', cause);
  }
}
