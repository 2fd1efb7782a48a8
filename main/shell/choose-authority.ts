import { dialog, type BrowserWindow } from 'electron';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { failure } from '../../contract/errors.ts';

/** The roots of a whole system come as one file of about 200 KiB. */
const sizeLimit = 1024 * 1024;

/**
 * Asks for a file with certificates of authorities.
 *
 * @returns its text, null when the user cancelled
 * @throws DuplexError `bad-file` for a file that cannot be read
 */
export async function chooseAuthority(window: BrowserWindow): Promise<string | null> {
  const chosen = await dialog.showOpenDialog(window, {
    title: 'Choose the certificate of an authority',
    properties: ['openFile'],
    filters: [
      { name: 'Certificates (PEM)', extensions: ['pem', 'crt', 'cer'] },
      { name: 'All files', extensions: ['*'] },
    ],
  });
  const path = chosen.filePaths[0];
  if (path === undefined) return null;
  try {
    if ((await stat(path)).size > sizeLimit) throw new Error(`it is larger than ${sizeLimit} bytes`);
    return await readFile(path, 'latin1');
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw failure('bad-file', `${basename(path)} cannot be read: ${why}`, { cause });
  }
}
