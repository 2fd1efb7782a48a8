import { WebSocket } from 'ws';
import { StreamWebSocket } from '../main/sockets/index.ts';
import type { Figure } from './figure.ts';
import { label } from './label.ts';

/** Sends that are under way at a time: enough that neither side waits for a round trip. */
const inFlight = 64;

/** Binary messages of a size, sent until the server has taken them all, against `ws` sending the same. */
export function sendMessages(origin: string, size: number, count: number): Figure {
  const isLarge = size >= 65_536;
  const url = `${origin}/discard/${count * size}/${count}`;
  const payload = Buffer.alloc(size, 'x');
  return {
    name: `send ${label(size)} messages`,
    unit: isLarge ? 'MB/s' : 'k msg/s',
    amount: isLarge ? (size * count) / 1e6 : count / 1000,
    run: () => ours(url, payload, count),
    peers: [{ name: 'ws', run: () => wsPeer(url, payload, count) }],
  };
}

async function ours(url: string, payload: Buffer, count: number): Promise<void> {
  const socket = new StreamWebSocket();
  const closed = new Promise<void>((resolve) => (socket.onclosed = () => resolve()));
  await socket.connectAsync(url);
  let left = count;
  const lane = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await socket.outputStream.writeAsync(payload);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  await closed;
}

function wsPeer(url: string, payload: Buffer, count: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    let left = count;
    const next = (): void => {
      if (left === 0) return;
      left -= 1;
      socket.send(payload, next);
    };
    socket.on('open', () => {
      for (let lane = 0; lane < inFlight; lane += 1) next();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve());
  });
}
