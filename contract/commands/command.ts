import * as v from 'valibot';

/** Ceilings of what one command may carry, so that a broken page cannot exhaust main. */
export const limits = {
  urlLength: 64 * 1024,
  headerCount: 100,
  headerLength: 16 * 1024,
  /** One composed message. Larger payloads come from files, which main reads itself. */
  payloadBytes: 16 * 1024 * 1024,
  /** One thing that the page keeps. */
  memoryBytes: 16 * 1024 * 1024,
  rowsPerRead: 512,
  bytesPerRead: 1024 * 1024,
  journalEntriesPerRead: 512,
} as const;

export const sessionId = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
export const index = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export const nothing = v.strictObject({});

/** Where a command takes its file from: one that was dropped on the page, by its number; left out: the user is asked. */
export const fileSource = v.strictObject({ dropped: v.exactOptional(index) });
export type FileSource = v.InferOutput<typeof fileSource>;

interface Command<Input extends v.GenericSchema, Output> {
  readonly input: Input;
  /** Carries the type only; never present at run time. A function, so that `null` and `void` survive `NonNullable`. */
  readonly output?: () => Output;
}

/** @returns what declares a command that answers with an `Output` */
export function command<Output>() {
  return <Input extends v.GenericSchema>(input: Input): Command<Input, Output> => ({ input });
}
