import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FileSource } from '../../contract/commands/command.ts';
import { toErrorInfo, type ErrorInfo } from '../../contract/errors.ts';
import type { WhenFull } from '../../contract/log.ts';
import type {
  ConnectionState,
  ServerEndpoints,
  SessionCounters,
  SessionId,
  SessionLogState,
} from '../../contract/sessions.ts';
import type { AppModel } from './app-model.ts';
import { attempt, type Client } from './client.ts';
import { faultOf, type FieldFault } from './field-fault.ts';
import type { LogView } from './log-view.ts';
import { PageFiles } from './page-files.ts';
import type { DoneStatus, Status } from './page-status.ts';
import { PageSessions, type CurrentSession } from './page-sessions.ts';
import { checkHeaders, filledLines } from './request-headers.ts';
import { firstDrafts, type Drafts, type ScenarioRules } from './scenario-rules.ts';
import { isLive, scenarioState, type ScenarioState } from './scenario-state.ts';
import { checkAddress } from './server-address.ts';

export interface PageState {
  readonly drafts: Drafts;
  readonly connection: ConnectionState | undefined;
  /** Totals of this run, or of the last one until this one has some. */
  readonly counters: SessionCounters | undefined;
  /** Whether every frame is recorded: of this connection, or of the next one. */
  readonly recordsFrames: boolean;
  /** Whether what happens is recorded; undefined before the first connection. */
  readonly log: SessionLogState | undefined;
  /** Whether a command of the user's is on its way. */
  readonly isActing: boolean;
  readonly status: Status | undefined;
  /** The part of the page that a link leads to, and how often one did. */
  readonly shown: { readonly part: string; readonly count: number } | undefined;
}

/** What one scenario page knows and does, without how it looks. Lives from entering the page to leaving it. */
export class ScenarioPage {
  readonly store: StoreApi<PageState>;
  readonly rules: ScenarioRules;
  readonly files: PageFiles;
  /** How a person reads its messages. */
  readonly #client: Client;
  readonly #app: AppModel;
  readonly #sessions: PageSessions;
  readonly #unfollow: () => void;
  /** What the user has chosen; undefined where the settings hold. */
  #wantsFrames: boolean | undefined;

  /** @param drafts what was filled in when the page was left before */
  constructor(client: Client, app: AppModel, rules: ScenarioRules, drafts?: Drafts) {
    this.#client = client;
    this.#app = app;
    this.rules = rules;
    this.store = createStore<PageState>()(() => ({
      drafts: drafts ?? firstDrafts(rules.endpoint),
      connection: undefined,
      counters: undefined,
      recordsFrames: app.store.getState().recordsFrames,
      log: undefined,
      isActing: false,
      status: undefined,
      shown: undefined,
    }));
    this.files = new PageFiles(client, {
      current: () => this.#sessions.current,
      done: (what) => this.#done(what),
      failed: (error) => this.#failed(error),
      setFirstFile: (firstFile) => this.edit({ firstFile }),
    });
    this.#sessions = new PageSessions(client, rules.page, (current) => this.#sessionChanged(current));
    this.#followServer();
    this.#unfollow = app.store.subscribe(({ recordsFrames }, before) => {
      this.#followServer();
      // The next connection goes by the settings, unless it was chosen here.
      if (
        recordsFrames !== before.recordsFrames &&
        this.#wantsFrames === undefined &&
        !isLive(this.store.getState().connection)
      ) {
        this.store.setState({ recordsFrames });
      }
    });
  }

  /** Comes by a link: fills in an address, and shows a part of the page. */
  show(part: string | undefined, address: string | undefined): void {
    if (address !== undefined) this.edit({ address, follows: undefined });
    if (part === undefined) return;
    this.store.setState(({ shown }) => ({ shown: { part, count: (shown?.count ?? 0) + 1 } }));
  }

  get log(): LogView {
    return this.#sessions.log;
  }

  get state(): ScenarioState {
    const { isActing, connection } = this.store.getState();
    return scenarioState(isActing, connection);
  }

  /** The address of the last attempt to connect. */
  get attemptedUrl(): string | undefined {
    return this.#sessions.current?.url;
  }

  /** The session that is shown: the newest one. */
  get session(): SessionId | undefined {
    return this.#sessions.current?.session;
  }

  /** The session whose failure to connect is what the status says; undefined where it says something else. */
  get failedSession(): number | undefined {
    const { status } = this.store.getState();
    const { current } = this.#sessions;
    if (status?.kind !== 'failed' || current?.connection.kind !== 'failed') return undefined;
    const { error } = current.connection;
    // A connection that was lost had been made.
    const isIt = error.code === status.error.code && error.message === status.error.message;
    return isIt && error.phase !== 'open' && error.phase !== 'close' ? current.session : undefined;
  }

  /** Finds what this page was doing before a reload. */
  async attach(): Promise<void> {
    await attempt(
      async () => {
        await this.#sessions.attach();
        const { current } = this.#sessions;
        if (current === undefined || !isLive(current.connection)) return;
        const { endpoints } = this.#app.store.getState();
        const follows = endpoints === undefined ? this.rules.endpoint : endpointAt(endpoints, current.url);
        this.edit({ address: current.url, follows });
      },
      (error) => this.#app.report(error),
    );
  }

  edit(drafts: Partial<Drafts>): void {
    this.store.setState((state) => ({ drafts: { ...state.drafts, ...drafts } }));
  }

  /** Takes the mark off a field that is being corrected. */
  clearFault(field: FieldFault['field']): void {
    const { status } = this.store.getState();
    if (status?.kind === 'fault' && status.fault.field === field) this.dismissStatus();
  }

  dismissStatus(): void {
    this.store.setState({ status: undefined });
  }

  /** Puts in what the user typed. */
  typeAddress(address: string): void {
    this.edit({ address, follows: undefined });
    this.clearFault('address');
  }

  /** Puts in an address of the built-in server, and keeps up with it. */
  takeServerAddress(endpoint: keyof ServerEndpoints = this.rules.endpoint): void {
    const address = this.#app.store.getState().endpoints?.[endpoint] ?? '';
    this.edit({ address, follows: endpoint });
    this.clearFault('address');
  }

  async connect(): Promise<void> {
    if (this.state !== 'disconnected') return;
    const { drafts } = this.store.getState();
    const addressProblem = checkAddress(drafts.address);
    if (addressProblem !== undefined) return this.#fault({ field: 'address', problem: addressProblem });
    const headerProblem = checkHeaders(drafts.headers);
    if (headerProblem !== undefined) return this.#fault({ field: 'headers', problem: headerProblem });
    if (this.rules.needsCertificate === true && drafts.certificate === 'file' && drafts.certificateFile === undefined) {
      return this.#fault({ field: 'certificate', problem: { kind: 'noFile' } });
    }
    const ownProblem = this.rules.check?.(drafts);
    if (ownProblem !== undefined) return this.#fault(ownProblem);
    this.store.setState({ status: undefined });
    await this.#act(async () => {
      await this.#sessions.open({
        supportedProtocols: [],
        ...this.rules.request(drafts),
        url: drafts.address.trim(),
        headers: filledLines(drafts.headers).map(({ name, value }) => ({ name: name.trim(), value: value.trim() })),
      });
      // It is still connecting: no frame has come yet.
      if (this.#wantsFrames !== undefined) await this.#sessions.setRecording(this.#wantsFrames);
    });
  }

  /** Records every frame, or only whole messages; of the connection there is, and of the next ones. */
  async setRecording(frames: boolean): Promise<void> {
    this.#wantsFrames = frames;
    this.store.setState({ recordsFrames: frames });
    await attempt(
      () => this.#sessions.setRecording(frames),
      (error) => this.#failed(error),
    );
  }

  async disconnect(): Promise<void> {
    if (this.state !== 'connected') return;
    this.#done(this.rules.verb === 'stop' ? 'stopping' : 'closing');
    await this.#act(() => this.#sessions.close());
  }

  /** Gives up connecting. */
  async cancel(): Promise<void> {
    if (this.#sessions.current?.connection.kind !== 'connecting') return;
    await attempt(
      () => this.#sessions.close(),
      (error) => this.#failed(error),
    );
  }

  /** Sends the text, as a message or as a part of one. */
  async send(): Promise<void> {
    const { current } = this.#sessions;
    if (this.state !== 'connected' || current === undefined) return;
    const { drafts } = this.store.getState();
    const { text, isEndOfMessage } = drafts;
    if (text === '') return this.#fault({ field: 'text', problem: { kind: 'empty' } });
    await this.#act(async () => {
      await this.#client.invoke('session.send', {
        session: current.session,
        payload: this.rules.payload?.(drafts) ?? { kind: 'utf8', text },
        final: isEndOfMessage,
      });
      this.#done('sendComplete');
    });
  }

  /** Lets the user choose a PFX file, or takes the one that was dropped. */
  async chooseCertificate(source: FileSource = {}): Promise<void> {
    await attempt(
      async () => {
        const chosen = await this.#client.invoke('certificate.choose', source);
        if (chosen === null) return;
        this.edit({ certificate: 'file', certificateFile: chosen, certificatePassword: '' });
        this.clearFault('certificate');
        this.clearFault('password');
      },
      (error) => this.#failed(error),
    );
  }

  /** What the client proves itself with from now on. A file stays chosen while the sample certificate is used. */
  takeCertificate(certificate: Drafts['certificate']): void {
    this.edit({ certificate });
    this.clearFault('certificate');
    this.clearFault('password');
  }

  async clearLog(): Promise<void> {
    await attempt(
      () => this.#sessions.clear(),
      (error) => this.#failed(error),
    );
  }

  /** The page is left: its socket is closed, without a status. */
  async leave(): Promise<void> {
    this.#unfollow();
    await attempt(
      () => this.#sessions.leave(),
      (error) => this.#app.report(error),
    );
  }

  async #act(work: () => Promise<void>): Promise<void> {
    this.store.setState({ isActing: true });
    try {
      await work();
    } catch (error) {
      this.#failed(toErrorInfo(error));
    } finally {
      this.store.setState({ isActing: false });
    }
  }

  #done(what: DoneStatus): void {
    this.store.setState({ status: { kind: 'done', what } });
  }

  #isDone(what: DoneStatus): boolean {
    const { status } = this.store.getState();
    return status?.kind === 'done' && status.what === what;
  }

  #fault(fault: FieldFault): void {
    this.store.setState({ status: { kind: 'fault', fault } });
  }

  #failed(error: ErrorInfo): void {
    const fault = faultOf(error, this.store.getState().drafts.headers);
    this.store.setState({ status: fault === undefined ? { kind: 'failed', error } : { kind: 'fault', fault } });
  }

  #followServer(): void {
    const { drafts, connection } = this.store.getState();
    const address = drafts.follows === undefined ? undefined : this.#app.store.getState().endpoints?.[drafts.follows];
    if (address === undefined || address === drafts.address || isLive(connection)) return;
    this.edit({ address });
  }

  /** Another limit for the log of the connection there is. */
  async setLogLimit(limitBytes: number, whenFull: WhenFull): Promise<void> {
    const session = this.#sessions.current?.session;
    if (session === undefined) return;
    await attempt(
      () => this.#client.invoke('log.setLimit', { session, limitBytes, whenFull }),
      (error) => this.#failed(error),
    );
  }

  #sessionChanged(current: CurrentSession): void {
    const before = this.store.getState().connection;
    const { connection, counters, log } = current;
    const hasCounted = counters.sentBytes + counters.receivedBytes > 0;
    const recordsFrames = this.#wantsFrames ?? current.recordsFrames;
    this.store.setState({ connection, recordsFrames, log, ...(hasCounted && { counters }) });
    this.files.sessionChanged(current);
    if (before?.kind === connection.kind) return;
    this.#connectionChanged(before, current);
    if (!isLive(connection)) this.#followServer();
  }

  #connectionChanged(before: ConnectionState | undefined, { connection, session, isRepeating }: CurrentSession): void {
    switch (connection.kind) {
      case 'connecting':
        return;
      case 'open':
        this.#done('connected');
        if (this.rules.repeats !== undefined && !isRepeating) void this.#repeat(session, this.rules.repeats);
        return;
      case 'closing':
        // Said by whoever began it.
        return;
      case 'closed':
        // A page that finds an ended session after a reload has nothing to announce.
        if (before === undefined) return;
        if (connection.by === 'remote') {
          this.store.setState({ status: { kind: 'closedByServer', code: connection.code, reason: connection.reason } });
        } else if (this.#isDone('sendingCanceled')) {
          // That closed it, and has been said.
        } else this.#done(this.rules.verb === 'stop' ? 'stopped' : 'closed');
        return;
      case 'failed':
        if (before === undefined) return;
        if (connection.error.code === 'canceled') this.#done('canceled');
        else this.#failed(connection.error);
        return;
    }
  }

  async #repeat(session: number, { bytes, intervalMs }: NonNullable<ScenarioRules['repeats']>): Promise<void> {
    await attempt(
      () => this.#client.invoke('session.repeat', { session, bytes, intervalMs }),
      (error) => {
        // The connection can end before sending has begun; that is told already.
        if (this.#sessions.current?.connection.kind === 'open') this.#failed(error);
      },
    );
  }
}

/** Which of the built-in server's addresses this is, if it is one. */
function endpointAt(endpoints: ServerEndpoints, address: string): keyof ServerEndpoints | undefined {
  // The names of an object literal of this very type.
  return (Object.keys(endpoints) as (keyof ServerEndpoints)[]).find((name) => endpoints[name] === address);
}
