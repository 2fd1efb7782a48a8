import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ErrorInfo } from '../../contract/errors.ts';
import type { ConnectionSource, EffectiveRequest } from '../../contract/workbench/effective-request.ts';
import { attempt, type Client } from './client.ts';

/** So much later than the last change main is asked: a person who types is not interrupted. */
export const previewDelayMs = 150;

export interface RequestPreviewState {
  /** The last answer; also while the next one is on its way. */
  readonly request: EffectiveRequest | undefined;
  readonly isBusy: boolean;
  /** Why there is no answer to what stands there now. */
  readonly error: ErrorInfo | undefined;
}

/** What would be sent, asked anew after every change. An answer that was overtaken is not shown. */
export class RequestPreview {
  readonly store: StoreApi<RequestPreviewState>;
  readonly #client: Client;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #question = 0;

  constructor(client: Client) {
    this.#client = client;
    this.store = createStore<RequestPreviewState>()(() => ({ request: undefined, isBusy: false, error: undefined }));
  }

  /** Asks, when nothing else is wanted for a while. */
  show(source: ConnectionSource): void {
    clearTimeout(this.#timer);
    this.#question += 1;
    const question = this.#question;
    this.store.setState({ isBusy: true });
    const wait = this.store.getState().request === undefined ? 0 : previewDelayMs;
    this.#timer = setTimeout(() => void this.#ask(source, question), wait);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#question += 1;
    this.store.setState({ isBusy: false });
  }

  async #ask(source: ConnectionSource, question: number): Promise<void> {
    const tell = (state: Partial<RequestPreviewState>): void => {
      if (question === this.#question) this.store.setState({ ...state, isBusy: false });
    };
    await attempt(
      async () => tell({ request: await this.#client.invoke('workbench.request', source), error: undefined }),
      (error) => tell({ error }),
    );
  }
}

/** The head as one text, for the clipboard. */
export function headText(request: EffectiveRequest): string {
  return `${request.head.map(({ text }) => `${text}\r\n`).join('')}\r\n`;
}
