import { expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { eventually } from '../../../tests/support/deadline.ts';
import { expectNoLeaks } from '../../../tests/support/leaks.ts';
import { startTestSampleServer } from '../../../tests/support/sample-server.ts';
import { connectWs } from '../../../tests/support/ws-client.ts';
import { startWsServer } from '../../../tests/support/ws-server.ts';
import { startEcho } from './echo.ts';

expectNoLeaks();

const mebibyte = 1024 * 1024;

test.each(['echo', 'secureEcho'] as const)(
  '%s greets, answers text with text and binary with its size',
  async (name) => {
    const { endpoints } = await startTestSampleServer();
    const { socket, next, closed } = await connectWs(endpoints[name]);
    expect(await next()).toMatch(/^Connected to the Duplex sample server at .*\d/);
    socket.send('Grüße, 世界 🌍');
    expect(await next()).toBe('You said: "Grüße, 世界 🌍"');
    socket.send('');
    expect(await next()).toBe('You said: ""');
    socket.send(Buffer.alloc(10));
    expect(await next()).toBe('binary message received, size=10 bytes');
    socket.close(1000, 'Closed due to user request.');
    expect(await closed()).toEqual({ code: 1000, reason: 'Closed due to user request.' });
  },
);

test('the size of a binary message counts all its fragments', async () => {
  const { endpoints } = await startTestSampleServer();
  const { socket, next } = await connectWs(endpoints.echo);
  await next();
  for (const fin of [false, false, true]) socket.send(Buffer.alloc(100_000), { fin });
  expect(await next()).toBe('binary message received, size=300000 bytes');
});

test('extensions that are offered are not taken', async () => {
  const { endpoints } = await startTestSampleServer();
  const { socket } = await connectWs(endpoints.echo, { perMessageDeflate: true });
  expect(socket.extensions).toBe('');
});

test('64 MiB are echoed, and a byte more is answered with 1009', async () => {
  const { endpoints } = await startTestSampleServer();
  const { socket, next, closed } = await connectWs(endpoints.echo);
  await next();
  socket.send(Buffer.alloc(64 * mebibyte), { mask: true });
  expect(await next()).toBe(`binary message received, size=${64 * mebibyte} bytes`);
  socket.send(Buffer.alloc(64 * mebibyte + 1));
  expect((await closed()).code).toBe(1009);
});

test('a client that does not read is not read any further, until it does', async () => {
  const count = 400;
  const servers: WebSocket[] = [];
  const { url } = await startWsServer((socket) => {
    startEcho(socket, 'hello');
    servers.push(socket);
  });
  const { socket: client, next } = await connectWs(url);
  await next();
  client.pause();
  for (let sent = 0; sent < count; sent += 1) client.send('x'.repeat(64 * 1024));
  await eventually('a pause', () => servers[0]?.isPaused === true);
  expect(servers[0]?.bufferedAmount).toBeLessThan(2 * mebibyte);
  client.resume();
  for (let received = 0; received < count; received += 1) expect((await next()).length).toBe(64 * 1024 + 12);
});
