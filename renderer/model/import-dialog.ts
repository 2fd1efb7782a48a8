import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FileSource } from '../../contract/commands/command.ts';
import { toErrorInfo, type ErrorInfo } from '../../contract/errors.ts';
import type { ImportProposal } from '../../contract/workbench/importing.ts';
import { attempt, type Client } from './client.ts';

export interface ImportDialogState {
  readonly text: string;
  /** What the text could be imported as; undefined before it was read, and when it has changed since. */
  readonly proposal: ImportProposal | undefined;
  /** Which of its documents are wanted, by index. */
  readonly chosen: ReadonlySet<number>;
  readonly isBusy: boolean;
  readonly problem: ErrorInfo | undefined;
}

const empty: ImportDialogState = {
  text: '',
  proposal: undefined,
  chosen: new Set(),
  isBusy: false,
  problem: undefined,
};

/** The dialog that imports what other tools wrote, without how it looks. Lives while it is open. */
export class ImportDialogModel {
  readonly store: StoreApi<ImportDialogState> = createStore<ImportDialogState>()(() => empty);
  readonly #client: Client;
  /** Counts what was asked for: an answer to something else is old. */
  #asked = 0;
  #isReading = false;

  constructor(client: Client) {
    this.#client = client;
  }

  /** Nobody waits for what is being read. */
  close(): void {
    this.#asked += 1;
    if (!this.#isReading) return;
    this.#isReading = false;
    void attempt(
      () => this.#client.invoke('import.cancel', {}),
      // It is read to its end then, and the answer is old.
      () => undefined,
    );
  }

  setText(text: string): void {
    this.close();
    this.store.setState({ ...empty, text });
  }

  /** Reads what was typed or pasted. */
  async read(): Promise<void> {
    const { text } = this.store.getState();
    await this.#propose(() => this.#client.invoke('import.text', { text }));
  }

  /** Asks for a file, or takes the one that was dropped, and reads it. */
  async readFile(source: FileSource = {}): Promise<void> {
    await this.#propose(() => this.#client.invoke('import.file', source));
  }

  /** What was dropped is no file. */
  refuse(problem: ErrorInfo): void {
    this.store.setState({ proposal: undefined, problem });
  }

  choose(index: number, isChosen: boolean): void {
    const chosen = new Set(this.store.getState().chosen);
    if (isChosen) chosen.add(index);
    else chosen.delete(index);
    this.store.setState({ chosen });
  }

  /** Imports what is chosen. @returns the paths of what was written; undefined when it could not be done, see `problem` */
  async accept(): Promise<readonly string[] | undefined> {
    const { proposal, chosen, isBusy } = this.store.getState();
    if (proposal === undefined || chosen.size === 0 || isBusy) return undefined;
    this.store.setState({ isBusy: true, problem: undefined });
    try {
      const documents = [...chosen].toSorted((a, b) => a - b);
      return await this.#client.invoke('import.accept', { proposal: proposal.proposal, documents });
    } catch (error) {
      this.store.setState({ problem: toErrorInfo(error) });
      return undefined;
    } finally {
      this.store.setState({ isBusy: false });
    }
  }

  async #propose(ask: () => Promise<ImportProposal | null>): Promise<void> {
    const asked = (this.#asked += 1);
    this.#isReading = true;
    this.store.setState({ isBusy: true, problem: undefined });
    try {
      const proposal = await ask();
      if (asked !== this.#asked) return;
      if (proposal !== null) {
        this.store.setState({ proposal, chosen: new Set(proposal.documents.keys()) });
      }
    } catch (error) {
      if (asked === this.#asked) this.store.setState({ proposal: undefined, problem: toErrorInfo(error) });
    } finally {
      if (asked === this.#asked) {
        this.#isReading = false;
        this.store.setState({ isBusy: false });
      }
    }
  }
}
