import { createHash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { failure, reasonOf, type ErrorInfo } from '../../contract/errors.ts';
import { because, type Reason } from '../../contract/reason.ts';
import { documentVersion, type FolderDocument } from '../../contract/workbench/documents.ts';
import {
  libraryLimits,
  libraryParts,
  type DocumentProblem,
  type LibraryEntry,
  type LibraryEntryKind,
  type LibraryPart,
  type LibraryPath,
} from '../../contract/workbench/library.ts';
import { isCode, readText } from '../files/whole-file.ts';
import { ending, folderFile, nameFault, type NameFault } from './names.ts';
import { readDocument, type Reading } from './read-document.ts';

/** The revision of what a folder says where it says nothing. */
export const noRevision = 'none';

/** What there is on disk. */
export interface Scan {
  readonly entries: readonly LibraryEntry[];
  /** Every folder that was looked into, absolute, to be watched. */
  readonly folders: readonly string[];
  readonly problem: ErrorInfo | undefined;
  /** Whether the library's folder itself is there. */
  readonly isThere: boolean;
}

type ReadFile = Reading & { readonly revision: string };

interface Cached {
  readonly stamp: string;
  /** Whether every change since would have given it another stamp. */
  readonly isSettled: boolean;
  readonly read: ReadFile;
}

/**
 * Looking at a file is a round trip to a thread of the system's, and almost no work: one after the other, ten thousand take ten
 * times as long. Few enough that what else is to be read or written need not wait, and that large ones fit into memory.
 */
const atOnce = 16;

/** The times of a file are this coarse at worst (FAT): a second change of the same size may have the stamp of the first. */
const clockStepMs = 2000;

const kindOf: Readonly<Record<LibraryPart, LibraryEntryKind>> = {
  connections: 'connection',
  messages: 'message',
  environments: 'environment',
};

export function documentKind(part: LibraryPart): LibraryEntryKind {
  return kindOf[part];
}

/** Reads the library's folder; what has not changed since the last time is not read again. */
export class Scanner {
  #cache = new Map<string, Cached>();

  /** Never throws; changes nothing on disk. */
  async scan(root: string): Promise<Scan> {
    const run = new Run(this.#cache);
    const found = await run.all(root);
    this.#cache = run.seen;
    return found;
  }
}

class Run {
  readonly seen = new Map<string, Cached>();
  readonly #cache: ReadonlyMap<string, Cached>;
  readonly #entries: LibraryEntry[] = [];
  readonly #folders: string[] = [];
  #problem: ErrorInfo | undefined;

  constructor(cache: ReadonlyMap<string, Cached>) {
    this.#cache = cache;
  }

  async all(root: string): Promise<Scan> {
    let isThere = true;
    try {
      const names = new Set((await readdir(root)).map(String));
      this.#folders.push(root);
      for (const part of libraryParts) {
        if (!names.has(part)) continue;
        const found = await lstat(join(root, part));
        if (found.isDirectory()) await this.#part(part, join(root, part));
        else this.#tell(`"${part}" is no folder`, because('folderNotRead', part));
      }
    } catch (error) {
      isThere = !isCode(error, 'ENOENT');
      if (isThere) this.#tell(messageOf(error), because('folderNotRead', root), error);
    }
    return { entries: this.#entries, folders: this.#folders, problem: this.#problem, isThere };
  }

  async #part(part: LibraryPart, folder: string): Promise<void> {
    const own = await this.#own(folder);
    // What a whole part passes on is an entry where somebody has written it.
    if (own.revision !== noRevision) this.#add(folderEntry(part, part, own));
    await this.#folder({ part, path: part, folder, depth: 1, order: orderOf(own) });
  }

  async #folder(at: {
    part: LibraryPart;
    path: string;
    folder: string;
    depth: number;
    order: readonly string[];
  }): Promise<void> {
    const { part, path, folder, depth } = at;
    let found: Dirent[];
    try {
      found = await readdir(folder, { withFileTypes: true });
    } catch (error) {
      this.#tell(`"${path}" cannot be read: ${messageOf(error)}`, because('folderNotRead', path), error);
      return;
    }
    this.#folders.push(folder);
    const children = childrenOf(found, (name) =>
      this.#tell(
        `in "${path}" a folder and a document have the name "${name}": only the folder is shown`,
        because('sameName', path, name),
      ),
    );
    const inOrder = sorted(children, at.order);
    const room = Math.max(libraryLimits.entries - this.#entries.length, 0);
    const read = await this.#readAll(part, folder, inOrder.slice(0, room));
    for (const [index, child] of inOrder.entries()) {
      const said = read[index];
      if (said === undefined || this.#entries.length >= libraryLimits.entries) {
        this.#tell(
          `there are more than ${libraryLimits.entries} documents: the rest is left out`,
          because('documentsTooMany', libraryLimits.entries),
        );
        return;
      }
      const childPath = `${path}/${child.name}`;
      const shown = child.fault === undefined ? said : broken(said, child.fault);
      if (!child.isFolder) {
        this.#add(documentEntry(part, childPath, child.name, shown));
      } else if (part === 'environments' || depth >= libraryLimits.depth) {
        this.#tell(
          `"${childPath}" is left out: folders are at most ${depth - 1} deep here`,
          because('folderTooDeep', childPath, depth - 1),
        );
      } else {
        this.#add(folderEntry(childPath, child.name, shown));
        if (child.fault !== undefined) continue;
        const place = join(folder, child.file);
        await this.#folder({ part, path: childPath, folder: place, depth: depth + 1, order: orderOf(said) });
      }
    }
  }

  /** What some children of a folder say; of folders, what they say of themselves. */
  async #readAll(part: LibraryPart, folder: string, children: readonly Child[]): Promise<readonly ReadFile[]> {
    const read: ReadFile[] = [];
    for (let from = 0; from < children.length; from += atOnce) {
      const some = children.slice(from, from + atOnce).map(({ file, isFolder }) => {
        const place = join(folder, file);
        return isFolder ? this.#own(place) : this.#read(kindOf[part], place);
      });
      read.push(...(await Promise.all(some)));
    }
    return read;
  }

  /** What a folder says of itself. */
  async #own(folder: string): Promise<ReadFile> {
    return this.#read('folder', join(folder, folderFile));
  }

  async #read(kind: LibraryEntryKind, place: string): Promise<ReadFile> {
    try {
      const found = await lstat(place);
      if (found.isSymbolicLink()) return unreadable('it is a link, which is not followed', because('linkNotFollowed'));
      if (!found.isFile()) return unreadable('it is no file', because('noFile', basename(place)));
      const stamp = `${found.ino} ${found.size} ${found.mtimeMs} ${found.ctimeMs}`;
      const isSettled = Date.now() - Math.max(found.mtimeMs, found.ctimeMs) > clockStepMs;
      const before = this.#cache.get(place);
      const isSame = before?.stamp === stamp;
      const read = isSame && before.isSettled ? before.read : await readFileAs(kind, place, before?.read);
      this.seen.set(place, { stamp, isSettled, read });
      return read;
    } catch (error) {
      if (kind === 'folder' && isCode(error, 'ENOENT')) {
        return { kind: 'document', document: emptyFolder, revision: noRevision };
      }
      return unreadable(messageOf(error), reasonOf(error) ?? because('fileNotRead', basename(place)));
    }
  }

  #add(entry: LibraryEntry): void {
    this.#entries.push(entry);
  }

  #tell(message: string, reason: Reason, cause?: unknown): void {
    this.#problem ??= failure('storage-failed', message, { reason, cause }).info;
  }
}

export const emptyFolder: FolderDocument = { version: documentVersion };

/** Reads a file as a document; what it said before is not parsed again. @throws Error of the file system */
async function readFileAs(kind: LibraryEntryKind, place: string, before?: ReadFile): Promise<ReadFile> {
  const text = await readText(place, sizeLimitOf(kind));
  const revision = revisionOf(text);
  return before?.revision === revision ? before : { ...readDocument(kind, text), revision };
}

/** Bytes of a document. Only messages are ever that large. */
export function sizeLimitOf(kind: LibraryEntryKind): number {
  return kind === 'message' ? libraryLimits.documentBytes : 8 * 1024 * 1024;
}

export function revisionOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

interface Child {
  readonly name: string;
  /** Its name on disk. */
  readonly file: string;
  readonly isFolder: boolean;
  /** Why it is shown and not used. */
  readonly fault: NameFault | undefined;
}

/** What of a folder is ours: folders, and files of our ending; not what is hidden. */
function childrenOf(found: readonly Dirent[], tellSame: (name: string) => void): readonly Child[] {
  const children = new Map<string, Child>();
  for (const one of found) {
    const file = one.name;
    const isDocument = file.endsWith(ending);
    const isFolder = one.isDirectory();
    if (file.startsWith('.') || file === folderFile || (!isFolder && !isDocument)) continue;
    const name = isFolder ? file : file.slice(0, -ending.length);
    if (children.has(name)) tellSame(name);
    if (isFolder || !children.has(name)) children.set(name, { name, file, isFolder, fault: nameFault(name) });
  }
  return [...children.values()];
}

const byName = new Intl.Collator('en', { numeric: true });

/** Those that are named in the order come first; then the rest, by name. */
function sorted(children: readonly Child[], order: readonly string[]): readonly Child[] {
  const place = new Map(order.map((name, index) => [name, index]));
  const placeOf = ({ name }: Child): number => place.get(name) ?? order.length;
  return children.toSorted(
    (a, b) => placeOf(a) - placeOf(b) || byName.compare(a.name, b.name) || (a.name < b.name ? -1 : 1),
  );
}

function orderOf(own: ReadFile): readonly string[] {
  // Read as what a folder says.
  return own.kind === 'document' ? ((own.document as FolderDocument).order ?? []) : [];
}

function unreadable(message: string, reason: Reason): ReadFile {
  return { kind: 'problem', problem: { message, reason, line: 1, column: 1 }, revision: noRevision };
}

function broken({ revision }: ReadFile, { message, reason }: NameFault): ReadFile {
  return { kind: 'problem', problem: { message, reason, line: 1, column: 1 }, revision };
}

function folderEntry(path: LibraryPath, name: string, read: ReadFile): LibraryEntry {
  // Read as what a folder says.
  return { kind: 'folder', path, name, ...said(read), document: documentOf(read) as FolderDocument | undefined };
}

function documentEntry(part: LibraryPart, path: LibraryPath, name: string, read: ReadFile): LibraryEntry {
  // Read as a document of this part.
  return { kind: kindOf[part], path, name, ...said(read), document: documentOf(read) } as LibraryEntry;
}

function said(read: ReadFile): { readonly revision: string; readonly problem: DocumentProblem | undefined } {
  return { revision: read.revision, problem: read.kind === 'problem' ? read.problem : undefined };
}

function documentOf(read: ReadFile): unknown {
  return read.kind === 'document' ? read.document : undefined;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
