import { dialog, type BrowserWindow } from 'electron';
import { shellWords } from './menu-words.ts';

/** Asks for a folder to keep documents in. @returns null when the user cancelled */
export async function chooseLibraryFolder(window: BrowserWindow): Promise<string | null> {
  const chosen = await dialog.showOpenDialog(window, {
    title: shellWords.dialogs.libraryFolder,
    properties: ['openDirectory', 'createDirectory'],
  });
  return chosen.filePaths[0] ?? null;
}
