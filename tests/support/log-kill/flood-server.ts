import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { encodeFrame } from '../../../main/server/frames/frame-header.ts';
import { acceptHandshake } from '../../../main/server/opening-handshake.ts';
import { Opcode } from '../../../main/wire/frame.ts';
import { closeAfterTest } from '../clean-up.ts';
import { killedPayload } from './killed-payload.ts';

/** Written at once: about 90 KiB. */
const messagesPerWrite = 200;

/** A server that sends messages as fast as they are taken, until the client is gone. Closed with the running test. @returns its URL */
export async function startFloodServer(): Promise<string> {
  const server = createServer();
  server.on('upgrade', (request, socket) => {
    // A client that is killed is what this is for.
    socket.on('error', () => undefined);
    socket.resume();
    acceptHandshake(request, socket);
    void flood(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closeAfterTest(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });
  const { port } = server.address() as AddressInfo; // a TCP server that listens
  return `ws://127.0.0.1:${port}/`;
}

async function flood(socket: Duplex): Promise<void> {
  const gone = new AbortController();
  socket.once('close', () => gone.abort());
  for (let next = 0; !gone.signal.aborted; next += messagesPerWrite) {
    const frames = Array.from({ length: messagesPerWrite }, (_, index) =>
      encodeFrame(Opcode.binary, killedPayload(next + index)),
    );
    if (socket.write(Buffer.concat(frames))) await nextTurn();
    else await once(socket, 'drain', { signal: gone.signal }).catch(() => undefined);
  }
}
