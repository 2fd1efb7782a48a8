import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { Door, MessageWebSocket } from '../../main/sockets/index.ts';
import type { DialRequest } from '../../main/network/door.ts';
import { closeAfterTest } from '../support/clean-up.ts';
import { eventually, within } from '../support/deadline.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { startRawServer, type RawServerConnection } from '../support/raw-server.ts';
import { failureOf, Messages } from '../support/sockets.ts';

// Reference section 3.3: 30 s for data in flight, none for a connection on which nothing is to be sent.

expectNoLeaks();

/** A door whose TCP socket the test sees: its clock is Node's own and cannot be moved, only shortened. */
class WatchedDoor extends Door {
  socket: Socket | undefined;

  override async dial(request: DialRequest): Promise<Socket> {
    return (this.socket = await super.dial(request));
  }
}

test('3.3: a server that takes nothing for 30 s while something is to be sent is a lost connection', async () => {
  const server = await startRawServer((connection) => connection.accept());
  const door = new WatchedDoor({ policy: { capabilities: new Set([]), loopbackExempt: true } });
  const socket = new MessageWebSocket({ door });
  closeAfterTest(async () => socket.close());
  const messages = new Messages(socket);
  await socket.connectAsync(server.url);
  const { socket: peer } = server.connections[0] as RawServerConnection;
  const tcp = door.socket as Socket;
  expect(tcp.timeout ?? 0).toBe(0);

  peer.pause();
  const taken = socket.outputStream.writeAsync(Buffer.alloc(32 * 1024 * 1024));
  await eventually('a send that waits', () => tcp.timeout === 30_000);
  peer.resume();
  await within('the rest', taken, 15_000);
  await eventually('the end of the limit', () => tcp.timeout === 0);

  peer.pause();
  const stuck = failureOf(socket.outputStream.writeAsync(Buffer.alloc(32 * 1024 * 1024)));
  await eventually('a send that waits', () => tcp.timeout === 30_000);
  tcp.setTimeout(1);
  const timeout = { code: 'timeout', hresult: 0x80072ee2, status: 'Timeout', phase: 'open' };
  expect((await within('the failed write', stuck, 15_000)).info).toMatchObject(timeout);
  expect((await within('the loss', messages.waitForLoss())).info).toMatchObject(timeout);
});
