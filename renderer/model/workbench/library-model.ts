import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ErrorInfo } from '../../../contract/errors.ts';
import type { LibraryEntry, LibraryPath, LibraryState, NewDocument } from '../../../contract/workbench/library.ts';
import { attempt, type Client } from '../client.ts';
import { folderOf, type MoveTarget } from './library-tree.ts';
import { nameOfPath } from './tabs.ts';

export interface LibraryModelState {
  /** Undefined until main has answered. */
  readonly library: LibraryState | undefined;
  /** Why the last thing that was tried did not come about. */
  readonly problem: ErrorInfo | undefined;
  /** What was just done, and can be taken back. */
  readonly done: DoneStep | undefined;
}

/** Something that was removed or moved. */
export interface DoneStep {
  readonly kind: 'remove' | 'move';
  /** The step of `library.undo`. */
  readonly id: number;
  readonly path: LibraryPath;
  /** Where it is now. */
  readonly to: LibraryPath;
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
      done: undefined,
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
    return this.#try(() => this.write(folder, name, content));
  }

  /** As `create`, for those who tell why it was not written. @throws DuplexError */
  async write(folder: LibraryPath, name: string, content: NewDocument): Promise<LibraryEntry> {
    return this.#client.invoke('library.create', { folder, name, content });
  }

  /** @throws DuplexError, also `conflict` where the file has another revision, `not-found` where there is none any more */
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

  /** Puts it somewhere else, and offers to take that back. */
  async move(path: LibraryPath, target: MoveTarget): Promise<void> {
    const to = await this.#move(path, target, nameOfPath(path));
    if (to !== undefined) await this.#offerUndo('move', path, to);
  }

  /** Takes it out, and offers to bring it back. */
  async remove(path: LibraryPath): Promise<void> {
    await this.#try(async () => {
      await this.#client.invoke('library.remove', { path });
      await this.#offerUndo('remove', path, path);
    });
  }

  async undo(): Promise<void> {
    const { done } = this.store.getState();
    if (done === undefined) return;
    const { id, path, to } = done;
    this.forgetDone();
    await this.#try(async () => {
      await this.#client.invoke('library.undo', { id });
      if (to !== path) this.#moved(to, path);
    });
  }

  forgetDone(): void {
    this.store.setState({ done: undefined });
  }

  async reveal(path: LibraryPath): Promise<void> {
    await this.#try(() => this.#client.invoke('library.reveal', { path }));
  }

  dismissProblem(): void {
    this.store.setState({ problem: undefined });
  }

  async #move(path: LibraryPath, { toFolder, before }: MoveTarget, name: string): Promise<LibraryPath | undefined> {
    // What was offered to go back to its old place may be no longer where it was put.
    if (this.store.getState().done?.kind === 'move') this.forgetDone();
    return this.#try(async () => {
      const { path: to } = await this.#client.invoke('library.move', { path, toFolder, name, before });
      if (to !== path) this.#moved(path, to);
      return to;
    });
  }

  async #offerUndo(kind: DoneStep['kind'], path: LibraryPath, to: LibraryPath): Promise<void> {
    await this.refresh();
    const step = this.store.getState().library?.undo.findLast((one) => one.kind === kind && one.path === path);
    this.store.setState({ done: step && { kind, id: step.id, path, to } });
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
