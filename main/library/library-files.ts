import { lstat, mkdir, realpath, rename, rm } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { failure } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import type { FolderDocument } from '../../contract/workbench/documents.ts';
import {
  libraryLimits,
  type LibraryEntry,
  type LibraryEntryKind,
  type LibraryPart,
  type LibraryPath,
  type NewDocument,
} from '../../contract/workbench/library.ts';
import { isCode, readText, replaceFile } from '../files/whole-file.ts';
import { ending, folderFile, freeName, keyOf, lastOf, nameFault, parentOf, parsePath, wrong } from './names.ts';
import { documentKind, emptyFolder, noRevision, revisionOf, sizeLimitOf } from './scan.ts';
import type { Kept, UndoFolder } from './undo-folder.ts';
import type { Before } from './undo-list.ts';
import { writeDocument } from './write-document.ts';

/** Everybody in the system may read them, if the folder lets them. */
const fileMode = 0o666;

/** Changes the files of a library. Nothing outside of its folder is touched, whatever a path says. */
export class LibraryFiles {
  readonly #root: string;
  readonly #entries: ReadonlyMap<LibraryPath, LibraryEntry>;

  /** @param entries what is there, in the order in which it is shown */
  constructor(root: string, entries: readonly LibraryEntry[]) {
    this.#root = root;
    this.#entries = new Map(entries.map((entry) => [entry.path, entry]));
  }

  /** @throws DuplexError `invalid-input`, `not-found` */
  placeOf(path: LibraryPath): string {
    const { names } = parsePath(path, 'path');
    return names.length === 0 ? this.#folderPlace(path) : this.#placeOf(this.#get(path, 'path'));
  }

  async save(path: LibraryPath, revision: string, content: NewDocument): Promise<Before> {
    const { names } = parsePath(path, 'path');
    const entry = names.length === 0 ? this.#entries.get(path) : this.#get(path, 'path');
    const kind: LibraryEntryKind = entry?.kind ?? 'folder';
    if (kind !== content.kind) throw wrong('content.kind', `"${path}" is a ${kind}, not a ${content.kind}`);
    if (entry?.problem !== undefined) {
      const message = `"${path}" is left as it is until it is put right: ${entry.problem.message}`;
      throw wrong('path', message, because('leftAsItIs', path));
    }
    const place =
      kind === 'folder' ? join(this.#folderPlace(path), folderFile) : this.#placeOf(this.#get(path, 'path'));
    if (names.length === 0) await this.#makeRoot(path);
    const text = await textAt(place, kind);
    const found = text === undefined ? noRevision : revisionOf(text);
    if (found !== revision) {
      throw failure('conflict', `"${path}" has been changed since it was read`, {
        field: 'revision',
        reason: because('changedSince', path),
      });
    }
    return this.#write(place, content, text);
  }

  /** @returns the path it has */
  async create(folder: LibraryPath, name: string, content: NewDocument): Promise<LibraryPath> {
    const { part, names } = this.#getFolder(folder, 'folder');
    const { kind } = content;
    if (kind !== 'folder' && kind !== documentKind(part))
      throw wrong('content.kind', `a ${kind} does not go to ${part}`);
    requireName(name, 'name');
    if (kind === 'folder') requireDepth(part, names.length + 1);
    if (this.#entries.size >= libraryLimits.entries) {
      throw wrong(
        'folder',
        `there are ${libraryLimits.entries} documents already`,
        because('documentsTooMany', libraryLimits.entries),
      );
    }
    await this.#makeRoot(part);
    await this.#requireInside(folder);
    const path = `${folder}/${await this.#freeName(folder, name)}`;
    const place = this.#pathPlace(path, kind);
    if (kind === 'folder') {
      await mkdir(place);
      const isEmpty = Object.keys(content.document).every((field) => field === 'version');
      if (!isEmpty) await this.#write(join(place, folderFile), content, undefined);
    } else await this.#write(place, content, undefined);
    return path;
  }

  /** @returns where it is now, and what the folder said of its order where that has changed */
  async move(
    path: LibraryPath,
    toFolder: LibraryPath,
    name: string,
    before: string | null,
  ): Promise<{ readonly to: LibraryPath; readonly order: Before | undefined }> {
    const entry = this.#get(path, 'path');
    const { part, names } = this.#getFolder(toFolder, 'toFolder');
    if (parsePath(path, 'path').part !== part) throw wrong('toFolder', `"${path}" does not go to ${part}`);
    requireName(name, 'name');
    const to = `${toFolder}/${name}`;
    if (`${toFolder}/`.startsWith(`${path}/`)) {
      throw wrong('toFolder', 'a folder does not go into itself', because('folderIntoItself'));
    }
    if (entry.kind === 'folder') requireDepth(part, names.length + 1 + this.#depthBelow(path));
    const isTaken = this.#childrenOf(toFolder).some((one) => one.path !== path && keyOf(one.name) === keyOf(name));
    if (isTaken) throw wrong('name', `there is a "${name}" already`, because('nameTaken', name));
    if (before !== null && !this.#entries.has(`${toFolder}/${before}`)) {
      throw wrong('before', `there is no "${before}" in "${toFolder}"`);
    }
    const newOrder = this.#orderWith(path, toFolder, name, before);
    const order = newOrder === undefined ? undefined : await this.#orderToWrite(toFolder, newOrder);
    await this.#rename(entry, to);
    return { to, order: order && (await this.#write(order.place, order.content, order.text)) };
  }

  async remove(path: LibraryPath, undo: UndoFolder): Promise<Kept> {
    const entry = this.#get(path, 'path');
    await this.#requireInside(parentOf(path));
    const isFolder = entry.kind === 'folder';
    return undo.take(this.#placeOf(entry), { library: this.#root, path, isFolder, removedAt: Date.now() });
  }

  /** Puts what was removed where it was, under another name where that is taken. */
  async bringBack(kept: Kept, undo: UndoFolder): Promise<void> {
    const folder = parentOf(kept.path);
    parsePath(kept.path, 'path');
    await this.#makeRoot(folder);
    await this.#requireInside(folder);
    const path = `${folder}/${await this.#freeName(folder, lastOf(kept.path))}`;
    await undo.giveBack(kept, this.#pathPlace(path, kept.isFolder ? 'folder' : documentKind('connections')));
  }

  /** Gives a file the text it had. @throws DuplexError `conflict` where it is another one by now */
  async takeBack(path: LibraryPath, { place, text, after }: Before): Promise<void> {
    const found = await textAt(place, 'message');
    if (found === undefined || revisionOf(found) !== after) {
      throw failure('conflict', `"${path}" has been changed, moved or removed since`, {
        field: 'id',
        reason: because('movedSince', path),
      });
    }
    if (text === undefined) await rm(place);
    else await replaceFile(place, text, fileMode);
  }

  async moveBack(path: LibraryPath, to: LibraryPath, order: Before | undefined): Promise<void> {
    if (to !== path) {
      const entry = this.#entries.get(to);
      const isTaken = this.#childrenOf(parentOf(path)).some(
        (one) => one.path !== to && keyOf(one.name) === keyOf(lastOf(path)),
      );
      if (entry === undefined || isTaken) {
        throw failure('conflict', `"${to}" has been moved or removed since, or its old place is taken`, {
          field: 'id',
          reason: because('movedSince', to),
        });
      }
      await this.#rename(entry, path);
    }
    if (order === undefined) return;
    // An order that was changed since is worth more than the old one.
    await this.takeBack(path, order).catch((error: unknown) => {
      if (to === path) throw error;
    });
  }

  #get(path: LibraryPath, field: string): LibraryEntry {
    const { names } = parsePath(path, field);
    const entry = this.#entries.get(path);
    if (entry === undefined || names.length === 0)
      throw failure('not-found', `there is no "${path}"`, {
        field,
        reason: because('notThere', path),
      });
    return entry;
  }

  #getFolder(path: LibraryPath, field: string): ReturnType<typeof parsePath> {
    const parts = parsePath(path, field);
    if (parts.names.length > 0 && this.#get(path, field).kind !== 'folder')
      throw wrong(field, `"${path}" is no folder`);
    return parts;
  }

  #childrenOf(folder: LibraryPath): readonly LibraryEntry[] {
    return [...this.#entries.values()].filter(({ path }) => parentOf(path) === folder);
  }

  /** Free among what is shown, and on disk. */
  async #freeName(folder: LibraryPath, name: string): Promise<string> {
    const taken = this.#childrenOf(folder).map((entry) => entry.name);
    for (;;) {
      const free = freeName(name, taken);
      const places = [
        this.#pathPlace(`${folder}/${free}`, 'folder'),
        this.#pathPlace(`${folder}/${free}`, 'connection'),
      ];
      if (!(await isAny(places))) return free;
      taken.push(free);
    }
  }

  #depthBelow(path: LibraryPath): number {
    const depths = [...this.#entries.values()]
      .filter((entry) => entry.kind === 'folder' && entry.path.startsWith(`${path}/`))
      .map((entry) => entry.path.split('/').length - path.split('/').length);
    return Math.max(0, ...depths);
  }

  /** The names of a folder in their order with one put into its place; undefined where it is there anyway. */
  #orderWith(
    path: LibraryPath,
    folder: LibraryPath,
    name: string,
    before: string | null,
  ): readonly string[] | undefined {
    const all = this.#childrenOf(folder);
    const names = all.filter((one) => one.path !== path).map((one) => one.name);
    const place = before === null ? -1 : names.indexOf(before);
    names.splice(place < 0 ? names.length : place, 0, name);
    return names.join('/') === all.map((one) => one.name).join('/') ? undefined : names;
  }

  /** What a folder is to say of its order. @throws DuplexError where what it says cannot be read */
  async #orderToWrite(
    folder: LibraryPath,
    order: readonly string[],
  ): Promise<{ readonly place: string; readonly content: NewDocument; readonly text: string | undefined }> {
    const place = join(this.#folderPlace(folder), folderFile);
    const own = this.#entries.get(folder);
    if (own?.problem !== undefined) throw wrong('toFolder', `"${folder}" cannot be ordered: ${own.problem.message}`);
    const document = own?.kind === 'folder' ? (own.document ?? emptyFolder) : emptyFolder;
    const ordered: FolderDocument = { ...document, order };
    return { place, content: { kind: 'folder', document: ordered }, text: await textAt(place, 'folder') };
  }

  async #write(place: string, content: NewDocument, before: string | undefined): Promise<Before> {
    const text = writeDocument(content, before);
    const limit = sizeLimitOf(content.kind);
    if (Buffer.byteLength(text) > limit) {
      throw wrong('content', `it would be larger than ${limit} bytes`, because('fileTooLarge', limit));
    }
    if (text !== before) await replaceFile(place, text, fileMode);
    return { place, text: before, after: revisionOf(text) };
  }

  async #rename(entry: LibraryEntry, to: LibraryPath): Promise<void> {
    if (entry.path === to) return;
    await this.#requireInside(parentOf(entry.path));
    await this.#requireInside(parentOf(to));
    const from = this.#placeOf(entry);
    const place = this.#pathPlace(to, entry.kind);
    // Where only the case is another one it may be the file itself.
    if (keyOf(entry.path) !== keyOf(to) && (await isAny([place])))
      throw wrong('name', `there is a "${lastOf(to)}" already`, because('nameTaken', lastOf(to)));
    await rename(from, place);
  }

  async #makeRoot(folder: LibraryPath): Promise<void> {
    await mkdir(this.#folderPlace(folder), { recursive: true });
    await this.#requireInside(folder);
  }

  /** A link that was put there leads elsewhere. */
  async #requireInside(folder: LibraryPath): Promise<void> {
    const root = await realpath(this.#root);
    const real = await realpath(this.#folderPlace(folder));
    if (!real.startsWith(`${root}${sep}`)) {
      const message = `"${folder}" is a link that leads out of the library`;
      throw wrong('path', message, because('linkOutOfLibrary', folder));
    }
  }

  #placeOf(entry: LibraryEntry): string {
    return this.#pathPlace(entry.path, entry.kind);
  }

  #pathPlace(path: LibraryPath, kind: LibraryEntryKind): string {
    return kind === 'folder' ? this.#folderPlace(path) : `${this.#folderPlace(path)}${ending}`;
  }

  #folderPlace(path: LibraryPath): string {
    return join(this.#root, ...path.split('/'));
  }
}

function requireName(name: string, field: string): void {
  const fault = nameFault(name);
  if (fault !== undefined) throw wrong(field, fault.message, fault.reason);
}

function requireDepth(part: LibraryPart, depth: number): void {
  const most = part === 'environments' ? 0 : libraryLimits.depth - 1;
  if (depth > most)
    throw wrong('toFolder', `folders of ${part} are at most ${most} deep`, because('folderTooDeep', part, most));
}

async function textAt(place: string, kind: LibraryEntryKind): Promise<string | undefined> {
  try {
    if ((await lstat(place)).isSymbolicLink()) {
      throw wrong('path', 'it is a link, which is not followed', because('linkNotFollowed'));
    }
    return await readText(place, sizeLimitOf(kind));
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

async function isAny(places: readonly string[]): Promise<boolean> {
  for (const place of places) {
    const found = await lstat(place).catch(() => undefined);
    if (found !== undefined) return true;
  }
  return false;
}
