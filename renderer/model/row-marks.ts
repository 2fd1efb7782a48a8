import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ErrorInfo } from '../../contract/errors.ts';
import type { RowMark } from '../../contract/log-marks.ts';
import type { SessionId } from '../../contract/sessions.ts';
import { attempt, type Client } from './client.ts';
import type { RowAddress } from './log-view.ts';

/** A row that is marked, and how. */
export interface MarkedRow extends RowAddress {
  readonly mark: RowMark;
}

const noMark = { isPinned: false, note: '' } as const;

/** Pins and notes beside the rows of some sessions. Main keeps them with the log. */
export class RowMarks {
  /** By session and row. */
  readonly store: StoreApi<ReadonlyMap<SessionId, ReadonlyMap<number, RowMark>>>;
  readonly #client: Client;
  readonly #report: (error: ErrorInfo) => void;
  readonly #known = new Set<SessionId>();

  /** @param report told what cannot be read or written */
  constructor(client: Client, report: (error: ErrorInfo) => void) {
    this.#client = client;
    this.#report = report;
    this.store = createStore<ReadonlyMap<SessionId, ReadonlyMap<number, RowMark>>>()(() => new Map());
  }

  /** Reads the marks of sessions that are new here. */
  follow(sessions: readonly SessionId[]): void {
    for (const session of sessions) {
      if (this.#known.has(session)) continue;
      this.#known.add(session);
      void this.#take(session, () => this.#client.invoke('log.marks', { session }));
    }
  }

  of({ session, row }: RowAddress): RowMark | undefined {
    return this.store.getState().get(session)?.get(row);
  }

  /** Every marked row, in the order of the sessions and rows. */
  list(sessions: readonly SessionId[]): MarkedRow[] {
    return sessions.flatMap((session) =>
      [...(this.store.getState().get(session)?.values() ?? [])].map((mark) => ({ session, row: mark.row, mark })),
    );
  }

  /** Pins all of these rows; where they are pinned already, unpins them. */
  async togglePins(addresses: readonly RowAddress[]): Promise<void> {
    const isPinned = !addresses.every((address) => this.of(address)?.isPinned === true);
    for (const address of addresses) await this.#set(address, { isPinned });
  }

  /** @param note empty for none */
  async setNote(address: RowAddress, note: string): Promise<void> {
    await this.#set(address, { note });
  }

  async #set(address: RowAddress, change: Partial<Omit<RowMark, 'row'>>): Promise<void> {
    const mark = { ...noMark, ...this.of(address), ...change, row: address.row };
    await this.#take(address.session, () => this.#client.invoke('log.mark', { session: address.session, ...mark }));
  }

  async #take(session: SessionId, ask: () => Promise<readonly RowMark[]>): Promise<void> {
    await attempt(
      async () => {
        const marks = new Map((await ask()).map((mark) => [mark.row, mark]));
        this.store.setState(new Map(this.store.getState()).set(session, marks), true);
      },
      (error) => {
        // A log that was let go meanwhile has no marks either.
        if (error.code !== 'not-found') this.#report(error);
      },
    );
  }
}
