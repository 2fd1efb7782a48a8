import { expect, test } from 'vitest';
import { spelledOut, type CustomNetworkPolicy, type UserNetworkPolicy } from '../../contract/network-policy.ts';
import { declaring } from '../../tests/support/network-policies.ts';
import { decide, refuseName, type OwnEnds } from './decide.ts';
import { effectivePolicy } from './policy.ts';

const manifest = declaring(['internetClientServer', 'privateNetworkClientServer'], {
  loopbackExempt: true,
  cloudMetadata: true,
});
const everything = spelledOut({ version: 1, preset: 'declared' });
const own: OwnEnds = { ports: new Set([4000]), addresses: new Set(['192.168.7.7', 'fd00::7']) };

/** What a policy says of `host:port` at an address: `let out`, or the rule that refused. */
function outcome(user: UserNetworkPolicy, address: string, { host = address, port = 80 } = {}): string {
  const verdict = decide({ address, port, host }, effectivePolicy(manifest, user), own);
  return verdict.kind === 'allowed' ? 'let out' : (verdict.denial.rule ?? '');
}

const custom = (change: Partial<CustomNetworkPolicy>): CustomNetworkPolicy => ({ ...everything, ...change });

test.each([
  ['declared', 'let out', 'let out', 'let out'],
  ['windows', 'let out', 'capability', 'loopback'],
  ['internetOnly', 'let out', 'capability', 'loopback'],
  ['offline', 'capability', 'capability', 'loopback'],
] as const)('preset %s: internet %s, local network %s, loopback %s', (preset, internet, local, loopback) => {
  const user: UserNetworkPolicy = { version: 1, preset };
  expect(outcome(user, '8.8.8.8')).toBe(internet);
  expect(outcome(user, '10.0.0.5')).toBe(local);
  expect(outcome(user, '127.0.0.1')).toBe(loopback);
  expect(outcome(user, '127.0.0.1', { port: 4000 })).toBe('let out'); // the app's own server
  expect(outcome(user, '169.254.169.254')).toBe('cloudMetadata');
});

test('internetClient is declared where internetClientServer is, and not the other way round', () => {
  const capabilities = ['internetClient', 'internetClientServer', 'enterpriseAuthentication'] as const;
  const narrowed = effectivePolicy(declaring(['internetClient']), custom({ capabilities }));
  expect([...narrowed.capabilities]).toEqual(['internetClient']);
  expect([...effectivePolicy(manifest, custom({ capabilities })).capabilities]).toEqual([
    'internetClient',
    'internetClientServer',
  ]);
});

test('on a public network private addresses are the internet, on a domain network they are private', () => {
  const internet = { capabilities: ['internetClient'] } as const;
  const local = { capabilities: ['privateNetworkClientServer'] } as const;
  for (const address of ['10.0.0.5', 'fd00::1', '169.254.10.1', 'fe80::1%eth0', '2002:a00:5::']) {
    expect(outcome(custom({ ...internet, networkProfile: 'public' }), address)).toBe('let out');
    expect(outcome(custom({ ...local, networkProfile: 'public' }), address)).toBe('capability');
    for (const networkProfile of ['private', 'domain'] as const) {
      expect(outcome(custom({ ...internet, networkProfile }), address)).toBe('capability');
      expect(outcome(custom({ ...local, networkProfile }), address)).toBe('let out');
    }
  }
  // Loopback is neither, and multicast stays what it is.
  expect(
    outcome(custom({ ...internet, networkProfile: 'public', loopback: { kind: 'rules', rules: [] } }), '::1'),
  ).toBe('loopback');
  expect(outcome(custom({ ...internet, networkProfile: 'public' }), '224.0.0.1')).toBe('destination');
});

test('a configured range is private, except on a public network, and never loopback or multicast', () => {
  const privateRanges = ['100.64.0.0/10', '2001:db8::/32', '0.0.0.0/1', '224.0.0.0/3'];
  const local = custom({ capabilities: ['privateNetworkClientServer'], privateRanges });
  expect(outcome(local, '100.64.0.1')).toBe('let out');
  expect(outcome(local, '2001:db8::1')).toBe('let out');
  expect(outcome(local, '::ffff:100.64.0.1')).toBe('let out');
  expect(outcome(local, '200.0.0.1')).toBe('capability');
  expect(outcome({ ...local, networkProfile: 'public' }, '100.64.0.1')).toBe('capability');
  expect(outcome({ ...local, loopback: { kind: 'rules', rules: [] } }, '127.0.0.1')).toBe('loopback');
  expect(outcome(local, '224.0.0.1')).toBe('destination');
  expect(outcome(local, '240.0.0.1')).toBe('destination');
});

test('neither the profile nor a configured range makes more of the manifest than it is', () => {
  const address = { address: '10.0.0.5', port: 80 };
  const internet = declaring(['internetClient']);
  expect(decide(address, effectivePolicy(internet, custom({ networkProfile: 'public' })), own)).toMatchObject({
    kind: 'refused',
    denial: { layer: 'manifest', rule: 'capability', needs: 'privateNetworkClientServer' },
  });
  const local = declaring(['privateNetworkClientServer']);
  expect(
    decide({ address: '8.8.8.8', port: 80 }, effectivePolicy(local, custom({ privateRanges: ['8.0.0.0/8'] })), own),
  ).toMatchObject({ kind: 'refused', denial: { layer: 'manifest', rule: 'capability', needs: 'internetClient' } });
});

test('an address of this machine is loopback, however it is written, and not for its own server’s sake', () => {
  const closed = custom({ loopback: { kind: 'rules', rules: [] } });
  for (const address of ['192.168.7.7', '::ffff:192.168.7.7', 'fd00::7', '2002:c0a8:707::']) {
    expect(outcome(closed, address)).toBe('loopback');
    expect(outcome(closed, address, { port: 4000 })).toBe('loopback');
    expect(outcome(everything, address)).toBe('let out');
  }
  expect(outcome(closed, '192.168.7.8')).toBe('let out');
});

test('a loopback rule lets out to its host and port only', () => {
  const rules = [
    { host: 'localhost', port: 8080 },
    { host: '*.localhost', port: null },
    { host: '127.0.0.2', port: null },
    { host: '*', port: 9000 },
  ];
  const user = custom({ loopback: { kind: 'rules', rules } });
  expect(outcome(user, '127.0.0.1', { host: 'localhost', port: 8080 })).toBe('let out');
  expect(outcome(user, '127.0.0.1', { host: 'LOCALHOST.', port: 8080 })).toBe('let out');
  expect(outcome(user, '127.0.0.1', { host: 'localhost', port: 8081 })).toBe('loopback');
  expect(outcome(user, '127.0.0.1', { port: 8080 })).toBe('loopback');
  expect(outcome(user, '::1', { host: 'a.b.localhost', port: 1 })).toBe('let out');
  expect(outcome(user, '::ffff:127.0.0.2', { port: 1 })).toBe('let out');
  expect(outcome(user, '::1', { port: 9000 })).toBe('let out');
  // A rule for loopback is none for anything else.
  expect(outcome({ ...user, capabilities: [] }, '10.0.0.5', { port: 9000 })).toBe('capability');
});

test('a list of what is allowed narrows, by name or by address, and lets the app’s own server be', () => {
  const user = custom({ allowed: ['*.example.org', '10.0.0.0/8', '2001:db8::/32'] });
  expect(outcome(user, '8.8.8.8', { host: 'www.example.org' })).toBe('let out');
  expect(outcome(user, '8.8.8.8', { host: 'A.B.EXAMPLE.ORG.' })).toBe('let out');
  expect(outcome(user, '8.8.8.8', { host: 'example.org' })).toBe('allowed');
  expect(outcome(user, '8.8.8.8', { host: 'wwwexample.org' })).toBe('allowed');
  expect(outcome(user, '8.8.8.8')).toBe('allowed');
  expect(outcome(user, '10.1.2.3', { host: 'anything.test' })).toBe('let out');
  expect(outcome(user, '::ffff:10.1.2.3')).toBe('let out');
  // Both ends of an ISATAP address have to be on it.
  expect(outcome(user, '2001:db8::5efe:10.0.0.1')).toBe('let out');
  expect(outcome(user, '2001:db8::5efe:8.8.8.8')).toBe('allowed');
  expect(outcome(user, '127.0.0.1')).toBe('allowed');
  expect(outcome(user, '127.0.0.1', { port: 4000 })).toBe('let out');
  // A block of IPv6 holds no IPv4 address that is only written in it.
  expect(outcome(custom({ allowed: ['::/0'] }), '::ffff:10.1.2.3')).toBe('allowed');
  // What is on it needs its capability as before.
  expect(outcome({ ...user, capabilities: [] }, '8.8.8.8', { host: 'www.example.org' })).toBe('capability');
});

test('what is denied wins over what is allowed, and over the app’s own server', () => {
  const denied = ['www.example.org', '*.evil.test', '10.0.0.0/8', '127.0.0.1', '::ffff:192.168.0.0/112'];
  const user = custom({ allowed: ['*.example.org', '0.0.0.0/0'], denied });
  expect(outcome(user, '8.8.8.8', { host: 'www.example.org' })).toBe('denied');
  expect(outcome(user, '8.8.8.8', { host: 'Www.Example.Org.' })).toBe('denied');
  expect(outcome(user, '8.8.8.8', { host: 'ftp.example.org' })).toBe('let out');
  expect(outcome(user, '8.8.8.8', { host: 'a.b.evil.test' })).toBe('denied');
  for (const address of ['10.0.0.5', '::ffff:10.0.0.5', '64:ff9b::10.0.0.5', '2002:a00:5::', '192.168.1.1']) {
    expect(outcome(user, address)).toBe('denied');
  }
  expect(outcome(user, '127.0.0.1', { port: 4000 })).toBe('denied');
  // An address may be denied for what it is as well as for what it carries.
  expect(outcome(custom({ denied: ['64:ff9b::/96'] }), '64:ff9b::8.8.8.8')).toBe('denied');
  expect(outcome(custom({ denied: ['64:ff9b::/96'] }), '8.8.8.8')).toBe('let out');
  const verdict = decide({ address: '10.0.0.5', port: 80 }, effectivePolicy(manifest, user), own);
  expect(verdict).toMatchObject({ denial: { rule: 'denied', layer: 'policy', entry: '10.0.0.0/8' } });
});

test('a metadata service is reached only where manifest, policy and capability all allow it', () => {
  const metadata = '169.254.169.254';
  expect(outcome(everything, metadata)).toBe('cloudMetadata');
  expect(outcome(custom({ cloudMetadata: true }), metadata)).toBe('let out');
  expect(outcome(custom({ cloudMetadata: true, capabilities: ['internetClient'] }), metadata)).toBe('capability');
  expect(outcome(custom({ allowed: [metadata] }), metadata)).toBe('cloudMetadata');
  const undeclared = effectivePolicy({ ...manifest, cloudMetadata: false }, custom({ cloudMetadata: true }));
  expect(decide({ address: metadata, port: 80 }, undeclared, own)).toMatchObject({
    denial: { rule: 'cloudMetadata', layer: 'manifest', needs: 'cloudMetadata' },
  });
});

test('the steps tell the whole reasoning, the manifest’s first', () => {
  const user = custom({ capabilities: ['internetClient'], denied: ['*.evil.test'] });
  const target = { address: '::ffff:10.0.0.5', port: 443, host: 'Intranet' };
  const common = { rule: 'destination', saw: '10.0.0.5 (IPv4-mapped)', found: 'private', outcome: 'passed' };
  expect(decide(target, effectivePolicy(manifest, user), own)).toEqual({
    kind: 'refused',
    denial: {
      address: '::ffff:10.0.0.5',
      addressClass: 'private',
      needs: 'privateNetworkClientServer',
      rule: 'capability',
      layer: 'policy',
    },
    steps: [
      { layer: 'manifest', ...common },
      {
        layer: 'manifest',
        rule: 'capability',
        saw: 'private',
        found: 'privateNetworkClientServer',
        outcome: 'passed',
      },
      { layer: 'policy', ...common },
      { layer: 'policy', rule: 'denied', saw: 'intranet ::ffff:10.0.0.5', found: null, outcome: 'passed' },
      {
        layer: 'policy',
        rule: 'networkProfile',
        saw: 'private, private network',
        found: 'private',
        outcome: 'passed',
      },
      { layer: 'policy', rule: 'capability', saw: 'private', found: null, outcome: 'refused' },
    ],
  });
});

test('a name is refused before it is looked up where no address of it could be reached', () => {
  const refusal = (host: string, user: UserNetworkPolicy): unknown =>
    refuseName(host, effectivePolicy(manifest, user))?.denial;
  expect(refusal('www.evil.test.', custom({ denied: ['*.evil.test'] }))).toEqual({
    address: 'www.evil.test',
    addressClass: 'unresolved',
    rule: 'denied',
    layer: 'policy',
    entry: '*.evil.test',
  });
  expect(refusal('other.test', custom({ allowed: ['example.org'] }))).toMatchObject({ rule: 'allowed' });
  expect(refusal('other.test', custom({ allowed: ['example.org', '10.0.0.0/8'] }))).toBeUndefined();
  expect(refusal('other.test', { version: 1, preset: 'offline' })).toMatchObject({ rule: 'nameLookup' });
  expect(refusal('other.test', everything)).toBeUndefined();
  // Nobody is asked for these.
  for (const host of ['localhost', 'a.localhost.', '127.1', '::1', 'no host']) {
    expect(refusal(host, { version: 1, preset: 'offline' })).toBeUndefined();
  }
});
