import { expect, test } from 'vitest';
import { frame, type FrameOptions } from '../../../tests/support/frames.ts';
import { expectNoLeaks } from '../../../tests/support/leaks.ts';
import { connectRaw } from '../../../tests/support/raw-client.ts';
import { startTestSampleServer } from '../../../tests/support/sample-server.ts';
import { connectWs } from '../../../tests/support/ws-client.ts';

expectNoLeaks();

const client = (options: FrameOptions): Buffer => frame({ masked: true, ...options });

test('totals come after every message, not after every fragment', async () => {
  const { endpoints } = await startTestSampleServer();
  const { socket, next } = await connectWs(endpoints.sink);
  socket.send('12345');
  expect(await next()).toBe('received 1 messages, 5 bytes');
  socket.send(Buffer.alloc(1000), { fin: false });
  socket.send(Buffer.alloc(500), { fin: true });
  expect(await next()).toBe('received 2 messages, 1505 bytes');
  socket.send('');
  expect(await next()).toBe('received 3 messages, 1505 bytes');
});

test('a message of half a gigabyte in one frame is counted without being held', async () => {
  const { endpoints } = await startTestSampleServer();
  const connection = await connectRaw(endpoints.sink);
  const chunk = Buffer.alloc(1024 * 1024);
  const count = 512;
  await connection.send(client({ opcode: 2, declaredLength: count * chunk.length, payload: '' }));
  const before = process.memoryUsage.rss();
  for (let sent = 0; sent < count; sent += 1) await connection.send(chunk);
  expect(process.memoryUsage.rss() - before).toBeLessThan(64 * 1024 * 1024);
  expect((await connection.nextFrame())?.payload.toString()).toBe('received 1 messages, 536870912 bytes');
});

test.each([
  ['in one frame', client({ payload: Buffer.from([0x61, 0xc3, 0x28]) })],
  ['at the end', client({ payload: Buffer.from([0x61, 0xf0, 0x9f]) })],
])('text that is not UTF-8, %s, ends the connection with 1007', async (_, bytes) => {
  const { endpoints } = await startTestSampleServer();
  const connection = await connectRaw(endpoints.sink);
  await connection.send(bytes);
  expect((await connection.nextFrame())?.payload.readUInt16BE(0)).toBe(1007);
});
