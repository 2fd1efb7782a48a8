import * as v from 'valibot';
import type { SessionId } from '../sessions.ts';
import { connectionSource, type EffectiveRequest } from '../workbench/effective-request.ts';
import { copyKinds, importInputs, type CopiedCommand, type ImportProposal } from '../workbench/importing.ts';
import { libraryInputs, type LibraryEntry, type LibraryState } from '../workbench/library.ts';
import { sendInputs, type SendPreview, type SendRun, type SentMessage } from '../workbench/sending.ts';
import { command, fileSource, limits, nothing } from './command.ts';
import { openSession } from './open-session.ts';

/** The library of documents, connections from it, imports, and what the app sends by itself. */
export const workbenchCommands = {
  'library.state': command<LibraryState>()(nothing),
  'library.save': command<LibraryEntry>()(libraryInputs.save),
  'library.create': command<LibraryEntry>()(libraryInputs.create),
  'library.move': command<LibraryEntry>()(libraryInputs.move),
  'library.remove': command<void>()(libraryInputs.remove),
  'library.undo': command<void>()(libraryInputs.undo),
  'library.setSecret': command<void>()(libraryInputs.setSecret),
  /** Forgets the value of a secret; `library.restoreSecret` brings it back, for `undoForgettingMs`. */
  'library.forgetSecret': command<void>()(libraryInputs.secret),
  'library.restoreSecret': command<void>()(libraryInputs.secret),
  /** Asks for another folder to keep the documents in. Answers null when the user cancelled. */
  'library.chooseFolder': command<LibraryState | null>()(nothing),
  /** Asks for a client certificate, PFX or PEM, for a document to name. Answers null when the user cancelled. */
  'library.chooseCertificate': command<{ readonly file: string } | null>()(fileSource),
  /** Shows a document in the system's file manager. */
  'library.reveal': command<void>()(v.strictObject({ path: v.pipe(v.string(), v.maxLength(4096)) })),
  /** What would be sent, without connecting. */
  'workbench.request': command<EffectiveRequest>()(connectionSource),
  /** Opens a session from it. Fails with `invalid-input`, naming the field, where something keeps it from being opened. */
  'workbench.open': command<{ session: SessionId }>()(
    v.strictObject({ page: openSession.entries.page, source: connectionSource }),
  ),
  'workbench.copyAs': command<CopiedCommand>()(
    v.strictObject({ source: connectionSource, kind: v.picklist(copyKinds) }),
  ),
  'import.text': command<ImportProposal>()(importInputs.text),
  /** Asks for a file. Answers null when the user cancelled. */
  'import.file': command<ImportProposal | null>()(fileSource),
  /** Nobody waits for what is being read. */
  'import.cancel': command<void>()(nothing),
  /** Answers the paths of what was written. */
  'import.accept': command<readonly string[]>()(importInputs.accept),
  /** Answers as soon as it has begun; how far it is and how it ends is the event `send.changed`. */
  'send.start': command<{ run: number }>()(sendInputs.start),
  'send.cancel': command<void>()(sendInputs.cancel),
  /** Those under way, and the last that have ended; oldest first. */
  'send.runs': command<readonly SendRun[]>()(nothing),
  'send.preview': command<SendPreview>()(sendInputs.preview),
  /** What was sent by hand to an address, the newest first; at most 100. */
  'send.history': command<readonly SentMessage[]>()(
    v.strictObject({ url: v.pipe(v.string(), v.maxLength(limits.urlLength)) }),
  ),
} as const;
