import { DuplexError, failure, type ErrorInfo } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import type { MessageDocument } from '../../contract/workbench/documents.ts';
import type { CommandInput } from '../../contract/commands.ts';
import type { LibraryEntry, LibraryPath, LibraryState } from '../../contract/workbench/library.ts';
import { LibraryFiles } from './library-files.ts';
import { messageOf, Scanner, type Scan } from './scan.ts';
import { UndoFolder } from './undo-folder.ts';
import { UndoList } from './undo-list.ts';
import { Watching } from './watching.ts';

export interface LibraryOptions {
  /** Where the documents are. */
  readonly folder: string;
  /** Whether the user chose it: it is not made then where it is missing, as it may be on a disk that is not there. */
  readonly isChosen: boolean;
  /** Where what is removed goes; of the app's own. */
  readonly undoFolder: string;
  /** What is known of secrets, for the state. */
  readonly secrets: () => Pick<LibraryState, 'secrets' | 'secretStorage'>;
  /** Called whenever the state has changed; to be quick. */
  readonly changed: () => void;
}

const nothing: Scan = { entries: [], folders: [], problem: undefined, isThere: false };

/** The user's documents: a folder of YAML files, as it is on disk at any time. One thing is done after the other. */
export class Library {
  readonly #options: LibraryOptions;
  readonly #scanner = new Scanner();
  readonly #watching: Watching;
  readonly #undoFolder: UndoFolder;
  readonly #undo = new UndoList();
  #folder: string;
  #isChosen: boolean;
  #scan = nothing;
  /** What the page was told last, in short. */
  #told = '';
  #queue: Promise<unknown>;

  constructor(options: LibraryOptions) {
    this.#options = options;
    this.#folder = options.folder;
    this.#isChosen = options.isChosen;
    this.#undoFolder = new UndoFolder(options.undoFolder);
    this.#watching = new Watching(() => void this.refresh());
    this.#queue = this.#begin();
  }

  /** Everything that is kept, once it has been read. */
  async state(): Promise<LibraryState> {
    await this.#queue;
    return this.current;
  }

  /** The same as far as it is known. */
  get current(): LibraryState {
    const { entries } = this.#scan;
    return {
      folder: this.#folder,
      entries,
      problem: this.#problem,
      ...this.#options.secrets(),
      undo: this.#undo.shown,
    };
  }

  /** A message, by its path below `messages`. @throws DuplexError `not-found` where there is none that can be used */
  async message(path: string): Promise<MessageDocument> {
    const { entries } = await this.state();
    const found = entries.find((entry) => entry.path === `messages/${path}`);
    if (found?.kind === 'message' && found.document !== undefined) return found.document;
    throw failure('not-found', `there is no message "${path}" that can be used`, {
      field: 'message',
      reason: because('notThere', path),
    });
  }

  /** Looks at the folder again. */
  refresh(): Promise<void> {
    return this.#inTurn(async () => undefined);
  }

  /** @throws DuplexError `conflict`, `invalid-input`, `not-found`, `storage-failed`, and nothing has changed */
  save({ path, revision, content }: CommandInput<'library.save'>): Promise<LibraryEntry> {
    return this.#entryAfter(async (files) => {
      this.#undo.add({ kind: 'save', path, before: await files.save(path, revision, content) });
      return path;
    });
  }

  /** @throws DuplexError `invalid-input`, `not-found`, `storage-failed` */
  create({ folder, name, content }: CommandInput<'library.create'>): Promise<LibraryEntry> {
    return this.#entryAfter((files) => files.create(folder, name, content));
  }

  /** @throws DuplexError `invalid-input`, `not-found`, `storage-failed` */
  move({ path, toFolder, name, before }: CommandInput<'library.move'>): Promise<LibraryEntry> {
    return this.#entryAfter(async (files) => {
      const { to, order } = await files.move(path, toFolder, name, before);
      if (to !== path || order !== undefined) this.#undo.add({ kind: 'move', path, to, order });
      return to;
    });
  }

  /** @throws DuplexError `invalid-input`, `not-found`, `storage-failed` */
  remove({ path }: CommandInput<'library.remove'>): Promise<void> {
    return this.#change(async (files) => {
      this.#undo.add({ kind: 'remove', path, kept: await files.remove(path, this.#undoFolder) });
    });
  }

  /** @throws DuplexError `conflict` where something else has changed since, `not-found`, `storage-failed` */
  undo({ id }: CommandInput<'library.undo'>): Promise<void> {
    return this.#change(async (files) => {
      const step = this.#undo.get(id);
      if (step.kind === 'remove') await files.bringBack(step.kept, this.#undoFolder);
      else if (step.kind === 'save') await files.takeBack(step.path, step.before);
      else await files.moveBack(step.path, step.to, step.order);
      this.#undo.done(id);
    });
  }

  /** Keeps the documents in another folder from now on; those that are there stay where they are. */
  setFolder(folder: string): Promise<void> {
    return this.#inTurn(async () => {
      this.#folder = folder;
      this.#isChosen = true;
      await this.#readUndo();
    });
  }

  /** Where an entry is on disk. @throws DuplexError `not-found` */
  async placeOf(path: LibraryPath): Promise<string> {
    await this.#queue;
    return this.#files.placeOf(path);
  }

  /** Something of the secrets has changed. */
  secretsChanged(): void {
    this.#tell();
  }

  close(): void {
    this.#watching.close();
  }

  get #files(): LibraryFiles {
    return new LibraryFiles(this.#folder, this.#scan.entries);
  }

  get #problem(): ErrorInfo | undefined {
    if (this.#scan.problem !== undefined || this.#scan.isThere || !this.#isChosen) return this.#scan.problem;
    return failure('storage-failed', `the folder ${this.#folder} is not there`, {
      reason: because('folderMissing', this.#folder),
    }).info;
  }

  async #begin(): Promise<void> {
    await this.#readUndo();
    await this.#look();
  }

  /** What was removed in an earlier run can be brought back as well. */
  async #readUndo(): Promise<void> {
    this.#undo.clear();
    for (const kept of await this.#undoFolder.read()) {
      if (kept.library === this.#folder) this.#undo.add({ kind: 'remove', path: kept.path, kept });
    }
  }

  /** The change is told of together with the answer: a page that saw a move before it would take the document for gone. */
  async #entryAfter(change: (files: LibraryFiles) => Promise<LibraryPath>): Promise<LibraryEntry> {
    const path = await this.#change(change);
    const entry = this.#scan.entries.find((one) => one.path === path);
    if (entry === undefined) {
      throw failure('storage-failed', `${path} was written, and is not there`, { reason: because('notThere', path) });
    }
    return entry;
  }

  /** Changes files, unless the folder is on a disk that is not there. */
  async #change<Value>(work: (files: LibraryFiles) => Promise<Value>): Promise<Value> {
    return this.#inTurn(async (files) => {
      if (this.#problem !== undefined && !this.#scan.isThere) throw new DuplexError(this.#problem);
      return work(files);
    });
  }

  /** Does something when what was begun before is over, then looks at what is there. */
  async #inTurn<Value>(work: (files: LibraryFiles) => Promise<Value>): Promise<Value> {
    const turn = this.#queue.then(async () => {
      try {
        return await work(this.#files);
      } catch (error) {
        throw error instanceof DuplexError
          ? error
          : failure('storage-failed', messageOf(error), { cause: error, reason: because('libraryNotChanged') });
      } finally {
        await this.#look();
      }
    });
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #look(): Promise<void> {
    this.#scan = await this.#scanner.scan(this.#folder);
    this.#watching.watch(this.#scan.folders, this.#scan.isThere);
    this.#tell();
  }

  #tell(): void {
    const { entries, ...rest } = this.current;
    const short = JSON.stringify([
      rest,
      entries.map(({ path, revision, kind, problem }) => [path, revision, kind, problem]),
    ]);
    if (short === this.#told) return;
    this.#told = short;
    this.#options.changed();
  }
}
