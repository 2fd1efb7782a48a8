import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SummaryState } from '../../contract/log-summary.ts';
import type { ErrorInfo } from '../../contract/errors.ts';
import type { SessionId } from '../../contract/sessions.ts';
import { attempt, type Client } from './client.ts';

/** What a session's log comes to, as main tells it while the view is open. */
export class SummaryView {
  readonly store: StoreApi<SummaryState>;
  readonly #client: Client;
  readonly #session: SessionId;
  #isReading = false;
  /** Whether there is news that is not read yet. */
  #hasNews = false;

  constructor(client: Client, session: SessionId) {
    this.#client = client;
    this.#session = session;
    this.store = createStore<SummaryState>()(() => ({ summary: undefined, problem: undefined }));
  }

  /** Has main read the log, and follow it. The returned function ends that. */
  open(): () => void {
    const session = this.#session;
    let isOver = false;
    const failed = (problem: ErrorInfo): void => {
      // The log was discarded, or the summary closed, while it was asked for.
      if (!isOver) this.store.setState({ problem });
    };
    const stop = this.#client.on('log.summaryChanged', (event) => {
      if (event.session === session) void this.#read(failed);
    });
    void attempt(async () => {
      await this.#client.invoke('log.openSummary', { session });
      await this.#read(failed);
    }, failed);
    return () => {
      isOver = true;
      stop();
      void attempt(() => this.#client.invoke('log.closeSummary', { session }), failed);
    };
  }

  /** One request at a time, and one more when there was news meanwhile. */
  async #read(failed: (problem: ErrorInfo) => void): Promise<void> {
    this.#hasNews = true;
    if (this.#isReading) return;
    this.#isReading = true;
    await attempt(async () => {
      while (this.#hasNews) {
        this.#hasNews = false;
        this.store.setState(await this.#client.invoke('log.summary', { session: this.#session }));
      }
    }, failed);
    this.#isReading = false;
  }
}
