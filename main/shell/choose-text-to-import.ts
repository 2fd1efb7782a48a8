import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { failure } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import { importTextLimit } from '../../contract/workbench/importing.ts';
import type { AskForFile } from './ask-for-file.ts';
import { shellWords } from './menu-words.ts';

/**
 * Asks for a file of another tool.
 *
 * @returns what is in it; null when the user cancelled
 * @throws DuplexError `bad-file` for a file that cannot be read, is no text, or is too long
 */
export async function chooseTextToImport(ask: AskForFile): Promise<string | null> {
  const { dialogs } = shellWords;
  const path = await ask({
    title: dialogs.import,
    filters: [
      { name: dialogs.importFiles, extensions: ['har', 'json', 'yaml', 'yml', 'txt', 'sh'] },
      { name: dialogs.allFiles, extensions: ['*'] },
    ],
  });
  if (path === null) return null;
  try {
    const { size } = await stat(path);
    if (size > importTextLimit) throw new Error(`it has ${size} bytes, and at most ${importTextLimit} are read`);
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw failure('bad-file', `${basename(path)} cannot be imported: ${why}`, {
      field: 'file',
      cause,
      reason: because('fileNotRead', basename(path)),
    });
  }
}
