import { once } from 'node:events';
import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { DuplexError } from '../../contract/errors.ts';
import type { JournalEntry } from '../../contract/network-journal.ts';
import { spelledOut, type CustomNetworkPolicy } from '../../contract/network-policy.ts';
import type { Target } from '../../main/network/decide.ts';
import { Door, type DialRequest } from '../../main/network/door.ts';
import { effectivePolicy, type NetworkPolicy } from '../../main/network/policy.ts';
import { startDnsServer } from '../support/dns-server.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { startLoopbackCanary } from '../support/loopback-canary.ts';
import { declaring } from '../support/network-policies.ts';

expectNoLeaks();

const manifest = declaring(['internetClientServer', 'privateNetworkClientServer'], { loopbackExempt: true });

function policy(change: Partial<CustomNetworkPolicy>): NetworkPolicy {
  return effectivePolicy(manifest, { ...spelledOut({ version: 1, preset: 'declared' }), ...change });
}

const internetOnly = policy({ capabilities: ['internetClient'], loopback: { kind: 'rules', rules: [] } });
const loopbackOnly = policy({ capabilities: [] });

function request(host: string, port: number): DialRequest {
  const readInto = { buffer: Buffer.alloc(16), callback: () => true };
  return { host, port, noDelay: true, readInto, signal: new AbortController().signal };
}

/** Stands where packets would leave: notes the very address, and connects to nothing. */
class RecordingConnector {
  readonly targets: Target[] = [];
  readonly connect = (target: Target): Promise<Socket> => {
    this.targets.push(target);
    return Promise.reject(new Error('recorded'));
  };
}

/** What a dial ended with: the address connected to, or the error's code and the address refused. */
async function dial(door: Door, host: string, port: number): Promise<string> {
  try {
    const socket = await door.dial(request(host, port));
    const { remoteAddress = '' } = socket;
    socket.destroy();
    await once(socket, 'close');
    return remoteAddress;
  } catch (error) {
    if (error instanceof DuplexError) return `${error.code} ${error.info.denial?.address ?? ''}`.trim();
    return (error as Error).message; // the connector's own
  }
}

test('first the internet, then loopback: the address connected to is the one decided on, the second is refused', async () => {
  const canary = await startLoopbackCanary();
  const dns = await startDnsServer(({ type }, call) => (type === 'AAAA' ? [] : [call === 0 ? '8.8.8.8' : '127.0.0.1']));
  const { targets, connect } = new RecordingConnector();
  const door = new Door({ policy: internetOnly, resolve: dns.resolve, connect });
  expect(await dial(door, 'rebind.test', canary.port)).toBe('recorded');
  expect(targets).toEqual([{ address: '8.8.8.8', port: canary.port, host: 'rebind.test' }]);
  // One question a family: nobody asks again between decision and connection.
  expect(dns.questions).toEqual([
    { name: 'rebind.test', type: 'A' },
    { name: 'rebind.test', type: 'AAAA' },
  ]);
  expect(await dial(door, 'rebind.test', canary.port)).toBe('capability-denied 127.0.0.1');
  expect(targets).toHaveLength(1);
  expect(canary.connections).toBe(0);
});

test('first loopback, then the internet: it connects to loopback, and the second is refused', async () => {
  const canary = await startLoopbackCanary();
  const dns = await startDnsServer(({ type }, call) => (type === 'AAAA' ? [] : [call === 0 ? '127.0.0.1' : '8.8.8.8']));
  const door = new Door({ policy: loopbackOnly, resolve: dns.resolve });
  expect(await dial(door, 'rebind.test', canary.port)).toBe('127.0.0.1');
  expect(await dial(door, 'rebind.test', canary.port)).toBe('capability-denied 8.8.8.8');
  expect(canary.connections).toBe(1);
});

test.each([
  ['a private address', '10.0.0.5'],
  ['loopback by the unspecified address', '0.0.0.0'],
  ['a metadata service', '169.254.169.254'],
  ['loopback, IPv4-mapped', '::ffff:127.0.0.1'],
  ['loopback, by NAT64', '64:ff9b::7f00:1'],
  ['loopback, by 6to4', '2002:7f00:1::'],
  ['a private address, IPv4-compatible', '::10.0.0.5'],
  ['multicast', '224.0.0.1'],
])('a name that answers with %s is refused with only the internet allowed', async (_what, address) => {
  const canary = await startLoopbackCanary();
  const dns = await startDnsServer(() => [address]);
  const { targets, connect } = new RecordingConnector();
  const door = new Door({ policy: internetOnly, resolve: dns.resolve, connect });
  expect(await dial(door, 'sly.test', canary.port)).toMatch(/^capability-denied /);
  expect(targets).toEqual([]);
  expect(canary.connections).toBe(0);
});

test('of many answers only the allowed ones are tried, each decided on by itself', async () => {
  const dns = await startDnsServer(() => ['10.0.0.5', '8.8.8.8', '127.0.0.1', '2606:4700::1', 'fd00::1']);
  const { targets, connect } = new RecordingConnector();
  const door = new Door({ policy: internetOnly, resolve: dns.resolve, connect });
  expect(await dial(door, 'many.test', 443)).toBe('recorded');
  expect(targets.map(({ address }) => address)).toEqual(['8.8.8.8', '2606:4700::1']);
  expect(door.journal.state.entries.map(({ address, outcome }) => [address, outcome.kind])).toEqual([
    ['10.0.0.5', 'refused'],
    ['8.8.8.8', 'failed'],
    ['127.0.0.1', 'refused'],
    ['2606:4700::1', 'failed'],
    ['fd00::1', 'refused'],
  ]);
});

test('a name that cannot be allowed is not even asked for', async () => {
  const dns = await startDnsServer(() => ['8.8.8.8']);
  const refused = async (host: string, rules: NetworkPolicy): Promise<string> =>
    dial(new Door({ policy: rules, resolve: dns.resolve }), host, 443);
  expect(await refused('a.evil.test', policy({ denied: ['*.evil.test'] }))).toBe('capability-denied a.evil.test');
  expect(await refused('other.test', policy({ allowed: ['good.test'] }))).toBe('capability-denied other.test');
  expect(await refused('any.test', effectivePolicy(manifest, { version: 1, preset: 'offline' }))).toBe(
    'capability-denied any.test',
  );
  expect(dns.questions).toEqual([]);
});

test('literals in any spelling and names of this machine are never asked for', async () => {
  const canary = await startLoopbackCanary();
  const dns = await startDnsServer(() => ['8.8.8.8']);
  const door = new Door({ policy: loopbackOnly, resolve: dns.resolve });
  for (const host of [
    '2130706433',
    '0x7f.1',
    '0177.0.0.1',
    '127.1.',
    'localhost',
    'a.LOCALHOST.',
    'ｌｏｃａｌｈｏｓｔ',
  ]) {
    expect(await dial(door, host, canary.port)).toBe('127.0.0.1');
  }
  for (const host of ['4294967296', '1.2.3.4.5', '127.0.0.1/', 'a b']) {
    expect(await dial(door, host, canary.port)).toBe('name-not-resolved');
  }
  expect(dns.questions).toEqual([]);
});

test('a policy holds for names as they are asked for, not as they are spelled', async () => {
  const dns = await startDnsServer(() => ['8.8.8.8']);
  const { targets, connect } = new RecordingConnector();
  const door = new Door({ policy: policy({ allowed: ['*.good.test'] }), resolve: dns.resolve, connect });
  expect(await dial(door, 'WWW.Good.TEST.', 443)).toBe('recorded');
  expect(targets.map(({ address }) => address)).toEqual(['8.8.8.8']);
  expect(dns.questions[0]).toEqual({ name: 'www.good.test', type: 'A' });
});

test('a change of policy holds from the next dial', async () => {
  const canary = await startLoopbackCanary();
  const door = new Door({ policy: loopbackOnly });
  expect(await dial(door, '127.0.0.1', canary.port)).toBe('127.0.0.1');
  door.policy = effectivePolicy(manifest, { version: 1, preset: 'offline' });
  expect(await dial(door, '127.0.0.1', canary.port)).toBe('capability-denied 127.0.0.1');
  door.ownPorts.add(canary.port);
  expect(await dial(door, '127.0.0.1', canary.port)).toBe('127.0.0.1');
  expect(canary.connections).toBe(2);
});

test('the journal has every socket opened or refused, with the reasoning and how far it came', async () => {
  const canary = await startLoopbackCanary();
  const closed = await startLoopbackCanary();
  await closed.close();
  const dns = await startDnsServer(({ name }) => (name === 'known.test' ? ['10.0.0.5'] : []));
  const door = new Door({ policy: loopbackOnly, resolve: dns.resolve });
  const heard: JournalEntry[] = [];
  door.journal.onRecorded((entry) => heard.push(entry));
  await dial(door, 'localhost', canary.port);
  await dial(door, 'known.test', 80);
  await dial(door, 'unknown.test', 80);
  await dial(door, '127.0.0.1', closed.port);
  const cancel = new AbortController();
  const silent = new Door({ policy: loopbackOnly, resolve: () => new Promise(() => undefined) });
  const dialing = silent.dial({ ...request('silent.test', 80), signal: cancel.signal });
  cancel.abort(new Error('enough'));
  await expect(dialing).rejects.toThrow('enough');

  expect(heard).toEqual(door.journal.state.entries);
  expect(heard).toMatchObject([
    {
      host: 'localhost',
      port: canary.port,
      address: '127.0.0.1',
      phase: 'tcp',
      outcome: { kind: 'opened' },
      verdict: { kind: 'allowed', addressClass: 'loopback' },
    },
    {
      host: 'known.test',
      address: '10.0.0.5',
      phase: 'policy',
      outcome: { kind: 'refused' },
      verdict: { kind: 'refused', denial: { needs: 'privateNetworkClientServer' } },
    },
    { host: 'unknown.test', phase: 'dns', outcome: { kind: 'failed', error: { code: 'name-not-resolved' } } },
    { address: '127.0.0.1', phase: 'tcp', outcome: { kind: 'failed', error: { cause: 'ECONNREFUSED' } } },
  ]);
  expect(heard[0]?.verdict?.steps.at(-1)).toMatchObject({ layer: 'policy', rule: 'loopback', found: 'exemption' });
  expect(silent.journal.state.entries).toMatchObject([
    { host: 'silent.test', phase: 'dns', outcome: { kind: 'canceled' } },
  ]);
});
