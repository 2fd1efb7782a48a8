import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ErrorInfo } from '../../contract/errors.ts';
import type { JournalOutcomeKind } from '../../contract/network-isolation.ts';
import type { JournalEntry } from '../../contract/network-journal.ts';
import { attempt, type Client } from './client.ts';

export interface JournalFilter {
  readonly outcome: JournalOutcomeKind | null;
  readonly text: string;
}

export interface JournalViewState {
  readonly filter: JournalFilter;
  /** The entries that are held, and the place of the first of them among those that match. */
  readonly entries: readonly JournalEntry[];
  readonly from: number;
  readonly matchCount: number;
  readonly entryCount: number;
  readonly droppedCount: number;
  /** Whether main has answered yet. */
  readonly isLoaded: boolean;
  readonly problem: ErrorInfo | undefined;
}

export const everyEntry: JournalFilter = { outcome: null, text: '' };

/** As many as fit on a tall screen, and some to scroll: what is asked for before the list says what it shows. */
const firstCount = 64;
/** Entries asked for beyond each end of what is shown. */
const margin = 32;

/** The journal as far as it is on screen. It is in main; this asks for the part that is shown. */
export class JournalView {
  readonly store: StoreApi<JournalViewState>;
  readonly #client: Client;
  #shown = { from: 0, to: firstCount };
  #isReading = false;
  /** Something has changed since the last reading began. */
  #isStale = false;

  constructor(client: Client) {
    this.#client = client;
    this.store = createStore<JournalViewState>()(() => ({
      filter: everyEntry,
      entries: [],
      from: 0,
      matchCount: 0,
      entryCount: 0,
      droppedCount: 0,
      isLoaded: false,
      problem: undefined,
    }));
  }

  /** Reads, and follows what comes. The returned function ends that. */
  start(): () => void {
    const stop = this.#client.on('journal.changed', () => void this.#read());
    void this.#read();
    return stop;
  }

  /** An entry by its place among those that match; undefined while it is being fetched. */
  entryAt(index: number): JournalEntry | undefined {
    const { from, entries } = this.store.getState();
    return entries[index - from];
  }

  /** Says which entries are on screen: `from` up to but not including `to`. */
  show(from: number, to: number): void {
    this.#shown = { from, to };
    const { from: heldFrom, entries, matchCount } = this.store.getState();
    if (from < heldFrom || Math.min(to, matchCount) > heldFrom + entries.length) void this.#read();
  }

  setFilter(change: Partial<JournalFilter>): void {
    this.store.setState(({ filter }) => ({ filter: { ...filter, ...change } }));
    void this.#read();
  }

  async clear(): Promise<void> {
    await attempt(
      () => this.#client.invoke('journal.clear', {}),
      (problem) => this.store.setState({ problem }),
    );
  }

  /** One reading at a time; what changes meanwhile is read after it. */
  async #read(): Promise<void> {
    this.#isStale = true;
    if (this.#isReading) return;
    this.#isReading = true;
    while (this.#isStale) {
      this.#isStale = false;
      await attempt(
        () => this.#readOnce(),
        (problem) => this.store.setState({ problem }),
      );
    }
    this.#isReading = false;
  }

  async #readOnce(): Promise<void> {
    const { filter } = this.store.getState();
    const from = Math.max(0, this.#shown.from - margin);
    const count = Math.max(firstCount, this.#shown.to + margin - from);
    const { entries, ...counts } = await this.#client.invoke('journal.read', { from, count, filter });
    this.store.setState({ ...counts, entries, from, isLoaded: true, problem: undefined });
  }
}
