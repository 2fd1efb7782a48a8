import { dialog, type BrowserWindow } from 'electron';
import { randomInt } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ChosenCertificate, DroppedFile, FileToSave, FileToSend } from '../../contract/commands/files.ts';
import type { ChosenScript } from '../../contract/commands/network.ts';
import type { ExportFormat } from '../../contract/log-export.ts';
import { failure } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import { proxyLimits } from '../../contract/proxy-setting.ts';
import type { AskForFile } from './ask-for-file.ts';
import { shellWords } from './menu-words.ts';

/** A certificate with its chain is a few KiB; anything near this is another kind of file. */
const pfxSizeLimit = 1024 * 1024;

/** What a file was chosen for; it is good for nothing else. */
type Purpose = 'certificate' | 'script' | 'send' | 'save' | 'export' | 'dropped';

/** The end of each format's file names. */
const exportExtensions: Readonly<Record<ExportFormat, string>> = {
  ndjson: 'ndjson',
  har: 'har',
  csv: 'csv',
  raw: 'bin',
  pcapng: 'pcapng',
};

interface ChosenFile {
  readonly purpose: Purpose;
  readonly path: string;
}

/** Files the user chose in a dialog: the page knows them by number, the paths stay here. */
export class ChosenFiles {
  readonly #files = new Map<number, ChosenFile>();
  /** A page keeps numbers over a restart: those of an earlier run must not be another file's in this one. */
  #last = randomInt(2 ** 47);

  /** Asks for a PFX file. @returns null when the user cancelled */
  async choosePfx(ask: AskForFile): Promise<ChosenCertificate | null> {
    const path = await ask({
      title: shellWords.dialogs.certificate,
      filters: [
        { name: shellWords.dialogs.certificateFiles, extensions: ['pfx', 'p12'] },
        { name: shellWords.dialogs.allFiles, extensions: ['*'] },
      ],
    });
    return path === null ? null : this.#add('certificate', path);
  }

  /** Asks for a file with a proxy script. @returns null when the user cancelled */
  async chooseScript(ask: AskForFile): Promise<ChosenScript | null> {
    const path = await ask({
      title: shellWords.dialogs.script,
      filters: [
        { name: shellWords.dialogs.scriptFiles, extensions: ['pac', 'dat', 'js'] },
        { name: shellWords.dialogs.allFiles, extensions: ['*'] },
      ],
    });
    return path === null ? null : this.#add('script', path);
  }

  /** Asks for a file to send. @returns null when the user cancelled */
  async chooseToSend(ask: AskForFile): Promise<FileToSend | null> {
    const path = await ask({ title: shellWords.dialogs.send });
    if (path === null) return null;
    // One that cannot be looked at cannot be sent either; that is told when it is tried.
    const sizeBytes = await stat(path).then(
      ({ size }) => size,
      () => 0,
    );
    return { ...this.#add('send', path), sizeBytes };
  }

  /**
   * Takes a file that was dropped on the page: a command says what it is for, and asks for none then.
   *
   * @param path as the preload found it; empty for what is no file of the disk's
   * @throws DuplexError `bad-file` for a folder, and for what cannot be looked at
   */
  async drop(path: string): Promise<DroppedFile> {
    const field = 'file';
    if (path === '') {
      throw failure('bad-file', 'what was dropped is no file on this computer', {
        field,
        reason: because('notDropped'),
      });
    }
    const found = await stat(path).catch((cause: unknown) => {
      throw failure('bad-file', unreadable(path, cause), {
        field,
        cause,
        reason: because('fileNotRead', basename(path)),
      });
    });
    if (!found.isFile()) {
      throw failure('bad-file', `"${basename(path)}" is no file`, { field, reason: because('noFile', basename(path)) });
    }
    return this.#add('dropped', path);
  }

  /** @returns null for a number that was not given out in this run, and where the file is no longer there */
  async findToSend(handle: number): Promise<FileToSend | null> {
    const file = this.#files.get(handle);
    if (file?.purpose !== 'send') return null;
    const found = await stat(file.path).catch(() => undefined);
    return found === undefined ? null : { handle, name: basename(file.path), sizeBytes: found.size };
  }

  /** Asks for a file to save into, and whether one that is there may be replaced. @returns null when the user cancelled */
  async chooseToSave(window: BrowserWindow): Promise<FileToSave | null> {
    const chosen = await dialog.showSaveDialog(window, {
      title: shellWords.dialogs.save,
      defaultPath: shellWords.dialogs.savedName,
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
    const extension = exportExtensions[format];
    const chosen = await dialog.showSaveDialog(window, {
      title: shellWords.dialogs.exportLog,
      defaultPath: `${name}.${extension}`,
      properties: ['createDirectory', 'showOverwriteConfirmation'],
      filters: [
        { name: shellWords.exportTypes[format], extensions: [extension] },
        { name: shellWords.dialogs.allFiles, extensions: ['*'] },
      ],
    });
    return chosen.canceled || chosen.filePath === '' ? null : this.#add('export', chosen.filePath);
  }

  /** Asks for a file with logs. @returns its path, which stays in main; null when the user cancelled */
  chooseToImport(ask: AskForFile): Promise<string | null> {
    return ask({
      title: shellWords.dialogs.importLogs,
      filters: [
        { name: shellWords.dialogs.logFiles, extensions: ['ndjson', 'har', 'json', 'jsonl'] },
        { name: shellWords.dialogs.allFiles, extensions: ['*'] },
      ],
    });
  }

  /** @throws DuplexError `not-found` for a number that was not given out for this purpose */
  pathOf(purpose: Purpose, handle: number): string {
    const file = this.#files.get(handle);
    if (file?.purpose !== purpose) {
      throw failure('not-found', 'no such file was chosen', { field: 'file', reason: because('fileNotChosen') });
    }
    return file.path;
  }

  /** @throws DuplexError `not-found` for an unknown number, `client-certificate` for a file that cannot be read */
  async readCertificate(handle: number): Promise<Uint8Array> {
    const field = 'clientCertificate';
    const file = this.#files.get(handle);
    if (file?.purpose !== 'certificate') {
      throw failure('not-found', 'no such certificate was chosen', { field, reason: because('certificateNotChosen') });
    }
    try {
      return await readSmall(file.path, pfxSizeLimit);
    } catch (cause) {
      throw failure('client-certificate', unreadable(file.path, cause), {
        field,
        cause,
        reason: because('fileNotRead', basename(file.path)),
      });
    }
  }

  /** @throws DuplexError `not-found` for an unknown number, `bad-file` for a file that cannot be read */
  async readScript(handle: number): Promise<{ readonly name: string; readonly script: string }> {
    const path = this.pathOf('script', handle);
    try {
      const bytes = await readSmall(path, proxyLimits.scriptLength);
      return { name: basename(path), script: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
    } catch (cause) {
      throw failure('bad-file', unreadable(path, cause), {
        field: 'script',
        cause,
        reason: because('fileNotRead', basename(path)),
      });
    }
  }

  #add(purpose: Purpose, path: string): { readonly handle: number; readonly name: string } {
    const handle = (this.#last += 1);
    this.#files.set(handle, { purpose, path });
    return { handle, name: basename(path) };
  }
}

async function readSmall(path: string, limitBytes: number): Promise<Uint8Array> {
  if ((await stat(path)).size > limitBytes) throw new Error(`it is larger than ${limitBytes} bytes`);
  return readFile(path);
}

function unreadable(path: string, cause: unknown): string {
  return `${basename(path)} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`;
}
