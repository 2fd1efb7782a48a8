import { once } from 'node:events';
import net from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { closeAfterTest } from './clean-up.ts';

/** Longer than loopback takes to connect, and shorter than a second attempt of TCP. */
const settleMs = 200;

/**
 * A port of this machine on which a SYN is not answered: a server that listens and accepts nobody, with as many
 * connections in its queue as fit.
 */
export async function startFullBacklog(): Promise<{ readonly port: number }> {
  const worker = new Worker(
    `const { parentPort } = require('node:worker_threads');
     const server = require('node:net').createServer();
     server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
       parentPort.postMessage(server.address().port);
       // The message goes out first; then nothing is accepted any more.
       setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
     });`,
    { eval: true },
  );
  closeAfterTest(() => worker.terminate());
  const [port] = (await once(worker, 'message')) as [number];
  const queue: net.Socket[] = [];
  closeAfterTest(async () => {
    for (const socket of queue) socket.destroy();
  });
  for (;;) {
    const socket = net.connect(port, '127.0.0.1').on('error', () => undefined);
    queue.push(socket);
    const isConnected = await Promise.race([once(socket, 'connect').then(() => true), setTimeout(settleMs, false)]);
    if (!isConnected) return { port };
  }
}
