import { WebSocket } from 'ws';
import {
  InputStreamOptions,
  MessageWebSocket,
  StreamWebSocket,
  type MessageWebSocketMessageReceivedEventArgs,
} from '../main/sockets/index.ts';
import type { Figure } from './figure.ts';
import { label } from './label.ts';

/** Messages of a size, raised by `messagereceived` and counted, against a counting listener of `ws`. */
export function receiveMessages(origin: string, size: number, count: number, bound?: number): Figure {
  const url = `${origin}/binary/${size}/${count}`;
  return {
    name: `receive ${label(size)} messages`,
    unit: size >= 65_536 ? 'MB/s' : 'k msg/s',
    amount: size >= 65_536 ? (size * count) / 1e6 : count / 1000,
    run: () => ours(url, count, () => undefined),
    peers: [{ name: 'ws', ...(bound !== undefined && { bound }), run: () => wsReceives(url, count, () => undefined) }],
  };
}

/** Text messages, each read as a string, against `ws` doing the same. */
export function readTexts(origin: string, size: number, count: number, bound?: number): Figure {
  const url = `${origin}/text/${size}/${count}`;
  let length = 0;
  return {
    name: `read ${label(size)} texts`,
    unit: 'k msg/s',
    amount: count / 1000,
    run: () =>
      ours(url, count, (args) => {
        const reader = args.getDataReader();
        length += reader.readString(reader.unconsumedBufferLength).length;
      }),
    peers: [
      {
        name: 'ws',
        ...(bound !== undefined && { bound }),
        run: () =>
          wsReceives(url, count, (data) => {
            length += data.toString().length;
          }),
      },
    ],
  };
}

/** One large message in sections, counted, against `ws`, which has to hold it whole. */
export function readSections(origin: string, size: number): Figure {
  const url = `${origin}/binary/${size}/1`;
  return {
    name: `one message of ${label(size)} in sections`,
    unit: 'MB/s',
    amount: size / 1e6,
    run: () => sections(url, size),
    peers: [{ name: 'ws', run: () => wsReceives(url, 1, () => undefined) }],
  };
}

async function ours(
  url: string,
  count: number,
  each: (args: MessageWebSocketMessageReceivedEventArgs) => void,
): Promise<void> {
  const socket = new MessageWebSocket();
  let received = 0;
  socket.onmessagereceived = (args) => {
    received += 1;
    each(args);
  };
  const closed = new Promise<void>((resolve) => (socket.onclosed = () => resolve()));
  await socket.connectAsync(url);
  await closed;
  if (received !== count) throw new Error(`${received} of ${count} messages came`);
}

/** Receives messages by `ws`, and gives each to `each`. */
export function wsReceives(url: string, count: number, each: (data: Buffer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let received = 0;
    const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: 0 });
    socket.on('message', (data: Buffer) => {
      received += 1;
      each(data);
    });
    socket.on('error', reject);
    socket.on('close', () => {
      if (received === count) resolve();
      else reject(new Error(`${received} of ${count} messages came`));
    });
  });
}

async function sections(url: string, size: number): Promise<void> {
  const socket = new StreamWebSocket();
  await socket.connectAsync(url);
  const buffer = Buffer.allocUnsafeSlow(64 * 1024);
  let received = 0;
  for (;;) {
    const bytes = await socket.inputStream.readAsync(buffer, buffer.length, InputStreamOptions.partial);
    if (bytes.length === 0) break;
    received += bytes.length;
  }
  if (received !== size) throw new Error(`${received} of ${size} bytes came`);
}
