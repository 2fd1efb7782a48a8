import { failure } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import { abortable } from '../network/abortable.ts';
import type { Connection } from '../wire/connection.ts';
import type { DataOpcode } from '../wire/frame.ts';
import type { FrameBlock } from '../wire/frame-writer.ts';
import { inFlightLimit, readerOf, type MessageSource, type PieceReader } from './send-from.ts';
import { unreadableSource, withTransferred } from './transfer.ts';

/** A message that goes out in frames of given sizes, and is never in memory as a whole. */
export interface FramedMessage {
  readonly source: MessageSource;
  /** Payload bytes of each frame, one frame at least. A source that has fewer bytes fails, of one with more they are left. */
  readonly frames: Iterable<number>;
}

const nothing = new Uint8Array(0);

/**
 * Sends one message whose bytes are read as the peer takes them. The source is not closed.
 *
 * Where the message is compressed, a frame of more than 128 KiB goes out as several: nobody knows its length before.
 *
 * @returns the payload bytes of the message, once the operating system has them all
 * @throws DuplexError as `sendFrom`
 */
export async function sendFramed(
  connection: Connection,
  opcode: DataOpcode,
  { source, frames }: FramedMessage,
  signal: AbortSignal,
  progress: (bytes: number) => void = () => undefined,
): Promise<number> {
  const reader = readerOf(source);
  const inFlight: Promise<void>[] = [];
  let sentBytes = 0;
  const taken = async (length: number, sending: Promise<void>): Promise<void> => {
    await sending;
    sentBytes += length;
    progress(sentBytes);
  };
  const give = async (length: number, send: () => Promise<void>): Promise<void> => {
    if (inFlight.length === inFlightLimit) await abortable(inFlight.shift() as Promise<void>, signal);
    const sending = taken(length, send());
    // Whoever waits for it is told; nobody may, once the transfer has failed.
    sending.catch(() => undefined);
    inFlight.push(sending);
  };
  const sendFrame = async (size: number, fin: boolean): Promise<void> => {
    if (size === 0) return give(0, () => connection.send(nothing, opcode, fin));
    let block = connection.takeBlock();
    const room = block.end - block.start;
    // The first bytes are there before a frame is begun that cannot be taken back.
    await fill(reader, block, Math.min(size, room), signal);
    const isLong = size > room && !connection.isCompressing;
    if (isLong) connection.beginFrame(size, opcode, fin);
    for (let left = size; left > 0;) {
      const length = Math.min(left, room);
      const piece = block;
      left -= length;
      const isLast = left === 0;
      await give(length, () =>
        isLong ? connection.give(piece, length) : connection.sendBlock(piece, length, opcode, fin && isLast),
      );
      if (isLast) return;
      block = connection.takeBlock();
      await fill(reader, block, Math.min(left, room), signal);
    }
  };
  try {
    let size: number | undefined;
    for (const next of frames) {
      if (size !== undefined) await sendFrame(size, false);
      size = next;
    }
    await sendFrame(size ?? 0, true);
    for (const sending of inFlight) await abortable(sending, signal);
    return sentBytes;
  } catch (error) {
    reader.stop();
    throw withTransferred(error, sentBytes);
  }
}

/** Reads exactly so many bytes into a block. */
async function fill(reader: PieceReader, block: FrameBlock, length: number, signal: AbortSignal): Promise<void> {
  const { bytes, start } = block;
  const end = start + length;
  for (let at = start; at < end;) {
    const count = await abortable(reader.read({ bytes, start: at, end }).catch(unreadableSource), signal);
    if (count === 0) {
      throw failure('transfer-failed', 'what was to be sent has become shorter meanwhile', {
        hresult: 'ERROR_READ_FAULT',
        reason: because('sourceShorter'),
      });
    }
    at += count;
  }
}
