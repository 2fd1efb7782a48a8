import type { ConnectionSource, Origin } from '../../contract/workbench/effective-request.ts';
import type { SharedSettings } from '../../contract/workbench/documents.ts';
import type { LibraryEntry } from '../../contract/workbench/library.ts';
import type { TemplateVariable } from '../templates/fill-template.ts';

/** What is read of the library and of secrets. */
export interface WorkbenchData {
  readonly entries: readonly LibraryEntry[];
  readonly secret: (name: string) => string | undefined;
}

/** Something that says what others inherit, and which it is. */
export interface Layer {
  readonly origin: Origin;
  readonly settings: SharedSettings;
  /** Why it says nothing that can be used. */
  readonly fault: string | undefined;
}

/** All that a connection has its settings from: the folders it is in, the outermost first, and itself. */
export function layersOf({ path, document }: ConnectionSource, data: WorkbenchData): readonly Layer[] {
  const own: Layer = { origin: { kind: 'connection' }, settings: document, fault: undefined };
  return [...(path === null ? [] : foldersOf(path, data)), own];
}

/** The folders that something is in, the outermost first. */
export function foldersOf(path: string, { entries }: WorkbenchData): readonly Layer[] {
  const folders = new Map(entries.filter((entry) => entry.kind === 'folder').map((entry) => [entry.path, entry]));
  const names = path.split('/').slice(0, -1);
  return names.flatMap((_name, index) => {
    const folder = folders.get(names.slice(0, index + 1).join('/'));
    if (folder === undefined) return [];
    const origin = { kind: 'folder', path: folder.path } as const;
    return [{ origin, settings: folder.document ?? {}, fault: folder.problem?.message }];
  });
}

/**
 * The values for templates: of folders, the nearest winning, of the connection, and over them of the environment, whose
 * secrets come last.
 *
 * @param layers the outermost first
 * @param environment its name; null for none
 */
export function variablesOf(
  layers: readonly Layer[],
  environment: string | null,
  { entries, secret }: WorkbenchData,
): ReadonlyMap<string, TemplateVariable> {
  const variables = new Map<string, TemplateVariable>();
  const add = (values: Readonly<Record<string, string>> | undefined, origin: Origin): void => {
    for (const [name, value] of Object.entries(values ?? {})) variables.set(name, { value, origin, isSecret: false });
  };
  for (const { settings, origin } of layers) add(settings.variables, origin);
  const found = entries.find((entry) => entry.kind === 'environment' && entry.name === environment);
  if (found?.kind !== 'environment') return variables;
  const origin = { kind: 'environment', name: found.name } as const;
  add(found.document?.variables, origin);
  for (const name of found.document?.secrets ?? []) {
    variables.set(name, { value: secret(name), origin, isSecret: true });
  }
  return variables;
}

/**
 * A list of all layers, the outer ones first; a name that a nearer layer has takes the place of theirs.
 *
 * @param itemsOf what a layer has in it; what is not enabled takes no place
 */
export function joinedList<Item extends { readonly name: string; readonly enabled?: boolean | undefined }>(
  kind: 'headers' | 'cookies',
  layers: readonly Layer[],
  itemsOf: (layer: Layer) => readonly Item[],
): readonly Item[] {
  const keyOf = ({ name }: Item): string => (kind === 'headers' ? name.toLowerCase() : name);
  let joined: readonly Item[] = [];
  for (const layer of layers) {
    const own = itemsOf(layer);
    const names = new Set(own.filter(({ enabled }) => enabled !== false).map((item) => keyOf(item)));
    joined = [...joined.filter((item) => !names.has(keyOf(item))), ...own];
  }
  return joined;
}
