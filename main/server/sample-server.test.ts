import { once } from 'node:events';
import { createServer } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { frame } from '../../tests/support/frames.ts';
import { eventually, within } from '../../tests/support/deadline.ts';
import { expectNoLeaks } from '../../tests/support/leaks.ts';
import { connectRaw, openRaw, type RawClientOptions } from '../../tests/support/raw-client.ts';
import { sampleMaterial, startTestSampleServer } from '../../tests/support/sample-server.ts';
import { connectWs } from '../../tests/support/ws-client.ts';
import { startSampleServer } from './sample-server.ts';

expectNoLeaks();

describe('where it listens', () => {
  test('on both loopback addresses, plain and with TLS, and on no other', async () => {
    const { ports, endpoints } = await startTestSampleServer();
    const [plain, secure] = ports;
    for (const url of [
      `ws://127.0.0.1:${plain}`,
      `ws://[::1]:${plain}`,
      `wss://127.0.0.1:${secure}`,
      `wss://[::1]:${secure}`,
    ]) {
      expect((await connectRaw(`${url}/echo`)).response, url).toMatch(/^HTTP\/1.1 101 /);
    }
    expect(endpoints.echo).toBe(`ws://localhost:${plain}/echo`);
    expect(endpoints.clientAuthentication).toBe(`wss://localhost:${secure}/client-auth`);
    // Were it bound to all addresses, this one would be taken.
    const other = createServer().listen({ host: '127.0.0.2', port: plain, exclusive: true });
    await within('a listener beside it', once(other, 'listening'));
    other.close();
    await once(other, 'close');
  });

  test('the TLS certificate is untrusted and for another name', async () => {
    const { ports, material } = await startTestSampleServer();
    const failureOf = async (options: object): Promise<unknown> => {
      const socket = connectTls({ host: '127.0.0.1', port: ports[1], servername: 'localhost', ...options });
      const [error] = (await within('a TLS failure', once(socket, 'error'))) as [NodeJS.ErrnoException];
      await eventually('the end', () => socket.closed);
      return error.code;
    };
    expect(await failureOf({})).toBe('SELF_SIGNED_CERT_IN_CHAIN');
    expect(await failureOf({ ca: material.authorityCertificate })).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
  });
});

test.each([
  ['/WebSocketSample/EchoWebSocket.ashx', 'echo'],
  ['/websocketsample/ECHOwebsocket.ashx', 'echo'],
  ['/WebSocketSample/partialMessages.ashx', 'echo'],
  ['/WebSocketSample/EchoWebSocket.ashx', 'secureEcho'],
] as const)("Microsoft's path %s greets (%s)", async (path, base) => {
  const { endpoints } = await startTestSampleServer();
  const { next } = await connectWs(new URL(path, endpoints[base]).href);
  expect(await next()).toMatch(/^Connected to the Duplex sample server at /);
});

test("Microsoft's path for client authentication wants a certificate", async () => {
  const { endpoints } = await startTestSampleServer();
  const url = new URL('/WebSocketSample/EchoWebSocketWithClientAuthentication.ashx', endpoints.secureEcho).href;
  expect((await connectRaw(url)).response).toMatch(/^HTTP\/1.1 403 /);
});

describe('opening handshakes', () => {
  const cases: [string, string, RawClientOptions, RegExp][] = [
    ['another path', '/nothing', {}, /^HTTP\/1.1 404 Not Found\r\n/],
    ['a path below an endpoint', '/echo/more', {}, /^HTTP\/1.1 404 /],
    [
      'an old version',
      '/echo',
      { headers: { 'Sec-WebSocket-Version': '8' } },
      /^HTTP\/1.1 426 .*\r\nSec-WebSocket-Version: 13\r\n/s,
    ],
    ['no version', '/sink', { headers: { 'Sec-WebSocket-Version': '' } }, /^HTTP\/1.1 426 /],
    ['no key', '/sink', { headers: { 'Sec-WebSocket-Key': '' } }, /^HTTP\/1.1 400 /],
    ['a short key', '/echo', { headers: { 'Sec-WebSocket-Key': 'AAAA' } }, /^HTTP\/1.1 400 /],
    ['another protocol to upgrade to', '/sink', { headers: { Upgrade: 'h2c' } }, /^HTTP\/1.1 426 /],
    ['POST', '/sink', { method: 'POST' }, /^HTTP\/1.1 405 /],
    ['a malformed subprotocol', '/sink', { headers: { 'Sec-WebSocket-Protocol': 'a b' } }, /^HTTP\/1.1 400 /],
    ['a subprotocol twice', '/sink', { headers: { 'Sec-WebSocket-Protocol': 'a, a' } }, /^HTTP\/1.1 400 /],
    ['headers of 20 KiB', '/echo', { headers: { 'X-Long': 'x'.repeat(20_000) } }, /^HTTP\/1.1 431 /],
    ['a subprotocol', '/sink', { headers: { 'Sec-WebSocket-Protocol': 'a, b' } }, /\r\nSec-WebSocket-Protocol: a\r\n/],
    [
      'a subprotocol, for ws',
      '/echo',
      { headers: { 'Sec-WebSocket-Protocol': 'a, b' } },
      /\r\nSec-WebSocket-Protocol: a\r\n/,
    ],
    // The accept value of RFC 6455, section 1.3.
    ['nothing special', '/sink', {}, /^HTTP\/1.1 101 .*\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK\+xOo=\r\n/s],
  ];

  test.each(cases)('with %s (%s)', async (_, path, options, response) => {
    const { endpoints } = await startTestSampleServer();
    expect((await connectRaw(new URL(path, endpoints.echo).href, options)).response).toMatch(response);
  });
});

describe('plain HTTP', () => {
  test.each([
    ['/', 200, '/partial'],
    ['/echo', 426, 'WebSocket only'],
    ['/elsewhere', 404, '/partial'],
    ['/%', 404, '/partial'],
  ])('GET %s gives %i', async (path, status, text) => {
    const { endpoints } = await startTestSampleServer();
    const response = await fetch(new URL(path, endpoints.echo.replace('ws:', 'http:')));
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await response.text()).toContain(text);
  });

  test('other methods are refused', async () => {
    const { endpoints } = await startTestSampleServer();
    const response = await fetch(endpoints.echo.replace('ws:', 'http:'), { method: 'POST', body: 'x' });
    expect(response.status).toBe(405);
    await response.text();
  });
});

describe('what clients do wrong', () => {
  test.each([
    ['the plain port', 'ws', 0],
    ['the TLS port', 'ws', 1],
    ['the inside of TLS', 'wss', 1],
  ] as const)('bytes without meaning on %s leave the server as it is', async (_, scheme, index) => {
    const { ports, endpoints } = await startTestSampleServer();
    const connection = await openRaw(`${scheme}://127.0.0.1:${ports[index]}/`);
    await connection.send(Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 7919) & 0xff)));
    connection.end();
    await connection.incoming.rest();
    const { next } = await connectWs(endpoints.echo);
    expect(await next()).toContain('Connected');
  });

  test('clients that vanish at any moment leave the server as it is', async () => {
    const { endpoints } = await startTestSampleServer();
    for (const url of [
      endpoints.echo,
      endpoints.sink,
      `${endpoints.stream}?bytes=17179869184`,
      `${endpoints.flood}?count=100000000&size=20`,
      `${endpoints.flood}?count=1000&size=16777216`,
    ]) {
      const connection = await connectRaw(url);
      await connection.send(frame({ payload: 'cut short', masked: true }).subarray(0, 9));
      connection.destroy();
      await connection.closed();
    }
    const { next } = await connectWs(endpoints.echo);
    expect(await next()).toContain('Connected');
  });

  test('the connection after the 256th is dropped, until another ends', { timeout: 10_000 }, async () => {
    const { endpoints } = await startTestSampleServer();
    const clients = await Promise.all(Array.from({ length: 256 }, () => connectRaw(endpoints.sink)));
    expect((await connectRaw(endpoints.sink)).response).toBe('');
    clients[0]?.destroy();
    await eventually('room for another', () => clients[0]?.socket.closed === true);
    let response = '';
    while (response === '') ({ response } = await connectRaw(endpoints.sink));
    expect(response).toMatch(/^HTTP\/1.1 101 /);
  });
});

describe('close', () => {
  test('tells every client 1001 and leaves nothing open', async () => {
    const server = await startTestSampleServer();
    const clients = await Promise.all(
      [server.endpoints.echo, server.endpoints.secureEcho, server.endpoints.partialMessages, server.endpoints.sink].map(
        (url) => connectWs(url),
      ),
    );
    await server.close();
    for (const client of clients) expect(await client.closed()).toEqual({ code: 1001, reason: 'the server stops' });
    await expect(connectRaw(server.endpoints.echo)).rejects.toThrow('ECONNREFUSED');
  });

  test('does not wait for clients that do not answer, are in the middle of a stream, or never said anything', async () => {
    const { endpoints, ports, close } = await startTestSampleServer();
    await openRaw(`ws://127.0.0.1:${ports[0]}/`);
    await openRaw(`ws://127.0.0.1:${ports[1]}/`);
    await connectRaw(endpoints.echo);
    await connectRaw(endpoints.secureEcho);
    await connectRaw(endpoints.sink);
    await connectRaw(new URL('/sink', endpoints.secureEcho).href);
    const stalled = await connectRaw(`${endpoints.stream}?bytes=17179869184`);
    stalled.socket.pause();
    const flooded = await connectRaw(`${endpoints.flood}?count=100000000&size=20`);
    flooded.socket.pause();
    const start = performance.now();
    await close();
    expect(performance.now() - start).toBeLessThan(1000);
  });

  test('may be called twice, also at once', async () => {
    const { close } = await startTestSampleServer();
    await Promise.all([close(), close()]);
    await close();
  });
});

test.each(['authorityCertificate', 'serverCertificate', 'serverKey'] as const)(
  'material with a wrong %s is refused before anything listens',
  async (part) => {
    const material = { ...(await sampleMaterial()), [part]: 'not PEM' };
    await expect(startSampleServer({ material })).rejects.toMatchObject({ info: { code: 'bad-file', phase: 'tls' } });
  },
);
