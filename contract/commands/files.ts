import * as v from 'valibot';
import { command, index, nothing } from './command.ts';

/** A PFX file the user chose: main keeps the path, the page holds a number. */
export interface ChosenCertificate {
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

/** Files the user chooses in a dialog of main. */
export const fileCommands = {
  'certificate.choose': command<ChosenCertificate | null>()(nothing),
  'file.chooseToSend': command<FileToSend | null>()(nothing),
  /** A file that was chosen or dropped in this run; null: it was not, or is no longer there. */
  'file.findToSend': command<FileToSend | null>()(v.strictObject({ file: index })),
  'file.chooseToSave': command<FileToSave | null>()(nothing),
} as const;
