import { createHash } from 'node:crypto';
import { open, truncate, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { RowKind } from '../../contract/rows.ts';
import { eventually } from '../../tests/support/deadline.ts';
import { startFrameServer } from '../../tests/support/frame-server.ts';
import { expectNoLeaks } from '../../tests/support/leaks.ts';
import { binary, TestSending, text } from '../../tests/support/sending.ts';
import { failureOf } from '../../tests/support/sockets.ts';
import { temporaryFolder } from '../../tests/support/temporary-folder.ts';
import { startWsServer } from '../../tests/support/ws-server.ts';
import { GeneratedBytes } from './generated-bytes.ts';

expectNoLeaks();

const mebibyte = 1024 * 1024;

/** A file with bytes that are the same nowhere, its handle being 0. */
async function chosenFile(
  sending: TestSending,
  sizeBytes: number,
  seed = 1,
): Promise<{ path: string; sha256: string }> {
  const path = `${await temporaryFolder()}/sent.bin`;
  const hash = createHash('sha256');
  const bytes = new GeneratedBytes({ kind: 'generator', sizeBytes, pattern: 'random', seed });
  const file = await open(path, 'w');
  for await (const chunk of bytes) {
    hash.update(chunk);
    await file.write(chunk);
  }
  await file.close();
  sending.paths[0] = path;
  return { path, sha256: hash.digest('hex') };
}

const plan = { kind: 'file', file: 0, opcode: 'binary', frameBytes: 0 } as const;

test.each(['message', 'stream'] as const)(
  'a file of 256 MiB is one frame over a %s socket, byte for byte, in little memory',
  { timeout: 120_000 },
  async (socket) => {
    const server = await startFrameServer();
    const sending = await TestSending.open(server.url, { socket });
    const { sha256 } = await chosenFile(sending, 256 * mebibyte);
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().arrayBuffers)), 20);
    const ended = await sending.send(plan, 100_000).finally(() => clearInterval(watch));
    expect(ended).toMatchObject({
      end: { kind: 'done' },
      messages: 1,
      bytes: 256 * mebibyte,
      totalBytes: 256 * mebibyte,
    });
    await eventually('the message', () => server.messages[0]?.sha256 !== undefined, 20_000);
    expect(server.messages).toEqual([{ isText: false, frames: [256 * mebibyte], bytes: 256 * mebibyte, sha256 }]);
    // The server of the same process has its buffers among them.
    expect((most - before) / mebibyte).toBeLessThan(48);
    // How far it is was told on the way, and the log says what went out.
    expect(sending.news.some(({ run }) => run.bytes > 0 && run.bytes < 256 * mebibyte)).toBe(true);
    const kinds = (await sending.session.log.read(0, 100)).map(({ kind }) => kind);
    expect(kinds).toContain(RowKind.fileSendingStarted);
    expect(kinds).toContain(RowKind.fileSendingEnded);
    // The connection is as it was.
    expect((await sending.send({ kind: 'message', message: text('after') })).end?.kind).toBe('done');
    await eventually('it', () => server.messages[1]?.sha256 !== undefined);
  },
);

test.each([
  [1_000_000, 300_001, [300_001, 300_001, 300_001, 99_997]],
  [300_000, 100_000, [100_000, 100_000, 100_000]],
  [131_073, 0, [131_073]],
  [0, 1000, [0]],
])('a file of %i bytes goes out in frames of %i', async (size, frameBytes, frames) => {
  const server = await startFrameServer();
  const sending = await TestSending.open(server.url);
  const { sha256 } = await chosenFile(sending, size);
  expect((await sending.send({ ...plan, frameBytes })).end?.kind).toBe('done');
  await eventually('the message', () => server.messages[0]?.sha256 !== undefined);
  expect(server.messages).toEqual([{ isText: false, frames, bytes: size, sha256 }]);
});

test('what is generated is streamed, in frames of any sizes, and compressed where that was agreed on', async () => {
  const body = { kind: 'generator', sizeBytes: 3 * mebibyte, pattern: 'random', seed: 7 } as const;
  const expected = new GeneratedBytes(body).first(body.sizeBytes);
  const server = await startFrameServer();
  const sending = await TestSending.open(server.url);
  const sizes = [1, 0, 131_072, 131_073, 1_000_003];
  expect((await sending.send({ kind: 'message', message: binary(body, sizes) })).end?.kind).toBe('done');
  await eventually('the message', () => server.messages[0]?.sha256 !== undefined);
  const rest = body.sizeBytes - sizes.reduce((sum, size) => sum + size, 0);
  expect(server.messages[0]).toEqual({
    isText: false,
    frames: [...sizes, rest],
    bytes: body.sizeBytes,
    sha256: createHash('sha256').update(expected).digest('hex'),
  });

  const received: Buffer[] = [];
  const compressing = await startWsServer((socket) => socket.on('message', (data: Buffer) => received.push(data)), {
    perMessageDeflate: true,
  });
  await sending.connect(compressing.url, { control: { perMessageDeflate: {} } });
  expect((await sending.send({ kind: 'message', message: binary(body) })).end?.kind).toBe('done');
  await eventually('the message', () => received.length === 1);
  expect(received[0]?.equals(expected)).toBe(true);
});

test.each([0, 64 * 1024])(
  'canceling a file in frames of %i ends within 100 ms, and the connection with it, though the server takes nothing',
  { timeout: 60_000 },
  async (frameBytes) => {
    const server = await startFrameServer();
    const sending = await TestSending.open(server.url);
    await chosenFile(sending, 64 * mebibyte);
    const run = await sending.start({ ...plan, frameBytes });
    server.sockets[0]?.pause();
    await eventually('some of it', () => sending.state(run).bytes > 0);
    // Somebody else is told, and does not get in between.
    const other = await sending.send({ kind: 'message', message: text('x') });
    expect(other).toMatchObject({ end: { kind: 'failed', error: { code: 'illegal-call' } } });
    const began = performance.now();
    sending.runs.cancel({ run });
    expect((await sending.ended(run)).end?.kind).toBe('canceled');
    expect(performance.now() - began).toBeLessThan(100);
    server.sockets[0]?.resume();
    await eventually('the end of the session', () => !sending.session.isLive, 8000);
    expect(server.messages[0]?.sha256).toBeUndefined();
  },
);

test('a file that becomes shorter fails, as does one that is none', { timeout: 60_000 }, async () => {
  const server = await startFrameServer();
  const sending = await TestSending.open(server.url);
  const { path } = await chosenFile(sending, 64 * mebibyte);
  const run = await sending.start(plan);
  server.sockets[0]?.pause();
  await eventually('some of it', () => sending.state(run).bytes > 0);
  await truncate(path, mebibyte);
  server.sockets[0]?.resume();
  expect(await sending.ended(run)).toMatchObject({ end: { kind: 'failed', error: { code: 'transfer-failed' } } });
  await eventually('the end of the session', () => !sending.session.isLive);

  await sending.connect(server.url);
  sending.paths[0] = await temporaryFolder();
  expect((await failureOf(sending.start(plan))).code).toBe('transfer-failed');
  expect(sending.session.isOpen).toBe(true);
});

test('a file that is no text is refused as text before anything is sent, with the place', async () => {
  const server = await startFrameServer();
  const sending = await TestSending.open(server.url);
  const path = `${await temporaryFolder()}/text.txt`;
  sending.paths[0] = path;
  await writeFile(path, Buffer.concat([Buffer.from('é'.repeat(400_000)), Buffer.from([0xff]), Buffer.from('x')]));
  const wrong = await sending.send({ ...plan, opcode: 'text' });
  expect(wrong).toMatchObject({
    end: { kind: 'failed', error: { code: 'invalid-input', field: 'plan.file' } },
    bytes: 0,
  });
  expect(wrong.end).toMatchObject({ error: { message: expect.stringContaining('byte 800001') as string } });
  await writeFile(path, 'é'.repeat(400_001));
  expect((await sending.send({ ...plan, opcode: 'text', frameBytes: 999 })).end?.kind).toBe('done');
  await eventually('the message', () => server.messages[0]?.sha256 !== undefined);
  expect(server.messages[0]).toMatchObject({ isText: true, bytes: 800_002 });
});
