import type { AskForFile } from './ask-for-file.ts';
import { shellWords } from './menu-words.ts';

/**
 * Asks for the certificate that a document is to name. The page gets its path, as the document holds it; nothing is read.
 *
 * @returns null when the user cancelled
 */
export async function chooseClientCertificate(ask: AskForFile): Promise<{ readonly file: string } | null> {
  const { dialogs } = shellWords;
  const file = await ask({
    title: dialogs.certificate,
    filters: [
      { name: dialogs.certificateFilesOfDocuments, extensions: ['pfx', 'p12', 'pem', 'crt', 'cer'] },
      { name: dialogs.allFiles, extensions: ['*'] },
    ],
  });
  return file === null ? null : { file };
}
