import fc from 'fast-check';
import { expect, test } from 'vitest';
import { within } from '../support/deadline.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { frame, startRawServer } from '../support/raw-server.ts';
import type { Frame, Message } from './case.ts';
import { answerOf } from './cases/answers.ts';
import { binary, delivers, pong, text } from './make.ts';
import { newClient } from './observed-client.ts';
import { runExchange } from './run-exchange.ts';

expectNoLeaks();

/** Each run is a connection of its own, over TCP. */
const runs = 150;

/** What a server may send between any two fragments. */
const control = fc.record({ opcode: fc.constantFrom(9, 10), payload: fc.uint8Array({ maxLength: 125 }) });

/** Sizes on both sides of the borders of the length forms come up often enough. */
const size = fc.oneof(fc.nat(40), fc.constantFrom(0, 1, 125, 126, 127), fc.constantFrom(65_535, 65_536, 65_537));

const message = fc.oneof(
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }).map((content) => text(content)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }).map((content) => binary(content)) },
  { weight: 1, arbitrary: size.map((length) => binary(Buffer.alloc(length, 'abc'))) },
);

/** A message with the places where it is cut, and what comes in front of each fragment. */
const conversation = fc.array(
  fc.record({
    message,
    cuts: fc.array(fc.nat(100_000), { maxLength: 5 }),
    controls: fc.array(fc.array(control, { maxLength: 2 }), { maxLength: 6 }),
  }),
  { maxLength: 6 },
);

/** Sizes of TCP segments; what is left after them goes in one. */
const pieces = fc.array(fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 5000 })), {
  maxLength: 40,
});

type Spoken = typeof conversation extends fc.Arbitrary<infer Value> ? Value : never;

test.each(['message', 'stream'] as const)(
  'any messages, in any fragments, with any control frames between, cut anywhere, come out the same (%s)',
  async (client) => {
    await fc.assert(
      fc.asyncProperty(conversation, pieces, async (spoken, sizes) => {
        const { bytes, messages, pongs } = wireOf(spoken);
        const start = { id: 'property', clause: '5.4', sentence: 'any messages come out the same' };
        await runExchange(delivers(start, bytes, messages, pongs), { client, pieces: sizes });
      }),
      { numRuns: runs },
    );
  },
);

test('an answer cut in two at any byte is understood, and the frame behind it read', async () => {
  const answer = answerOf({ behind: frame({ payload: 'first' }).toString('latin1') });
  const length = answer('x'.repeat(28)).length;
  for (let cut = 1; cut < length; cut += 1) {
    const server = await startRawServer(async (connection) => {
      await connection.sendSplit(Buffer.from(answer(connection.acceptKey), 'latin1'), [cut]);
      await connection.send(frame({ opcode: 9 }));
    });
    const client = newClient('message');
    await within(`a connection, cut at ${cut}`, client.connect(server.url));
    expect(await server.connections[0]?.nextFrame()).toMatchObject({ opcode: 10 });
    expect(client.messages).toEqual([text('first')]);
    client.socket.close();
    await server.close();
  }
});

/** The bytes of a conversation, and what has to come of them. */
function wireOf(spoken: Spoken): { bytes: Buffer; messages: Message[]; pongs: Frame[] } {
  const frames: Buffer[] = [];
  const pongs: Frame[] = [];
  for (const { message, cuts, controls } of spoken) {
    const { bytes } = message;
    const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
    let start = 0;
    for (const [index, end] of ends.entries()) {
      for (const { opcode, payload } of controls[index] ?? []) {
        frames.push(frame({ opcode, payload }));
        if (opcode === 9) pongs.push(pong(payload));
      }
      const opcode = index > 0 ? 0 : message.type === 'text' ? 1 : 2;
      frames.push(frame({ opcode, fin: index === ends.length - 1, payload: bytes.subarray(start, end) }));
      start = end;
    }
  }
  return { bytes: Buffer.concat(frames), messages: spoken.map(({ message }) => message), pongs };
}
