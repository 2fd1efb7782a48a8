import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from './client.ts';
import { LogSettingsModel } from './log-settings.ts';

/** So much is looked for at most; links from elsewhere can say anything. */
const longestQuery = 200;

/** The page "Settings", without how it looks. */
export class SettingsPage {
  readonly store: StoreApi<{ readonly query: string }>;
  readonly log: LogSettingsModel;

  constructor(client: Client) {
    this.store = createStore<{ readonly query: string }>()(() => ({ query: '' }));
    this.log = new LogSettingsModel(client);
  }

  async load(): Promise<void> {
    await this.log.load();
  }

  find(query: string): void {
    this.store.setState({ query: query.slice(0, longestQuery) });
  }
}
