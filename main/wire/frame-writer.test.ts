import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { within } from '../../tests/support/deadline.ts';
import { expectNoLeaks } from '../../tests/support/leaks.ts';
import { startRawServer, type RawServerConnection } from '../../tests/support/raw-server.ts';
import { Opcode } from './frame.ts';
import { FrameWriter } from './frame-writer.ts';

expectNoLeaks();

async function writerAndPeer(): Promise<{ socket: Socket; writer: FrameWriter; peer: RawServerConnection }> {
  const accepted: ((connection: RawServerConnection) => void)[] = [];
  const peer = new Promise<RawServerConnection>((resolve) => accepted.push(resolve));
  const server = await startRawServer((connection) => accepted[0]?.(connection), { skipsRequest: true });
  const socket = connect(server.port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return { socket, writer: new FrameWriter(socket), peer: await peer };
}

function written(writer: FrameWriter, opcode: Opcode, payload: Uint8Array, fin = true): Promise<void> {
  return new Promise((resolve, reject) => {
    writer.write(opcode, payload, fin, (error) => (error === undefined ? resolve() : reject(error)));
  });
}

test('frames of every size arrive masked and whole, in the order they were given', async () => {
  const { writer, peer, socket } = await writerAndPeer();
  const sizes = [0, 1, 3, 125, 126, 1024, 1025, 65_535, 65_536, 131_072, 131_073, 1_000_003];
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(sizes, { minLength: 1 }), fc.integer(), async (chosen, seed) => {
      const payloads = chosen.map((size) =>
        Buffer.from(Buffer.alloc(size).map((_byte, index) => (index * 7 + seed) & 0xff)),
      );
      // Views that begin at odd offsets: words must not be assumed on the sender's side.
      const sent = payloads.map((payload, index) => {
        const shifted = Buffer.alloc(payload.length + index);
        payload.copy(shifted, index);
        return written(writer, Opcode.binary, shifted.subarray(index));
      });
      for (const payload of payloads) {
        const frame = await within('a frame', peer.nextFrame());
        expect(frame).toMatchObject({ opcode: Opcode.binary, fin: true, masked: true, rsv: 0 });
        expect(frame?.payload.equals(payload)).toBe(true);
      }
      await Promise.all(sent);
    }),
    { numRuns: 15 },
  );
  socket.destroy();
});

test('a pong waits for the frame that is under way, and only the latest is sent', async () => {
  const { writer, peer, socket } = await writerAndPeer();
  // More than the socket takes at once, as the peer does not read yet.
  const large = written(writer, Opcode.binary, Buffer.alloc(32 * 1024 * 1024, 5));
  writer.pong(Buffer.from('old'));
  writer.pong(Buffer.from('new'));
  writer.write(Opcode.text, Buffer.from('after'), true);
  const frames = [];
  for (let count = 0; count < 3; count += 1) frames.push(await within('a frame', peer.nextFrame()));
  await large;
  expect(frames.map((frame) => [frame?.opcode, frame?.payload.length])).toEqual([
    [Opcode.binary, 32 * 1024 * 1024],
    [Opcode.pong, 3],
    [Opcode.text, 5],
  ]);
  expect(frames[1]?.payload.toString()).toBe('new');
  socket.destroy();
});

test('frames that were not sent when the socket went fail with its reason', async () => {
  const { writer, socket } = await writerAndPeer();
  const large = written(writer, Opcode.binary, Buffer.alloc(64 * 1024 * 1024));
  const next = written(writer, Opcode.text, Buffer.from('never'));
  const failures = Promise.allSettled([large, next]);
  socket.resetAndDestroy();
  await once(socket, 'close');
  writer.fail(new Error('gone'));
  expect((await within('the failures', failures)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

test('no pong follows a close frame', async () => {
  const { writer, peer, socket } = await writerAndPeer();
  // Frames of one piece each, all given at once: more than the system takes, so the socket wants no more for now.
  const count = 100;
  for (let index = 0; index < count; index += 1) writer.write(Opcode.binary, Buffer.alloc(128 * 1024), true);
  expect(socket.writableNeedDrain).toBe(true);
  writer.pong(Buffer.from('late'));
  writer.write(Opcode.close, Buffer.alloc(0), true);
  socket.once('drain', () => socket.end());
  const opcodes: number[] = [];
  for await (const frame of peer.frames) opcodes.push(frame.opcode);
  expect(opcodes.slice(count)).toEqual([Opcode.close]);
  peer.end();
});

test('a frame that is given block by block is one frame, and what comes meanwhile comes after it', async () => {
  const { writer, peer, socket } = await writerAndPeer();
  const first = writer.takeBlock();
  const blockBytes = first.end - first.start;
  const payload = Buffer.from(Buffer.alloc(2 * blockBytes + 7).map((_byte, index) => (index * 31) & 0xff));
  writer.beginFrame(Opcode.binary, payload.length, true);
  const ping = written(writer, Opcode.ping, Buffer.from('p'));
  expect(writer.isFrameOpen).toBe(true);
  // What somebody is still to give does not wait to be sent: the ping does.
  expect(writer.queuedBytes).toBe(1);
  const given: Promise<void>[] = [];
  for (let at = 0; at < payload.length; at += blockBytes) {
    const block = at === 0 ? first : writer.takeBlock();
    const length = payload.copy(block.bytes, block.start, at, at + blockBytes);
    given.push(
      new Promise((resolve, reject) => {
        writer.give(block, length, (error) => (error === undefined ? resolve() : reject(error)));
      }),
    );
  }
  expect(writer.isFrameOpen).toBe(false);
  const frame = await within('the frame', peer.nextFrame());
  expect(frame).toMatchObject({ opcode: Opcode.binary, fin: true, masked: true });
  expect(frame?.payload.equals(payload)).toBe(true);
  expect(await within('the ping', peer.nextFrame())).toMatchObject({ opcode: Opcode.ping });
  await Promise.all([...given, ping]);
  expect(writer.queuedBytes).toBe(0);
  expect(writer.writtenBytes).toBe(payload.length + 1);
  socket.destroy();
});
