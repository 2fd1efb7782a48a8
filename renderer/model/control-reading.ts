import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionControl } from '../../contract/socket-control.ts';
import { attempt, type Client } from './client.ts';
import { defaultControls, draftsFrom } from './control-drafts.ts';
import type { ScenarioPage } from './scenario-page.ts';
import { isLive } from './scenario-state.ts';

/** Bandwidth changes by itself. */
const refreshMs = 1000;

/** The control object of the page's live session, as main has it; undefined while there is none. */
export class ControlReading {
  readonly store: StoreApi<{ readonly control: SessionControl | undefined }>;
  readonly #client: Client;
  readonly #page: ScenarioPage;
  #isAsking = false;
  #isStale = false;
  #hasFilledIn = false;

  constructor(client: Client, page: ScenarioPage) {
    this.#client = client;
    this.#page = page;
    this.store = createStore<{ readonly control: SessionControl | undefined }>()(() => ({ control: undefined }));
  }

  /** Follows the page. The returned function ends that. */
  start(): () => void {
    const stop = this.#page.store.subscribe((now, before) => {
      if (now.connection !== before.connection || now.counters !== before.counters) void this.#read();
    });
    const timer = setInterval(() => void this.#read(), refreshMs);
    void this.#read();
    return () => {
      stop();
      clearInterval(timer);
    };
  }

  /** One question at a time; a change meanwhile is asked about afterwards. */
  async #read(): Promise<void> {
    if (this.#isAsking) {
      this.#isStale = true;
      return;
    }
    const session = this.#session;
    if (session === undefined) {
      this.store.setState({ control: undefined });
      return;
    }
    this.#isAsking = true;
    this.#isStale = false;
    await attempt(
      async () => {
        const control = await this.#client.invoke('session.control', { session });
        this.store.setState({ control: this.#session === session ? control : undefined });
        this.#fillIn(control);
      },
      // It was discarded meanwhile.
      () => this.store.setState({ control: undefined }),
    );
    this.#isAsking = false;
    if (this.#isStale) await this.#read();
  }

  /** A page that was loaded again has found its session, and nothing is filled in. */
  #fillIn({ now }: SessionControl): void {
    if (this.#hasFilledIn) return;
    this.#hasFilledIn = true;
    if (this.#page.store.getState().drafts.controls !== defaultControls) return;
    this.#page.edit({ controls: draftsFrom(now) });
  }

  get #session(): number | undefined {
    return isLive(this.#page.store.getState().connection) ? this.#page.session : undefined;
  }
}
