import { expect, test, vi } from 'vitest';
import { InputStreamOptions } from '../../main/sockets/index.ts';
import { within } from '../support/deadline.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { closePayload, frame, startRawServer, type RawServerConnection } from '../support/raw-server.ts';
import { closedEvent, failureOf, newStreamSocket } from '../support/sockets.ts';
import { startWsServer } from '../support/ws-server.ts';

expectNoLeaks();

const { none, partial } = InputStreamOptions;

function read(
  socket: ReturnType<typeof newStreamSocket>,
  count: number,
  options: number = partial,
): Promise<Uint8Array> {
  return socket.inputStream.readAsync(Buffer.alloc(count), count, options);
}

async function readText(socket: ReturnType<typeof newStreamSocket>, count: number, options?: number): Promise<string> {
  return Buffer.from(await within('the bytes', read(socket, count, options))).toString();
}

test('the payloads of all messages, text or binary, are one stream of bytes', async () => {
  const server = await startRawServer((connection) =>
    connection.accept(
      {},
      Buffer.concat([
        frame({ opcode: 1, payload: 'text' }),
        frame({ opcode: 2, fin: false, payload: 'bin' }),
        frame({ opcode: 0, payload: 'ary' }),
        frame({ opcode: 8, payload: closePayload(1000) }),
      ]),
    ),
  );
  const socket = newStreamSocket();
  await socket.connectAsync(server.url);
  expect(await readText(socket, 10, none)).toBe('textbinary');
  expect(await within('the end', read(socket, 10))).toHaveLength(0);
  expect(await within('the end again', read(socket, 10))).toHaveLength(0);
});

test('a partial read is done with what there is; a whole read waits for its count, or the end', async () => {
  const server = await startRawServer((connection) => connection.accept());
  const socket = newStreamSocket();
  await socket.connectAsync(server.url);
  const peer = server.connections[0] as RawServerConnection;
  const first = readText(socket, 100);
  await peer.send(frame({ opcode: 2, payload: 'abc' }));
  expect(await first).toBe('abc');
  const whole = readText(socket, 5, none);
  await peer.sendSplit(frame({ opcode: 2, payload: 'defghij' }), 1);
  expect(await whole).toBe('defgh');
  expect(await readText(socket, 100)).toMatch(/^i/);
});

test('a read takes no more than its count, and the rest stays for the next', async () => {
  const server = await startRawServer((connection) => connection.accept({}, frame({ opcode: 2, payload: 'abcdefgh' })));
  const socket = newStreamSocket();
  await socket.connectAsync(server.url);
  const parts = [await readText(socket, 3), await readText(socket, 3), await readText(socket, 3)];
  expect(parts).toEqual(['abc', 'def', 'gh']);
});

test('reading stops when nobody reads: the peer cannot send on', async () => {
  const piece = frame({ opcode: 2, payload: Buffer.alloc(1024 * 1024) });
  const server = await startRawServer((connection) => connection.accept());
  const socket = newStreamSocket();
  await socket.connectAsync(server.url);
  const peer = server.connections[0] as RawServerConnection;
  let sent = 0;
  let isStuck = false;
  const pump = (async () => {
    while (sent < 64) {
      await peer.send(piece);
      sent += 1;
    }
  })();
  for (let turns = 0, before = -1; !isStuck; turns = sent === before ? turns + 1 : 0, before = sent) {
    await new Promise((next) => setImmediate(next));
    // Nothing has moved for two thousand turns of the event loop.
    isStuck = turns > 2000;
  }
  expect(sent).toBeLessThan(32);
  let received = 0;
  while (received < 64 * 1024 * 1024) received += (await within('more', read(socket, 1024 * 1024))).length;
  await within('the rest', pump);
  expect(sent).toBe(64);
});

test('a socket nobody reads from still answers pings and sees the close frame behind a little data', async () => {
  const server = await startRawServer((connection) =>
    connection.accept(
      {},
      Buffer.concat([
        frame({ opcode: 1, payload: 'greeting nobody reads' }),
        frame({ opcode: 9, payload: 'alive?' }),
        frame({ opcode: 8, payload: closePayload(1001, 'gone') }),
      ]),
    ),
  );
  const socket = newStreamSocket();
  const closed = closedEvent(socket);
  await socket.connectAsync(server.url);
  expect(await within('closed', closed)).toEqual({ code: 1001, reason: 'gone' });
  const peer = server.connections[0] as RawServerConnection;
  expect(await peer.nextFrame()).toMatchObject({ opcode: 10, payload: Buffer.from('alive?') });
  expect(await readText(socket, 100)).toBe('greeting nobody reads');
  expect(await read(socket, 100)).toHaveLength(0);
});

test('what was received ahead and what comes after stay in order', async () => {
  const server = await startRawServer((connection) => connection.accept());
  const socket = newStreamSocket();
  await socket.connectAsync(server.url);
  const peer = server.connections[0] as RawServerConnection;
  const bytes = Buffer.alloc(300_000).map((_byte, index) => (index * 31) % 256);
  const sending = peer.sendSplit(frame({ opcode: 2, payload: bytes }), 10_007);
  const parts: Buffer[] = [];
  let received = 0;
  for (let turn = 0; received < bytes.length; turn += 1) {
    // Now and then the consumer takes its time, so that bytes are received ahead.
    for (let pause = 0; pause < turn % 7; pause += 1) await new Promise((next) => setImmediate(next));
    const part = await within('more', read(socket, 1 + ((turn * 997) % 9000)));
    parts.push(Buffer.from(part));
    received += part.length;
  }
  await sending;
  expect(Buffer.concat(parts).equals(bytes)).toBe(true);
});

test('every write is one binary message', async () => {
  const sizes: [number, boolean][] = [];
  const server = await startWsServer((peer) =>
    peer.on('message', (data: Buffer, isBinary) => sizes.push([data.length, isBinary])),
  );
  const socket = newStreamSocket();
  const closed = closedEvent(socket);
  await socket.connectAsync(server.url);
  expect(await socket.outputStream.writeAsync(Buffer.alloc(10))).toBe(10);
  expect(await socket.outputStream.writeAsync(Buffer.alloc(0))).toBe(0);
  expect(await socket.outputStream.writeAsync(Buffer.alloc(100_000))).toBe(100_000);
  socket.close(1000, '');
  await within('closed', closed);
  expect(sizes).toEqual([
    [10, true],
    [0, true],
    [100_000, true],
  ]);
});

test('closing ends a pending read with ERROR_OPERATION_ABORTED, and later calls with RO_E_CLOSED', async () => {
  const server = await startRawServer((connection) => connection.accept());
  const socket = newStreamSocket();
  await socket.connectAsync(server.url);
  const pending = failureOf(read(socket, 10));
  socket.close(1000, '');
  expect((await within('the read', pending)).info).toMatchObject({ hresult: 0x800703e3, status: 'OperationCanceled' });
  expect((await failureOf(read(socket, 10))).hresult).toBe(0x80000013);
  expect((await failureOf(socket.outputStream.writeAsync(Buffer.alloc(1)))).hresult).toBe(0x80000013);
  server.connections[0]?.destroy();
});

test('a lost connection ends a pending read with its reason', async () => {
  const server = await startRawServer((connection) => connection.accept());
  const socket = newStreamSocket();
  await socket.connectAsync(server.url);
  const pending = failureOf(read(socket, 10));
  server.connections[0]?.destroy();
  expect((await within('the read', pending)).info).toMatchObject({
    code: 'connection-lost',
    status: 'ConnectionReset',
  });
  expect((await failureOf(read(socket, 10))).code).toBe('connection-lost');
});

test('wrong reads fail at once', async () => {
  const server = await startRawServer((connection) => connection.accept());
  const socket = newStreamSocket();
  expect((await failureOf(read(socket, 1))).hresult).toBe(0x8000000e);
  await socket.connectAsync(server.url);
  expect((await failureOf(socket.inputStream.readAsync(Buffer.alloc(1), 2, partial))).hresult).toBe(0x80070057);
  const pending = failureOf(read(socket, 1));
  expect((await failureOf(read(socket, 1))).hresult).toBe(0x800710dd);
  socket.close();
  await pending;
});

test('noDelay is on, and frozen by connecting', async () => {
  const server = await startRawServer((connection) => connection.accept());
  const socket = newStreamSocket();
  expect(socket.control.noDelay).toBe(true);
  socket.control.noDelay = false;
  await socket.connectAsync(server.url);
  expect(() => (socket.control.noDelay = true)).toThrow(expect.objectContaining({ hresult: 0x8000000e }) as Error);
});

test('an unsolicited pong goes out at the interval, and none after the close', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  try {
    const server = await startRawServer((connection) => connection.accept());
    const socket = newStreamSocket();
    expect(socket.control.desiredUnsolicitedPongInterval).toBe(30_000);
    socket.control.desiredUnsolicitedPongInterval = 1000;
    expect(socket.control.actualUnsolicitedPongInterval).toBe(15_000);
    await socket.connectAsync(server.url);
    const peer = server.connections[0] as RawServerConnection;
    vi.advanceTimersByTime(14_999);
    vi.advanceTimersByTime(1);
    expect(await within('a pong', peer.nextFrame())).toMatchObject({ opcode: 10, fin: true, payload: Buffer.alloc(0) });
    vi.advanceTimersByTime(15_000);
    expect(await within('another', peer.nextFrame())).toMatchObject({ opcode: 10 });
    socket.close(1000, '');
    vi.advanceTimersByTime(60_000);
    expect(await within('the close frame', peer.nextFrame())).toMatchObject({ opcode: 8 });
    await peer.send(frame({ opcode: 8, payload: closePayload(1000) }));
    peer.end();
    expect(await within('the end', peer.nextFrame())).toBeUndefined();
    expect(() => (socket.control.desiredUnsolicitedPongInterval = 1)).toThrow(
      expect.objectContaining({ hresult: 0x8000000e }) as Error,
    );
  } finally {
    vi.useRealTimers();
  }
});
