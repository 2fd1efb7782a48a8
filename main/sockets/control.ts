import type { ClientCertificate } from '../certificates/certificate.ts';
import { MessageWebSocketReceiveMode, SocketMessageType, type ChainValidationResult } from './enums.ts';
import { illegalCall, invalidArgument } from './misuse.ts';
import { Vector } from './vector.ts';

/** What the WebSocket component of Windows documents: its default, and what it raises smaller values to. */
const defaultPongIntervalMs = 30_000;
const smallestPongIntervalMs = 15_000;
/** The longest a timer waits. */
const largestPongIntervalMs = 0x7fffffff;

/** `INFINITE`: no limit. */
const infinite = 0xffffffff;

/** What both control objects have. Everything but `messageType` is frozen once `connectAsync` has been called. */
abstract class WebSocketControl {
  /** Subprotocols to offer, in order of preference. */
  readonly supportedProtocols = new Vector<string>();
  /** Certificate problems to overlook, each by itself; checked by `connectAsync`. */
  readonly ignorableServerCertificateErrors = new Vector<ChainValidationResult>();
  #clientCertificate: ClientCertificate | null = null;
  #pongIntervalMs = defaultPongIntervalMs;
  readonly #isFrozen: () => boolean;

  constructor(isFrozen: () => boolean) {
    this.#isFrozen = isFrozen;
  }

  /** What to answer a server with that asks for a certificate. Default: none. */
  get clientCertificate(): ClientCertificate | null {
    return this.#clientCertificate;
  }
  set clientCertificate(certificate: ClientCertificate | null) {
    this.requireNotFrozen('clientCertificate');
    this.#clientCertificate = certificate;
  }

  /** How often to send an unsolicited pong, in milliseconds. Default: 30 000, as Windows documents for its component. */
  get desiredUnsolicitedPongInterval(): number {
    return this.#pongIntervalMs;
  }
  set desiredUnsolicitedPongInterval(milliseconds: number) {
    this.requireNotFrozen('desiredUnsolicitedPongInterval');
    if (!Number.isFinite(milliseconds) || milliseconds < 0 || milliseconds > largestPongIntervalMs) {
      throw invalidArgument(
        'desiredUnsolicitedPongInterval',
        `${milliseconds} is not between 0 and ${largestPongIntervalMs}`,
      );
    }
    this.#pongIntervalMs = milliseconds;
  }

  /** How often one is really sent, in milliseconds: at most every 15 000. */
  get actualUnsolicitedPongInterval(): number {
    return Math.max(this.#pongIntervalMs, smallestPongIntervalMs);
  }

  protected requireNotFrozen(member: string): void {
    if (this.#isFrozen()) throw illegalCall(`control.${member} cannot be set after connectAsync has been called`);
  }
}

/** `Windows.Networking.Sockets.MessageWebSocketControl`. */
export class MessageWebSocketControl extends WebSocketControl {
  #messageType: SocketMessageType = SocketMessageType.binary;
  #receiveMode: MessageWebSocketReceiveMode = MessageWebSocketReceiveMode.fullMessage;
  #maxMessageSize = infinite;

  /** How what is written next is labelled. Default: binary. May be set at any time. */
  get messageType(): SocketMessageType {
    return this.#messageType;
  }
  set messageType(type: SocketMessageType) {
    if (!Object.values(SocketMessageType).includes(type)) throw invalidArgument('messageType', `${type} is no type`);
    this.#messageType = type;
  }

  /** Whether `messagereceived` is raised for whole messages or for every piece. Default: whole messages. */
  get receiveMode(): MessageWebSocketReceiveMode {
    return this.#receiveMode;
  }
  set receiveMode(mode: MessageWebSocketReceiveMode) {
    this.requireNotFrozen('receiveMode');
    if (!Object.values(MessageWebSocketReceiveMode).includes(mode)) {
      throw invalidArgument('receiveMode', `${mode} is no receive mode`);
    }
    this.#receiveMode = mode;
  }

  /** The largest message to receive, in bytes. Default: 4294967295, no limit. */
  get maxMessageSize(): number {
    return this.#maxMessageSize;
  }
  set maxMessageSize(bytes: number) {
    this.requireNotFrozen('maxMessageSize');
    if (!Number.isInteger(bytes) || bytes < 0 || bytes > infinite) {
      throw invalidArgument('maxMessageSize', `${bytes} is not between 0 and ${infinite}`);
    }
    this.#maxMessageSize = bytes;
  }
}

/** `Windows.Networking.Sockets.StreamWebSocketControl`. */
export class StreamWebSocketControl extends WebSocketControl {
  #noDelay = true;

  /** Turns Nagle's algorithm off. Default: true. */
  get noDelay(): boolean {
    return this.#noDelay;
  }
  set noDelay(value: boolean) {
    this.requireNotFrozen('noDelay');
    this.#noDelay = value;
  }
}
