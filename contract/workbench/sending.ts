import * as v from 'valibot';
import type { ErrorInfo } from '../errors.ts';
import type { Reason } from '../reason.ts';
import type { SessionId } from '../sessions.ts';
import { messageSendingSchema, sequenceStepsSchema } from './documents.ts';

const session = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** Which variables a template sees: those of the connection, its folders and the environment. */
const scope = v.strictObject({
  /** The path of a connection in the library; null for none. */
  connection: v.nullable(v.pipe(v.string(), v.maxLength(4096))),
  environment: v.nullable(v.pipe(v.string(), v.maxLength(256))),
});
export type TemplateScope = v.InferOutput<typeof scope>;

const repeating = v.strictObject({
  /** How often; 0: until it is cancelled. */
  count: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000_000)),
  /** From the start of one to the start of the next. 0: as fast as the socket takes them. */
  everyMs: v.pipe(v.number(), v.minValue(0), v.maxValue(86_400_000)),
  /** The part of `everyMs` that chance adds or takes off, 0 to 1. */
  jitter: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
});

/** What is to be sent. Templates are filled in anew each time. */
export const sendPlanSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('message'), message: messageSendingSchema, repeat: v.exactOptional(repeating) }),
  v.strictObject({ kind: v.literal('sequence'), steps: sequenceStepsSchema, repeat: v.exactOptional(repeating) }),
  /** A file chosen with `file.chooseToSend` or dropped, as one message. */
  v.strictObject({
    kind: v.literal('file'),
    file: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    opcode: v.picklist(['text', 'binary']),
    /** Payload bytes of each frame. 0: one frame. */
    frameBytes: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1024 * 1024 * 1024)),
  }),
]);
export type SendPlan = v.InferOutput<typeof sendPlanSchema>;

export const sendInputs = {
  start: v.strictObject({ session, plan: sendPlanSchema, scope }),
  cancel: v.strictObject({ run: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) }),
  preview: v.strictObject({ message: messageSendingSchema, scope }),
} as const;

/** Something that is being sent, or was: it goes on in main, whatever the page does. */
export interface SendRun {
  readonly run: number;
  readonly session: SessionId;
  readonly kind: SendPlan['kind'];
  /** Wall clock, ms since 1970. */
  readonly startedAt: number;
  /** Messages and payload bytes that went out. */
  readonly messages: number;
  readonly bytes: number;
  /** Of a file or a generator: how many there will be. */
  readonly totalBytes: number | undefined;
  /** Of a sequence: the step it is at, counted from 0, and what it waits for. */
  readonly step: number | undefined;
  /** How often it has been gone through, and how often it is to be; 0: no end. */
  readonly round: number;
  readonly rounds: number;
  readonly end:
    | { readonly kind: 'done'; readonly at: number }
    | { readonly kind: 'canceled'; readonly at: number }
    /** `step`: where a sequence stopped. */
    | { readonly kind: 'failed'; readonly at: number; readonly error: ErrorInfo; readonly step: number | undefined }
    | undefined;
}

/** What would be sent now. */
export interface SendPreview {
  /** The first 4 KiB. */
  readonly bytes: Uint8Array;
  readonly sizeBytes: number;
  /** Of a body that cannot be sent: why, and where in its text (characters from 0). */
  readonly problems: readonly {
    readonly message: string;
    readonly reason?: Reason;
    readonly from: number;
    readonly to: number;
  }[];
  /** Secrets are in it: show it masked. */
  readonly hasSecrets: boolean;
}

/** A message that was sent, to be sent once more. Not kept of private sessions. */
export interface SentMessage {
  readonly at: number;
  readonly message: v.InferOutput<typeof messageSendingSchema>;
}
