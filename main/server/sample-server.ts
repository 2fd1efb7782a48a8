import { X509Certificate, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createHttpServer, type Server, type ServerOptions } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Server as NetServer } from 'node:net';
import { createSecureContext, type TlsOptions } from 'node:tls';
import { failure } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import type { ServerEndpoints } from '../../contract/sessions.ts';
import { answerHttp } from './http-page.ts';
import { listenOnLoopback } from './loopback-listener.ts';
import { OpenSockets } from './open-sockets.ts';
import type { TlsMaterial } from './tls-material.ts';
import { Upgrades } from './upgrade.ts';

export interface SampleServer {
  /** Addresses to connect to, with the host `localhost`. */
  readonly endpoints: ServerEndpoints;
  /** The ports listened on: plain, then TLS. */
  readonly ports: readonly [plain: number, secure: number];
  /** Stops listening and ends every connection, within half a second. May be called again. */
  readonly close: () => Promise<void>;
}

/** More than anyone needs at a time; a runaway client does not take all file descriptors of the app. */
const maxConnections = 256;

/** How long clients may take to answer the close frame when the server stops. */
const closeGraceMs = 300;

const httpOptions: ServerOptions = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 10_000,
};

/**
 * Starts the built-in sample server on two free ports of the loopback addresses, one plain and one with TLS. It is the
 * only part of Duplex that listens.
 *
 * @param options.material from `loadTlsMaterial`
 * @throws DuplexError `bad-file` when the material is of no use, `cannot-connect` when no port can be listened on
 */
export async function startSampleServer(options: { readonly material: TlsMaterial }): Promise<SampleServer> {
  const { material } = options;
  const sockets = new OpenSockets(maxConnections);
  const tls = tlsOptions(material);
  const upgrades = new Upgrades(authorityKeyOf(material));
  const serve = <Listener extends Server>(server: Listener): Listener =>
    server.on('connection', sockets.add).on('request', answerHttp).on('upgrade', upgrades.take);
  const servers: NetServer[] = [];
  const listen = async (create: () => NetServer): Promise<number> => {
    const listeners = await listenOnLoopback(create);
    servers.push(...listeners.servers);
    return listeners.port;
  };
  try {
    const plain = await listen(() => serve(createHttpServer(httpOptions)));
    const secure = await listen(() => serve(createHttpsServer({ ...httpOptions, ...tls })));
    let closing: Promise<void> | undefined;
    return {
      endpoints: endpointsAt(plain, secure),
      ports: [plain, secure],
      close: () => (closing ??= stop(servers, upgrades, sockets)),
    };
  } catch (error) {
    await stop(servers, upgrades, sockets);
    throw failure('cannot-connect', 'the sample server cannot listen on 127.0.0.1', {
      phase: 'tcp',
      cause: error,
      reason: because('serverNotListening'),
    });
  }
}

async function stop(servers: readonly NetServer[], upgrades: Upgrades, sockets: OpenSockets): Promise<void> {
  const closed = servers.map((server) => once(server, 'close'));
  for (const server of servers) server.close();
  upgrades.close();
  await sockets.ended(closeGraceMs);
  await Promise.all(closed);
}

function authorityKeyOf(material: TlsMaterial): KeyObject {
  try {
    // The server would say the same, but only after it began to listen.
    createSecureContext({ cert: material.serverCertificate, key: material.serverKey });
    return new X509Certificate(material.authorityCertificate).publicKey;
  } catch (error) {
    throw failure('bad-file', "the sample server's certificates cannot be used", {
      phase: 'tls',
      cause: error,
      reason: because('serverCertificates'),
    });
  }
}

/**
 * The authority goes along with the server's certificate, so that a client finds it untrusted and not just missing. A
 * client certificate is asked for on every connection, as it cannot be asked for by path; whoever has none may still
 * use the other endpoints.
 */
function tlsOptions(material: TlsMaterial): TlsOptions {
  return {
    cert: material.serverCertificate + material.authorityCertificate,
    key: material.serverKey,
    ca: material.authorityCertificate,
    requestCert: true,
    rejectUnauthorized: false,
    handshakeTimeout: 10_000,
  };
}

function endpointsAt(plain: number, secure: number): ServerEndpoints {
  const ws = `ws://localhost:${plain}`;
  const wss = `wss://localhost:${secure}`;
  return {
    echo: `${ws}/echo`,
    secureEcho: `${wss}/echo`,
    partialMessages: `${ws}/partial`,
    clientAuthentication: `${wss}/client-auth`,
    stream: `${ws}/stream`,
    sink: `${ws}/sink`,
    flood: `${ws}/flood`,
  };
}
