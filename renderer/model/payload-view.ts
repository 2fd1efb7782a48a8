import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ErrorInfo } from '../../contract/errors.ts';
import { attempt, type Client } from './client.ts';
import { hexDump } from './format.ts';
import type { RowAddress } from './log-view.ts';

/** What is read at once, and again for every "load more". */
export const payloadStep = 64 * 1024;

export interface PayloadState {
  /** The payload as far as it was read, as text and as a hex dump. */
  readonly text: string;
  readonly hex: string;
  readonly loaded: number;
  readonly isLoading: boolean;
  /** The log has no more of it, although the payload is longer: it was let go. */
  readonly isAtEnd: boolean;
  readonly error: ErrorInfo | undefined;
}

/** The payload of one row, read from main piece by piece. */
export class PayloadView {
  readonly store: StoreApi<PayloadState>;
  readonly #client: Client;
  readonly #address: RowAddress;
  readonly #decoder = new TextDecoder();

  constructor(client: Client, address: RowAddress) {
    this.#client = client;
    this.#address = address;
    this.store = createStore<PayloadState>()(() => ({
      text: '',
      hex: '',
      loaded: 0,
      isLoading: false,
      isAtEnd: false,
      error: undefined,
    }));
  }

  async loadMore(): Promise<void> {
    const { isLoading, loaded } = this.store.getState();
    if (isLoading) return;
    this.store.setState({ isLoading: true, error: undefined });
    await attempt(
      async () => {
        const bytes = await this.#client.invoke('log.payload', { ...this.#address, from: loaded, count: payloadStep });
        this.store.setState((state) => ({
          // A character can be cut by the end of a piece; the decoder keeps its beginning for the next one.
          text: state.text + this.#decoder.decode(bytes, { stream: true }),
          hex: [state.hex, hexDump(bytes, loaded)].filter(Boolean).join('\n'),
          loaded: loaded + bytes.length,
          isAtEnd: bytes.length < payloadStep,
        }));
      },
      (error) => this.store.setState({ error }),
    );
    this.store.setState({ isLoading: false });
  }
}
