import type { Socket } from 'node:net';
import { secure, type ReadInto, type TlsRequest, type TrustingTls } from '../connect.ts';
import { httpConnect, type TunnelRequest } from './http-connect.ts';
import { socks5Connect } from './socks5.ts';

/** A connection through a proxy, and what is to be done over it. */
export interface ThroughProxy extends TunnelRequest {
  /** Present for TLS with the server. */
  readonly tls?: TlsRequest | TrustingTls;
  /** Absent for a socket that emits `data`. */
  readonly readInto?: ReadInto;
}

/**
 * Opens a connection to a server through a proxy, with TLS where it is asked for.
 *
 * @throws DuplexError `proxy-failed`, `proxy-refused`, `timeout`, `tls-failed`, and those of connecting to the proxy
 */
export async function openTunnel(request: ThroughProxy): Promise<Socket> {
  const carrier = request.proxy.kind === 'socks5' ? await socks5Connect(request) : await httpConnect(request);
  const { tls, course, limits, readInto } = request;
  const socket =
    tls === undefined
      ? carrier
      : await secure(carrier, { host: request.host, port: request.port, tls }, course, limits);
  if (readInto !== undefined) readByEvents(socket, readInto);
  return socket;
}

/** What a socket made for it does by itself: bring what it reads into the buffer. */
function readByEvents(socket: Socket, { buffer, callback }: ReadInto): void {
  socket.on('data', (chunk: Buffer) => {
    let goesOn = true;
    for (let at = 0; at < chunk.length; at += buffer.length) {
      goesOn = callback(chunk.copy(buffer, 0, at));
    }
    if (!goesOn) socket.pause();
  });
  socket.resume();
}
