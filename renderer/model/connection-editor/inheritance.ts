import type { EnvironmentDocument, FolderDocument, SharedSettings } from '../../../contract/workbench/documents.ts';
import type { Origin } from '../../../contract/workbench/effective-request.ts';
import type { LibraryPath, LibraryState } from '../../../contract/workbench/library.ts';

/** The settings that folders pass on. */
export type SharedName = keyof SharedSettings;

interface Folder {
  readonly path: LibraryPath;
  readonly document: FolderDocument;
}

/** The folders around an entry that can be read, the nearest first. */
export function foldersAround(path: LibraryPath | null, library: LibraryState): readonly Folder[] {
  const names = path?.split('/').slice(0, -1) ?? [];
  return names
    .map((_name, index) => names.slice(0, names.length - index).join('/'))
    .flatMap((folder) => {
      const entry = library.entries.find((each) => each.path === folder);
      return entry?.kind === 'folder' && entry.document !== undefined
        ? [{ path: folder, document: entry.document }]
        : [];
    });
}

/** What the nearest folder that says something says; undefined where none does. */
export function inherited<Name extends SharedName>(
  name: Name,
  path: LibraryPath | null,
  library: LibraryState,
): { readonly path: LibraryPath; readonly value: NonNullable<SharedSettings[Name]> } | undefined {
  for (const folder of foldersAround(path, library)) {
    const value: SharedSettings[Name] = folder.document[name];
    if (value !== undefined) return { path: folder.path, value };
  }
  return undefined;
}

/** Headers or cookies that folders add, the outermost first. */
export function inheritedRows(
  name: 'headers' | 'cookies',
  path: LibraryPath | null,
  library: LibraryState,
): readonly { readonly path: LibraryPath; readonly name: string; readonly value: string }[] {
  return foldersAround(path, library)
    .toReversed()
    .flatMap((folder) =>
      (folder.document[name] ?? [])
        .filter((row) => row.enabled !== false)
        .map((row) => ({ path: folder.path, name: row.name, value: row.value })),
    );
}

/** A variable that can be named, as far as the page knows it. */
export interface KnownVariable {
  readonly origin: Origin;
  /** Undefined: a secret, which only main knows. */
  readonly value: string | undefined;
}

/** What is edited, for looking up its variables. */
export interface VariableScope {
  readonly path: LibraryPath | null;
  readonly variables: Readonly<Record<string, string>> | undefined;
  /** The name of an environment. */
  readonly environment: string | null;
  readonly isFolder?: boolean;
}

/** Every variable that can be named: the environment's wins, then the connection's own, then the nearest folder's. */
export function knownVariables(scope: VariableScope, library: LibraryState): ReadonlyMap<string, KnownVariable> {
  const known = new Map<string, KnownVariable>();
  const add = (names: Readonly<Record<string, string>> | undefined, origin: Origin): void => {
    for (const [name, value] of Object.entries(names ?? {})) known.set(name, { origin, value });
  };
  for (const { path, document } of foldersAround(scope.path, library).toReversed()) {
    add(document.variables, { kind: 'folder', path });
  }
  add(
    scope.variables,
    scope.isFolder === true && scope.path !== null ? { kind: 'folder', path: scope.path } : { kind: 'connection' },
  );
  if (scope.environment !== null) {
    const origin: Origin = { kind: 'environment', name: scope.environment };
    const document = environmentOf(scope.environment, library)?.document;
    add(document?.variables, origin);
    for (const name of document?.secrets ?? []) known.set(name, { origin, value: undefined });
  }
  return known;
}

/** The entry of an environment. */
export function environmentOf(
  name: string,
  library: LibraryState,
):
  | { readonly path: LibraryPath; readonly revision: string; readonly document: EnvironmentDocument | undefined }
  | undefined {
  return library.entries.find((entry) => entry.kind === 'environment' && entry.name === name);
}

/** The environments that can be chosen, in their order. */
export function environmentNames(library: LibraryState): readonly string[] {
  return library.entries.flatMap((entry) => (entry.kind === 'environment' ? [entry.name] : []));
}
