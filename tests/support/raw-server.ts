import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createSecureContext, TLSSocket, type SecureContextOptions } from 'node:tls';
import { closeAfterTest } from './clean-up.ts';
import { RawConnection } from './raw-connection.ts';

export { closePayload, frame, type FrameOptions, type ReceivedFrame } from './frames.ts';

export interface RawServerOptions {
  /** Serve over TLS with this certificate and key. Default: no TLS. */
  readonly tls?: SecureContextOptions & { readonly requestCert?: boolean };
  /** Default: 127.0.0.1. */
  readonly host?: string;
  /** Call the handler at once instead of after the request head; `request` is then empty. Default: false. */
  readonly skipsRequest?: boolean;
}

export interface RawServer {
  readonly port: number;
  /** `ws://127.0.0.1:PORT/`, or `wss:`. */
  readonly url: string;
  /** Every connection so far, in order. */
  readonly connections: readonly RawServerConnection[];
  /**
   * Stops listening and destroys what is open. Called by itself at the end of a test.
   *
   * @throws what a handler threw (once), so that a failed expectation inside one fails the test
   */
  readonly close: () => Promise<void>;
}

/** A connection to a raw server, after the client's request head has come. */
export class RawServerConnection extends RawConnection {
  /** The request head as it was sent, with its empty line. */
  request = '';
  /** By name in lower case; a repeated header is joined with `, `. */
  headers: ReadonlyMap<string, string> = new Map();

  async readRequest(): Promise<void> {
    this.request = await this.incoming.head();
    this.headers = parseHeaders(this.request);
  }

  /** The `Sec-WebSocket-Accept` that is right for this request. */
  get acceptKey(): string {
    const key = this.headers.get('sec-websocket-key') ?? '';
    return createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  }

  /**
   * Answers 101, correct unless told otherwise.
   *
   * @param headers added to the answer, or replacing its own; an empty value leaves the header out
   * @param first sent in the same TCP segment as the answer
   */
  async accept(headers: Readonly<Record<string, string>> = {}, first: Uint8Array = Buffer.alloc(0)): Promise<void> {
    const all = new Map([
      ['upgrade', 'websocket'],
      ['connection', 'Upgrade'],
      ['sec-websocket-accept', this.acceptKey],
      ...Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const),
    ]);
    const lines = [...all].filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${value}`);
    await this.send(
      Buffer.concat([Buffer.from(`${['HTTP/1.1 101 Switching Protocols', ...lines].join('\r\n')}\r\n\r\n`), first]),
    );
  }
}

/**
 * Starts a TCP (or TLS) server on a free loopback port whose every byte is up to the test.
 *
 * @param handler called for each connection, after its request head; what it throws comes out of `close()`
 */
export async function startRawServer(
  handler: (connection: RawServerConnection) => void | Promise<void>,
  options: RawServerOptions = {},
): Promise<RawServer> {
  const connections: RawServerConnection[] = [];
  const failures: unknown[] = [];
  const tcps = new Set<Socket>();
  const serve = async (tcp: Socket): Promise<void> => {
    const connection = new RawServerConnection(tcp, options.tls ? startTls(tcp, options.tls) : tcp);
    connections.push(connection);
    if (options.skipsRequest !== true) await connection.readRequest();
    await handler(connection);
  };
  // Half open, so that the server's FIN comes when the test says so.
  const server = createServer({ allowHalfOpen: true }, (tcp) => {
    tcps.add(tcp);
    tcp.on('close', () => tcps.delete(tcp));
    serve(tcp).catch((error: unknown) => failures.push(error));
  });
  server.listen(0, options.host ?? '127.0.0.1');
  await once(server, 'listening');
  const { address, port } = server.address() as AddressInfo; // a TCP server that listens
  const close = async (): Promise<void> => {
    if (server.listening) {
      server.close();
      for (const tcp of tcps) tcp.destroy();
      await once(server, 'close');
    }
    for (const failure of failures.splice(0, 1)) throw failure;
  };
  closeAfterTest(close);
  const host = address.includes(':') ? `[${address}]` : address;
  return { port, url: `${options.tls ? 'wss' : 'ws'}://${host}:${port}/`, connections, close };
}

function startTls(tcp: Socket, { requestCert = false, ...material }: NonNullable<RawServerOptions['tls']>): TLSSocket {
  return new TLSSocket(tcp, { isServer: true, requestCert, secureContext: createSecureContext(material) });
}

function parseHeaders(head: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of head.split('\r\n').slice(1)) {
    const [, name, value] = /^([^:]+):[ \t]*(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) continue;
    const before = headers.get(name.toLowerCase());
    headers.set(name.toLowerCase(), before === undefined ? value : `${before}, ${value}`);
  }
  return headers;
}
