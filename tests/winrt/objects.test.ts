import { expect, test } from 'vitest';
import { formatHResult } from '../../contract/hresult.ts';
import {
  Deferral,
  InputStreamOptions,
  MessageWebSocket,
  type DuplexError,
  type StreamWebSocket,
  type WebSocketClosedEventArgs,
} from '../../main/sockets/index.ts';
import { within } from '../support/deadline.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { frame, startRawServer } from '../support/raw-server.ts';
import { newMessageSocket, newStreamSocket, thrownBy } from '../support/sockets.ts';
import { bringTo, classes, classesInStates, type State } from './socket-states.ts';

// Reference section 2, the socket classes, and 15.1, what may be called in which state.

expectNoLeaks();

type Socket = MessageWebSocket | StreamWebSocket;
const illegal = '0x8000000E';
const closed = '0x80000013';
const aborted = '0x80072EFE';

test.each(classes)('2.1, 2.2: a new %s is not connected, and its objects are the same each time', (_name, make) => {
  const socket = make();
  expect(socket.information.localAddress).toBeNull();
  expect(socket.control).toBe(socket.control);
  expect(socket.information).toBe(socket.information);
  expect(socket.outputStream).toBe(socket.outputStream);
  expect([socket.onclosed, socket.onservercustomvalidationrequested]).toEqual([null, null]);
});

test('2.2: what only a MessageWebSocket has is not on a StreamWebSocket, and the other way round', () => {
  const onlyMessage = ['onmessagereceived', 'sendFinalFrameAsync', 'sendNonfinalFrameAsync'];
  const [message, stream] = [newMessageSocket(), newStreamSocket()];
  expect(onlyMessage.map((name) => [name in message, name in stream])).toEqual(onlyMessage.map(() => [true, false]));
  expect(['inputStream' in message, 'inputStream' in stream]).toEqual([false, true]);
  expect(thrownBy(() => stream.addEventListener('messagereceived', () => undefined)).hresult).toBe(0x80070057);
});

/** What each member does in each state: nothing wrong, or this HRESULT. */
const misuse: Readonly<Record<string, { call: (socket: Socket) => unknown; in: Record<State, string> }>> = {
  connectAsync: {
    call: (socket) => socket.connectAsync('ws://127.0.0.1:1/'),
    in: row('-', illegal, '-', illegal, closed, closed, closed, closed),
  },
  setRequestHeader: {
    call: (socket) => socket.setRequestHeader('X-A', 'b'),
    in: row('fine', illegal, 'fine', illegal, illegal, illegal, illegal, closed),
  },
  'close(code, reason)': {
    call: (socket) => socket.close(1000, 'again'),
    in: row(illegal, illegal, illegal, '-', 'fine', 'fine', 'fine', closed),
  },
  'outputStream.writeAsync': {
    call: (socket) => socket.outputStream.writeAsync(Buffer.from('x')),
    in: row(illegal, illegal, illegal, 'fine', closed, closed, aborted, closed),
  },
  'outputStream.flushAsync': {
    call: (socket) => socket.outputStream.flushAsync(),
    in: row(illegal, illegal, illegal, 'fine', closed, closed, aborted, closed),
  },
  'frames by hand, reads': {
    call: (socket) =>
      socket instanceof MessageWebSocket
        ? socket.sendNonfinalFrameAsync(Buffer.from('x')).then(() => socket.sendFinalFrameAsync(Buffer.from('y')))
        : socket.inputStream.readAsync(Buffer.alloc(1), 1, InputStreamOptions.partial),
    // A read of what the server has closed is at its end: see section 7.3.
    in: row(illegal, illegal, illegal, '-', closed, '-', aborted, closed),
  },
  sendFromAsync: {
    call: (socket) => socket.sendFromAsync(nothing()),
    in: row(illegal, illegal, illegal, 'fine', closed, closed, aborted, closed),
  },
  'close()': {
    call: (socket) => {
      socket.close();
      socket.close();
    },
    in: row('fine', 'fine', 'fine', 'fine', 'fine', 'fine', 'fine', 'fine'),
  },
};

test.each(classesInStates)(
  '2.1, 6.3, 15.1: a %s that is %s does what may be done and refuses the rest',
  async (...row) => {
    const [, state, make] = row;
    const found: Record<string, string> = {};
    const wanted: Record<string, string> = {};
    for (const [name, { call, in: inState }] of Object.entries(misuse)) {
      if (inState[state] === '-') continue;
      const socket = make();
      await bringTo(state, socket);
      wanted[name] = inState[state];
      found[name] = await outcomeOf(() => call(socket));
    }
    expect(found).toEqual(wanted);
  },
);

test.each(classesInStates.filter(([name]) => name === 'MessageWebSocket'))(
  '2.1: messagereceived handlers of a %s that is %s come and go before connectAsync only',
  async (_name, state) => {
    const socket = newMessageSocket();
    const handler = (): void => undefined;
    socket.addEventListener('messagereceived', handler);
    await bringTo(state, socket);
    const calls = [
      () => socket.removeEventListener('messagereceived', handler),
      () => socket.addEventListener('messagereceived', handler),
      () => (socket.onmessagereceived = handler),
      () => (socket.onmessagereceived = null),
    ];
    const wanted = state === 'created' || state === 'failed' ? 'fine' : illegal;
    expect(await Promise.all(calls.map(outcomeOf))).toEqual(calls.map(() => wanted));
  },
);

test('2.1: closed handlers may be added late; one that was removed, and a second of the same, are not called', async () => {
  const server = await startRawServer(async (connection) => {
    await connection.accept();
    await connection.nextFrame();
    await connection.send(frame({ opcode: 8 }));
  });
  const socket = newStreamSocket();
  const called: string[] = [];
  const first = (): void => void called.push('first');
  const removed = (): void => void called.push('removed');
  socket.addEventListener('closed', first);
  socket.addEventListener('closed', first);
  socket.addEventListener('closed', removed);
  socket.onclosed = removed;
  await socket.connectAsync(server.url);
  socket.removeEventListener('closed', removed);
  const last = new Promise<void>((resolve) => {
    socket.onclosed = () => {
      called.push('property');
      resolve();
    };
  });
  await socket.outputStream.writeAsync(Buffer.from('close, please'));
  await within('closed', last);
  expect(called).toEqual(['first', 'property']);
});

test('2.3: one closed handler serves both classes, and is told which socket it was', async () => {
  const server = await startRawServer((connection) => connection.accept({}, frame({ opcode: 8 })));
  for (const [, make] of classes) {
    const socket = make();
    const args = new Promise<WebSocketClosedEventArgs>((resolve) => socket.addEventListener('closed', resolve));
    await socket.connectAsync(server.url);
    expect((await within('closed', args)).target).toBe(socket);
  }
});

test('2.4: a Deferral completes once; close() completes one that is not, and is harmless afterwards', () => {
  let completions = 0;
  const newDeferral = (): Deferral => new Deferral(() => (completions += 1));
  const completed = newDeferral();
  completed.complete();
  expect(thrownBy(() => completed.complete()).hresult).toBe(0x8000000e);
  completed.close();
  expect(completions).toBe(1);
  const closedOne = newDeferral();
  closedOne.close();
  closedOne.close();
  expect(completions).toBe(2);
  expect(thrownBy(() => closedOne.complete()).hresult).toBe(0x8000000e);
});

/** In the order of `states`. */
function row(
  ...outcomes: readonly [string, string, string, string, string, string, string, string]
): Record<State, string> {
  const [created, connecting, failed, connected, closing, closedByServer, lost, disposed] = outcomes;
  return { created, connecting, failed, connected, closing, 'closed by the server': closedByServer, lost, disposed };
}

async function outcomeOf(call: () => unknown): Promise<string> {
  try {
    await call();
    return 'fine';
  } catch (error) {
    return formatHResult((error as DuplexError).hresult); // nothing else is expected, and would not be equal
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // A message without bytes.
}
