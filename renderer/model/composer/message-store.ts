import type { ErrorInfo } from '../../../contract/errors.ts';
import type { LibraryEntry, LibraryPath } from '../../../contract/workbench/library.ts';
import { attempt, type Client } from '../client.ts';
import type { ComposerDraft } from './composer-draft.ts';
import { documentOf } from './message-documents.ts';

/** The path of what was written, or why it was not. */
export type Saved = { readonly path: LibraryPath } | { readonly problem: ErrorInfo };

/** Writes a draft into a new document of the library. */
export function saveAs(client: Client, draft: ComposerDraft, folder: LibraryPath, name: string): Promise<Saved> {
  return saved(() =>
    client.invoke('library.create', { folder, name, content: { kind: 'message', document: documentOf(draft) } }),
  );
}

/** Writes a draft into the document it came from. Fails with `conflict` where somebody else has written meanwhile. */
export function saveInto(
  client: Client,
  draft: ComposerDraft,
  { path, revision, document }: SavedEntry,
): Promise<Saved> {
  const { description } = document ?? {};
  const content = { ...documentOf(draft), ...(description !== undefined && { description }) };
  return saved(() =>
    client.invoke('library.save', { path, revision, content: { kind: 'message', document: content } }),
  );
}

type SavedEntry = Extract<LibraryEntry, { kind: 'message' }>;

async function saved(work: () => Promise<LibraryEntry>): Promise<Saved> {
  let result: Saved | undefined;
  await attempt(
    async () => {
      result = { path: (await work()).path };
    },
    (problem) => {
      result = { problem };
    },
  );
  if (result === undefined) throw new Error('attempt has neither ended nor failed');
  return result;
}
