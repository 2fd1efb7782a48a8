import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { OpenSession } from '../../contract/commands.ts';
import type { JournalOutcomeKind } from '../../contract/network-isolation.ts';
import { spelledOut, type UserNetworkPolicy } from '../../contract/network-policy.ts';
import type { Resolve } from '../../main/network/resolve.ts';
import type { ProxyServer } from '../../main/network/proxy/proxy-server.ts';
import { PolicyStore } from '../../main/network/policy-store.ts';
import { Sessions } from '../../main/sessions/sessions.ts';
import { NetworkIsolation } from '../../main/shell/network-isolation.ts';
import { applicationDoor } from '../../main/sockets/index.ts';
import { closeAfterTest } from '../support/clean-up.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { openTestLogs } from '../support/log-store.ts';
import { declaring } from '../support/network-policies.ts';
import { startSimpleProxy } from '../support/simple-proxies.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startWsServer } from '../support/ws-server.ts';

expectNoLeaks();

const manifest = declaring(['internetClientServer', 'privateNetworkClientServer'], { loopbackExempt: true });
const declared: UserNetworkPolicy = { version: 1, preset: 'declared' };
const offline: UserNetworkPolicy = { version: 1, preset: 'offline' };

async function startIsolation(resolve?: Resolve) {
  const sessions = new Sessions({
    logs: await openTestLogs(),
    observer: { changed: (session) => isolation.sessionChanged(session), advanced: () => undefined },
    sampleCertificate: () => Promise.reject(new Error('none here')),
    chosenFile: () => Promise.reject(new Error('none here')),
    chosenPath: () => {
      throw new Error('none here');
    },
  });
  closeAfterTest(async () => sessions.disposeAll());
  const store = await PolicyStore.read(join(await temporaryFolder(), 'network-policy.json'));
  const isolation: NetworkIsolation = new NetworkIsolation({
    manifest: { policy: manifest },
    store,
    door: applicationDoor,
    sessions,
    ...(resolve !== undefined && { resolve }),
  });
  applicationDoor.journal.clear();
  const open = async (url: string): Promise<number> => {
    const request: OpenSession = {
      socket: 'message',
      page: 'test',
      url,
      messageType: 'utf8',
      receiveMode: 'fullMessage',
      supportedProtocols: [],
      headers: [],
      ignorableServerCertificateErrors: [],
    };
    return (await sessions.open(request)).session;
  };
  const connection = (id: number) => sessions.list().find(({ session }) => session === id)?.connection;
  return { isolation, sessions, store, open, connection };
}

test('a policy that would cut a live session is saved only when that is said, and then ends just that one', async () => {
  const [one, other] = [await startWsServer(() => undefined), await startWsServer(() => undefined)];
  const { isolation, store, open, connection } = await startIsolation();
  const [cut, kept] = [await open(one.url), await open(other.url)];
  await vi.waitFor(() => expect([connection(cut)?.kind, connection(kept)?.kind]).toEqual(['open', 'open']));
  const policy: UserNetworkPolicy = {
    ...spelledOut(offline),
    loopback: { kind: 'rules', rules: [{ host: '127.0.0.1', port: other.port }] },
  };
  const asked = await isolation.savePolicy({ policy, endsSessions: false });
  expect(asked).toMatchObject({
    kind: 'wouldEnd',
    sessions: [{ session: cut, page: 'test', url: one.url, denial: { rule: 'loopback', layer: 'policy' } }],
  });
  expect(store.policy).toEqual(declared);
  expect(connection(cut)?.kind).toBe('open');

  const saved = await isolation.savePolicy({ policy, endsSessions: true });
  expect(saved).toMatchObject({ kind: 'saved', ended: [{ session: cut }] });
  expect(connection(cut)).toMatchObject({ kind: 'failed', error: { code: 'capability-denied', phase: 'policy' } });
  // The closing handshake that follows changes nothing about why.
  await vi.waitFor(() => expect(one.server.clients.size).toBe(0));
  expect(connection(cut)?.kind).toBe('failed');
  expect(connection(kept)?.kind).toBe('open');
});

test('a policy that cuts nothing is saved without a question, and holds from the next connection on', async () => {
  const server = await startWsServer(() => undefined);
  const { isolation, open, connection } = await startIsolation();
  expect(await isolation.savePolicy({ policy: offline, endsSessions: false })).toMatchObject({
    kind: 'saved',
    ended: [],
    state: { policy: offline, inForce: { capabilities: [], loopback: { kind: 'rules', rules: [] } } },
  });
  const refused = await open(server.url);
  await vi.waitFor(() =>
    expect(connection(refused)).toMatchObject({ kind: 'failed', error: { code: 'capability-denied' } }),
  );
});

test('a session that is let out by one policy and connected under another is ended', async () => {
  const answer: (() => void)[] = [];
  const server = await startWsServer(() => undefined, {
    verifyClient: (_info: unknown, accept: (isAccepted: boolean) => void) => answer.push(() => accept(true)),
  });
  const { isolation, open, connection } = await startIsolation();
  const session = await open(server.url);
  await vi.waitFor(() => expect(answer).toHaveLength(1));
  // It has no opened connection to ask about yet.
  expect(await isolation.savePolicy({ policy: offline, endsSessions: false })).toMatchObject({ kind: 'saved' });
  expect(connection(session)?.kind).toBe('connecting');
  answer[0]?.();
  await vi.waitFor(() =>
    expect(connection(session)).toMatchObject({ kind: 'failed', error: { code: 'capability-denied' } }),
  );
  await vi.waitFor(() => expect(server.server.clients.size).toBe(0));
});

test('what is in force is never more than what is declared', async () => {
  const { isolation } = await startIsolation();
  const policy: UserNetworkPolicy = {
    ...spelledOut(declared),
    capabilities: ['internetClient', 'enterpriseAuthentication'],
    cloudMetadata: true,
  };
  const { kind, ...saving } = await isolation.savePolicy({ policy, endsSessions: false });
  expect(kind).toBe('saved');
  // `internetClientServer` is declared, and has all of `internetClient`.
  expect(saving).toMatchObject({ state: { inForce: { capabilities: ['internetClient'], cloudMetadata: false } } });
});

test('a name is looked up only on demand, by the app’s resolver, and every address has a verdict of its own', async () => {
  const asked: string[] = [];
  const { isolation } = await startIsolation(async (name) => {
    asked.push(name);
    return ['8.8.8.8', '10.0.0.5'];
  });
  const about = (address: string, looksUp: boolean) => isolation.decide({ address, looksUp });
  expect(await about('ws://Name.Test:8080/', false)).toEqual({
    kind: 'dependsOnAddresses',
    host: 'name.test',
    port: 8080,
  });
  expect(await about('10.0.0.5', true)).toMatchObject({ kind: 'decided', decisions: [{ address: '10.0.0.5' }] });
  expect(await about('localhost', false)).toMatchObject({
    kind: 'decided',
    decisions: [{ address: '127.0.0.1' }, { address: '::1' }],
  });
  expect(asked).toEqual([]);
  await isolation.savePolicy({
    policy: { ...spelledOut(declared), capabilities: ['privateNetworkClientServer'], denied: ['denied.test'] },
    endsSessions: false,
  });
  expect(await about('name.test', true)).toMatchObject({
    kind: 'decided',
    decisions: [
      { address: '8.8.8.8', verdict: { kind: 'refused', denial: { needs: 'internetClient' } } },
      { address: '10.0.0.5', verdict: { kind: 'allowed' } },
    ],
  });
  expect(asked).toEqual(['name.test']);
  expect(await about('denied.test', true)).toMatchObject({
    kind: 'refusedByName',
    refusal: { denial: { rule: 'denied', entry: 'denied.test' } },
  });
  expect(asked).toEqual(['name.test']);
});

test('a name without an address says so', async () => {
  const { isolation } = await startIsolation(async () => []);
  expect(await isolation.decide({ address: 'nobody.test', looksUp: true })).toMatchObject({
    kind: 'notResolved',
    error: { code: 'name-not-resolved' },
  });
});

function through(...servers: readonly ProxyServer[]): void {
  applicationDoor.proxies = () => Promise.resolve(servers);
  onTestFinished(() => {
    applicationDoor.proxies = undefined;
  });
}

test('where a proxy would be used, both are decided on: what it is asked for, and its own address', async () => {
  const { isolation } = await startIsolation();
  through({ kind: 'http', host: '10.0.0.9', port: 3128 }, { kind: 'direct' });
  expect(await isolation.decide({ address: 'wss://chat.test', looksUp: false })).toMatchObject({
    kind: 'proxied',
    host: 'chat.test',
    port: 443,
    ways: [
      {
        kind: 'proxy',
        proxy: 'http://10.0.0.9:3128',
        asked: { kind: 'allowed', addressClass: 'internet' },
        own: { kind: 'decided', decisions: [{ address: '10.0.0.9', verdict: { addressClass: 'private' } }] },
      },
      { kind: 'direct', answer: { kind: 'dependsOnAddresses' } },
    ],
  });
  // No way round: an address is what it is, whoever connects to it.
  expect(await isolation.decide({ address: '224.0.0.1:80', looksUp: false })).toMatchObject({
    ways: [{ asked: { kind: 'refused', denial: { rule: 'destination' } } }, { answer: { kind: 'decided' } }],
  });
});

test('the question is asked of the proxy settings as a dial would ask, and their failure is the answer', async () => {
  const { isolation } = await startIsolation();
  const asked: string[] = [];
  applicationDoor.proxies = async ({ url }) => {
    asked.push(url);
    throw new Error('the script is broken');
  };
  onTestFinished(() => {
    applicationDoor.proxies = undefined;
  });
  expect(await isolation.decide({ address: 'wss://[2001:db8::1]:9/path', looksUp: false })).toMatchObject({
    kind: 'noWay',
    error: { code: 'proxy-failed', message: 'it is not known which proxy to use: the script is broken' },
  });
  await isolation.decide({ address: 'a.test', looksUp: false });
  expect(asked).toEqual(['wss://[2001:db8::1]:9/', 'ws://a.test:80/']);
});

test('a session through a proxy is cut when its server is no longer allowed, though the proxy still is', async () => {
  const server = await startWsServer(() => undefined);
  const proxy = await startSimpleProxy();
  const { isolation, open, connection } = await startIsolation();
  through({ kind: 'http', host: '127.0.0.1', port: proxy.port });
  const url = `ws://chat.test:${server.port}/`;
  const session = await open(url);
  await vi.waitFor(() => expect(connection(session)?.kind).toBe('open'));
  const policy: UserNetworkPolicy = { ...spelledOut(declared), denied: ['chat.test'] };
  expect(await isolation.savePolicy({ policy, endsSessions: false })).toMatchObject({
    kind: 'wouldEnd',
    sessions: [{ session, url, denial: { rule: 'denied', entry: 'chat.test', address: 'chat.test' } }],
  });
  await isolation.savePolicy({ policy, endsSessions: true });
  expect(connection(session)).toMatchObject({ kind: 'failed', error: { code: 'capability-denied' } });
});

test('the journal is read in parts, by outcome and by host or address, and cleared', async () => {
  const server = await startWsServer(() => undefined);
  const { isolation, open, connection } = await startIsolation();
  for (const url of [server.url, 'ws://224.0.0.1:81/', 'ws://[ff02::1]:82/']) {
    const session = await open(url);
    await vi.waitFor(() => expect(connection(session)?.kind).not.toBe('connecting'));
  }
  const read = (outcome: JournalOutcomeKind | null, text: string, from = 0, count = 10) => {
    const { entries, ...counts } = isolation.readJournal({ from, count, filter: { outcome, text } });
    return { hosts: entries.map(({ host }) => host), ...counts };
  };
  expect(read(null, '')).toEqual({
    hosts: ['127.0.0.1', '224.0.0.1', 'ff02::1'],
    matchCount: 3,
    entryCount: 3,
    droppedCount: 0,
  });
  expect(read(null, '', 1, 1).hosts).toEqual(['224.0.0.1']);
  expect(read('refused', '')).toMatchObject({ hosts: ['224.0.0.1', 'ff02::1'], matchCount: 2, entryCount: 3 });
  expect(read('opened', '').hosts).toEqual(['127.0.0.1']);
  expect(read(null, ' FF02 ').hosts).toEqual(['ff02::1']);
  expect(read(null, ':81').hosts).toEqual(['224.0.0.1']);
  expect(read('opened', 'ff02').hosts).toEqual([]);
  applicationDoor.journal.clear();
  expect(read(null, '')).toEqual({ hosts: [], matchCount: 0, entryCount: 0, droppedCount: 0 });
  await open('ws://224.0.0.2:81/');
  await vi.waitFor(() => expect(read(null, '').hosts).toEqual(['224.0.0.2']));
});
