import net from 'node:net';
import tls from 'node:tls';
import { failure, toErrorInfo, type DuplexError } from '../../contract/errors.ts';
import type { JournalOutcome } from '../../contract/network-journal.ts';
import { abortable } from './abortable.ts';
import { capabilityDenied } from './capability-denied.ts';
import { connectFailure } from './connect-failure.ts';
import { decide, refuseName, type OwnEnds, type Target } from './decide.ts';
import { Journal } from './journal.ts';
import { ownAddresses } from './own-addresses.ts';
import { nothingDeclared, type NetworkPolicy } from './policy.ts';
import { addressesOf, systemResolve, type Resolve } from './resolve.ts';

/** Where received bytes go: one buffer, filled again for every read. */
export interface ReadInto {
  readonly buffer: Uint8Array;
  /** Called with the number of bytes now in the buffer; `false` stops reading until `socket.resume()`. */
  readonly callback: (byteCount: number) => boolean;
}

export interface TlsRequest {
  /** Client certificate and key, with the password they are kept under. */
  readonly pfx?: Uint8Array;
  readonly passphrase?: string;
  /** Client certificate, with those of its issuers, and key, as PEM. */
  readonly cert?: string;
  readonly key?: string;
  /** Authorities that OpenSSL is to trust, as PEM. Default: those that come with Node. */
  readonly authorities?: readonly string[];
  /** Called before the dial is over with the OCSP response that the server has stapled, where there is one. */
  readonly onOcspResponse?: (response: Buffer) => void;
}

export interface DialRequest {
  /** Host name or IP literal, without brackets. */
  readonly host: string;
  readonly port: number;
  /** Present for TLS. Server certificates are not judged here: that is `main/certificates`, before anything is sent. */
  readonly tls?: TlsRequest;
  /** Turns Nagle's algorithm off. */
  readonly noDelay: boolean;
  readonly readInto: ReadInto;
  /** Cancels at any point; the promise is rejected with the signal's reason. */
  readonly signal: AbortSignal;
}

export interface DoorOptions {
  readonly policy?: NetworkPolicy;
  /** How names become addresses; the system's resolver unless given. */
  readonly resolve?: Resolve;
  /** How an address that was allowed is connected to; over TCP, and TLS where it is asked for, unless given. */
  readonly connect?: Connect;
}

/** Connects to the very address that was decided on. */
export type Connect = (target: Target, request: DialRequest) => Promise<net.Socket>;

/** Windows tries at most this many addresses of a name, and gives each of them a minute. */
const addressLimit = 5;
const addressTimeoutMs = 60_000;

/** The only way to the network: decides on every address, then connects to the very address it decided on. */
export class Door {
  /** What may be reached; a change holds from the next dial. */
  policy: NetworkPolicy;
  /** Ports this process listens on itself. */
  readonly ownPorts = new Set<number>();
  /** Every socket this door opened or refused. */
  readonly journal = new Journal();
  readonly #resolve: Resolve;
  readonly #connect: Connect;

  constructor(options: DoorOptions = {}) {
    this.policy = options.policy ?? nothingDeclared;
    this.#resolve = options.resolve ?? systemResolve;
    this.#connect = options.connect ?? connect;
  }

  /** What `decide` has to know of this process and its machine, as it is now. */
  get own(): OwnEnds {
    return { ports: this.ownPorts, addresses: ownAddresses() };
  }

  /**
   * Opens a TCP or TLS connection.
   *
   * @returns the connected socket; nothing has been sent over it by the app
   * @throws DuplexError `name-not-resolved`, `capability-denied`, `cannot-connect`, `timeout`, `tls-failed`
   */
  async dial(request: DialRequest): Promise<net.Socket> {
    const { host, port, signal } = request;
    const addresses = await this.#addressesOf(request);
    let failed: unknown;
    let denied: DuplexError | undefined;
    for (const address of addresses.slice(0, addressLimit)) {
      const target = { address, port, host };
      const verdict = decide(target, this.policy, this.own);
      if (verdict.kind === 'refused') {
        this.journal.record({ ...target, verdict, phase: 'policy', outcome: { kind: 'refused' } });
        denied ??= capabilityDenied(host, verdict.denial);
        continue;
      }
      try {
        const socket = await this.#connect(target, request);
        const phase = request.tls === undefined ? 'tcp' : 'tls';
        this.journal.record({ ...target, verdict, phase, outcome: { kind: 'opened' } });
        return socket;
      } catch (error) {
        const phase = toErrorInfo(error).phase ?? 'tcp';
        this.journal.record({ ...target, verdict, phase, outcome: outcomeOf(error, signal) });
        signal.throwIfAborted();
        failed ??= error;
      }
    }
    throw failed ?? denied;
  }

  async #addressesOf({ host, port, signal }: DialRequest): Promise<readonly string[]> {
    const refusal = refuseName(host, this.policy);
    if (refusal !== undefined) {
      this.journal.record({ host, port, verdict: refusal, phase: 'policy', outcome: { kind: 'refused' } });
      throw capabilityDenied(host, refusal.denial);
    }
    try {
      return await abortable(addressesOf(host, this.#resolve), signal);
    } catch (error) {
      this.journal.record({ host, port, phase: 'dns', outcome: outcomeOf(error, signal) });
      throw error;
    }
  }
}

function outcomeOf(error: unknown, signal: AbortSignal): JournalOutcome {
  return signal.aborted ? { kind: 'canceled' } : { kind: 'failed', error: toErrorInfo(error) };
}

/**
 * The door of this process. Like a Windows app without a manifest it lets nothing out until a policy is set.
 */
export const applicationDoor = new Door();

function connect(target: Target, request: DialRequest): Promise<net.Socket> {
  const where = net.isIPv6(target.address) ? `[${target.address}]:${target.port}` : `${target.address}:${target.port}`;
  return new Promise((resolve, reject) => {
    const socket = openSocket(target, request);
    let phase: 'tcp' | 'tls' = 'tcp';

    const settle = (): void => {
      clearTimeout(timer);
      request.signal.removeEventListener('abort', onAbort);
      socket.off('error', onError).off('close', onClose);
    };
    const give = (error: Error): void => {
      settle();
      // A destroyed socket can still emit an error; it has no reader any more.
      socket.on('error', () => undefined).destroy();
      reject(error);
    };
    const onError = (error: Error): void => give(connectFailure(error, phase, where));
    const onClose = (): void => give(connectFailure(new Error('the peer closed the connection'), phase, where));
    const onAbort = (): void => give(request.signal.reason as Error);
    const timer = setTimeout(() => {
      give(
        failure('timeout', `no answer from ${where} within ${addressTimeoutMs / 1000} s`, {
          hresult: 'WININET_E_TIMEOUT',
          phase,
        }),
      );
    }, addressTimeoutMs);

    socket.on('error', onError).on('close', onClose);
    request.signal.addEventListener('abort', onAbort, { once: true });
    const onReady = (): void => {
      settle();
      resolve(socket);
    };
    if (request.tls === undefined) {
      socket.once('connect', onReady);
    } else {
      socket.once('connect', () => (phase = 'tls')).once('secureConnect', onReady);
    }
  });
}

function openSocket(target: Target, request: DialRequest): net.Socket {
  const { buffer, callback } = request.readInto;
  const options = { host: target.address, port: target.port, noDelay: request.noDelay, onread: { buffer, callback } };
  if (request.tls === undefined) return net.connect(options);
  const { pfx, passphrase, cert, key, authorities, onOcspResponse } = request.tls;
  const socket = tls.connect({
    ...options,
    // Server Name Indication takes names only (RFC 6066, section 3).
    ...(net.isIP(request.host) === 0 && { servername: request.host }),
    ...(pfx !== undefined && { pfx: Buffer.from(pfx), passphrase }),
    ...(cert !== undefined && { cert, key }),
    ...(authorities !== undefined && { ca: [...authorities] }),
    requestOCSP: onOcspResponse !== undefined,
    // The whole chain is judged after the TLS handshake, so that every error is found, not only OpenSSL's first.
    rejectUnauthorized: false,
    ALPNProtocols: ['http/1.1'],
  } as tls.ConnectionOptions);
  if (onOcspResponse !== undefined) {
    socket.once('OCSPResponse', (response: Buffer | null | undefined) => {
      if (response) onOcspResponse(response);
    });
  }
  return socket;
}
