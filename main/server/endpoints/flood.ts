import { Opcode } from '../../wire/frame.ts';
import type { FrameConnection } from '../frames/frame-connection.ts';
import type { Endpoint } from './endpoint.ts';
import { FloodBatches } from './flood-batches.ts';
import { wholeNumber } from './parameters.ts';

export interface FloodPlan {
  readonly count: number;
  /** Payload of every message. */
  readonly sizeBytes: number;
}

const mebibyte = 1024 * 1024;

export const flood: Endpoint = {
  paths: ['/flood'],
  summary: '?count=&size= sends that many text messages as fast as they are taken, then closes',
  admit: ({ parameters }) => {
    const count = wholeNumber(parameters, 'count', { least: 1, most: 100_000_000, otherwise: 1000 });
    if (typeof count !== 'number') return count;
    const sizeBytes = wholeNumber(parameters, 'size', { least: 0, most: 16 * mebibyte, otherwise: 32 });
    if (typeof sizeBytes !== 'number') return sizeBytes;
    return {
      kind: 'frames',
      start: (connection) => {
        void sendFlood(connection, { count, sizeBytes });
        return undefined;
      },
    };
  },
};

/** Messages above this are written piece by piece, so that memory stays small; below, many go into one write. */
const batchedSizeLimit = 32 * 1024;

/** Message `n` of 1 to `count` is `n` in decimal digits, padded with dots, or cut, to the size asked for. */
async function sendFlood(connection: FrameConnection, plan: FloodPlan): Promise<void> {
  if (plan.sizeBytes > batchedSizeLimit) await sendLargeMessages(connection, plan);
  else await sendBatches(connection, plan);
  connection.close({ code: 1000, reason: 'flood done' });
}

async function sendBatches(connection: FrameConnection, plan: FloodPlan): Promise<void> {
  const batches = new FloodBatches(plan);
  for (let batch = batches.next(); batch !== undefined && connection.isWritable; batch = batches.next()) {
    if (!connection.sendFrames(batch)) await connection.drained();
  }
}

const padding = Buffer.alloc(256 * 1024, '.');

async function sendLargeMessages(connection: FrameConnection, { count, sizeBytes }: FloodPlan): Promise<void> {
  for (let number = 1; number <= count; number += 1) {
    connection.beginFrame({ opcode: Opcode.text, fin: true, length: sizeBytes });
    const digits = Buffer.from(String(number));
    connection.writePayload(digits);
    for (let left = sizeBytes - digits.length; left > 0; left -= padding.length) {
      if (!connection.isWritable) return;
      if (!connection.writePayload(padding.subarray(0, left))) await connection.drained();
    }
    connection.endFrame();
    if (!connection.isWritable) return;
  }
}
