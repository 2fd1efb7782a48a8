import { setImmediate } from 'node:timers/promises';
import type { MessageWebSocket, StreamWebSocket } from '../../main/sockets/index.ts';
import { within } from '../support/deadline.ts';
import { startLoopbackCanary } from '../support/loopback-canary.ts';
import { closePayload, frame, startRawServer } from '../support/raw-server.ts';
import { closedEvent, failureOf, newMessageSocket, newStreamSocket } from '../support/sockets.ts';

/** Where a socket is in its life (reference section 15.1). */
export const states = [
  'created',
  'connecting',
  'failed',
  'connected',
  'closing',
  'closed by the server',
  'lost',
  'disposed',
] as const;
export type State = (typeof states)[number];

/** Both classes, for `test.each`. */
export const classes = [
  ['MessageWebSocket', newMessageSocket],
  ['StreamWebSocket', newStreamSocket],
] as const;

/** Every class in every state, for `test.each`. */
export const classesInStates = classes.flatMap(([name, make]) => states.map((state) => [name, state, make] as const));

/** Brings a new socket into a state. */
export async function bringTo(state: State, socket: MessageWebSocket | StreamWebSocket): Promise<void> {
  switch (state) {
    case 'created':
      return;
    case 'connecting': {
      const silent = await startRawServer(() => undefined);
      socket.connectAsync(silent.url).catch(() => undefined); // cancelled when the test ends
      return;
    }
    case 'failed': {
      const canary = await startLoopbackCanary();
      await canary.close();
      await failureOf(socket.connectAsync(canary.url));
      return;
    }
    case 'closed by the server': {
      const server = await startRawServer((connection) =>
        connection.accept({}, frame({ opcode: 8, payload: closePayload(1001, 'gone') })),
      );
      const closed = closedEvent(socket);
      await socket.connectAsync(server.url);
      await within('closed', closed);
      return;
    }
    case 'lost': {
      const server = await startRawServer(async (connection) => {
        await connection.accept();
        connection.end();
      });
      await socket.connectAsync(server.url);
      await within('the loss', untilLost(socket));
      return;
    }
    case 'connected':
    case 'closing':
    case 'disposed': {
      const server = await startRawServer((connection) => connection.accept());
      await socket.connectAsync(server.url);
      if (state === 'closing') socket.close(1000);
      if (state === 'disposed') socket.close();
    }
  }
}

async function untilLost(socket: MessageWebSocket | StreamWebSocket): Promise<void> {
  for (;;) {
    try {
      await socket.outputStream.flushAsync();
    } catch {
      return; // that is the loss
    }
    await setImmediate();
  }
}
