import * as v from 'valibot';
import type { NewDocument } from './library.ts';
import type { Omission } from './omission.ts';

/** What a text or file turned out to be. */
export const importKinds = ['wscat', 'websocat', 'curl', 'har', 'postman', 'insomnia', 'hoppscotch', 'duplex'] as const;
export type ImportKind = (typeof importKinds)[number];

/** One document that an import would make. */
export interface ImportedDocument {
  /** Folders below the part of the library, then the name. */
  readonly folders: readonly string[];
  readonly name: string;
  readonly content: NewDocument;
  /** What the source said and the document does not. */
  readonly leftOut: readonly Omission[];
}

export interface ImportProposal {
  readonly proposal: number;
  readonly kind: ImportKind;
  readonly documents: readonly ImportedDocument[];
  /** What concerns no document by itself. */
  readonly leftOut: readonly Omission[];
  /** Names of the secrets that were found in it. Their values stay in main until it is accepted. */
  readonly secrets: readonly string[];
}

/** What a connection is copied as. */
export const copyKinds = ['wscat', 'websocat', 'curl', 'node', 'duplexLink'] as const;
export type CopyKind = (typeof copyKinds)[number];

export interface CopiedCommand {
  readonly text: string;
  /** What it cannot say. */
  readonly leftOut: readonly Omission[];
}

/** Characters, or bytes of a file. */
export const importTextLimit = 16 * 1024 * 1024;

export const importInputs = {
  /** A command line, or the content of a file. */
  text: v.strictObject({ text: v.pipe(v.string(), v.maxLength(importTextLimit)) }),
  /** Writes the chosen documents of a proposal (by index) into a folder of the library's part each belongs to. */
  accept: v.strictObject({
    proposal: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    documents: v.pipe(v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(0))), v.maxLength(10_000), v.readonly()),
  }),
} as const;
