import {
  libraryParts,
  type LibraryEntry,
  type LibraryPart,
  type LibraryPath,
} from '../../../contract/workbench/library.ts';
import type { MessageDocument } from '../../../contract/workbench/documents.ts';
import { nameOfPath } from './tabs.ts';

/** A line of the tree: one of the three parts, or a document or folder in it. */
export interface TreeRow {
  readonly path: LibraryPath;
  readonly name: string;
  /** Undefined: a part. */
  readonly entry: LibraryEntry | undefined;
  /** From 1, as `aria-level` counts. */
  readonly level: number;
  /** Undefined: nothing can be in it. */
  readonly isExpanded: boolean | undefined;
  /** Its place among those beside it, from 1, and how many they are. */
  readonly position: number;
  readonly count: number;
}

/** Where `library.move` puts something. */
export interface MoveTarget {
  readonly toFolder: LibraryPath;
  readonly before: string | null;
}

export function partOf(path: LibraryPath): LibraryPart {
  return libraryParts.find((part) => path === part || path.startsWith(`${part}/`)) ?? 'connections';
}

export function folderOf(path: LibraryPath): LibraryPath {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/**
 * The lines to show.
 *
 * @param collapsed paths whose content is hidden
 * @param search only what has this in what it says is shown, with the folders it is in; empty: everything
 */
export function treeRows(
  entries: readonly LibraryEntry[],
  collapsed: ReadonlySet<LibraryPath>,
  search: string,
): readonly TreeRow[] {
  const wanted = search.trim();
  const shown = wanted === '' ? entries : withFolders(entries, wanted);
  const children = new Map<LibraryPath, LibraryEntry[]>();
  for (const entry of shown) {
    const folder = folderOf(entry.path);
    const siblings = children.get(folder);
    if (siblings === undefined) children.set(folder, [entry]);
    else siblings.push(entry);
  }
  const rows: TreeRow[] = [];
  const isOpen = (path: LibraryPath): boolean => wanted !== '' || !collapsed.has(path);
  const add = (folder: LibraryPath, level: number): void => {
    const inside = children.get(folder) ?? [];
    for (const [index, entry] of inside.entries()) {
      const isExpanded = entry.kind === 'folder' ? isOpen(entry.path) : undefined;
      const { path, name } = entry;
      rows.push({ path, name, entry, level, isExpanded, position: index + 1, count: inside.length });
      if (isExpanded === true) add(entry.path, level + 1);
    }
  };
  for (const [index, part] of libraryParts.entries()) {
    const isExpanded = isOpen(part);
    const place = { position: index + 1, count: libraryParts.length };
    rows.push({ path: part, name: part, entry: undefined, level: 1, isExpanded, ...place });
    if (isExpanded) add(part, 2);
  }
  return rows;
}

function withFolders(entries: readonly LibraryEntry[], wanted: string): readonly LibraryEntry[] {
  const found = new Set<LibraryPath>();
  // A message may have 16 MiB: no copy of it is made in other letters.
  const pattern = new RegExp(wanted.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'iu');
  for (const entry of entries) {
    if (!textsOf(entry).some((text) => pattern.test(text))) continue;
    for (let path = entry.path; path !== ''; path = folderOf(path)) found.add(path);
  }
  return entries.filter(({ path }) => found.has(path));
}

/** What a search looks at: the name, a connection's address, the text of a message or of those that a sequence sends. */
function textsOf(entry: LibraryEntry): readonly string[] {
  if (entry.kind === 'connection') return [entry.name, entry.document?.address ?? ''];
  if (entry.kind !== 'message' || entry.document === undefined) return [entry.name];
  const { document } = entry;
  const bodies = isSequence(document)
    ? document.steps.flatMap((step) => (step.kind === 'send' ? step.body : []))
    : [document.body];
  return [entry.name, ...bodies.flatMap((body) => (body.kind === 'generator' ? [] : body.text))];
}

function isSequence(document: MessageDocument): document is Extract<MessageDocument, { steps: unknown }> {
  return !('body' in document);
}

/** The place one line up or down among its siblings; undefined at the end. */
export function moveStep(
  entries: readonly LibraryEntry[],
  path: LibraryPath,
  direction: 'up' | 'down',
): MoveTarget | undefined {
  const toFolder = folderOf(path);
  const siblings = siblingsIn(entries, toFolder);
  const at = siblings.findIndex((entry) => entry.path === path);
  if (at === -1 || at === (direction === 'up' ? 0 : siblings.length - 1)) return undefined;
  const next = siblings[direction === 'up' ? at - 1 : at + 2];
  return { toFolder, before: next?.name ?? null };
}

/** Where something that is dropped on a line goes: into a folder, or before a document; undefined where it cannot. */
export function dropTarget(
  entries: readonly LibraryEntry[],
  dragged: LibraryPath,
  over: LibraryPath,
): MoveTarget | undefined {
  if (dragged === over || over.startsWith(`${dragged}/`) || partOf(dragged) !== partOf(over)) return undefined;
  const target = entries.find(({ path }) => path === over);
  const isFolder = target === undefined || target.kind === 'folder';
  if (isFolder) return folderOf(dragged) === over ? undefined : { toFolder: over, before: null };
  const toFolder = folderOf(over);
  if (folderOf(dragged) !== toFolder) return { toFolder, before: target.name };
  // Past those below it, it goes behind the one it is dropped on, as it looks while it is dragged.
  const siblings = siblingsIn(entries, toFolder);
  const from = siblings.findIndex(({ path }) => path === dragged);
  const to = siblings.findIndex(({ path }) => path === over);
  return { toFolder, before: (from < to ? siblings[to + 1]?.name : target.name) ?? null };
}

/** The folders something can be put into: those of its part that it is not in already, nor itself. */
export function foldersFor(entries: readonly LibraryEntry[], path: LibraryPath): readonly LibraryPath[] {
  const part = partOf(path);
  if (part === 'environments') return [];
  const folders = entries.filter(({ kind, path: own }) => kind === 'folder' && partOf(own) === part);
  return [part, ...folders.map((entry) => entry.path)].filter(
    (folder) => folder !== folderOf(path) && folder !== path && !folder.startsWith(`${path}/`),
  );
}

/** The folder that something new goes into, when a line is chosen. */
export function folderForNew(
  entries: readonly LibraryEntry[],
  chosen: LibraryPath | undefined,
  part: LibraryPart,
): LibraryPath {
  if (chosen === undefined || partOf(chosen) !== part || part === 'environments') return part;
  const entry = entries.find(({ path }) => path === chosen);
  return entry === undefined || entry.kind === 'folder' ? chosen : folderOf(chosen);
}

/** Where an entry is after it, or a folder above it, was moved or renamed. */
export function movedPath(path: LibraryPath, from: LibraryPath, to: LibraryPath): LibraryPath {
  if (path === from) return to;
  return path.startsWith(`${from}/`) ? to + path.slice(from.length) : path;
}

/** The row that a letter leads to: the next one whose name begins with it. */
export function rowByLetter(rows: readonly TreeRow[], current: number, letter: string): number | undefined {
  const wanted = letter.toLocaleLowerCase();
  for (let step = 1; step <= rows.length; step += 1) {
    const at = (current + step) % rows.length;
    if (rows[at]?.name.toLocaleLowerCase().startsWith(wanted) === true) return at;
  }
  return undefined;
}

function siblingsIn(entries: readonly LibraryEntry[], folder: LibraryPath): readonly LibraryEntry[] {
  return entries.filter(({ path }) => folderOf(path) === folder);
}

/** A name nobody beside it has. */
export function copyName(path: LibraryPath, word: (name: string) => string): string {
  return word(nameOfPath(path)).slice(0, 120);
}
