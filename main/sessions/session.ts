import type { FailedConnect, OpenSession, Payload } from '../../contract/commands.ts';
import { DuplexError, failure, toErrorInfo } from '../../contract/errors.ts';
import {
  noHabits,
  type ConnectionState,
  type Recording,
  type SessionId,
  type SessionState,
  type SessionTransfers,
} from '../../contract/sessions.ts';
import type { ControlValues, SessionControl } from '../../contract/socket-control.ts';
import type { SessionLog } from '../log/session-log.ts';
import {
  AttemptRecorder,
  type ClientCertificate,
  type DataOpcode,
  type FramedMessage,
  type MessageWebSocket,
  type StreamWebSocket,
  type TransferOptions,
} from '../sockets/index.ts';
import { Recorder } from './recorder.ts';
import { applyControlSettings, readControl, readInformation, readRefusals } from './session-control.ts';
import { carriedBy, requireIssuer, type SessionSettings } from './session-settings.ts';
import { applySettings } from './socket-settings.ts';
import { TransferRecord } from './transfer-record.ts';

/** What a session tells as it goes. */
export interface SessionObserver {
  changed(session: Session): void;
  advanced(session: Session): void;
}

export interface SessionOptions {
  readonly id: SessionId;
  readonly request: OpenSession;
  readonly clientCertificate: ClientCertificate | undefined;
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
  readonly trust?: ((socket: MessageWebSocket | StreamWebSocket) => () => void) | undefined;
}

/** Address and port of the very end of a connection, and the name it was reached by. */
export interface RemoteEnd {
  readonly address: string;
  readonly port: number;
  readonly host: string;
  /** Where that is a proxy: the server behind it. */
  readonly behind: { readonly address: string; readonly port: number; readonly host: string } | undefined;
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

/** One socket and what happens to it, from the attempt to connect to the end. */
export abstract class Session {
  readonly id: SessionId;
  protected readonly request: OpenSession;
  protected readonly recorder: Recorder;
  protected abstract readonly socket: MessageWebSocket | StreamWebSocket;
  readonly #options: SessionOptions;
  #connection: ConnectionState = { kind: 'connecting' };
  #startedAt = 0;
  #controlBefore: ControlValues | undefined;
  #isClosedHere = false;
  /** As it was told last. */
  #recording: Recording = 'on';
  #isDisposed = false;
  #endTrust: (() => void) | undefined;
  /** What connecting did; gone when it succeeded. */
  #attempt: AttemptRecorder | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.id = options.id;
    this.request = options.request;
    this.recorder = new Recorder(options.log, {
      recordsFrames: options.recordsFrames,
      splitsMessages: options.request.receiveMode === 'partialMessage',
      advanced: () => options.observer.advanced(this),
      began: () => this.markConnected(),
    });
  }

  get log(): SessionLog {
    return this.recorder.log;
  }

  /** The log has changed: was appended to, wants no more, or does again. */
  logChanged(): void {
    this.recorder.logChanged();
    const { recording } = this.log;
    const isNews = recording !== this.#recording;
    this.#recording = recording;
    if (isNews) this.notifyChanged();
    this.#options.observer.advanced(this);
  }

  get state(): SessionState {
    return {
      session: this.id,
      generation: 1,
      reconnecting: undefined,
      habits: noHabits,
      isReadingPaused: this.transfers.isPaused,
      sendQueueBytes: 0,
      page: this.request.page,
      socket: this.request.socket,
      url: this.request.url,
      connection: this.#connection,
      isRepeating: this.isRepeating,
      length: this.log.length,
      log: {
        recording: this.log.recording,
        limitBytes: this.log.limit.limitBytes,
        isPrivate: this.#options.isPrivate,
      },
      recordsFrames: this.recorder.recordsFrames,
      counters: this.recorder.counters,
      transfers: this.transfers,
    };
  }

  /** What it is connected to; undefined before that. */
  get remoteEnd(): RemoteEnd | undefined {
    const { remoteAddress, remoteServer } = this.socket.information;
    const end = /^\[?(.+?)\]?:(\d+)$/.exec(remoteAddress ?? '');
    if (end === null || remoteServer === null) return undefined;
    const { host, port, proxy } = remoteServer;
    const reached = { address: end[1] ?? '', port: Number(end[2]) };
    return proxy === null
      ? { ...reached, host, behind: undefined }
      : { ...reached, host: proxy.host, behind: { address: host, port, host } };
  }

  /** The control object as it was when connecting began and as it is now. */
  get control(): SessionControl {
    const { control, information } = this.socket;
    const now = readControl(control, this.#followRedirects);
    return {
      before: this.#controlBefore ?? now,
      now,
      refusals: readRefusals(control),
      information: readInformation(information),
    };
  }

  /** What connecting did, where it is over and did not succeed. */
  get failedConnect(): FailedConnect | null {
    const attempt = this.#connection.kind === 'failed' ? (this.#attempt?.attempt ?? null) : null;
    if (attempt === null) return null;
    const { url, supportedProtocols, headers, ignorableServerCertificateErrors } = this.request;
    const trial = {
      url,
      supportedProtocols,
      headers,
      ignorableServerCertificateErrors,
      followRedirects: this.#followRedirects,
    };
    const carried = carriedBy(this.settings);
    return { attempt, trial: carried.length === 0 ? trial : { ...trial, session: this.id }, carried };
  }

  /** What it was opened with. */
  get settings(): SessionSettings {
    const { url, requiredIssuer, control = {} } = this.request;
    return { url, clientCertificate: this.#options.clientCertificate, requiredIssuer, control };
  }

  /** Prepares the socket. @throws DuplexError for a setting that cannot be, before anything is connected */
  prepare(): void {
    const { socket, request } = this;
    const options = this.#options;
    applySettings(socket, request);
    applyControlSettings(socket.control, request.control ?? {});
    if (options.clientCertificate !== undefined) socket.control.clientCertificate = options.clientCertificate;
    if (request.requiredIssuer !== undefined) {
      requireIssuer(socket, request.requiredIssuer, (isValid) =>
        this.recorder.event(isValid ? 'validationPassed' : 'validationFailed'),
      );
    }
    this.#endTrust = options.trust?.(socket);
    socket.onclosed = (args) => this.#closed(args.code, args.reason);
  }

  /** Connects; how it ends is in the state and the log. Never rejects. */
  async connect(): Promise<void> {
    const { request } = this;
    if (request.clientCertificate !== undefined) {
      this.recorder.detail('certificateLoaded', { name: request.clientCertificate.kind });
    }
    const wantsTls = request.requiredIssuer !== undefined || request.clientCertificate !== undefined;
    if (wantsTls && !/^\s*wss:/i.test(request.url)) this.recorder.event('validationNeedsTls');
    this.recorder.detail('connecting', { url: request.url.trim() });
    this.#startedAt = performance.now();
    this.#controlBefore = readControl(this.socket.control, this.#followRedirects);
    const recorder = new AttemptRecorder();
    this.#attempt = recorder;
    try {
      await this.socket.connectAsync(request.url, { followRedirects: this.#followRedirects, recorder });
    } catch (error) {
      this.fail(error);
      return;
    } finally {
      this.#endTrust?.();
    }
    this.markConnected();
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

  /** Sends the same bytes now and every `intervalMs`, until the session ends. */
  abstract repeat(bytes: Uint8Array, intervalMs: number): void;

  protected abstract readonly isRepeating: boolean;

  protected abstract readonly transfers: SessionTransfers;

  /** The connection has been made. */
  protected abstract connected(): void;

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

  async ping(payload: Uint8Array): Promise<void> {
    if (!this.isOpen) throw notOpen();
    await this.socket.sendPingAsync(payload);
  }

  /** Whether every frame is recorded from now on. */
  set recordsFrames(recordsFrames: boolean) {
    this.recorder.recordsFrames = recordsFrames;
    this.notifyChanged();
  }

  /** Begins the closing handshake; a session that is still connecting is cancelled. */
  close(code: number, reason: string): void {
    switch (this.#connection.kind) {
      case 'connecting':
        this.socket.close();
        return;
      case 'open':
        this.socket.close(code, reason);
        this.#isClosedHere = true;
        this.recorder.detail('closing', { code, reason });
        this.setConnection({ kind: 'closing' });
        return;
      case 'closing':
      case 'closed':
      case 'failed':
        return;
    }
  }

  /** Ends the session without ceremony. Resolves when what was received into a file is there. */
  async dispose(): Promise<void> {
    this.#isDisposed = true;
    this.socket.close();
  }

  /** Ends it at once, and says why as if it had failed. */
  end(why: DuplexError): void {
    this.fail(why);
    void this.dispose();
  }

  get isLive(): boolean {
    return this.#connection.kind !== 'closed' && this.#connection.kind !== 'failed';
  }

  get isOpen(): boolean {
    return this.#connection.kind === 'open' && !this.#isDisposed;
  }

  /**
   * Records that the connection is up, once. Messages can come before `connectAsync` settles; whoever sees one first
   * calls this, so that the rows are in the order of what happened.
   */
  protected markConnected(): void {
    if (this.#connection.kind !== 'connecting') return;
    this.#recordOpening();
    this.#attempt = undefined;
    const { information } = this.socket;
    const connectMs = performance.now() - this.#startedAt;
    this.recorder.detail('connected', { connectMs, protocol: information.protocol });
    this.setConnection({
      kind: 'open',
      connectMs,
      protocol: information.protocol,
      localAddress: information.localAddress ?? '',
      remoteAddress: information.remoteAddress ?? '',
    });
    this.connected();
  }

  /** The end without a closing handshake. */
  protected fail(error: unknown): void {
    if (!this.isLive) return;
    if (this.#connection.kind === 'connecting') this.#recordOpening();
    this.recorder.failure(error);
    this.setConnection({ kind: 'failed', error: toErrorInfo(error) });
    // A defect of ours: shown like any failure, and reported as what it is.
    if (!(error instanceof DuplexError)) {
      queueMicrotask(() => {
        throw error;
      });
    }
  }

  protected setConnection(connection: ConnectionState): void {
    this.#connection = connection;
    if (!this.isLive) this.ended();
    this.notifyChanged();
  }

  /** Something of the state has changed that is no counter. */
  protected notifyChanged(): void {
    this.#options.observer.changed(this);
  }

  #recordOpening(): void {
    const attempt = this.#attempt?.attempt ?? null;
    if (attempt !== null) this.recorder.openingHandshake(attempt);
  }

  get #followRedirects(): number {
    return this.request.control?.followRedirects ?? 0;
  }

  #closed(code: number, reason: string): void {
    if (!this.isLive) return;
    this.markConnected();
    const by = this.#isClosedHere ? 'local' : 'remote';
    this.recorder.detail('closed', { code, reason, by });
    this.setConnection({ kind: 'closed', code, reason, by });
  }
}

/** For calls that need an open session. */
export function notOpen(): Error {
  return failure('illegal-call', 'the session is not connected', { hresult: 'E_ILLEGAL_METHOD_CALL' });
}
