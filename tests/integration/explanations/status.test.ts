import { expect, test } from 'vitest';
import type { RuleId } from '../../../renderer/model/explain-attempt/explanation.ts';
import { expectNoLeaks } from '../../support/leaks.ts';
import { startRawServer, type RawServer } from '../../support/raw-server.ts';
import { PasswordCredential } from '../../../main/sockets/index.ts';
import { connectInVain, expectExplained } from './explained.ts';

expectNoLeaks();

/** A server that answers every request for the upgrade with this. */
function answering(status: string, headers: readonly string[] = [], body = ''): Promise<RawServer> {
  const lines = [`HTTP/1.1 ${status}`, ...headers, `Content-Length: ${Buffer.byteLength(body)}`];
  return startRawServer((connection) => connection.send(`${lines.join('\r\n')}\r\n\r\n${body}`));
}

interface Case {
  readonly status: string;
  readonly headers?: readonly string[];
  readonly body?: string;
  readonly rule: RuleId;
  readonly certainty?: 'certain' | 'likely';
  readonly says: readonly string[];
}

const html = 'Content-Type: text/html; charset=utf-8';

const cases: readonly Case[] = [
  { status: '404 Not Found', rule: 'http-not-found', says: ['/chat/room', '404 Not Found'] },
  { status: '410 Gone', rule: 'http-gone', says: ['/chat/room', '410 Gone'] },
  { status: '405 Method Not Allowed', headers: ['Allow: POST'], rule: 'http-method', says: ['/chat/room', '405'] },
  {
    status: '403 Forbidden',
    body: 'key is blocked',
    rule: 'http-forbidden',
    says: ['403 Forbidden', 'key is blocked'],
  },
  { status: '407 Proxy Authentication Required', rule: 'http-proxy-login', says: ['407', 'proxy'] },
  {
    status: '426 Upgrade Required',
    headers: ['Sec-WebSocket-Version: 8, 7'],
    rule: 'http-version-not-supported',
    says: ['426', '8, 7', '13'],
  },
  {
    status: '426 Upgrade Required',
    headers: ['Upgrade: websocket', 'Sec-WebSocket-Version: 13'],
    rule: 'http-upgrade-required',
    certainty: 'likely',
    says: ['426', '“websocket”', 'reverse proxy'],
  },
  { status: '408 Request Timeout', rule: 'http-timed-out', certainty: 'likely', says: ['408 Request Timeout'] },
  { status: '429 Too Many Requests', headers: ['Retry-After: 120'], rule: 'http-too-many', says: ['429', '120 s'] },
  { status: '431 Request Header Fields Too Large', rule: 'http-request-too-large', says: ['431'] },
  { status: '414 URI Too Long', rule: 'http-request-too-large', says: ['414'] },
  {
    status: '400 Bad Request',
    body: 'Connection header must be upgrade',
    rule: 'http-bad-request',
    certainty: 'likely',
    says: ['400 Bad Request', 'Connection header must be upgrade'],
  },
  {
    status: '400 Bad Request',
    headers: [html],
    body: '<html><title>400 The plain HTTP request was sent to HTTPS port</title></html>',
    rule: 'http-tls-port',
    says: ['400 Bad Request', 'wss://127.0.0.1'],
  },
  {
    status: '200 OK',
    headers: [html],
    body: '<!doctype html><html><head><title>Welcome to nginx!</title></head></html>',
    rule: 'http-web-page',
    says: ['“Welcome to nginx!”', '/chat/room'],
  },
  { status: '200 OK', body: '{"ok":true}', rule: 'http-success', certainty: 'likely', says: ['200 OK', '101'] },
  { status: '204 No Content', rule: 'http-success', certainty: 'likely', says: ['204 No Content'] },
  { status: '502 Bad Gateway', headers: ['Server: nginx/1.24'], rule: 'http-gateway', says: ['502', 'nginx/1.24'] },
  { status: '504 Gateway Timeout', rule: 'http-gateway', says: ['504'] },
  { status: '503 Service Unavailable', headers: ['Retry-After: 5'], rule: 'http-unavailable', says: ['503', '5 s'] },
  { status: '501 Not Implemented', rule: 'http-not-implemented', says: ['501'] },
  { status: '500 Internal Server Error', body: 'no database', rule: 'http-server-error', says: ['500', 'no database'] },
  { status: "418 I'm a teapot", rule: 'http-other-status', certainty: 'likely', says: ['418', 'teapot'] },
  {
    status: '511 Network Authentication Required',
    headers: [html],
    body: '<html><title>Hotel guests</title></html>',
    rule: 'http-captive-portal',
    says: ['511', 'Hotel guests', 'browser'],
  },
  {
    status: '302 Found',
    headers: ['Location: http://login.hotel.test/captive-portal?mac=00-11'],
    rule: 'http-captive-portal',
    certainty: 'likely',
    says: ['302', 'http://login.hotel.test/captive-portal'.replace('http', 'ws'), 'sign in'],
  },
  {
    status: '200 OK',
    headers: [html],
    body: '<html><!-- <WISPAccessGatewayParam> --><title>Free Wi-Fi</title></html>',
    rule: 'http-captive-portal',
    certainty: 'likely',
    says: ['200 OK', 'Free Wi-Fi'],
  },
  { status: '301 Moved Permanently', rule: 'http-redirect-nowhere', says: ['301', 'Location'] },
];

test.each(cases)('a server that answers $status is $rule', async (one) => {
  const server = await answering(one.status, one.headers, one.body);
  const result = await connectInVain(`${server.url}chat/room?key=tell-nobody`);
  const { rule, certainty = 'certain', says } = one;
  expectExplained(result, { rule, certainty, phase: 'upgrade', says });
  expect(result.said).not.toContain('tell-nobody');
});

test('a login that the server wants, and none was set', async () => {
  const server = await answering('401 Unauthorized', [
    'WWW-Authenticate: Digest realm="room", nonce="n", Basic realm="room"',
  ]);
  expectExplained(await connectInVain(server.url), {
    rule: 'http-login-wanted',
    certainty: 'certain',
    phase: 'upgrade',
    says: ['401', 'Digest, Basic'],
    actions: ['setServerCredential', 'editRequestHeaders'],
  });
});

test('a token that the server wants', async () => {
  const server = await answering('401 Unauthorized', ['WWW-Authenticate: Bearer']);
  expectExplained(await connectInVain(server.url), {
    rule: 'http-login-wanted',
    certainty: 'certain',
    phase: 'upgrade',
    says: ['401', 'Bearer'],
    actions: ['editRequestHeaders', 'setServerCredential'],
  });
});

test('a login that the server does not accept', async () => {
  const server = await startRawServer(async (connection) => {
    const answer = 'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm="room"\r\nContent-Length: 0\r\n\r\n';
    await connection.send(answer);
    if ((await connection.incoming.head()) !== '') await connection.send(answer);
  });
  const result = await connectInVain(server.url, {
    prepare: ({ control }) => (control.serverCredential = new PasswordCredential('', 'somebody', 'open-sesame-42')),
  });
  expectExplained(result, {
    rule: 'http-login-wrong',
    certainty: 'certain',
    phase: 'upgrade',
    says: ['401', 'room', 'Basic'],
    actions: ['setServerCredential', 'editRequestHeaders'],
  });
  const secret = Buffer.from('somebody:open-sesame-42').toString('base64');
  expect(JSON.stringify(result)).not.toContain('open-sesame-42');
  expect(JSON.stringify(result)).not.toContain(secret);
});

test('a 403 to a request with an Origin', async () => {
  const server = await answering('403 Forbidden');
  expectExplained(
    await connectInVain(server.url, { prepare: (socket) => socket.setRequestHeader('Origin', 'https://page.test') }),
    {
      rule: 'http-origin-forbidden',
      certainty: 'likely',
      phase: 'upgrade',
      says: ['https://page.test', '403 Forbidden'],
    },
  );
});

test('a redirect to TLS at the same host', async () => {
  const server = await answering('301 Moved Permanently', ['Location: https://127.0.0.1:8443/chat?token=abcd']);
  const result = await connectInVain(server.url);
  expectExplained(result, {
    rule: 'http-redirect-to-tls',
    certainty: 'certain',
    phase: 'upgrade',
    says: ['301', 'wss://127.0.0.1:8443/chat'],
    actions: ['connectTo', 'followRedirects'],
  });
  expect(result.explanation.fixes[0]?.action).toEqual({
    kind: 'connectTo',
    url: 'wss://127.0.0.1:8443/chat?token=•••',
  });
  expect(JSON.stringify(result)).not.toContain('abcd');
});

test('a redirect that is not followed', async () => {
  const server = await answering('307 Temporary Redirect', ['Location: /v2/chat']);
  const result = await connectInVain(server.url);
  expectExplained(result, {
    rule: 'http-redirect',
    certainty: 'certain',
    phase: 'upgrade',
    says: ['307 Temporary Redirect', `${server.url}v2/chat`],
    actions: ['connectTo', 'followRedirects'],
  });
});
