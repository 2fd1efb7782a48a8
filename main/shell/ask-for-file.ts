import { dialog, type BrowserWindow, type FileFilter } from 'electron';

/** What is asked for in a dialog. */
export interface FileQuestion {
  readonly title: string;
  /** The kinds of files it offers; default: all. */
  readonly filters?: FileFilter[];
}

/** Where a file comes from: a dialog, or what was dropped in its place. @returns its path; null: there is none */
export type AskForFile = (question: FileQuestion) => Promise<string | null>;

/** Asks for a file that is there, in a dialog. @returns null when the user cancelled */
export async function askForFile(window: BrowserWindow, question: FileQuestion): Promise<string | null> {
  const chosen = await dialog.showOpenDialog(window, { ...question, properties: ['openFile'] });
  return chosen.filePaths[0] ?? null;
}
