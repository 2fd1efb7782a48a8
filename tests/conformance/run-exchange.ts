import { expect } from 'vitest';
import { eventually, within } from '../support/deadline.ts';
import { frame, startRawServer, type RawServerConnection } from '../support/raw-server.ts';
import type { ExchangeCase, ExchangeOutcome, Frame } from './case.ts';
import { newClient, type ObservedClient } from './observed-client.ts';
import { bytesInWords, endingInWords, frameInWords, messageInWords } from './plain-words.ts';

/** The header that agrees on extensions (RFC 6455, section 11.3.2). */
export const extensionsHeader = 'Sec-WebSocket-Extensions';

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
  const server = await startRawServer((connection) =>
    connection.accept({ [extensionsHeader]: exchange.extensions ?? '' }),
  );
  const client = newClient(way.client, exchange.client);
  try {
    await client.connect(server.url);
    const peer = server.connections[0] as RawServerConnection; // the client is connected
    for (const action of exchange.before ?? []) await client.act(action);
    if (way.pieces === undefined) await peer.send(exchange.sends);
    else await peer.sendSplit(exchange.sends, way.pieces);
    const replies = await finish(exchange, peer);
    const isAsExpected = wordsOf(replies) === wordsOf(exchange.expected.replies);
    if (exchange.expected.ending.kind !== 'open' && isAsExpected)
      await within('the end, as the client tells it', client.ended(), toldWithinMs);
    else if (way.client === 'stream' && isAsExpected) await isReceived(exchange.expected, client);
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
  for await (const { opcode, payload, masked, rsv } of peer.frames) {
    expect(masked, '5.1: every frame of a client is masked').toBe(true);
    if (opcode >= 8) expect(rsv, 'RFC 7692, 6.1: control frames are not compressed').toBe(0);
    if (opcode === 10 && payload.equals(marker)) break;
    replies.push({ opcode, payload });
    // There is no need to wait for more of what has gone wrong.
    if (wordsOf(replies) !== wordsOf(expected.replies.slice(0, replies.length))) break;
    // 7.1.1: after a closing handshake the client may wait for the server to close TCP first; after a failure not.
    if (opcode === 8 && expected.ending.kind === 'closed') peer.end();
  }
  if (tcpAfter === 'reset') peer.destroy();
  return replies;
}

function wordsOf(frames: readonly Frame[]): string {
  return frames.map(frameInWords).join();
}

/** What is compressed and not over may come a little after the pong to a later ping. */
async function isReceived({ messages, unfinished }: ExchangeOutcome, client: ObservedClient): Promise<void> {
  const size = messages.reduce((sum, { bytes }) => sum + bytes.length, unfinished?.length ?? 0);
  await eventually(`${size} bytes`, () => client.received.length >= size);
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
