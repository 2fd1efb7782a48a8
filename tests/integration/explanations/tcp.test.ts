import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { closeAfterTest } from '../../support/clean-up.ts';
import { expectNoLeaks } from '../../support/leaks.ts';
import { startFullBacklog } from '../../support/silent-peers.ts';
import { connectInVain, expectExplained } from './explained.ts';

expectNoLeaks();

test('a port of this computer at which nothing listens', async () => {
  const port = await freePort();
  expectExplained(await connectInVain(`ws://127.0.0.1:${port}/`), {
    rule: 'tcp-refused-this-computer',
    certainty: 'certain',
    phase: 'tcp',
    says: [`127.0.0.1:${port}`, 'ECONNREFUSED', 'Start the server'],
  });
});

/** Elsewhere 127.0.0.1 is the only address that leads to this machine. */
const onLinux = test.runIf(process.platform === 'linux');

onLinux('all addresses of a name are tried, and told', async () => {
  const port = await freePort();
  const resolve = async (): Promise<string[]> => ['127.0.0.1', '127.0.0.2'];
  expectExplained(await connectInVain(`ws://two.duplex.dev:${port}/`, { resolve }), {
    rule: 'tcp-refused-this-computer',
    certainty: 'certain',
    phase: 'tcp',
    says: [`Tried in vain: 127.0.0.1:${port}, 127.0.0.2:${port}.`],
  });
});

onLinux.each([
  ['ws', '127.77.0.1:80'],
  ['wss', '127.77.0.1:443'],
])('an address of %s: without a port, where nothing listens at %s', async (scheme, where) => {
  expectExplained(await connectInVain(`${scheme}://127.77.0.1/`), {
    rule: 'tcp-refused-default-port',
    certainty: 'certain',
    phase: 'tcp',
    says: [where, `the port of ${scheme}:`, 'Add the port'],
  });
});

test('a proxy that does not run', async () => {
  const proxy = { kind: 'http', host: '127.0.0.1', port: await freePort() } as const;
  expectExplained(await connectInVain('ws://127.0.0.1:9/', { proxy }), {
    rule: 'tcp-refused-by-proxy-host',
    certainty: 'certain',
    phase: 'tcp',
    says: [`127.0.0.1:${proxy.port}`, 'proxy'],
    actions: ['openProxySettings'],
  });
});

test('a server that does not answer a SYN', async () => {
  const { port } = await startFullBacklog();
  expectExplained(await connectInVain(`ws://127.0.0.1:${port}/`, { limits: { addressMs: 300 } }), {
    rule: 'tcp-no-answer',
    certainty: 'likely',
    phase: 'tcp',
    says: [`127.0.0.1:${port}`, /For 0\.\d s /, 'firewall'],
  });
});

test('a proxy that does not answer a SYN', async () => {
  const { port } = await startFullBacklog();
  const proxy = { kind: 'socks5', host: '127.0.0.1', port } as const;
  expectExplained(await connectInVain('ws://127.0.0.1:9/', { proxy, limits: { addressMs: 300 } }), {
    rule: 'tcp-proxy-no-answer',
    certainty: 'likely',
    phase: 'tcp',
    says: [`127.0.0.1:${port}`, /For 0\.\d s /],
    actions: ['openProxySettings'],
  });
});

test('a server that resets every connection, before this side looks at it', async () => {
  const { port } = await startResetter();
  let isAsked = false;
  const result = await connectInVain(`ws://127.0.0.1:${port}/`, {
    changed: ({ attempt }) => {
      if (isAsked || attempt?.phases.at(-1)?.phase !== 'tcp') return;
      isAsked = true;
      // Behind the system call that connects: when this process looks, connection and reset are both there.
      process.nextTick(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200));
    },
  });
  expectExplained(result, {
    rule: 'tcp-reset',
    certainty: 'likely',
    phase: 'tcp',
    says: [`127.0.0.1:${port}`, 'ECONNRESET'],
    actions: ['tryAgain'],
  });
  expect(result.explanation.phaseIndex).toBe(1);
});

/** A server in a thread of its own, which goes on while this one stands still. */
async function startResetter(): Promise<{ readonly port: number }> {
  const script = `
    const { parentPort } = require('node:worker_threads');
    const server = require('node:net').createServer((socket) => socket.resetAndDestroy());
    server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
  `;
  const worker = new Worker(script, { eval: true });
  closeAfterTest(async () => void (await worker.terminate()));
  const [port] = (await once(worker, 'message')) as [number]; // what the script posts
  return { port };
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server that listens
  server.close();
  await once(server, 'close');
  return port;
}
