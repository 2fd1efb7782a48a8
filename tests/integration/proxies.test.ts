// Proxies of the tests' own, good and hostile; those of others are in tests/interop/proxies.test.ts.
import { expect, onTestFinished, test, vi } from 'vitest';
import type { DoorOptions } from '../../main/network/door.ts';
import { parseHostRule } from '../../main/network/host-rule.ts';
import {
  AttemptRecorder,
  Door,
  MessageWebSocket,
  parseProxyList,
  PasswordCredential,
  SocketMessageType,
  StreamWebSocket,
  type ProxyServer,
} from '../../main/sockets/index.ts';
import { newAuthority, newCertificate, serverTls } from '../support/certificates.ts';
import { closeAfterTest } from '../support/clean-up.ts';
import { within } from '../support/deadline.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { startLoopbackCanary } from '../support/loopback-canary.ts';
import { startRawServer, type RawServerConnection } from '../support/raw-server.ts';
import { startSimpleProxy } from '../support/simple-proxies.ts';
import { closedEvent, failureOf, Messages } from '../support/sockets.ts';
import { startWsServer, type WsServer, type WsServerOptions } from '../support/ws-server.ts';

expectNoLeaks();

const policy = { capabilities: new Set(['internetClient'] as const), loopbackExempt: true };
const password = 'Correct-Horse-7';

function newSocket(proxies: readonly ProxyServer[], options: DoorOptions = {}): MessageWebSocket {
  const socket = new MessageWebSocket({ door: new Door({ policy, ...options }), proxies: async () => proxies });
  socket.control.messageType = SocketMessageType.utf8;
  socket.control.ignorableServerCertificateErrors.append(1);
  closeAfterTest(async () => socket.close());
  return socket;
}

function echoServer(options: WsServerOptions = {}): Promise<WsServer> {
  return startWsServer(
    (socket) => socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary })),
    options,
  );
}

async function expectEcho(socket: MessageWebSocket, url: string, recorder?: AttemptRecorder): Promise<void> {
  const messages = new Messages(socket);
  await socket.connectAsync(url, { ...(recorder && { recorder }) });
  const sent = ['a', 'ü'.repeat(40_000), 'x'.repeat(300_000)];
  for (const text of sent) await socket.outputStream.writeAsync(Buffer.from(text));
  const back = await within('the echoes', messages.wait(sent.length));
  expect(back.map(({ bytes }) => bytes.toString() === sent.shift())).toEqual([true, true, true]);
  const closed = closedEvent(socket);
  socket.close(1000, 'done');
  expect(await within('closed', closed)).toEqual({ code: 1000, reason: 'done' });
}

test.each(['ws', 'wss'])(
  'through an HTTP proxy, %s works both ways, and a name is the proxy’s to resolve',
  async (scheme) => {
    const tls = scheme === 'wss' ? serverTls(await newCertificate({ dnsNames: ['only-the-proxy.test'] })) : undefined;
    const server = await echoServer(tls && { tls });
    const proxy = await startSimpleProxy();
    const recorder = new AttemptRecorder();
    const socket = newSocket([{ kind: 'http', host: '127.0.0.1', port: proxy.port }], {
      resolve: () => Promise.reject(new Error('nobody resolves here')),
    });
    await expectEcho(socket, `${scheme}://only-the-proxy.test:${server.port}/`, recorder);
    expect(proxy.requests).toEqual([
      `CONNECT only-the-proxy.test:${server.port} HTTP/1.1\r\nHost: only-the-proxy.test:${server.port}\r\n\r\n`,
    ]);
    expect(recorder.attempt).toMatchObject({ outcome: 'open', redirects: [] });
    expect(recorder.attempt?.phases.map(({ phase, isToProxy, outcome }) => [phase, isToProxy, outcome])).toEqual([
      ['proxy', false, 'done'],
      ['policy', false, 'done'],
      ['policy', true, 'done'],
      ['tcp', true, 'done'],
      ['proxy', false, 'done'],
      ...(scheme === 'wss'
        ? [
            ['tls', false, 'done'],
            ['tls', false, 'done'],
          ]
        : []),
      ['upgrade', false, 'done'],
    ]);
  },
);

test('the stream is read with backpressure through a proxy and TLS', async () => {
  const sizeBytes = 8 * 1024 * 1024;
  const server = await startWsServer((peer) => peer.send(Buffer.alloc(sizeBytes, 7)), {
    tls: serverTls(await newCertificate()),
  });
  const proxy = await startSimpleProxy();
  const socket = new StreamWebSocket({
    door: new Door({ policy }),
    proxies: async () => [{ kind: 'http', host: 'localhost', port: proxy.port }],
  });
  closeAfterTest(async () => socket.close());
  socket.control.ignorableServerCertificateErrors.append(1);
  await socket.connectAsync(`wss://localhost:${server.port}/`);
  let received = 0;
  while (received < sizeBytes) {
    const section = await within('a section', socket.inputStream.readAsync(Buffer.alloc(50_000), 50_000, 1));
    expect(section.every((byte) => byte === 7)).toBe(true);
    received += section.length;
  }
  expect(received).toBe(sizeBytes);
});

test('through a proxy that speaks TLS itself, TLS over TLS included', async () => {
  const authority = await newAuthority();
  const certificate = await newCertificate({ issuer: authority });
  const proxy = await startSimpleProxy({ tls: serverTls(certificate) });
  const way: ProxyServer = { kind: 'https', host: 'localhost', port: proxy.port, authority: authority.certificate };
  const plain = await echoServer();
  await expectEcho(newSocket([way]), `ws://localhost:${plain.port}/`);
  const secure = await echoServer({ tls: serverTls(await newCertificate()) });
  await expectEcho(newSocket([way]), `wss://localhost:${secure.port}/`);
  expect(proxy.requests).toHaveLength(2);
});

test('the certificate of a proxy has to be good, whatever the app ignores in a server’s, or the environment says', async () => {
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
  onTestFinished(() => void vi.unstubAllEnvs());
  const proxy = await startSimpleProxy({ tls: serverTls(await newCertificate()) });
  const socket = newSocket([{ kind: 'https', host: 'localhost', port: proxy.port }]);
  const recorder = new AttemptRecorder();
  const error = await failureOf(socket.connectAsync('ws://localhost/', { recorder }));
  expect(error.info).toMatchObject({ code: 'proxy-failed', hresult: 0x80072f85, status: 'ServerUnreachable' });
  expect(recorder.attempt?.phases.find(({ phase }) => phase === 'tls')).toMatchObject({
    isToProxy: true,
    outcome: 'failed',
    code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  });
  expect(proxy.requests).toEqual([]);
});

test('proxies are tried in order; one that refuses ends it', async () => {
  const server = await echoServer();
  const canary = await startLoopbackCanary();
  await canary.close();
  const garbage = await startRawServer((connection) => connection.send('SSH-2.0-x\r\n'), { skipsRequest: true });
  const good = await startSimpleProxy();
  const [dead, broken, working] = [canary.port, garbage.port, good.port].map(
    (port) => ({ kind: 'http', host: '127.0.0.1', port }) as const,
  ) as [ProxyServer, ProxyServer, ProxyServer];
  const url = `ws://localhost:${server.port}/`;
  await expectEcho(newSocket([dead, broken, working]), url);
  await expectEcho(newSocket([dead, { kind: 'direct' }]), url);
  await expectEcho(newSocket([]), url);

  const refusing = await startSimpleProxy({ answer: () => 'HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n' });
  const refused = newSocket([{ kind: 'http', host: '127.0.0.1', port: refusing.port }, working]);
  expect((await failureOf(refused.connectAsync(url))).info).toMatchObject({
    code: 'proxy-refused',
    status: 'Forbidden',
  });
  expect(good.requests).toHaveLength(1);
  expect((await failureOf(newSocket([dead]).connectAsync(url))).info).toMatchObject({
    code: 'proxy-failed',
    status: 'ServerUnreachable',
    cause: 'ECONNREFUSED',
  });
});

test('a socket without proxies goes the door’s way, and the environment is not asked', async () => {
  const server = await echoServer();
  const proxy = await startSimpleProxy();
  const canary = await startLoopbackCanary();
  const before = { ...process.env };
  const variables = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy'];
  for (const name of variables) process.env[name] = `http://127.0.0.1:${canary.port}`;
  try {
    const door = new Door({ policy, proxies: async () => [{ kind: 'http', host: '127.0.0.1', port: proxy.port }] });
    for (const socket of [new MessageWebSocket({ door }), newSocket([{ kind: 'direct' }])]) {
      closeAfterTest(async () => socket.close());
      await socket.connectAsync(`ws://localhost:${server.port}/`);
    }
  } finally {
    process.env = before;
  }
  expect(proxy.requests).toHaveLength(1);
  expect(canary.connections).toBe(0);
});

test('the proxy’s own address is decided, and the server behind it too', async () => {
  const canary = await startLoopbackCanary();
  const proxies: ProxyServer[] = [{ kind: 'http', host: 'proxy.test', port: canary.port }];
  const resolve = async (): Promise<string[]> => ['127.0.0.1'];
  const refusals = async (url: string, capabilities: string[], loopbackExempt: boolean): Promise<unknown> => {
    const reach = { capabilities: new Set(capabilities) as never, loopbackExempt };
    const socket = newSocket(proxies, { policy: reach, resolve });
    return (await failureOf(socket.connectAsync(url))).info.denial;
  };
  // A name behind a proxy is internet, an address what it is.
  expect(await refusals('ws://server.test/', [], true)).toMatchObject({
    address: 'server.test',
    needs: 'internetClient',
  });
  expect(await refusals('ws://10.0.0.5/', ['internetClient'], true)).toMatchObject({
    needs: 'privateNetworkClientServer',
  });
  expect(await refusals('ws://127.0.0.1/', ['internetClient'], false)).toMatchObject({ needs: 'loopback exemption' });
  // The proxy itself.
  expect(await refusals('ws://server.test/', ['internetClient'], false)).toMatchObject({ address: '127.0.0.1' });
  expect(canary.connections).toBe(0);
});

test('a proxy is asked for the host in the spelling that was decided on, and for nothing else', async () => {
  const door = new Door({ policy });
  const dial = async (host: string): Promise<string> => {
    const proxy = await startRawServer((peer) => peer.send('HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n'));
    const readInto = { buffer: Buffer.alloc(16), callback: () => true };
    const error = await failureOf(
      door.dial({
        host,
        port: 80,
        noDelay: true,
        readInto,
        signal: new AbortController().signal,
        proxies: async () => [{ kind: 'http', host: '127.0.0.1', port: proxy.port }],
      }),
    );
    return proxy.connections[0]?.request ?? error.code;
  };
  expect(await dial('a.test\r\nProxy-Authorization: x')).toBe('name-not-resolved');
  expect(await dial('a.test:80@b.test')).toBe('name-not-resolved');
  expect(await dial('0x7F.1')).toMatch(/^CONNECT 127\.0\.0\.1:80 HTTP\/1\.1\r\nHost: 127\.0\.0\.1:80\r\n\r\n$/);
  expect(await dial('Ａ.TEST.')).toMatch(/^CONNECT a\.test\.:80 /);
});

test('localhost behind a proxy may be either address, so that both have to be allowed', async () => {
  const proxies: ProxyServer[] = [{ kind: 'http', host: 'proxy.test', port: 1 }];
  const deny = { ...policy, denied: [parseHostRule('::1')] };
  const socket = newSocket(proxies, { policy: deny, resolve: async () => ['127.0.0.1'] });
  const error = await failureOf(socket.connectAsync('ws://localhost/'));
  expect(error.info.denial).toMatchObject({ address: '::1', entry: '::1' });
});

type Hostility = (connection: RawServerConnection) => void | Promise<void>;

const hostile: readonly (readonly [string, Hostility, string, object])[] = [
  ['closes at once', (peer) => peer.end(), 'closed the connection', { code: 'proxy-failed' }],
  ['resets', (peer) => peer.destroy(), '', { code: 'proxy-failed' }],
  ['closes midway', (peer) => peer.send('HTTP/1.1 200 O').then(() => peer.end()), 'closed', { code: 'proxy-failed' }],
  ['replies garbage', (peer) => peer.send('\x05\x00nonsense\r\n'), 'it begins with', { code: 'proxy-failed' }],
  [
    'has a huge head',
    (peer) => peer.send(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`),
    'longer than 16384 bytes',
    { code: 'proxy-failed', hresult: 0x80072f78 },
  ],
  [
    'replies and then data at once',
    (peer) => peer.send('HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 101 Switching Protocols\r\n\r\n'),
    'data came right behind',
    { code: 'proxy-failed' },
  ],
  [
    'sends interim answers for ever',
    (peer) => peer.send('HTTP/1.1 102 Processing\r\n\r\n'.repeat(50)),
    'more than 10 interim',
    { code: 'proxy-failed' },
  ],
  [
    'is a captive portal',
    (peer) => peer.send('HTTP/1.1 302 Found\r\nLocation: http://login.test/\r\nContent-Length: 0\r\n\r\n'),
    'answered 302 Found',
    { code: 'proxy-refused', status: 'Found' },
  ],
  [
    'cannot reach the server',
    (peer) => peer.send('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 4\r\n\r\nlost'),
    'answered 502 Bad Gateway',
    { code: 'proxy-refused', status: 'BadGateway', cause: 'HTTP 502 Bad Gateway' },
  ],
];

test.each(hostile)('an HTTP proxy that %s', async (_what, handler, message, info) => {
  const proxy = await startRawServer(handler);
  const socket = newSocket([{ kind: 'http', host: '127.0.0.1', port: proxy.port }]);
  const error = await within('the failure', failureOf(socket.connectAsync('ws://localhost/')));
  expect(error.info).toMatchObject({ phase: 'proxy', ...info });
  expect(error.message).toContain(message);
});

test('a head that never ends is given up, not collected', async () => {
  const proxy = await startRawServer(async (peer) => {
    await peer.send('HTTP/1.1 200 OK\r\n');
    for (let sent = 0; sent < 100 && !peer.socket.destroyed; sent += 1)
      await peer.send(`X-${sent}: ${'y'.repeat(1000)}\r\n`);
  });
  const socket = newSocket([{ kind: 'http', host: '127.0.0.1', port: proxy.port }]);
  expect((await failureOf(socket.connectAsync('ws://localhost/'))).message).toContain('longer than');
});

test('a loop of 407 comes to an end: a login is tried once', async () => {
  const challenge = (extra: string): string =>
    `HTTP/1.1 407 Login\r\nProxy-Authenticate: Digest realm="r", nonce="n", qop="auth"${extra}\r\nContent-Length: 2\r\n\r\nno`;
  for (const [extra, count] of [
    ['', 2],
    [', stale=true', 4],
  ] as const) {
    const proxy = await startSimpleProxy({ answer: () => challenge(extra) });
    const socket = newSocket([{ kind: 'http', host: '127.0.0.1', port: proxy.port }]);
    socket.control.proxyCredential = new PasswordCredential('', 'user', password);
    const recorder = new AttemptRecorder();
    const error = await failureOf(socket.connectAsync('ws://localhost/', { recorder }));
    expect(error.info).toMatchObject({
      code: 'proxy-refused',
      hresult: 0x80190197,
      status: 'ProxyAuthenticationRequired',
    });
    expect(proxy.requests).toHaveLength(count);
    // Asked again on the same connection, as the proxy keeps it.
    expect(proxy.connections).toBe(1);
    const asked = recorder.attempt?.phases.filter((phase) => phase.phase === 'proxy' && phase.step === 'connect');
    expect(asked?.map(({ outcome }) => outcome)).toEqual([...Array<string>(count - 1).fill('retried'), 'failed']);
  }
});

test.each(['', 'Connection: close\r\n'])('a login with Basic on 407, %j', async (header) => {
  const server = await echoServer();
  const proxy = await startSimpleProxy({
    answer: (head) =>
      head.includes(`Proxy-Authorization: Basic ${Buffer.from(`us er:${password}`).toString('base64')}`)
        ? 'HTTP/1.1 200 OK\r\n\r\n'
        : `HTTP/1.1 407 Login\r\nProxy-Authenticate: Basic realm="r"\r\n${header}Content-Length: 5\r\n\r\nlogin`,
  });
  const socket = newSocket([{ kind: 'http', host: '127.0.0.1', port: proxy.port }]);
  socket.control.proxyCredential = new PasswordCredential('', 'us er', password);
  await expectEcho(socket, `ws://localhost:${server.port}/`);
  expect(proxy.connections).toBe(header === '' ? 1 : 2);
});

test('a login for the proxy is not for the server: its 407 is an answer like any other', async () => {
  const server = await startRawServer((peer) =>
    peer.send('HTTP/1.1 407 Login\r\nProxy-Authenticate: Basic realm="r"\r\nContent-Length: 0\r\n\r\n'),
  );
  const proxy = await startSimpleProxy();
  const socket = newSocket([{ kind: 'http', host: '127.0.0.1', port: proxy.port }]);
  socket.control.proxyCredential = new PasswordCredential('', 'user', password);
  const error = await failureOf(socket.connectAsync(`ws://localhost:${server.port}/`));
  expect(error.info).toMatchObject({ code: 'handshake-failed', status: 'ProxyAuthenticationRequired' });
  expect(server.connections).toHaveLength(1);
});

const socksAnswers: readonly (readonly [string, string[], string, object])[] = [
  ['wants a login', ['05ff'], 'wants a login', { code: 'proxy-refused', hresult: 0x80190197 }],
  [
    'refuses',
    ['0500', '05020001000000000000'],
    'not allowed by its rules',
    { code: 'proxy-refused', cause: 'SOCKS5 reply 2' },
  ],
  ['refuses in two bytes', ['0500', '0505'], 'connection refused', { code: 'proxy-refused', hresult: 0x80072efd }],
  ['has a reply nobody knows', ['0500', '05630001000000000000'], '"99"', { code: 'proxy-refused' }],
  ['is of version 4', ['005a'], 'it is not a SOCKS5 proxy', { code: 'proxy-failed' }],
  ['speaks HTTP', [Buffer.from('HTTP/1.1 400 Bad\r\n').toString('hex')], '', { code: 'proxy-failed' }],
  ['chooses what was not offered', ['0502'], 'login method 2', { code: 'proxy-failed' }],
  ['has an address of no type', ['0500', '05000009000000000000'], 'type 9', { code: 'proxy-failed' }],
  [
    'replies and then data at once',
    ['0500', '0500000100000000000041'],
    'data came right behind',
    { code: 'proxy-failed' },
  ],
];

test.each(socksAnswers)('a SOCKS proxy that %s', async (_what, answers, message, info) => {
  const proxy = await startRawServer(
    async (peer) => {
      for (const answer of answers) {
        await new Promise((resolve) => peer.socket.once('data', resolve));
        await peer.send(Buffer.from(answer, 'hex'));
      }
    },
    { skipsRequest: true },
  );
  const socket = newSocket([{ kind: 'socks5', host: '127.0.0.1', port: proxy.port }]);
  const error = await within('the failure', failureOf(socket.connectAsync('ws://localhost/')));
  expect(error.info).toMatchObject({ phase: 'proxy', ...info });
  expect(error.message).toContain(message);
});

test('what a PAC script or the system answers is read, and never taken for "no proxy" when it is none we know', () => {
  expect(parseProxyList('PROXY a.test:8080; HTTPS b.test ;SOCKS5 [::1]:1081;socks c.test; DIRECT;')).toEqual([
    { kind: 'http', host: 'a.test', port: 8080 },
    { kind: 'https', host: 'b.test', port: 443 },
    { kind: 'socks5', host: '::1', port: 1081 },
    { kind: 'socks5', host: 'c.test', port: 1080 },
    { kind: 'direct' },
  ]);
  expect(parseProxyList('')).toEqual([]);
  for (const text of ['SOCKS4 a:1', 'PROXY a:99999', 'PROXY', 'PROXY u:p@a:1', 'nonsense']) {
    expect(() => parseProxyList(text)).toThrow('none is of a kind that can be used');
  }
});
