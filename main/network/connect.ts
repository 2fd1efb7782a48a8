import net from 'node:net';
import tls from 'node:tls';
import type { CertificateSummary, TlsPhase } from '../../contract/attempt.ts';
import { connectFailure, isNotTls } from './connect-failure.ts';
import type { Target } from './decide.ts';
import { firstWords } from './first-words.ts';
import type { DialLimits } from './limits.ts';
import { PendingSocket } from './pending-socket.ts';
import { inPhase, type Course, type Notes } from './phase.ts';

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

export interface ConnectRequest {
  /** The name that was asked for, for TLS. */
  readonly host: string;
  /** Present for TLS. */
  readonly tls?: TlsRequest | TrustingTls;
  readonly noDelay: boolean;
  /** Absent for a socket that emits `data`. */
  readonly readInto?: ReadInto;
  /**
   * Present where it is to be found out what a server says that does not speak TLS: with another connection to the same
   * address, as OpenSSL keeps what it could not read. Called when that is open.
   */
  readonly lookedAgain?: (() => void) | undefined;
}

/** TLS whose certificate has to be good at once, by OpenSSL's judgement: that of a proxy, or of the place of updates. */
export interface TrustingTls {
  readonly isJudged: true;
  /** PEM, in place of the well-known authorities. */
  readonly authorities?: readonly string[];
}

/**
 * Makes a TCP or TLS connection to the very address that was decided on.
 *
 * @throws DuplexError `cannot-connect`, `timeout`, `tls-failed`
 */
export async function connect(
  target: Target,
  request: ConnectRequest,
  course: Course,
  limits: DialLimits,
): Promise<net.Socket> {
  const { address, port } = target;
  const where = placeOf(target);
  const pending = new PendingSocket(openSocket(target, request));
  try {
    const silence = `no answer from ${where}`;
    await inPhase(course, { phase: 'tcp', address, port }, limits.addressMs, silence, async (notes) => {
      try {
        await pending.until('connect');
      } catch (error) {
        throw connectFailure(error as Error, 'tcp', where); // a socket's error
      }
      notes.add({ localAddress: `${pending.socket.localAddress}:${pending.socket.localPort}` });
    });
    if (request.tls !== undefined) {
      // Made by tls.connect, as openSocket was asked for TLS.
      const options = tlsOptions(request.host, request.tls);
      const { lookedAgain } = request;
      const look =
        lookedAgain &&
        (() =>
          firstWords(target, (carrier) => tls.connect({ ...options, socket: carrier }), course.signal, lookedAgain));
      await secured(pending as PendingSocket<tls.TLSSocket>, request.host, where, course, limits, look);
    }
    return pending.give();
  } catch (error) {
    pending.destroy();
    throw error;
  }
}

/**
 * Puts TLS over a connection that leads to the server, as through a proxy. Such a socket emits `data`: it cannot read into
 * a buffer of ours.
 *
 * @throws DuplexError `timeout`, `tls-failed`; the connection is then closed
 */
export async function secure(
  carrier: net.Socket,
  request: { readonly host: string; readonly port: number; readonly tls: TlsRequest | TrustingTls },
  course: Course,
  limits: DialLimits,
): Promise<net.Socket> {
  // What goes wrong below comes up as an error of the TLS socket, too.
  carrier.on('error', () => undefined);
  // The host is what a certificate is judged by; nobody is connected to, as there is a connection.
  const socket = tls.connect({ ...tlsOptions(request.host, request.tls), host: request.host, socket: carrier });
  takeStaple(socket, request.tls);
  const pending = new PendingSocket(socket);
  try {
    await secured(pending, request.host, `${request.host}:${request.port}`, course, limits);
    return pending.give();
  } catch (error) {
    pending.destroy();
    carrier.destroy();
    throw error;
  }
}

async function secured(
  pending: PendingSocket<tls.TLSSocket>,
  host: string,
  where: string,
  course: Course,
  limits: DialLimits,
  look?: () => Promise<Buffer | undefined>,
): Promise<void> {
  const evidence = { phase: 'tls', step: 'handshake', serverName: serverName(host) ?? '' } as const;
  await inPhase(course, evidence, limits.tlsMs, `no TLS session with ${where}`, async (notes) => {
    try {
      await pending.until('secureConnect');
    } catch (error) {
      notes.add(evidenceOf(error as Error)); // a socket's error
      const received = isNotTls(error as Error) ? await look?.() : undefined;
      throw connectFailure(error as Error, 'tls', where, received);
    } finally {
      if (course.recorder !== undefined) addSession(notes, pending.socket);
    }
  });
}

function addSession(notes: Notes, socket: tls.TLSSocket): void {
  const chain = certificatesOf(socket);
  notes.add({
    protocol: socket.getProtocol() ?? '',
    cipher: socket.getCipher()?.name ?? '',
    alpn: socket.alpnProtocol || '',
    ...(chain.length > 0 && { certificates: chain }),
  });
}

function evidenceOf(error: Error): Partial<Pick<TlsPhase, 'code' | 'alert'>> {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const alert = /alert number (\d+)/i.exec(error.message)?.[1];
  return { ...(code !== undefined && { code }), ...(alert !== undefined && { alert: Number(alert) }) };
}

/** More certificates than any chain has: a server can send as many as it likes. */
const certificateLimit = 10;

function certificatesOf(socket: tls.TLSSocket): CertificateSummary[] {
  const chain: CertificateSummary[] = [];
  let at: tls.DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  while (at?.fingerprint256 !== undefined && chain.length < certificateLimit) {
    const { fingerprint256 } = at;
    if (chain.some((one) => one.fingerprint256 === fingerprint256)) break;
    chain.push({
      subject: nameOf(at.subject),
      issuer: nameOf(at.issuer),
      validFrom: at.valid_from,
      validTo: at.valid_to,
      fingerprint256,
      subjectAltName: at.subjectaltname ?? '',
    });
    at = at.issuerCertificate as tls.DetailedPeerCertificate | undefined; // the last one has none
  }
  return chain;
}

function nameOf(name: tls.Certificate | undefined): string {
  return Object.entries(name ?? {})
    .map(([attribute, value]) => `${attribute}=${String(value)}`)
    .join(', ');
}

function openSocket(target: Target, request: ConnectRequest): net.Socket {
  const { buffer, callback } = request.readInto ?? {};
  const options = {
    host: target.address,
    port: target.port,
    noDelay: request.noDelay,
    ...(buffer !== undefined && callback !== undefined && { onread: { buffer, callback } }),
  };
  if (request.tls === undefined) return net.connect(options);
  const socket = tls.connect({ ...options, ...tlsOptions(request.host, request.tls) } as tls.ConnectionOptions);
  takeStaple(socket, request.tls);
  return socket;
}

function takeStaple(socket: tls.TLSSocket, request: TlsRequest | TrustingTls): void {
  if ('isJudged' in request || request.onOcspResponse === undefined) return;
  const { onOcspResponse } = request;
  socket.once('OCSPResponse', (response: Buffer | null | undefined) => {
    if (response) onOcspResponse(response);
  });
}

function tlsOptions(host: string, request: TlsRequest | TrustingTls): tls.ConnectionOptions {
  const servername = serverName(host);
  const named = { ...(servername !== undefined && { servername }), ALPNProtocols: ['http/1.1'] };
  if ('isJudged' in request) {
    // Said, as an environment variable (NODE_TLS_REJECT_UNAUTHORIZED) changes what holds otherwise.
    return {
      ...named,
      rejectUnauthorized: true,
      ...(request.authorities !== undefined && { ca: [...request.authorities] }),
    };
  }
  const { pfx, passphrase, cert, key, authorities, onOcspResponse } = request;
  // Node's types leave `requestOCSP` out.
  const options: tls.ConnectionOptions & { readonly requestOCSP: boolean } = {
    ...named,
    ...(pfx !== undefined && { pfx: Buffer.from(pfx), ...(passphrase !== undefined && { passphrase }) }),
    ...(cert !== undefined && key !== undefined && { cert, key }),
    ...(authorities !== undefined && { ca: [...authorities] }),
    requestOCSP: onOcspResponse !== undefined,
    // The whole chain is judged after the TLS handshake, so that every error is found, not only OpenSSL's first.
    rejectUnauthorized: false,
  };
  return options;
}

/** Server Name Indication takes names only, and without a trailing dot (RFC 6066, section 3). */
function serverName(host: string): string | undefined {
  return net.isIP(host) === 0 ? host.replace(/\.$/, '') : undefined;
}

/** `address:port`, an IPv6 address in brackets. */
export function placeOf({ address, port }: Target): string {
  return net.isIPv6(address) ? `[${address}]:${port}` : `${address}:${port}`;
}
