import { expect, test } from 'vitest';
import { within } from '../support/deadline.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { frame, startRawServer, type RawServerConnection } from '../support/raw-server.ts';
import { closeFrame, pattern } from './make.ts';
import { newClient } from './observed-client.ts';
import { bytesInWords } from './plain-words.ts';

expectNoLeaks();

/** More than a socket takes at once, so that later frames have to wait for earlier ones. */
const sizes = [1_048_576, 1, 300_000, 0, 1_048_576, 126, 65_536, 2_000_000];
const pings = 40;

test.each(['message', 'stream'] as const)(
  'frames that are queued, and pongs between them, are whole and in order; the close frame is the last (5.4, 5.5.1, %s)',
  async (kind) => {
    const server = await startRawServer((connection) => connection.accept());
    const client = newClient(kind);
    await client.connect(server.url);
    const peer = server.connections[0] as RawServerConnection; // the client is connected
    const writes = sizes.map((size) => client.act({ kind: 'write', payload: pattern(size), type: 'binary' }));
    const pinged = peer.sendSplit(
      Buffer.concat(Array.from({ length: pings }, (_, index) => frame({ opcode: 9, payload: Buffer.from([index]) }))),
      3,
    );
    await within('all writes and pings', Promise.all([...writes, pinged]));
    await peer.send(frame({ opcode: 9, payload: 'last' }));
    const binaries: string[] = [];
    const pongs: number[] = [];
    for await (const { opcode, fin, payload } of peer.frames) {
      expect(fin).toBe(true);
      if (opcode === 10 && payload.toString() === 'last') break;
      if (opcode === 10) pongs.push(payload.readUInt8());
      else binaries.push(`${opcode} ${bytesInWords(payload)}`);
    }
    expect(binaries).toEqual(sizes.map((size) => `2 ${bytesInWords(pattern(size))}`));
    // 5.5.3: while a socket takes nothing, the latest ping is the one to answer; the last of all has been.
    expect(pongs.every((number, index) => number > (pongs[index - 1] ?? -1))).toBe(true);

    const more = [500_000, 5].map((size) => client.act({ kind: 'write', payload: pattern(size), type: 'binary' }));
    client.socket.close(1000, 'after them');
    await within('the writes before close()', Promise.all(more));
    expect((await peer.nextFrame())?.payload.length).toBe(500_000);
    expect((await peer.nextFrame())?.payload.length).toBe(5);
    expect(await peer.nextFrame()).toMatchObject({ opcode: 8 });
    await peer.send(closeFrame(1000));
    peer.end();
    await within('closed', client.ended());
    expect((await peer.incoming.rest()).length).toBe(0);
  },
);
