import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { toErrorInfo } from '../../contract/errors.ts';
import { ClientCertificate } from '../certificates/client-certificate.ts';
import { evaluateServer, type ServerEvaluation } from '../certificates/evaluate.ts';
import type { CompiledTrust } from '../certificates/server-trust.ts';
import type { AttemptRecorder } from '../network/attempt.ts';
import type { Door, TlsRequest } from '../network/door.ts';
import { HttpAuthenticator, type Login } from '../network/http-auth.ts';
import { inPhase, type Course } from '../network/phase.ts';
import { direct, type ProxyResolver, type ProxyServer } from '../network/proxy/proxy-server.ts';
import { isSecretHeader, Secrets } from '../network/secrets.ts';
import { Connection, type ConnectionListener } from '../wire/connection.ts';
import { createRequest, type Agreement } from '../wire/opening-handshake.ts';
import type { Compression, PerMessageDeflateOffer } from '../wire/permessage-deflate.ts';
import type { WireObserver } from '../wire/wire-observer.ts';
import { valuesOf, type HttpHeader } from '../wire/response-head.ts';
import type { RemoteServer } from './information.ts';
import { isRedirect, isSameOrigin, nextHop } from './redirect.ts';
import { Inbox, leftEarly, lost, readBuffer, upgrade } from './upgrade.ts';
import type { WebSocketUri } from './uri.ts';

export interface OpenOptions {
  readonly uri: WebSocketUri;
  readonly headers: readonly HttpHeader[];
  readonly subprotocols: readonly string[];
  readonly perMessageDeflate: PerMessageDeflateOffer | null;
  readonly clientCertificate: ClientCertificate | null;
  readonly trust: CompiledTrust;
  /** For a server that answers 401, and a proxy that wants a login. */
  readonly serverCredential: Login | null;
  readonly proxyCredential: Login | null;
  /** How many redirects to follow. */
  readonly followRedirects: number;
  readonly noDelay: boolean;
  readonly pongIntervalMs: number;
  readonly door: Door;
  /** In place of the door's own. */
  readonly proxies: ProxyResolver | undefined;
  readonly recorder: AttemptRecorder | undefined;
  readonly signal: AbortSignal;
  readonly listener: ConnectionListener;
  readonly observer: WireObserver | undefined;
  /** Refuses the server by throwing; called for `wss` before the request is sent. */
  readonly judgeServer: (server: ServerEvaluation, remote: RemoteServer) => Promise<void>;
  /** Called once the server has agreed, before the first frame is read. */
  readonly opened: (connection: Connection, line: Line, agreement: Agreement) => void;
}

/** A function that holds the connection and nothing else. */
function receiverOf(connection: Connection): (byteCount: number) => boolean {
  return (byteCount) => connection.receive(readBuffer, 0, byteCount);
}

/**
 * Dials, judges the server's certificate and does the opening handshake; again with credentials when they are asked for,
 * and at another address where redirects are to be followed.
 *
 * @throws DuplexError of any phase up to `upgrade`; or the signal's reason
 */
export async function openConnection(options: OpenOptions): Promise<void> {
  const { recorder } = options;
  const secrets = new Secrets();
  for (const { name, value } of options.headers) if (isSecretHeader(name)) secrets.addHeader(value);
  secrets.addQuery(options.uri.href);
  recorder?.begin(options.uri.href, secrets);
  try {
    await openSomewhere(options, secrets);
    recorder?.end('open');
  } catch (thrown) {
    const error = secrets.hideIn(thrown);
    const isCanceled = options.signal.aborted && toErrorInfo(error).code !== 'timeout';
    recorder?.end(isCanceled ? 'canceled' : 'failed', error);
    throw error;
  } finally {
    secrets.forget();
  }
}

/** Goes from address to address until one of them is not a redirect. */
async function openSomewhere(options: OpenOptions, secrets: Secrets): Promise<void> {
  const visited = [options.uri];
  let hop = options;
  for (;;) {
    const next = await openHop(hop, visited, secrets);
    if (next === undefined) return;
    secrets.addQuery(next.href);
    options.recorder?.redirectedTo(next.href);
    // What is meant for one origin stays there, and is not taken up again on the way back.
    hop = isSameOrigin(hop.uri, next) ? { ...hop, uri: next } : withoutCredentials(hop, next);
    visited.push(next);
  }
}

function withoutCredentials(options: OpenOptions, uri: WebSocketUri): OpenOptions {
  const headers = options.headers.filter(({ name }) => !isSecretHeader(name) && name.toLowerCase() !== 'host');
  return { ...options, uri, headers, serverCredential: null, clientCertificate: null };
}

/**
 * Opens a connection to one address.
 *
 * @returns nothing when it is open; the address it was redirected to
 */
async function openHop(
  options: OpenOptions,
  visited: readonly WebSocketUri[],
  secrets: Secrets,
): Promise<WebSocketUri | undefined> {
  const { uri, serverCredential } = options;
  const authenticator = serverCredential === null ? undefined : new HttpAuthenticator(serverCredential, secrets);
  let authorization: string | undefined;
  let next: WebSocketUri | undefined;
  let line = await openLine(options, secrets);
  try {
    for (;;) {
      const answer = await upgrade({
        ...line,
        request: createRequest({
          host: uri.authority,
          target: uri.target,
          subprotocols: options.subprotocols,
          perMessageDeflate: options.perMessageDeflate,
          headers: withAuthorization(options.headers, authorization),
        }),
        uri,
        course: courseOf(options),
        limits: options.door.limits,
        hasCredential: authenticator !== undefined,
        agreed: (agreement, rest, end) => startConnection(options, line, agreement).receive(readBuffer, rest, end),
        judge: ({ head }) => {
          if (options.followRedirects > 0 && isRedirect(head)) {
            next = nextHop(head, visited, options.followRedirects);
            return 'redirected';
          }
          if (head.statusCode !== 401) return 'refused';
          authorization = authenticator?.answer(valuesOf(head, 'www-authenticate'), 'GET', uri.target);
          return authorization === undefined ? 'refused' : 'retried';
        },
      });
      if (answer === undefined) return undefined;
      if (next !== undefined) {
        drop(line.socket);
        return next;
      }
      if (answer.isReusable) continue;
      drop(line.socket);
      line = await openLine(options, secrets);
    }
  } catch (error) {
    drop(line.socket);
    throw error;
  }
}

/** A connection that a request for the upgrade can be sent over. */
export interface Line {
  readonly socket: Socket;
  readonly inbox: Inbox;
  readonly remote: RemoteServer;
}

/** Dials, and judges the server's certificate. */
async function openLine(options: OpenOptions, secrets: Secrets): Promise<Line> {
  const { uri, signal, recorder, proxies, proxyCredential } = options;
  const inbox = new Inbox();
  let ocspResponse: Buffer | undefined;
  let way: ProxyServer = direct;
  const socket = await options.door.dial({
    host: uri.host,
    port: uri.port,
    ...(uri.isSecure && { tls: tlsRequest(options, (response) => (ocspResponse = response)) }),
    noDelay: options.noDelay,
    readInto: inbox.readInto,
    signal,
    secrets,
    onWay: (taken) => (way = taken),
    ...(proxyCredential !== null && { proxyLogin: proxyCredential }),
    ...(proxies !== undefined && { proxies }),
    ...(recorder !== undefined && { recorder }),
  });
  const remote = remoteServer(uri, way);
  try {
    // Dialed with TLS.
    if (uri.isSecure) await judge(socket as TLSSocket, ocspResponse, remote, options);
    signal.throwIfAborted();
    return { socket, inbox, remote };
  } catch (error) {
    drop(socket);
    throw error;
  }
}

function remoteServer({ host, port }: WebSocketUri, way: ProxyServer): RemoteServer {
  return { host, port, proxy: way.kind === 'direct' ? null : { host: way.host, port: way.port } };
}

function judge(
  socket: TLSSocket,
  ocspResponse: Buffer | undefined,
  remote: RemoteServer,
  options: OpenOptions,
): Promise<void> {
  const { uri, trust } = options;
  const server = evaluateServer(socket, { host: uri.host, trust, ocspResponse });
  const evidence = { phase: 'tls', step: 'certificate', certificateErrors: server.errors } as const;
  const late = 'the server certificate was not judged';
  return inPhase(courseOf(options), evidence, options.door.limits.validationMs, late, () =>
    whileConnected(socket, uri, options.judgeServer(server, remote)),
  );
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

/** Waits for work during which the server may go. @throws DuplexError what the work throws, or why the server went */
async function whileConnected(socket: Socket, uri: WebSocketUri, work: Promise<void>): Promise<void> {
  let unwatch!: () => void;
  const gone = new Promise<never>((_resolve, reject) => {
    const onError = (cause: Error): void => reject(lost(cause, uri));
    const onClose = (): void => reject(leftEarly());
    socket.on('error', onError).on('close', onClose);
    unwatch = () => socket.off('error', onError).off('close', onClose);
  });
  try {
    await Promise.race([work, gone]);
  } finally {
    unwatch();
  }
}

function courseOf({ signal, recorder }: OpenOptions): Course {
  return { signal, recorder, isToProxy: false };
}

function startConnection(options: OpenOptions, line: Line, agreement: Agreement): Connection {
  const { socket, inbox } = line;
  const connection = new Connection(
    socket,
    options.listener,
    options.pongIntervalMs,
    compressionOf(agreement, options.perMessageDeflate),
    options.observer,
  );
  inbox.receive = receiverOf(connection);
  options.opened(connection, line, agreement);
  return connection;
}

/** Closes a socket that nobody reads any more. */
function drop(socket: Socket): void {
  socket.on('error', () => undefined).destroy();
}

/** What was asked for takes the place of what the app has set. */
function withAuthorization(headers: readonly HttpHeader[], authorization: string | undefined): readonly HttpHeader[] {
  if (authorization === undefined) return headers;
  const others = headers.filter(({ name }) => name.toLowerCase() !== 'authorization');
  return [...others, { name: 'Authorization', value: authorization }];
}

function compressionOf(agreement: Agreement, offer: PerMessageDeflateOffer | null): Compression | undefined {
  const agreed = agreement.perMessageDeflate;
  return agreed === null || offer === null ? undefined : { agreed, offer };
}
