import { dialog, type BrowserWindow } from 'electron';

/** Asks for a folder to keep documents in. @returns null when the user cancelled */
export async function chooseLibraryFolder(window: BrowserWindow): Promise<string | null> {
  const chosen = await dialog.showOpenDialog(window, {
    title: 'Choose a folder for your connections and messages',
    properties: ['openDirectory', 'createDirectory'],
  });
  return chosen.filePaths[0] ?? null;
}
