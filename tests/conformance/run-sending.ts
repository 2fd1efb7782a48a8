import { expect } from 'vitest';
import { startRawServer, type RawServerConnection } from '../support/raw-server.ts';
import { closeFrame } from './make.ts';
import type { SendingCase } from './case.ts';
import { newClient } from './observed-client.ts';
import { sentFrameInWords } from './plain-words.ts';
import { extensionsHeader } from './run-exchange.ts';
import { joinFragments, readSentFrames } from './sent-frames.ts';
import { wireFrames } from './wire-frames.ts';

/** The server closes with this after the client's actions, so that the client's bytes have an end. */
const lastCode = 4999;

/** Has a client send and compares each frame, bit by bit. */
export async function runSending(sending: SendingCase): Promise<void> {
  const { by, actions, frames, extensions = '', joinsFragments = false, holds } = sending;
  const server = await startRawServer((connection) => connection.accept({ [extensionsHeader]: extensions }));
  const client = newClient(by, sending.client);
  try {
    await client.connect(server.url);
    for (const action of actions) await client.act(action);
    const peer = server.connections[0] as RawServerConnection; // the client is connected
    await peer.send(closeFrame(lastCode));
    peer.end();
    const sent = wireFrames(await peer.incoming.rest());
    const hasClosed = actions.some((action) => action.kind === 'close');
    const wire = hasClosed ? sent : sent.slice(0, -1);
    const read = readSentFrames(wire, sending);
    const told = joinsFragments ? joinFragments(read) : read;
    expect(told.map(sentFrameInWords)).toEqual(frames.map(sentFrameInWords));
    for (const { key, lengthForm, payload } of sent) {
      expect(key, '5.3: a frame from a client is masked').toHaveLength(4);
      expect(lengthForm, '5.2: the shortest length').toBe(payload.length > 0xffff ? 64 : payload.length > 125 ? 16 : 7);
    }
    const keys = new Set(sent.map(({ key }) => key?.toString('hex')));
    expect(keys.size, '5.3: every frame has a fresh masking key').toBe(sent.length);
    if (holds !== undefined) expect(holds(wire), wire.map(({ payload }) => `${payload.length}`).join(', ')).toBe(true);
  } finally {
    client.socket.close();
    await server.close();
  }
}
