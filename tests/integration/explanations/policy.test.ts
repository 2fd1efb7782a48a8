import { expect, test } from 'vitest';
import { parseHostRule } from '../../../main/network/host-rule.ts';
import type { NetworkPolicy } from '../../../main/sockets/index.ts';
import { expectNoLeaks } from '../../support/leaks.ts';
import { startLoopbackCanary } from '../../support/loopback-canary.ts';
import { startRawServer } from '../../support/raw-server.ts';
import { startDnsServer } from './dns-server.ts';
import { connectInVain, expectExplained } from './explained.ts';

expectNoLeaks();

const nothing: NetworkPolicy = { capabilities: new Set(), loopbackExempt: false };

test('a server on this computer, without an exemption', async () => {
  const canary = await startLoopbackCanary();
  const result = await connectInVain(canary.url, { policy: nothing });
  expectExplained(result, {
    rule: 'policy-loopback',
    certainty: 'certain',
    phase: 'policy',
    says: ['127.0.0.1', 'loopback exemption'],
    actions: ['openNetworkPolicy'],
  });
  expect(result.explanation.fixes[0]?.action).toEqual({ kind: 'openNetworkPolicy', needs: 'loopback exemption' });
  expect(canary.connections).toBe(0);
});

test('a server on the local network, without the capability', async () => {
  expectExplained(await connectInVain('ws://192.168.7.9:81/'), {
    rule: 'policy-private-network',
    certainty: 'certain',
    phase: 'policy',
    says: ['192.168.7.9 is private', 'privateNetworkClientServer'],
    actions: ['openNetworkPolicy'],
  });
});

test('a server on the internet, without the capability', async () => {
  expectExplained(await connectInVain('ws://203.0.113.7/'), {
    rule: 'policy-internet',
    certainty: 'certain',
    phase: 'policy',
    says: ['203.0.113.7', 'internetClient'],
    actions: ['openNetworkPolicy'],
  });
});

test('an address for many receivers', async () => {
  expectExplained(await connectInVain('ws://224.0.0.251:5353/'), {
    rule: 'policy-no-destination',
    certainty: 'certain',
    phase: 'policy',
    says: ['224.0.0.251', 'multicast'],
    actions: [],
  });
});

test('a public name whose address is in the local network', async () => {
  const resolve = await startDnsServer(() => ['10.0.0.5']);
  expectExplained(await connectInVain('ws://rebind.duplex.dev/', { resolve }), {
    rule: 'policy-public-name-private-address',
    certainty: 'likely',
    phase: 'policy',
    says: ['rebind.duplex.dev', '10.0.0.5', 'private'],
    actions: ['openNetworkPolicy'],
  });
});

test('a proxy whose address is refused', async () => {
  const proxy = { kind: 'socks5', host: '10.9.9.9', port: 1080 } as const;
  expectExplained(
    await connectInVain('ws://203.0.113.7/', {
      proxy,
      policy: { capabilities: new Set(['internetClient']), loopbackExempt: false },
    }),
    {
      rule: 'policy-proxy',
      certainty: 'certain',
      phase: 'policy',
      says: ['10.9.9.9', 'privateNetworkClientServer'],
      actions: ['openNetworkPolicy', 'openProxySettings'],
    },
  );
});

test('a redirect to an address that is refused', async () => {
  const server = await startRawServer((connection) =>
    connection.send('HTTP/1.1 302 Found\r\nLocation: ws://10.1.2.3/inside\r\nContent-Length: 0\r\n\r\n'),
  );
  expectExplained(await connectInVain(server.url, { followRedirects: 3 }), {
    rule: 'policy-redirect',
    certainty: 'certain',
    phase: 'policy',
    says: ['10.1.2.3', 'privateNetworkClientServer'],
    actions: ['openNetworkPolicy'],
  });
});

test.each([
  ['policy-denied', { denied: [parseHostRule('*.ads.duplex.dev')] }, 'ws://a.ads.duplex.dev/', ['*.ads.duplex.dev']],
  ['policy-denied', { denied: [parseHostRule('127.0.0.0/8')] }, undefined, ['127.0.0.0/8']],
  ['policy-not-allowed', { allowed: [parseHostRule('10.0.0.0/8')] }, undefined, ['127.0.0.1', 'allowed hosts']],
  ['policy-cloud-metadata', {}, 'ws://169.254.169.254/latest/', ['169.254.169.254', 'metadata']],
] as const)('%s by %o', async (rule, lists, url, says) => {
  const canary = await startLoopbackCanary();
  const policy: NetworkPolicy = {
    capabilities: new Set(['privateNetworkClientServer']),
    loopbackExempt: true,
    ...lists,
  };
  expectExplained(await connectInVain(url ?? canary.url, { policy }), {
    rule,
    certainty: 'certain',
    phase: 'policy',
    says,
    actions: ['openNetworkPolicy'],
  });
  expect(canary.connections).toBe(0);
});
