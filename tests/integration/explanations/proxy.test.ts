import { expect, test } from 'vitest';
import { pacProxies } from '../../../main/network/proxy/pac.ts';
import { PasswordCredential, type NetworkPolicy, type ProxyServer } from '../../../main/sockets/index.ts';
import type { RuleId } from '../../../renderer/model/explain-attempt/explanation.ts';
import { newCertificate, serverTls } from '../../support/certificates.ts';
import { expectNoLeaks } from '../../support/leaks.ts';
import { startRawServer, type RawServer, type RawServerConnection } from '../../support/raw-server.ts';
import { connectInVain, expectExplained, type ConnectOptions, type Explained } from './explained.ts';
import { resetWithoutEnd } from './reset.ts';

expectNoLeaks();

/** The server is never reached: a name that the proxy is to resolve. */
const target = 'chat.duplex.dev:8443';

const policy: NetworkPolicy = { capabilities: new Set(['internetClient']), loopbackExempt: true };

function through(proxy: ProxyServer, options: ConnectOptions & { readonly target?: string } = {}): Promise<Explained> {
  return connectInVain(`ws://${options.target ?? target}/room?key=tell-nobody`, { policy, proxy, ...options });
}

function httpProxy({ port }: RawServer): ProxyServer {
  return { kind: 'http', host: '127.0.0.1', port };
}

function answering(status: string, headers: readonly string[] = [], body = ''): Promise<RawServer> {
  const lines = [`HTTP/1.1 ${status}`, ...headers, `Content-Length: ${Buffer.byteLength(body)}`];
  return startRawServer((connection) => connection.send(`${lines.join('\r\n')}\r\n\r\n${body}`));
}

interface Case {
  readonly status: string;
  readonly headers?: readonly string[];
  readonly body?: string;
  readonly target?: string;
  readonly rule: RuleId;
  readonly certainty?: 'certain' | 'likely';
  readonly says: readonly string[];
}

const html = 'Content-Type: text/html';

const cases: readonly Case[] = [
  {
    status: '407 Proxy Authentication Required',
    headers: ['Proxy-Authenticate: Basic realm="office"'],
    rule: 'proxy-login-wanted',
    says: ['407', 'Basic'],
  },
  {
    status: '407 Proxy Authentication Required',
    headers: ['Proxy-Authenticate: Negotiate', 'Proxy-Authenticate: NTLM'],
    rule: 'proxy-login-wanted',
    says: ['Negotiate, NTLM'],
  },
  {
    status: '403 Forbidden',
    rule: 'proxy-forbids-port',
    certainty: 'likely',
    says: ['chat.duplex.dev:8443', '403 Forbidden', 'port 443'],
  },
  {
    status: '403 Filtered',
    headers: [html],
    body: '<title>Blocked: social media</title>',
    target: 'chat.duplex.dev:443',
    rule: 'proxy-forbids',
    says: ['chat.duplex.dev:443', '403 Filtered', 'Blocked: social media'],
  },
  {
    status: '503 Service Unavailable',
    headers: ['X-Squid-Error: ERR_DNS_FAIL 0', html],
    rule: 'proxy-cannot-resolve',
    certainty: 'likely',
    says: ['chat.duplex.dev:8443', '503'],
  },
  { status: '502 Bad Gateway', rule: 'proxy-cannot-reach-server', says: ['chat.duplex.dev:8443', '502 Bad Gateway'] },
  { status: '504 Gateway Timeout', rule: 'proxy-cannot-reach-server', says: ['504 Gateway Timeout'] },
  {
    status: '405 Method Not Allowed',
    rule: 'proxy-without-connect',
    certainty: 'likely',
    says: ['405 Method Not Allowed', 'web server'],
  },
  { status: '400 Bad Request', rule: 'proxy-without-connect', certainty: 'likely', says: ['400 Bad Request'] },
  { status: '429 Too Many Requests', rule: 'proxy-other-status', certainty: 'likely', says: ['429'] },
];

test.each(cases)('a proxy that answers $status is $rule', async (one) => {
  const proxy = await answering(one.status, one.headers, one.body);
  const result = await through(httpProxy(proxy), one.target === undefined ? {} : { target: one.target });
  const { rule, certainty = 'certain', says } = one;
  expectExplained(result, { rule, certainty, phase: 'proxy', says: [`http://127.0.0.1:${proxy.port}`, ...says] });
  expect(result.said).not.toContain('tell-nobody');
});

test('a login that the proxy does not accept', async () => {
  const proxy = await startRawServer(async (connection) => {
    const answer =
      'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="office"\r\nContent-Length: 0\r\n\r\n';
    await connection.send(answer);
    if ((await connection.incoming.head()) !== '') await connection.send(answer);
  });
  const result = await through(httpProxy(proxy), {
    prepare: ({ control }) => (control.proxyCredential = new PasswordCredential('', 'somebody', 'open-sesame-42')),
  });
  expectExplained(result, {
    rule: 'proxy-login-wrong',
    certainty: 'certain',
    phase: 'proxy',
    says: ['407', 'office'],
    actions: ['setProxyCredential'],
  });
  expect(JSON.stringify(result)).not.toContain('open-sesame-42');
  expect(JSON.stringify(result)).not.toContain(Buffer.from('somebody:open-sesame-42').toString('base64'));
});

const behaviours: readonly (readonly [
  string,
  (connection: RawServerConnection) => unknown,
  RuleId,
  Case['certainty'],
])[] = [
  ['hangs up', (connection) => connection.end(), 'proxy-hung-up', 'likely'],
  ['resets', (connection) => resetWithoutEnd(connection.socket), 'proxy-hung-up', 'likely'],
  [
    'speaks SOCKS',
    (connection) => connection.send(Buffer.from([0, 0x5b, 0, 0, 0, 0, 0, 0])),
    'proxy-is-socks',
    'likely',
  ],
  ['wants TLS', (connection) => connection.send(Buffer.from([0x15, 3, 1, 0, 2, 2, 70])), 'proxy-wants-tls', 'certain'],
  ['speaks nonsense', (connection) => connection.send('what?\r\n\r\n'), 'proxy-not-a-proxy', 'likely'],
];

test.each(behaviours)('a proxy that %s', async (_what, act, rule, certainty = 'certain') => {
  const proxy = await startRawServer(async (connection) => {
    await act(connection);
  });
  expectExplained(await through(httpProxy(proxy)), {
    rule,
    certainty,
    phase: 'proxy',
    says: [`http://127.0.0.1:${proxy.port}`],
  });
});

test('a proxy that is silent', async () => {
  const proxy = await startRawServer(() => undefined);
  expectExplained(await through(httpProxy(proxy), { limits: { proxyMs: 150 } }), {
    rule: 'proxy-no-answer',
    certainty: 'certain',
    phase: 'proxy',
    says: [`http://127.0.0.1:${proxy.port}`, target],
    actions: ['openProxySettings'],
  });
});

test('a proxy over TLS whose certificate is not trusted', async () => {
  const proxy = await startRawServer(() => undefined, { tls: serverTls(await newCertificate()), skipsRequest: true });
  expectExplained(await through({ kind: 'https', host: '127.0.0.1', port: proxy.port }), {
    rule: 'proxy-tls-failed',
    certainty: 'certain',
    phase: 'tls',
    says: [`https://127.0.0.1:${proxy.port}`, 'its certificate is signed by itself'],
  });
});

test('a proxy that was set as one over TLS and is not', async () => {
  const proxy = await startRawServer((connection) => connection.send('HTTP/1.1 400 Bad Request\r\n\r\n'), {
    skipsRequest: true,
  });
  expectExplained(await through({ kind: 'https', host: '127.0.0.1', port: proxy.port }), {
    rule: 'proxy-tls-failed',
    certainty: 'certain',
    phase: 'tls',
    says: [`https://127.0.0.1:${proxy.port}`],
  });
});

test('a proxy script that fails', async () => {
  const proxies = async (): Promise<never> => {
    throw new Error('ReferenceError: dnsDomainls is not defined');
  };
  expectExplained(await connectInVain(`ws://${target}/`, { policy, proxies }), {
    rule: 'proxy-choice-failed',
    certainty: 'certain',
    phase: 'proxy',
    says: ['dnsDomainls is not defined'],
    actions: ['openProxySettings'],
  });
});

test('a proxy script that names no host', async () => {
  const script = 'function FindProxyForURL() { return "PROXY 1.2.3.4.5:8080"; }';
  const result = await connectInVain(`ws://${target}/`, { policy, proxies: pacProxies({ script }) });
  expectExplained(result, {
    rule: 'proxy-unreachable',
    certainty: 'likely',
    phase: 'policy',
    says: ['1.2.3.4.5'],
    actions: ['openProxySettings'],
  });
});
