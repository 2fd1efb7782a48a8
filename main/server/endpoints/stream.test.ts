import { expect, test } from 'vitest';
import { discardFrom } from '../../../tests/support/discarding-client.ts';
import { closePayload, frame } from '../../../tests/support/frames.ts';
import { expectNoLeaks } from '../../../tests/support/leaks.ts';
import { connectRaw } from '../../../tests/support/raw-client.ts';
import { startTestSampleServer } from '../../../tests/support/sample-server.ts';
import { connectWs } from '../../../tests/support/ws-client.ts';

expectNoLeaks();

const mebibyte = 1024 * 1024;
const gibibyte = 1024 * mebibyte;

test.each([0, 1, 125, 126, 65_535, 65_536, 300_001])('%i bytes come as one frame in the pattern', async (bytes) => {
  const { endpoints } = await startTestSampleServer();
  const connection = await connectRaw(`${endpoints.stream}?bytes=${bytes}`);
  const message = await connection.nextFrame();
  expect(message).toMatchObject({ opcode: 2, fin: true, rsv: 0, masked: false });
  expect(message?.payload.length).toBe(bytes);
  expect(message?.payload.every((byte, index) => byte === (index & 0xff))).toBe(true);
});

test('fragments carry the pattern on', async () => {
  const { endpoints } = await startTestSampleServer();
  const connection = await connectRaw(`${endpoints.stream}?bytes=1000&fragment=333`);
  const frames = [];
  for (let index = 0; index < 4; index += 1) frames.push(await connection.nextFrame());
  expect(frames.map((each) => [each?.opcode, each?.fin, each?.payload.length])).toEqual([
    [2, false, 333],
    [0, false, 333],
    [0, false, 333],
    [0, true, 1],
  ]);
  const payload = Buffer.concat(frames.map((each) => each?.payload ?? Buffer.alloc(0)));
  expect(payload.every((byte, index) => byte === (index & 0xff))).toBe(true);
});

test('after the message the connection waits for the client to close', async () => {
  const { endpoints } = await startTestSampleServer();
  const { socket, next, closed } = await connectWs(`${endpoints.stream}?bytes=5`);
  expect(await next()).toEqual(Buffer.from([0, 1, 2, 3, 4]));
  socket.send('thrown away');
  socket.close(1000, 'seen');
  expect(await closed()).toEqual({ code: 1000, reason: 'seen' });
});

test('a gigabyte takes no memory', async () => {
  const { endpoints } = await startTestSampleServer();
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 10);
  try {
    const header = 10;
    expect(await discardFrom(`${endpoints.stream}?bytes=${gibibyte}`, gibibyte + header)).toBe(gibibyte + header);
  } finally {
    clearInterval(watch);
  }
  expect(peak - before).toBeLessThan(32 * mebibyte);
});

test('others are served while one client does not read', async () => {
  const { endpoints } = await startTestSampleServer();
  const connection = await connectRaw(`${endpoints.stream}?bytes=${16 * gibibyte}`);
  connection.socket.pause();
  const { next } = await connectWs(`${endpoints.stream}?bytes=${8 * mebibyte}`);
  expect((await next()).length).toBe(8 * mebibyte);
});

test('a ping inside a long frame is answered after it, the last one of several', async () => {
  const { endpoints } = await startTestSampleServer();
  const connection = await connectRaw(`${endpoints.stream}?bytes=${24 * mebibyte}`);
  await connection.send(frame({ opcode: 9, payload: 'first', masked: true }));
  await connection.send(frame({ opcode: 9, payload: 'second', masked: true }));
  expect((await connection.nextFrame())?.payload.length).toBe(24 * mebibyte);
  expect(await connection.nextFrame()).toMatchObject({ opcode: 10, payload: Buffer.from('second') });
});

test('a close inside a frame that is nearly done is answered after it', async () => {
  const { endpoints } = await startTestSampleServer();
  const connection = await connectRaw(`${endpoints.stream}?bytes=${24 * mebibyte}`);
  await connection.send(frame({ opcode: 8, payload: closePayload(1000, 'done'), masked: true }));
  expect((await connection.nextFrame())?.payload.length).toBe(24 * mebibyte);
  expect(await connection.nextFrame()).toMatchObject({ opcode: 8, payload: closePayload(1000, 'done') });
});

test('a close inside a frame of gigabytes ends the connection', async () => {
  const { endpoints } = await startTestSampleServer();
  const connection = await connectRaw(`${endpoints.stream}?bytes=${16 * gibibyte}`);
  await connection.send(frame({ opcode: 8, payload: closePayload(1000), masked: true }));
  expect((await connection.incoming.rest()).length).toBeLessThan(64 * mebibyte);
});

test.each([
  'bytes=-1',
  'bytes=17179869185',
  'bytes=1.5',
  'bytes=1e3',
  'bytes=',
  'bytes=0x10',
  'bytes=%20',
  'bytes=5&fragment=0',
  'bytes=99999999999999999999',
])('%s is refused with 400 and a sentence', async (query) => {
  const { endpoints } = await startTestSampleServer();
  const client = await connectRaw(`${endpoints.stream}?${query}`);
  expect(client.response).toMatch(/^HTTP\/1.1 400 /);
  expect((await client.incoming.rest()).toString()).toMatch(
    /^(bytes|fragment) must be a whole number from \d+ to 17179869184, not ".*"\.\n$/,
  );
});
