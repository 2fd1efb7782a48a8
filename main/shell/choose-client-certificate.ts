import { dialog, type BrowserWindow } from 'electron';
import { shellWords } from './menu-words.ts';

/**
 * Asks for the certificate that a document is to name. The page gets its path, as the document holds it; nothing is read.
 *
 * @returns null when the user cancelled
 */
export async function chooseClientCertificate(window: BrowserWindow): Promise<{ readonly file: string } | null> {
  const { dialogs } = shellWords;
  const chosen = await dialog.showOpenDialog(window, {
    title: dialogs.certificate,
    properties: ['openFile'],
    filters: [
      { name: dialogs.certificateFilesOfDocuments, extensions: ['pfx', 'p12', 'pem', 'crt', 'cer'] },
      { name: dialogs.allFiles, extensions: ['*'] },
    ],
  });
  const file = chosen.filePaths[0];
  return file === undefined ? null : { file };
}
