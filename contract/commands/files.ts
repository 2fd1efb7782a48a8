import * as v from 'valibot';
import { command, fileSource, index, nothing } from './command.ts';

/** A PFX file the user chose: main keeps the path, the page holds a number. */
export interface ChosenCertificate {
  readonly handle: number;
  /** The file's name without its folder. */
  readonly name: string;
}

/** A file that was dropped on the page: what for, the command says that takes it in the place of one that is chosen. */
export interface DroppedFile {
  readonly handle: number;
  /** The file's name without its folder. */
  readonly name: string;
}

/** A file the user chose to send. */
export interface FileToSend {
  readonly handle: number;
  /** The file's name without its folder. */
  readonly name: string;
  readonly sizeBytes: number;
}

/** A file the user chose to save into. */
export interface FileToSave {
  readonly handle: number;
  /** The file's name without its folder. */
  readonly name: string;
}

/** Files the user chooses in a dialog of main, or drops on the page. */
export const fileCommands = {
  'certificate.choose': command<ChosenCertificate | null>()(fileSource),
  'file.chooseToSend': command<FileToSend | null>()(fileSource),
  /** A file to send that was chosen in this run; null: it was not, or is no longer there. */
  'file.findToSend': command<FileToSend | null>()(v.strictObject({ file: index })),
  'file.chooseToSave': command<FileToSave | null>()(nothing),
} as const;
