import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { closeAfterTest } from '../../../tests/support/clean-up.ts';
import { expectNoLeaks } from '../../../tests/support/leaks.ts';
import { Door } from '../door.ts';
import { pacProxies, type PacOptions } from './pac.ts';
import type { Resolve } from '../resolve.ts';
import type { ProxyServer } from './proxy-server.ts';

expectNoLeaks();

const never = new AbortController().signal;

function find(
  script: PacOptions['script'],
  host = 'server.test',
  resolve: Resolve = async () => [],
  signal = never,
): Promise<readonly ProxyServer[]> {
  const resolver = pacProxies({ script });
  return resolver({ url: `wss://${host}:443/`, host, port: 443 }, signal, resolve);
}

function script(body: string): string {
  return `function FindProxyForURL(url, host) { ${body} }`;
}

test('a script chooses by host and address', async () => {
  const text = script(`
    if (isPlainHostName(host) || dnsDomainIs(host, '.intern.test')) return 'DIRECT';
    if (shExpMatch(url, 'wss://*.socks.test*')) return 'SOCKS5 s.test:1080';
    if (isInNet(host, '192.168.0.0', '255.255.0.0')) return 'PROXY lan.test:1';
    var address = dnsResolve(host);
    return 'PROXY ' + (address || 'unknown.test') + ':8080; DIRECT';
  `);
  const resolve = async (host: string): Promise<string[]> =>
    ({ 'a.test': ['fd00::1', '203.0.113.7'], 'b.test': ['192.168.7.7'] })[host] ?? [];
  const hosts = ['localhost', 'x.intern.test', 'x.socks.test', 'a.test', 'b.test', 'c.test'];
  const resolver = pacProxies({ script: text });
  const found = await Promise.all(
    hosts.map(async (host) => (await resolver({ url: `wss://${host}:443/`, host, port: 443 }, never, resolve))[0]),
  );
  expect(found).toEqual([
    { kind: 'direct' },
    { kind: 'direct' },
    { kind: 'socks5', host: 's.test', port: 1080 },
    { kind: 'http', host: '203.0.113.7', port: 8080 },
    { kind: 'http', host: 'lan.test', port: 1 },
    { kind: 'http', host: 'unknown.test', port: 8080 },
  ]);
});

test('a script looks up names our way only', async () => {
  const asked: string[] = [];
  const text = script(`
    alert('x');
    var is = [myIpAddress(), isResolvable('a.test'), dnsResolve('b.test'), isInNet('c.test', '10.0.0.0', '255.0.0.0')];
    return 'PROXY ' + is[0] + ':' + (is[1] ? 1 : 2) + '; PROXY ' + is[2] + ':3; PROXY d:' + (is[3] ? 4 : 5);
  `);
  const found = await find(text, 'a.test', async (host) => {
    asked.push(host);
    return ['10.1.2.3'];
  });
  expect(asked).toEqual(['a.test', 'b.test', 'c.test']);
  expect(found).toEqual([
    { kind: 'http', host: expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/) as string, port: 1 },
    { kind: 'http', host: '10.1.2.3', port: 3 },
    { kind: 'http', host: 'd', port: 4 },
  ]);
});

test('a script has nothing but the functions of PAC', async () => {
  const names = [
    'process',
    'require',
    'fetch',
    'XMLHttpRequest',
    'WebSocket',
    'setTimeout',
    'console',
    'Buffer',
    'os',
    'std',
  ];
  const text = script(`
    var there = ${JSON.stringify(names)}.filter(function (name) { return typeof globalThis[name] !== 'undefined'; });
    return 'PROXY found-' + there.join('-') + ':1';
  `);
  expect(await find(text)).toEqual([{ kind: 'http', host: 'found-', port: 1 }]);
  const escape = script(`return 'PROXY ' + typeof isInNet.constructor('return globalThis.process')() + ':1';`);
  expect(await find(escape)).toEqual([{ kind: 'http', host: 'undefined', port: 1 }]);
});

test.each([
  ['throws', script('throw new Error("broken");'), /broken/],
  ['is none', 'this is no script', /expecting/],
  ['has no function', 'var a = 1;', /FindProxyForURL/],
  ['returns an object', script('return {};'), /none is of a kind/],
  ['is too long', script(`/*${'x'.repeat(1_100_000)}*/ return 'DIRECT';`), /longer than/],
  ['names proxies of no kind we know', script('return "SOCKS4 a:1";'), /none is of a kind/],
])('a script that %s is no way without a proxy', async (_what, text, message) => {
  await expect(find(text)).rejects.toThrow(message);
});

test('scripts that never end are ended, and block nobody meanwhile', async () => {
  const scripts = [
    script('for (;;);'),
    'for (;;);',
    script('var a = []; for (;;) a.push(new Array(100000).join("x") + a.length);'),
  ];
  const failed = Promise.allSettled(scripts.map((text) => find(text)));
  let turns = 0;
  const counting = setInterval(() => (turns += 1), 10);
  const outcomes = await failed;
  clearInterval(counting);
  expect(outcomes.map((outcome) => String(outcome.status === 'rejected' && outcome.reason))).toEqual(
    Array.from(scripts, () => expect.stringMatching(/come to an end|memory/) as string),
  );
  expect(turns).toBeGreaterThan(20);
});

test('a script that waits for ever is let go of, and what comes late does no harm', async () => {
  const cancel = new AbortController();
  let answer: (addresses: string[]) => void = () => undefined;
  let found: Promise<unknown> = Promise.resolve();
  const asked = new Promise<void>((resolve) => {
    found = find(
      script('for (;;) dnsResolve(host);'),
      'a.test',
      () => {
        resolve();
        return new Promise((done) => (answer = done));
      },
      cancel.signal,
    );
  });
  await asked;
  const gone = expect(found).rejects.toBe('gone');
  cancel.abort('gone');
  await gone;
  answer(['10.0.0.1']);
  // Another one works meanwhile.
  expect(await find(script('return "DIRECT";'))).toEqual([{ kind: 'direct' }]);
});

test('a script looks up what the policy lets be looked up, and no more', async () => {
  const asked: string[] = [];
  const door = new Door({
    policy: {
      capabilities: new Set(['internetClient']),
      loopbackExempt: false,
      denied: [{ kind: 'below', entry: '*.denied.test', suffix: '.denied.test' }],
    },
    resolve: async (name) => {
      asked.push(name);
      return ['203.0.113.7'];
    },
    proxies: pacProxies({
      script: script(`
        for (var n = 0; n < 3; n += 1) dnsResolve('told-' + n + '.denied.test');
        var here = [dnsResolve('open.test'), dnsResolve('localhost')];
        for (var n = 0; n < 200; n += 1) dnsResolve('n' + n + '.test');
        return 'PROXY ' + here[0] + '.' + here[1] + ':' + (isResolvable('one-too-many.test') ? 1 : 2);
      `),
    }),
  });
  const limits = { readInto: { buffer: Buffer.alloc(16), callback: () => true }, noDelay: true, signal: never };
  // The proxy's name is that of nobody, and says what the script has got.
  await expect(door.dial({ host: 'open.test', port: 80, ...limits })).rejects.toMatchObject({
    message: expect.stringContaining('203.0.113.7.127.0.0.1:2') as string,
  });
  expect(asked.slice(0, 2)).toEqual(['open.test', 'n0.test']);
  expect(asked.length).toBe(96);
  expect(door.journal.state.entries.filter(({ outcome }) => outcome.kind === 'refused')).toHaveLength(3);
});

async function scriptServer(answer: (path: string) => string): Promise<{ port: number; requests: string[] }> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    const [status = '', body] = answer(request.url ?? '').split('|');
    response.writeHead(Number(status), { location: '/other' }).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closeAfterTest(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });
  return { port: (server.address() as AddressInfo).port, requests };
}

test('a script is fetched over HTTP through the door, once', async () => {
  const server = await scriptServer(() => `200|${script('return "PROXY p.test:1";')}${' '.repeat(50_000)}`);
  const door = new Door({ policy: { capabilities: new Set(), loopbackExempt: true } });
  const url = `http://localhost:${server.port}/proxy.pac?a=b`;
  const resolver = pacProxies({ script: { url, door } });
  for (let times = 0; times < 2; times += 1) {
    expect(await resolver({ url: 'ws://a.test/', host: 'a.test', port: 80 }, never, async () => [])).toEqual([
      { kind: 'http', host: 'p.test', port: 1 },
    ]);
  }
  expect(server.requests).toEqual(['/proxy.pac?a=b']);
  await expect(find({ url, door: new Door() })).rejects.toMatchObject({ code: 'capability-denied' });
});

test.each([
  ['404|no', 'answered 404'],
  ['302|', 'answered 302'],
  [`200|${'x'.repeat(1_100_000)}`, 'longer than'],
])('a script that cannot be fetched is no way without a proxy', async (answer, message) => {
  const server = await scriptServer(() => answer);
  const door = new Door({ policy: { capabilities: new Set(), loopbackExempt: true } });
  await expect(find({ url: `http://127.0.0.1:${server.port}/`, door })).rejects.toThrow(message);
  await expect(find({ url: 'https://a.test/', door })).rejects.toThrow('http://');
});
