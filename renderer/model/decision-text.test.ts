import { expect, test } from 'vitest';
import type { Verdict } from '../../contract/network-decision.ts';
import type { AddressAnswer, AddressWay, HostAnswer } from '../../contract/network-isolation.ts';
import { spelledOut, type CustomNetworkPolicy } from '../../contract/network-policy.ts';
import { decide } from '../../main/network/decide.ts';
import { effectivePolicy } from '../../main/network/policy.ts';
import { declaring } from '../../tests/support/network-policies.ts';
import { answerText, journalReason, stepText } from './decision-text.ts';

const manifest = declaring(['internetClientServer', 'privateNetworkClientServer'], { loopbackExempt: true });
const own = { ports: new Set([4000]), addresses: new Set<string>() };
const open = spelledOut({ version: 1, preset: 'declared' });

function verdictOf(address: string, policy: CustomNetworkPolicy, port = 80) {
  return decide({ address, port, host: address }, effectivePolicy(manifest, policy), own);
}

function answerFor(addresses: readonly string[], policy: CustomNetworkPolicy, port = 80): AddressAnswer {
  const decisions = addresses.map((address) => ({ address, verdict: verdictOf(address, policy, port) }));
  return { kind: 'decided', host: addresses.length === 1 ? (addresses[0] ?? '') : 'name.test', port, decisions };
}

test.each<[addresses: readonly string[], policy: CustomNetworkPolicy, kind: string, sentence: string]>([
  [['10.0.0.5'], open, 'allowed', '10.0.0.5:80 may be reached: it is on the local network.'],
  [['::1'], open, 'allowed', '[::1]:80 may be reached: it is this computer.'],
  [['8.8.8.8', '8.8.4.4'], open, 'allowed', 'name.test:80 may be reached: it is on the internet.'],
  [
    ['8.8.8.8', '10.0.0.5'],
    { ...open, capabilities: ['internetClient'] },
    'allowed',
    'name.test:80 has 2 addresses, and 1 of them may be reached. They are tried in this order, at most five.',
  ],
  [['8.8.8.8', '10.0.0.5'], open, 'allowed', 'name.test:80 has 2 addresses, and every one may be reached.'],
  [
    ['10.0.0.5'],
    { ...open, capabilities: [] },
    'refused',
    '10.0.0.5:80 would be refused: it is on the local network, and your policy does not have privateNetworkClientServer.',
  ],
  [
    ['10.0.0.5'],
    { ...open, denied: ['10.0.0.0/8'] },
    'refused',
    '10.0.0.5:80 would be refused: “10.0.0.0/8” is on the denied list of your policy.',
  ],
  [
    ['10.0.0.5'],
    { ...open, allowed: ['example.com'] },
    'refused',
    '10.0.0.5:80 would be refused: it is not on the allowed list of your policy.',
  ],
  [
    ['169.254.169.254'],
    open,
    'refused',
    '169.254.169.254:80 would be refused: it is a cloud’s metadata service, and the app’s manifest does not allow these.',
  ],
  [['224.0.0.1'], open, 'refused', '224.0.0.1:80 would be refused: no connection can be made to it.'],
  [
    ['127.0.0.1', '10.0.0.5'],
    spelledOut({ version: 1, preset: 'offline' }),
    'refused',
    'name.test:80 has 2 addresses, and none may be reached.',
  ],
])('the answer for %j is a sentence', (addresses, policy, kind, sentence) => {
  expect(answerText(answerFor(addresses, policy))).toEqual({ kind, sentence });
});

test('every step of every rule says what it saw and found', () => {
  const policy: CustomNetworkPolicy = {
    ...open,
    networkProfile: 'public',
    loopback: { kind: 'rules', rules: [{ host: '127.0.0.1', port: 9000 }] },
    denied: ['*.example.com'],
    allowed: ['10.0.0.0/8', '127.0.0.0/8'],
  };
  const said = (address: string, port = 80): string[] =>
    verdictOf(address, policy, port)
      .steps.filter(({ layer }) => layer === 'policy')
      .map(stepText);
  expect(said('10.0.0.5')).toEqual([
    '10.0.0.5 is a private address (RFC 1918).',
    'No entry fits 10.0.0.5.',
    '“10.0.0.0/8” fits 10.0.0.5.',
    'On a public network, a private address (RFC 1918) counts as the internet.',
    'internetClient covers the internet.',
  ]);
  expect(said('127.0.0.1', 9000).at(-1)).toBe('127.0.0.1:9000 is this computer, exempt by “127.0.0.1 port 9000”.');
  expect(said('127.0.0.1', 9001).at(-1)).toContain('nothing exempts it');
  expect(said('127.0.0.1', 4000).slice(-2)).toEqual([
    'The app’s own server needs no entry.',
    '127.0.0.1:4000 is the app’s own server, which needs no exemption.',
  ]);
  expect(said('192.168.1.1').at(-1)).toBe('There is a list, and no entry of it fits 192.168.1.1.');
});

test('a line of the journal says in a few words why', () => {
  const base = { number: 1, time: 0, host: '10.0.0.5', port: 80, address: '10.0.0.5' } as const;
  const verdict = verdictOf('10.0.0.5', { ...open, capabilities: [] });
  expect(journalReason({ ...base, verdict, phase: 'policy', outcome: { kind: 'refused' } })).toBe(
    'Capability: No capability covers the local network.',
  );
  expect(journalReason({ ...base, phase: 'tls', outcome: { kind: 'opened' } })).toBe('TLS connection');
  expect(
    journalReason({
      ...base,
      phase: 'tcp',
      outcome: { kind: 'failed', error: { code: 'cannot-connect', message: 'no', cause: 'ECONNREFUSED' } },
    }),
  ).toBe('ECONNREFUSED');
  expect(journalReason({ ...base, phase: 'tcp', outcome: { kind: 'canceled' } })).toBe('while connecting');
});

const allowedProxy = { kind: 'decided', host: '10.0.0.9', port: 3128, decisions: [] } as const;
const asInternet = { kind: 'allowed', addressClass: 'internet', steps: [] } as const;

test('behind a proxy the answer names the way, and why there is none', () => {
  const answer = (asked: Verdict, own: HostAnswer, ...more: readonly AddressWay[]): AddressAnswer => ({
    kind: 'proxied',
    host: 'chat.test',
    port: 80,
    ways: [{ kind: 'proxy', proxy: 'http://10.0.0.9:3128', asked, own }, ...more],
  });
  const reached: HostAnswer = {
    ...allowedProxy,
    decisions: [{ address: '10.0.0.9', verdict: verdictOf('10.0.0.9', open) }],
  };
  const unreached: HostAnswer = {
    ...allowedProxy,
    decisions: [{ address: '10.0.0.9', verdict: verdictOf('10.0.0.9', { ...open, capabilities: [] }) }],
  };
  const refused = verdictOf('10.0.0.5', { ...open, denied: ['10.0.0.5'] });
  expect(answerText(answer(asInternet, reached))).toEqual({
    kind: 'allowed',
    sentence:
      'chat.test:80 may be reached through the proxy http://10.0.0.9:3128: the proxy may be reached, and asked for it.',
  });
  expect(answerText(answer(asInternet, unreached))).toMatchObject({
    kind: 'refused',
    sentence: expect.stringMatching(
      /^chat\.test:80 goes through the proxy .* 10\.0\.0\.9:3128 would be refused/,
    ) as string,
  });
  expect(answerText(answer(refused, reached))).toMatchObject({
    kind: 'refused',
    sentence: 'chat.test:80 would be refused: “10.0.0.5” is on the denied list of your policy.',
  });
  const direct = { kind: 'direct', answer: answerFor(['8.8.8.8'], open) as HostAnswer } as const;
  expect(answerText(answer(asInternet, unreached, direct)).kind).toBe('allowed');
  expect(answerText({ kind: 'noWay', host: 'a.test', port: 80, error: { code: 'proxy-failed', message: '' } })).toEqual(
    {
      kind: 'refused',
      sentence: 'a.test:80 would not be connected to: it is not known which proxy to use.',
    },
  );
});
