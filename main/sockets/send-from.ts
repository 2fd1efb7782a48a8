import type { FileHandle } from 'node:fs/promises';
import { abortable } from '../network/abortable.ts';
import type { Connection } from '../wire/connection.ts';
import type { DataOpcode } from '../wire/frame.ts';
import type { FrameBlock } from '../wire/frame-writer.ts';
import { unreadableSource, withTransferred } from './transfer.ts';

/** Where the bytes of a message come from: an open file, from its position on, or whatever yields bytes. */
export type MessageSource = FileHandle | AsyncIterable<Uint8Array>;

/** Pieces the socket has been given and the system has not taken: enough that it never waits for a read. */
export const inFlightLimit = 4;

/** Reads a source block by block. */
export interface PieceReader {
  /** @returns the bytes now in the block; 0 at the end */
  readonly read: (block: FrameBlock) => Promise<number>;
  /** Whether the next piece is there soon, so that the last one can be known as such. */
  readonly looksAhead: boolean;
  readonly stop: () => void;
}

/**
 * Sends one message whose bytes are read as the peer takes them, a fragment for each piece; a live source's pieces go out
 * at once. The source is not closed.
 *
 * @returns the payload bytes of the message, once the operating system has them all
 * @throws DuplexError `transfer-failed` when the source cannot be read; the signal's reason; what the connection fails
 *   with. `info.transferredBytes` says how many payload bytes the operating system had taken by then.
 */
export async function sendFrom(
  connection: Connection,
  opcode: DataOpcode,
  source: MessageSource,
  signal: AbortSignal,
  progress: (bytes: number) => void = () => undefined,
): Promise<number> {
  const reader = readerOf(source);
  const inFlight: Promise<void>[] = [];
  let sentBytes = 0;
  const next = async (): Promise<{ block: FrameBlock; length: number }> => {
    const block = connection.takeBlock();
    return { block, length: await abortable(reader.read(block).catch(unreadableSource), signal) };
  };
  const send = async (block: FrameBlock, length: number, fin: boolean): Promise<void> => {
    await connection.sendBlock(block, length, opcode, fin);
    sentBytes += length;
    progress(sentBytes);
  };
  const give = async (block: FrameBlock, length: number, fin: boolean): Promise<void> => {
    if (inFlight.length === inFlightLimit) await abortable(inFlight.shift() as Promise<void>, signal);
    const sending = send(block, length, fin);
    // Whoever waits for it is told; nobody may, once the transfer has failed.
    sending.catch(() => undefined);
    inFlight.push(sending);
  };
  try {
    let piece = await next();
    let isEnded = false;
    while (!isEnded) {
      const following = piece.length === 0 ? undefined : next();
      following?.catch(() => undefined);
      // A live source's last fragment is not known as such: its message ends with an empty one.
      isEnded = following === undefined || (reader.looksAhead && (await following).length === 0);
      await give(piece.block, piece.length, isEnded);
      if (following !== undefined) piece = await following;
    }
    for (const sending of inFlight) await abortable(sending, signal);
    return sentBytes;
  } catch (error) {
    reader.stop();
    throw withTransferred(error, sentBytes);
  }
}

export function readerOf(source: MessageSource): PieceReader {
  if ('fd' in source) {
    return {
      read: async ({ bytes, start, end }) => (await source.read(bytes, start, end - start, null)).bytesRead,
      looksAhead: true,
      stop: () => undefined,
    };
  }
  const chunks = source[Symbol.asyncIterator]();
  let chunk: Uint8Array = new Uint8Array(0);
  return {
    read: async ({ bytes, start, end }) => {
      while (chunk.length === 0) {
        const next = await chunks.next();
        if (next.done === true) return 0;
        chunk = next.value;
      }
      const taken = chunk.subarray(0, end - start);
      bytes.set(taken, start);
      chunk = chunk.subarray(taken.length);
      return taken.length;
    },
    looksAhead: false,
    stop: () => void chunks.return?.().catch(() => undefined),
  };
}
