import { expect, test } from 'vitest';
import {
  ByteOrder,
  DataWriter,
  MessageWebSocketReceiveMode,
  SocketMessageType,
  UnicodeEncoding,
  type MessageWebSocketMessageReceivedEventArgs,
} from '../../main/sockets/index.ts';
import { within } from '../support/deadline.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import {
  closePayload,
  frame,
  startRawServer,
  type RawServer,
  type RawServerConnection,
} from '../support/raw-server.ts';
import { failureOf, Messages, newMessageSocket, thrownBy } from '../support/sockets.ts';

// Reference sections 7.1 and 7.2: whole messages, pieces, and frames by hand.

expectNoLeaks();

const { utf8, binary } = SocketMessageType;

/** A server that accepts and then sends these bytes; keeps the connection. */
function serverThatSends(...parts: Uint8Array[]): Promise<RawServer> {
  return startRawServer((connection) => connection.accept({}, Buffer.concat(parts)));
}

test.each([utf8, binary])('7.1: the type of what comes has nothing to do with control.messageType %i', async (ours) => {
  const server = await serverThatSends(frame({ opcode: 1, payload: 'a' }), frame({ opcode: 2, payload: 'b' }));
  const socket = newMessageSocket();
  socket.control.messageType = ours;
  const messages = new Messages(socket);
  await socket.connectAsync(server.url);
  expect((await within('both', messages.wait(2))).map(({ type }) => type)).toEqual([utf8, binary]);
});

test('6.1: the reader of a message is loaded, in UTF-8 and big-endian, and reads nothing more', async () => {
  const server = await serverThatSends(frame({ opcode: 2, payload: Buffer.from([0, 1, 2]) }));
  const socket = newMessageSocket();
  const args = new Promise<MessageWebSocketMessageReceivedEventArgs>((resolve) => {
    socket.onmessagereceived = (args) => {
      args.getDataReader();
      resolve(args);
    };
  });
  await socket.connectAsync(server.url);
  const reader = (await within('the message', args)).getDataReader();
  expect([reader.unicodeEncoding, reader.byteOrder]).toEqual([UnicodeEncoding.utf8, ByteOrder.bigEndian]);
  expect(reader.unconsumedBufferLength).toBe(3);
  expect(reader.readUInt16()).toBe(1);
  expect(reader.detachStream()).toBeNull();
  expect((await failureOf(reader.loadAsync(1))).hresult).toBe(0x80000013);
});

test.each([
  ['a lost connection', 'connection-lost', Buffer.from([0x81])],
  ['a broken protocol', 'protocol-error', frame({ opcode: 3 })],
  ['a message that is too large', 'message-too-big', frame({ opcode: 2, payload: Buffer.alloc(11) })],
])('7.1: %s is one event that is not complete, and both its getters throw', async (_what, code, bytes) => {
  const server = await startRawServer(async (connection) => {
    await connection.accept({}, Buffer.concat([frame({ payload: 'before' }), bytes]));
    connection.end();
  });
  const socket = newMessageSocket();
  socket.control.maxMessageSize = 10;
  let isClosed = false;
  socket.onclosed = () => (isClosed = true);
  const seen: (string | boolean)[][] = [];
  socket.onmessagereceived = (args) => {
    const errors = [() => args.getDataReader(), () => args.getDataStream()].map((call) => codeOf(call));
    seen.push([args.isMessageComplete, ...errors]);
  };
  await socket.connectAsync(server.url);
  await (server.connections[0] as RawServerConnection).closed();
  expect(seen).toEqual([
    [true, 'none', 'none'],
    [false, code, code],
  ]);
  expect(isClosed).toBe(false);
});

test.each([0, 1, 10])(
  '5.1: maxMessageSize %i lets a message of that size through and none of one byte more',
  async (size) => {
    const split = (length: number): Buffer =>
      Buffer.concat([
        frame({ opcode: 2, fin: false, payload: Buffer.alloc(Math.min(length, 4)) }),
        frame({ opcode: 0, payload: Buffer.alloc(length - Math.min(length, 4)) }),
      ]);
    for (const receiveMode of Object.values(MessageWebSocketReceiveMode)) {
      const server = await serverThatSends(
        split(size),
        frame({ opcode: 2, payload: Buffer.alloc(size) }),
        split(size + 1),
      );
      const socket = newMessageSocket();
      socket.control.maxMessageSize = size;
      socket.control.receiveMode = receiveMode;
      const messages = new Messages(socket);
      await socket.connectAsync(server.url);
      expect((await within('the loss', messages.waitForLoss())).code).toBe('message-too-big');
      expect(messages.all.filter(({ isComplete }) => isComplete)).toHaveLength(2);
      const peer = server.connections[0] as RawServerConnection;
      expect(await peer.nextFrame()).toMatchObject({ opcode: 8, payload: closePayload(1009) });
    }
  },
);

test('7.1: a piece may end inside a character; its bytes are there, and the text is checked as a whole', async () => {
  const euro = Buffer.from('€');
  const server = await serverThatSends(
    frame({ opcode: 1, fin: false, payload: euro.subarray(0, 2) }),
    frame({ opcode: 0, payload: euro.subarray(2) }),
    frame({ opcode: 1, fin: false }),
    frame({ opcode: 0, payload: '' }),
  );
  const socket = newMessageSocket();
  socket.control.receiveMode = MessageWebSocketReceiveMode.partialMessage;
  const pieces: { bytes: Uint8Array; isComplete: boolean; textError: number }[] = [];
  const all = new Promise<void>((resolve) => {
    socket.onmessagereceived = (args) => {
      const textError = numberOf(() => args.getDataReader().readString(args.getDataReader().unconsumedBufferLength));
      void args
        .getDataStream()
        .readAsync(Buffer.alloc(3), 3, 0)
        .then((bytes) => pieces.push({ bytes: Buffer.from(bytes), isComplete: args.isMessageComplete, textError }))
        .then(() => pieces.length === 4 && resolve());
    };
  });
  await socket.connectAsync(server.url);
  await within('four pieces', all);
  const noTranslation = 0x80070459;
  expect(pieces).toEqual([
    { bytes: euro.subarray(0, 2), isComplete: false, textError: noTranslation },
    { bytes: euro.subarray(2), isComplete: true, textError: noTranslation },
    { bytes: Buffer.alloc(0), isComplete: false, textError: 0 },
    { bytes: Buffer.alloc(0), isComplete: true, textError: 0 },
  ]);
});

test('7.2: the kind of a message is that of its first frame, whatever messageType becomes meanwhile', async () => {
  const server = await startRawServer((connection) => connection.accept());
  const socket = newMessageSocket();
  await socket.connectAsync(server.url);
  socket.control.messageType = utf8;
  const first = socket.sendNonfinalFrameAsync(Buffer.from('te'));
  socket.control.messageType = binary;
  await first;
  await socket.sendFinalFrameAsync(Buffer.from('xt'));
  await socket.sendFinalFrameAsync(Buffer.from([1]));
  const peer = server.connections[0] as RawServerConnection;
  const opcodes = [await peer.nextFrame(), await peer.nextFrame(), await peer.nextFrame()].map((sent) => sent?.opcode);
  expect(opcodes).toEqual([1, 0, 2]);
});

test('7.2: within a message by hand no other way of sending is let in; after its last frame every way is', async () => {
  const server = await startRawServer((connection) => connection.accept());
  const socket = newMessageSocket();
  await socket.connectAsync(server.url);
  const writer = new DataWriter(socket.outputStream);
  await socket.sendNonfinalFrameAsync(Buffer.from('a'));
  writer.writeString('b');
  expect((await failureOf(writer.storeAsync())).hresult).toBe(0x8000000e);
  expect((await failureOf(socket.sendFromAsync(chunksOf('c')))).hresult).toBe(0x8000000e);
  await socket.sendFinalFrameAsync(Buffer.from('d'));
  writer.writeString('e');
  expect(await writer.storeAsync()).toBe(1);
  expect(await socket.sendFromAsync(chunksOf('f'))).toBe(1);
  const peer = server.connections[0] as RawServerConnection;
  const payloads: string[] = [];
  while (payloads.join('').length < 4) payloads.push(String((await peer.nextFrame())?.payload));
  expect(payloads.join('')).toBe('adef');
});

test('7.2: what is written as text is labelled and sent as it is, UTF-8 or not', async () => {
  const server = await startRawServer((connection) => connection.accept());
  const socket = newMessageSocket();
  socket.control.messageType = utf8;
  await socket.connectAsync(server.url);
  await socket.outputStream.writeAsync(Uint8Array.of(0xff));
  const sent = await (server.connections[0] as RawServerConnection).nextFrame();
  expect(sent).toMatchObject({ opcode: 1, fin: true, payload: Buffer.from([0xff]) });
});

test('6.2, 7.2: writes that do not wait for each other go out whole and in order', async () => {
  const server = await startRawServer((connection) => connection.accept());
  const socket = newMessageSocket();
  await socket.connectAsync(server.url);
  const sizes = [3, 500_000, 0, 70_000, 1];
  const written = Promise.all(sizes.map((size) => socket.outputStream.writeAsync(Buffer.alloc(size, size % 251))));
  const peer = server.connections[0] as RawServerConnection;
  for (const size of sizes) {
    const sent = await peer.nextFrame();
    expect([sent?.fin, sent?.payload.equals(Buffer.alloc(size, size % 251))]).toEqual([true, true]);
  }
  expect(await written).toEqual(sizes);
});

async function* chunksOf(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

function codeOf(call: () => unknown): string {
  try {
    call();
    return 'none';
  } catch {
    return thrownBy(call).code;
  }
}

/** 0, or the HRESULT a call fails with. */
function numberOf(call: () => unknown): number {
  try {
    call();
    return 0;
  } catch (error) {
    return (error as { hresult: number }).hresult; // a DuplexError, or it is not equal to anything expected
  }
}
