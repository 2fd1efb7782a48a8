import { createStore, type StoreApi } from 'zustand/vanilla';
import type { OpenedLink } from '../../contract/deep-link.ts';
import type { ErrorInfo } from '../../contract/errors.ts';
import type { AddressAnswer } from '../../contract/network-isolation.ts';
import { attempt, type Client } from './client.ts';

export interface LinkQuestionsState {
  /** Links that wait, the oldest first; that one is asked about. */
  readonly links: readonly OpenedLink[];
  /** What network isolation says of the first one's address; undefined until it has answered. */
  readonly answer: AddressAnswer | ErrorInfo | undefined;
}

/** Links that were opened outside of the app. They connect to nothing: the user is asked, and only told of an address. */
export class LinkQuestions {
  readonly store: StoreApi<LinkQuestionsState>;
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
    this.store = createStore<LinkQuestionsState>()(() => ({ links: [], answer: undefined }));
  }

  /** Follows what is opened, and asks what waits. The returned function ends that. */
  start(): () => void {
    const stop = this.#client.on('link.opened', ({ link }) => this.#take([link]));
    void attempt(
      async () => this.#take(await this.#client.invoke('link.waiting', {})),
      () => undefined, // What waits is asked for again by the next document.
    );
    return stop;
  }

  /** The user has decided about a link. */
  async answered({ id }: OpenedLink): Promise<void> {
    const links = this.store.getState().links.filter((link) => link.id !== id);
    this.store.setState({ links, answer: undefined });
    void this.#decide();
    await attempt(
      () => this.#client.invoke('link.answered', { id }),
      () => undefined, // It is gone already.
    );
  }

  #take(opened: readonly OpenedLink[]): void {
    const { links } = this.store.getState();
    const more = opened.filter(({ id }) => links.every((link) => link.id !== id));
    if (more.length === 0) return;
    this.store.setState({ links: [...links, ...more].toSorted((one, other) => one.id - other.id) });
    void this.#decide();
  }

  /** Asks about the first link's address, without asking anybody for the addresses of its name. */
  async #decide(): Promise<void> {
    const [first] = this.store.getState().links;
    if (first?.kind !== 'connect') return;
    const tell = (answer: AddressAnswer | ErrorInfo): void => {
      if (this.store.getState().links[0]?.id === first.id) this.store.setState({ answer });
    };
    await attempt(
      async () => tell(await this.#client.invoke('network.decide', { address: first.address, looksUp: false })),
      tell,
    );
  }
}
