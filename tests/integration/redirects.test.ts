import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { AttemptRecorder, Door, MessageWebSocket, PasswordCredential } from '../../main/sockets/index.ts';
import { newCertificate, serverTls } from '../support/certificates.ts';
import { closeAfterTest } from '../support/clean-up.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { startLoopbackCanary } from '../support/loopback-canary.ts';
import { startRawServer, type RawServer } from '../support/raw-server.ts';
import { failureOf, newMessageSocket } from '../support/sockets.ts';

expectNoLeaks();

function redirect(location: string, status = 302): string {
  return `HTTP/1.1 ${status} Moved\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`;
}

function redirecting(location: (path: string) => string, status?: number): Promise<RawServer> {
  return startRawServer((peer) => peer.send(redirect(location(/^GET (\S+)/.exec(peer.request)?.[1] ?? ''), status)));
}

test('redirects are not followed unless that is asked for', async () => {
  const canary = await startLoopbackCanary();
  const server = await redirecting(() => canary.url);
  const error = await failureOf(newMessageSocket().connectAsync(server.url));
  expect(error.info).toMatchObject({ code: 'handshake-failed', hresult: 0x8019012e, status: 'Found' });
  expect(canary.connections).toBe(0);
});

test.each([301, 302, 303, 307, 308])('a %i is followed, absolute or relative, as http or as ws', async (status) => {
  const end = await startRawServer((peer) => peer.accept());
  const server = await redirecting(
    (path) => ({ '/a/b?q': '../c#part', '/c': `http://127.0.0.1:${end.port}/end?x=1` })[path] ?? 'nowhere',
    status,
  );
  const socket = newMessageSocket();
  const recorder = new AttemptRecorder();
  await socket.connectAsync(`${server.url}a/b?q`, { followRedirects: 2, recorder });
  expect(end.connections[0]?.request).toMatch(/^GET \/end\?x=1 HTTP\/1\.1\r\nHost: 127\.0\.0\.1:\d+\r\n/);
  expect(socket.information.remoteAddress).toBe(`127.0.0.1:${end.port}`);
  expect(recorder.attempt).toMatchObject({
    outcome: 'open',
    redirects: [`${server.url}c`, `${end.url}end?x=1`],
  });
  const upgrades = recorder.attempt?.phases.filter(({ phase }) => phase === 'upgrade');
  expect(upgrades?.map(({ outcome, hop }) => [outcome, hop])).toEqual([
    ['redirected', 0],
    ['redirected', 1],
    ['done', 2],
  ]);
});

test('every hop is decided anew', async () => {
  const canary = await startLoopbackCanary();
  const server = await redirecting(() => `ws://elsewhere.test:${canary.port}/`);
  const door = new Door({
    // Its name may be looked up; what it is may not be reached.
    policy: { capabilities: new Set(['internetClient']), loopbackExempt: false },
    resolve: async (host) => [host === 'localhost' ? '127.0.0.1' : '::ffff:127.0.0.1'],
  });
  door.ownPorts.add(server.port);
  const socket = new MessageWebSocket({ door });
  closeAfterTest(async () => socket.close());
  const error = await failureOf(socket.connectAsync(`ws://localhost:${server.port}/`, { followRedirects: 5 }));
  expect(error.info).toMatchObject({ code: 'capability-denied', denial: { address: '::ffff:127.0.0.1' } });
  expect(canary.connections).toBe(0);
});

test('from wss to ws is refused, from ws to wss is not', async () => {
  const tls = serverTls(await newCertificate());
  const canary = await startLoopbackCanary();
  const secure = await startRawServer((peer) => peer.send(redirect(canary.url)), { tls });
  const trusting = (): MessageWebSocket => {
    const socket = newMessageSocket();
    socket.control.ignorableServerCertificateErrors.append(1);
    return socket;
  };
  for (const location of [canary.url, canary.url.replace('ws:', 'http:')]) {
    const server = await startRawServer((peer) => peer.send(redirect(location)), { tls });
    const error = await failureOf(trusting().connectAsync(server.url, { followRedirects: 5 }));
    expect(error.info).toMatchObject({ hresult: 0x80072f08, status: 'HttpsToHttpOnRedirection', phase: 'upgrade' });
  }
  expect(canary.connections).toBe(0);
  const plain = await redirecting(() => secure.url.replace('wss:', 'https:'));
  const error = await failureOf(trusting().connectAsync(plain.url, { followRedirects: 5 }));
  expect(error.info.status).toBe('HttpsToHttpOnRedirection');
  expect(secure.connections).toHaveLength(1);
});

test('what is accepted of a certificate holds for the server a redirect leads to, not for the one it came from', async () => {
  const credential = await newCertificate();
  const secure = await startRawServer((peer) => peer.accept(), { tls: serverTls(credential) });
  const plain = await redirecting(() => secure.url);
  const accepting = (port: number): MessageWebSocket => {
    const socket = newMessageSocket();
    const sha256 = new X509Certificate(credential.certificate).fingerprint256;
    socket.control.serverTrust = { exceptions: [{ host: '127.0.0.1', port, sha256, errors: ['Untrusted'] }] };
    return socket;
  };
  const refused = await failureOf(accepting(plain.port).connectAsync(plain.url, { followRedirects: 1 }));
  expect(refused.code).toBe('certificate-refused');
  await accepting(secure.port).connectAsync(plain.url, { followRedirects: 1 });
});

test('a pin of the server that a redirect leads to is asked for there', async () => {
  const credential = await newCertificate();
  const secure = await startRawServer((peer) => peer.accept(), { tls: serverTls(credential) });
  const plain = await redirecting(() => secure.url);
  const pinned = (host: string): MessageWebSocket => {
    const socket = newMessageSocket();
    socket.control.ignorableServerCertificateErrors.append(1);
    socket.control.serverTrust = { pins: [{ host, kind: 'certificate', sha256: '00'.repeat(32) }] };
    return socket;
  };
  const refused = await failureOf(pinned('127.0.0.1').connectAsync(plain.url, { followRedirects: 1 }));
  expect(refused.info.cause).toBe('PIN_MISMATCH');
  await pinned('other.test').connectAsync(plain.url, { followRedirects: 1 });
});

test.each([
  ['loops', (): string => '/', 'goes round in a circle'],
  ['go on for ever', (path: string): string => `/x${path}`, 'more than 3 in a row'],
  ['lead to no address', (): string => 'http://[', 'is no address'],
  ['lead to another scheme', (): string => 'ftp://a.test/', 'is no address of a WebSocket'],
  ['carry a login', (): string => 'ws://user:secret@a.test/', 'user name and password'],
])('redirects that %s are RedirectFailed', async (_what, location, message) => {
  const server = await redirecting(location);
  const error = await failureOf(newMessageSocket().connectAsync(server.url, { followRedirects: 3 }));
  expect(error.info).toMatchObject({ code: 'redirect-failed', hresult: 0x80072f7c, status: 'RedirectFailed' });
  expect(error.message).toContain(message);
  expect(server.connections.length).toBeLessThanOrEqual(4);
});

test('two addresses, none at all, and 304 are not redirects to follow', async () => {
  const two = await startRawServer((peer) =>
    peer.send('HTTP/1.1 302 x\r\nLocation: /a\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n'),
  );
  expect((await failureOf(newMessageSocket().connectAsync(two.url, { followRedirects: 3 }))).message).toContain(
    'more than one',
  );
  const none = await startRawServer((peer) => peer.send('HTTP/1.1 302 x\r\nContent-Length: 0\r\n\r\n'));
  expect((await failureOf(newMessageSocket().connectAsync(none.url, { followRedirects: 3 }))).info.status).toBe(
    'Found',
  );
  const other = await redirecting(() => '/a', 304);
  expect((await failureOf(newMessageSocket().connectAsync(other.url, { followRedirects: 3 }))).info.status).toBe(
    'NotModified',
  );
});

test('credentials stay with their origin, on the way back too', async () => {
  const secrets = ['authorization', 'cookie', 'x-api-key', 'x-auth', 'ocp-apim-subscription-key', 'host'];
  let back = '';
  const other = await startRawServer((peer) =>
    peer.request.startsWith('GET /login')
      ? peer.send('HTTP/1.1 401 x\r\nWWW-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n')
      : peer.send(redirect(back)),
  );
  const first = await startRawServer((peer) => {
    if (peer.request.startsWith('GET /same')) return peer.send(redirect(`http://127.0.0.1:${other.port}/`));
    return peer.request.startsWith('GET /back')
      ? peer.send(redirect(`${other.url}login`))
      : peer.send(redirect('/same'));
  });
  back = `${first.url}back`;
  const socket = newMessageSocket();
  socket.setRequestHeader('Authorization', 'Bearer secret-token');
  socket.setRequestHeader('Cookie', 'a=secret');
  socket.setRequestHeader('X-Api-Key', 'secret');
  socket.setRequestHeader('X-Auth', 'secret');
  socket.setRequestHeader('Ocp-Apim-Subscription-Key', 'secret');
  socket.setRequestHeader('X-Other', 'harmless');
  socket.setRequestHeader('Host', 'first.test');
  socket.control.serverCredential = new PasswordCredential('', 'user', 'secret-password');
  const error = await failureOf(socket.connectAsync(first.url, { followRedirects: 9 }));
  expect(error.info.status).toBe('Unauthorized');
  const seen = [...first.connections, ...other.connections].map((peer) => [
    /^GET (\S+)/.exec(peer.request)?.[1],
    secrets.map((name) => peer.headers.get(name) ?? ''),
  ]);
  const own = ['Bearer secret-token', 'a=secret', 'secret', 'secret', 'secret', 'first.test'];
  const nothing = (port: number): string[] => ['', '', '', '', '', `127.0.0.1:${port}`];
  expect(seen).toEqual([
    ['/', own],
    ['/same', own],
    ['/back', nothing(first.port)],
    ['/', nothing(other.port)],
    ['/login', nothing(other.port)],
  ]);
  expect(other.connections[0]?.headers.get('x-other')).toBe('harmless');
});

test.each([-1, 21, 0.5, Number.NaN])('followRedirects: %d is E_INVALIDARG', async (followRedirects) => {
  const error = await failureOf(newMessageSocket().connectAsync('ws://localhost/', { followRedirects }));
  expect(error.info).toMatchObject({ code: 'invalid-input', field: 'followRedirects', hresult: 0x80070057 });
});
