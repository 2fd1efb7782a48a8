import type { FileToSend } from '../../../contract/commands/files.ts';
import type { SendPlan } from '../../../contract/workbench/sending.ts';
import { words } from '../words.ts';
import type { ComposerDraft } from './composer-draft.ts';
import { sendingOf } from './message-documents.ts';

/** What main is asked to do with a draft. @returns undefined where there is no file to send */
export function planOf(
  { mode, message, steps, repeat }: ComposerDraft,
  { file, frameBytes }: { readonly file: FileToSend | undefined; readonly frameBytes: number },
): SendPlan | undefined {
  const again = repeat === undefined ? {} : { repeat };
  switch (mode) {
    case 'message':
      return { kind: 'message', message: sendingOf(message), ...again };
    case 'sequence':
      return { kind: 'sequence', steps, ...again };
    case 'file':
      return file && { kind: 'file', file: file.handle, opcode: message.opcode, frameBytes };
  }
}

interface SendState {
  readonly isOpen: boolean;
  readonly draft: ComposerDraft;
  readonly file: FileToSend | undefined;
  /** Whether a field holds what cannot be read. */
  readonly hasFaults: boolean;
  readonly isRunningSequence: boolean;
}

/** Why nothing can be sent now, in words; undefined where it can. */
export function whyNotSent({ isOpen, draft, file, hasFaults, isRunningSequence }: SendState): string | undefined {
  const { send } = words.messageComposer;
  if (!isOpen) return send.notConnected;
  if (hasFaults) return send.hasFault;
  if (draft.mode === 'file' && file === undefined) return send.noFile;
  if (draft.mode !== 'sequence') return undefined;
  if (draft.steps.length === 0) return send.noSteps;
  return isRunningSequence ? send.isRunning : undefined;
}
