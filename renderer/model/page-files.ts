import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FileSource } from '../../contract/commands/command.ts';
import type { FileToSave } from '../../contract/commands/files.ts';
import type { ErrorInfo } from '../../contract/errors.ts';
import type { FileTransfer, SessionId, SessionRates } from '../../contract/sessions.ts';
import { attempt, type Client } from './client.ts';
import type { DoneStatus } from './page-status.ts';
import type { CurrentSession } from './page-sessions.ts';
import { isLive } from './scenario-state.ts';
import { TransferMeter, type TransferProgress } from './transfer-meter.ts';

export interface FilesState {
  readonly sending: TransferProgress | undefined;
  readonly receiving: TransferProgress | undefined;
  readonly isPaused: boolean;
  /** Bytes of each second of the current session; undefined before the first one has passed. */
  readonly rates: SessionRates | undefined;
}

/** What a page's files need of the page. */
export interface FilesPage {
  readonly current: () => CurrentSession | undefined;
  readonly done: (what: DoneStatus) => void;
  readonly failed: (error: ErrorInfo) => void;
  /** Takes a file that was chosen while there is no connection; undefined when it is in use, or given up. */
  readonly setFirstFile: (file: FileToSave | undefined) => void;
}

/** Figures that change more often than this cannot be read. */
const calmMs = 200;
const second = 1000;

/** The files of a page's session: sent, received into, how fast; and the bytes of each second. */
export class PageFiles {
  readonly store: StoreApi<FilesState>;
  readonly #client: Client;
  readonly #page: FilesPage;
  readonly #meters = { sending: new TransferMeter(), receiving: new TransferMeter() };
  #current: CurrentSession | undefined;
  #shownAt = 0;
  /** What the switch was put to, until main has told the same: it must not go back meanwhile. */
  #wantedPause: boolean | undefined;
  /** The ended session whose last figures are at hand. */
  #complete: SessionId | undefined;

  constructor(client: Client, page: FilesPage) {
    this.#client = client;
    this.#page = page;
    this.store = createStore<FilesState>()(() => ({
      sending: undefined,
      receiving: undefined,
      isPaused: false,
      rates: undefined,
    }));
  }

  /** The current session has changed, or is another. */
  sessionChanged(current: CurrentSession): void {
    const before = this.#current?.session === current.session ? this.#current : undefined;
    this.#current = current;
    if (before === undefined) this.store.setState({ rates: undefined });
    const { transfers } = current;
    if (transfers.receiving !== undefined && before?.transfers.receiving === undefined) {
      this.#page.setFirstFile(undefined);
    }
    if (before !== undefined) {
      this.#announce(before.transfers.sending, transfers.sending, 'fileSent');
      this.#announce(before.transfers.receiving, transfers.receiving, 'fileReceived');
    }
    if (before === undefined || transfers.isPaused === this.#wantedPause || !isLive(current.connection)) {
      this.#wantedPause = undefined;
    }
    const isNews =
      kindOf(before?.transfers.sending) !== kindOf(transfers.sending) ||
      kindOf(before?.transfers.receiving) !== kindOf(transfers.receiving) ||
      before?.transfers.isPaused !== transfers.isPaused;
    if (isNews || performance.now() - this.#shownAt >= calmMs) this.#show();
  }

  /**
   * Reads the bytes of each second, now and every second. The returned function ends it.
   *
   * @param isVisible whether anybody can see them
   */
  watch(isVisible: () => boolean): () => void {
    const read = (): void => {
      if (isVisible()) void this.#readRates();
    };
    read();
    const timer = setInterval(read, second);
    return () => clearInterval(timer);
  }

  /** Asks for a file, or takes the one that was dropped, and sends it. */
  async send(source: FileSource = {}): Promise<void> {
    await this.#attempt(async () => {
      const file = await this.#client.invoke('file.chooseToSend', source);
      const current = this.#page.current();
      if (file === null || current === undefined) return;
      await this.#client.invoke('session.sendFile', { session: current.session, file: file.handle });
    });
  }

  async cancelSending(): Promise<void> {
    await this.#withSession((session) => this.#client.invoke('session.cancelSending', { session }));
  }

  /** Asks for a file and has it take what comes: from now on, or from the first byte of the next connection. */
  async receive(): Promise<void> {
    await this.#attempt(async () => {
      const file = await this.#client.invoke('file.chooseToSave', {});
      if (file === null) return;
      const current = this.#page.current();
      if (current?.connection.kind !== 'open') this.#page.setFirstFile(file);
      else await this.#client.invoke('session.receiveIntoFile', { session: current.session, file: file.handle });
    });
  }

  forgetFirstFile(): void {
    this.#page.setFirstFile(undefined);
  }

  async stopReceiving(): Promise<void> {
    await this.#withSession((session) => this.#client.invoke('session.stopReceiving', { session }));
  }

  async setPaused(isPaused: boolean): Promise<void> {
    this.#wantedPause = isPaused;
    this.#show();
    await this.#withSession(async (session) => {
      try {
        await this.#client.invoke('session.setPaused', { session, isPaused });
      } catch (error) {
        this.#wantedPause = undefined;
        this.#show();
        throw error;
      }
    });
  }

  async #withSession(work: (session: SessionId) => Promise<void>): Promise<void> {
    const current = this.#page.current();
    if (current !== undefined) await this.#attempt(() => work(current.session));
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    await attempt(work, (error) => this.#page.failed(error));
  }

  async #readRates(): Promise<void> {
    const current = this.#current;
    if (current === undefined || current.session === this.#complete) return;
    if (current.connection.kind === 'connecting') return;
    const { session } = current;
    const wasLive = isLive(current.connection);
    await attempt(
      async () => {
        const rates = await this.#client.invoke('session.rates', { session });
        if (this.#current?.session !== session) return;
        if (!wasLive) this.#complete = session;
        this.store.setState({ rates });
        // Also when no news comes: a rate goes down by itself.
        this.#show();
      },
      (error) => {
        // The transcript was cleared, and the ended session with it.
        this.#complete = session;
        if (error.code !== 'not-found') this.#page.failed(error);
      },
    );
  }

  #show(): void {
    const now = performance.now();
    this.#shownAt = now;
    const transfers = this.#current?.transfers;
    const { sending, receiving } = this.#meters;
    this.store.setState({
      sending: transfers?.sending && sending.measure(transfers.sending, now),
      receiving: transfers?.receiving && receiving.measure(transfers.receiving, now),
      isPaused: this.#wantedPause ?? transfers?.isPaused ?? false,
    });
  }

  /** Says how a file's way ended, if it has just ended. */
  #announce(before: FileTransfer | undefined, { end }: Partial<FileTransfer> = {}, done: DoneStatus): void {
    if (end === undefined || before === undefined || before.end !== undefined) return;
    if (end.kind === 'done') this.#page.done(done);
    else if (end.kind === 'canceled') this.#page.done('sendingCanceled');
    // What ended the connection is said of the connection.
    else if (end.error.field === 'file' || end.error.code === 'internal') this.#page.failed(end.error);
  }
}

/** What the page shows differently: whether there is a file, and how it ended. */
function kindOf(transfer: FileTransfer | undefined): string {
  if (transfer === undefined) return 'none';
  return transfer.end?.kind ?? `${transfer.startedAt}`;
}
