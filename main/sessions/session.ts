import type { CommandInput, OpenSession, Payload } from '../../contract/commands.ts';
import type { FailedConnect } from '../../contract/commands/troubleshooting.ts';
import { failure, toErrorInfo, type DuplexError } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import type { Recording, SessionHabits, SessionId, SessionState, SessionTransfers } from '../../contract/sessions.ts';
import type { SessionControl } from '../../contract/socket-control.ts';
import type { KeepAlive } from '../../contract/workbench/documents.ts';
import type { SessionLog } from '../log/session-log.ts';
import type {
  ClientCertificate,
  DataOpcode,
  FramedMessage,
  ProxyResolver,
  SocketOptions,
  TransferOptions,
} from '../sockets/index.ts';
import { Generation, type AnySocket, type RemoteEnd } from './generation.ts';
import { changedHabits, habitsOf, HabitTimers } from './habits.ts';
import { requireConfirmation } from './raw-frames.ts';
import { Reconnector } from './reconnecting.ts';
import { Recorder } from './recorder.ts';
import { applyControlSettings } from './session-control.ts';
import { carriedBy, requireIssuer, shownHeaders, type SessionSettings } from './session-settings.ts';
import { SessionTotals } from './session-totals.ts';
import { applySettings } from './socket-settings.ts';
import { TransferRecord } from './transfer-record.ts';

/** What a session is opened with that no page is told. */
export interface HiddenSettings {
  readonly clientCertificate?: ClientCertificate;
  /** In place of the app's. */
  readonly proxies?: ProxyResolver;
  /** The address without its secrets. */
  readonly shownUrl: string;
  /** Texts in the address and the headers that are shown to nobody. */
  readonly secrets: readonly string[];
}

/** What a session tells as it goes. */
export interface SessionObserver {
  changed(session: Session): void;
  advanced(session: Session): void;
}

export interface SessionOptions {
  readonly id: SessionId;
  readonly request: OpenSession;
  readonly clientCertificate: ClientCertificate | undefined;
  /** What only main knows of it. */
  readonly hidden?: HiddenSettings | undefined;
  readonly observer: SessionObserver;
  /** Where everything that happens is written. */
  readonly log: SessionLog;
  /** Whether every frame is. */
  readonly recordsFrames: boolean;
  /** Whether the log is gone when the session is discarded. */
  readonly isPrivate: boolean;
  /**
   * Applies what the user trusts; called before connecting, and what it returns when that is over. Default: the
   * authorities that come with the app.
   */
  readonly trust?: ((socket: AnySocket) => () => void) | undefined;
}

/** A message that is never in memory as a whole. */
export interface LargeMessage extends FramedMessage {
  /** What the log calls it: a file's name without its folder. */
  readonly name: string;
  readonly sizeBytes: number;
  readonly opcode: DataOpcode;
}

/** What the close frame says when a message of ours has no end. */
const unfinished = {
  canceled: { code: 1000, reason: 'Sending was canceled.' },
  failed: { code: 1011, reason: 'The message could not be sent to its end.' },
} as const;

/**
 * What the user has opened once: one log, and one connection after the other ({@link Generation}), by the user's wish or by
 * habit. The next one begins when the one before is over.
 */
export abstract class Session<S extends AnySocket = AnySocket> {
  readonly id: SessionId;
  readonly log: SessionLog;
  protected readonly request: OpenSession;
  readonly #options: SessionOptions;
  readonly #totals: SessionTotals;
  #generation: Generation<S>;
  #recordsFrames: boolean;
  #habits: SessionHabits;
  /** There while the connection is open. */
  #timers: HabitTimers | undefined;
  readonly #reconnector = new Reconnector(() => this.#connectAgain());
  /** As it was told last. */
  #recording: Recording = 'on';
  #isDisposed = false;

  /** @throws DuplexError for a habit that cannot be */
  constructor(options: SessionOptions) {
    this.#options = options;
    this.id = options.id;
    this.log = options.log;
    this.request = options.request;
    this.#totals = new SessionTotals(options.log);
    this.#recordsFrames = options.recordsFrames;
    this.#habits = habitsOf(options.request);
    this.#generation = this.#makeGeneration(1);
  }

  /** The log has changed: was appended to, wants no more, or does again. */
  logChanged(): void {
    this.recorder.readOn();
    const { recording } = this.log;
    const isNews = recording !== this.#recording;
    this.#recording = recording;
    if (isNews) this.notifyChanged();
    this.#options.observer.advanced(this);
  }

  get state(): SessionState {
    return {
      session: this.id,
      generation: this.#generation.number,
      reconnecting: this.#reconnector.state,
      habits: this.#habits,
      isReadingPaused: this.isReadingPaused,
      sendQueueBytes: this.socket.sendQueueBytes,
      page: this.request.page,
      socket: this.request.socket,
      url: this.#shownUrl,
      connection: this.#generation.connection,
      isRepeating: this.isRepeating,
      length: this.log.length,
      log: {
        recording: this.log.recording,
        limitBytes: this.log.limit.limitBytes,
        isPrivate: this.#options.isPrivate,
      },
      recordsFrames: this.#recordsFrames,
      counters: this.#totals.counters,
      transfers: this.transfers,
    };
  }

  /** What it is connected to; undefined before that. */
  get remoteEnd(): RemoteEnd | undefined {
    return this.#generation.remoteEnd;
  }

  /** The control object as it was when connecting began and as it is now. */
  get control(): SessionControl {
    return this.#generation.control;
  }

  /** What connecting did, where it is over and did not succeed. */
  get failedConnect(): FailedConnect | null {
    const attempt = this.#generation.failedAttempt;
    if (attempt === null) return null;
    const { supportedProtocols, ignorableServerCertificateErrors } = this.request;
    const trial = {
      url: this.#shownUrl,
      supportedProtocols,
      headers: shownHeaders(this.settings),
      ignorableServerCertificateErrors,
      followRedirects: this.request.control?.followRedirects ?? 0,
    };
    const carried = carriedBy(this.settings);
    const isWhole = carried.length === 0 && this.#options.hidden === undefined;
    return { attempt, trial: isWhole ? trial : { ...trial, session: this.id }, carried };
  }

  /** What it was opened with. */
  get settings(): SessionSettings {
    const { url, headers, requiredIssuer, control = {} } = this.request;
    const { clientCertificate, hidden } = this.#options;
    return { url, headers, clientCertificate, requiredIssuer, control, hidden };
  }

  /** Prepares the first socket. @throws DuplexError for a setting that cannot be, before anything is connected */
  prepare(): void {
    this.#prepare(this.#generation);
  }

  /** Connects for the first time; how it ends is in the state and the log. Never rejects. */
  async connect(): Promise<void> {
    await this.#generation.connect();
  }

  /** Connects again, at once. @throws DuplexError `illegal-call` while it is connected or connecting */
  reconnect(): void {
    if (this.isLive)
      throw failure('illegal-call', 'the session is connected already, or connecting', {
        reason: because('connectedAlready'),
      });
    if (!this.#reconnector.stop()) this.#reconnector.startOver();
    this.#connectAgain();
  }

  /** Waits for no further attempt; nothing where it does not. */
  stopReconnecting(): void {
    if (!this.#reconnector.stop()) return;
    this.recorder.detail('reconnectingEnded', { why: 'user' });
    this.notifyChanged();
  }

  /** @throws DuplexError `invalid-input` */
  setHabits(input: CommandInput<'session.setHabits'>): void {
    this.#habits = changedHabits(this.#habits, input);
    this.socket.automaticPong = this.#habits.automaticPong;
    if (this.#timers !== undefined) this.#timers.habits = this.#habits;
    if (this.#habits.reconnect === undefined) this.stopReconnecting();
    this.notifyChanged();
  }

  abstract send(payload: Payload, isFinal: boolean): Promise<number>;

  /** Sends one message in these frames. @returns its payload bytes @throws DuplexError when nothing can be sent now */
  async sendMessage(frames: readonly Uint8Array[], opcode: DataOpcode): Promise<number> {
    if (!this.isOpen) throw notOpen();
    const bytes = await this.socket.sendFramesAsync(frames, opcode);
    this.countSent(bytes, true);
    return bytes;
  }

  /** Sends one message as the server takes it. One that breaks off ends the session. @throws as {@link sendMessage} */
  async sendLargeMessage(message: LargeMessage, { signal, progress }: TransferOptions): Promise<void> {
    if (!this.isOpen) throw notOpen();
    const { name, sizeBytes, opcode } = message;
    const record = new TransferRecord(name, sizeBytes);
    this.recorder.detail('fileSendingStarted', { name, sizeBytes });
    const counted = (bytes: number): void => {
      this.countSent(bytes - record.bytes, false);
      record.bytes = bytes;
      progress?.(bytes);
    };
    try {
      await this.socket.sendFramedAsync(message, opcode, {
        progress: counted,
        ...(signal !== undefined && { signal }),
      });
      this.countSent(0, true);
      record.done();
    } catch (error) {
      if (signal?.aborted === true) record.canceled();
      else record.failed(toErrorInfo(error));
      throw error;
    } finally {
      this.recorder.transferEnded('fileSendingEnded', record.state);
      if (this.socket.hasUnfinishedMessage) this.closeUnfinished(signal?.aborted === true ? 'canceled' : 'failed');
    }
  }

  /** Sends the same bytes now and every `intervalMs`, until the connection ends. */
  abstract repeat(bytes: Uint8Array, intervalMs: number): void;

  /** Stops reading, so that the server has to wait; or goes on. @throws DuplexError `illegal-call` */
  abstract setPaused(isPaused: boolean): void;

  protected abstract readonly isRepeating: boolean;

  protected abstract readonly isReadingPaused: boolean;

  protected abstract readonly transfers: SessionTransfers;

  protected abstract makeSocket(options: SocketOptions): S;

  /** Sends one message that keeps the connection alive. @throws DuplexError where there is no room for one */
  protected abstract sendAlive(bytes: Uint8Array): Promise<void>;

  /** The connection has been made. */
  protected connected(): void {
    // Messages come by themselves.
  }

  /** Counts what has gone out, `isComplete` as the end of a message. */
  protected countSent(sizeBytes: number, isComplete: boolean): void {
    this.recorder.countSent(sizeBytes, isComplete);
  }

  /** A message of ours has no end: nothing else can follow. */
  protected closeUnfinished(why: keyof typeof unfinished): void {
    if (this.isOpen) this.close(unfinished[why].code, unfinished[why].reason);
  }

  /** The connection is over, in whatever way. */
  protected ended(): void {
    // Most have nothing to end.
  }

  /** Settles when nothing of the connection that is over is under way. */
  protected settled(): Promise<unknown> {
    // Most end at once.
    return Promise.resolve();
  }

  async ping(payload: Uint8Array): Promise<void> {
    if (!this.isOpen) throw notOpen();
    await this.socket.sendPingAsync(payload);
  }

  /** Sends a pong that answers nothing. */
  async pong(payload: Uint8Array): Promise<void> {
    if (!this.isOpen) throw notOpen();
    await this.socket.sendPongAsync(payload);
  }

  /** Sends a frame as it is. @throws DuplexError `confirmation-needed`, `illegal-call` */
  async sendFrame({ frame, isConfirmed }: CommandInput<'session.sendFrame'>): Promise<void> {
    if (!this.isOpen) throw notOpen();
    requireConfirmation(this.socket, frame, isConfirmed);
    await this.socket.sendRawFrameAsync(frame);
  }

  /** Whether every frame is recorded from now on. */
  set recordsFrames(recordsFrames: boolean) {
    this.#recordsFrames = recordsFrames;
    this.recorder.recordsFrames = recordsFrames;
    this.notifyChanged();
  }

  /** Begins the closing handshake; a session that is still connecting is cancelled, one that waits to stops doing so. */
  close(code: number, reason: string): void {
    this.stopReconnecting();
    this.#generation.close(code, reason);
  }

  /** Ends the connection by a TCP reset; otherwise as {@link close}. */
  reset(): void {
    this.stopReconnecting();
    this.#generation.reset();
  }

  /** Ends the session without ceremony. Resolves when what was received into a file is there. */
  async dispose(): Promise<void> {
    this.#isDisposed = true;
    this.#reconnector.stop();
    this.#timers?.end();
    this.#generation.dispose();
  }

  /** Ends the connection at once, and says why as if it had failed. */
  end(why: DuplexError): void {
    this.stopReconnecting();
    this.#generation.end(why);
  }

  /** Whether there is a connection, or one is being made. */
  get isLive(): boolean {
    return this.#generation.isLive;
  }

  /** Whether more is to come without anybody's doing. */
  get goesOn(): boolean {
    return this.isLive || this.#reconnector.state !== undefined;
  }

  get isOpen(): boolean {
    return this.#generation.isOpen && !this.#isDisposed;
  }

  protected get socket(): S {
    return this.#generation.socket;
  }

  protected get recorder(): Recorder {
    return this.#generation.recorder;
  }

  /** The connection, or the last one; to be kept by what may outlast it. */
  protected get generation(): Generation<S> {
    return this.#generation;
  }

  /** The end of the connection without a closing handshake. */
  protected fail(error: unknown): void {
    this.#generation.fail(error);
  }

  /** Something of the state has changed that is no counter. */
  protected notifyChanged(): void {
    this.#options.observer.changed(this);
  }

  #makeGeneration(number: number): Generation<S> {
    const { request, hidden } = this.#options;
    const generation: Generation<S> = new Generation<S>({
      number,
      request,
      shownUrl: this.#shownUrl,
      secrets: hidden?.secrets ?? [],
      makeRecorder: ({ began }) =>
        new Recorder(this.log, {
          totals: this.#totals,
          recordsFrames: this.#recordsFrames,
          splitsMessages: request.receiveMode === 'partialMessage',
          advanced: () => this.#options.observer.advanced(this),
          began,
          ponged: () => this.#timers?.pongCame(),
        }),
      makeSocket: (options) =>
        this.makeSocket(hidden?.proxies === undefined ? options : { ...options, proxies: hidden.proxies }),
      changed: () => this.notifyChanged(),
      connected: () => this.#connected(generation),
      ended: () => this.#ended(generation),
    });
    return generation;
  }

  get #shownUrl(): string {
    return this.#options.hidden?.shownUrl ?? this.request.url;
  }

  #prepare(generation: Generation<S>): void {
    const { socket, recorder } = generation;
    const { request } = this;
    const { clientCertificate, trust } = this.#options;
    applySettings(socket, request);
    applyControlSettings(socket.control, request.control ?? {});
    if (clientCertificate !== undefined) socket.control.clientCertificate = clientCertificate;
    if (request.requiredIssuer !== undefined) {
      requireIssuer(socket, request.requiredIssuer, (isValid) =>
        recorder.event(isValid ? 'validationPassed' : 'validationFailed'),
      );
    }
    socket.automaticPong = this.#habits.automaticPong;
    generation.endTrust = trust?.(socket);
  }

  #connectAgain(): void {
    const settled = this.settled();
    this.#generation.leave();
    this.#generation = this.#makeGeneration(this.#generation.number + 1);
    // It was possible the first time.
    this.#prepare(this.#generation);
    this.notifyChanged();
    void this.#generation.connect(settled);
  }

  #connected(generation: Generation<S>): void {
    const { socket } = generation;
    this.#timers = new HabitTimers({
      send: (kind, payload) => this.#keepAlive(kind, payload),
      isReadingHeld: () => this.isReadingPaused || this.recorder.isFull,
      activity: () => socket.activity + this.#totals.sentMessages,
      lost: (error) => generation.lose(error),
      idle: (idleMs) => {
        this.recorder.detail('idle', { idleMs });
        generation.close(1000, 'idle');
      },
    });
    this.#timers.habits = this.#habits;
    this.connected();
  }

  #ended(generation: Generation<S>): void {
    this.#timers?.end();
    this.#timers = undefined;
    this.ended();
    const { reconnect } = this.#habits;
    if (reconnect === undefined || generation.isClosedHere || this.#isDisposed) return;
    const plan = this.#reconnector.ended(reconnect, generation.connection, generation.openMs);
    if (plan.kind === 'end') this.recorder.detail('reconnectingEnded', { why: plan.why });
    else this.recorder.detail('reconnecting', plan.detail);
  }

  #keepAlive(kind: KeepAlive['kind'], payload: Uint8Array): Promise<void> {
    switch (kind) {
      case 'ping':
        return this.socket.sendPingAsync(payload);
      case 'pong':
        return this.socket.sendPongAsync(payload);
      case 'message':
        return this.sendAlive(payload);
    }
  }
}

/** For calls that need an open session. */
export function notOpen(): Error {
  return failure('illegal-call', 'the session is not connected', {
    hresult: 'E_ILLEGAL_METHOD_CALL',
    reason: because('notConnected'),
  });
}
