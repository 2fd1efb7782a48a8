import { expect, test } from 'vitest';
import { Door, MessageWebSocket, parseUri } from '../../main/sockets/index.ts';
import { closeAfterTest } from '../support/clean-up.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { startLoopbackCanary } from '../support/loopback-canary.ts';
import { startRawServer, type RawServerConnection } from '../support/raw-server.ts';
import { failureOf, newMessageSocket, newStreamSocket, thrownBy } from '../support/sockets.ts';

// Reference sections 3 (connecting), 9.4 (headers), 9.6 (proxies), 9.7 (subprotocols) and 9.8 (redirects).

expectNoLeaks();

/** A socket whose names all have these addresses. */
function socketWith(addresses: readonly string[]): MessageWebSocket {
  const policy = { capabilities: new Set([]), loopbackExempt: true };
  const socket = new MessageWebSocket({ door: new Door({ policy, resolve: async () => [...addresses] }) });
  closeAfterTest(async () => socket.close());
  return socket;
}

test.each([
  ['ws://example.test', { isSecure: false, host: 'example.test', port: 80, authority: 'example.test', target: '/' }],
  ['wss://example.test', { isSecure: true, port: 443, authority: 'example.test' }],
  ['ws://example.test:80/', { port: 80, authority: 'example.test' }],
  ['wss://example.test:80/', { port: 80, authority: 'example.test:80' }],
  ['WSS://EXAMPLE.test:8443?a', { isSecure: true, host: 'example.test', port: 8443, target: '/?a' }],
  ['ws://[::1]:8080/chat', { host: '::1', port: 8080, authority: '[::1]:8080', target: '/chat' }],
])('3.1: scheme, default port, host and target of %s', (uri, parts) => {
  expect(parseUri(uri)).toMatchObject(parts);
});

test('3.2: at most five addresses of a name are tried, one after the other', async () => {
  const canary = await startLoopbackCanary();
  const uri = `wss://several.test:${canary.port}/`;
  const error = await failureOf(socketWith(Array.from({ length: 7 }, () => '127.0.0.1')).connectAsync(uri));
  expect(error.info).toMatchObject({ code: 'tls-failed', phase: 'tls' });
  expect(canary.connections).toBe(5);
});

test('3.2: after a failed attempt the subprotocols may be put right, and the same object connects', async () => {
  const server = await startRawServer((connection) =>
    connection.headers.get('sec-websocket-protocol') === 'right'
      ? connection.accept({ 'Sec-WebSocket-Protocol': 'right' })
      : connection.send('HTTP/1.1 400 Wrong subprotocol\r\nContent-Length: 0\r\n\r\n'),
  );
  const socket = newMessageSocket();
  const { supportedProtocols } = socket.control;
  supportedProtocols.append('wrong');
  expect((await failureOf(socket.connectAsync(server.url))).info.status).toBe('BadRequest');
  supportedProtocols.clear();
  supportedProtocols.append('right');
  await socket.connectAsync(server.url);
  expect(socket.information.protocol).toBe('right');
});

test('3.3: a signal that is aborted already cancels before anything is sent', async () => {
  const canary = await startLoopbackCanary();
  const signal = AbortSignal.abort(new Error('the reason is not told'));
  expect((await failureOf(newMessageSocket().connectAsync(canary.url, { signal }))).info).toMatchObject({
    code: 'canceled',
    hresult: 0x800704c7,
    status: 'OperationCanceled',
  });
  expect(canary.connections).toBe(0);
});

test.each([
  ['Cookie', 'a=b; c=d'],
  ['Authorization', 'Bearer abc'],
  ['User-Agent', 'a client'],
  ['Origin', 'https://example.test'],
  ['X-Anything', '  spaces\tand tabs within '],
  ['X-Empty', ''],
  ['X-Latin', 'grüße'],
  ['Host', 'virtual.test'],
])('9.4: the header %s can be set', async (name, value) => {
  const server = await startRawServer((connection) => connection.accept());
  const socket = newMessageSocket();
  socket.setRequestHeader(name, value);
  await socket.connectAsync(server.url);
  const { request } = server.connections[0] as RawServerConnection;
  const lines = request.split('\r\n').filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  expect(lines).toEqual([`${name}: ${value}`]);
});

test.each([
  ...['Connection', 'Upgrade', 'Sec-WebSocket-Accept', 'Sec-WebSocket-Extensions', 'sec-websocket-version'].map(
    (name) => [name, 'x', 'headerName'] as const,
  ),
  ...['X A', 'X:', 'X\r\nY', 'é', '(x)'].map((name) => [name, 'x', 'headerName'] as const),
  ...['a\nb', 'a\rb', 'a\u007f', 'a\u0001', '世'].map((value) => ['X-A', value, 'headerValue'] as const),
])('9.4: setRequestHeader(%j, %j) is E_INVALIDARG', (name, value, field) => {
  expect(thrownBy(() => newStreamSocket().setRequestHeader(name, value)).info).toMatchObject({
    hresult: 0x80070057,
    field,
  });
});

test('9.4, 9.7: what is not asked for is not sent: no Origin, User-Agent, subprotocol or extension', async () => {
  const server = await startRawServer((connection) => connection.accept());
  const socket = newMessageSocket();
  await socket.connectAsync(server.url);
  expect([...(server.connections[0] as RawServerConnection).headers.keys()]).toEqual([
    'host',
    'upgrade',
    'connection',
    'sec-websocket-key',
    'sec-websocket-version',
  ]);
});

test('9.7: a server may choose no subprotocol; protocol is then empty', async () => {
  const server = await startRawServer((connection) => connection.accept());
  const socket = newMessageSocket();
  socket.control.supportedProtocols.append('offered');
  await socket.connectAsync(server.url);
  expect(socket.information.protocol).toBe('');
});

test.each([
  [301, 0x8019012d, 'MovedPermanently'],
  [302, 0x8019012e, 'Found'],
  [307, 0x80190133, 'TemporaryRedirect'],
  [308, 0x80190003, 'UnexpectedRedirection'],
  [407, 0x80190197, 'ProxyAuthenticationRequired'],
])('9.6, 9.8: an answer %i fails, and its Location is not followed', async (statusCode, hresult, status) => {
  const canary = await startLoopbackCanary();
  const server = await startRawServer((connection) =>
    connection.send(`HTTP/1.1 ${statusCode} X\r\nLocation: ${canary.url}\r\nContent-Length: 0\r\n\r\n`),
  );
  const error = await failureOf(newMessageSocket().connectAsync(server.url));
  expect(error.info).toMatchObject({ code: 'handshake-failed', hresult, status, phase: 'upgrade' });
  expect(canary.connections).toBe(0);
});

test('10.4: a name without an address is HostNameNotResolved', async () => {
  const error = await failureOf(socketWith([]).connectAsync('ws://nobody.test/'));
  expect(error.info).toMatchObject({ hresult: 0x80072ee7, status: 'HostNameNotResolved', phase: 'dns' });
});

test('10.4: nobody listening is CannotConnect', async () => {
  const canary = await startLoopbackCanary();
  await canary.close();
  expect((await failureOf(newStreamSocket().connectAsync(canary.url))).info).toMatchObject({
    hresult: 0x80072efd,
    status: 'CannotConnect',
    cause: 'ECONNREFUSED',
    phase: 'tcp',
  });
});

test('10.4: a capability that is missing is CannotConnect, and the denial says which', async () => {
  const canary = await startLoopbackCanary();
  const socket = new MessageWebSocket({ door: new Door() });
  expect((await failureOf(socket.connectAsync(canary.url))).info).toMatchObject({
    code: 'capability-denied',
    hresult: 0x80072efd,
    status: 'CannotConnect',
    denial: { address: '127.0.0.1', addressClass: 'loopback', needs: 'loopback exemption' },
  });
  expect(canary.connections).toBe(0);
});
