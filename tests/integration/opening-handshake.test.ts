import { expect, test } from 'vitest';
import { within } from '../support/deadline.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { startLoopbackCanary } from '../support/loopback-canary.ts';
import { startRawServer } from '../support/raw-server.ts';
import { failureOf, newMessageSocket, newStreamSocket, thrownBy } from '../support/sockets.ts';
import { startWsServer } from '../support/ws-server.ts';

expectNoLeaks();

test('the request line carries path and query as they were typed', async () => {
  const server = await startRawServer((connection) => connection.accept());
  const socket = newMessageSocket();
  await socket.connectAsync(`${server.url}CP_1/../%7Ea//b?Q=A%20b&q=[x]`);
  const [requestLine, ...rest] = (server.connections[0]?.request ?? '').split('\r\n');
  expect(requestLine).toBe('GET /CP_1/../%7Ea//b?Q=A%20b&q=[x] HTTP/1.1');
  expect(rest[0]).toBe(`Host: 127.0.0.1:${server.port}`);
});

test('headers and subprotocols are sent in order, and the chosen subprotocol is told', async () => {
  const server = await startRawServer((connection) => connection.accept({ 'Sec-WebSocket-Protocol': 'second' }));
  const socket = newStreamSocket();
  socket.setRequestHeader('Origin', 'https://example.test');
  socket.setRequestHeader('X-Token', 'old');
  socket.setRequestHeader('x-token', 'new');
  socket.control.supportedProtocols.append('first');
  socket.control.supportedProtocols.append('second');
  await socket.connectAsync(server.url);
  const headers = server.connections[0]?.headers;
  expect(headers?.get('sec-websocket-protocol')).toBe('first, second');
  expect(headers?.get('x-token')).toBe('new');
  expect(headers?.get('origin')).toBe('https://example.test');
  expect(headers?.has('user-agent')).toBe(false);
  expect(socket.information.protocol).toBe('second');
  expect(socket.information.localAddress).toBe('127.0.0.1');
});

test.each([
  ['Sec-WebSocket-Key', 'x', 'headerName'],
  ['connection', 'x', 'headerName'],
  ['Sec-WebSocket-Protocol', 'x', 'headerName'],
  ['Bad Name', 'x', 'headerName'],
  ['', 'x', 'headerName'],
  ['X-A', 'a\r\nX-B: b', 'headerValue'],
  ['X-A', 'a\0', 'headerValue'],
])('setRequestHeader(%j, %j) is E_INVALIDARG and names the %s', (name, value, field) => {
  expect(thrownBy(() => newMessageSocket().setRequestHeader(name, value)).info).toMatchObject({
    hresult: 0x80070057,
    field,
  });
});

test.each([
  ['', 'empty'],
  ['localhost', 'does not begin with'],
  ['http://localhost/', 'ws://'],
  ['ws:/localhost', 'ws://'],
  ['ws://localhost/#part', 'fragment'],
  ['ws://localhost:65536/', 'port 65536'],
  ['ws://localhost:0/', 'port 0'],
  ['ws://user:secret@localhost/', 'user name'],
  ['ws://', 'not a valid address'],
  ['ws://a b/', 'not a valid address'],
])('the address %j is E_INVALIDARG with the reason', async (uri, reason) => {
  const error = await failureOf(newMessageSocket().connectAsync(uri));
  expect(error.info).toMatchObject({ code: 'invalid-input', field: 'uri', hresult: 0x80070057 });
  expect(error.message).toContain(reason);
});

const wrongAnswers: readonly (readonly [string, Record<string, string>])[] = [
  ['no Upgrade', { upgrade: '' }],
  ['another Upgrade', { upgrade: 'h2c' }],
  ['no Connection', { connection: '' }],
  ['no accept key', { 'sec-websocket-accept': '' }],
  ['a wrong accept key', { 'sec-websocket-accept': 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=' }],
  ['a subprotocol nobody offered', { 'sec-websocket-protocol': 'chat' }],
  ['an extension nobody offered', { 'sec-websocket-extensions': 'permessage-deflate' }],
];

test.each(wrongAnswers)('an answer with %s is an invalid server response', async (_what, headers) => {
  const server = await startRawServer((connection) => connection.accept(headers));
  const error = await failureOf(newMessageSocket().connectAsync(server.url));
  expect(error.info).toMatchObject({ code: 'handshake-failed', hresult: 0x80072f78, phase: 'upgrade' });
});

test.each([
  [200, 0x800710dd, 'Unknown'],
  [301, 0x8019012d, 'MovedPermanently'],
  [401, 0x80190191, 'Unauthorized'],
  [404, 0x80190194, 'NotFound'],
  [503, 0x801901f7, 'ServiceUnavailable'],
])('HTTP status %i is %i, %s', async (statusCode, hresult, status) => {
  const server = await startRawServer((connection) =>
    connection.send(`HTTP/1.1 ${statusCode} Whatever\r\nContent-Length: 0\r\n\r\n`),
  );
  const error = await failureOf(newMessageSocket().connectAsync(server.url));
  expect(error.info).toMatchObject({ hresult, status, phase: 'upgrade', cause: `HTTP ${statusCode} Whatever` });
});

test('a server of another protocol, one that says nothing, and one that leaves are told apart', async () => {
  const other = await startRawServer((connection) => connection.send('SSH-2.0-OpenSSH_9.2\r\n'), {
    skipsRequest: true,
  });
  expect((await failureOf(newMessageSocket().connectAsync(other.url))).code).toBe('handshake-failed');

  const leaving = await startRawServer((connection) => connection.end());
  expect((await failureOf(newMessageSocket().connectAsync(leaving.url))).info).toMatchObject({
    code: 'connection-lost',
    status: 'ConnectionAborted',
  });

  const silent = await startRawServer(() => undefined);
  const cancel = new AbortController();
  const connecting = failureOf(newMessageSocket().connectAsync(silent.url, { signal: cancel.signal }));
  cancel.abort();
  expect((await within('the cancelled call', connecting)).info).toMatchObject({
    code: 'canceled',
    hresult: 0x800704c7,
    status: 'OperationCanceled',
  });
});

test('close() cancels an attempt that is under way', async () => {
  const silent = await startRawServer(() => undefined);
  const socket = newMessageSocket();
  const connecting = failureOf(socket.connectAsync(silent.url));
  socket.close();
  expect((await within('the cancelled call', connecting)).code).toBe('canceled');
});

test('a failed attempt may be repeated on the same object', async () => {
  const canary = await startLoopbackCanary();
  await canary.close();
  const server = await startWsServer(() => undefined);
  const socket = newMessageSocket();
  expect((await failureOf(socket.connectAsync(canary.url))).info.status).toBe('CannotConnect');
  await socket.connectAsync(server.url);
  expect(socket.information.remoteAddress).toBe(`127.0.0.1:${server.port}`);
});
