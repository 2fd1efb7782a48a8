import { createStore, type StoreApi } from 'zustand/vanilla';
import { DuplexError, toErrorInfo, type ErrorInfo } from '../../../contract/errors.ts';
import type { ConnectionDocument } from '../../../contract/workbench/documents.ts';
import type { LibraryEntry, LibraryPath, LibraryState } from '../../../contract/workbench/library.ts';
import type { SessionState } from '../../../contract/sessions.ts';
import type { AppModel } from '../app-model.ts';
import type { Client } from '../client.ts';
import { isLive } from '../scenario-state.ts';
import { DocumentTabs } from './document-tabs.ts';
import { KeptText } from './kept-text.ts';
import { LibraryModel } from './library-model.ts';
import { movedPath } from './library-tree.ts';
import { TabConnection, tabPagePrefix } from './tab-connection.ts';
import {
  activeOf,
  addTab,
  changeTab,
  closeTab,
  nameOfPath,
  noTabs,
  reopenTab,
  selectTab,
  stepTab,
  type Tabs,
  type WorkbenchTab,
} from './tabs.ts';
import type { WorkbenchWish } from './workbench-link.ts';
import { memoryName, newTab, readMemory, writeMemory, type WorkbenchMemory } from './workbench-memory.ts';

/** A question that is asked in a tab, in place. */
export type TabQuestion =
  /** Its connection is open: is it to be closed? */
  | { readonly kind: 'close' }
  /** What is it to be called? */
  | { readonly kind: 'name' }
  /** The file has changed meanwhile. */
  | { readonly kind: 'conflict' }
  | { readonly kind: 'closeWithCode' };

export interface WorkbenchState {
  /** Whether what was kept is here: nothing is written before. */
  readonly isRestored: boolean;
  /** Whether the dialog that imports is open. */
  readonly isImporting: boolean;
  readonly tabs: Tabs;
  readonly questions: Readonly<Record<string, TabQuestion | undefined>>;
  /** Why a document was not saved, by tab. */
  readonly problems: Readonly<Record<string, ErrorInfo | undefined>>;
}

/** The workbench: tabs with their connections, and the library. It goes on while other pages are shown. */
export class Workbench {
  readonly store: StoreApi<WorkbenchState>;
  readonly library: LibraryModel;
  /** Folders and environments, edited in the place of the connections. */
  readonly documents: DocumentTabs;
  readonly #client: Client;
  readonly #app: AppModel;
  readonly #connections = new Map<string, TabConnection>();
  readonly #kept: KeptText;
  #started: Promise<void> | undefined;

  constructor(client: Client, app: AppModel) {
    this.#client = client;
    this.#app = app;
    this.library = new LibraryModel(client, (from, to) => this.#moved(from, to));
    this.documents = new DocumentTabs(this.library);
    this.#kept = new KeptText(async (text) => {
      try {
        await client.invoke('memory.write', { name: memoryName, text });
      } catch (error) {
        app.report(toErrorInfo(error));
      }
    });
    this.store = createStore<WorkbenchState>()(() => ({
      isRestored: false,
      isImporting: false,
      tabs: noTabs,
      questions: {},
      problems: {},
    }));
  }

  /** Brings back what was kept; once, whoever calls it. */
  start(): Promise<void> {
    this.#started ??= this.#start();
    return this.#started;
  }

  get active(): WorkbenchTab | undefined {
    return activeOf(this.store.getState().tabs);
  }

  /** The sessions of a tab that there is. */
  connectionOf(id: string): TabConnection {
    let connection = this.#connections.get(id);
    if (connection === undefined) {
      connection = new TabConnection(this.#client, id);
      this.#connections.set(id, connection);
      void connection.attach();
    }
    return connection;
  }

  /** Changes which connections there are, and which are shown: they are, from then on. */
  arrange(change: (tabs: Tabs) => Tabs): void {
    this.documents.show(undefined);
    this.#rearrange(change);
  }

  step(direction: 1 | -1): void {
    this.arrange((tabs) => stepTab(tabs, direction));
  }

  reopen(): void {
    this.arrange(reopenTab);
  }

  open(address = ''): WorkbenchTab {
    const tab = newTab(address);
    this.arrange((tabs) => addTab(tabs, tab));
    return tab;
  }

  /** Opens a tab, and connects it. */
  async openAndConnect(address: string): Promise<void> {
    await this.connect(this.open(address).id);
  }

  /** Opens a tab to the built-in server, which is started where it does not run. */
  async talkToBuiltIn(): Promise<void> {
    const { kind } = this.#app.store.getState().server;
    if (kind === 'stopped' || kind === 'failed') await this.#app.startServer();
    const address = await this.#echoAddress();
    if (address !== undefined) await this.openAndConnect(address);
  }

  /** What is asked for by the address of the page, by the menu, or by a key. */
  fulfil(wish: WorkbenchWish): void {
    switch (wish.kind) {
      case 'import':
        return this.showImport(true);
      case 'reopen':
        return this.reopen();
      case 'new':
        return void this.open();
      case 'open':
        return void this.open(wish.address);
    }
  }

  showImport(isImporting: boolean): void {
    this.store.setState({ isImporting });
  }

  /** Opens a tab for something that is saved, or turns to the one there is. A message has none of its own. */
  openEntry(entry: LibraryEntry): void {
    if (this.documents.open(entry) || entry.kind !== 'connection' || entry.document === undefined) return;
    const { path, revision, document } = entry;
    this.arrange((tabs) => {
      const there = tabs.list.find((tab) => tab.path === path);
      if (there !== undefined) return selectTab(tabs, there.id);
      return addTab(tabs, {
        ...newTab(),
        path,
        revision,
        document,
        isChanged: false,
        environment: document.environment ?? null,
      });
    });
  }

  /** Opens the one connection that was imported; of several the library shows which they are. */
  async openImported(paths: readonly LibraryPath[]): Promise<void> {
    const connections = paths.filter((path) => path.startsWith('connections/'));
    const [path] = connections;
    if (path === undefined || connections.length > 1) return;
    await this.library.refresh();
    const entry = this.library.entryAt(path);
    if (entry !== undefined) this.openEntry(entry);
  }

  /** Closes a tab; one whose connection is open asks first. */
  async close(id: string, isSure = false): Promise<void> {
    const connection = this.#connections.get(id);
    if (connection?.isBusy === true && !isSure) {
      this.arrange((tabs) => selectTab(tabs, id));
      this.ask(id, { kind: 'close' });
      return;
    }
    this.ask(id, undefined);
    this.#rearrange((tabs) => closeTab(tabs, id));
    this.#connections.delete(id);
    try {
      await connection?.dispose();
    } catch (error) {
      this.#app.report(toErrorInfo(error));
    }
  }

  change(id: string, change: Partial<WorkbenchTab>): void {
    this.#rearrange((tabs) => changeTab(tabs, id, change));
  }

  /** @param change gets what stands in the composer now */
  changeComposer(id: string, change: (composer: unknown) => unknown): void {
    const tab = this.#tab(id);
    if (tab !== undefined) this.change(id, { composer: change(tab.composer) });
  }

  edit(id: string, document: ConnectionDocument): void {
    this.#take(id, { document, isChanged: true });
  }

  ask(id: string, question: TabQuestion | undefined): void {
    this.store.setState(({ questions }) => ({ questions: { ...questions, [id]: question } }));
  }

  async connect(id: string): Promise<void> {
    const tab = this.#tab(id);
    if (tab === undefined) return;
    const { path, document, environment } = tab;
    await this.connectionOf(id).connect({ path, document, environment });
  }

  /** Saves a tab; one that has no name yet, or no file any more, asks for one. */
  async save(id: string, revision?: string): Promise<void> {
    const tab = this.#tab(id);
    if (tab === undefined) return;
    if (tab.path === null) return this.ask(id, { kind: 'name' });
    const { path, document } = tab;
    this.ask(id, undefined);
    await this.#trySaving(id, async () => {
      const of = revision ?? tab.revision ?? '';
      const entry = await this.library.save(path, of, { kind: 'connection', document });
      this.#saved(id, document, entry);
    });
    if (this.store.getState().problems[id]?.code === 'not-found') this.ask(id, { kind: 'name' });
  }

  /** Saves a tab under a name that it gets now. */
  async saveAs(id: string, name: string, folder: LibraryPath): Promise<void> {
    const tab = this.#tab(id);
    if (tab === undefined || name.trim() === '') return;
    const { document } = tab;
    this.ask(id, undefined);
    await this.#trySaving(id, async () => {
      const content = { kind: 'connection', document } as const;
      const entry = await this.#client.invoke('library.create', { folder, name: name.trim(), content });
      this.#saved(id, document, entry);
    });
  }

  /** What is in the file takes the place of the draft, or the draft that of the file. */
  async solveConflict(id: string, take: 'file' | 'draft'): Promise<void> {
    const tab = this.#tab(id);
    const entry = this.library.entryAt(tab?.path ?? null);
    if (entry?.kind !== 'connection') return this.ask(id, { kind: 'name' });
    if (take === 'draft') return this.save(id, entry.revision);
    this.ask(id, undefined);
    if (entry.document === undefined) return;
    this.#take(id, { document: entry.document, revision: entry.revision, isChanged: false });
  }

  /** Writes now what is to be kept. */
  async flush(): Promise<void> {
    await this.#kept.flush();
  }

  dismissProblem(id: string): void {
    this.store.setState(({ problems }) => ({ problems: { ...problems, [id]: undefined } }));
  }

  /** What is shown of a tab's name; empty: it has none. */
  nameOf({ path, document }: WorkbenchTab): string {
    return path === null ? document.address : nameOfPath(path);
  }

  /** Once the built-in server runs; undefined where it does not come up. */
  #echoAddress(): Promise<string | undefined> {
    return new Promise((resolve) => {
      let undo: (() => void) | undefined;
      const look = (): boolean => {
        const { server } = this.#app.store.getState();
        if (server.kind === 'starting') return false;
        undo?.();
        resolve(server.kind === 'running' ? server.endpoints.echo : undefined);
        return true;
      };
      if (!look()) undo = this.#app.store.subscribe(look);
    });
  }

  async #start(): Promise<void> {
    await this.library.start();
    let kept: WorkbenchMemory | undefined;
    try {
      const text = await this.#client.invoke('memory.read', { name: memoryName });
      kept = text === null ? undefined : readMemory(text);
    } catch (error) {
      this.#app.report(toErrorInfo(error));
    }
    // What was opened meanwhile, by a link, is kept as well.
    const { list } = this.store.getState().tabs;
    const tabs = list.reduce(addTab, kept?.tabs ?? noTabs);
    if (kept !== undefined) {
      const { documents } = kept;
      const isOther = list.length > 0 || this.documents.shown !== undefined;
      this.documents.restore(isOther ? { ...documents, shown: undefined } : documents);
    }
    this.store.setState({ isRestored: true, tabs: await this.#withLostTabs(tabs) });
    for (const { id } of this.store.getState().tabs.list) this.connectionOf(id);
    this.#takeChanges();
    this.store.subscribe((state, before) => {
      if (state.tabs !== before.tabs) this.#keep();
    });
    this.documents.store.subscribe((state, before) => {
      if (state.list !== before.list || state.shown !== before.shown) this.#keep();
    });
    this.library.store.subscribe((state, before) => {
      // Right after a move the tabs know of it, and the documents do not yet.
      if (state.library !== before.library) this.#takeChanges();
    });
  }

  #keep(): void {
    this.#kept.changed(() =>
      writeMemory({ tabs: this.store.getState().tabs, documents: this.documents.store.getState() }),
    );
  }

  /** A connection that goes on has a tab, also where what was kept of the tabs is lost. */
  async #withLostTabs(tabs: Tabs): Promise<Tabs> {
    let sessions: readonly SessionState[] = [];
    try {
      sessions = await this.#client.invoke('session.list', {});
    } catch (error) {
      this.#app.report(toErrorInfo(error));
    }
    return sessions.reduce((known, { page, url, connection }) => {
      if (!page.startsWith(tabPagePrefix) || !isLive(connection)) return known;
      const id = page.slice(tabPagePrefix.length);
      return known.list.some((tab) => tab.id === id) ? known : addTab(known, { ...newTab(url), id });
    }, tabs);
  }

  /** What was changed on disk is taken over, where nothing was changed here. */
  #takeChanges(): void {
    const { library } = this.library.store.getState();
    if (library === undefined) return;
    this.documents.takeChanges();
    for (const tab of this.store.getState().tabs.list) {
      const entry = this.library.entryAt(tab.path);
      if (tab.path === null || tab.isChanged) continue;
      // Its file is gone: what it said is here, and not saved.
      if (entry === undefined) this.change(tab.id, { path: null, revision: null, isChanged: true });
      else if (entry.kind === 'connection' && entry.document !== undefined && entry.revision !== tab.revision) {
        this.#take(tab.id, { document: entry.document, revision: entry.revision });
      }
    }
  }

  /** Takes another document; a tab in the environment that the one before named as its own goes with it. */
  #take(id: string, change: Partial<WorkbenchTab> & { readonly document: ConnectionDocument }): void {
    const tab = this.#tab(id);
    const own = tab?.document.environment;
    const next = change.document.environment;
    const follows = own !== next && tab?.environment === (own ?? null);
    this.change(id, { ...change, ...(follows && { environment: next ?? null }) });
  }

  #saved(id: string, document: ConnectionDocument, { path, revision }: LibraryEntry): void {
    // What was typed while it was being saved is not saved.
    this.change(id, { path, revision, isChanged: this.#tab(id)?.document !== document });
  }

  async #trySaving(id: string, work: () => Promise<void>): Promise<void> {
    this.dismissProblem(id);
    try {
      await work();
    } catch (error) {
      if (error instanceof DuplexError && error.info.code === 'conflict') this.ask(id, { kind: 'conflict' });
      else this.store.setState(({ problems }) => ({ problems: { ...problems, [id]: toErrorInfo(error) } }));
    }
  }

  #moved(from: LibraryPath, to: LibraryPath): void {
    this.documents.moved(from, to);
    this.#rearrange((tabs) => ({
      ...tabs,
      list: tabs.list.map((tab) => (tab.path === null ? tab : { ...tab, path: movedPath(tab.path, from, to) })),
    }));
  }

  #rearrange(change: (tabs: Tabs) => Tabs): void {
    this.store.setState(({ tabs }) => ({ tabs: change(tabs) }));
  }

  #tab(id: string): WorkbenchTab | undefined {
    return this.store.getState().tabs.list.find((tab) => tab.id === id);
  }
}

/** Names of the environments, in their order. */
export function environmentsOf(library: LibraryState | undefined): readonly string[] {
  return (library?.entries ?? []).filter(({ kind }) => kind === 'environment').map(({ name }) => name);
}
