import { WebSocket } from 'ws';
import { MessageWebSocket } from '../main/sockets/index.ts';
import { percentile, type Result } from './figure.ts';

const payload = Buffer.alloc(32, 'x');
/** Round trips of one turn, and turns of each side; the first is not counted. */
const trips = 2000;
const turns = 6;

export const roundTripName = 'echo of 32 B';

/** Echo round trips of 32 bytes, one after the other: the median and the 99th percentile, against `ws`. */
export async function measureRoundTrips(url: string): Promise<Result[]> {
  const ours: number[] = [];
  const peers: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const own = await oursOnce(url);
    const peer = await wsOnce(url);
    if (turn === 0) continue;
    ours.push(...own);
    peers.push(...peer);
  }
  return [result('p50', 0.5, 1, ours, peers), result('p99', 0.99, 1.2, ours, peers)];
}

function result(
  name: string,
  fraction: number,
  bound: number,
  ours: readonly number[],
  peers: readonly number[],
): Result {
  const value = percentile(ours, fraction);
  const peerValue = percentile(peers, fraction);
  return {
    name: `${roundTripName}, ${name}`,
    value,
    unit: 'µs',
    peer: 'ws',
    peerValue,
    ratio: value / peerValue,
    bound,
    isLessBetter: true,
  };
}

async function oursOnce(url: string): Promise<number[]> {
  const socket = new MessageWebSocket();
  let answered: () => void = () => undefined;
  socket.onmessagereceived = () => answered();
  await socket.connectAsync(url);
  const times = await timeTrips(
    () =>
      new Promise((resolve) => {
        answered = resolve;
        void socket.sendFinalFrameAsync(payload);
      }),
  );
  socket.close();
  return times;
}

async function wsOnce(url: string): Promise<number[]> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  let answered: () => void = () => undefined;
  socket.on('message', () => answered());
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
  const times = await timeTrips(
    () =>
      new Promise((resolve) => {
        answered = resolve;
        socket.send(payload);
      }),
  );
  socket.terminate();
  return times;
}

/** @returns microseconds of each */
async function timeTrips(trip: () => Promise<void>): Promise<number[]> {
  const times: number[] = [];
  for (let count = 0; count < trips; count += 1) {
    const startedAt = performance.now();
    await trip();
    times.push((performance.now() - startedAt) * 1000);
  }
  return times;
}
