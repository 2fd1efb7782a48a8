import { createHash } from 'node:crypto';
import { inspect } from 'node:util';
import { expect, test, vi } from 'vitest';
import { AttemptRecorder, Door, DuplexError, MessageWebSocket, PasswordCredential } from '../../main/sockets/index.ts';
import { closeAfterTest } from '../support/clean-up.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { startRawServer, type RawServerConnection } from '../support/raw-server.ts';
import { startSimpleProxy } from '../support/simple-proxies.ts';
import { failureOf, newMessageSocket, newStreamSocket, thrownBy } from '../support/sockets.ts';

expectNoLeaks();

const userName = 'Mufasa';
const password = 'Circle-of-Life-7';
const basic = Buffer.from(`${userName}:${password}`).toString('base64');

function withCredential(secret = password): MessageWebSocket {
  const socket = newMessageSocket();
  socket.control.serverCredential = new PasswordCredential('server', userName, secret);
  return socket;
}

function unauthorized(challenge: string, extra = ''): string {
  return `HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: ${challenge}\r\n${extra}Content-Length: 5\r\n\r\nlogin`;
}

/** Answers every request on a connection, and accepts the ones that `isGood`. */
function guarded(
  challenge: (count: number) => string,
  isGood: (authorization: string, peer: RawServerConnection) => boolean,
  extra = '',
): { handler: (peer: RawServerConnection) => Promise<void>; seen: (string | undefined)[] } {
  const seen: (string | undefined)[] = [];
  const handler = async (peer: RawServerConnection): Promise<void> => {
    for (;;) {
      const authorization = peer.headers.get('authorization');
      seen.push(authorization);
      if (authorization !== undefined && isGood(authorization, peer)) return peer.accept();
      await peer.send(unauthorized(challenge(seen.length), extra));
      if (extra !== '') return peer.end();
      await peer.readRequest();
      if (peer.request === '') return;
    }
  };
  return { handler, seen };
}

function digestIsGood(authorization: string, algorithm: string, nonce: string): boolean {
  const parameters = Object.fromEntries([...authorization.matchAll(/(\w+)="?([^",]*)"?/g)].map((m) => [m[1], m[2]]));
  const hash = (text: string): string => createHash(algorithm).update(text).digest('hex');
  const secret = hash(`${userName}:realm:${password}`);
  const request = hash(`GET:${parameters['uri']}`);
  return (
    parameters['nonce'] === nonce &&
    parameters['uri'] === '/path?q=1' &&
    parameters['response'] === hash(`${secret}:${nonce}:${parameters['nc']}:${parameters['cnonce']}:auth:${request}`)
  );
}

test.each(['', 'Connection: close\r\n'])(
  'Basic, and the request is repeated where the server keeps the connection: %j',
  async (extra) => {
    const { handler, seen } = guarded(
      () => 'Basic realm="r"',
      (value) => value === `Basic ${basic}`,
      extra,
    );
    const server = await startRawServer(handler);
    const socket = withCredential();
    await socket.connectAsync(server.url);
    expect(seen).toEqual([undefined, `Basic ${basic}`]);
    expect(server.connections).toHaveLength(extra === '' ? 1 : 2);
  },
);

test.each([
  ['MD5', 'md5'],
  ['SHA-256', 'sha256'],
])('Digest with %s, and a nonce that has gone stale', async (name, algorithm) => {
  const { handler, seen } = guarded(
    (count) =>
      `Basic realm="realm", Digest realm="realm", qop="auth", algorithm=${name}, nonce="n${count}", stale=${count > 1}`,
    (value) => digestIsGood(value, algorithm, 'n2'),
  );
  const server = await startRawServer(handler);
  await withCredential().connectAsync(`${server.url}path?q=1`);
  expect(seen).toHaveLength(3);
  expect(server.connections).toHaveLength(1);
});

test('a missing and a wrong credential are Unauthorized; a login is tried once', async () => {
  for (const [socket, count] of [
    [newMessageSocket(), 1],
    [withCredential('wrong'), 2],
  ] as const) {
    const { handler, seen } = guarded(
      () => 'Basic realm="r"',
      (value) => value === `Basic ${basic}`,
    );
    const server = await startRawServer(handler);
    const error = await failureOf(socket.connectAsync(server.url));
    expect(error.info).toMatchObject({ code: 'handshake-failed', hresult: 0x80190191, status: 'Unauthorized' });
    expect(seen).toHaveLength(count);
  }
});

test('NTLM and Negotiate are not answered', async () => {
  const server = await startRawServer((peer) => peer.send(unauthorized('Negotiate\r\nWWW-Authenticate: NTLM')));
  expect((await failureOf(withCredential().connectAsync(server.url))).info.status).toBe('Unauthorized');
  expect(server.connections).toHaveLength(1);
});

test('a challenge whose body never ends, and one that is too long, are answered on a new connection', async () => {
  for (const header of ['Transfer-Encoding: gzip', 'Content-Length: 99999']) {
    const server = await startRawServer((peer) => {
      if (peer.headers.get('authorization') === `Basic ${basic}`) return peer.accept();
      return peer.send(`HTTP/1.1 401 No\r\nWWW-Authenticate: Basic\r\n${header}\r\n\r\n${'x'.repeat(20_000)}`);
    });
    await withCredential().connectAsync(server.url);
    expect(server.connections).toHaveLength(2);
  }
});

test('the credential takes the place of an Authorization that the server did not want', async () => {
  const { handler, seen } = guarded(
    () => 'Basic realm="r"',
    (value) => value === `Basic ${basic}`,
  );
  const server = await startRawServer(handler);
  const socket = withCredential();
  socket.setRequestHeader('authorization', 'Bearer old');
  await socket.connectAsync(server.url);
  expect(seen).toEqual(['Bearer old', `Basic ${basic}`]);
});

test('credentials are null, and set before connecting only', async () => {
  const server = await startRawServer((peer) => peer.accept());
  for (const socket of [newMessageSocket(), newStreamSocket()]) {
    const { control } = socket;
    expect([control.serverCredential, control.proxyCredential]).toEqual([null, null]);
    const credential = new PasswordCredential('', userName, password);
    control.serverCredential = credential;
    control.proxyCredential = credential;
    expect([control.serverCredential, control.proxyCredential]).toEqual([credential, credential]);
    await socket.connectAsync(server.url);
    for (const set of [() => (control.serverCredential = null), () => (control.proxyCredential = null)]) {
      expect(thrownBy(set).info).toMatchObject({ code: 'illegal-call', hresult: 0x8000000e });
    }
    expect(control.serverCredential).toBe(credential);
  }
});

/** Everything anybody gets to see of a connection: errors, evidence, objects as they are printed, and output. */
async function producedBy(
  connect: (recorder: AttemptRecorder) => { readonly socket: MessageWebSocket; readonly done: Promise<void> },
): Promise<string> {
  const output: unknown[] = [];
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => output.push(text) > 0),
  );
  const recorder = new AttemptRecorder({ changed: () => output.push(JSON.stringify(recorder.attempt)) });
  const { socket, done } = connect(recorder);
  const error: unknown = await done.catch((thrown: unknown) => thrown);
  for (const spy of spies) spy.mockRestore();
  const info = error instanceof DuplexError ? JSON.stringify(error.info) : '';
  const printed = [error, socket, socket.control, socket.information, recorder, recorder.attempt].map((one) =>
    inspect(one, { depth: 20, showHidden: true }),
  );
  return [...output, info, error instanceof Error ? error.stack : '', ...printed].join('\n');
}

/** Also what a hostile server makes of what it was sent. */
const echoes: readonly (readonly [string, (authorization: string) => string])[] = [
  ['in its body', (sent) => `HTTP/1.1 403 No\r\nContent-Length: ${sent.length}\r\n\r\n${sent}`],
  ['in its reason', (sent) => `HTTP/1.1 403 ${sent}\r\nContent-Length: 0\r\n\r\n`],
  ['in a header', (sent) => `HTTP/1.1 403 No\r\nX-Echo: ${sent}\r\nContent-Length: 0\r\n\r\n`],
  ['decoded', () => `HTTP/1.1 403 ${password}\r\nContent-Length: 0\r\n\r\n`],
  ['as garbage', (sent) => `${sent}\r\n\r\n`],
  ['as a header that is none', (sent) => `HTTP/1.1 403 No\r\n${sent} x\r\n\r\n`],
  ['as a redirect', (sent) => `HTTP/1.1 302 No\r\nLocation: ftp://${sent}/\r\nContent-Length: 0\r\n\r\n`],
];

const cookie = 'session=0123456789abcdef';
const bearer = 'opaque-token-42';
/** What must not be seen, in any of the ways it can be written. */
const hidden = [password, basic, basic.slice(0, 20), encodeURIComponent(password), cookie, '0123456789abcdef', bearer];

test.each(echoes)('no credential is in anything we produce, though the server repeats it %s', async (_what, echo) => {
  const server = await startRawServer(async (peer) => {
    await peer.send(unauthorized('Basic realm="r"'));
    await peer.readRequest();
    await peer.send(echo(peer.headers.get('authorization') ?? ''));
    peer.end();
  });
  const produced = await producedBy((recorder) => {
    const socket = withCredential();
    socket.setRequestHeader('Cookie', cookie);
    socket.setRequestHeader('X-Auth-Token', bearer);
    return { socket, done: socket.connectAsync(server.url, { recorder, followRedirects: 3 }) };
  });
  expect(server.connections[0]?.request).toContain(basic);
  expect(produced).toContain('Authorization: Basic •••');
  expect(hidden.filter((secret) => produced.includes(secret))).toEqual([]);
});

test.each(echoes)('nor of a login for a proxy that repeats it %s', async (_what, echo) => {
  const proxy = await startSimpleProxy({
    answer: (head, count) => {
      const sent = /^proxy-authorization: (.*)\r$/im.exec(head)?.[1] ?? '';
      return count === 1
        ? 'HTTP/1.1 407 Login\r\nProxy-Authenticate: Basic realm="r"\r\nContent-Length: 0\r\n\r\n'
        : echo(sent).replace('\r\n', '\r\nConnection: close\r\n');
    },
  });
  const produced = await producedThrough({ kind: 'http', host: '127.0.0.1', port: proxy.port });
  expect(proxy.requests[1]).toContain(basic);
  expect(hidden.filter((secret) => produced.includes(secret))).toEqual([]);
});

test('nor of a login for a SOCKS proxy that repeats it', async () => {
  const answers = [Buffer.from([5, 2]), Buffer.from([1, 0]), Buffer.from(`x ${password}`)];
  const received: Buffer[] = [];
  const proxy = await startRawServer(
    async (peer) => {
      for (const answer of answers) {
        received.push(await new Promise<Buffer>((resolve) => peer.socket.once('data', resolve)));
        await peer.send(answer);
      }
    },
    { skipsRequest: true },
  );
  const produced = await producedThrough({ kind: 'socks5', host: '127.0.0.1', port: proxy.port });
  expect(received[1]?.toString('latin1')).toContain(password);
  expect(produced).toContain('it begins with');
  expect(hidden.filter((secret) => produced.includes(secret))).toEqual([]);
});

/** What a failed attempt through a proxy with a login produces. */
function producedThrough(proxy: { readonly kind: 'http' | 'socks5'; readonly host: string; readonly port: number }) {
  return producedBy((recorder) => {
    const door = new Door({ policy: { capabilities: new Set(['internetClient']), loopbackExempt: true } });
    const socket = new MessageWebSocket({ door, proxies: async () => [proxy] });
    closeAfterTest(async () => socket.close());
    socket.control.proxyCredential = new PasswordCredential('', userName, password);
    return { socket, done: socket.connectAsync('ws://localhost/', { recorder }) };
  });
}
