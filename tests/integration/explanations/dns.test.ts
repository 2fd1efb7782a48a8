import { expect, test } from 'vitest';
import { expectNoLeaks } from '../../support/leaks.ts';
import { startDnsServer, type DnsAnswer } from './dns-server.ts';
import { connectInVain, expectExplained, type Explained } from './explained.ts';

expectNoLeaks();

async function lookUp(url: string, answer: DnsAnswer, dnsMs?: number): Promise<Explained> {
  const resolve = await startDnsServer(() => answer);
  return connectInVain(url, { resolve, ...(dnsMs !== undefined && { limits: { dnsMs } }) });
}

test('a name that the DNS does not know', async () => {
  expectExplained(await lookUp('ws://ehco.duplex.dev/chat', 'NXDOMAIN'), {
    rule: 'dns-not-found',
    certainty: 'certain',
    phase: 'dns',
    says: ['ehco.duplex.dev', 'ENOTFOUND', 'spelling'],
  });
});

test('a name without a dot', async () => {
  expectExplained(await lookUp('ws://intranet/chat', 'NXDOMAIN'), {
    rule: 'dns-short-name',
    certainty: 'certain',
    phase: 'dns',
    says: ['intranet', 'VPN'],
  });
});

test('a scheme that was typed twice, with the address that was meant', async () => {
  const result = await lookUp('ws://https://chat.duplex.dev/room?token=abcd', 'NXDOMAIN');
  expectExplained(result, {
    rule: 'dns-scheme-as-name',
    certainty: 'certain',
    phase: 'dns',
    says: ['“https”', 'wss://chat.duplex.dev/room'],
    actions: ['connectTo'],
  });
  expect(result.explanation.fixes[0]?.action).toEqual({
    kind: 'connectTo',
    url: 'wss://chat.duplex.dev/room?token=•••',
  });
  expect(JSON.stringify(result)).not.toContain('abcd');
});

test('a name of an ending that is reserved', async () => {
  expectExplained(await lookUp('ws://server.test/', 'NXDOMAIN'), {
    rule: 'dns-reserved-name',
    certainty: 'certain',
    phase: 'dns',
    says: ['server.test', '.test'],
  });
});

test('a name of a device on the local network', async () => {
  expectExplained(await lookUp('ws://printer.local/', 'NXDOMAIN'), {
    rule: 'dns-multicast-name',
    certainty: 'certain',
    phase: 'dns',
    says: ['printer.local', 'mDNS'],
  });
});

test.each(['SERVFAIL', 'REFUSED'] as const)('a DNS server that answers %s', async (answer) => {
  expectExplained(await lookUp('ws://echo.duplex.dev/', answer), {
    rule: 'dns-no-answer',
    certainty: 'likely',
    phase: 'dns',
    says: ['echo.duplex.dev', `E${answer}`],
  });
});

test('a DNS server that does not answer, until the resolver gives up', async () => {
  expectExplained(await lookUp('ws://echo.duplex.dev/', 'silence'), {
    rule: 'dns-no-answer',
    certainty: 'likely',
    phase: 'dns',
    says: ['echo.duplex.dev', 'ETIMEOUT'],
  });
});

test('a DNS server that does not answer, until the phase is over', async () => {
  expectExplained(await lookUp('ws://echo.duplex.dev/', 'silence', 100), {
    rule: 'dns-timeout',
    certainty: 'certain',
    phase: 'dns',
    says: ['echo.duplex.dev', /within 0\.\d s\./],
    actions: ['tryAgain'],
  });
});

test('a name without an address', async () => {
  expectExplained(await lookUp('ws://mail-only.duplex.dev/', []), {
    rule: 'dns-not-found',
    certainty: 'certain',
    phase: 'dns',
    says: ['mail-only.duplex.dev', 'ENODATA'],
  });
});

test('a resolver that gives an empty list', async () => {
  expectExplained(await connectInVain('ws://mail-only.duplex.dev/', { resolve: async () => [] }), {
    rule: 'dns-no-addresses',
    certainty: 'certain',
    phase: 'dns',
    says: ['mail-only.duplex.dev'],
  });
});

test('a DNS filter that answers 0.0.0.0', async () => {
  const result = await lookUp('ws://tracker.duplex.dev:1/', ['0.0.0.0']);
  expectExplained(result, {
    rule: 'dns-blocked',
    certainty: 'likely',
    phase: 'dns',
    says: ['tracker.duplex.dev', '0.0.0.0', 'block list'],
  });
});

test('a look-up that fails for a reason of its own', async () => {
  expectExplained(await lookUp('ws://a.duplex.dev/', 'NOTIMP'), {
    rule: 'dns-failed',
    certainty: 'likely',
    phase: 'dns',
    says: ['a.duplex.dev'],
  });
});

test('a proxy whose name has no address', async () => {
  const resolve = await startDnsServer(() => 'NXDOMAIN');
  const proxy = { kind: 'http', host: 'proxy.duplex.dev', port: 8080 } as const;
  expectExplained(
    await connectInVain('ws://echo.duplex.dev/', {
      resolve,
      proxy,
      policy: { capabilities: new Set(['internetClient']), loopbackExempt: true },
    }),
    {
      rule: 'dns-not-found',
      certainty: 'certain',
      phase: 'dns',
      says: ['proxy.duplex.dev', 'Check the proxy settings.'],
      actions: ['openProxySettings'],
    },
  );
});
