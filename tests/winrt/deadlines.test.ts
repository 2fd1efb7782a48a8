import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ChainValidationResult, Door, MessageWebSocket, type DuplexError } from '../../main/sockets/index.ts';
import { newCertificate, serverTls } from '../support/certificates.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { closePayload, frame, startRawServer, type RawServer } from '../support/raw-server.ts';
import { closedEvent, failureOf, newMessageSocket } from '../support/sockets.ts';

// Reference section 3.3, and the limits that are ours: each to the millisecond, on a clock that the test moves.

expectNoLeaks();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});

afterEach(() => {
  vi.useRealTimers();
});

/** A server, and when a connection has come as far as its handler. */
async function serverThat(
  act: (connection: RawServer['connections'][number]) => unknown,
  options: Parameters<typeof startRawServer>[1] = {},
): Promise<RawServer & { reached: Promise<void> }> {
  let reach: () => void;
  const reached = new Promise<void>((resolve) => (reach = resolve));
  const server = await startRawServer(async (connection) => {
    await act(connection);
    reach();
  }, options);
  return { ...server, reached };
}

/** Long enough for anything that the clock, or a connection, set off. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await setImmediate();
}

/** Checks that something happens at a time from now and not before. */
async function expectAt<Value>(ms: number, outcome: Promise<Value>): Promise<Value> {
  let isThere = false;
  const noted = outcome.then(() => (isThere = true));
  vi.advanceTimersByTime(ms - 1);
  await turns();
  expect(isThere).toBe(false);
  vi.advanceTimersByTime(1);
  await noted;
  return outcome;
}

function expectTimeout({ info }: DuplexError, phase: string): void {
  expect(info).toMatchObject({ code: 'timeout', hresult: 0x80072ee2, status: 'Timeout', phase });
}

test('3.3: an address has 30 s for TLS once it is connected, and the next one has them again', async () => {
  let connections = 0;
  let wake: () => void;
  let arrival = new Promise<void>((resolve) => (wake = resolve));
  // It takes the connection and never answers the TLS handshake.
  const server = await startRawServer(
    () => {
      connections += 1;
      wake();
    },
    { skipsRequest: true },
  );
  const policy = { capabilities: new Set([]), loopbackExempt: true };
  const door = new Door({ policy, resolve: async () => ['127.0.0.1', '127.0.0.1'] });
  const connecting = failureOf(new MessageWebSocket({ door }).connectAsync(`wss://twice.test:${server.port}/`));
  await arrival;
  await turns();
  arrival = new Promise((resolve) => (wake = resolve));
  await expectAt(30_000, arrival);
  expect(connections).toBe(2);
  await turns();
  const error = await expectAt(30_000, connecting);
  expect(error.info).toMatchObject({ code: 'timeout', hresult: 0x80072ee2, status: 'Timeout' });
});

test('3.3: a server has 60 s to answer the opening handshake', async () => {
  const server = await serverThat(() => undefined);
  const connecting = failureOf(newMessageSocket().connectAsync(server.url));
  await server.reached;
  expectTimeout(await expectAt(60_000, connecting), 'upgrade');
});

test('9.3: the app has 120 s to judge a certificate', async () => {
  const server = await startRawServer(() => undefined, {
    skipsRequest: true,
    tls: serverTls(await newCertificate()),
  });
  const socket = newMessageSocket();
  socket.control.ignorableServerCertificateErrors.append(ChainValidationResult.untrusted);
  const asked = new Promise<void>((resolve) => {
    socket.onservercustomvalidationrequested = (args) => {
      args.getDeferral();
      resolve();
    };
  });
  const connecting = failureOf(socket.connectAsync(server.url));
  await asked;
  expectTimeout(await expectAt(120_000, connecting), 'tls');
});

test('16.5: the server has 10 s to answer a close frame; after that the code is 1006', async () => {
  const server = await startRawServer((connection) => connection.accept());
  const socket = newMessageSocket();
  const closed = closedEvent(socket);
  await socket.connectAsync(server.url);
  socket.close(1000, 'bye');
  expect(await expectAt(10_000, closed)).toEqual({ code: 1006, reason: '' });
});

test('16.5: after the close frames the server has 10 s to close TCP', async () => {
  const server = await startRawServer(async (connection) => {
    await connection.accept();
    await connection.nextFrame();
    await connection.send(frame({ opcode: 8, payload: closePayload(1000) }));
  });
  const socket = newMessageSocket();
  const closed = closedEvent(socket);
  await socket.connectAsync(server.url);
  socket.close(1000, 'bye');
  expect(await closed).toEqual({ code: 1000, reason: '' });
  const peer = server.connections[0]?.socket;
  await expectAt(10_000, Promise.race([once(peer as NonNullable<typeof peer>, 'end'), once(peer as never, 'close')]));
});
