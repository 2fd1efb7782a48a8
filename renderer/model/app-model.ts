import type { UpdateState } from '../../contract/updates.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppState, Theme } from '../../contract/commands.ts';
import type { ErrorInfo } from '../../contract/errors.ts';
import { defaultChartsLook, type ChartsLook } from '../../contract/log-summary.ts';
import type { CertificateQuestion } from '../../contract/secure-connections.ts';
import type { ServerEndpoints, ServerState, SessionId } from '../../contract/sessions.ts';
import { defaultTranscriptLook, type TranscriptLook } from '../../contract/transcript-look.ts';
import { attempt, type Client } from './client.ts';

export interface AppModelState {
  /** What main says of the app; undefined until it has answered. */
  readonly app: AppState | undefined;
  readonly server: ServerState;
  /** The addresses the built-in server has, or had when it last ran. */
  readonly endpoints: ServerEndpoints | undefined;
  readonly theme: Theme;
  readonly transcriptLook: TranscriptLook;
  readonly chartsLook: ChartsLook;
  /** What the user should know of: what went wrong at start, and commands that failed outside a page. */
  readonly problems: readonly ErrorInfo[];
  /** Servers that wait for the user's yes. */
  readonly questions: readonly CertificateQuestion[];
  /** Whether a newer version waits for the user. */
  readonly hasUpdate: boolean;
}

/** The app as a whole: its settings, the built-in server, its problems. */
export class AppModel {
  readonly store: StoreApi<AppModelState>;
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
    this.store = createStore<AppModelState>()(() => ({
      app: undefined,
      server: { kind: 'starting' },
      endpoints: undefined,
      theme: 'system',
      transcriptLook: defaultTranscriptLook,
      chartsLook: defaultChartsLook,
      problems: [],
      questions: [],
      hasUpdate: false,
    }));
  }

  /** Asks main how things stand, and follows the server from then on. The returned function ends that. */
  start(): () => void {
    // Subscribed first, so that no change falls between the answer and the subscription.
    const stopServer = this.#client.on('server.changed', (server) => this.#setServer(server));
    const stopAsking = this.#client.on('trust.asking', ({ questions }) => this.store.setState({ questions }));
    const stopUpdates = this.#client.on('updates.changed', (updates) => this.#setUpdates(updates));
    void attempt(
      async () => {
        const app = await this.#client.invoke('app.state', {});
        this.store.setState({
          app,
          theme: app.theme,
          transcriptLook: app.transcriptLook,
          chartsLook: app.chartsLook,
        });
        this.#setServer(app.server);
        for (const problem of app.problems) this.report(problem);
        // A page that was loaded again has missed what is being asked.
        this.store.setState({ questions: await this.#client.invoke('trust.questions', {}) });
        this.#setUpdates(await this.#client.invoke('updates.state', {}));
      },
      (error) => this.report(error),
    );
    return () => {
      stopServer();
      stopAsking();
      stopUpdates();
    };
  }

  #setUpdates(updates: UpdateState): void {
    const kind = updates.kind === 'possible' ? updates.step.kind : undefined;
    this.store.setState({ hasUpdate: kind === 'available' || kind === 'downloading' || kind === 'ready' });
  }

  async startServer(): Promise<void> {
    this.store.setState({ server: { kind: 'starting' } });
    await attempt(
      async () => this.#setServer(await this.#client.invoke('server.start', {})),
      (error) => this.#setServer({ kind: 'failed', error }),
    );
  }

  async stopServer(): Promise<void> {
    await attempt(
      async () => this.#setServer(await this.#client.invoke('server.stop', {})),
      (error) => this.#setServer({ kind: 'failed', error }),
    );
  }

  async setTheme(theme: Theme): Promise<void> {
    this.store.setState({ theme });
    await attempt(
      async () => this.#client.invoke('app.setTheme', { theme }),
      (error) => this.report(error),
    );
  }

  async setTranscriptLook(look: TranscriptLook): Promise<void> {
    this.store.setState({ transcriptLook: look });
    await attempt(
      async () => this.#client.invoke('app.setTranscriptLook', { look }),
      (error) => this.report(error),
    );
  }

  async setChartsLook(chartsLook: ChartsLook): Promise<void> {
    this.store.setState({ chartsLook });
    await attempt(
      async () => this.#client.invoke('app.setChartsLook', { look: chartsLook }),
      (error) => this.report(error),
    );
  }

  /** Sends a ping that no other one is like, so that its pong is known. */
  async ping(session: SessionId): Promise<void> {
    const payload = crypto.getRandomValues(new Uint8Array(4));
    await attempt(
      async () => this.#client.invoke('session.ping', { session, payload }),
      (error) => this.report(error),
    );
  }

  /** Answers a server that waits. One that has gone meanwhile needs no answer. */
  async answer(question: number, accepts: boolean): Promise<void> {
    await attempt(
      async () => this.#client.invoke('trust.answer', { question, accepts }),
      (error) => {
        if (error.code !== 'not-found') this.report(error);
      },
    );
  }

  /** @returns whether the text is on the clipboard now */
  async copy(text: string): Promise<boolean> {
    let isCopied = true;
    await attempt(
      async () => this.#client.invoke('clipboard.write', { text }),
      (error) => {
        isCopied = false;
        this.report(error);
      },
    );
    return isCopied;
  }

  report(problem: ErrorInfo): void {
    this.store.setState(({ problems }) => ({ problems: [...problems, problem] }));
  }

  dismiss(problem: ErrorInfo): void {
    this.store.setState(({ problems }) => ({ problems: problems.filter((other) => other !== problem) }));
  }

  #setServer(server: ServerState): void {
    this.store.setState({ server, ...(server.kind === 'running' && { endpoints: server.endpoints }) });
  }
}
