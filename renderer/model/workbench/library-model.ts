import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ErrorInfo } from '../../../contract/errors.ts';
import type { LibraryEntry, LibraryPath, LibraryState, NewDocument } from '../../../contract/workbench/library.ts';
import { attempt, type Client } from '../client.ts';
import { folderOf, movedPath, type MoveTarget } from './library-tree.ts';
import { nameOfPath } from './tabs.ts';

export interface LibraryModelState {
  /** Undefined until main has answered. */
  readonly library: LibraryState | undefined;
  /** Why the last thing that was tried did not come about. */
  readonly problem: ErrorInfo | undefined;
  /** What was just taken out, and can be brought back. */
  readonly removed: { readonly id: number; readonly name: string } | undefined;
}

/** Until main has answered. */
export const noLibrary: LibraryState = {
  folder: '',
  entries: [],
  problem: undefined,
  secrets: [],
  secretStorage: 'system',
  undo: [],
};

/** The documents a person keeps, and what is done with them. */
export class LibraryModel {
  readonly store: StoreApi<LibraryModelState>;
  readonly #client: Client;
  readonly #moved: (from: LibraryPath, to: LibraryPath) => void;

  /** @param moved called with the paths before and after, when something was moved or renamed here */
  constructor(client: Client, moved: (from: LibraryPath, to: LibraryPath) => void) {
    this.#client = client;
    this.#moved = moved;
    this.store = createStore<LibraryModelState>()(() => ({
      library: undefined,
      problem: undefined,
      removed: undefined,
    }));
  }

  /** Asks main what there is, and follows it from then on. */
  async start(): Promise<void> {
    this.#client.on('library.changed', (library) => this.store.setState({ library }));
    await this.refresh();
  }

  /** Asks main what there is now: what was just written is in it. */
  async refresh(): Promise<void> {
    await this.#try(async () => this.store.setState({ library: await this.#client.invoke('library.state', {}) }));
  }

  get entries(): readonly LibraryEntry[] {
    return this.store.getState().library?.entries ?? [];
  }

  entryAt(path: LibraryPath | null): LibraryEntry | undefined {
    return path === null ? undefined : this.entries.find((entry) => entry.path === path);
  }

  /** @returns what was written; undefined where it was not */
  async create(folder: LibraryPath, name: string, content: NewDocument): Promise<LibraryEntry | undefined> {
    return this.#try(() => this.#client.invoke('library.create', { folder, name, content }));
  }

  /** @throws DuplexError, also `conflict` where the file has another revision */
  async save(path: LibraryPath, revision: string, content: NewDocument): Promise<LibraryEntry> {
    return this.#client.invoke('library.save', { path, revision, content });
  }

  async duplicate(entry: LibraryEntry, name: string): Promise<LibraryEntry | undefined> {
    const content = contentOf(entry);
    return content && (await this.create(folderOf(entry.path), name, content));
  }

  async rename(path: LibraryPath, name: string): Promise<void> {
    const toFolder = folderOf(path);
    const siblings = this.entries.filter((entry) => folderOf(entry.path) === toFolder);
    const next = siblings[siblings.findIndex((entry) => entry.path === path) + 1];
    await this.#move(path, { toFolder, before: next?.name ?? null }, name);
  }

  async move(path: LibraryPath, target: MoveTarget): Promise<void> {
    await this.#move(path, target, nameOfPath(path));
  }

  /** Takes it out, and offers to bring it back. */
  async remove(path: LibraryPath): Promise<void> {
    await this.#try(async () => {
      await this.#client.invoke('library.remove', { path });
      const library = await this.#client.invoke('library.state', {});
      const undo = library.undo.findLast((one) => one.kind === 'remove' && one.path === path);
      this.store.setState({ library, removed: undo && { id: undo.id, name: nameOfPath(path) } });
    });
  }

  async undoRemove(): Promise<void> {
    const { removed } = this.store.getState();
    if (removed === undefined) return;
    this.store.setState({ removed: undefined });
    await this.#try(() => this.#client.invoke('library.undo', { id: removed.id }));
  }

  forgetRemoved(): void {
    this.store.setState({ removed: undefined });
  }

  async reveal(path: LibraryPath): Promise<void> {
    await this.#try(() => this.#client.invoke('library.reveal', { path }));
  }

  dismissProblem(): void {
    this.store.setState({ problem: undefined });
  }

  async #move(path: LibraryPath, { toFolder, before }: MoveTarget, name: string): Promise<void> {
    await this.#try(async () => {
      const entry = await this.#client.invoke('library.move', { path, toFolder, name, before });
      if (entry.path !== path) this.#moved(path, movedPath(path, path, entry.path));
    });
  }

  async #try<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
    let value: Value | undefined;
    this.dismissProblem();
    await attempt(
      async () => {
        value = await work();
      },
      (problem) => this.store.setState({ problem }),
    );
    return value;
  }
}

/** What an entry holds, to be written once more; undefined where it cannot be read. */
export function contentOf(entry: LibraryEntry): NewDocument | undefined {
  switch (entry.kind) {
    case 'folder':
      return entry.document && { kind: 'folder', document: entry.document };
    case 'connection':
      return entry.document && { kind: 'connection', document: entry.document };
    case 'message':
      return entry.document && { kind: 'message', document: entry.document };
    case 'environment':
      return entry.document && { kind: 'environment', document: entry.document };
  }
}
