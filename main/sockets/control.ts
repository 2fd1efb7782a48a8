import type { ServerTrust } from '../../contract/certificates.ts';
import { because } from '../../contract/reason.ts';
import type { ClientCertificate } from '../certificates/client-certificate.ts';
import { compileTrust, defaultTrust, type CompiledTrust } from '../certificates/server-trust.ts';
import { largestWindowBits, smallestWindowBits, type PerMessageDeflateOffer } from '../wire/permessage-deflate.ts';
import { MessageWebSocketReceiveMode, SocketMessageType, type ChainValidationResult } from './enums.ts';
import { illegalCall, invalidArgument } from './misuse.ts';
import type { PasswordCredential } from './password-credential.ts';
import { Vector } from './vector.ts';

/** What the WebSocket component of Windows documents: its default, and what it raises smaller values to. */
const defaultPongIntervalMs = 30_000;
const smallestPongIntervalMs = 15_000;
/** The longest a timer waits. */
const largestPongIntervalMs = 0x7fffffff;

/** `INFINITE`: no limit. */
const infinite = 0xffffffff;

/** What both control objects have. Everything but `messageType` is frozen once `connectAsync` has been called. */
export abstract class WebSocketControl {
  /** Subprotocols to offer, in order of preference. */
  readonly supportedProtocols = new Vector<string>();
  /** Certificate problems to overlook, each by itself; checked by `connectAsync`. */
  readonly ignorableServerCertificateErrors = new Vector<ChainValidationResult>();
  #clientCertificate: ClientCertificate | null = null;
  #serverTrust: ServerTrust | null = null;
  #compiledTrust = defaultTrust;
  #serverCredential: PasswordCredential | null = null;
  #proxyCredential: PasswordCredential | null = null;
  #perMessageDeflate: PerMessageDeflateOffer | null = null;
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

  /** What to answer a server with that asks for a login (401), by Basic or Digest. Default: none. */
  get serverCredential(): PasswordCredential | null {
    return this.#serverCredential;
  }
  set serverCredential(credential: PasswordCredential | null) {
    this.requireNotFrozen('serverCredential');
    this.#serverCredential = credential;
  }

  /** What to answer a proxy with that asks for a login (407, or SOCKS5), by Basic or Digest. Default: none. */
  get proxyCredential(): PasswordCredential | null {
    return this.#proxyCredential;
  }
  set proxyCredential(credential: PasswordCredential | null) {
    this.requireNotFrozen('proxyCredential');
    this.#proxyCredential = credential;
  }

  /**
   * Whom to trust, besides what Windows has for it: authorities of one's own, pins, exceptions, lists of revoked
   * certificates. Default: null, the roots that come with Node. Not in WinRT.
   *
   * @throws DuplexError E_INVALIDARG for what cannot be read, with the field
   */
  get serverTrust(): ServerTrust | null {
    return this.#serverTrust;
  }
  set serverTrust(trust: ServerTrust | null) {
    this.requireNotFrozen('serverTrust');
    this.#compiledTrust = trust === null ? defaultTrust : compileTrust(trust);
    this.#serverTrust = trust;
  }

  /** For the socket: `serverTrust`, read. */
  static trustOf(control: WebSocketControl): CompiledTrust {
    return control.#compiledTrust;
  }

  /**
   * What to offer of permessage-deflate (RFC 7692). Default: null, nothing, as Windows. Not in WinRT.
   *
   * @throws DuplexError E_INVALIDARG for a value out of its range
   */
  get perMessageDeflate(): PerMessageDeflateOffer | null {
    return this.#perMessageDeflate;
  }
  set perMessageDeflate(offer: PerMessageDeflateOffer | null) {
    this.requireNotFrozen('perMessageDeflate');
    if (offer !== null) checkOffer(offer);
    this.#perMessageDeflate = offer === null ? null : { ...offer };
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
        because('notBetween', milliseconds, 0, largestPongIntervalMs),
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

const offerRanges = {
  serverMaxWindowBits: [smallestWindowBits, largestWindowBits],
  clientMaxWindowBits: [smallestWindowBits, largestWindowBits],
  level: [0, 9],
  threshold: [0, Number.MAX_SAFE_INTEGER],
  inflatedSizeLimit: [0, Number.MAX_SAFE_INTEGER],
} as const;

function checkOffer(offer: PerMessageDeflateOffer): void {
  for (const [name, [least, most]] of Object.entries(offerRanges)) {
    const value = offer[name as keyof typeof offerRanges];
    if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) continue;
    throw invalidArgument(
      `perMessageDeflate.${name}`,
      `${name} is ${value}, not between ${least} and ${most}`,
      because('notBetween', value, least, most),
    );
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
      throw invalidArgument(
        'maxMessageSize',
        `${bytes} is not between 0 and ${infinite}`,
        because('notBetween', bytes, 0, infinite),
      );
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
