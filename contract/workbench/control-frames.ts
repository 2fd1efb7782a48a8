import * as v from 'valibot';
import { bytesUpTo } from '../reason-of-issue.ts';

/**
 * A frame as somebody wants it, legal or not. One that RFC 6455 forbids goes to this computer only, unless the user has said
 * yes to it.
 */
export const rawFrameSchema = v.strictObject({
  fin: v.boolean(),
  /** RSV1 to RSV3 as bits 4, 2 and 1. */
  rsv: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(7)),
  opcode: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(15)),
  /** Whether it is masked, as a client has to. */
  masked: v.boolean(),
  payload: v.pipe(v.instance(Uint8Array), bytesUpTo(1024 * 1024, 'at most 1 MiB')),
  /** The length that the head says; left out: that of the payload. */
  statedLength: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
});
export type RawFrame = v.InferOutput<typeof rawFrameSchema>;

/** Payload of a ping or pong. */
export const controlPayloadSchema = v.pipe(v.instance(Uint8Array), bytesUpTo(125, 'at most 125 bytes'));
