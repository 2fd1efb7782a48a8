import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ErrorInfo } from '../../contract/errors.ts';
import type { Licences, UpdateState } from '../../contract/updates.ts';
import { attempt, type Client } from './client.ts';

/** The id of the page "About and updates", in its address and in the registry. */
export const aboutPage = 'about';

export interface AboutState {
  /** Undefined until main has answered. */
  readonly updates: UpdateState | undefined;
  readonly licences: Licences | undefined;
  /** A command that failed. */
  readonly problem: ErrorInfo | undefined;
}

type Act = 'updates.check' | 'updates.download' | 'updates.install' | 'updates.cancel';

/** The page "About and updates", without how it looks. Lives from entering the page to leaving it. */
export class AboutPage {
  readonly store: StoreApi<AboutState>;
  readonly #client: Client;
  readonly #unfollow: () => void;

  constructor(client: Client) {
    this.#client = client;
    this.store = createStore<AboutState>()(() => ({ updates: undefined, licences: undefined, problem: undefined }));
    this.#unfollow = client.on('updates.changed', (updates) => this.store.setState({ updates }));
  }

  /** Asks main how things stand. */
  async attach(): Promise<void> {
    await this.#try(async () => this.store.setState({ updates: await this.#client.invoke('updates.state', {}) }));
  }

  async check(): Promise<void> {
    await this.#act('updates.check');
  }

  async download(): Promise<void> {
    await this.#act('updates.download');
  }

  async install(): Promise<void> {
    await this.#act('updates.install');
  }

  /** Ends a check or a download; what is being installed is not stopped. */
  async cancel(): Promise<void> {
    const { updates } = this.store.getState();
    const kind = updates?.kind === 'possible' ? updates.step.kind : undefined;
    if (kind === 'checking' || kind === 'downloading') await this.#act('updates.cancel');
  }

  async setAutomatic(isAutomatic: boolean): Promise<void> {
    await this.#try(() => this.#client.invoke('updates.setAutomatic', { isAutomatic }));
  }

  async showLicences(): Promise<void> {
    await this.#try(async () => this.store.setState({ licences: await this.#client.invoke('app.licences', {}) }));
  }

  /** What is under way goes on: it can be found again. */
  leave(): void {
    this.#unfollow();
  }

  async #act(name: Act): Promise<void> {
    await this.#try(() => this.#client.invoke(name, {}));
  }

  async #try(work: () => Promise<void>): Promise<void> {
    this.store.setState({ problem: undefined });
    await attempt(work, (problem) => this.store.setState({ problem }));
  }
}
