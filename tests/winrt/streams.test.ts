import { expect, test } from 'vitest';
import { DataReader, DataWriter, InputStreamOptions, type StreamWebSocket } from '../../main/sockets/index.ts';
import { within } from '../support/deadline.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { closePayload, frame, startRawServer, type RawServerConnection } from '../support/raw-server.ts';
import { failureOf, newStreamSocket } from '../support/sockets.ts';

// Reference sections 6 and 7.3: readers and writers over a socket's streams, and cancelling them (3.3).

expectNoLeaks();

const { none, partial, readAhead } = InputStreamOptions;
const canceled = { code: 'canceled', hresult: 0x800704c7, status: 'OperationCanceled' };

async function connect(first: Uint8Array = Buffer.alloc(0)): Promise<{
  socket: StreamWebSocket;
  peer: RawServerConnection;
}> {
  const server = await startRawServer((connection) => connection.accept({}, first));
  const socket = newStreamSocket();
  await socket.connectAsync(server.url);
  return { socket, peer: server.connections[0] as RawServerConnection };
}

test('6.1, 7.3: a whole load waits over message borders, a partial one takes what there is, the end gives less', async () => {
  const { socket, peer } = await connect(frame({ opcode: 1, payload: 'abc' }));
  const reader = new DataReader(socket.inputStream);
  const whole = reader.loadAsync(5);
  await peer.send(frame({ opcode: 2, payload: 'defg' }));
  expect(await within('five bytes', whole)).toBe(5);
  expect(reader.readString(5)).toBe('abcde');
  reader.inputStreamOptions = partial | readAhead;
  expect(await within('the rest', reader.loadAsync(100))).toBe(2);
  const last = reader.loadAsync(100);
  await peer.send(
    Buffer.concat([frame({ opcode: 2, payload: 'h' }), frame({ opcode: 8, payload: closePayload(1000) })]),
  );
  expect(await within('the last byte', last)).toBe(1);
  expect(await within('the end', reader.loadAsync(100))).toBe(0);
  expect(reader.readString(3)).toBe('fgh');
});

test.each([
  ['whole', none],
  ['partial', partial],
])('3.3: a cancelled %s load keeps what had come, and the stream goes on', async (_how, options) => {
  const { socket, peer } = await connect();
  const reader = new DataReader(socket.inputStream);
  reader.inputStreamOptions = options;
  const cancel = new AbortController();
  const loading = failureOf(reader.loadAsync(100, { signal: cancel.signal }));
  if (options === none) {
    await peer.send(frame({ opcode: 2, payload: 'begun ' }));
    // The pong says that what came before the ping has been taken.
    await peer.send(frame({ opcode: 9 }));
    await peer.nextFrame();
  }
  cancel.abort();
  const had = options === none ? 6 : 0;
  expect((await within('the cancelled load', loading)).info).toMatchObject({ ...canceled, transferredBytes: had });
  expect(reader.unconsumedBufferLength).toBe(had);
  const next = reader.loadAsync(4);
  await peer.send(frame({ opcode: 2, payload: 'more' }));
  expect(await within('four bytes', next)).toBe(4);
  expect(reader.readString(had + 4)).toBe(had > 0 ? 'begun more' : 'more');
});

test('3.3: a cancelled read says how many bytes are in its buffer', async () => {
  const { socket, peer } = await connect();
  const cancel = new AbortController();
  const buffer = Buffer.alloc(10);
  const reading = failureOf(socket.inputStream.readAsync(buffer, 10, none, cancel.signal));
  await peer.send(Buffer.concat([frame({ opcode: 2, payload: 'abc' }), frame({ opcode: 9 })]));
  await peer.nextFrame();
  cancel.abort(new Error('told to nobody'));
  expect((await within('the cancelled read', reading)).info).toMatchObject({ ...canceled, transferredBytes: 3 });
  expect(buffer.toString('utf8', 0, 3)).toBe('abc');
});

test('3.3: with a signal that is aborted already nothing is read', async () => {
  const { socket } = await connect(frame({ opcode: 2, payload: 'kept' }));
  const signal = AbortSignal.abort();
  expect((await failureOf(socket.inputStream.readAsync(Buffer.alloc(4), 4, none, signal))).info).toMatchObject(
    canceled,
  );
  const reader = new DataReader(socket.inputStream);
  expect((await failureOf(reader.loadAsync(4, { signal }))).info).toMatchObject(canceled);
  expect(await within('the bytes', reader.loadAsync(4))).toBe(4);
  expect(reader.readString(4)).toBe('kept');
});

test('7.3: each store is one binary message, also of a stream socket', async () => {
  const { socket, peer } = await connect();
  const writer = new DataWriter(socket.outputStream);
  writer.writeString('ten bytes!');
  writer.writeByte(0);
  expect(await writer.storeAsync()).toBe(11);
  expect(await peer.nextFrame()).toMatchObject({ opcode: 2, fin: true, payload: Buffer.from('ten bytes!\0') });
});
