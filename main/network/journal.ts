import type { JournalEntry, JournalState } from '../../contract/network-journal.ts';

/** What a recorder knows; number and time are the journal's. */
export type JournalRecord = Omit<JournalEntry, 'number' | 'time'>;

/** Every socket opened or refused since start, the newest of them kept. */
export class Journal {
  readonly #capacity: number;
  /** A ring: the first entry since it was cleared is at 0. */
  #entries: JournalEntry[] = [];
  readonly #listeners = new Set<(entry: JournalEntry) => void>();
  #count = 0;
  /** How many of them were cleared away. */
  #clearedCount = 0;

  /** @param capacity how many entries are kept. Default: 10 000, some megabytes at most */
  constructor(capacity = 10_000) {
    this.#capacity = capacity;
  }

  record(record: JournalRecord): void {
    this.#count += 1;
    const entry: JournalEntry = { number: this.#count, time: Date.now(), ...record };
    this.#entries[(this.#kept - 1) % this.#capacity] = entry;
    for (const listener of this.#listeners) listener(entry);
  }

  /** A copy of what is kept, oldest first. */
  get state(): JournalState {
    const oldest = this.#kept > this.#capacity ? this.#kept % this.#capacity : 0;
    return {
      entries: [...this.#entries.slice(oldest), ...this.#entries.slice(0, oldest)],
      droppedCount: Math.max(0, this.#kept - this.#capacity),
    };
  }

  /** Forgets every entry. The numbers go on, so that it can be seen that there were some. */
  clear(): void {
    this.#entries = [];
    this.#clearedCount = this.#count;
  }

  /** How many were recorded since it was cleared. */
  get #kept(): number {
    return this.#count - this.#clearedCount;
  }

  /** Calls a listener with every entry from now on. @returns its undo */
  onRecorded(listener: (entry: JournalEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
