import { Opcode } from '../../wire/frame.ts';
import type { FrameConnection } from '../frames/frame-connection.ts';
import type { Endpoint } from './endpoint.ts';
import { wholeNumber } from './parameters.ts';

export interface StreamPlan {
  /** Size of the message. */
  readonly bytes: number;
  /** Payload of every frame but the last. */
  readonly fragmentBytes: number;
}

const gibibyte = 1024 ** 3;
const largestMessage = 16 * gibibyte;

export const stream: Endpoint = {
  paths: ['/stream'],
  summary:
    '?bytes=N sends one binary message of N bytes (up to 16 GiB), byte i being i & 0xff: one frame, or ' +
    'frames of &fragment=SIZE',
  admit: ({ parameters }) => {
    const bytes = wholeNumber(parameters, 'bytes', { least: 0, most: largestMessage, otherwise: 1024 * 1024 });
    if (typeof bytes !== 'number') return bytes;
    const fragmentBytes = wholeNumber(parameters, 'fragment', {
      least: 1,
      most: largestMessage,
      otherwise: largestMessage,
    });
    if (typeof fragmentBytes !== 'number') return fragmentBytes;
    return {
      kind: 'frames',
      start: (connection) => {
        void sendPattern(connection, { bytes, fragmentBytes });
        return undefined;
      },
    };
  },
};

/** Bytes given to the socket at a time: enough for speed, little enough for memory. */
const chunkBytes = 256 * 1024;

/** A message may begin at any of its 256 values, so one turn more than a chunk. Shared by all connections, never written. */
const pattern = Buffer.from(Array.from({ length: chunkBytes + 256 }, (_, index) => index & 0xff));

/** A client that wants to close gets the rest of a frame first, if it is no more than this. */
const patienceBytes = 64 * 1024 * 1024;

/**
 * Sends one binary message whose byte `i` is `i & 0xff`, so that a receiver can check any part of it by itself. It is
 * made as the client takes it. The connection then stays open until the client closes it.
 */
async function sendPattern(connection: FrameConnection, { bytes, fragmentBytes }: StreamPlan): Promise<void> {
  let sent = 0;
  do {
    const length = Math.min(fragmentBytes, bytes - sent);
    const frameEnd = sent + length;
    connection.beginFrame({
      opcode: sent === 0 ? Opcode.binary : Opcode.continuation,
      fin: frameEnd === bytes,
      length,
    });
    while (sent < frameEnd) {
      if (!connection.isWritable) return;
      if (connection.isAwaited && frameEnd - sent > patienceBytes) return connection.abandon();
      const chunk = patternFrom(sent, Math.min(chunkBytes, frameEnd - sent));
      const takesMore = connection.writePayload(chunk);
      sent += chunk.length;
      if (!takesMore) await connection.drained();
    }
    connection.endFrame();
  } while (sent < bytes && connection.isWritable);
}

function patternFrom(position: number, length: number): Buffer {
  const start = position & 0xff; // exact above 2^32 too: the operator takes the number modulo 2^32
  return pattern.subarray(start, start + length);
}
