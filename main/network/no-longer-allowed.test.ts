import { expect, test } from 'vitest';
import { declaring } from '../../tests/support/network-policies.ts';
import { noLongerAllowed } from './no-longer-allowed.ts';
import { effectivePolicy } from './policy.ts';
import { spelledOut } from '../../contract/network-policy.ts';

const manifest = declaring(['internetClientServer', 'privateNetworkClientServer'], { loopbackExempt: true });
const own = { ports: new Set([4000]), addresses: new Set<string>() };

const connections = [
  { session: 1, host: 'localhost', address: '127.0.0.1', port: 4000 },
  { session: 2, host: 'localhost', address: '::1', port: 5000 },
  { session: 3, host: 'www.example.org', address: '8.8.8.8', port: 443 },
  { session: 4, host: '10.0.0.5', address: '10.0.0.5', port: 80 },
];

test('a new policy names the connections it would not have let out, with the reason', () => {
  const denied = ['*.example.org'];
  const windows = effectivePolicy(manifest, { ...spelledOut({ version: 1, preset: 'windows' }), denied });
  expect(noLongerAllowed(connections, windows, own)).toMatchObject([
    { connection: { session: 2 }, denial: { rule: 'loopback', needs: 'loopback exemption' } },
    { connection: { session: 3 }, denial: { rule: 'denied', entry: '*.example.org' } },
    { connection: { session: 4 }, denial: { rule: 'capability', needs: 'privateNetworkClientServer' } },
  ]);
});

test('a policy that allows them all ends none', () => {
  expect(noLongerAllowed(connections, effectivePolicy(manifest, { version: 1, preset: 'declared' }), own)).toEqual([]);
});

test('behind a proxy the server is judged, too', () => {
  const proxied = [
    { session: 1, host: 'localhost', address: '127.0.0.1', port: 3128, behind: behind('chat.example.org') },
    { session: 2, host: 'localhost', address: '127.0.0.1', port: 3128, behind: behind('10.0.0.5') },
    { session: 3, host: 'localhost', address: '127.0.0.1', port: 3128, behind: behind('chat.example.com') },
    { session: 4, host: '10.0.0.9', address: '10.0.0.9', port: 3128, behind: behind('chat.example.com') },
  ];
  const policy = effectivePolicy(manifest, {
    ...spelledOut({ version: 1, preset: 'declared' }),
    capabilities: ['internetClientServer'],
    denied: ['chat.example.org'],
  });
  expect(noLongerAllowed(proxied, policy, own)).toMatchObject([
    { connection: { session: 1 }, denial: { rule: 'denied', entry: 'chat.example.org', address: 'chat.example.org' } },
    { connection: { session: 2 }, denial: { rule: 'capability', address: '10.0.0.5' } },
    { connection: { session: 4 }, denial: { rule: 'capability', address: '10.0.0.9' } },
  ]);
});

function behind(host: string) {
  return { address: host, port: 80, host };
}
