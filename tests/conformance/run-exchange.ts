import { expect } from 'vitest';
import { within } from '../support/deadline.ts';
import { frame, startRawServer, type RawServerConnection } from '../support/raw-server.ts';
import type { ExchangeCase, ExchangeOutcome, Frame } from './case.ts';
import { newClient, type ObservedClient } from './observed-client.ts';
import { bytesInWords, endingInWords, frameInWords, messageInWords } from './plain-words.ts';

/** How a case is run: by which class, and in TCP segments of which sizes (one number: all; nothing: as it comes). */
export interface Way {
  readonly client: 'message' | 'stream';
  readonly pieces?: number | readonly number[];
}

/** The server's ping at the end of a case: when its pong has come, everything before it has been dealt with. */
const marker = Buffer.from('the end of the case');

/** The server has seen the end of the connection by then: a client that tells of it does so in the same turn. */
const toldWithinMs = 500;

/** Plays an exchange and compares all that became of it. */
export async function runExchange(exchange: ExchangeCase, way: Way): Promise<void> {
  const server = await startRawServer((connection) => connection.accept());
  const client = newClient(way.client, exchange.client);
  try {
    await client.connect(server.url);
    const peer = server.connections[0] as RawServerConnection; // the client is connected
    for (const action of exchange.before ?? []) await client.act(action);
    if (way.pieces === undefined) await peer.send(exchange.sends);
    else await peer.sendSplit(exchange.sends, way.pieces);
    const replies = await finish(exchange, peer);
    if (exchange.expected.ending.kind !== 'open')
      await within('the end, as the client tells it', client.ended(), toldWithinMs);
    compare(exchange.expected, client, replies);
  } finally {
    client.socket.close();
    await server.close();
  }
}

/** Brings the case to its end, and collects the client's frames until then. */
async function finish({ tcpAfter, expected }: ExchangeCase, peer: RawServerConnection): Promise<Frame[]> {
  if (expected.ending.kind === 'open' || tcpAfter === 'reset') await peer.send(frame({ opcode: 9, payload: marker }));
  if (tcpAfter === 'end') peer.end();
  const replies: Frame[] = [];
  for await (const { opcode, payload, masked } of peer.frames) {
    expect(masked, '5.1: every frame of a client is masked').toBe(true);
    if (opcode === 10 && payload.equals(marker)) break;
    replies.push({ opcode, payload });
    // 7.1.1: after a closing handshake the client may wait for the server to close TCP first; after a failure not.
    if (opcode === 8 && expected.ending.kind === 'closed') peer.end();
  }
  if (tcpAfter === 'reset') peer.destroy();
  return replies;
}

function compare(expected: ExchangeOutcome, client: ObservedClient, replies: readonly Frame[]): void {
  const { messages, unfinished = Buffer.alloc(0), ending } = expected;
  const endings = ending.kind === 'open' ? [] : [endingInWords(ending)];
  expect({ endings: client.endings.map(endingInWords), replies: replies.map(frameInWords) }).toEqual({
    endings,
    replies: expected.replies.map(frameInWords),
  });
  if (client.messages !== undefined) {
    expect(client.messages.map(messageInWords)).toEqual(messages.map(messageInWords));
    return;
  }
  const whole = Buffer.concat(messages.map(({ bytes }) => bytes));
  // A stream may have had the beginning of the message that broke the protocol.
  const received = ending.kind === 'failed' ? client.received.subarray(0, whole.length) : client.received;
  expect(bytesInWords(received)).toBe(
    bytesInWords(ending.kind === 'failed' ? whole : Buffer.concat([whole, unfinished])),
  );
}
