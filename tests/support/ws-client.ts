import { once } from 'node:events';
import { WebSocket, type ClientOptions } from 'ws';
import { closeAfterTest } from './clean-up.ts';
import { within } from './deadline.ts';

export interface WsClient {
  readonly socket: WebSocket;
  /** @returns the next message: text as it is, binary as `Buffer` */
  readonly next: () => Promise<string | Buffer>;
  /** @returns how the connection ended */
  readonly closed: () => Promise<{ readonly code: number; readonly reason: string }>;
}

/** Connects a client of `ws`. @throws what ws reports when the handshake fails */
export async function connectWs(url: string, options: ClientOptions = {}): Promise<WsClient> {
  const socket = new WebSocket(url, { perMessageDeflate: false, rejectUnauthorized: false, ...options });
  const messages: (string | Buffer)[] = [];
  let wake = (): void => undefined;
  socket.on('message', (data, isBinary) => {
    const message = data as Buffer; // ws's default binaryType
    messages.push(isBinary ? message : message.toString('utf8'));
    wake();
  });
  const ended = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString('utf8') }));
  });
  closeAfterTest(async () => {
    socket.terminate();
    await ended;
  });
  await within('the opening handshake', once(socket, 'open'));
  socket.on('error', () => undefined); // 'close' follows, and closed() tells of it
  return {
    socket,
    next: async () => {
      while (messages.length === 0) {
        await within(
          'a message',
          new Promise<void>((resolve) => {
            wake = resolve;
          }),
        );
      }
      return messages.shift() ?? '';
    },
    closed: () => within('the end of the connection', ended),
  };
}
