import { emptyComposer, type ComposerDraft } from '../../features/message-composer/message-composer.tsx';
import type { MessageDocument } from '../../../contract/workbench/documents.ts';

/** What was kept of a composer, which may be anything, as a draft. */
export function composerDraftOf(kept: unknown): ComposerDraft {
  if (!isObject(kept)) return emptyComposer;
  const { mode, message, steps, repeat } = kept;
  const isMessage = isObject(message) && isObject(message['body']) && typeof message['body']['kind'] === 'string';
  return {
    ...emptyComposer,
    ...(mode === 'sequence' || mode === 'file' ? { mode } : {}),
    // Its own fields are the composer's to show and main's to check: a draft may be half done.
    ...(isMessage && { message: message as unknown as ComposerDraft['message'] }),
    ...(Array.isArray(steps) && { steps: steps as ComposerDraft['steps'] }),
    ...(isObject(repeat) && { repeat: repeat as unknown as ComposerDraft['repeat'] }),
  };
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

/** A file that was dropped, to be sent from here. */
export function withFile(kept: unknown): ComposerDraft {
  const draft = composerDraftOf(kept);
  return { ...draft, mode: 'file', message: { ...draft.message, opcode: 'binary' } };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
