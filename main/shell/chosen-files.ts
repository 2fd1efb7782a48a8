import { dialog, type BrowserWindow } from 'electron';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ChosenCertificate, ChosenScript, FileToSave, FileToSend } from '../../contract/commands.ts';
import type { ExportFormat } from '../../contract/log-export.ts';
import { failure } from '../../contract/errors.ts';
import { proxyLimits } from '../../contract/proxy-setting.ts';

/** A certificate with its chain is a few KiB; anything near this is another kind of file. */
const pfxSizeLimit = 1024 * 1024;

/** What a file was chosen for; it is good for nothing else. */
type Purpose = 'certificate' | 'script' | 'send' | 'save' | 'export';

/** What the system's dialog calls each format, and the end of its files' names. */
const exportTypes: Readonly<Record<ExportFormat, { readonly name: string; readonly extension: string }>> = {
  ndjson: { name: 'Duplex log (NDJSON)', extension: 'ndjson' },
  har: { name: 'HTTP archive (HAR)', extension: 'har' },
  csv: { name: 'Table (CSV)', extension: 'csv' },
  raw: { name: 'Bytes', extension: 'bin' },
  pcapng: { name: 'Packets (pcapng)', extension: 'pcapng' },
};

interface ChosenFile {
  readonly purpose: Purpose;
  readonly path: string;
}

/** Files the user chose in a dialog: the page knows them by number, the paths stay here. */
export class ChosenFiles {
  readonly #files: ChosenFile[] = [];

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
    return path === undefined ? null : this.#add('certificate', path);
  }

  /** Asks for a file with a proxy script. @returns null when the user cancelled */
  async chooseScript(window: BrowserWindow): Promise<ChosenScript | null> {
    const chosen = await dialog.showOpenDialog(window, {
      title: 'Choose a proxy script',
      properties: ['openFile'],
      filters: [
        { name: 'Proxy scripts (PAC)', extensions: ['pac', 'dat', 'js'] },
        { name: 'All files', extensions: ['*'] },
      ],
    });
    const path = chosen.filePaths[0];
    return path === undefined ? null : this.#add('script', path);
  }

  /** Asks for a file to send. @returns null when the user cancelled */
  async chooseToSend(window: BrowserWindow): Promise<FileToSend | null> {
    const chosen = await dialog.showOpenDialog(window, { title: 'Choose a file to send', properties: ['openFile'] });
    const path = chosen.filePaths[0];
    if (path === undefined) return null;
    // One that cannot be looked at cannot be sent either; that is told when it is tried.
    const sizeBytes = await stat(path).then(
      ({ size }) => size,
      () => 0,
    );
    return { ...this.#add('send', path), sizeBytes };
  }

  /** Asks for a file to save into, and whether one that is there may be replaced. @returns null when the user cancelled */
  async chooseToSave(window: BrowserWindow): Promise<FileToSave | null> {
    const chosen = await dialog.showSaveDialog(window, {
      title: 'Receive into a file',
      defaultPath: 'received.bin',
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    });
    return chosen.canceled || chosen.filePath === '' ? null : this.#add('save', chosen.filePath);
  }

  /**
   * Asks where a log is to be exported to.
   *
   * @param name what it is to be called, without the end of the name
   * @returns null when the user cancelled
   */
  async chooseToExport(window: BrowserWindow, format: ExportFormat, name: string): Promise<FileToSave | null> {
    const type = exportTypes[format];
    const chosen = await dialog.showSaveDialog(window, {
      title: 'Export a log',
      defaultPath: `${name}.${type.extension}`,
      properties: ['createDirectory', 'showOverwriteConfirmation'],
      filters: [
        { name: type.name, extensions: [type.extension] },
        { name: 'All files', extensions: ['*'] },
      ],
    });
    return chosen.canceled || chosen.filePath === '' ? null : this.#add('export', chosen.filePath);
  }

  /** Asks for a file with logs. @returns its path, which stays in main; null when the user cancelled */
  async chooseToImport(window: BrowserWindow): Promise<string | null> {
    const chosen = await dialog.showOpenDialog(window, {
      title: 'Import logs',
      properties: ['openFile'],
      filters: [
        { name: 'Logs (NDJSON, HAR)', extensions: ['ndjson', 'har', 'json', 'jsonl'] },
        { name: 'All files', extensions: ['*'] },
      ],
    });
    return chosen.filePaths[0] ?? null;
  }

  /** @throws DuplexError `not-found` for a number that was not given out for this purpose */
  pathOf(purpose: Purpose, handle: number): string {
    const file = this.#files[handle];
    if (file?.purpose !== purpose) throw failure('not-found', 'no such file was chosen', { field: 'file' });
    return file.path;
  }

  /** @throws DuplexError `not-found` for an unknown number, `client-certificate` for a file that cannot be read */
  async readCertificate(handle: number): Promise<Uint8Array> {
    const field = 'clientCertificate';
    const file = this.#files[handle];
    if (file?.purpose !== 'certificate') throw failure('not-found', 'no such certificate was chosen', { field });
    try {
      return await readSmall(file.path, pfxSizeLimit);
    } catch (cause) {
      throw failure('client-certificate', unreadable(file.path, cause), { field, cause });
    }
  }

  /** @throws DuplexError `not-found` for an unknown number, `bad-file` for a file that cannot be read */
  async readScript(handle: number): Promise<{ readonly name: string; readonly script: string }> {
    const path = this.pathOf('script', handle);
    try {
      const bytes = await readSmall(path, proxyLimits.scriptLength);
      return { name: basename(path), script: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
    } catch (cause) {
      throw failure('bad-file', unreadable(path, cause), { field: 'script', cause });
    }
  }

  #add(purpose: Purpose, path: string): { readonly handle: number; readonly name: string } {
    this.#files.push({ purpose, path });
    return { handle: this.#files.length - 1, name: basename(path) };
  }
}

async function readSmall(path: string, limitBytes: number): Promise<Uint8Array> {
  if ((await stat(path)).size > limitBytes) throw new Error(`it is larger than ${limitBytes} bytes`);
  return readFile(path);
}

function unreadable(path: string, cause: unknown): string {
  return `${basename(path)} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`;
}
