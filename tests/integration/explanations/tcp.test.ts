import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { expectNoLeaks } from '../../support/leaks.ts';
import { startFullBacklog } from '../../support/silent-peers.ts';
import { connectInVain, expectExplained, explained } from './explained.ts';

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

// What loopback cannot do; the namespace tests have the rest.
test.each([
  ['tcp-refused', '192.0.2.1', 'ECONNREFUSED', 'certain'],
  ['tcp-reset', '192.0.2.1', 'ECONNRESET', 'likely'],
  ['tcp-failed', '192.0.2.1', 'EUNKNOWN', 'likely'],
] as const)('recorded, not real: %s at %s, %s', (rule, address, code, certainty) => {
  const error = { code: 'cannot-connect', message: `no connection: ${code}`, phase: 'tcp', cause: code } as const;
  const times = { startMs: 0, endMs: 5, outcome: 'failed', hop: 0, isToProxy: false } as const;
  const result = explained({
    url: `ws://${address}:8080/`,
    startedAt: Date.UTC(2026, 0, 1),
    endMs: 5,
    outcome: 'failed',
    error,
    redirects: [],
    phases: [{ phase: 'tcp', address, port: 8080, ...times, error }],
  });
  expectExplained(result, { rule, certainty, phase: 'tcp', says: ['192.0.2.1:8080', code] });
  expect(result.explanation.phaseIndex).toBe(0);
});

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
