import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { failure } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import type { AskForFile } from './ask-for-file.ts';
import { shellWords } from './menu-words.ts';

/** The roots of a whole system come as one file of about 200 KiB; a list of 20 000 certificates is as long as this. */
const sizeLimit = 1024 * 1024;

/** The ends of the names of such files. */
const kinds = { authority: ['pem', 'crt', 'cer'], revocationList: ['crl', 'pem', 'der'] } as const;

/**
 * Asks for a file that tells whom to trust.
 *
 * @returns what is in it, null when the user cancelled
 * @throws DuplexError `bad-file` for a file that cannot be read
 */
export async function chooseTrustFile(ask: AskForFile, kind: keyof typeof kinds): Promise<Buffer | null> {
  const { dialogs } = shellWords;
  const path = await ask({
    title: dialogs[kind],
    filters: [
      { name: dialogs[`${kind}Files`], extensions: [...kinds[kind]] },
      { name: dialogs.allFiles, extensions: ['*'] },
    ],
  });
  if (path === null) return null;
  try {
    if ((await stat(path)).size > sizeLimit) throw new Error(`it is larger than ${sizeLimit} bytes`);
    return await readFile(path);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw failure('bad-file', `${basename(path)} cannot be read: ${why}`, {
      cause,
      reason: because('fileNotRead', basename(path)),
    });
  }
}
