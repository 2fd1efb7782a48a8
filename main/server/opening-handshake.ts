import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { acceptFor } from '../wire/opening-handshake.ts';

/** What is wrong with a client's half of the opening handshake. */
export interface HandshakeFault {
  readonly status: number;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Checks a client's half of the opening handshake (RFC 6455, section 4.2.1), the same for every endpoint.
 *
 * @returns nothing when it is right
 */
export function faultOf(request: IncomingMessage): HandshakeFault | undefined {
  const { headers } = request;
  if (request.method !== 'GET')
    return { status: 405, message: 'A WebSocket begins with GET.', headers: { Allow: 'GET' } };
  if (headers.upgrade?.toLowerCase() !== 'websocket') {
    return { status: 426, message: 'This address speaks WebSocket only.', headers: { Upgrade: 'websocket' } };
  }
  if (headers['sec-websocket-version'] !== '13') {
    return {
      status: 426,
      message: 'Sec-WebSocket-Version must be 13.',
      headers: { Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' },
    };
  }
  if (!/^[+/\dA-Za-z]{22}==$/.test(headers['sec-websocket-key'] ?? '')) {
    return { status: 400, message: 'Sec-WebSocket-Key must be 16 bytes in base64.' };
  }
  if (offeredSubprotocols(request) === undefined) {
    return { status: 400, message: 'Sec-WebSocket-Protocol must be a list of different tokens.' };
  }
  return undefined;
}

/**
 * Answers 101. Of the subprotocols offered the first is chosen, as `ws` does for the other endpoints; extensions never.
 *
 * @param request one that {@link faultOf} finds nothing wrong with
 */
export function acceptHandshake(request: IncomingMessage, socket: Duplex): void {
  const [chosen] = offeredSubprotocols(request) ?? [];
  const lines = [
    'HTTP/1.1 101 Switching Protocols',
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Accept: ${acceptFor(request.headers['sec-websocket-key'] ?? '')}`,
    ...(chosen === undefined ? [] : [`Sec-WebSocket-Protocol: ${chosen}`]),
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
}

/** Answers with an HTTP error and closes. */
export function refuseHandshake(socket: Duplex, { status, message, headers = {} }: HandshakeFault): void {
  const body = `${message}\n`;
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Connection: close',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  // The client may be gone by now; 'close' follows either way.
  socket.on('error', () => socket.destroy());
  socket.once('finish', () => socket.destroy());
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

/** @returns in the client's order; nothing when the header is malformed (RFC 6455, section 4.1, item 10) */
function offeredSubprotocols(request: IncomingMessage): readonly string[] | undefined {
  const header = request.headers['sec-websocket-protocol'];
  if (header === undefined) return [];
  const names = header.split(',').map((name) => name.trim());
  const areTokens = names.every((name) => /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/.test(name));
  return areTokens && new Set(names).size === names.length ? names : undefined;
}
