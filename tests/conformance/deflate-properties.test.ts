import fc from 'fast-check';
import { expect, test } from 'vitest';
import { within } from '../support/deadline.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { frame, startRawServer, type RawServerConnection } from '../support/raw-server.ts';
import type { ClientAction, Frame, Message, SentFrame } from './case.ts';
import { Compressor, fragments, withDeflate, type Part } from './deflate-data.ts';
import { binary, closeFrame, delivers, pong, text } from './make.ts';
import { newClient } from './observed-client.ts';
import { bytesInWords, messageInWords } from './plain-words.ts';
import { extensionsHeader, runExchange } from './run-exchange.ts';
import { joinFragments, readSentFrames } from './sent-frames.ts';
import { wireFrames } from './wire-frames.ts';

expectNoLeaks();

/** Each run is a connection of its own, over TCP. */
const runs = 120;

/** What repeats, so that messages refer to those before; what does not; and sizes that pass borders. */
const content = fc.oneof(
  { weight: 3, arbitrary: fc.array(fc.constantFrom('the ', 'quick ', 'fox\n', '€', '\u{1f600}'), { maxLength: 300 }) },
  { weight: 2, arbitrary: fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { maxLength: 2 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 65_535, 65_536, 70_000).map((length) => ['x'.repeat(length)]) },
);
const message = fc.oneof(
  { weight: 3, arbitrary: content.map((words) => text(words.join(''))) },
  { weight: 1, arbitrary: content.map((words) => binary(words.join(''))) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 2000 }).map((bytes) => binary(bytes)) },
);
const cuts = fc.array(fc.nat(100_000), { maxLength: 4 });
const control = fc.record({ opcode: fc.constantFrom(9, 10), payload: fc.uint8Array({ maxLength: 125 }) });

/** A message of the server's: how it is compressed, cut into fragments, and what comes in front of each of those. */
const spokenMessage = fc.record({
  message,
  isCompressed: fc.boolean(),
  parts: cuts,
  flushes: fc.array(fc.constantFrom('sync', 'full', 'final'), { minLength: 5, maxLength: 5 }),
  cuts,
  controls: fc.array(fc.array(control, { maxLength: 2 }), { maxLength: 5 }),
});
const spoken = fc.array(spokenMessage, { maxLength: 6 });

const compression = fc.record({
  noContextTakeover: fc.boolean(),
  windowBits: fc.integer({ min: 9, max: 15 }),
  level: fc.integer({ min: 0, max: 9 }),
  strategy: fc.constantFrom('default', 'fixed', 'huffman', 'run-length'),
});

/** What is offered; and what the answer has in it for our messages. */
const offer = fc.record(
  {
    clientNoContextTakeover: fc.boolean(),
    clientMaxWindowBits: fc.integer({ min: 8, max: 15 }),
    threshold: fc.nat(200),
    level: fc.integer({ min: 0, max: 9 }),
  },
  { requiredKeys: [] },
);
const demands = fc.record(
  { client_no_context_takeover: fc.constant(''), client_max_window_bits: fc.integer({ min: 8, max: 15 }) },
  { requiredKeys: [] },
);

/** A message of ours, whole or cut. */
const ownMessages = fc.array(fc.record({ message, isWhole: fc.boolean(), cuts }), { maxLength: 6 });

/** Sizes of TCP segments; what is left after them goes in one. */
const pieces = fc.array(fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 5000 })), {
  maxLength: 40,
});

type Compression = typeof compression extends fc.Arbitrary<infer Value> ? Value : never;
type Spoken = typeof spoken extends fc.Arbitrary<infer Value> ? Value : never;
type OwnMessages = typeof ownMessages extends fc.Arbitrary<infer Value> ? Value : never;

test.each(['message', 'stream'] as const)(
  'any messages, compressed or not, in any blocks and fragments, cut anywhere, come out the same (7.2.2, %s)',
  async (client) => {
    await fc.assert(
      fc.asyncProperty(spoken, compression, pieces, async (conversation, options, sizes) => {
        const { bytes, messages, pongs } = wireOf(conversation, options);
        const start = { id: 'property', clause: 'RFC 7692, 7.2.2', sentence: 'any messages come out the same' };
        const exchange = withDeflate(delivers(start, bytes, messages, pongs), answerFor(options));
        await runExchange(exchange, { client, pieces: sizes });
      }),
      { numRuns: runs },
    );
  },
);

test.each(['message', 'stream'] as const)(
  'any messages go both ways at once, with any parameters (7.1, 7.2, %s)',
  async (kind) => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({ conversation: spoken, options: compression, offer, demands, own: ownMessages, sizes: pieces }),
        async ({ conversation, options, offer: perMessageDeflate, demands: own, own: ownMessage, sizes }) => {
          const demanded = Object.entries(own).map(([name, value]) =>
            value === '' ? `; ${name}` : `; ${name}=${value}`,
          );
          const extensions = `${answerFor(options)}${demanded.join('')}`;
          const { bytes, messages } = wireOf(conversation, options);
          const server = await startRawServer((connection) => connection.accept({ [extensionsHeader]: extensions }));
          const client = newClient(kind, { perMessageDeflate });
          try {
            await client.connect(server.url);
            const peer = server.connections[0] as RawServerConnection; // the client is connected
            const { actions, expected } = kind === 'message' ? actionsOf(ownMessage) : writesOf(ownMessage);
            const acting = actions.reduce((before, action) => before.then(() => client.act(action)), Promise.resolve());
            await Promise.all([peer.sendSplit(bytes, sizes), acting]);
            await peer.send(closeFrame(1000));
            peer.end();
            const sent = readSentFrames(wireFrames(await peer.incoming.rest()), {
              client: { perMessageDeflate },
              extensions,
            });
            const data = joinFragments(sent.filter(({ opcode }) => opcode < 8));
            expect(data.map(inWords)).toEqual(expected.map(messageInWords));
            await within('closed', client.ended());
            if (client.messages !== undefined) {
              expect(client.messages.map(messageInWords)).toEqual(messages.map(messageInWords));
            }
            const all = Buffer.concat(messages.map((received) => received.bytes));
            expect(bytesInWords(client.received)).toBe(bytesInWords(all));
          } finally {
            client.socket.close();
            await server.close();
          }
        },
      ),
      { numRuns: runs },
    );
  },
);

function answerFor({ noContextTakeover, windowBits }: Compression): string {
  return `permessage-deflate; server_max_window_bits=${windowBits}${noContextTakeover ? '; server_no_context_takeover' : ''}`;
}

/** The bytes of a conversation, and what has to come of them. */
function wireOf(conversation: Spoken, options: Compression): { bytes: Buffer; messages: Message[]; pongs: Frame[] } {
  const compressor = new Compressor(options);
  const wire: Buffer[] = [];
  const pongs: Frame[] = [];
  for (const { message: said, isCompressed, parts, flushes, cuts: places, controls } of conversation) {
    const opcode = said.type === 'text' ? 1 : 2;
    const payload = isCompressed ? compressor.message(...partsOf(said.bytes, parts, flushes)) : said.bytes;
    const frames = fragments(payload, sorted(places, payload.length), { opcode, rsv1: isCompressed });
    for (const [index, fragment] of frames.entries()) {
      for (const { opcode: controlOpcode, payload: controlPayload } of controls[index] ?? []) {
        wire.push(frame({ opcode: controlOpcode, payload: controlPayload }));
        if (controlOpcode === 9) pongs.push(pong(controlPayload));
      }
      wire.push(fragment);
    }
  }
  return { bytes: Buffer.concat(wire), messages: conversation.map(({ message: said }) => said), pongs };
}

function partsOf(
  bytes: Uint8Array,
  places: readonly number[],
  flushes: readonly ('sync' | 'full' | 'final')[],
): Part[] {
  const ends = [...sorted(places, bytes.length), bytes.length];
  return ends.map((end, index) => ({
    bytes: bytes.subarray(ends[index - 1] ?? 0, end),
    flush: flushes[index] ?? 'sync',
  }));
}

function actionsOf(own: OwnMessages): { actions: ClientAction[]; expected: Message[] } {
  const actions = own.flatMap(({ message: { type, bytes }, isWhole, cuts: places }): ClientAction[] => {
    if (isWhole) return [{ kind: 'write', payload: bytes, type }];
    const ends = [...sorted(places, bytes.length), bytes.length];
    return ends.map((end, index) => ({
      kind: 'fragment',
      payload: bytes.subarray(ends[index - 1] ?? 0, end),
      type,
      isFinal: index === ends.length - 1,
    }));
  });
  return { actions, expected: own.map(({ message: said }) => said) };
}

function writesOf(own: OwnMessages): { actions: ClientAction[]; expected: Message[] } {
  return {
    actions: own.map(({ message: { bytes } }) => ({ kind: 'write', payload: bytes })),
    expected: own.map(({ message: { bytes } }) => binary(bytes)),
  };
}

function sorted(places: readonly number[], length: number): number[] {
  return places.map((place) => place % (length + 1)).toSorted((a, b) => a - b);
}

function inWords({ opcode, payload }: SentFrame): string {
  return messageInWords({ type: opcode === 1 ? 'text' : 'binary', bytes: payload });
}
