import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import { closeAfterTest } from './clean-up.ts';
import { within } from './deadline.ts';
import { RawConnection } from './raw-connection.ts';

export interface RawClientOptions {
  /** Further request headers, or others in place of the usual ones; an empty value leaves the header out. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: GET. */
  readonly method?: string;
  /** For `wss:`. Default: any certificate is accepted. */
  readonly tls?: ConnectionOptions;
  /** Sent in the same TCP segment as the request. */
  readonly first?: Uint8Array;
}

/** A client whose every byte is up to the test. */
export interface RawClient extends RawConnection {
  /** The response head, with its empty line. */
  readonly response: string;
}

/** The key of RFC 6455, section 1.3. */
export const sampleKey = 'dGhlIHNhbXBsZSBub25jZQ==';

/** Connects, sends an opening handshake, and waits for the head of the answer, whatever it is. */
export async function connectRaw(url: string, options: RawClientOptions = {}): Promise<RawClient> {
  const connection = await openRaw(url, options.tls);
  const { host, pathname, search } = new URL(url);
  const headers = new Map([
    ['host', host],
    ['upgrade', 'websocket'],
    ['connection', 'Upgrade'],
    ['sec-websocket-key', sampleKey],
    ['sec-websocket-version', '13'],
    ...Object.entries(options.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const),
  ]);
  const lines = [...headers].filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${value}`);
  const head = `${[`${options.method ?? 'GET'} ${pathname}${search} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n`;
  await connection.send(Buffer.concat([Buffer.from(head), options.first ?? Buffer.alloc(0)]));
  return Object.assign(connection, { response: await connection.incoming.head() });
}

/** Connects and sends nothing. */
export async function openRaw(url: string, tls: ConnectionOptions = {}): Promise<RawConnection> {
  const { hostname, port, protocol } = new URL(url);
  const tcp = connectTcp({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port), allowHalfOpen: true });
  const isSecure = protocol === 'wss:' || protocol === 'https:';
  const socket = isSecure ? connectTls({ socket: tcp, rejectUnauthorized: false, ...tls }) : tcp;
  const connection = new RawConnection(tcp, socket);
  closeAfterTest(async () => {
    tcp.destroy();
    socket.destroy();
    await connection.closed();
  });
  await within('a connection', once(socket, isSecure ? 'secureConnect' : 'connect'));
  return connection;
}
