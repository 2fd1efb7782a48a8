import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { FrameConnection } from '../../main/server/frames/frame-connection.ts';
import type { DataFrame } from '../../main/server/frames/masked-frame-reader.ts';
import { acceptHandshake } from '../../main/server/opening-handshake.ts';
import { Opcode } from '../../main/wire/frame.ts';
import { closeAfterTest } from './clean-up.ts';

/** A message as it came, frame by frame, of any size. */
export interface CountedMessage {
  isText: boolean;
  /** Payload bytes of each frame; with millions of them, nobody looks. */
  readonly frames: number[];
  bytes: number;
  /** SHA-256 of the payload; undefined until it has come to its end. */
  sha256: string | undefined;
}

/** A server that keeps nothing of what it is sent, but what it was. */
export async function startFrameServer() {
  const messages: CountedMessage[] = [];
  const sockets: Duplex[] = [];
  const server = createServer();
  server.on('upgrade', (request, socket, head) => {
    acceptHandshake(request, socket);
    sockets.push(socket);
    let hash: Hash = createHash('sha256');
    let message: CountedMessage | undefined;
    new FrameConnection({ socket, maxFrameBytes: Number.MAX_SAFE_INTEGER }).listen(head, {
      frameStarted: ({ kind, length }: DataFrame) => {
        if (message === undefined) {
          message = { isText: kind === Opcode.text, frames: [], bytes: 0, sha256: undefined };
          messages.push(message);
        }
        message.frames.push(length);
        return true;
      },
      payload: (span) => {
        hash.update(span);
        if (message !== undefined) message.bytes += span.length;
      },
      frameEnded: ({ fin }) => {
        if (!fin || message === undefined) return;
        message.sha256 = hash.digest('hex');
        hash = createHash('sha256');
        message = undefined;
      },
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server that listens
  closeAfterTest(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });
  return { url: `ws://127.0.0.1:${port}/`, messages, sockets };
}
