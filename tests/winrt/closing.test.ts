import { expect, test } from 'vitest';
import { DataWriter } from '../../main/sockets/index.ts';
import { within } from '../support/deadline.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { startLoopbackCanary } from '../support/loopback-canary.ts';
import {
  closePayload,
  frame,
  startRawServer,
  type RawServer,
  type RawServerConnection,
} from '../support/raw-server.ts';
import { closedEvent, failureOf, Messages, newMessageSocket, thrownBy } from '../support/sockets.ts';
import { classes } from './socket-states.ts';

// Reference section 8. Whole closing handshakes are in tests/conformance/cases/closing.ts.

expectNoLeaks();

/** A server that answers the first close frame with the same payload. */
function serverThatEchoesClose(first: Uint8Array = Buffer.alloc(0)): Promise<RawServer> {
  return startRawServer(async (connection) => {
    await connection.accept({}, first);
    for await (const { opcode, payload } of connection.frames) {
      if (opcode !== 8) continue;
      await connection.send(frame({ opcode: 8, payload }));
      return;
    }
  });
}

const sendable = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999];

test.each(sendable)('8.1: close(%i) goes on the wire, and closed tells it', async (code) => {
  const server = await serverThatEchoesClose();
  const socket = newMessageSocket();
  const closed = closedEvent(socket);
  await socket.connectAsync(server.url);
  socket.close(code);
  expect(await within('closed', closed)).toEqual({ code, reason: '' });
});

test.each([0, 1, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65_535, 65_536 + 1000, -1000, 1000.5, Number.NaN])(
  '8.1: close(%d) is E_INVALIDARG in any state that takes a code',
  (code) => {
    expect(thrownBy(() => newMessageSocket().close(code)).info).toMatchObject({ hresult: 0x80070057, field: 'code' });
  },
);

test('8.1: a reason of 123 bytes in UTF-8 is sent, one of 124 is E_INVALIDARG and leaves the socket open', async () => {
  const server = await serverThatEchoesClose();
  const socket = newMessageSocket();
  const closed = closedEvent(socket);
  await socket.connectAsync(server.url);
  const longest = `${'世'.repeat(40)}abc`;
  expect(thrownBy(() => socket.close(1000, `${longest}d`)).info).toMatchObject({
    hresult: 0x80070057,
    field: 'reason',
  });
  socket.close(1000, longest);
  expect(await within('closed', closed)).toEqual({ code: 1000, reason: longest });
});

test.each(classes)(
  '8.2, 16.5: closed follows close() without arguments too, 1005 for an empty answer',
  async (...row) => {
    const [, make] = row;
    const server = await serverThatEchoesClose();
    const socket = make();
    const closed = closedEvent(socket);
    await socket.connectAsync(server.url);
    socket.close();
    expect(await within('closed', closed)).toEqual({ code: 1005, reason: '' });
  },
);

test.each(classes)(
  '8.2: close() of a %s that never connected sends nothing and raises nothing',
  async (_name, make) => {
    const canary = await startLoopbackCanary();
    const socket = make();
    let isClosed = false;
    socket.onclosed = () => (isClosed = true);
    socket.close();
    expect((await failureOf(socket.connectAsync(canary.url))).hresult).toBe(0x80000013);
    expect([isClosed, canary.connections]).toEqual([false, 0]);
  },
);

test('7.1: closing from a messagereceived handler drops what has been received already', async () => {
  const burst = Buffer.concat(['one', 'two', 'three'].map((payload) => frame({ payload })));
  const server = await serverThatEchoesClose(burst);
  const socket = newMessageSocket();
  const messages: string[] = [];
  socket.onmessagereceived = (args) => {
    const reader = args.getDataReader();
    messages.push(reader.readString(reader.unconsumedBufferLength));
    if (messages.length === 2) socket.close(4000, 'enough');
  };
  const closed = closedEvent(socket);
  await socket.connectAsync(server.url);
  expect(await within('closed', closed)).toEqual({ code: 4000, reason: 'enough' });
  expect(messages).toEqual(['one', 'two']);
});

test('8.2: closed is raised once, and the socket is closed by then', async () => {
  const server = await startRawServer((connection) =>
    connection.accept(
      {},
      Buffer.concat([
        frame({ opcode: 8, payload: closePayload(1001, 'first') }),
        frame({ opcode: 8, payload: closePayload(1002, 'second') }),
      ]),
    ),
  );
  const socket = newMessageSocket();
  const messages = new Messages(socket);
  const codes: number[] = [];
  const first = new Promise<Promise<unknown>>((resolve) => {
    socket.onclosed = ({ code }) => {
      codes.push(code);
      resolve(failureOf(socket.outputStream.writeAsync(Buffer.from('x'))));
    };
  });
  await socket.connectAsync(server.url);
  expect(await within('closed', first)).toMatchObject({ hresult: 0x80000013 });
  const peer = server.connections[0] as RawServerConnection;
  expect(await peer.nextFrame()).toMatchObject({ opcode: 8, payload: closePayload(1001, 'first') });
  peer.end();
  await peer.closed();
  expect(codes).toEqual([1001]);
  expect([messages.all.length, messages.loss]).toEqual([0, undefined]);
});

test("8.3: the sample's order, detach, close the writer, close the socket, sends everything and then the close frame", async () => {
  const server = await serverThatEchoesClose();
  const socket = newMessageSocket();
  const closed = closedEvent(socket);
  await socket.connectAsync(server.url);
  const writer = new DataWriter(socket.outputStream);
  writer.writeString('last words');
  await writer.storeAsync();
  writer.detachStream();
  writer.close();
  socket.close(1000, 'Closed due to user request.');
  expect(await within('closed', closed)).toEqual({ code: 1000, reason: 'Closed due to user request.' });
});
