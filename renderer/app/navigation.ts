import { createStore, type StoreApi } from 'zustand/vanilla';
import { attempt, type Client } from '../model/client.ts';
import type { EnteredPage, PageEntry } from '../scenarios/page-entry.ts';

/** The name under which main keeps the page that was shown last, also over a crash: the next window opens with it. */
const memoryName = 'page';

/** The page on screen. */
export interface Place {
  readonly entry: PageEntry;
  readonly page: EnteredPage;
}

/**
 * Which page is shown. It is in the address of the document (`#/id`, with what it is to begin with after a `?`), so that
 * a reload comes back to it, as does the next window; going to another page leaves this one, which closes its socket.
 */
export class Navigation {
  readonly store: StoreApi<Place>;
  readonly pages: readonly PageEntry[];
  readonly #client: Client;

  constructor(client: Client, pages: readonly PageEntry[]) {
    this.#client = client;
    this.pages = pages;
    this.store = createStore<Place>()(() => this.#enter());
  }

  /** Follows the document's address. The returned function ends that. */
  start(): () => void {
    const follow = (): void => this.#follow();
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }

  goTo(entry: PageEntry): void {
    window.location.hash = hrefOf(entry);
  }

  #follow(): void {
    const left = this.store.getState();
    const { entry, parameters } = this.#addressed();
    if (entry === left.entry) {
      left.page.arrive?.({ parameters });
      return;
    }
    left.page.leave();
    this.store.setState(this.#enter());
  }

  #enter(): Place {
    const { entry, parameters } = this.#addressed();
    void attempt(
      () => this.#client.invoke('memory.write', { name: memoryName, text: entry.id }),
      () => undefined, // The next window begins with another page; nothing else is lost.
    );
    return { entry, page: entry.enter({ parameters }) };
  }

  /** The page of the document's address; the first one where it names none. */
  #addressed(): { readonly entry: PageEntry; readonly parameters: URLSearchParams } {
    const [id, query] = window.location.hash.replace(/^#\//, '').split('?', 2);
    const entry = this.pages.find((candidate) => candidate.id === id) ?? this.pages[0];
    if (entry === undefined) throw new Error('the registry lists no page');
    return { entry, parameters: new URLSearchParams(query) };
  }
}

export function hrefOf(entry: PageEntry): string {
  return `#/${entry.id}`;
}
