import type { Attempt } from '../../contract/attempt.ts';
import type { OpenSession } from '../../contract/commands.ts';
import { DuplexError, failure, toErrorInfo } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import type { ConnectionState } from '../../contract/sessions.ts';
import type { ControlValues, SessionControl } from '../../contract/socket-control.ts';
import { AttemptRecorder, type MessageWebSocket, type SocketOptions, type StreamWebSocket } from '../sockets/index.ts';
import { limitConnecting } from './connect-limit.ts';
import type { Recorder } from './recorder.ts';
import { readControl, readInformation, readRefusals } from './session-control.ts';

export type AnySocket = MessageWebSocket | StreamWebSocket;

/** Address and port of the very end of a connection, and the name it was reached by. */
export interface RemoteEnd {
  readonly address: string;
  readonly port: number;
  readonly host: string;
  /** Where that is a proxy: the server behind it. */
  readonly behind: { readonly address: string; readonly port: number; readonly host: string } | undefined;
}

export interface GenerationOptions<S extends AnySocket> {
  /** From 1. */
  readonly number: number;
  readonly request: OpenSession;
  /** The address without its secrets, and these. */
  readonly shownUrl: string;
  readonly secrets: readonly string[];
  readonly makeRecorder: (events: { readonly began: () => void }) => Recorder;
  readonly makeSocket: (options: SocketOptions) => S;
  /** The state is another one; after {@link connected} and {@link ended}. */
  readonly changed: () => void;
  readonly connected: () => void;
  readonly ended: () => void;
}

/**
 * One connection of a session: a socket, from the attempt to connect to the end. Whatever its socket tells ends up here,
 * and when this is over it is told to nobody: what comes late meets no newer connection.
 */
export class Generation<S extends AnySocket = AnySocket> {
  readonly number: number;
  readonly socket: S;
  readonly recorder: Recorder;
  readonly #options: GenerationOptions<S>;
  #connection: ConnectionState = { kind: 'connecting' };
  #startedAt = 0;
  #openedAt: number | undefined;
  #hasBegun = false;
  #controlBefore: ControlValues | undefined;
  #isClosedHere = false;
  /** What connecting did; gone when it succeeded. */
  #attempt: AttemptRecorder | undefined;
  #endTrust: (() => void) | undefined;

  constructor(options: GenerationOptions<S>) {
    this.#options = options;
    this.number = options.number;
    this.recorder = options.makeRecorder({ began: () => this.markConnected() });
    this.socket = options.makeSocket({ observer: this.recorder, lost: (error) => this.fail(error) });
    this.socket.onclosed = (args) => this.#closed(args.code, args.reason);
  }

  get connection(): ConnectionState {
    return this.#connection;
  }

  get isLive(): boolean {
    return this.#connection.kind !== 'closed' && this.#connection.kind !== 'failed';
  }

  get isOpen(): boolean {
    return this.#connection.kind === 'open';
  }

  /** Whether its end was wanted on this side: by the user, or by what the user has set. */
  get isClosedHere(): boolean {
    return this.#isClosedHere;
  }

  /** How long it has been open; 0 where it never was. */
  get openMs(): number {
    return this.#openedAt === undefined ? 0 : performance.now() - this.#openedAt;
  }

  /** What connecting did, where it is over and did not succeed. */
  get failedAttempt(): Attempt | null {
    return this.#connection.kind === 'failed' ? (this.#attempt?.attempt ?? null) : null;
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

  /** What to do when connecting is over. */
  set endTrust(end: (() => void) | undefined) {
    this.#endTrust = end;
  }

  /**
   * Connects; how it ends is in the state and the log. Never rejects.
   *
   * @param turn what has to be over first
   */
  async connect(turn?: Promise<unknown>): Promise<void> {
    if (turn !== undefined) await turn;
    if (!this.isLive) {
      this.#endTrust?.();
      return;
    }
    this.#hasBegun = true;
    const { request, number, shownUrl, secrets } = this.#options;
    const { recorder } = this;
    if (number > 1) recorder.detail('connectingAgain', { generation: number });
    if (request.clientCertificate !== undefined) {
      recorder.detail('certificateLoaded', { name: request.clientCertificate.kind });
    }
    const wantsTls = request.requiredIssuer !== undefined || request.clientCertificate !== undefined;
    if (wantsTls && !/^\s*wss:/i.test(request.url)) recorder.event('validationNeedsTls');
    recorder.detail('connecting', { url: shownUrl.trim() });
    this.#startedAt = performance.now();
    this.#controlBefore = readControl(this.socket.control, this.#followRedirects);
    const attempt = new AttemptRecorder();
    this.#attempt = attempt;
    const { signal, end } = limitConnecting(request.handshakeMs ?? 0, attempt);
    try {
      const followRedirects = this.#followRedirects;
      await this.socket.connectAsync(request.url, { followRedirects, recorder: attempt, signal, secrets });
    } catch (error) {
      this.fail(error);
      return;
    } finally {
      end();
      this.#endTrust?.();
    }
    this.markConnected();
  }

  /**
   * Begins the closing handshake; an attempt to connect is cancelled.
   *
   * @throws DuplexError `invalid-input` with the field, for a code or reason that cannot be sent
   */
  close(code: number, reason: string): void {
    switch (this.#connection.kind) {
      case 'connecting':
        this.#cancel();
        return;
      case 'open':
        this.socket.close(code, reason);
        this.#isClosedHere = true;
        this.recorder.detail('closing', { code, reason });
        this.#become({ kind: 'closing' });
        return;
      case 'closing':
      case 'closed':
      case 'failed':
        return;
    }
  }

  /** Ends it by a TCP reset; an attempt to connect is cancelled. */
  reset(): void {
    if (!this.isLive) return;
    if (this.#connection.kind === 'connecting') {
      this.#cancel();
      return;
    }
    const why = failure('canceled', 'the connection was reset by this side', {
      hresult: 'ERROR_OPERATION_ABORTED',
      phase: 'close',
      reason: because('resetHere'),
    });
    this.#isClosedHere = true;
    this.recorder.event('reset');
    this.#become({ kind: 'failed', error: why.info });
    this.socket.abort(why, 'reset');
  }

  /** Ends it at once, as a loss: what keeps it alive has found it dead. */
  lose(why: DuplexError): void {
    this.fail(why);
    this.socket.abort(why, 'close');
  }

  /** Ends it, and says why as if it had failed. */
  end(why: DuplexError): void {
    this.#isClosedHere = true;
    this.socket.close();
    this.fail(why);
    // The closing handshake goes on for a moment, and nothing comes after the end.
    this.recorder.end();
  }

  /** Ends it without ceremony. */
  dispose(): void {
    this.#isClosedHere = true;
    this.socket.close();
    if (!this.#hasBegun) this.fail(canceled());
  }

  /** Another one takes its place: nothing of it is recorded any more, and no socket is left. */
  leave(): void {
    this.recorder.end();
    this.socket.abort(canceled(), 'close');
  }

  /**
   * Records that the connection is up, once. Messages can come before `connectAsync` settles; whoever sees one first
   * calls this, so that the rows are in the order of what happened.
   */
  markConnected(): void {
    if (this.#connection.kind !== 'connecting') return;
    this.#recordOpening();
    this.#attempt = undefined;
    const { information } = this.socket;
    this.recorder.agreement = information.perMessageDeflate;
    this.#openedAt = performance.now();
    const connectMs = this.#openedAt - this.#startedAt;
    this.recorder.detail('connected', { connectMs, protocol: information.protocol });
    this.#become({
      kind: 'open',
      connectMs,
      protocol: information.protocol,
      localAddress: information.localAddress ?? '',
      remoteAddress: information.remoteAddress ?? '',
    });
    this.#options.connected();
  }

  /** The end without a closing handshake. */
  fail(error: unknown): void {
    if (!this.isLive) return;
    if (this.#connection.kind === 'connecting') this.#recordOpening();
    this.recorder.failure(error);
    this.#become({ kind: 'failed', error: toErrorInfo(error) });
    // A defect of ours: shown like any failure, and reported as what it is.
    if (!(error instanceof DuplexError)) {
      queueMicrotask(() => {
        throw error;
      });
    }
  }

  get #followRedirects(): number {
    return this.#options.request.control?.followRedirects ?? 0;
  }

  #cancel(): void {
    this.#isClosedHere = true;
    this.socket.close();
    // Otherwise connecting ends by it, in a moment.
    if (!this.#hasBegun) this.fail(canceled());
  }

  #become(connection: ConnectionState): void {
    this.#connection = connection;
    if (!this.isLive) this.#options.ended();
    this.#options.changed();
  }

  #recordOpening(): void {
    const attempt = this.#attempt?.attempt ?? null;
    if (attempt !== null) this.recorder.openingHandshake(attempt);
  }

  #closed(code: number, reason: string): void {
    if (!this.isLive) return;
    this.markConnected();
    const by = this.#isClosedHere ? 'local' : 'remote';
    this.recorder.detail('closed', { code, reason, by });
    this.#become({ kind: 'closed', code, reason, by });
  }
}

function canceled(): DuplexError {
  return failure('canceled', 'the connection was given up', { hresult: 'ERROR_CANCELLED' });
}
