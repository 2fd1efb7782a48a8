import { expect, test } from 'vitest';
import { within } from '../../tests/support/deadline.ts';
import { expectNoLeaks } from '../../tests/support/leaks.ts';
import { closePayload, frame, startRawServer } from '../../tests/support/raw-server.ts';
import { closedEvent, failureOf, newMessageSocket, newStreamSocket, thrownBy } from '../../tests/support/sockets.ts';
import { DataReader, DataWriter, InputStreamOptions, type IInputStream } from './index.ts';

expectNoLeaks();

const closed = 0x80000013;

async function readAll(stream: IInputStream): Promise<string> {
  const bytes = await stream.readAsync(Buffer.alloc(100), 100, InputStreamOptions.none);
  return Buffer.from(bytes).toString();
}

test('a message can be read as a stream, in the handler and later', async () => {
  const server = await startRawServer((connection) =>
    connection.accept({}, Buffer.concat([frame({ payload: 'a message' }), frame({ opcode: 2 })])),
  );
  const socket = newMessageSocket();
  const streams: IInputStream[] = [];
  const both = new Promise<void>((resolve) => {
    socket.onmessagereceived = (args) => {
      streams.push(args.getDataStream());
      if (streams.length === 2) resolve();
    };
  });
  await socket.connectAsync(server.url);
  await within('two messages', both);
  const [message, empty] = streams as [IInputStream, IInputStream];
  const buffer = Buffer.alloc(4);
  expect(Buffer.from(await message.readAsync(buffer, 4, InputStreamOptions.none)).toString()).toBe('a me');
  expect((await failureOf(message.readAsync(buffer, 5, InputStreamOptions.none))).hresult).toBe(0x80070057);
  const reader = new DataReader(message);
  expect(await reader.loadAsync(100)).toBe(5);
  expect(reader.readString(5)).toBe('ssage');
  expect(await readAll(message)).toBe('');
  expect(await readAll(empty)).toBe('');
  empty.close();
  expect((await failureOf(readAll(empty))).hresult).toBe(closed);
});

test('getDataStream throws what getDataReader throws', async () => {
  const server = await startRawServer(async (connection) => {
    await connection.accept();
    connection.end();
  });
  const socket = newMessageSocket();
  const errors = new Promise<readonly unknown[]>((resolve) => {
    socket.onmessagereceived = (args) =>
      resolve([thrownBy(() => args.getDataStream()), thrownBy(() => args.getDataReader())]);
  });
  await socket.connectAsync(server.url);
  const [ofStream, ofReader] = await within('the loss', errors);
  expect(ofStream).toBe(ofReader);
  expect(ofStream).toMatchObject({ code: 'connection-lost' });
});

test.each([
  ['MessageWebSocket', newMessageSocket],
  ['StreamWebSocket', newStreamSocket],
])('closing a writer closes the output stream of a %s, and the socket can still be closed', async (_name, make) => {
  const server = await startRawServer(async (connection) => {
    await connection.accept();
    await connection.nextFrame();
    const close = await connection.nextFrame();
    await connection.send(frame({ opcode: 8, payload: close?.payload ?? '' }));
  });
  const socket = make();
  const end = closedEvent(socket);
  expect((await failureOf(socket.outputStream.flushAsync())).hresult).toBe(0x8000000e);
  await socket.connectAsync(server.url);
  expect(await socket.outputStream.flushAsync()).toBe(true);
  const writer = new DataWriter(socket.outputStream);
  writer.writeString('last');
  await writer.storeAsync();
  writer.close();
  expect((await failureOf(socket.outputStream.writeAsync(Buffer.from('x')))).hresult).toBe(closed);
  expect((await failureOf(socket.outputStream.flushAsync())).hresult).toBe(closed);
  socket.close(1000, 'done');
  expect(await within('closed', end)).toEqual({ code: 1000, reason: 'done' });
});

test('closing an input stream ends its read, drops what comes, and lets the closing handshake through', async () => {
  const server = await startRawServer(async (connection) => {
    await connection.accept({}, frame({ payload: 'first' }));
    await connection.nextFrame();
    // More than is ever received ahead.
    await connection.send(frame({ opcode: 2, payload: Buffer.alloc(500_000) }));
    await connection.send(frame({ opcode: 8, payload: closePayload(1000, 'bye') }));
  });
  const socket = newStreamSocket();
  const end = closedEvent(socket);
  await socket.connectAsync(server.url);
  const reader = new DataReader(socket.inputStream);
  expect(await reader.loadAsync(5)).toBe(5);
  expect(reader.readString(5)).toBe('first');
  const pending = failureOf(reader.loadAsync(1));
  reader.close();
  expect((await within('the read', pending)).hresult).toBe(0x800703e3);
  expect((await failureOf(readAll(socket.inputStream))).hresult).toBe(closed);
  await socket.outputStream.writeAsync(Buffer.from('go on'));
  expect(await within('closed', end)).toEqual({ code: 1000, reason: 'bye' });
});

test('bandwidth is zero before connecting, and is then measured both ways', async () => {
  const server = await startRawServer(async (connection) => {
    await connection.accept();
    await connection.nextFrame();
    await connection.send(frame({ opcode: 2, payload: Buffer.alloc(100_000) }));
  });
  const socket = newStreamSocket();
  expect(socket.information.bandwidthStatistics).toEqual({ outboundBitsPerSecond: 0, inboundBitsPerSecond: 0 });
  const before = performance.now();
  await socket.connectAsync(server.url);
  await socket.outputStream.writeAsync(Buffer.alloc(20_000));
  await socket.inputStream.readAsync(Buffer.alloc(100_000), 100_000, InputStreamOptions.none);
  const { outboundBitsPerSecond, inboundBitsPerSecond } = socket.information.bandwidthStatistics;
  const seconds = (performance.now() - before) / 1000;
  expect(outboundBitsPerSecond * seconds).toBeGreaterThanOrEqual(20_000 * 8);
  expect(inboundBitsPerSecond * seconds).toBeGreaterThanOrEqual(100_000 * 8);
  expect(inboundBitsPerSecond).toBeGreaterThan(outboundBitsPerSecond * 4);
});
