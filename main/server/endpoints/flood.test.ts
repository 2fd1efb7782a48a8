import { expect, test } from 'vitest';
import { discardFrom } from '../../../tests/support/discarding-client.ts';
import { expectNoLeaks } from '../../../tests/support/leaks.ts';
import { connectRaw } from '../../../tests/support/raw-client.ts';
import { startTestSampleServer } from '../../../tests/support/sample-server.ts';
import { connectWs } from '../../../tests/support/ws-client.ts';

expectNoLeaks();

const mebibyte = 1024 * 1024;
const flooded = { code: 1000, reason: 'flood done' };

test.each([
  ['small messages', 20_000, 64],
  ['messages of a batch each', 40, 32 * 1024],
  ['messages sent piece by piece', 20, 300_000],
])('%s arrive in order, then the server closes', async (_, count, size) => {
  const { endpoints } = await startTestSampleServer();
  const { next, closed } = await connectWs(`${endpoints.flood}?count=${count}&size=${size}`);
  for (let number = 1; number <= count; number += 1) {
    if ((await next()) !== String(number).padEnd(size, '.')) expect.unreachable(`message ${number} is wrong`);
  }
  expect(await closed()).toEqual(flooded);
});

test('a million messages come in seconds', async () => {
  const { endpoints } = await startTestSampleServer();
  const closeFrame = 2 + 2 + 'flood done'.length;
  const wanted = 1_000_000 * (2 + 64) + closeFrame;
  expect(await discardFrom(`${endpoints.flood}?count=1000000&size=64`, wanted)).toBe(wanted);
});

test('others are served while one client does not read, and it is let go when it vanishes', async () => {
  const { endpoints } = await startTestSampleServer();
  const connection = await connectRaw(`${endpoints.flood}?count=100000000&size=1000`);
  connection.socket.pause();
  const { next } = await connectWs(`${endpoints.flood}?count=1&size=${16 * mebibyte}`);
  expect((await next()).length).toBe(16 * mebibyte);
  connection.destroy();
  await connection.closed();
});

test.each(['count=0', 'count=100000001', 'size=-1', 'size=16777217', 'count=x'])('%s is refused', async (query) => {
  const { endpoints } = await startTestSampleServer();
  const client = await connectRaw(`${endpoints.flood}?${query}`);
  expect(client.response).toMatch(/^HTTP\/1.1 400 /);
  expect((await client.incoming.rest()).toString()).toContain('must be a whole number');
});
