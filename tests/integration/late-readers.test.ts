import { expect, test } from 'vitest';
import type { DataReader, MessageWebSocketMessageReceivedEventArgs } from '../../main/sockets/index.ts';
import { within } from '../support/deadline.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { frame, startRawServer } from '../support/raw-server.ts';
import { newMessageSocket, thrownBy } from '../support/sockets.ts';

// A message lies in a buffer that is used again. These read it when others have come.

expectNoLeaks();

/** A server that accepts and then sends these bytes; keeps the connection. */
function serverThatSends(...parts: Uint8Array[]): ReturnType<typeof startRawServer> {
  return startRawServer((connection) => connection.accept({}, Buffer.concat(parts)));
}

test('a reader taken in the handler stays good; one asked for after it is refused', async () => {
  const server = await serverThatSends(
    frame({ payload: 'first' }),
    frame({ payload: 'again' }),
    frame({ payload: 'third' }),
  );
  const socket = newMessageSocket();
  const readers: DataReader[] = [];
  const taken: MessageWebSocketMessageReceivedEventArgs[] = [];
  const untouched: MessageWebSocketMessageReceivedEventArgs[] = [];
  const third = new Promise<void>((resolve) => {
    socket.onmessagereceived = (args) => {
      if (readers.length === 1) untouched.push(args);
      else taken.push(args);
      if (taken.at(-1) === args) readers.push(args.getDataReader());
      if (taken.length + untouched.length === 3) resolve();
    };
  });
  await socket.connectAsync(server.url);
  await within('three messages', third);
  expect(readers.map((reader) => reader.readString(5))).toEqual(['first']);
  expect(taken[0]?.getDataReader()).toBe(readers[0]);
  expect(thrownBy(() => untouched[0]?.getDataReader()).code).toBe('illegal-call');
});

test('what a handler reads, leaves or takes out of a message stays its own when others follow', async () => {
  const texts = Array.from({ length: 40 }, (_, index) => `message ${index} `.repeat(1 + ((index * 37) % 400)));
  const server = await serverThatSends(...texts.map((payload) => frame({ payload })));
  const socket = newMessageSocket();
  const later: (() => string)[] = [];
  const all = new Promise<void>((resolve) => {
    socket.onmessagereceived = (args) => {
      const reader = args.getDataReader();
      const size = reader.unconsumedBufferLength;
      const head = Buffer.alloc(3);
      switch (later.length % 5) {
        case 0:
          later.push(() => reader.readString(size));
          break;
        case 1: {
          const bytes = reader.readBuffer(size);
          later.push(() => Buffer.from(bytes).toString());
          break;
        }
        case 2:
          reader.readBytes(head);
          later.push(() => head.toString() + reader.readString(size - 3));
          break;
        case 3: {
          const rest = reader.detachBuffer();
          later.push(() => Buffer.from(rest).toString());
          break;
        }
        default: {
          const text = reader.readString(size);
          later.push(() => text);
        }
      }
      if (later.length === texts.length) resolve();
    };
  });
  await socket.connectAsync(server.url);
  await within('all messages', all);
  expect(later.map((text) => text())).toEqual(texts);
});
