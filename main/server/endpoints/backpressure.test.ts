import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { closeAfterTest } from '../../../tests/support/clean-up.ts';
import { eventually } from '../../../tests/support/deadline.ts';
import { expectNoLeaks } from '../../../tests/support/leaks.ts';
import { FrameConnection } from '../frames/frame-connection.ts';
import type { Endpoint } from './endpoint.ts';
import { flood } from './flood.ts';
import { stream } from './stream.ts';

expectNoLeaks();

/** Runs an endpoint on the one end of a connection whose other end does not read. @returns the endpoint's socket */
async function runUnread(endpoint: Endpoint, query: string): Promise<Socket> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [socket] = await accepted;
  closeAfterTest(async () => {
    client.destroy();
    socket.destroy();
    server.close();
    await once(server, 'close');
  });
  const parameters = new URLSearchParams(query);
  const admission = endpoint.admit({ parameters, isSecure: false, clientName: undefined });
  if (admission.kind !== 'frames') throw new Error(`${query} is admitted, to frames`);
  const connection = new FrameConnection({ socket, maxFrameBytes: 1000 });
  connection.listen(Buffer.alloc(0), admission.start(connection));
  return socket;
}

// In numbers of bytes and not of memory: what waits is often one buffer, many times over.
test.each([
  ['stream', stream, 'bytes=17179869184'],
  ['stream, in fragments', stream, 'bytes=17179869184&fragment=1000'],
  ['flood of small messages', flood, 'count=100000000&size=20'],
  ['flood of large messages', flood, 'count=100000&size=1048576'],
])('a %s that nobody reads stops at half a megabyte that waits', async (_, endpoint, query) => {
  const socket = await runUnread(endpoint, query);
  await eventually('a full socket', () => socket.writableNeedDrain);
  for (let turn = 0; turn < 500; turn += 1) {
    expect(socket.writableLength).toBeLessThan(512 * 1024);
    await setImmediate();
  }
});
