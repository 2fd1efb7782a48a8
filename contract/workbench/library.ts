import * as v from 'valibot';
import type { ErrorInfo } from '../errors.ts';
import type { Reason } from '../reason.ts';
import {
  connectionSchema,
  environmentSchema,
  folderSchema,
  messageSchema,
  type ConnectionDocument,
  type EnvironmentDocument,
  type FolderDocument,
  type MessageDocument,
} from './documents.ts';

/**
 * The documents a person keeps: a folder of YAML files that is theirs. `connections`, `messages` and `environments` are
 * its three parts; the first two hold folders, of any depth up to `depth`.
 */
export const libraryParts = ['connections', 'messages', 'environments'] as const;
export type LibraryPart = (typeof libraryParts)[number];

export const libraryLimits = {
  /** Bytes of one document: one with a message of 16 MiB fits, as YAML or base64. */
  documentBytes: 32 * 1024 * 1024,
  entries: 10_000,
  depth: 16,
  nameLength: 120,
} as const;

/** The path of a document or folder from the library's own, with `/`, without the ending: `connections/Work/Orders`. */
const path = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));
export type LibraryPath = string;

/** A document that cannot be used, with the place in its file. It is left as it is. */
export interface DocumentProblem {
  readonly message: string;
  /** What the message says, for another language; with the key it is about, as a dotted path. */
  readonly reason?: Reason;
  readonly key?: string;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
}

export type LibraryEntry = {
  readonly path: LibraryPath;
  /** The last part of the path. */
  readonly name: string;
  /** Changes with every change of the file; what is saved has to name the one it began with. */
  readonly revision: string;
  /** Undefined: the document is as it should be. */
  readonly problem: DocumentProblem | undefined;
} & (
  | { readonly kind: 'folder'; readonly document: FolderDocument | undefined }
  | { readonly kind: 'connection'; readonly document: ConnectionDocument | undefined }
  | { readonly kind: 'message'; readonly document: MessageDocument | undefined }
  | { readonly kind: 'environment'; readonly document: EnvironmentDocument | undefined }
);
export type LibraryEntryKind = LibraryEntry['kind'];

/** Everything that is kept. */
export interface LibraryState {
  /** Where it is, for a person to read. */
  readonly folder: string;
  /** In the order to show them in, folders before what is in them. */
  readonly entries: readonly LibraryEntry[];
  /** Why not everything is there: the folder cannot be read, or there is too much in it. */
  readonly problem: ErrorInfo | undefined;
  /** Names of the secrets that have a value. */
  readonly secrets: readonly string[];
  /** How secrets are kept: `system`; `memory` where the system cannot: until the app ends. */
  readonly secretStorage: 'system' | 'memory';
  /** What can be taken back, the newest last. */
  readonly undo: readonly {
    readonly id: number;
    readonly kind: 'remove' | 'move' | 'save';
    readonly path: LibraryPath;
  }[];
}

/** A document of any kind, to be written. Fields that the file has and the schema does not know are kept. */
export const newDocumentSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('folder'), document: folderSchema }),
  v.strictObject({ kind: v.literal('connection'), document: connectionSchema }),
  v.strictObject({ kind: v.literal('message'), document: messageSchema }),
  v.strictObject({ kind: v.literal('environment'), document: environmentSchema }),
]);
export type NewDocument = v.InferOutput<typeof newDocumentSchema>;

const secretName = v.pipe(v.string(), v.minLength(1), v.maxLength(256));

/** For how long the value of a secret that was forgotten can be brought back. */
export const undoForgettingMs = 10_000;

export const libraryInputs = {
  /** @returns the entry as it is now; fails with `conflict` when the file has another revision */
  save: v.strictObject({ path, revision: v.pipe(v.string(), v.maxLength(128)), content: newDocumentSchema }),
  /** `folder`: where it goes, a path; the name is made free by a number where it is taken. */
  create: v.strictObject({
    folder: path,
    name: v.pipe(v.string(), v.minLength(1), v.maxLength(libraryLimits.nameLength)),
    content: newDocumentSchema,
  }),
  /** Renames, or puts somewhere else; `before`: the name of the entry it is put before, null for the end. */
  move: v.strictObject({
    path,
    toFolder: path,
    name: v.pipe(v.string(), v.minLength(1), v.maxLength(libraryLimits.nameLength)),
    before: v.nullable(v.pipe(v.string(), v.maxLength(libraryLimits.nameLength))),
  }),
  /** Takes it out, with all that is in it; `library.undo` brings it back until the app ends. */
  remove: v.strictObject({ path }),
  undo: v.strictObject({ id: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) }),
  setSecret: v.strictObject({
    name: secretName,
    value: v.pipe(v.string(), v.maxLength(16 * 1024)),
  }),
  secret: v.strictObject({ name: secretName }),
} as const;
