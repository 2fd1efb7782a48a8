import { expect, test } from 'vitest';
import type { Attempt } from '../../../contract/attempt.ts';
import type { NetworkPolicy } from '../../../main/sockets/index.ts';
import { expectNoLeaks } from '../../support/leaks.ts';
import { startLoopbackCanary } from '../../support/loopback-canary.ts';
import { startRawServer } from '../../support/raw-server.ts';
import { startDnsServer } from './dns-server.ts';
import { connectInVain, expectExplained, explained } from './explained.ts';

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

/** As `main/network` gives them once the user's policy has lists. */
const denials = [
  ['policy-denied', { rule: 'denied', entry: '*.ads.test' }, ['*.ads.test']],
  ['policy-not-allowed', { rule: 'allowed' }, ['hooks.duplex.dev', 'allowed hosts']],
  ['policy-cloud-metadata', { rule: 'cloudMetadata', needs: 'cloudMetadata' }, ['169.254.169.254', 'metadata']],
] as const;

test.each(denials)('recorded, not real: %s', (rule, detail, says) => {
  const denial = { address: '169.254.169.254', addressClass: 'linkLocal', ...detail } as const;
  expectExplained(explained(refusal(denial)), { rule, certainty: 'certain', phase: 'policy', says });
});

test('recorded, not real: a refusal without its reason', () => {
  expectExplained(explained(refusal(undefined)), {
    rule: 'policy-refused',
    certainty: 'certain',
    phase: 'policy',
    says: ['nothing can allow it'],
  });
});

function refusal(denial: NonNullable<Attempt['error']>['denial']): Attempt {
  const error = {
    code: 'capability-denied',
    message: 'hooks.duplex.dev: nothing can allow it',
    phase: 'policy',
    ...(denial !== undefined && { denial }),
  } as const;
  return {
    url: 'ws://hooks.duplex.dev/',
    startedAt: Date.UTC(2026, 0, 1),
    endMs: 2,
    outcome: 'failed',
    error,
    redirects: [],
    phases: [
      {
        phase: 'policy',
        address: '169.254.169.254',
        port: 80,
        startMs: 1,
        endMs: 2,
        outcome: 'failed',
        hop: 0,
        isToProxy: false,
        error,
      },
    ],
  };
}
