import { dialog, type BrowserWindow } from 'electron';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { failure } from '../../contract/errors.ts';

/** The roots of a whole system come as one file of about 200 KiB; a list of 20 000 certificates is as long as this. */
const sizeLimit = 1024 * 1024;

const kinds = {
  authority: {
    title: 'Choose the certificate of an authority',
    filter: { name: 'Certificates (PEM)', extensions: ['pem', 'crt', 'cer'] },
  },
  revocationList: {
    title: 'Choose a list of revoked certificates',
    filter: { name: 'Lists of revoked certificates (PEM, DER)', extensions: ['crl', 'pem', 'der'] },
  },
} as const;

/**
 * Asks for a file that tells whom to trust.
 *
 * @returns what is in it, null when the user cancelled
 * @throws DuplexError `bad-file` for a file that cannot be read
 */
export async function chooseTrustFile(window: BrowserWindow, kind: keyof typeof kinds): Promise<Buffer | null> {
  const { title, filter } = kinds[kind];
  const chosen = await dialog.showOpenDialog(window, {
    title,
    properties: ['openFile'],
    filters: [
      { name: filter.name, extensions: [...filter.extensions] },
      { name: 'All files', extensions: ['*'] },
    ],
  });
  const path = chosen.filePaths[0];
  if (path === undefined) return null;
  try {
    if ((await stat(path)).size > sizeLimit) throw new Error(`it is larger than ${sizeLimit} bytes`);
    return await readFile(path);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw failure('bad-file', `${basename(path)} cannot be read: ${why}`, { cause });
  }
}
