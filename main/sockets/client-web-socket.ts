import { closeReasonLimit, isSendableCloseCode } from '../../contract/close-codes.ts';
import { DuplexError } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import type { RawFrame } from '../../contract/workbench/control-frames.ts';
import type { AutomaticPong } from '../../contract/workbench/documents.ts';
import type { AttemptRecorder } from '../network/attempt.ts';
import { applicationDoor, type Door } from '../network/door.ts';
import type { ProxyResolver } from '../network/proxy/proxy-server.ts';
import type { CloseStatus } from '../wire/close-frame.ts';
import type { Connection, ConnectionListener } from '../wire/connection.ts';
import { controlPayloadLimit, type DataOpcode } from '../wire/frame.ts';
import type { Agreement } from '../wire/opening-handshake.ts';
import type { PerMessageDeflateOffer } from '../wire/permessage-deflate.ts';
import type { HttpHeader } from '../wire/response-head.ts';
import type { WireObserver } from '../wire/wire-observer.ts';
import { WebSocketControl, type MessageWebSocketControl, type StreamWebSocketControl } from './control.ts';
import { EventHandlers } from './event-handlers.ts';
import { WebSocketInformation } from './information.ts';
import { illegalCall, invalidArgument, objectClosed, operationCanceled } from './misuse.ts';
import { openConnection, type Line } from './open-connection.ts';
import { checkRequestHeader } from './request-headers.ts';
import { sendFramed, type FramedMessage } from './send-framed.ts';
import { sendFrom, type MessageSource } from './send-from.ts';
import {
  judgeServer,
  requireIgnorable,
  type WebSocketServerCustomValidationRequestedEventArgs,
} from './server-validation.ts';
import { cancellable, type TransferOptions } from './transfer.ts';
import { parseUri } from './uri.ts';

/** `Windows.Networking.Sockets.WebSocketClosedEventArgs`. */
export interface WebSocketClosedEventArgs {
  readonly target: ClientWebSocket;
  /** The code of the peer's close frame; 1005 when it had none, 1006 when none came in time. */
  readonly code: number;
  readonly reason: string;
}

export interface SocketOptions {
  /** The way to the network. Default: the process's own, which lets out what the app has declared. */
  readonly door?: Door;
  /** Which proxies to go through. Default: the door's; nothing is ever taken from the environment. */
  readonly proxies?: ProxyResolver;
  /** Is shown every frame and every payload, to record them, and can make the server wait. */
  readonly observer?: WireObserver;
  /** `MessageWebSocket`: told that the connection was lost, for whoever has no handler of messages. */
  readonly lost?: (error: DuplexError) => void;
}

export interface ConnectOptions {
  /** Cancels connecting: the call fails with ERROR_CANCELLED, or with the signal's reason where that is a `DuplexError`. */
  readonly signal?: AbortSignal;
  /**
   * How many redirects to follow, 0 to 20. Default: 0, a redirect fails with its status. Every address is decided on and
   * dialed anew; credentials, client certificate, `Authorization` and cookies stay with the origin they were set for.
   */
  readonly followRedirects?: number;
  /** Texts that are told to nobody but the server, wherever they come up; besides those that go by their name. */
  readonly secrets?: readonly string[];
  /** Is told what happens, for showing. The socket lets go of it when the call is over. */
  readonly recorder?: AttemptRecorder;
}

/** As many as browsers follow. */
const redirectLimit = 20;

type ClosedHandler = (args: WebSocketClosedEventArgs) => void;
type ValidationHandler = (args: WebSocketServerCustomValidationRequestedEventArgs) => void;

/**
 * What `MessageWebSocket` and `StreamWebSocket` have in common (`IWebSocket`).
 *
 * A socket connects once: created, connecting, connected, closing, closed. After a failed attempt it may be tried
 * again; `close()` without arguments is the end of the object, and of a connection attempt that is under way.
 */
export abstract class ClientWebSocket implements ConnectionListener {
  abstract readonly control: MessageWebSocketControl | StreamWebSocketControl;
  /** What is known of the connection; the same object at any time. */
  readonly information = new WebSocketInformation();
  readonly #door: Door;
  readonly #proxies: ProxyResolver | undefined;
  readonly #observer: WireObserver | undefined;
  #headers: HttpHeader[] = [];
  readonly #closedHandlers = new EventHandlers<WebSocketClosedEventArgs>();
  readonly #validationHandlers = new EventHandlers<WebSocketServerCustomValidationRequestedEventArgs>();
  #state: 'created' | 'connecting' | 'connected' | 'closing' | 'closed' | 'failed' = 'created';
  #isDisposed = false;
  #connection: Connection | undefined;
  /** Why the connection was lost, where it was. */
  #loss: DuplexError | undefined;
  #cancel: AbortController | undefined;
  /** What ends a message that is being sent from a source. */
  #transfer: AbortController | undefined;
  /** Whether a message from a source stopped before its end. */
  #hasUnfinishedMessage = false;
  #automaticPong: AutomaticPong = { kind: 'on' };

  constructor(options: SocketOptions = {}) {
    this.#door = options.door ?? applicationDoor;
    this.#proxies = options.proxies;
    this.#observer = options.observer;
  }

  get onclosed(): ClosedHandler | null {
    return this.#closedHandlers.property;
  }
  set onclosed(handler: ClosedHandler | null) {
    this.#closedHandlers.property = handler;
  }

  get onservercustomvalidationrequested(): ValidationHandler | null {
    return this.#validationHandlers.property;
  }
  set onservercustomvalidationrequested(handler: ValidationHandler | null) {
    this.#validationHandlers.property = handler;
  }

  addEventListener(type: string, handler: (args: never) => void): void {
    // The type name decides what the handler is given.
    this.handlersOf(type).add(handler as (args: unknown) => void);
  }

  removeEventListener(type: string, handler: (args: never) => void): void {
    this.handlersOf(type).remove(handler as (args: unknown) => void);
  }

  /**
   * Adds a header to the opening handshake; the same name again takes the place of the one before.
   *
   * @throws DuplexError `invalid-input` for a header that cannot be set, `illegal-call` after `connectAsync`
   */
  setRequestHeader(headerName: string, headerValue: string): void {
    this.requireNotDisposed();
    if (this.isFrozen) throw illegalCall('setRequestHeader after connectAsync has been called');
    const header = checkRequestHeader(headerName, headerValue);
    const before = this.#headers.findIndex(({ name }) => name.toLowerCase() === headerName.toLowerCase());
    if (before < 0) this.#headers.push(header);
    else this.#headers[before] = header;
  }

  /**
   * Adds a header to the opening handshake, also where there is one of the same name. Not in WinRT.
   *
   * @throws DuplexError as {@link setRequestHeader}
   */
  addRequestHeader(headerName: string, headerValue: string): void {
    this.requireNotDisposed();
    if (this.isFrozen) throw illegalCall('addRequestHeader after connectAsync has been called');
    this.#headers.push(checkRequestHeader(headerName, headerValue));
  }

  /**
   * Connects.
   *
   * @param uri `ws:` or `wss:`, without a fragment
   * @param options not in WinRT
   * @throws DuplexError `invalid-input`, `illegal-call` or `closed` at once; every network failure through the promise
   */
  async connectAsync(uri: string, options: ConnectOptions = {}): Promise<void> {
    this.requireNotDisposed();
    if (this.#state === 'closing' || this.#state === 'closed') throw objectClosed();
    if (this.isFrozen) throw illegalCall('connectAsync has been called already');
    const target = parseUri(uri);
    const { supportedProtocols, ignorableServerCertificateErrors, clientCertificate } = this.control;
    const { followRedirects = 0 } = options;
    requireRedirects(followRedirects);
    requireSubprotocols(supportedProtocols);
    requireIgnorable(ignorableServerCertificateErrors);
    const trust = WebSocketControl.trustOf(this.control);

    const cancel = new AbortController();
    const onAbort = (): void => cancel.abort(reasonOf(options.signal));
    if (options.signal?.aborted === true) onAbort();
    options.signal?.addEventListener('abort', onAbort, { once: true });
    this.#cancel = cancel;
    this.#state = 'connecting';
    try {
      await openConnection({
        uri: target,
        headers: [...this.#headers],
        subprotocols: [...supportedProtocols],
        perMessageDeflate: this.compressionOffer,
        clientCertificate,
        trust,
        serverCredential: this.control.serverCredential,
        proxyCredential: this.control.proxyCredential,
        followRedirects,
        noDelay: this.noDelay,
        pongIntervalMs: this.control.actualUnsolicitedPongInterval,
        door: this.#door,
        proxies: this.#proxies,
        secrets: options.secrets ?? [],
        recorder: options.recorder,
        signal: cancel.signal,
        listener: this,
        observer: this.#observer,
        judgeServer: (server, remote) => {
          WebSocketInformation.fill.server(this.information, server, remote);
          const { host, port } = remote;
          const accepted = { ignorable: ignorableServerCertificateErrors, trust, host, port };
          return judgeServer(this, server, accepted, this.#validationHandlers);
        },
        opened: (connection, line, agreement) => this.#opened(connection, line, agreement),
      });
    } catch (error) {
      this.#state = 'failed';
      throw error;
    } finally {
      this.#cancel = undefined;
      options.signal?.removeEventListener('abort', onAbort);
    }
  }

  /**
   * Sends one message whose bytes are read as the peer takes them: a file of any size, or whatever yields bytes. It goes
   * out in fragments, so pings are answered meanwhile. The source is not closed. Not in WinRT.
   *
   * After it has failed with part of the message gone, the message has no end: nothing can follow but `close`.
   *
   * @returns the payload bytes of the message, once the operating system has them all
   * @throws DuplexError `canceled`, `transfer-failed` when the source cannot be read, `illegal-call`, `closed`,
   *   `connection-lost`; `info.transferredBytes` says how many payload bytes the operating system had taken
   */
  async sendFromAsync(source: MessageSource, options: TransferOptions = {}): Promise<number> {
    const connection = this.requireSendable();
    const opcode = this.sourceOpcode;
    return this.#transferring(connection, options, (signal) =>
      sendFrom(connection, opcode, source, signal, options.progress),
    );
  }

  /**
   * As {@link sendFromAsync}, in frames of given sizes and of the kind that is asked for. Not in WinRT. After it has
   * failed within a frame, `close` ends the connection without a closing handshake.
   */
  async sendFramedAsync(message: FramedMessage, opcode: DataOpcode, options: TransferOptions = {}): Promise<number> {
    const connection = this.#requireBetweenMessages();
    return this.#transferring(connection, options, (signal) =>
      sendFramed(connection, opcode, message, signal, options.progress),
    );
  }

  /**
   * Sends one message in these frames, one at least; nothing comes between them. Not in WinRT.
   *
   * @returns its payload bytes, once the operating system has them
   * @throws DuplexError `illegal-call`, `closed`, `connection-lost`
   */
  async sendFramesAsync(frames: readonly Uint8Array[], opcode: DataOpcode): Promise<number> {
    const connection = this.#requireBetweenMessages();
    const last = frames.length - 1;
    await Promise.all(frames.map((frame, index) => connection.send(frame, opcode, index === last)));
    return frames.reduce((sum, { length }) => sum + length, 0);
  }

  /**
   * Sends a ping; its pong is shown to the observer. Not in WinRT.
   *
   * @param payload at most 125 bytes (RFC 6455, section 5.5)
   * @throws DuplexError `invalid-input`, `illegal-call`, `closed`, `connection-lost`
   */
  async sendPingAsync(payload: Uint8Array): Promise<void> {
    const connection = this.requireConnection();
    requireControlPayload('ping', payload);
    await connection.ping(payload);
  }

  /** Sends a pong that answers nothing. Not in WinRT. @param payload as of a ping @throws DuplexError as {@link sendPingAsync} */
  async sendPongAsync(payload: Uint8Array): Promise<void> {
    const connection = this.requireConnection();
    requireControlPayload('pong', payload);
    await connection.pong(payload);
  }

  /**
   * Sends a frame exactly as it is described, legal or not. Not in WinRT.
   *
   * @throws DuplexError `illegal-call` while a message is sent from a source, `closed`, `connection-lost`
   */
  async sendRawFrameAsync(frame: RawFrame): Promise<void> {
    const connection = this.requireConnection();
    if (this.#transfer !== undefined) throw illegalCall('a message is being sent from a source');
    const sent = connection.sendRaw(frame);
    if (!connection.isSendingMessage) this.messageEnded();
    await sent;
  }

  /** In what a frame would break RFC 6455 if it were sent now, a clause each. Not in WinRT. @throws DuplexError as sending */
  faultsOf(frame: RawFrame): readonly string[] {
    return this.requireConnection().faultsOf(frame);
  }

  /** How pings are answered; may be set at any time. Default: at once. Not in WinRT. */
  set automaticPong(how: AutomaticPong) {
    this.#automaticPong = how;
    if (this.#connection !== undefined) this.#connection.automaticPong = how;
  }

  /** Payload bytes that were given to be sent and that the operating system does not have. Not in WinRT. */
  get sendQueueBytes(): number {
    return this.#connection?.sendQueueBytes ?? 0;
  }

  /** A count that grows with every byte received and with payload sent; 0 before connecting. Not in WinRT. */
  get activity(): number {
    return this.#connection?.activity ?? 0;
  }

  /**
   * Ends the connection at once, without a closing handshake. Not in WinRT.
   *
   * @param why what whoever waits for the connection is told
   * @param how `reset`: by a TCP reset, so that the peer gets nothing of what is queued
   */
  abort(why: DuplexError, how: 'reset' | 'close'): void {
    this.#connection?.abort(why, how);
  }

  /**
   * Closes. With a code (and a reason of at most 123 bytes in UTF-8) it begins the closing handshake and returns at
   * once; `closed` is raised when the peer has answered. Without arguments it also gives up the object, at any time.
   * Harmless when repeated.
   *
   * @throws DuplexError `invalid-input` for a code or reason that cannot be sent, `illegal-call` before connecting
   */
  close(code?: number, reason = ''): void {
    if (code === undefined) {
      this.#dispose();
      return;
    }
    this.requireNotDisposed();
    const status = checkCloseStatus(code, reason);
    if (this.#state === 'created' || this.#state === 'connecting' || this.#state === 'failed') {
      throw illegalCall(`close(${code}) before the socket is connected`);
    }
    this.#beginClosing(status);
  }

  abstract frameStarted(opcode: DataOpcode, length: number): void;
  abstract payload(bytes: Buffer, start: number, end: number): number;
  abstract frameEnded(isMessageEnd: boolean): void;

  closed(status: CloseStatus): void {
    this.#state = 'closed';
    this.#transfer?.abort(objectClosed('the server closed the connection'));
    this.connectionEnded(undefined);
    this.#closedHandlers.raise({ target: this, code: status.code, reason: status.reason });
  }

  failed(error: DuplexError): void {
    this.#state = 'closed';
    this.#loss = error;
    this.#transfer?.abort(error);
    this.connectionEnded(error);
  }

  /** Turns Nagle's algorithm off; `MessageWebSocket` has no switch for it and never delays a message. */
  protected get noDelay(): boolean {
    return true;
  }

  /** The kind of message that a source is sent as. @throws DuplexError `illegal-call` */
  protected abstract get sourceOpcode(): DataOpcode;

  /** What to offer of compression. */
  protected get compressionOffer(): PerMessageDeflateOffer | null {
    return this.control.perMessageDeflate;
  }

  /** Whether what is set before connecting may not be changed any more. */
  protected get isFrozen(): boolean {
    return this.#isDisposed || (this.#state !== 'created' && this.#state !== 'failed');
  }

  /** A message that was begun has been ended, if there was one. */
  protected messageEnded(): void {
    // Who notes what is begun has something to forget.
  }

  /** The connection is over: `error` where it was lost, undefined after a closing handshake. */
  protected abstract connectionEnded(error: DuplexError | undefined): void;

  /** This side has begun to close: what still arrives is dropped. */
  protected abstract closingBegan(): void;

  protected handlersOf(type: string): EventHandlers<unknown> {
    // An EventHandlers of anything takes any handler; addEventListener's type name says which it is.
    if (type === 'closed') return this.#closedHandlers as unknown as EventHandlers<unknown>;
    if (type === 'servercustomvalidationrequested') {
      return this.#validationHandlers as unknown as EventHandlers<unknown>;
    }
    throw invalidArgument('type', `there is no event "${type}"`);
  }

  /**
   * The connection, for sending and reading.
   *
   * @throws DuplexError `illegal-call` before connecting, `closed` after, and the loss where the connection was lost
   */
  protected requireConnection(): Connection {
    this.requireNotDisposed();
    if (this.#loss !== undefined) throw this.#loss;
    if (this.#state === 'closing' || this.#state === 'closed') throw objectClosed('the socket has been closed');
    if (this.#state !== 'connected' || this.#connection === undefined) throw illegalCall('the socket is not connected');
    return this.#connection;
  }

  /** The connection, for sending. @throws DuplexError as {@link requireConnection}, `illegal-call` within a message */
  protected requireSendable(): Connection {
    const connection = this.requireConnection();
    if (this.#transfer !== undefined) throw illegalCall('a message is being sent from a source');
    if (this.#hasUnfinishedMessage) throw illegalCall('a message was begun and not ended: only close can follow');
    if (connection.isRawMessageOpen) {
      throw illegalCall('a message was begun by a frame that was described: only such a frame can end it');
    }
    return connection;
  }

  /** Whether a message was begun that gets no end: only `close` can follow. Not in WinRT. */
  get hasUnfinishedMessage(): boolean {
    return this.#hasUnfinishedMessage;
  }

  #requireBetweenMessages(): Connection {
    const connection = this.requireSendable();
    if (connection.isSendingMessage) {
      throw illegalCall('a whole message cannot be sent between the fragments of another');
    }
    return connection;
  }

  async #transferring(
    connection: Connection,
    { signal }: TransferOptions,
    work: (signal: AbortSignal) => Promise<number>,
  ): Promise<number> {
    const transfer = new AbortController();
    this.#transfer = transfer;
    try {
      return await cancellable(transfer, signal, () => work(transfer.signal));
    } finally {
      this.#transfer = undefined;
      this.#hasUnfinishedMessage = connection.isSendingMessage;
    }
  }

  /** Goes on reading after {@link payload} did not take all it was offered. */
  protected resumeReading(): void {
    this.#connection?.resume();
  }

  #opened(connection: Connection, { socket, remote }: Line, agreement: Agreement): void {
    WebSocketInformation.fill.connection(this.information, socket, remote, agreement);
    connection.automaticPong = this.#automaticPong;
    this.#connection = connection;
    this.#state = 'connected';
  }

  #beginClosing(status: CloseStatus | undefined): void {
    if (this.#state !== 'connected') return;
    this.#state = 'closing';
    this.closingBegan();
    this.#transfer?.abort(objectClosed('the socket was closed'));
    this.#connection?.close(status);
  }

  #dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    this.#cancel?.abort(operationCanceled());
    this.#beginClosing(undefined);
  }

  /** @throws DuplexError `closed` after `close()` without arguments */
  protected requireNotDisposed(): void {
    if (this.#isDisposed) throw objectClosed();
  }
}

/** Why a caller's signal ends connecting. */
function reasonOf(signal: AbortSignal | undefined): DuplexError {
  return signal?.reason instanceof DuplexError ? signal.reason : operationCanceled();
}

function requireControlPayload(what: 'ping' | 'pong', { length }: Uint8Array): void {
  if (length <= controlPayloadLimit) return;
  throw invalidArgument(
    'payload',
    `${length} bytes: a ${what} carries at most ${controlPayloadLimit}`,
    because('controlPayloadTooLong', length, controlPayloadLimit),
  );
}

function checkCloseStatus(code: number, reason: string): CloseStatus {
  if (!Number.isInteger(code) || !isSendableCloseCode(code)) {
    throw invalidArgument(
      'code',
      `the close code ${code} cannot be sent: 1000-1003, 1007-1014 or 3000-4999`,
      because('closeCodeNotSendable', code),
    );
  }
  const size = Buffer.byteLength(reason);
  if (size > closeReasonLimit) {
    throw invalidArgument(
      'reason',
      `the reason is ${size} bytes long in UTF-8: at most ${closeReasonLimit} fit`,
      because('closeReasonTooLong', size, closeReasonLimit),
    );
  }
  return { code, reason };
}

function requireRedirects(count: number): void {
  if (Number.isInteger(count) && count >= 0 && count <= redirectLimit) return;
  throw invalidArgument(
    'followRedirects',
    `${count} is not between 0 and ${redirectLimit}`,
    because('notBetween', count, 0, redirectLimit),
  );
}

function requireSubprotocols(names: readonly string[]): void {
  for (const [index, name] of names.entries()) {
    // RFC 6455, section 4.1, item 10: tokens, each once.
    if (!/^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/.test(name) || names.indexOf(name) !== index) {
      throw invalidArgument(
        'supportedProtocols',
        `"${name}" is not a subprotocol name, or is there twice`,
        because('subprotocolName', name),
      );
    }
  }
}
