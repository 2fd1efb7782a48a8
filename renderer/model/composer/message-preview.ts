import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ErrorInfo } from '../../../contract/errors.ts';
import type { MessageSending } from '../../../contract/workbench/documents.ts';
import type { SendPreview, TemplateScope } from '../../../contract/workbench/sending.ts';
import { attempt, type Client } from '../client.ts';

/** How long typing rests before main is asked. */
const typingMs = 150;

export interface PreviewState {
  /** Undefined until main has answered. */
  readonly preview: SendPreview | undefined;
  /** Why main did not say anything. */
  readonly problem: ErrorInfo | undefined;
}

/** What a message would be on the wire, asked of main while it is written. */
export class MessagePreview {
  readonly store: StoreApi<PreviewState>;
  readonly #client: Client;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts questions: an answer to an older one is of no use. */
  #round = 0;

  constructor(client: Client) {
    this.#client = client;
    this.store = createStore<PreviewState>()(() => ({ preview: undefined, problem: undefined }));
  }

  /** Asks about a message as soon as typing rests. What is known of the last one stays until then. */
  show(message: MessageSending, scope: TemplateScope): void {
    this.#round += 1;
    const round = this.#round;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(message, scope, round), typingMs);
  }

  stop(): void {
    this.#round += 1;
    clearTimeout(this.#timer);
  }

  async #ask(message: MessageSending, scope: TemplateScope, round: number): Promise<void> {
    await attempt(
      async () => {
        const preview = await this.#client.invoke('send.preview', { message, scope });
        if (round === this.#round) this.store.setState({ preview, problem: undefined });
      },
      (problem) => {
        if (round === this.#round) this.store.setState({ preview: undefined, problem });
      },
    );
  }
}
