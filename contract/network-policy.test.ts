import * as v from 'valibot';
import { expect, test } from 'vitest';
import { defaultNetworkPolicy, networkPolicySchema, spelledOut, type UserNetworkPolicy } from './network-policy.ts';

const custom = spelledOut(defaultNetworkPolicy);

function fieldOf(policy: unknown): string | null | undefined {
  const parsed = v.safeParse(networkPolicySchema, policy);
  return parsed.success ? undefined : v.getDotPath(parsed.issues[0]);
}

test.each(['declared', 'windows', 'offline', 'internetOnly'] as const)(
  'the preset %s can be made one’s own',
  (preset) => {
    const policy: UserNetworkPolicy = { version: 1, preset };
    expect(fieldOf(policy)).toBeUndefined();
    expect(fieldOf(spelledOut(policy))).toBeUndefined();
  },
);

test.each([
  'example.org',
  'EXAMPLE.org',
  'example.org.',
  '*.example.org',
  'intranet',
  'my_host',
  'xn--bcher-kva.example',
  '1e3',
  '127.0.0.1.example',
  '10.0.0.5',
  '10.0.0.0/8',
  '0.0.0.0/0',
  '::1',
  'fd00::/8',
  '2606:4700:4700:0:0:0:0:1111',
  '::ffff:10.0.0.5',
  '::ffff:10.0.0.0/104',
])('"%s" is an entry of a list', (entry) => {
  expect(fieldOf({ ...custom, allowed: [entry] })).toBeUndefined();
});

test.each([
  '',
  '*',
  '*.',
  '*.*.org',
  'a.*.org',
  'exam*ple.org',
  'bücher.example',
  'example.org/path',
  'ws://example.org',
  'example.org:80',
  '-example.org',
  'a..b',
  `${'a'.repeat(64)}.org`,
  `${'abcdefgh.'.repeat(30)}org`,
  '127.1',
  '2130706433',
  '0x7f.0.0.1',
  'host.0x1f',
  '010.0.0.1',
  '256.0.0.1',
  '10.0.0.0/33',
  '10.0.0.0/08',
  '10.0.0.0/',
  '10.0.0.0/8/8',
  '10.0/8',
  'fd00::/129',
  'fe80::1%eth0',
  '::01.2.3.4',
  ':::',
])('"%s" is refused, with its place in the list', (entry) => {
  expect(fieldOf({ ...custom, denied: ['example.com', entry] })).toBe('denied.1');
});

test.each([
  ['another version', { ...defaultNetworkPolicy, version: 2 }, 'version'],
  ['an unknown preset', { version: 1, preset: 'everything' }, 'preset'],
  ['a preset with more', { version: 1, preset: 'offline', allowed: [] }, 'allowed'],
  ['a missing part', { version: 1, preset: 'custom' }, 'capabilities'],
  ['an unknown capability', { ...custom, capabilities: ['internetclient'] }, 'capabilities.0'],
  ['an unknown profile', { ...custom, networkProfile: 'home' }, 'networkProfile'],
  [
    'a rule without a port',
    { ...custom, loopback: { kind: 'rules', rules: [{ host: '*' }] } },
    'loopback.rules.0.port',
  ],
  [
    'a port that is none',
    { ...custom, loopback: { kind: 'rules', rules: [{ host: '*', port: 0 }] } },
    'loopback.rules.0.port',
  ],
  ['a name as a private range', { ...custom, privateRanges: ['example.org'] }, 'privateRanges.0'],
  ['an address as a private range', { ...custom, privateRanges: ['10.0.0.1'] }, 'privateRanges.0'],
  ['more entries than anybody writes', { ...custom, allowed: Array<string>(1001).fill('a') }, 'allowed'],
  ['no policy', null, null],
])('%s is refused and named', (_what, policy, field) => {
  expect(fieldOf(policy)).toBe(field);
});
