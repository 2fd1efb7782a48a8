import { createStore, type StoreApi } from 'zustand/vanilla';
import { toErrorInfo, type ErrorInfo } from '../../../contract/errors.ts';
import type { LibraryEntry, LibraryPath, NewDocument } from '../../../contract/workbench/library.ts';
import { contentOf, type LibraryModel } from './library-model.ts';
import { folderOf, movedPath } from './library-tree.ts';
import { nameOfPath } from './tabs.ts';

/** What a tab of its own is for that is no connection. */
export type EditedContent = Extract<NewDocument, { kind: 'folder' | 'environment' }>;

/** A folder or an environment in a tab. */
export interface DocumentTab {
  /** Another one when what is edited begins anew. */
  readonly key: string;
  readonly path: LibraryPath;
  /** The revision of the file that `content` began as. */
  readonly revision: string;
  readonly content: EditedContent;
  readonly isChanged: boolean;
}

/** What of it is kept over a reload and a crash. */
export interface OpenDocuments {
  readonly list: readonly DocumentTab[];
  /** The one that is shown in the place of the connections; undefined: those are. */
  readonly shown: LibraryPath | undefined;
}

export interface DocumentTabsState extends OpenDocuments {
  /**
   * What is asked about the one that is shown. `close`: what was changed is not saved. `conflict`: nor is it what is on
   * disk. `gone`: nor is there a file any more.
   */
  readonly question: 'close' | 'conflict' | 'gone' | undefined;
  /** Why the one that is shown was not saved. */
  readonly problem: ErrorInfo | undefined;
}

/** Folders and environments that are being edited. */
export class DocumentTabs {
  readonly store: StoreApi<DocumentTabsState>;
  readonly #library: LibraryModel;

  constructor(library: LibraryModel) {
    this.#library = library;
    this.store = createStore<DocumentTabsState>()(() => ({
      list: [],
      shown: undefined,
      question: undefined,
      problem: undefined,
    }));
  }

  get shown(): DocumentTab | undefined {
    const { list, shown } = this.store.getState();
    return list.find(({ path }) => path === shown);
  }

  /** Brings back what was kept, before what has been opened since. @param shown undefined: what is shown now stays */
  restore({ list: kept, shown }: OpenDocuments): void {
    const { list } = this.store.getState();
    const since = list.filter(({ path }) => !kept.some((tab) => tab.path === path));
    this.store.setState({ list: [...kept, ...since] });
    if (shown !== undefined) this.show(shown);
  }

  /** @returns whether it is something that is edited here */
  open(entry: LibraryEntry): boolean {
    const content = editedOf(entry);
    if (content === undefined) return false;
    const { path, revision } = entry;
    const { list } = this.store.getState();
    const isOpen = list.some((tab) => tab.path === path);
    if (!isOpen) this.store.setState({ list: [...list, beginDocument(path, revision, content)] });
    this.show(path);
    return true;
  }

  /** @param path undefined: the connections are to be shown */
  show(path: LibraryPath | undefined): void {
    if (path === this.store.getState().shown) return;
    this.store.setState({ shown: path, question: undefined, problem: undefined });
  }

  edit(path: LibraryPath, content: EditedContent): void {
    this.#change(path, { content, isChanged: true });
  }

  ask(question: DocumentTabsState['question']): void {
    this.store.setState({ question });
  }

  dismissProblem(): void {
    this.store.setState({ problem: undefined });
  }

  /** Closes a tab; one with changes asks first. */
  close(path: LibraryPath, isSure = false): void {
    const { list, shown } = this.store.getState();
    if (!isSure && list.some((tab) => tab.path === path && tab.isChanged)) {
      this.show(path);
      this.ask('close');
      return;
    }
    this.store.setState({ list: list.filter((tab) => tab.path !== path) });
    if (shown === path) this.show(undefined);
  }

  /** @param revision which revision is overwritten; default: the one that it began as */
  async save(path: LibraryPath, revision?: string): Promise<void> {
    const tab = this.#tab(path);
    if (tab === undefined) return;
    this.store.setState({ question: undefined, problem: undefined });
    try {
      const entry = await this.#library.save(path, revision ?? tab.revision, tab.content);
      // What was typed while it was being saved is not saved.
      this.#change(path, { revision: entry.revision, isChanged: this.#tab(path)?.content !== tab.content });
    } catch (error) {
      const problem = toErrorInfo(error);
      if (problem.code === 'conflict') this.ask('conflict');
      else if (problem.code === 'not-found') this.ask('gone');
      else this.store.setState({ problem });
    }
  }

  /** Writes one whose file is gone once more, where it was. */
  async createAnew(path: LibraryPath): Promise<void> {
    const tab = this.#tab(path);
    if (tab === undefined) return;
    this.store.setState({ question: undefined, problem: undefined });
    try {
      const entry = await this.#library.write(folderOf(path), nameOfPath(path), tab.content);
      const isChanged = this.#tab(path)?.content !== tab.content;
      const isShown = this.store.getState().shown === path;
      this.#change(path, { path: entry.path, revision: entry.revision, isChanged });
      if (isShown) this.store.setState({ shown: entry.path });
    } catch (error) {
      this.store.setState({ problem: toErrorInfo(error) });
    }
  }

  /** What is in the file takes the place of what was typed, or the other way round. */
  async solveConflict(path: LibraryPath, take: 'file' | 'draft'): Promise<void> {
    const entry = this.#library.entryAt(path);
    if (entry === undefined) return this.ask('gone');
    if (take === 'draft') return this.save(path, entry.revision);
    this.ask(undefined);
    const content = editedOf(entry);
    if (content !== undefined) this.#change(path, beginDocument(path, entry.revision, content));
  }

  /** Follows a document that was moved or renamed. */
  moved(from: LibraryPath, to: LibraryPath): void {
    const { list, shown } = this.store.getState();
    this.store.setState({
      list: list.map((tab) => Object.assign({}, tab, { path: movedPath(tab.path, from, to) })),
      shown: shown && movedPath(shown, from, to),
    });
  }

  /** What was changed on disk is taken over, where nothing was changed here. */
  takeChanges(): void {
    for (const { path, revision, isChanged } of this.store.getState().list) {
      if (isChanged) continue;
      const entry = this.#library.entryAt(path);
      const content = entry && editedOf(entry);
      if (entry === undefined) this.close(path);
      else if (content !== undefined && entry.revision !== revision) {
        this.#change(path, { content, revision: entry.revision });
      }
    }
  }

  #tab(path: LibraryPath): DocumentTab | undefined {
    return this.store.getState().list.find((tab) => tab.path === path);
  }

  #change(path: LibraryPath, change: Partial<DocumentTab>): void {
    this.store.setState(({ list }) => ({
      list: list.map((tab) => (tab.path === path ? { ...tab, ...change } : tab)),
    }));
  }
}

export function beginDocument(path: LibraryPath, revision: string, content: EditedContent): DocumentTab {
  return { key: crypto.randomUUID(), path, revision, content, isChanged: false };
}

/** Undefined for what is edited elsewhere, and for what cannot be read. */
function editedOf(entry: LibraryEntry): EditedContent | undefined {
  const content = contentOf(entry);
  return content?.kind === 'folder' || content?.kind === 'environment' ? content : undefined;
}
