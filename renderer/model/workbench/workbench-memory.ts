import { documentVersion, type ConnectionDocument } from '../../../contract/workbench/documents.ts';
import { beginDocument, type DocumentTab, type EditedContent, type OpenDocuments } from './document-tabs.ts';
import { noTabs, type Tabs, type WorkbenchTab } from './tabs.ts';

/** The name under which main keeps the tabs. */
export const memoryName = 'workbench';

const idPattern = /^[a-z0-9-]{1,40}$/;

/** @param address shown as it is typed; never normalised */
export function newTab(address = ''): WorkbenchTab {
  return {
    id: crypto.randomUUID().slice(0, 13),
    path: null,
    revision: null,
    document: { version: documentVersion, address },
    isChanged: address !== '',
    environment: null,
    shows: 'messages',
    isLabOpen: false,
    composer: undefined,
  };
}

/** What main keeps: everything in tabs. */
export interface WorkbenchMemory {
  readonly tabs: Tabs;
  readonly documents: OpenDocuments;
}

export function writeMemory({ tabs, documents }: WorkbenchMemory): string {
  const { list, left, right, side, closed } = tabs;
  const open = documents.list.map(({ path, revision, content, isChanged }) => ({ path, revision, content, isChanged }));
  return JSON.stringify({
    version: 1,
    list,
    left,
    right,
    side,
    closed,
    documents: { list: open, shown: documents.shown },
  });
}

/**
 * Reads what {@link writeMemory} wrote, and what anybody made of it: tabs that cannot be understood are left out.
 *
 * @returns undefined where it is nothing of ours at all
 */
export function readMemory(text: string): WorkbenchMemory | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(json) || json['version'] !== 1 || !Array.isArray(json['list'])) return undefined;
  return { tabs: readTabs(json, json['list']), documents: readDocuments(json['documents']) };
}

function readTabs(json: Record<string, unknown>, kept: readonly unknown[]): Tabs {
  const list = uniqueTabs(kept);
  const known = (value: unknown): string | undefined => list.find(({ id }) => id === value)?.id;
  const left = known(json['left']) ?? list[0]?.id;
  const right = known(json['right']);
  return {
    ...noTabs,
    list,
    left,
    right: right === left ? undefined : right,
    side: json['side'] === 'right' && right !== undefined && right !== left ? 'right' : 'left',
    closed: Array.isArray(json['closed']) ? uniqueTabs(json['closed']) : [],
  };
}

function uniqueTabs(values: readonly unknown[]): WorkbenchTab[] {
  const tabs = new Map<string, WorkbenchTab>();
  for (const value of values) {
    const tab = readTab(value);
    if (tab !== undefined && !tabs.has(tab.id)) tabs.set(tab.id, tab);
  }
  return [...tabs.values()];
}

function readTab(value: unknown): WorkbenchTab | undefined {
  if (!isObject(value)) return undefined;
  const { id, path, revision, document, isChanged, environment, shows, isLabOpen, composer } = value;
  if (typeof id !== 'string' || !idPattern.test(id)) return undefined;
  if (!isObject(document) || typeof document['address'] !== 'string') return undefined;
  return {
    id,
    path: typeof path === 'string' ? path : null,
    revision: typeof revision === 'string' ? revision : null,
    // What else is in it is the editor's to show and main's to check: a draft may be half done.
    document: { ...document, version: documentVersion } as ConnectionDocument,
    isChanged: isChanged === true,
    environment: typeof environment === 'string' ? environment : null,
    shows: shows === 'editor' || shows === 'both' ? shows : 'messages',
    isLabOpen: isLabOpen === true,
    composer,
  };
}

function readDocuments(kept: unknown): OpenDocuments {
  if (!isObject(kept) || !Array.isArray(kept['list'])) return { list: [], shown: undefined };
  const tabs = new Map<string, DocumentTab>();
  for (const value of kept['list']) {
    const tab = readDocument(value);
    if (tab !== undefined && !tabs.has(tab.path)) tabs.set(tab.path, tab);
  }
  const list = [...tabs.values()];
  return { list, shown: list.find(({ path }) => path === kept['shown'])?.path };
}

function readDocument(value: unknown): DocumentTab | undefined {
  if (!isObject(value) || !isObject(value['content'])) return undefined;
  const { path, revision, content, isChanged } = value;
  const { kind, document } = content;
  if (typeof path !== 'string' || typeof revision !== 'string' || !isObject(document)) return undefined;
  if (kind !== 'folder' && kind !== 'environment') return undefined;
  // As with connections: a draft may be half done.
  const edited = { kind, document: { ...document, version: documentVersion } } as EditedContent;
  return { ...beginDocument(path, revision, edited), isChanged: isChanged === true };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
