import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { build } from 'vite';
import type { Attempt } from '../../../contract/attempt.ts';
import type { RuleId } from '../../../renderer/model/explain-attempt/explanation.ts';
import { expectExplained, explained } from './explained.ts';

/** A network without any way out, in which the kernel says what loopback never says. Linux, where users may make one. */
const canMakeNamespaces =
  spawnSync('unshare', ['-rnm', 'sh', '-c', 'ip link set lo up'], { timeout: 10_000 }).status === 0;

if (!canMakeNamespaces) {
  process.stderr.write('SKIPPED: unreachable networks, as no network namespace can be made here (unshare -rnm, ip)\n');
}

interface Case {
  readonly what: string;
  readonly url: string;
  /** Shell commands that make the network what it is. */
  readonly network?: string;
  readonly trouble?: 'portsUsedUp' | 'filesUsedUp' | 'routeLost';
  readonly rule: RuleId;
  readonly certainty?: 'certain' | 'likely';
  readonly phase?: 'dns' | 'tcp' | 'upgrade';
  readonly says: readonly string[];
}

/** TEST-NET-3 and the documentation prefix: nobody's addresses. */
const cases: readonly Case[] = [
  {
    what: 'no network at all',
    url: 'ws://203.0.113.5:81/',
    rule: 'tcp-network-unreachable',
    says: ['203.0.113.5:81', 'ENETUNREACH', 'VPN'],
  },
  {
    what: 'no IPv6',
    url: 'ws://[2001:db8::5]:81/',
    rule: 'tcp-ipv6-unavailable',
    certainty: 'likely',
    says: ['[2001:db8::5]:81', 'ENETUNREACH'],
  },
  {
    what: 'a host that cannot be reached',
    url: 'ws://203.0.113.5:81/',
    network: 'ip route add unreachable 203.0.113.0/24',
    rule: 'tcp-host-unreachable',
    says: ['203.0.113.5:81', 'EHOSTUNREACH'],
  },
  {
    what: 'a rule of this computer against it',
    url: 'ws://203.0.113.5:81/',
    network: 'ip route add prohibit 203.0.113.0/24',
    rule: 'tcp-not-permitted',
    says: ['203.0.113.5:81', 'EACCES', 'firewall'],
  },
  {
    what: 'no port left to connect from',
    url: 'ws://127.0.0.1:8321/',
    network: 'echo "50000 50000" > /proc/sys/net/ipv4/ip_local_port_range',
    trouble: 'portsUsedUp',
    rule: 'tcp-address-not-available',
    certainty: 'likely',
    says: ['127.0.0.1:8321', 'EADDRNOTAVAIL'],
  },
  {
    what: 'no file left to open',
    url: 'ws://127.0.0.1:8321/',
    trouble: 'filesUsedUp',
    network: 'ulimit -n 64',
    rule: 'tcp-too-many-open',
    says: ['127.0.0.1:8321', 'EMFILE'],
  },
  {
    what: 'another computer at which nothing listens',
    url: 'ws://203.0.113.5:81/',
    network: 'ip addr add 203.0.113.5/32 dev lo',
    rule: 'tcp-refused',
    says: ['203.0.113.5:81', 'ECONNREFUSED', 'firewall'],
  },
  {
    what: 'a route into nowhere',
    url: 'ws://203.0.113.5:81/',
    network: 'ip route add blackhole 203.0.113.0/24',
    rule: 'tcp-failed',
    certainty: 'likely',
    says: ['203.0.113.5:81', 'EINVAL'],
  },
  {
    what: 'a way that is lost when the connection is there',
    url: 'ws://203.0.113.5:8321/',
    network: 'ip addr add 203.0.113.5/32 dev lo; echo 1 > /proc/sys/net/ipv4/tcp_retries2',
    trouble: 'routeLost',
    rule: 'upgrade-lost',
    certainty: 'likely',
    phase: 'upgrade',
    says: ['203.0.113.5:8321', 'ETIMEDOUT'],
  },
  {
    what: 'no DNS server to ask',
    url: 'ws://chat.duplex.dev/',
    rule: 'dns-no-answer',
    certainty: 'likely',
    phase: 'dns',
    says: ['chat.duplex.dev', 'EAI_AGAIN'],
  },
];

describe.runIf(canMakeNamespaces)('in a network namespace', () => {
  let folder = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'duplex-namespace-'));
    // The only DNS server is at a port of the namespace's own loopback, where nobody listens.
    await writeFile(join(folder, 'resolv.conf'), 'nameserver 127.0.0.1\noptions attempts:1 timeout:1\n');
    await writeFile(join(folder, 'nsswitch.conf'), 'hosts: dns\n');
    await build({
      configFile: false,
      logLevel: 'warn',
      build: {
        ssr: fileURLToPath(new URL('namespace-child.ts', import.meta.url)),
        outDir: join(folder, 'out'),
        emptyOutDir: true,
        rollupOptions: { output: { entryFileNames: 'child.mjs' } },
      },
      ssr: { noExternal: true },
    });
  }, 60_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.each(cases)('$what', async (one) => {
    const attempt = await attemptIn(folder, one);
    const { rule, certainty = 'certain', phase = 'tcp', says } = one;
    expectExplained(explained(attempt), { rule, certainty, phase, says });
  });
});

async function attemptIn(folder: string, { url, network = ':', trouble }: Case): Promise<Attempt> {
  const script = [
    'set -e',
    'ip link set lo up',
    `mount --bind "${folder}/resolv.conf" /etc/resolv.conf`,
    `mount --bind "${folder}/nsswitch.conf" /etc/nsswitch.conf`,
    network,
    'exec "$0" "$@"',
  ].join('\n');
  const child = [process.execPath, join(folder, 'out', 'child.mjs'), url, ...(trouble === undefined ? [] : [trouble])];
  const { stdout } = await promisify(execFile)('unshare', ['-rnm', 'sh', '-c', script, ...child], { timeout: 15_000 });
  // The child prints an attempt and nothing else.
  return JSON.parse(stdout) as Attempt;
}
