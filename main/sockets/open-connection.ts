import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { failure, type DuplexError } from '../../contract/errors.ts';
import { ClientCertificate } from '../certificates/client-certificate.ts';
import { evaluateServer, type ServerEvaluation } from '../certificates/evaluate.ts';
import type { CompiledTrust } from '../certificates/server-trust.ts';
import { abortable } from '../network/abortable.ts';
import { connectFailure } from '../network/connect-failure.ts';
import type { Door, ReadInto, TlsRequest } from '../network/door.ts';
import { Connection, type ConnectionListener } from '../wire/connection.ts';
import { checkResponse, createRequest, type Agreement, type OpeningRequest } from '../wire/opening-handshake.ts';
import type { Compression, PerMessageDeflateOffer } from '../wire/permessage-deflate.ts';
import { ResponseHeadReader, type HttpHeader } from '../wire/response-head.ts';
import type { WebSocketUri } from './uri.ts';

export interface OpenOptions {
  readonly uri: WebSocketUri;
  readonly headers: readonly HttpHeader[];
  readonly subprotocols: readonly string[];
  readonly perMessageDeflate: PerMessageDeflateOffer | null;
  readonly clientCertificate: ClientCertificate | null;
  readonly trust: CompiledTrust;
  readonly noDelay: boolean;
  readonly pongIntervalMs: number;
  readonly door: Door;
  readonly signal: AbortSignal;
  readonly listener: ConnectionListener;
  /** Refuses the server by throwing; called for `wss` before the request is sent. */
  readonly judgeServer: (server: ServerEvaluation) => Promise<void>;
  /** Called once the server has agreed, before the first frame is read. */
  readonly opened: (connection: Connection, socket: Socket, agreement: Agreement) => void;
}

/** How long the app may take to judge a certificate: its handlers can ask a person. */
export const validationTimeoutMs = 120_000;

/** How long the server may take to answer the opening handshake, like each address to connect. */
const upgradeTimeoutMs = 60_000;

/** Early hints and the like come once or twice; a server that sends nothing else is not going to agree. */
const interimLimit = 10;

/**
 * What the operating system reads into, for all connections: one after the other, and each has looked at everything, or
 * kept a copy of it, before the next one reads. An idle connection so has no buffer at all.
 */
const readBuffer = Buffer.allocUnsafeSlow(64 * 1024);

/**
 * Takes what a socket reads. The socket has it from the start; what it does changes when the connection is open, and
 * nothing of the opening handshake is held any more.
 */
class Inbox {
  /** Whether anything has come before it was asked for. */
  spokeFirst = false;
  /** Takes bytes of the read buffer. @returns false to stop reading */
  receive: (byteCount: number) => boolean = () => {
    this.spokeFirst = true;
    return true;
  };

  get readInto(): ReadInto {
    return { buffer: readBuffer, callback: (byteCount) => this.receive(byteCount) };
  }
}

/** A function that holds the connection and nothing else. */
function receiverOf(connection: Connection): (byteCount: number) => boolean {
  return (byteCount) => connection.receive(readBuffer, 0, byteCount);
}

/**
 * Dials, judges the server's certificate and does the opening handshake.
 *
 * @throws DuplexError of any phase up to `upgrade`; or the signal's reason
 */
export async function openConnection(options: OpenOptions): Promise<void> {
  const { uri, signal } = options;
  const inbox = new Inbox();
  let ocspResponse: Buffer | undefined;
  const socket = await options.door.dial({
    host: uri.host,
    port: uri.port,
    ...(uri.isSecure && { tls: tlsRequest(options, (response) => (ocspResponse = response)) }),
    noDelay: options.noDelay,
    readInto: inbox.readInto,
    signal,
  });
  try {
    if (uri.isSecure) {
      // Dialed with TLS.
      const server = evaluateServer(socket as TLSSocket, { host: uri.host, trust: options.trust, ocspResponse });
      await whileConnected(socket, uri, abortable(inTime(options.judgeServer(server)), signal));
    }
    signal.throwIfAborted();
    if (inbox.spokeFirst) throw unexpected('the server sent data before it was asked');
    const request = createRequest({
      host: uri.authority,
      target: uri.target,
      subprotocols: options.subprotocols,
      perMessageDeflate: options.perMessageDeflate,
      headers: options.headers,
    });
    await upgrade(socket, request, options, inbox);
  } catch (error) {
    socket.on('error', () => undefined).destroy();
    throw error;
  }
}

/** @throws DuplexError `timeout` when the judgement takes too long; its outcome is then nobody's */
async function inTime(judgement: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(
        failure('timeout', `the server certificate was not judged within ${validationTimeoutMs / 1000} s`, {
          hresult: 'WININET_E_TIMEOUT',
          phase: 'tls',
        }),
      );
    }, validationTimeoutMs);
  });
  try {
    await Promise.race([judgement, late]);
  } finally {
    clearTimeout(timer);
  }
}

function tlsRequest(
  { clientCertificate, trust }: OpenOptions,
  onOcspResponse: NonNullable<TlsRequest['onOcspResponse']>,
): TlsRequest {
  return {
    ...(clientCertificate !== null && ClientCertificate.tlsOf(clientCertificate)),
    ...(trust.openSslAuthorities && { authorities: trust.openSslAuthorities }),
    onOcspResponse,
  };
}

/** Waits for work during which the server may go. @throws DuplexError what the work throws, or {@link lossOf} */
async function whileConnected(socket: Socket, uri: WebSocketUri, work: Promise<void>): Promise<void> {
  let unwatch!: () => void;
  const lost = new Promise<never>((_resolve, reject) => {
    const onError = (cause: Error): void => reject(lossOf(uri, cause));
    const onClose = (): void => reject(lossOf(uri));
    socket.on('error', onError).on('close', onClose);
    unwatch = () => socket.off('error', onError).off('close', onClose);
  });
  try {
    await Promise.race([work, lost]);
  } finally {
    unwatch();
  }
}

/** Sends the request, reads the answer's head, and hands the bytes behind it to the connection. */
function upgrade(socket: Socket, request: OpeningRequest, options: OpenOptions, inbox: Inbox): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      clearTimeout(timer);
      socket.off('error', onError).off('close', onClose);
      options.signal.removeEventListener('abort', onAbort);
    };
    const give = (error: Error): void => {
      settle();
      reject(error);
    };
    const onError = (cause: Error): void => give(lossOf(options.uri, cause));
    const onClose = (): void => give(lossOf(options.uri));
    const onAbort = (): void => give(options.signal.reason as Error);
    const timer = setTimeout(() => {
      give(
        failure('timeout', `no answer to the opening handshake within ${upgradeTimeoutMs / 1000} s`, {
          hresult: 'WININET_E_TIMEOUT',
          phase: 'upgrade',
        }),
      );
    }, upgradeTimeoutMs);
    socket.on('error', onError).on('close', onClose);
    options.signal.addEventListener('abort', onAbort, { once: true });

    let head = new ResponseHeadReader();
    let interimCount = 0;
    const receiveHead = (start: number, end: number): boolean => {
      const answer = head.read(readBuffer, start, end);
      if (answer === undefined) return true;
      if (isInterim(answer.head.statusCode)) {
        interimCount += 1;
        if (interimCount > interimLimit) throw unexpected(`the server sent more than ${interimLimit} interim answers`);
        head = new ResponseHeadReader();
        return receiveHead(answer.next, end);
      }
      const agreement = checkResponse(answer.head, request);
      settle();
      const connection = new Connection(
        socket,
        options.listener,
        options.pongIntervalMs,
        compressionOf(agreement, options.perMessageDeflate),
      );
      inbox.receive = receiverOf(connection);
      options.opened(connection, socket, agreement);
      resolve();
      return connection.receive(readBuffer, answer.next, end);
    };
    inbox.receive = (byteCount) => {
      try {
        return receiveHead(0, byteCount);
      } catch (error) {
        give(error as Error); // thrown by the checks above
        return true;
      }
    };
    socket.write(request.head, 'latin1');
  });
}

/** The server has gone during the opening handshake. @param cause absent where it went without an error */
function lossOf(uri: WebSocketUri, cause?: Error): DuplexError {
  if (cause === undefined) {
    return failure('connection-lost', 'the server ended the connection during the opening handshake', {
      hresult: 'WININET_E_CONNECTION_ABORTED',
      phase: 'upgrade',
    });
  }
  // With TLS 1.3 a server judges the client's certificate when for the client the TLS handshake is over (RFC 8446, 2).
  if ('code' in cause && /^ERR_SSL_.*_ALERT_/.test(String(cause.code))) {
    return connectFailure(cause, 'tls', uri.authority);
  }
  return failure('connection-lost', `the connection was lost during the opening handshake: ${cause.message}`, {
    hresult: 'WININET_E_CONNECTION_RESET',
    phase: 'upgrade',
    cause,
  });
}

function compressionOf(agreement: Agreement, offer: PerMessageDeflateOffer | null): Compression | undefined {
  const agreed = agreement.perMessageDeflate;
  return agreed === null || offer === null ? undefined : { agreed, offer };
}

/** An answer that is to be followed by the real one (RFC 9110, section 15.2). */
function isInterim(statusCode: number): boolean {
  return statusCode >= 100 && statusCode < 200 && statusCode !== 101;
}

function unexpected(what: string): Error {
  return failure('handshake-failed', what, { hresult: 'WININET_E_INVALID_SERVER_RESPONSE', phase: 'upgrade' });
}
