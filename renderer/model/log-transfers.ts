import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FileSource } from '../../contract/commands/command.ts';
import type { ErrorInfo } from '../../contract/errors.ts';
import type { ExportFormat, LogTransfer, RowRanges } from '../../contract/log-export.ts';
import type { ViewId } from '../../contract/log-search.ts';
import type { SessionId } from '../../contract/sessions.ts';
import { attempt, type Client } from './client.ts';

/** Ranges of rows, or what was found by a view. */
export type ExportedRows = { readonly ranges: RowRanges } | { readonly view: ViewId };

/** What a person wants in a file. */
export interface ExportChoice {
  readonly session: SessionId;
  readonly format: ExportFormat;
  /** Undefined for all rows. */
  readonly rows: ExportedRows | undefined;
  readonly includesSecrets: boolean;
}

/** Exports and imports of logs, oldest first; those that have ended stay until they are dismissed. */
export class LogTransferList {
  readonly store: StoreApi<{ readonly transfers: readonly LogTransfer[] }>;
  readonly #client: Client;
  readonly #failed: (error: ErrorInfo) => void;
  readonly #dismissed = new Set<number>();

  /** @param failed told of what cannot even begin */
  constructor(client: Client, failed: (error: ErrorInfo) => void) {
    this.#client = client;
    this.#failed = failed;
    this.store = createStore<{ readonly transfers: readonly LogTransfer[] }>()(() => ({ transfers: [] }));
  }

  /** Asks main what is under way, and follows it. The returned function ends that. */
  start(): () => void {
    const stop = this.#client.on('log.transferChanged', (transfer) => this.#set(transfer));
    void this.#attempt(async () => {
      for (const transfer of await this.#client.invoke('log.transfers', {})) {
        // What has ended before is of no interest any more, and what is known is newer.
        if (transfer.end === undefined && !this.#has(transfer)) this.#set(transfer);
      }
    });
    return stop;
  }

  /** Asks where to, and begins. */
  async export({ session, format, rows, includesSecrets }: ExportChoice): Promise<void> {
    await this.#attempt(async () => {
      const file = await this.#client.invoke('log.chooseExport', { session, format });
      if (file === null) return;
      const request = { session, format, file: file.handle, includesSecrets };
      await this.#client.invoke('log.export', { ...request, ...rows });
    });
  }

  /** Asks for a file, or takes the one that was dropped, and begins. */
  async import(source: FileSource = {}): Promise<void> {
    await this.#attempt(() => this.#client.invoke('log.import', source));
  }

  async cancel(transfer: number): Promise<void> {
    await this.#attempt(() => this.#client.invoke('log.cancelTransfer', { transfer }));
  }

  /** Shows those that have ended no longer. */
  dismissEnded(): void {
    const { transfers } = this.store.getState();
    for (const { transfer, end } of transfers) if (end !== undefined) this.#dismissed.add(transfer);
    this.store.setState({ transfers: transfers.filter(({ end }) => end === undefined) });
  }

  #set(changed: LogTransfer): void {
    if (this.#dismissed.has(changed.transfer)) return;
    const { transfers } = this.store.getState();
    this.store.setState({
      transfers: this.#has(changed)
        ? transfers.map((known) => (known.transfer === changed.transfer ? changed : known))
        : [...transfers, changed],
    });
  }

  #has({ transfer }: LogTransfer): boolean {
    return this.store.getState().transfers.some((known) => known.transfer === transfer);
  }

  #attempt(work: () => Promise<unknown>): Promise<void> {
    return attempt(work, this.#failed);
  }
}
