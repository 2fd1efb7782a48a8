import type { FileToSend } from '../../../contract/commands/files.ts';
import type { MessageBody, MessageSending, SequenceStep } from '../../../contract/workbench/documents.ts';
import type { LibraryPath } from '../../../contract/workbench/library.ts';

/** What stands in a composer. Kept with its tab, also over a crash. */
export interface ComposerDraft {
  /** What is shown: one message, a sequence, or a file. */
  readonly mode: 'message' | 'sequence' | 'file';
  readonly message: MessageSending;
  readonly steps: readonly SequenceStep[];
  /** Undefined: once. */
  readonly repeat: RepeatDraft | undefined;
  /** Undefined: as {@link noFile}. */
  readonly file?: FileDraft | undefined;
  /** The message of the library it was loaded from, or saved as. */
  readonly source?: LibraryPath | undefined;
}

/** A file as it is to be sent. */
export interface FileDraft {
  /** Main may know it no more: it forgets what was chosen when the app ends. */
  readonly file: FileToSend | undefined;
  /** 0: one frame. */
  readonly frameBytes: number;
}

export const noFile: FileDraft = { file: undefined, frameBytes: 0 };

export interface RepeatDraft {
  /** 0: until it is stopped. */
  readonly count: number;
  readonly everyMs: number;
  /** 0 to 1 */
  readonly jitter: number;
}

export const emptyComposer: ComposerDraft = {
  mode: 'message',
  message: { body: { kind: 'text', text: '' }, opcode: 'text' },
  steps: [],
  repeat: undefined,
};

/** Ten times, one a second: what a person begins with who wants to repeat something. */
export const firstRepeat: RepeatDraft = { count: 10, everyMs: 1000, jitter: 0 };

/** A body that is written, not made. */
export type WrittenBody = Exclude<MessageBody, { kind: 'generator' }>;
export type GeneratorBody = Extract<MessageBody, { kind: 'generator' }>;

export function isWritten(body: MessageBody): body is WrittenBody {
  return body.kind !== 'generator';
}
