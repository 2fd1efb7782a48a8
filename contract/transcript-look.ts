import * as v from 'valibot';

/** The columns of the transcript that can be left out, in their order; the content is always there. */
export const transcriptColumns = ['time', 'delta', 'direction', 'kind', 'size'] as const;
export type TranscriptColumn = (typeof transcriptColumns)[number];

/** How the transcript looks, on every page and in the next run. */
export const transcriptLookSchema = v.strictObject({
  columns: v.pipe(v.array(v.picklist(transcriptColumns)), v.maxLength(transcriptColumns.length), v.readonly()),
  /** Low rows: more of them fit. */
  isCompact: v.boolean(),
});
export type TranscriptLook = v.InferOutput<typeof transcriptLookSchema>;

export const defaultTranscriptLook: TranscriptLook = { columns: transcriptColumns, isCompact: false };
