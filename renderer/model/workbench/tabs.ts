import type { ConnectionDocument } from '../../../contract/workbench/documents.ts';
import type { LibraryPath } from '../../../contract/workbench/library.ts';

/** What is shown of a tab. `both`: side by side, where there is room; else the messages. */
export type TabParts = 'editor' | 'messages' | 'both';

/** A connection in a tab, saved or not. */
export interface WorkbenchTab {
  /** Its sessions have the page tag `workbench:ID`. */
  readonly id: string;
  /** Where it is saved; null: nowhere yet. */
  readonly path: LibraryPath | null;
  /** The revision of the file that `document` began as. */
  readonly revision: string | null;
  readonly document: ConnectionDocument;
  /** Whether `document` differs from what is saved. */
  readonly isChanged: boolean;
  /** The name of an environment; null for none. */
  readonly environment: string | null;
  readonly shows: TabParts;
  /** Whether the control-frame lab is open. */
  readonly isLabOpen: boolean;
  /** What stands in the composer: its own matter. */
  readonly composer: unknown;
}

/** The tabs, and which of them are shown: one, or two side by side. */
export interface Tabs {
  readonly list: readonly WorkbenchTab[];
  /** The tab on the left, or the only one; undefined: there is none. */
  readonly left: string | undefined;
  /** The tab beside it. */
  readonly right: string | undefined;
  /** The side that keys and the tab strip act on. */
  readonly side: 'left' | 'right';
  /** Tabs that were closed, the newest last. */
  readonly closed: readonly WorkbenchTab[];
}

export const noTabs: Tabs = { list: [], left: undefined, right: undefined, side: 'left', closed: [] };

/** How many closed tabs can be opened again. */
const closedLimit = 20;

/** The tab that keys act on. */
export function activeOf({ list, left, right, side }: Tabs): WorkbenchTab | undefined {
  const id = side === 'right' ? right : left;
  return list.find((tab) => tab.id === id);
}

/** Puts a tab behind the active one, and shows it. */
export function addTab(tabs: Tabs, tab: WorkbenchTab): Tabs {
  const at = tabs.list.findIndex(({ id }) => id === activeOf(tabs)?.id) + 1;
  const list = at === 0 ? [...tabs.list, tab] : tabs.list.toSpliced(at, 0, tab);
  return selectTab({ ...tabs, list }, tab.id);
}

/** Shows a tab on the side that is acted on; one that is shown already is only turned to. */
export function selectTab(tabs: Tabs, id: string): Tabs {
  if (!tabs.list.some((tab) => tab.id === id)) return tabs;
  if (tabs.left === id) return { ...tabs, side: 'left' };
  if (tabs.right === id) return { ...tabs, side: 'right' };
  return tabs.side === 'right' ? { ...tabs, right: id } : { ...tabs, left: id };
}

/** The next tab of the strip, or the one before; after the last comes the first. */
export function stepTab(tabs: Tabs, direction: 1 | -1): Tabs {
  const count = tabs.list.length;
  const at = tabs.list.findIndex(({ id }) => id === activeOf(tabs)?.id);
  const next = tabs.list[(at + direction + count) % count];
  return next === undefined ? tabs : selectTab(tabs, next.id);
}

/** Takes a tab away; the neighbour that is not shown elsewhere comes in its place, or the other side has all the room. */
export function closeTab(tabs: Tabs, id: string): Tabs {
  const at = tabs.list.findIndex((tab) => tab.id === id);
  const gone = tabs.list[at];
  if (gone === undefined) return tabs;
  const list = tabs.list.filter((tab) => tab !== gone);
  const closed = [...tabs.closed, gone].slice(-closedLimit);
  const shownElsewhere = tabs.left === id ? tabs.right : tabs.left;
  const neighbour = [list[at], list[at - 1]].find((tab) => tab !== undefined && tab.id !== shownElsewhere)?.id;
  if (tabs.right === id) return { ...tabs, list, closed, right: undefined, side: 'left' };
  if (tabs.left !== id) return { ...tabs, list, closed };
  if (tabs.right !== undefined) return { ...tabs, list, closed, left: tabs.right, right: undefined, side: 'left' };
  return { ...tabs, list, closed, left: neighbour };
}

/** Brings back the tab that was closed last. */
export function reopenTab(tabs: Tabs): Tabs {
  const tab = tabs.closed.at(-1);
  return tab === undefined ? tabs : addTab({ ...tabs, closed: tabs.closed.slice(0, -1) }, tab);
}

/** Shows a tab on the other side of the active one. */
export function putBeside(tabs: Tabs, id: string): Tabs {
  const active = activeOf(tabs);
  if (active === undefined || active.id === id || !tabs.list.some((tab) => tab.id === id)) return tabs;
  return { ...tabs, left: active.id, right: id, side: 'right' };
}

/** Only the active tab is shown. */
export function unsplit(tabs: Tabs): Tabs {
  return { ...tabs, left: activeOf(tabs)?.id, right: undefined, side: 'left' };
}

export function changeTab(tabs: Tabs, id: string, change: Partial<WorkbenchTab>): Tabs {
  return { ...tabs, list: tabs.list.map((tab) => (tab.id === id ? { ...tab, ...change } : tab)) };
}

/** The last part of a path. */
export function nameOfPath(path: LibraryPath): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
