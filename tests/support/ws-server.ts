import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { WebSocketServer, type ServerOptions, type WebSocket } from 'ws';
import { closeAfterTest } from './clean-up.ts';

export interface WsServerOptions extends Omit<ServerOptions, 'host' | 'port' | 'server' | 'noServer'> {
  /** Serve over TLS with this. Default: no TLS. */
  readonly tls?: TlsOptions;
  /** Default: 127.0.0.1. */
  readonly host?: string;
}

export interface WsServer {
  readonly port: number;
  /** `ws://127.0.0.1:PORT/`, or `wss:`. */
  readonly url: string;
  readonly server: WebSocketServer;
  /** Stops listening and destroys what is open. Called by itself at the end of a test. */
  readonly close: () => Promise<void>;
}

/**
 * Starts a server of `ws`, the peer to compare with, on a free loopback port.
 *
 * @param onConnection called for each accepted connection
 */
export async function startWsServer(
  onConnection: (socket: WebSocket, request: IncomingMessage) => void,
  { tls, host = '127.0.0.1', ...options }: WsServerOptions = {},
): Promise<WsServer> {
  const http = tls ? createHttpsServer(tls) : createHttpServer();
  const server = new WebSocketServer({ ...options, server: http });
  server.on('connection', (socket, request) => {
    // What a client does wrong is for the test to see on its side.
    socket.on('error', () => undefined);
    onConnection(socket, request);
  });
  http.listen(0, host);
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo; // a TCP server that listens
  const close = async (): Promise<void> => {
    if (!http.listening) return;
    const closed = once(http, 'close');
    http.close();
    server.close();
    for (const socket of server.clients) socket.terminate();
    http.closeAllConnections();
    await closed;
  };
  closeAfterTest(close);
  return { port, url: `${tls ? 'wss' : 'ws'}://${host.includes(':') ? `[${host}]` : host}:${port}/`, server, close };
}
