import { dialog, type BrowserWindow } from 'electron';

/**
 * Asks for the certificate that a document is to name. The page gets its path, as the document holds it; nothing is read.
 *
 * @returns null when the user cancelled
 */
export async function chooseClientCertificate(window: BrowserWindow): Promise<{ readonly file: string } | null> {
  const chosen = await dialog.showOpenDialog(window, {
    title: 'Choose a client certificate',
    properties: ['openFile'],
    filters: [
      { name: 'Certificate with private key (PKCS #12, PEM)', extensions: ['pfx', 'p12', 'pem', 'crt', 'cer'] },
      { name: 'All files', extensions: ['*'] },
    ],
  });
  const file = chosen.filePaths[0];
  return file === undefined ? null : { file };
}
