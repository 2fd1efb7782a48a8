import type { FileToSend } from '../../../contract/commands/files.ts';
import { emptyComposer, noFile, type ComposerDraft, type FileDraft } from '../../model/composer/composer-draft.ts';
import type { MessageDocument } from '../../../contract/workbench/documents.ts';

/** What was kept of a composer, which may be anything, as a draft. */
export function composerDraftOf(kept: unknown): ComposerDraft {
  if (!isObject(kept)) return emptyComposer;
  const { mode, message, steps, repeat, file } = kept;
  const isMessage = isObject(message) && isObject(message['body']) && typeof message['body']['kind'] === 'string';
  return {
    ...emptyComposer,
    ...(mode === 'sequence' || mode === 'file' ? { mode } : {}),
    // Its own fields are the composer's to show and main's to check: a draft may be half done.
    ...(isMessage && { message: message as unknown as ComposerDraft['message'] }),
    ...(Array.isArray(steps) && { steps: steps as ComposerDraft['steps'] }),
    ...(isObject(file) && { file: fileDraftOf(file) }),
    ...(isObject(repeat) && { repeat: repeat as unknown as ComposerDraft['repeat'] }),
  };
}

function fileDraftOf({ file, frameBytes }: Record<string, unknown>): FileDraft {
  return {
    file: isObject(file) ? fileToSendOf(file) : undefined,
    frameBytes: isCount(frameBytes) ? frameBytes : noFile.frameBytes,
  };
}

function fileToSendOf({ handle, name, sizeBytes }: Record<string, unknown>): FileToSend | undefined {
  if (!isCount(handle) || typeof name !== 'string' || !isCount(sizeBytes)) return undefined;
  return { handle, name, sizeBytes };
}

/** A file that was dropped, ready to be sent from here. */
export function putFileIntoComposer(kept: unknown, file: FileToSend): ComposerDraft {
  const draft = composerDraftOf(kept);
  const message = { ...draft.message, opcode: 'binary' } as const;
  return { ...draft, mode: 'file', message, file: { ...noFile, ...draft.file, file } };
}

/** A message of the library, to be sent from here. */
export function putIntoComposer(kept: unknown, document: MessageDocument): ComposerDraft {
  const draft = composerDraftOf(kept);
  if ('steps' in document && Array.isArray(document.steps)) {
    return { ...draft, mode: 'sequence', steps: document.steps as ComposerDraft['steps'] };
  }
  const { version: _version, description: _description, ...message } = document;
  // Either it has steps, or it is a message.
  return { ...draft, mode: 'message', message: message as ComposerDraft['message'] };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
