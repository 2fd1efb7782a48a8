import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { MessageWebSocket, StreamWebSocket } from '../../main/sockets/index.ts';
import type { PerMessageDeflateOffer } from '../../main/wire/permessage-deflate.ts';
import { eventually } from '../support/deadline.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { startRawServer, type RawServer, type RawServerConnection } from '../support/raw-server.ts';
import { loopbackDoor, newStreamSocket, thrownBy } from '../support/sockets.ts';
import { compressed, deflated } from './deflate-data.ts';
import { tail } from './inflate.ts';
import { newClient } from './observed-client.ts';
import { extensionsHeader } from './run-exchange.ts';

expectNoLeaks();

const mebibyte = 1024 ** 2;
/** What a connection may need to inflate, whatever comes: a few pieces of 64 KiB, and those V8 has not collected yet. */
const workingBytes = 62 * mebibyte;
/** Zeros, as many as `count` times 16 MiB: a thousandth of that on the wire. */
const bombCount = 16;
const bombSize = bombCount * 16 * mebibyte;

test.each<readonly [string, { perMessageDeflate: PerMessageDeflateOffer; maxMessageSize?: number }]>([
  ['inflatedSizeLimit', { perMessageDeflate: { inflatedSizeLimit: mebibyte } }],
  ['maxMessageSize', { perMessageDeflate: {}, maxMessageSize: mebibyte }],
])('a message that would inflate to 256 MiB is refused at %s, and memory stays bounded (10.4)', async (_, settings) => {
  const bomb = compressed(bombPayload(), { opcode: 2 });
  const server = await startDeflateServer();
  const client = newClient('message', settings);
  await client.connect(server.url);
  const peer = server.connections[0] as RawServerConnection; // the client is connected
  const memory = new MemoryWatch();
  await peer.send(bomb);
  await eventually('the refusal', () => {
    memory.look();
    return client.endings.length > 0;
  });
  expect(client.endings).toEqual([{ kind: 'failed', code: 'message-too-big' }]);
  expect((await peer.nextFrame())?.payload.readUInt16BE()).toBe(1009);
  expect(memory.growth).toBeLessThan(2 * mebibyte + workingBytes);
  client.socket.close();
});

test('a StreamWebSocket reads a message of 256 MiB at its own pace, and memory stays bounded (7.2.2)', async () => {
  const bomb = compressed(bombPayload(), { opcode: 2 });
  const server = await startDeflateServer();
  const socket = newStreamSocket();
  socket.control.perMessageDeflate = {};
  await socket.connectAsync(server.url);
  const memory = new MemoryWatch();
  await server.connections[0]?.send(bomb);
  const buffer = Buffer.alloc(mebibyte);
  const zeros = Buffer.alloc(mebibyte);
  for (let received = 0; received < bombSize; received += buffer.length) {
    const bytes = await socket.inputStream.readAsync(buffer, buffer.length, 0);
    expect(zeros.equals(bytes)).toBe(true);
    // What inflates whether or not somebody reads has its chance here.
    for (let turns = 0; turns < 4; turns += 1) await setImmediate();
    memory.look();
  }
  expect(memory.growth).toBeLessThan(2 * mebibyte + workingBytes);
});

const badOffers: readonly PerMessageDeflateOffer[] = [
  ...[7, 16, 0, -8, 8.5, Number.NaN, Number.POSITIVE_INFINITY].flatMap((bits) => [
    { serverMaxWindowBits: bits },
    { clientMaxWindowBits: bits },
  ]),
  ...[-1, 10, 0.5, Number.NaN].map((level) => ({ level })),
  ...[-1, 0.5, Number.NaN].flatMap((bytes) => [{ threshold: bytes }, { inflatedSizeLimit: bytes }]),
];

test.each(badOffers)('%o cannot be offered: E_INVALIDARG at the assignment (7.1.2)', (offer) => {
  for (const { control } of [newControlOwner('message'), newControlOwner('stream')]) {
    control.perMessageDeflate = { clientMaxWindowBits: 10 };
    expect(thrownBy(() => (control.perMessageDeflate = offer))).toMatchObject({ info: { hresult: 0x80070057 } });
    expect(control.perMessageDeflate).toMatchObject({ clientMaxWindowBits: 10 });
  }
});

test('an offer cannot be changed once connectAsync has been called, and none is the default (5.1)', async () => {
  const server = await startDeflateServer('');
  for (const kind of ['message', 'stream'] as const) {
    const { socket } = newClient(kind);
    expect(socket.control.perMessageDeflate).toBeNull();
    await socket.connectAsync(server.url);
    expect(thrownBy(() => (socket.control.perMessageDeflate = {})).code).toBe('illegal-call');
    socket.close();
  }
});

/** The largest growth of memory outside the JavaScript heap. */
class MemoryWatch {
  growth = 0;
  readonly #before = process.memoryUsage().arrayBuffers;

  look(): void {
    this.growth = Math.max(this.growth, process.memoryUsage().arrayBuffers - this.#before);
  }
}

/** Pieces that inflate by themselves, one behind the other. */
function bombPayload(): Buffer {
  const piece = Buffer.concat([deflated(Buffer.alloc(bombSize / bombCount)), tail]);
  return Buffer.concat([...Array.from({ length: bombCount }, () => piece), Buffer.alloc(1)]);
}

function newControlOwner(kind: 'message' | 'stream'): MessageWebSocket | StreamWebSocket {
  return kind === 'message'
    ? new MessageWebSocket({ door: loopbackDoor })
    : new StreamWebSocket({ door: loopbackDoor });
}

function startDeflateServer(extensions = 'permessage-deflate'): Promise<RawServer> {
  return startRawServer((connection) => connection.accept({ [extensionsHeader]: extensions }));
}
