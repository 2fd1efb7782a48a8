import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppModel } from '../model/app-model.ts';
import type { Client } from '../model/client.ts';
import { ScenarioPage } from '../model/scenario-page.ts';
import type { Drafts } from '../model/scenario-rules.ts';
import type { Scenario } from '../scenarios/scenario.ts';

/** The page on screen. */
export interface Place {
  readonly scenario: Scenario;
  readonly page: ScenarioPage;
}

interface NavigationOptions {
  readonly client: Client;
  readonly app: AppModel;
  readonly scenarios: readonly Scenario[];
}

/**
 * Which page is shown. It is in the address of the document (`#/id`), so that a reload comes back to it; going to
 * another page leaves this one, which closes its socket.
 */
export class Navigation {
  readonly store: StoreApi<Place>;
  readonly #options: NavigationOptions;
  /** What was typed on pages that were left. */
  readonly #drafts = new Map<string, Drafts>();

  constructor(options: NavigationOptions) {
    this.#options = options;
    this.store = createStore<Place>()(() => this.#enter(this.#addressed()));
  }

  get scenarios(): readonly Scenario[] {
    return this.#options.scenarios;
  }

  /** Follows the document's address. The returned function ends that. */
  start(): () => void {
    const follow = (): void => this.#follow();
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }

  goTo(scenario: Scenario): void {
    window.location.hash = hrefOf(scenario);
  }

  #follow(): void {
    const scenario = this.#addressed();
    const { scenario: left, page } = this.store.getState();
    if (scenario === left) return;
    this.#drafts.set(left.id, page.store.getState().drafts);
    void page.leave();
    this.store.setState(this.#enter(scenario));
  }

  #enter(scenario: Scenario): Place {
    const { client, app } = this.#options;
    const page = new ScenarioPage(client, app, scenario.rules, this.#drafts.get(scenario.id));
    void page.attach();
    return { scenario, page };
  }

  /** The page of the document's address; the first one where it names none. */
  #addressed(): Scenario {
    const id = window.location.hash.replace(/^#\//, '');
    const found = this.scenarios.find((scenario) => scenario.id === id) ?? this.scenarios[0];
    if (found === undefined) throw new Error('the registry lists no scenario');
    return found;
  }
}

export function hrefOf(scenario: Scenario): string {
  return `#/${scenario.id}`;
}
