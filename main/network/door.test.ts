import { createServer } from 'node:net';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { DuplexError } from '../../contract/errors.ts';
import { closeAfterTest } from '../../tests/support/clean-up.ts';
import { startLoopbackCanary } from '../../tests/support/loopback-canary.ts';
import { Door, type DialRequest } from './door.ts';
import type { NetworkPolicy } from './policy.ts';

const loopbackOnly: NetworkPolicy = { capabilities: new Set(), loopbackExempt: true };

function request(host: string, port: number, signal = new AbortController().signal): DialRequest {
  return { host, port, noDelay: true, readInto: { buffer: Buffer.alloc(16), callback: () => true }, signal };
}

async function refusal(dialing: Promise<unknown>): Promise<DuplexError> {
  const error: unknown = await dialing.then(
    () => new Error('it connected'),
    (reason: unknown) => reason,
  );
  if (error instanceof DuplexError) return error;
  throw error;
}

test('a new door lets nothing out, and says what is missing as Windows reports it', async () => {
  const canary = await startLoopbackCanary();
  const error = await refusal(new Door().dial(request('127.0.0.1', canary.port)));
  expect(error.info).toMatchObject({
    code: 'capability-denied',
    hresult: 0x80072efd,
    status: 'CannotConnect',
    phase: 'policy',
    denial: { address: '127.0.0.1', addressClass: 'loopback', needs: 'loopback exemption' },
  });
  expect(canary.connections).toBe(0);
});

test('every resolved address is decided on, and only an allowed one is connected to', async () => {
  const canary = await startLoopbackCanary();
  const door = new Door({ policy: loopbackOnly, resolve: async () => ['10.0.0.5', '8.8.8.8', '127.0.0.1'] });
  const socket = await door.dial(request('several.test', canary.port));
  expect(socket.remoteAddress).toBe('127.0.0.1');
  socket.destroy();
  await once(socket, 'close');
});

test('a name that resolves to a refused address only is refused, whatever it is called', async () => {
  const canary = await startLoopbackCanary();
  const door = new Door({
    policy: { capabilities: new Set(['internetClient']), loopbackExempt: false },
    resolve: async () => ['::ffff:127.0.0.1'],
  });
  const error = await refusal(door.dial(request('looks-like-internet.test', canary.port)));
  expect(error.message).toContain('looks-like-internet.test (::ffff:127.0.0.1)');
  expect(canary.connections).toBe(0);
});

test('a second answer of the resolver changes nothing: the address decided on is the one connected to', async () => {
  const canary = await startLoopbackCanary();
  let lookups = 0;
  const door = new Door({
    policy: loopbackOnly,
    resolve: async () => {
      lookups += 1;
      return lookups === 1 ? ['127.0.0.1'] : ['10.0.0.5'];
    },
  });
  const socket = await door.dial(request('rebinding.test', canary.port));
  expect(lookups).toBe(1);
  socket.destroy();
  await once(socket, 'close');
});

test('the next address is tried when one refuses the connection', async () => {
  const server = createServer((socket) => socket.destroy());
  server.listen(0, '127.0.0.2');
  await once(server, 'listening');
  closeAfterTest(async () => {
    server.close();
    await once(server, 'close');
  });
  const { port } = server.address() as { port: number };
  const door = new Door({ policy: loopbackOnly, resolve: async () => ['127.0.0.3', '127.0.0.2'] });
  const socket = await door.dial(request('two.test', port));
  expect(socket.remoteAddress).toBe('127.0.0.2');
  socket.destroy();
  await once(socket, 'close');
});

test('nobody listening is CannotConnect, with the system’s own code', async () => {
  const canary = await startLoopbackCanary();
  await canary.close();
  const error = await refusal(new Door({ policy: loopbackOnly }).dial(request('localhost', canary.port)));
  expect(error.info).toMatchObject({ code: 'cannot-connect', status: 'CannotConnect', cause: 'ECONNREFUSED' });
});

test('cancelling ends a look-up that never answers', async () => {
  const cancel = new AbortController();
  const door = new Door({ policy: loopbackOnly, resolve: () => new Promise(() => undefined) });
  const dialing = door.dial(request('silent.test', 80, cancel.signal));
  const reason = new Error('cancelled');
  cancel.abort(reason);
  await expect(dialing).rejects.toBe(reason);
});

test('localhost and names below it are this machine, without a look-up', async () => {
  const canary = await startLoopbackCanary();
  for (const host of ['localhost', 'a.b.localhost', 'LOCALHOST', 'localhost.']) {
    const socket = await new Door({ policy: loopbackOnly }).dial(request(host, canary.port));
    socket.destroy();
    await once(socket, 'close');
  }
  expect(canary.connections).toBe(4);
});
