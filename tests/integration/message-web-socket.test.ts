import { expect, test } from 'vitest';
import { DataWriter, MessageWebSocketReceiveMode, SocketMessageType } from '../../main/sockets/index.ts';
import { within } from '../support/deadline.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { closePayload, frame, startRawServer, type RawServerConnection } from '../support/raw-server.ts';
import { closedEvent, failureOf, Messages, newMessageSocket, thrownBy } from '../support/sockets.ts';
import { startWsServer } from '../support/ws-server.ts';

expectNoLeaks();

const text = (message: { bytes: Buffer } | undefined): string => message?.bytes.toString() ?? '(none)';

/** A server that accepts and then sends these bytes; keeps the connection. */
function serverThatSends(...parts: Uint8Array[]): ReturnType<typeof startRawServer> {
  return startRawServer((connection) => connection.accept({}, Buffer.concat(parts)));
}

test('text and binary messages go to a ws server and come back, each of its kind', async () => {
  const server = await startWsServer((peer) =>
    peer.on('message', (data, isBinary) => peer.send(data, { binary: isBinary })),
  );
  const socket = newMessageSocket();
  const messages = new Messages(socket);
  socket.control.messageType = SocketMessageType.utf8;
  await socket.connectAsync(server.url);
  const writer = new DataWriter(socket.outputStream);
  expect(writer.writeString('grüße, 世界')).toBe(15);
  expect(await writer.storeAsync()).toBe(15);
  socket.control.messageType = SocketMessageType.binary;
  await socket.outputStream.writeAsync(Uint8Array.of(0, 255, 1));
  await socket.outputStream.writeAsync(new Uint8Array(0));
  await within('three echoes', messages.wait(3));
  expect(messages.all.map(({ type, isComplete }) => [type, isComplete])).toEqual([
    [SocketMessageType.utf8, true],
    [SocketMessageType.binary, true],
    [SocketMessageType.binary, true],
  ]);
  expect(text(messages.all[0])).toBe('grüße, 世界');
  expect(messages.all[1]?.bytes).toEqual(Buffer.from([0, 255, 1]));
  expect(messages.all[2]?.bytes).toHaveLength(0);
});

test('every frame the client sends is masked, and the first fragment alone carries the opcode', async () => {
  const frames: { opcode: number; fin: boolean; masked: boolean; text: string }[] = [];
  const server = await startRawServer(async (connection) => {
    await connection.accept();
    for await (const { opcode, fin, masked, payload } of connection.frames) {
      frames.push({ opcode, fin, masked, text: payload.toString() });
    }
  });
  const socket = newMessageSocket();
  socket.control.messageType = SocketMessageType.utf8;
  await socket.connectAsync(server.url);
  expect(await socket.sendNonfinalFrameAsync(Buffer.from('a'))).toBe(1);
  await socket.sendNonfinalFrameAsync(Buffer.from('bc'));
  await socket.sendFinalFrameAsync(Buffer.from(''));
  await socket.sendFinalFrameAsync(Buffer.from('whole'));
  const closed = closedEvent(socket);
  socket.close(1000, '');
  server.connections[0]?.end();
  await within('the end', closed);
  expect(frames).toEqual([
    { opcode: 1, fin: false, masked: true, text: 'a' },
    { opcode: 0, fin: false, masked: true, text: 'bc' },
    { opcode: 0, fin: true, masked: true, text: '' },
    { opcode: 1, fin: true, masked: true, text: 'whole' },
    { opcode: 8, fin: true, masked: true, text: expect.any(String) as string },
  ]);
});

test('fragments with pings between them are one message, and every ping is answered with its payload', async () => {
  const server = await startRawServer(async (connection) => {
    await connection.accept();
    await connection.send(frame({ opcode: 1, fin: false, payload: 'one ' }));
    await connection.send(frame({ opcode: 9, payload: 'p1' }));
    await connection.send(frame({ opcode: 0, fin: false, payload: 'two ' }));
    await connection.send(frame({ opcode: 10, payload: 'unasked' }));
    await connection.send(frame({ opcode: 9, payload: '' }));
    await connection.send(frame({ opcode: 0, payload: 'three' }));
  });
  const socket = newMessageSocket();
  const messages = new Messages(socket);
  await socket.connectAsync(server.url);
  await within('the message', messages.wait(1));
  expect(messages.all.map(text)).toEqual(['one two three']);
  const peer = server.connections[0] as RawServerConnection;
  expect(await within('a pong', peer.nextFrame())).toMatchObject({ opcode: 10, payload: Buffer.from('p1') });
  expect(await within('a pong', peer.nextFrame())).toMatchObject({ opcode: 10, payload: Buffer.alloc(0) });
});

test('a stream of frames is the same cut at every byte', async () => {
  const bytes = Buffer.concat([
    frame({ opcode: 1, payload: 'é€😀' }),
    frame({ opcode: 2, fin: false, payload: Buffer.alloc(130, 7) }),
    frame({ opcode: 9, payload: 'ping' }),
    frame({ opcode: 0, payload: Buffer.alloc(3, 8) }),
    frame({ opcode: 1, payload: '' }),
  ]);
  const server = await startRawServer(async (connection) => {
    await connection.accept();
    await connection.sendSplit(bytes, 1);
  });
  const socket = newMessageSocket();
  const messages = new Messages(socket);
  await socket.connectAsync(server.url);
  await within('three messages', messages.wait(3));
  expect(text(messages.all[0])).toBe('é€😀');
  expect(messages.all[1]?.bytes).toEqual(Buffer.concat([Buffer.alloc(130, 7), Buffer.alloc(3, 8)]));
  expect(messages.all[2]?.bytes).toHaveLength(0);
});

test('a message of 70 000 bytes has a 64-bit length and comes whole', async () => {
  const payload = Buffer.alloc(70_000, 'x');
  const server = await serverThatSends(frame({ opcode: 2, payload }));
  const socket = newMessageSocket();
  const messages = new Messages(socket);
  await socket.connectAsync(server.url);
  await within('the message', messages.wait(1));
  expect(messages.all[0]?.bytes.equals(payload)).toBe(true);
});

test('messages behind the answer in the same segment come in order, before connectAsync settles or after', async () => {
  const server = await serverThatSends(frame({ payload: 'first' }), frame({ payload: 'second' }));
  const socket = newMessageSocket();
  const messages = new Messages(socket);
  await socket.connectAsync(server.url);
  await within('two messages', messages.wait(2));
  expect(messages.all.map(text)).toEqual(['first', 'second']);
});

test('in partial mode every fragment is an event, and the last says that the message is complete', async () => {
  const server = await serverThatSends(
    frame({ opcode: 1, fin: false, payload: 'a' }),
    frame({ opcode: 0, fin: false, payload: 'b' }),
    frame({ opcode: 0, payload: 'c' }),
    frame({ opcode: 2, payload: Buffer.alloc(200_000, 1) }),
  );
  const socket = newMessageSocket();
  const messages = new Messages(socket);
  socket.control.receiveMode = MessageWebSocketReceiveMode.partialMessage;
  await socket.connectAsync(server.url);
  await within('the pieces', messages.wait(5));
  expect(messages.all.slice(0, 3).map((piece) => [text(piece), piece.isComplete, piece.type])).toEqual([
    ['a', false, SocketMessageType.utf8],
    ['b', false, SocketMessageType.utf8],
    ['c', true, SocketMessageType.utf8],
  ]);
  while (messages.all.at(-1)?.isComplete !== true || messages.all.length < 5)
    await messages.wait(messages.all.length + 1);
  const large = messages.all.slice(3);
  expect(large.length).toBeGreaterThan(2);
  expect(large.filter((piece) => piece.isComplete)).toHaveLength(1);
  expect(Buffer.concat(large.map((piece) => piece.bytes))).toHaveLength(200_000);
});

const violations: readonly (readonly [string, number, Buffer])[] = [
  ['a reserved bit', 1002, frame({ rsv1: true, payload: 'x' })],
  ['a masked frame', 1002, frame({ masked: true, payload: 'x' })],
  ['a reserved opcode', 1002, frame({ opcode: 3 })],
  ['bad UTF-8 in one frame', 1007, frame({ payload: Buffer.from([0xc0, 0xaf]) })],
  ['a text that ends inside a character', 1007, frame({ payload: Buffer.from([0xe2, 0x82]) })],
  ['a close frame of one byte', 1002, frame({ opcode: 8, payload: 'x' })],
  ['a close code that may not be sent', 1002, frame({ opcode: 8, payload: closePayload(1005) })],
  ['a close reason that is not UTF-8', 1007, frame({ opcode: 8, payload: closePayload(1000, Buffer.from([0xff])) })],
];

test.each(violations)(
  '%s ends the connection with close code %i and one clear error',
  async (_what, closeCode, bytes) => {
    const server = await serverThatSends(bytes);
    const socket = newMessageSocket();
    const messages = new Messages(socket);
    await socket.connectAsync(server.url);
    const loss = await within('the error', messages.waitForLoss());
    expect(loss.info).toMatchObject({ code: 'protocol-error', hresult: 0x80072f78, phase: 'open' });
    const peer = server.connections[0] as RawServerConnection;
    expect(await within('a close frame', peer.nextFrame())).toMatchObject({
      opcode: 8,
      payload: closePayload(closeCode),
    });
    expect(await within('the end', peer.nextFrame())).toBeUndefined();
    expect(messages.all).toHaveLength(0);
    expect((await failureOf(socket.outputStream.writeAsync(Buffer.from('x')))).code).toBe('protocol-error');
  },
);

test('bad UTF-8 split over two fragments is found at the bad byte, without waiting for the message', async () => {
  const server = await serverThatSends(
    frame({ opcode: 1, fin: false, payload: Buffer.from([0xf4]) }),
    frame({ opcode: 0, fin: false, payload: Buffer.from([0x90]) }),
  );
  const socket = newMessageSocket();
  const messages = new Messages(socket);
  await socket.connectAsync(server.url);
  expect((await within('the error', messages.waitForLoss())).message).toContain('UTF-8');
});

test('a message over maxMessageSize ends the connection with 1009', async () => {
  const server = await serverThatSends(
    frame({ opcode: 2, fin: false, payload: Buffer.alloc(60) }),
    frame({ opcode: 0, payload: Buffer.alloc(60) }),
  );
  const socket = newMessageSocket();
  const messages = new Messages(socket);
  socket.control.maxMessageSize = 100;
  await socket.connectAsync(server.url);
  expect((await within('the error', messages.waitForLoss())).code).toBe('message-too-big');
  const peer = server.connections[0] as RawServerConnection;
  expect(await peer.nextFrame()).toMatchObject({ opcode: 8, payload: closePayload(1009) });
});

test('a server that closes first is answered with its own code, and closed tells code and reason', async () => {
  const server = await serverThatSends(frame({ opcode: 8, payload: closePayload(4001, 'enough') }));
  const socket = newMessageSocket();
  const closed = closedEvent(socket);
  await socket.connectAsync(server.url);
  expect(await within('closed', closed)).toEqual({ code: 4001, reason: 'enough' });
  const peer = server.connections[0] as RawServerConnection;
  expect(await peer.nextFrame()).toMatchObject({ opcode: 8, payload: closePayload(4001, 'enough') });
  expect((await failureOf(socket.outputStream.writeAsync(Buffer.from('x')))).hresult).toBe(0x80000013);
});

test('an empty close frame is 1005 and is answered with an empty one', async () => {
  const server = await serverThatSends(frame({ opcode: 8 }));
  const socket = newMessageSocket();
  const closed = closedEvent(socket);
  await socket.connectAsync(server.url);
  expect(await within('closed', closed)).toEqual({ code: 1005, reason: '' });
  const peer = server.connections[0] as RawServerConnection;
  expect(await peer.nextFrame()).toMatchObject({ opcode: 8, payload: Buffer.alloc(0) });
});

test('close(code, reason) sends them, drops what still arrives, and closed tells the answer', async () => {
  const server = await startRawServer(async (connection) => {
    await connection.accept();
    await connection.nextFrame();
    await connection.send(frame({ payload: 'too late' }));
    await connection.send(frame({ opcode: 8, payload: closePayload(1000, 'bye to you') }));
  });
  const socket = newMessageSocket();
  const messages = new Messages(socket);
  const closed = closedEvent(socket);
  await socket.connectAsync(server.url);
  socket.close(1000, 'bye');
  socket.close(1001, 'a second time does nothing');
  expect(await within('closed', closed)).toEqual({ code: 1000, reason: 'bye to you' });
  expect(messages.all).toHaveLength(0);
});

test('close() without arguments sends an empty close frame, and the object is closed at once', async () => {
  const server = await startRawServer((connection) => connection.accept());
  const socket = newMessageSocket();
  await socket.connectAsync(server.url);
  socket.close();
  socket.close();
  const peer = server.connections[0] as RawServerConnection;
  expect(await peer.nextFrame()).toMatchObject({ opcode: 8, payload: Buffer.alloc(0) });
  expect((await failureOf(socket.connectAsync(server.url))).hresult).toBe(0x80000013);
  expect((await failureOf(socket.outputStream.writeAsync(Buffer.from('x')))).hresult).toBe(0x80000013);
  expect(thrownBy(() => socket.setRequestHeader('a', 'b')).hresult).toBe(0x80000013);
  peer.destroy();
});

test.each([
  ['ends TCP without a close frame', 'end', 0x80072efe, 'ConnectionAborted'],
  ['resets the connection', 'destroy', 0x80072eff, 'ConnectionReset'],
] as const)(
  'a server that %s raises messagereceived with a failing reader, and not closed',
  async (_what, how, hresult, status) => {
    const server = await startRawServer((connection) => connection.accept());
    const socket = newMessageSocket();
    const messages = new Messages(socket);
    let isClosed = false;
    socket.onclosed = () => (isClosed = true);
    await socket.connectAsync(server.url);
    server.connections[0]?.[how]();
    const loss = await within('the loss', messages.waitForLoss());
    expect(loss.info).toMatchObject({ code: 'connection-lost', hresult, status });
    expect(isClosed).toBe(false);
  },
);

test('a message that is cut off by the end of TCP is not raised', async () => {
  const server = await startRawServer(async (connection) => {
    await connection.accept();
    await connection.send(frame({ payload: 'whole' }));
    await connection.send(frame({ payload: 'cut off' }).subarray(0, 5));
    connection.end();
  });
  const socket = newMessageSocket();
  const messages = new Messages(socket);
  await socket.connectAsync(server.url);
  await within('the loss', messages.waitForLoss());
  expect(messages.all.map(text)).toEqual(['whole']);
});

test('calls at the wrong time fail with E_ILLEGAL_METHOD_CALL', async () => {
  const server = await startRawServer((connection) => connection.accept());
  const socket = newMessageSocket();
  const illegal = 0x8000000e;
  expect((await failureOf(socket.outputStream.writeAsync(Buffer.from('x')))).hresult).toBe(illegal);
  expect((await failureOf(socket.outputStream.flushAsync())).hresult).toBe(illegal);
  expect(thrownBy(() => socket.close(1000, '')).hresult).toBe(illegal);
  await socket.connectAsync(server.url);
  expect((await failureOf(socket.connectAsync(server.url))).hresult).toBe(illegal);
  expect(thrownBy(() => socket.setRequestHeader('X-A', 'b')).hresult).toBe(illegal);
  expect(thrownBy(() => (socket.onmessagereceived = null)).hresult).toBe(illegal);
  expect(thrownBy(() => socket.addEventListener('messagereceived', () => undefined)).hresult).toBe(illegal);
  expect(thrownBy(() => (socket.control.receiveMode = 1)).hresult).toBe(illegal);
  expect(thrownBy(() => (socket.control.maxMessageSize = 1)).hresult).toBe(illegal);
  expect(thrownBy(() => (socket.control.clientCertificate = null)).hresult).toBe(illegal);
  await socket.sendNonfinalFrameAsync(Buffer.from('open'));
  expect((await failureOf(socket.outputStream.writeAsync(Buffer.from('x')))).hresult).toBe(illegal);
  expect(thrownBy(() => socket.addEventListener('nothing', () => undefined)).hresult).toBe(0x80070057);
});

test.each([
  [999, ''],
  [1004, ''],
  [1005, ''],
  [1006, ''],
  [1015, ''],
  [2999, ''],
  [5000, ''],
  [1000, 'é'.repeat(62)],
])('close(%i) with a reason of %j is E_INVALIDARG, and nothing is sent', async (code, reason) => {
  const server = await startRawServer((connection) => connection.accept());
  const socket = newMessageSocket();
  await socket.connectAsync(server.url);
  expect(thrownBy(() => socket.close(code, reason)).hresult).toBe(0x80070057);
  expect(await socket.outputStream.writeAsync(Buffer.from('still open'))).toBe(10);
});

test('a handler that throws stops neither the other handlers nor the connection', async () => {
  const uncaught: unknown[] = [];
  const listeners = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException');
  process.on('uncaughtException', (error) => uncaught.push(error));
  try {
    const server = await serverThatSends(frame({ payload: '1' }), frame({ payload: '2' }));
    const socket = newMessageSocket();
    socket.addEventListener('messagereceived', () => {
      throw new Error('from the handler');
    });
    const messages = new Messages(socket);
    await socket.connectAsync(server.url);
    await within('both messages', messages.wait(2));
    expect(messages.all.map(text)).toEqual(['1', '2']);
    expect(uncaught).toHaveLength(2);
  } finally {
    process.removeAllListeners('uncaughtException');
    for (const listener of listeners) process.on('uncaughtException', listener);
  }
});
