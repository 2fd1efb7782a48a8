import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { watchForLeaks } from './leaks.ts';
import { startLoopbackCanary } from './loopback-canary.ts';

test('sockets, servers and timers that stay open are named, and no longer once they are closed', async () => {
  const leaks = watchForLeaks();
  expect(await leaks(0)).toEqual([]);

  const timer = setTimeout(() => undefined, 60_000);
  expect(await leaks(0)).toEqual(['1 x Timeout']);
  clearTimeout(timer);
  expect(await leaks()).toEqual([]);

  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const accepted = once(server, 'connection');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await accepted;
  expect((await leaks(0)).toSorted()).toEqual(['1 x TCPServerWrap', '2 x TCPSocketWrap']);
  socket.destroy();
  server.close();
  expect(await leaks()).toEqual([]);
});

test('the canary counts a connection', async () => {
  const canary = await startLoopbackCanary();
  expect(canary.connections).toBe(0);
  const socket = connect(canary.port, '127.0.0.1');
  await once(socket, 'close');
  expect(canary.connections).toBe(1);
});
