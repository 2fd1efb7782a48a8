import { dialog, type BrowserWindow } from 'electron';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ChosenCertificate } from '../../contract/commands.ts';
import { failure } from '../../contract/errors.ts';

/** A certificate with its chain is a few KiB; anything near this is another kind of file. */
const pfxSizeLimit = 1024 * 1024;

/** Files the user chose in a dialog: the page knows them by number, the paths stay here. */
export class ChosenFiles {
  readonly #paths: string[] = [];

  /** Asks for a PFX file. @returns null when the user cancelled */
  async choosePfx(window: BrowserWindow): Promise<ChosenCertificate | null> {
    const chosen = await dialog.showOpenDialog(window, {
      title: 'Choose a client certificate',
      properties: ['openFile'],
      filters: [
        { name: 'Certificate with private key (PKCS #12)', extensions: ['pfx', 'p12'] },
        { name: 'All files', extensions: ['*'] },
      ],
    });
    const path = chosen.filePaths[0];
    return path === undefined ? null : this.add(path);
  }

  add(path: string): ChosenCertificate {
    this.#paths.push(path);
    return { handle: this.#paths.length - 1, name: basename(path) };
  }

  /** @throws DuplexError `not-found` for an unknown number, `client-certificate` for a file that cannot be read */
  async read(handle: number): Promise<Uint8Array> {
    const path = this.#paths[handle];
    if (path === undefined)
      throw failure('not-found', 'no such certificate was chosen', { field: 'clientCertificate' });
    try {
      if ((await stat(path)).size > pfxSizeLimit) throw new Error(`it is larger than ${pfxSizeLimit} bytes`);
      return await readFile(path);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw failure('client-certificate', `${basename(path)} cannot be read: ${why}`, {
        field: 'clientCertificate',
        cause,
      });
    }
  }
}
