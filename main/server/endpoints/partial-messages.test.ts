import { describe, expect, test } from 'vitest';
import { closePayload, frame, type FrameOptions } from '../../../tests/support/frames.ts';
import { expectNoLeaks } from '../../../tests/support/leaks.ts';
import { connectRaw, type RawClient } from '../../../tests/support/raw-client.ts';
import { startTestSampleServer } from '../../../tests/support/sample-server.ts';
import { connectWs } from '../../../tests/support/ws-client.ts';

expectNoLeaks();

const client = (options: FrameOptions): Buffer => frame({ masked: true, ...options });

/** Connects and takes the greeting. */
async function connect(first?: Uint8Array): Promise<RawClient> {
  const { endpoints } = await startTestSampleServer();
  const connection = await connectRaw(endpoints.partialMessages, first && { first });
  expect(await line(connection)).toMatch(/^1\. Connected to the Duplex sample server at /);
  return connection;
}

/** The next frame as text: opcode, `.` for FIN or `-`, payload. */
async function line(connection: RawClient): Promise<string> {
  const next = await connection.nextFrame();
  return next === undefined ? 'end' : `${next.opcode}${next.fin ? '.' : '-'} ${next.payload.toString()}`;
}

async function closeCode(connection: RawClient): Promise<number | undefined> {
  const next = await connection.nextFrame();
  return next?.opcode === 8 ? next.payload.readUInt16BE(0) : undefined;
}

const threeFragments = Buffer.concat([
  client({ payload: 'Grü', fin: false }),
  client({ opcode: 9, payload: 'ping' }),
  client({ opcode: 0, payload: '', fin: false }),
  client({ opcode: 0, payload: 'ße' }),
  client({ payload: 'whole' }),
]);

const threeAnswers = [
  '1- You said: "Grü"\r\n',
  '10. ping',
  '0- You said: ""\r\n',
  '0. You said: "ße"\r\n',
  '1. You said: "whole"\r\n',
];

test('every fragment is answered by itself, with its own FIN bit', async () => {
  const connection = await connect();
  await connection.send(threeFragments);
  for (const answer of threeAnswers) expect(await line(connection)).toBe(answer);
});

test('frames that arrive along with the opening handshake are answered after the greeting', async () => {
  const connection = await connect(threeFragments);
  for (const answer of threeAnswers) expect(await line(connection)).toBe(answer);
});

test('it does not matter at which byte the frames are split', async () => {
  const connection = await connect();
  for (let split = 1; split < threeFragments.length; split += 1) {
    await connection.sendSplit(threeFragments, [split]);
    for (const answer of threeAnswers) expect(await line(connection)).toBe(answer);
  }
  await connection.sendSplit(threeFragments, 1);
  for (const answer of threeAnswers) expect(await line(connection)).toBe(answer);
});

test('a character cut between two fragments comes whole with the second', async () => {
  const connection = await connect();
  const text = Buffer.from('a🌍b');
  await connection.send(client({ payload: text.subarray(0, 3), fin: false }));
  expect(await line(connection)).toBe('1- You said: "a"\r\n');
  await connection.send(client({ opcode: 0, payload: text.subarray(3) }));
  expect(await line(connection)).toBe('0. You said: "🌍b"\r\n');
});

test('a byte order mark is part of the text', async () => {
  const connection = await connect();
  await connection.send(client({ payload: '\uFEFFa' }));
  expect(await line(connection)).toBe('1. You said: "\uFEFFa"\r\n');
});

test('a binary fragment is answered as text', async () => {
  const connection = await connect();
  await connection.send(client({ opcode: 2, payload: Buffer.from([0x61, 0xff]) }));
  expect(await line(connection)).toBe('1. You said: "a\uFFFD"\r\n');
});

test('a client of ws gets the fragments as one message', async () => {
  const { endpoints } = await startTestSampleServer();
  const { socket, next, closed } = await connectWs(endpoints.partialMessages);
  await next();
  socket.send('one ', { fin: false });
  socket.send('two', { fin: true });
  expect(await next()).toBe('You said: "one "\r\nYou said: "two"\r\n');
  socket.close(4000, 'enough');
  expect(await closed()).toEqual({ code: 4000, reason: 'enough' });
});

describe('closing', () => {
  test.each([
    ['with a code and a reason', closePayload(3001, 'grün')],
    ['without a code', Buffer.alloc(0)],
  ])('a close frame %s is answered with the same', async (_, payload) => {
    const connection = await connect();
    await connection.send(Buffer.concat([client({ opcode: 8, payload }), client({ payload: 'too late' })]));
    expect(await connection.nextFrame()).toMatchObject({ opcode: 8, fin: true, payload });
    expect(await line(connection)).toBe('end');
    connection.end();
    await connection.closed();
  });

  test.each([
    ['half a close code', client({ opcode: 8, payload: Buffer.from([3]) }), 1002],
    ['a close code that may not be sent', client({ opcode: 8, payload: closePayload(1005) }), 1002],
    ['a close reason that is not UTF-8', client({ opcode: 8, payload: closePayload(1000, Buffer.from([0xff])) }), 1007],
    ['a frame without a mask', frame({ payload: 'a' }), 1002],
    ['a reserved bit', client({ rsv1: true }), 1002],
    ['a continuation of nothing', client({ opcode: 0 }), 1002],
    ['text that is not UTF-8', client({ payload: Buffer.from([0xc3, 0x28]) }), 1007],
    ['text that is not UTF-8 at its first wrong byte', client({ payload: Buffer.from([0xff]), fin: false }), 1007],
    ['text that ends inside a character', client({ payload: Buffer.from([0xc3]) }), 1007],
    ['a frame above 16 MiB, by its length alone', client({ declaredLength: 16 * 1024 * 1024 + 1 }), 1009],
  ])('%s ends the connection with its code', async (_, bytes, code) => {
    const connection = await connect();
    await connection.send(bytes);
    expect(await closeCode(connection)).toBe(code);
    expect(await line(connection)).toBe('end');
  });
});

test('16 MiB in one fragment are answered', async () => {
  const connection = await connect();
  const payload = Buffer.alloc(16 * 1024 * 1024, 'x');
  await connection.send(client({ payload }));
  const answer = await connection.nextFrame();
  expect(answer?.payload.length).toBe(payload.length + 'You said: ""\r\n'.length);
});

test('a client that vanishes does not disturb the others', async () => {
  const { endpoints } = await startTestSampleServer();
  const gone = await connectRaw(endpoints.partialMessages);
  await gone.send(client({ payload: 'half', fin: false }).subarray(0, 7));
  gone.destroy();
  await gone.closed();
  const { socket, next } = await connectWs(endpoints.partialMessages);
  await next();
  socket.send('still here');
  expect(await next()).toBe('You said: "still here"\r\n');
});
