import { documentVersion, type MessageDocument, type MessageSending } from '../../../contract/workbench/documents.ts';
import type { LibraryEntry, LibraryPath } from '../../../contract/workbench/library.ts';
import type { ComposerDraft } from './composer-draft.ts';

/** The draft with a message or a sequence of the library in it. What it had of the other kind stays. */
export function loadMessage(draft: ComposerDraft, document: MessageDocument, source?: LibraryPath): ComposerDraft {
  const { repeat } = draft;
  if (isSequence(document)) return { ...draft, mode: 'sequence', steps: document.steps, repeat, source };
  return { ...draft, mode: 'message', message: sendingOf(document), repeat, source };
}

type SequenceDocument = Extract<MessageDocument, { steps: unknown }>;

/** Whether a kept message is one of several steps. */
export function isSequence(document: MessageDocument): document is SequenceDocument {
  return !('body' in document);
}

/** What of a draft is kept in the library. A file is not: it is chosen anew each time. */
export function documentOf({ mode, message, steps }: ComposerDraft): MessageDocument {
  if (mode === 'sequence') return { version: documentVersion, steps };
  return { version: documentVersion, ...sendingOf(message) };
}

/** How a message goes out, and nothing else of what a document says. */
export function sendingOf({ body, opcode, fragments }: MessageSending): MessageSending {
  return { body, opcode, ...(fragments !== undefined && fragments.length > 0 && { fragments }) };
}

type MessageEntry = Extract<LibraryEntry, { kind: 'message' }>;

/** The messages of the library that can be used. */
export function messageEntries(entries: readonly LibraryEntry[]): readonly MessageEntry[] {
  return entries.filter((entry): entry is MessageEntry => entry.kind === 'message' && entry.document !== undefined);
}

/** Where messages can be put: the root of that part, and its folders. */
export function messageFolders(entries: readonly LibraryEntry[]): readonly LibraryPath[] {
  const folders = entries.filter(({ kind, path }) => kind === 'folder' && path.startsWith(root));
  return ['messages', ...folders.map(({ path }) => path)];
}

/** A path as a sequence names it: below `messages/`. */
export function pathInMessages(path: LibraryPath): string {
  return path.startsWith(root) ? path.slice(root.length) : path;
}

const root = 'messages/';
