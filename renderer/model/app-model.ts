import type { UpdateState } from '../../contract/updates.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { zoomAfter, type AppSettings, type Language, type Theme, type Zoom } from '../../contract/app-settings.ts';
import type { CommandInput, CommandName } from '../../contract/commands.ts';
import type { AppState } from '../../contract/commands/app.ts';
import type { ErrorInfo } from '../../contract/errors.ts';
import { defaultChartsLook, type ChartsLook } from '../../contract/log-summary.ts';
import type { CertificateQuestion } from '../../contract/secure-connections.ts';
import type { ServerEndpoints, ServerState, SessionId } from '../../contract/sessions.ts';
import { defaultTranscriptLook, type TranscriptLook } from '../../contract/transcript-look.ts';
import { attempt, type Client } from './client.ts';

export interface AppModelState extends AppSettings {
  /** What main says of the app; undefined until it has answered. */
  readonly app: AppState | undefined;
  readonly server: ServerState;
  /** The addresses the built-in server has, or had when it last ran. */
  readonly endpoints: ServerEndpoints | undefined;
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
      language: 'system',
      zoom: 1,
      canUndoReset: false,
      transcriptLook: defaultTranscriptLook,
      chartsLook: defaultChartsLook,
      recordsFrames: false,
      opensLinks: undefined,
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
    const stopSettings = this.#client.on('settings.changed', ({ settings }) => this.store.setState(settings));
    void attempt(
      async () => {
        const app = await this.#client.invoke('app.state', {});
        const { theme, language, zoom, transcriptLook, chartsLook, recordsFrames, opensLinks, canUndoReset } = app;
        const settings = { theme, language, zoom, transcriptLook, chartsLook, recordsFrames, opensLinks, canUndoReset };
        this.store.setState({ app, ...settings });
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
      stopSettings();
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
    await this.#tell('app.setTheme', { theme });
  }

  /** The document is loaded again where its words change (app/main.tsx); sessions live in main and go on. */
  async setLanguage(language: Language): Promise<void> {
    this.store.setState({ language });
    await this.#tell('app.setLanguage', { language });
  }

  async setZoom(zoom: Zoom): Promise<void> {
    this.store.setState({ zoom });
    await this.#tell('app.setZoom', { zoom });
  }

  async zoom(direction: 'in' | 'out' | 'reset'): Promise<void> {
    await this.setZoom(zoomAfter(this.store.getState().zoom, direction));
  }

  async setTranscriptLook(look: TranscriptLook): Promise<void> {
    this.store.setState({ transcriptLook: look });
    await this.#tell('app.setTranscriptLook', { look });
  }

  async setChartsLook(chartsLook: ChartsLook): Promise<void> {
    this.store.setState({ chartsLook });
    await this.#tell('app.setChartsLook', { look: chartsLook });
  }

  /** What comes of it is told with the other settings: it is the system that says yes. */
  async setOpensLinks(opensLinks: boolean): Promise<void> {
    await this.#tell('app.setOpensLinks', { opensLinks });
  }

  async resetSettings(): Promise<void> {
    await this.#tell('app.resetSettings', {});
  }

  async undoReset(): Promise<void> {
    await this.#tell('app.undoReset', {});
  }

  async revealData(): Promise<void> {
    await this.#tell('app.revealData', {});
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

  /** A command whose failure is shown above the page. */
  async #tell<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<void> {
    await attempt(
      async () => this.#client.invoke(name, input),
      (error) => this.report(error),
    );
  }

  #setServer(server: ServerState): void {
    this.store.setState({ server, ...(server.kind === 'running' && { endpoints: server.endpoints }) });
  }
}
