import type { ReactNode } from 'react';
import type { SessionId } from '../../../contract/sessions.ts';
import type { MessageSending, SequenceStep } from '../../../contract/workbench/documents.ts';
import type { LibraryState } from '../../../contract/workbench/library.ts';
import type { TemplateScope } from '../../../contract/workbench/sending.ts';

/** What stands in a composer. Kept with its tab, also over a crash. */
export interface ComposerDraft {
  /** What is shown: one message, a sequence, or a file. */
  readonly mode: 'message' | 'sequence' | 'file';
  readonly message: MessageSending;
  readonly steps: readonly SequenceStep[];
  readonly repeat: { readonly count: number; readonly everyMs: number; readonly jitter: number } | undefined;
}

export const emptyComposer: ComposerDraft = {
  mode: 'message',
  message: { body: { kind: 'text', text: '' }, opcode: 'text' },
  steps: [],
  repeat: undefined,
};

export interface MessageComposerProps {
  /** Undefined before the first connection. */
  readonly session: SessionId | undefined;
  /** Whether something can be sent now. */
  readonly isOpen: boolean;
  /** The address, whose history is offered. */
  readonly url: string;
  readonly scope: TemplateScope;
  readonly library: LibraryState;
  readonly draft: ComposerDraft;
  readonly onDraft: (draft: ComposerDraft) => void;
}

/** Writes a message of any kind, and sends it: once, again and again, or step by step. */
export function MessageComposer(_: MessageComposerProps): ReactNode {
  return null;
}
