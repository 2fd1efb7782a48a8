import { createHash, randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { InputStreamOptions, SocketMessageType, type PerMessageDeflateOffer } from '../../main/sockets/index.ts';
import { within } from '../support/deadline.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { frame, startRawServer } from '../support/raw-server.ts';
import { closedEvent, failureOf, Messages, newMessageSocket, newStreamSocket, thrownBy } from '../support/sockets.ts';
import { startWsServer } from '../support/ws-server.ts';

expectNoLeaks();

const mebibyte = 1024 * 1024;

/** Bytes that compress to about half. */
function halfRandom(size: number): Buffer {
  const bytes = randomBytes(size);
  for (let at = 0; at < size; at += 2) bytes[at] = 0x61;
  return bytes;
}

const offers: readonly PerMessageDeflateOffer[] = [
  {},
  { serverNoContextTakeover: true },
  { clientNoContextTakeover: true },
  { serverMaxWindowBits: 9, clientMaxWindowBits: 9 },
  { clientMaxWindowBits: 8, level: 9, threshold: 100 },
];

test.each(offers)('messages of every size go to ws and come back compressed: %j', async (offer) => {
  const server = await startWsServer(
    (socket) => socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary, compress: true })),
    { perMessageDeflate: { threshold: 0 } },
  );
  const socket = newMessageSocket();
  const messages = new Messages(socket);
  socket.control.perMessageDeflate = offer;
  socket.control.messageType = SocketMessageType.binary;
  await socket.connectAsync(server.url);
  expect(socket.information.perMessageDeflate).toEqual({
    serverNoContextTakeover: offer.serverNoContextTakeover ?? false,
    clientNoContextTakeover: offer.clientNoContextTakeover ?? false,
    serverMaxWindowBits: offer.serverMaxWindowBits ?? 15,
    clientMaxWindowBits: offer.clientMaxWindowBits ?? 15,
  });
  const sent = [0, 1, 5, 125, 1000, 65_536, 3 * mebibyte, 5, 100_000].map(halfRandom);
  await Promise.all(sent.map((bytes) => socket.sendFinalFrameAsync(bytes)));
  const received = await within('the echoes', messages.wait(sent.length));
  for (const [index, { bytes }] of received.entries()) {
    expect(bytes.equals(sent[index] as Buffer), `message ${index}`).toBe(true);
  }
});

test('a server that does not compress is talked to as ever', async () => {
  const server = await startWsServer((socket) => socket.on('message', (data) => socket.send(data)));
  const socket = newMessageSocket();
  const messages = new Messages(socket);
  socket.control.perMessageDeflate = {};
  await socket.connectAsync(server.url);
  expect(socket.information.perMessageDeflate).toBeNull();
  await socket.sendFinalFrameAsync(Buffer.from('plain'));
  expect((await within('the echo', messages.wait(1)))[0]?.bytes.toString()).toBe('plain');
});

test('nothing is offered by default, and an offer is checked where it is made', async () => {
  const socket = newStreamSocket();
  expect(socket.control.perMessageDeflate).toBeNull();
  for (const offer of [{ clientMaxWindowBits: 7 }, { serverMaxWindowBits: 16 }, { level: 1.5 }, { threshold: -1 }]) {
    const error = thrownBy(() => (socket.control.perMessageDeflate = offer));
    expect(error.info).toMatchObject({ code: 'invalid-input', field: `perMessageDeflate.${Object.keys(offer)[0]}` });
  }
});

test('a message that inflates without end is read in sections, no faster than it is taken', async () => {
  const size = 512 * mebibyte;
  const bomb = deflateRawSync(Buffer.alloc(size), { finishFlush: 2 }).subarray(0, -4);
  expect(bomb.length).toBeLessThan(mebibyte);
  const server = await startRawServer((connection) =>
    connection.accept(
      { 'Sec-WebSocket-Extensions': 'permessage-deflate' },
      frame({ opcode: 2, rsv1: true, payload: bomb }),
    ),
  );
  const socket = newStreamSocket();
  socket.control.perMessageDeflate = {};
  await socket.connectAsync(server.url);
  const before = process.memoryUsage.rss();
  let peak = before;
  let received = 0;
  const buffer = Buffer.alloc(64 * 1024);
  while (received < size) {
    const bytes = await socket.inputStream.readAsync(buffer, buffer.length, InputStreamOptions.partial);
    received += bytes.length;
    peak = Math.max(peak, process.memoryUsage.rss());
  }
  expect(received).toBe(size);
  expect(peak - before).toBeLessThan(96 * mebibyte);
});

test('a message that inflates past the limit ends the connection with 1009', async () => {
  const bomb = deflateRawSync(Buffer.alloc(8 * mebibyte), { finishFlush: 2 }).subarray(0, -4);
  const server = await startRawServer((connection) =>
    connection.accept(
      { 'Sec-WebSocket-Extensions': 'permessage-deflate' },
      frame({ opcode: 2, rsv1: true, payload: bomb }),
    ),
  );
  const socket = newMessageSocket();
  const messages = new Messages(socket);
  socket.control.perMessageDeflate = { inflatedSizeLimit: mebibyte };
  await socket.connectAsync(server.url);
  const loss = await within('the loss', messages.waitForLoss());
  expect(loss.info).toMatchObject({ code: 'message-too-big', cause: 'close code 1009' });
  expect(messages.all).toEqual([]);
});

test('sending fragments by hand, a source and a close keep their order behind what is being compressed', async () => {
  const received: string[] = [];
  const server = await startWsServer(
    (socket) => {
      socket.on('message', (data) =>
        received.push(
          createHash('sha1')
            .update(data as Buffer)
            .digest('hex'),
        ),
      );
    },
    { perMessageDeflate: { threshold: 0 } },
  );
  const socket = newMessageSocket();
  const closed = closedEvent(socket);
  socket.control.perMessageDeflate = {};
  await socket.connectAsync(server.url);
  const large = halfRandom(4 * mebibyte);
  void socket.sendFinalFrameAsync(large);
  void socket.sendNonfinalFrameAsync(Buffer.from('one '));
  void socket.sendNonfinalFrameAsync(Buffer.alloc(0));
  void socket.sendFinalFrameAsync(Buffer.from('two'));
  const chunks = [Buffer.from('a'), halfRandom(300_000), Buffer.from('z')];
  await socket.sendFromAsync(
    (async function* () {
      yield* chunks;
    })(),
  );
  void socket.sendFinalFrameAsync(Buffer.from('last'));
  socket.close(1000, 'done');
  expect(await within('the end', closed)).toEqual({ code: 1000, reason: 'done' });
  const sha1 = (bytes: Buffer): string => createHash('sha1').update(bytes).digest('hex');
  expect(received).toEqual([large, Buffer.from('one two'), Buffer.concat(chunks), Buffer.from('last')].map(sha1));
});

test('an answer that no offer asked for is refused', async () => {
  const server = await startRawServer((connection) =>
    connection.accept({ 'Sec-WebSocket-Extensions': 'permessage-deflate' }),
  );
  const error = await failureOf(newMessageSocket().connectAsync(server.url));
  expect(error.info).toMatchObject({ code: 'handshake-failed', phase: 'upgrade' });
});
