import * as v from 'valibot';

/** Ceilings of what a person can write beside the rows of one log. */
export const markLimits = { marks: 2000, noteLength: 1000 } as const;

/** What a person has marked on a row of a log. */
export const rowMarkSchema = v.strictObject({
  /** Its number in the session's log. */
  row: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  isPinned: v.boolean(),
  /** Empty where there is none. */
  note: v.pipe(v.string(), v.maxLength(markLimits.noteLength)),
});
export type RowMark = v.InferOutput<typeof rowMarkSchema>;
