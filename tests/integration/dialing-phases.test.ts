import { expect, test } from 'vitest';
import type { AttemptPhase } from '../../contract/attempt.ts';
import { AttemptRecorder, Door, MessageWebSocket, type ProxyServer } from '../../main/sockets/index.ts';
import type { DoorOptions } from '../../main/network/door.ts';
import { newCertificate, serverTls } from '../support/certificates.ts';
import { closeAfterTest } from '../support/clean-up.ts';
import { eventually, within } from '../support/deadline.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { startRawServer } from '../support/raw-server.ts';
import { failureOf } from '../support/sockets.ts';
import { startFullBacklog } from '../support/silent-peers.ts';

expectNoLeaks();

/** What a person takes for at once, and this machine for a long time. */
const cancelLimitMs = 100;

interface Silence {
  readonly phase: AttemptPhase['phase'];
  /** Of phases that have several. */
  readonly step?: string;
  readonly url: string;
  readonly options?: DoorOptions;
  readonly limit: string;
}

const policy = { capabilities: new Set(['internetClient'] as const), loopbackExempt: true };

async function silentServer(tls?: { cert: string; key: string }): Promise<{ port: number; url: string }> {
  return startRawServer(() => undefined, { skipsRequest: true, ...(tls && { tls }) });
}

function through(proxy: ProxyServer): DoorOptions {
  return { proxies: async () => [proxy] };
}

/** One peer for each phase, that goes silent exactly there. */
const silences: Readonly<Record<string, () => Promise<Silence>>> = {
  'a resolver that never answers': async () => ({
    phase: 'dns',
    url: 'ws://silent.test/',
    options: { resolve: () => new Promise(() => undefined) },
    limit: 'dnsMs',
  }),
  'a SYN that nobody answers': async () => ({
    phase: 'tcp',
    url: `ws://127.0.0.1:${(await startFullBacklog()).port}/`,
    limit: 'addressMs',
  }),
  'a proxy resolver that never answers': async () => ({
    phase: 'proxy',
    step: 'choose',
    url: 'ws://localhost/',
    options: { proxies: () => new Promise(() => undefined) },
    limit: 'proxyChoiceMs',
  }),
  'an HTTP proxy that never replies': async () => ({
    phase: 'proxy',
    step: 'connect',
    url: 'ws://localhost/',
    options: through({ kind: 'http', host: '127.0.0.1', port: (await silentServer()).port }),
    limit: 'proxyMs',
  }),
  'a SOCKS proxy that never replies': async () => ({
    phase: 'proxy',
    step: 'connect',
    url: 'ws://localhost/',
    options: through({ kind: 'socks5', host: '127.0.0.1', port: (await silentServer()).port }),
    limit: 'proxyMs',
  }),
  'a proxy that never answers a ClientHello': async () => ({
    phase: 'tls',
    url: 'ws://localhost/',
    options: through({ kind: 'https', host: '127.0.0.1', port: (await silentServer()).port }),
    limit: 'tlsMs',
  }),
  'a server that never answers a ClientHello': async () => ({
    phase: 'tls',
    url: (await silentServer()).url.replace('ws:', 'wss:'),
    limit: 'tlsMs',
  }),
  'a server behind a proxy that never answers a ClientHello': async () => {
    const proxy = await startRawServer((connection) => connection.send('HTTP/1.1 200 OK\r\n\r\n'));
    return {
      phase: 'tls',
      url: 'wss://localhost/',
      options: through({ kind: 'http', host: '127.0.0.1', port: proxy.port }),
      limit: 'tlsMs',
    };
  },
  'an upgrade that never comes': async () => ({
    phase: 'upgrade',
    url: (await silentServer()).url,
    limit: 'upgradeMs',
  }),
  'an upgrade over TLS that never comes': async () => {
    const { url } = await silentServer(serverTls(await newCertificate()));
    return { phase: 'upgrade', url, limit: 'upgradeMs' };
  },
  'half of an upgrade': async () => {
    const server = await startRawServer((connection) => connection.send('HTTP/1.1 101 Switch'));
    return { phase: 'upgrade', url: server.url, limit: 'upgradeMs' };
  },
};

function newSocket(options: DoorOptions = {}): MessageWebSocket {
  const socket = new MessageWebSocket({ door: new Door({ policy, ...options }) });
  socket.control.ignorableServerCertificateErrors.append(1);
  closeAfterTest(async () => socket.close());
  return socket;
}

/** Connects, and waits until the attempt is in the phase. */
async function connectInto(silence: Silence): Promise<{
  readonly socket: MessageWebSocket;
  readonly failed: ReturnType<typeof failureOf>;
  readonly recorder: AttemptRecorder;
  readonly cancel: AbortController;
}> {
  const recorder = new AttemptRecorder();
  const socket = newSocket(silence.options);
  const cancel = new AbortController();
  const failed = failureOf(socket.connectAsync(silence.url, { recorder, signal: cancel.signal }));
  await eventually(`the phase ${silence.phase}`, () => isRunning(recorder, silence));
  return { socket, failed, recorder, cancel };
}

function isRunning(recorder: AttemptRecorder, { phase, step }: Silence): boolean {
  const last = recorder.attempt?.phases.at(-1);
  const isStep = step === undefined || (last !== undefined && 'step' in last && last.step === step);
  return last?.outcome === 'running' && last.phase === phase && isStep;
}

test.each(Object.entries(silences))('%s: a signal cancels at once', async (_what, prepare) => {
  const silence = await prepare();
  const { failed, recorder, cancel } = await connectInto(silence);
  cancel.abort();
  const error = await within('the cancelled call', failed, cancelLimitMs);
  expect(error.info).toMatchObject({ code: 'canceled', hresult: 0x800704c7 });
  const { outcome, phases = [], endMs } = recorder.attempt ?? {};
  expect(outcome).toBe('canceled');
  expect(phases.at(-1)).toMatchObject({ phase: silence.phase, outcome: 'canceled' });
  expect(phases.slice(0, -1).every((phase) => phase.outcome === 'done' && (phase.endMs ?? -1) >= phase.startMs)).toBe(
    true,
  );
  expect(endMs).toBeGreaterThanOrEqual(phases.at(-1)?.endMs ?? Number.NaN);
});

test.each(Object.entries(silences))('%s: close() cancels at once', async (_what, prepare) => {
  const { socket, failed } = await connectInto(await prepare());
  socket.close();
  expect((await within('the cancelled call', failed, cancelLimitMs)).code).toBe('canceled');
});

test.each(Object.entries(silences))('%s: there is a limit', async (_what, prepare) => {
  const silence = await prepare();
  const socket = newSocket({ ...silence.options, limits: { [silence.limit]: 50 } });
  const recorder = new AttemptRecorder();
  const error = await within('the limit', failureOf(socket.connectAsync(silence.url, { recorder })));
  expect(error.message).toContain('within 0.05 s');
  // A proxy whose TLS is silent is a proxy that cannot be reached.
  if (error.code !== 'proxy-failed') {
    expect(error.info).toMatchObject({ code: 'timeout', status: 'Timeout', phase: silence.phase });
  }
  expect(recorder.attempt?.phases.at(-1)).toMatchObject({
    phase: silence.phase,
    outcome: 'failed',
    error: { code: 'timeout' },
  });
});

test('a signal that was aborted before does nothing at all', async () => {
  const recorder = new AttemptRecorder();
  const connecting = newSocket().connectAsync('ws://127.0.0.1:9/', { signal: AbortSignal.abort(), recorder });
  expect((await failureOf(connecting)).code).toBe('canceled');
  expect(recorder.attempt?.phases.some(({ phase }) => phase === 'tcp')).toBe(false);
});
