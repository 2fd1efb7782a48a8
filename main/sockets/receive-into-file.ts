import type { FileHandle } from 'node:fs/promises';
import { InputStreamOptions } from './enums.ts';
import type { IInputStream } from './streams.ts';
import { unwritableFile, withTransferred, type TransferOptions } from './transfer.ts';

/** One is filled from the stream while the other is written. */
const blockSize = 256 * 1024;

/**
 * Writes a stream into an open file, from its position on, until the stream ends. The file is not closed.
 *
 * Reads no faster than the file takes it: what is not read stays with the peer.
 *
 * @returns the bytes written
 * @throws DuplexError `canceled`, `transfer-failed` when the file cannot be written, what reading fails with; what had
 *   come is in the file, except with `transfer-failed`, and `info.transferredBytes` says how much that is
 */
export async function receiveIntoFileAsync(
  input: IInputStream,
  file: FileHandle,
  { signal, progress = () => undefined }: TransferOptions = {},
): Promise<number> {
  let block = Buffer.allocUnsafeSlow(blockSize);
  let other = Buffer.allocUnsafeSlow(blockSize);
  let filled = 0;
  let written = 0;
  let writing: Promise<void> | undefined;

  const write = async (bytes: Buffer): Promise<void> => {
    for (let at = 0; at < bytes.length;) {
      at += (await file.write(bytes, at, bytes.length - at, null).catch(unwritableFile)).bytesWritten;
    }
    written += bytes.length;
    writing = undefined;
    progress(written);
  };
  /** Hands what has come to the file, and turns to the other block. */
  const flush = async (): Promise<void> => {
    await writing;
    if (filled === 0) return;
    writing = write(block.subarray(0, filled));
    // Waited for by the next flush.
    writing.catch(() => undefined);
    [block, other] = [other, block];
    filled = 0;
  };

  try {
    for (;;) {
      const room = block.subarray(filled);
      const bytes = await input.readAsync(room, room.length, InputStreamOptions.partial, signal);
      if (bytes.length === 0) break;
      filled += bytes.length;
      if (writing === undefined || filled === blockSize) await flush();
    }
    await flush();
    await writing;
    return written;
  } catch (error) {
    // What came before is worth having; if the file is what failed, there is nothing to be done.
    await flush()
      .then(() => writing)
      .catch(() => undefined);
    throw withTransferred(error, written);
  }
}
