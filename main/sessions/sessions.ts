import type { CommandInput, OpenSession } from '../../contract/commands.ts';
import type { FailedConnect } from '../../contract/commands/troubleshooting.ts';
import { failure } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import type { SessionId, SessionRates, SessionState } from '../../contract/sessions.ts';
import type { SessionControl } from '../../contract/socket-control.ts';
import { Certificate, type ClientCertificate } from '../sockets/index.ts';
import type { LogStore } from '../log/log-store.ts';
import { IncomingFile } from './incoming-file.ts';
import { MessageSession } from './message-session.ts';
import type { HiddenSettings, Session, SessionObserver, SessionOptions } from './session.ts';
import type { SessionSettings } from './session-settings.ts';
import { StreamSession } from './stream-session.ts';

/** A PFX file with the password it is kept under. */
export interface PfxFile {
  readonly pfx: Uint8Array;
  readonly password: string;
}

export interface SessionsOptions {
  /** Where what happens to each session is written. */
  readonly logs: LogStore;
  readonly observer: SessionObserver;
  /** Applies what the user trusts to a socket that is going to connect. */
  readonly trust?: SessionOptions['trust'];
  /** The client certificate the app made for its own server. */
  readonly sampleCertificate: () => Promise<PfxFile>;
  /** The content of a file the user chose. @throws DuplexError `not-found`, `client-certificate` */
  readonly chosenFile: (handle: number) => Promise<Uint8Array>;
  /** The path of a file the user chose to send, or to save into. @throws DuplexError `not-found` */
  readonly chosenPath: (purpose: 'send' | 'save', handle: number) => string;
}

/** More than anybody opens by hand; keeps a page gone wild from exhausting main. */
const sessionLimit = 1000;

/** Of how many discarded sessions the failed attempt to connect is kept, for the page that explains it. */
const failedConnectLimit = 20;

/** What is kept of a discarded session. */
interface Kept {
  readonly failed: FailedConnect;
  readonly settings: SessionSettings;
}

/** All sessions, live and ended, by number. */
export class Sessions {
  readonly #options: SessionsOptions;
  readonly #sessions = new Map<SessionId, Session>();
  readonly #failedConnects = new Map<SessionId, Kept>();

  constructor(options: SessionsOptions) {
    this.#options = options;
  }

  /**
   * Opens a session and begins to connect.
   *
   * @param hidden what goes with it that no page is told
   * @throws DuplexError for a setting that cannot be; how connecting ends is in the session's state
   */
  async open(request: OpenSession, hidden?: HiddenSettings): Promise<{ session: SessionId }> {
    if (this.#sessions.size >= sessionLimit)
      throw failure('illegal-call', `there are ${sessionLimit} sessions already`, {
        reason: because('sessionsTooMany', sessionLimit),
      });
    const clientCertificate = hidden?.clientCertificate ?? (await this.#clientCertificate(request));
    const url = hidden?.shownUrl ?? request.url;
    const { logs, observer, trust } = this.#options;
    const { recordsFrames, isPrivate } = logs.settings;
    const { session: id, log } = await logs.create(
      { url, socket: request.socket, page: request.page, startedAt: Date.now() },
      { changed: () => this.#sessions.get(id)?.logChanged() },
    );
    try {
      const session = await this.#make({
        id,
        request,
        clientCertificate,
        hidden,
        trust,
        log,
        recordsFrames,
        isPrivate,
        observer: {
          advanced: (session) => observer.advanced(session),
          changed: (session) => {
            observer.changed(session);
            if (!session.goesOn) void logs.end(id);
          },
        },
      });
      this.#sessions.set(id, session);
      void session.connect();
      return { session: id };
    } catch (error) {
      await logs.end(id);
      await logs.wipe(id);
      throw error;
    }
  }

  list(): readonly SessionState[] {
    return [...this.#sessions.values()].map((session) => session.state);
  }

  /** A session, live or ended, for what sends through it. @throws DuplexError `not-found` */
  find(id: SessionId): Session {
    return this.#get(id);
  }

  /** Those that are connecting, connected or closing. */
  get live(): readonly Session[] {
    return [...this.#sessions.values()].filter((session) => session.isLive);
  }

  async send(input: CommandInput<'session.send'>): Promise<{ bytes: number }> {
    return { bytes: await this.#get(input.session).send(input.payload, input.final) };
  }

  repeat(input: CommandInput<'session.repeat'>): void {
    this.#get(input.session).repeat(input.bytes, input.intervalMs);
  }

  async sendFile(input: CommandInput<'session.sendFile'>): Promise<void> {
    const session = this.#getStream(input.session);
    await session.sendFile(this.#options.chosenPath('send', input.file));
  }

  cancelSending(input: CommandInput<'session.cancelSending'>): void {
    this.#getStream(input.session).cancelSending();
  }

  async receiveIntoFile(input: CommandInput<'session.receiveIntoFile'>): Promise<void> {
    const session = this.#getStream(input.session);
    await session.receiveIntoFile(this.#options.chosenPath('save', input.file));
  }

  async stopReceiving(input: CommandInput<'session.stopReceiving'>): Promise<void> {
    await this.#getStream(input.session).stopReceiving();
  }

  setPaused(input: CommandInput<'session.setPaused'>): void {
    this.#get(input.session).setPaused(input.isPaused);
  }

  control(input: CommandInput<'session.control'>): SessionControl {
    return this.#get(input.session).control;
  }

  rates(input: CommandInput<'session.rates'>): SessionRates {
    return this.#getStream(input.session).rates;
  }

  close(input: CommandInput<'session.close'>): void {
    this.#get(input.session).close(input.code, input.reason);
  }

  /** @throws DuplexError `not-found` for a session that was discarded, and then more than a few that failed */
  failedConnect(input: CommandInput<'session.attempt'>): FailedConnect | null {
    return this.#failedConnects.get(input.session)?.failed ?? this.#get(input.session).failedConnect;
  }

  /** What a session was opened with. @throws DuplexError `not-found` as {@link failedConnect} */
  settingsOf(id: SessionId): SessionSettings {
    return this.#failedConnects.get(id)?.settings ?? this.#get(id).settings;
  }

  async discard(input: CommandInput<'session.discard'>): Promise<void> {
    const session = this.#get(input.session);
    this.#sessions.delete(input.session);
    this.#keepFailedConnect(session);
    await session.dispose();
    await this.#options.logs.release(input.session);
  }

  /** Connects a session that is over again, in the same log. @throws DuplexError `not-found` where that is deleted */
  reconnect(input: CommandInput<'session.reconnect'>): void {
    const session = this.#get(input.session);
    if (!session.goesOn) this.#options.logs.resume(input.session);
    session.reconnect();
  }

  stopReconnecting(input: CommandInput<'session.stopReconnecting'>): void {
    this.#get(input.session).stopReconnecting();
  }

  reset(input: CommandInput<'session.reset'>): void {
    this.#get(input.session).reset();
  }

  setHabits(input: CommandInput<'session.setHabits'>): void {
    this.#get(input.session).setHabits(input);
  }

  async sendFrame(input: CommandInput<'session.sendFrame'>): Promise<void> {
    await this.#get(input.session).sendFrame(input);
  }

  async pong(input: CommandInput<'session.pong'>): Promise<void> {
    await this.#get(input.session).pong(input.payload);
  }

  /** Sends a ping; its pong is a row of the log. */
  async ping(input: CommandInput<'session.ping'>): Promise<void> {
    await this.#get(input.session).ping(input.payload);
  }

  /** Whether every frame is recorded from now on. */
  setRecording(input: CommandInput<'session.setRecording'>): void {
    this.#get(input.session).recordsFrames = input.frames;
  }

  /** Ends every session. Resolves when what was received into files is there. */
  async disposeAll(): Promise<void> {
    const sessions = [...this.#sessions.values()];
    this.#sessions.clear();
    await Promise.all(sessions.map((session) => session.dispose()));
    await this.#options.logs.close();
  }

  #keepFailedConnect({ id, failedConnect, settings }: Session): void {
    if (failedConnect === null) return;
    this.#failedConnects.set(id, { failed: failedConnect, settings });
    const [oldest] = this.#failedConnects.keys();
    if (this.#failedConnects.size > failedConnectLimit && oldest !== undefined) this.#failedConnects.delete(oldest);
  }

  #get(id: SessionId): Session {
    const session = this.#sessions.get(id);
    if (session === undefined) throw failure('not-found', `there is no session ${id}`, { field: 'session' });
    return session;
  }

  #getStream(id: SessionId): StreamSession {
    const session = this.#get(id);
    if (session instanceof StreamSession) return session;
    throw failure('illegal-call', 'this needs a stream session', { field: 'session' });
  }

  /** @throws DuplexError for a setting that cannot be, and leaves nothing open then */
  async #make(options: SessionOptions): Promise<Session> {
    const { request } = options;
    if (request.socket === 'stream') {
      const { receiveInto } = request;
      const session = new StreamSession(options);
      session.prepare();
      if (receiveInto !== undefined) {
        session.firstFile = await IncomingFile.open(this.#options.chosenPath('save', receiveInto));
      }
      return session;
    }
    if (request.receiveInto !== undefined) {
      throw failure('invalid-input', 'a file takes what a stream session receives', { field: 'receiveInto' });
    }
    const session = new MessageSession(options);
    session.prepare();
    return session;
  }

  async #clientCertificate(request: OpenSession): Promise<ClientCertificate | undefined> {
    const wanted = request.clientCertificate;
    if (wanted === undefined) return undefined;
    if (wanted.kind === 'file')
      return Certificate.fromPfx(await this.#options.chosenFile(wanted.handle), wanted.password);
    const sample = await this.#options.sampleCertificate();
    return Certificate.fromPfx(sample.pfx, sample.password);
  }
}
