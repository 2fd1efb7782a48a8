import net from 'node:net';
import tls from 'node:tls';
import { failure, type DuplexError } from '../../contract/errors.ts';
import { abortable } from './abortable.ts';
import { connectFailure } from './connect-failure.ts';
import { decide, nothingDeclared, type NetworkPolicy, type Target } from './decide.ts';
import { resolveHost, type Resolve } from './resolve.ts';

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
}

/** Windows tries at most this many addresses of a name, and gives each of them a minute. */
const addressLimit = 5;
const addressTimeoutMs = 60_000;

/** The only way to the network: decides on every address, then connects to the very address it decided on. */
export class Door {
  /** What may be reached; a change holds from the next dial. */
  policy: NetworkPolicy;
  /** Ports this process listens on itself. */
  readonly ownPorts = new Set<number>();
  readonly #resolve: Resolve;

  constructor(options: DoorOptions = {}) {
    this.policy = options.policy ?? nothingDeclared;
    this.#resolve = options.resolve ?? resolveHost;
  }

  /**
   * Opens a TCP or TLS connection.
   *
   * @returns the connected socket; nothing has been sent over it by the app
   * @throws DuplexError `name-not-resolved`, `capability-denied`, `cannot-connect`, `timeout`, `tls-failed`
   */
  async dial(request: DialRequest): Promise<net.Socket> {
    const addresses = await abortable(this.#resolve(request.host), request.signal);
    let failed: unknown;
    let denied: DuplexError | undefined;
    for (const address of addresses.slice(0, addressLimit)) {
      const target = { address, port: request.port };
      const verdict = decide(target, this.policy, this.ownPorts);
      if (verdict.kind === 'refused') {
        denied ??= capabilityDenied(request.host, verdict.denial);
        continue;
      }
      try {
        return await connect(target, request);
      } catch (error) {
        request.signal.throwIfAborted();
        failed ??= error;
      }
    }
    throw (
      failed ??
      denied ??
      failure('name-not-resolved', `"${request.host}" has no address`, {
        hresult: 'WININET_E_NAME_NOT_RESOLVED',
        phase: 'dns',
      })
    );
  }
}

/**
 * The door of this process. Like a Windows app without a manifest it lets nothing out until a policy is set.
 */
export const applicationDoor = new Door();

function capabilityDenied(host: string, denial: NonNullable<DuplexError['info']['denial']>): DuplexError {
  const needs = denial.needs === undefined ? 'nothing can allow it' : `it needs ${denial.needs}`;
  const named = denial.address === host ? host : `${host} (${denial.address})`;
  // Windows reports a refusal by network isolation as an ordinary failure to connect.
  return failure('capability-denied', `${named} is ${denial.addressClass}: ${needs}`, {
    hresult: 'WININET_E_CANNOT_CONNECT',
    phase: 'policy',
    denial,
  });
}

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
