import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { expect, test } from 'vitest';
import type { OpenSession } from '../../contract/commands.ts';
import type { ServerEndpoints } from '../../contract/sessions.ts';
import { openTestLogs } from '../support/log-store.ts';
import { eventually } from '../support/deadline.ts';
import { startDnsServer } from '../support/dns-server.ts';
import { startLoopbackCanary, type LoopbackCanary } from '../support/loopback-canary.ts';
import { watchSockets } from '../support/socket-watch.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A test of the app needs long for its certificates, which are made anew. */
const timeoutMs = 60_000;

const base = {
  socket: 'message',
  page: 'test',
  messageType: 'utf8',
  receiveMode: 'fullMessage',
  supportedProtocols: [],
  headers: [],
  ignorableServerCertificateErrors: ['Untrusted', 'InvalidName', 'IncompleteChain'],
} as const;

/** Everything of the main process that has to do with connections: the server, sessions of both kinds, TLS, refusals. */
async function exerciseApp(): Promise<void> {
  // Loaded here, so that what a file does when it is loaded is watched, too.
  const { ServerSwitch } = await import('../../main/server/server-switch.ts');
  const { clientPfxPassword } = await import('../../main/server/tls-material.ts');
  const { applicationDoor } = await import('../../main/sockets/index.ts');
  const { Sessions } = await import('../../main/sessions/sessions.ts');
  const { systemResolve } = await import('../../main/network/resolve.ts');
  const server = new ServerSwitch({
    tlsFolder: await temporaryFolder(),
    changed: () => undefined,
  });
  server.listening = (ports) => {
    applicationDoor.ownPorts.clear();
    for (const port of ports) applicationDoor.ownPorts.add(port);
  };
  const started = await server.start();
  if (started.kind !== 'running') throw new Error('the sample server does not run');
  const options = {
    logs: await openTestLogs(),
    observer: { changed: () => undefined, advanced: () => undefined },
    sampleCertificate: async () => {
      const material = await server.material;
      return { pfx: material.clientPfx, password: clientPfxPassword };
    },
    chosenFile: () => Promise.reject(new Error('none was chosen')),
    chosenPath: () => {
      throw new Error('none was chosen');
    },
  };
  const sessions = new Sessions(options);
  try {
    for (const asked of askedFor(started.endpoints)) await sessions.open(asked);
    const settled = (): boolean => sessions.list().every(({ connection }) => connection.kind !== 'connecting');
    await eventually('the end of every attempt', settled, timeoutMs / 2);
    expect(sessions.list().map(({ connection }) => connection.kind)).toEqual([
      'open',
      'open',
      'open',
      'open',
      'failed',
      'failed',
    ]);
    await sessions.send({ session: 1, payload: { kind: 'utf8', text: 'hello' }, final: true });
    await eventually('the echo', () => (sessions.list()[0]?.counters.receivedMessages ?? 0) > 0);
  } finally {
    await sessions.disposeAll();
    await server.stop();
  }
  // A look-up that needs no packet.
  expect(await systemResolve('localhost')).not.toEqual([]);
}

function askedFor(endpoints: ServerEndpoints): readonly OpenSession[] {
  return [
    { ...base, url: endpoints.echo },
    { ...base, url: endpoints.secureEcho },
    { ...base, socket: 'stream', url: endpoints.sink },
    { ...base, socket: 'stream', url: endpoints.clientAuthentication, clientCertificate: { kind: 'sample' } },
    // Refused by what is declared: nothing.
    { ...base, url: 'ws://10.0.0.5/' },
    { ...base, url: 'ws://nothing.test/' },
  ];
}

test(
  'whatever the app connects to, it is main/network that does it',
  async () => {
    const found = await watchSockets(exerciseApp, (file) => file.startsWith('main/'));
    expect(found.filter(({ kind }) => kind === 'TCPCONNECTWRAP').length).toBeGreaterThanOrEqual(4);
    expect([...new Set(found.map(({ kind, file }) => `${kind} ${file}`))].toSorted()).toEqual([
      'GETADDRINFOREQWRAP main/network/resolve.ts',
      'TCPCONNECTWRAP main/network/connect.ts',
    ]);
  },
  timeoutMs,
);

/** Ways to reach out that the test above would have found, each done here to loopback. */
const ways: readonly (readonly [what: string, kind: string, reach: (canary: LoopbackCanary) => Promise<void>])[] = [
  ['net.connect', 'TCPCONNECTWRAP', ({ port }) => closed(connect(port, '127.0.0.1'))],
  ['tls.connect', 'TCPCONNECTWRAP', ({ port }) => closed(connectTls({ port, host: '127.0.0.1' }))],
  ['http.request', 'TCPCONNECTWRAP', ({ port }) => closed(request({ port, host: '127.0.0.1' }).end())],
  ['fetch', 'TCPCONNECTWRAP', fetchOnce],
  ['dns.lookup', 'GETADDRINFOREQWRAP', () => lookup('localhost').then(() => undefined)],
  ['dgram', 'UDPWRAP', () => closed(createSocket('udp4').close())],
];

test.each(ways)('%s elsewhere would have been found', async (_what, kind, reach) => {
  const canary = await startLoopbackCanary();
  const found = await watchSockets(
    () => reach(canary),
    (file) => file.startsWith('tests/integration/'),
  );
  expect(found).toContainEqual({ kind, file: 'tests/integration/only-door.test.ts' });
});

test('dns.Resolver elsewhere would have been found', async () => {
  const dns = await startDnsServer(() => ['127.0.0.1']);
  const found = await watchSockets(
    async () => {
      await dns.resolve('a.test');
    },
    (file) => file === 'tests/support/dns-server.ts',
  );
  expect(found).toContainEqual({ kind: 'QUERYWRAP', file: 'tests/support/dns-server.ts' });
});

function closed(socket: NodeJS.EventEmitter): Promise<void> {
  return new Promise((resolve) => {
    socket.on('error', () => undefined).on('close', () => resolve());
  });
}

/** Asks, and gives up when the canary has noticed: fetch would ask again for as long as it is hung up on. */
async function fetchOnce(canary: LoopbackCanary): Promise<void> {
  const cancel = new AbortController();
  const asking = fetch(`http://127.0.0.1:${canary.port}/`, { signal: cancel.signal }).catch(() => undefined);
  await eventually('a connection of fetch', () => canary.connections > 0);
  cancel.abort();
  await asking;
}
