import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ErrorInfo } from '../../../contract/errors.ts';
import type { MessageSending } from '../../../contract/workbench/documents.ts';
import type { SentMessage } from '../../../contract/workbench/sending.ts';
import { attempt, type Client } from '../client.ts';

export interface HistoryState {
  /** The newest first. */
  readonly messages: readonly SentMessage[];
  readonly problem: ErrorInfo | undefined;
}

/** What was sent to an address, to be sent once more; walked through like the history of a shell. */
export class SentHistory {
  readonly store: StoreApi<HistoryState>;
  readonly #client: Client;
  #url = '';
  /** How many steps back; 0: at what is being written. */
  #place = 0;
  /** What was being written when the walk began. */
  #written: MessageSending | undefined;

  constructor(client: Client) {
    this.#client = client;
    this.store = createStore<HistoryState>()(() => ({ messages: [], problem: undefined }));
  }

  /** Asks main for the messages of an address. */
  async load(url: string): Promise<void> {
    if (url !== this.#url) {
      this.#url = url;
      this.leave();
      this.store.setState({ messages: [], problem: undefined });
    }
    if (url === '') return;
    await attempt(
      async () => {
        const messages = await this.#client.invoke('send.history', { url });
        if (url === this.#url) this.store.setState({ messages, problem: undefined });
      },
      (problem) => this.store.setState({ problem }),
    );
  }

  /**
   * One message back, or forth again; the last step forth is what was being written.
   *
   * @returns undefined where there is no further one
   */
  walk(direction: 'back' | 'forth', current: MessageSending): MessageSending | undefined {
    const { messages } = this.store.getState();
    if (direction === 'back') {
      const next = messages[this.#place];
      if (next === undefined) return undefined;
      if (this.#place === 0) this.#written = current;
      this.#place += 1;
      return next.message;
    }
    if (this.#place === 0) return undefined;
    this.#place -= 1;
    return this.#place === 0 ? this.#written : messages[this.#place - 1]?.message;
  }

  /** The next walk begins at what is being written then: something was written or sent. */
  leave(): void {
    this.#place = 0;
    this.#written = undefined;
  }
}
