// Who a connection says it is, whom it believes and which way it goes, as a document says: from the file to the wire.
import { createHash } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import { expect, test } from 'vitest';
import { packPfx } from '../../main/server/certificates/certificate-maker.ts';
import { RowKind } from '../../contract/rows.ts';
import { newAuthority, newCertificate, type Credential } from '../support/certificates.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { documentSecret, openDocument } from '../support/opened-document.ts';
import { startRawServer, type RawServer, type RawServerConnection } from '../support/raw-server.ts';
import { startWsServer, type WsServer } from '../support/ws-server.ts';
import { authority, keyPem, leaf, type Made } from '../support/x509/certificate.ts';

expectNoLeaks();

const basic = `Basic ${Buffer.from(`Mufasa:${documentSecret}`).toString('base64')}`;

/** A server that asks who it is, once. */
function startAsking(challenge: string): Promise<RawServer> {
  return startRawServer(async (peer) => {
    await peer.send(`HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: ${challenge}\r\nContent-Length: 0\r\n\r\n`);
    await peer.readRequest();
    await peer.accept();
  });
}

function authorizationOf({ connections: [peer] }: RawServer): string {
  return peer?.headers.get('authorization') ?? '';
}

test('auth: a Basic login goes out at once', async () => {
  const server = await startRawServer((peer) => peer.accept());
  const login = 'auth: { kind: basic, userName: Mufasa, password: "{{secret}}" }';
  await (await openDocument(`address: ${server.url}\n${login}`)).until('open');
  expect(authorizationOf(server)).toBe(basic);
});

test('auth: a digest login answers a server that asks', async () => {
  const server = await startAsking('Digest realm="realm", nonce="n1", qop="auth", algorithm=SHA-256');
  const login = 'auth: { kind: digest, userName: Mufasa, password: "{{secret}}" }';
  await (await openDocument(`address: ${server.url}path?q=1\n${login}`)).until('open');
  const sent = Object.fromEntries(
    [...authorizationOf(server).matchAll(/(\w+)="?([^",]*)"?/g)].map((match) => [match[1], match[2]]),
  );
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  const [who, what] = [hash(`Mufasa:realm:${documentSecret}`), hash('GET:/path?q=1')];
  expect(sent).toMatchObject({ username: 'Mufasa', nonce: 'n1', uri: '/path?q=1' });
  expect(sent['response']).toBe(hash(`${who}:n1:${sent['nc']}:${sent['cnonce']}:auth:${what}`));
});

test('auth: a key goes into a header, and one that is written by hand is what is meant', async () => {
  const server = await startRawServer((peer) => peer.accept());
  const login = 'auth: { kind: apiKey, in: header, name: X-Key, value: "{{secret}}" }';
  await (await openDocument(`address: ${server.url}\n${login}`)).until('open');
  const written = 'headers: [{ name: x-key, value: mine }]';
  await (await openDocument(`address: ${server.url}\n${login}\n${written}`)).until('open');
  expect(server.connections.map(({ headers }) => headers.get('x-key'))).toEqual([documentSecret, 'mine']);
});

const proxyLogin = 'userName: Mufasa, password: "{{secret}}"';
/** Of a name that this computer knows, and a port where nobody listens: it is the proxy that connects. */
const behindProxy = 'address: ws://localhost:1/';

test('proxy: an HTTP proxy that wants a login, from the folder, its host a variable', async () => {
  const asked: string[] = [];
  const proxy = await startRawServer(async (peer) => {
    asked.push(peer.request);
    await peer.send('HTTP/1.1 407 Login\r\nProxy-Authenticate: Basic realm="r"\r\nContent-Length: 0\r\n\r\n');
    await peer.readRequest();
    asked.push(peer.request);
    await peer.send('HTTP/1.1 200 OK\r\n\r\n');
    await peer.readRequest();
    await peer.accept();
  });
  const opened = await openDocument(behindProxy, {
    'connections/Group/folder.yaml': `version: 1\nproxy: { kind: http, host: '{{way}}', port: ${proxy.port}, ${proxyLogin} }\nvariables: { way: 127.0.0.1 }`,
  });
  await opened.until('open');
  expect(asked.map((head) => head.split('\r\n', 1)[0])).toEqual(Array(2).fill('CONNECT localhost:1 HTTP/1.1'));
  expect(asked[1]).toContain(`Proxy-Authorization: ${basic}`);
  expect(proxy.connections).toHaveLength(1);
});

test('proxy: a SOCKS5 proxy that wants a login', async () => {
  const asked: Buffer[] = [];
  const next = async ({ socket }: RawServerConnection): Promise<void> =>
    void asked.push(await new Promise<Buffer>((resolve) => socket.once('data', resolve)));
  const proxy = await startRawServer(
    async (peer) => {
      await next(peer);
      for (const answer of [
        [5, 2],
        [1, 0],
      ]) {
        await peer.send(Buffer.from(answer));
        await next(peer);
      }
      await peer.send(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
      await peer.readRequest();
      await peer.accept();
    },
    { skipsRequest: true },
  );
  const opened = await openDocument(
    `${behindProxy}\nproxy: { kind: socks5, host: 127.0.0.1, port: ${proxy.port}, ${proxyLogin} }`,
  );
  await opened.until('open');
  const [user, password] = [Buffer.from('Mufasa'), Buffer.from(documentSecret)];
  // RFC 1929, section 2.
  expect(asked[1]).toEqual(Buffer.concat([Buffer.from([1, 6]), user, Buffer.from([password.length]), password]));
  expect(asked[2]?.subarray(5, 14).toString()).toBe('localhost');
});

/** What a server presents. @param issuer who is sent behind it, where it has signed it */
function presented(issuer?: Made): { readonly cert: string; readonly key: string } {
  const own = leaf(issuer && { issuer });
  return { cert: own.pem + (issuer?.pem ?? ''), key: keyPem(own) };
}

const ignored = 'ignorableServerCertificateErrors: [Untrusted]';

test('trust.ignorableServerCertificateErrors: a server nobody vouches for', async () => {
  const { url } = await startWsServer(() => undefined, { tls: presented() });
  const refused = await openDocument(`address: ${url}`);
  expect(await refused.failure()).toMatchObject({ code: 'certificate-refused' });
  await (await openDocument(`address: ${url}\ntrust: { ${ignored} }`)).until('open');
});

test('trust.requiredIssuer: only who was signed by it', async () => {
  const { url } = await startWsServer(() => undefined, { tls: presented(authority('Test Authority')) });
  const opened = await openDocument(
    `address: ${url}\ntrust: { ${ignored}, requiredIssuer: '{{who}} Authority' }\nvariables: { who: Test }`,
  );
  await opened.until('open');
  expect((await opened.rows()).map(({ kind }) => kind)).toContain(RowKind.validationPassed);
  const refused = await openDocument(`address: ${url}\ntrust: { ${ignored}, requiredIssuer: Somebody Else }`);
  await refused.failure();
  expect((await refused.rows()).map(({ kind }) => kind)).toContain(RowKind.validationFailed);
});

/** A server that wants to know who it is, and the names it was told. */
async function startKnowing(issuer: Credential): Promise<WsServer & { readonly names: string[] }> {
  const names: string[] = [];
  const server = await startWsServer(
    (_socket, request) => {
      const { socket } = request as unknown as { socket: TLSSocket }; // the server speaks TLS
      names.push(socket.getPeerX509Certificate()?.subject ?? '');
    },
    {
      tls: {
        ...presented(),
        ca: issuer.certificate,
        requestCert: true,
        rejectUnauthorized: true,
      },
    },
  );
  return { ...server, names };
}

test('clientCertificate: a PEM file beside the documents, and a PFX file with its passphrase', async () => {
  const issuer = await newAuthority();
  const client = await newCertificate({ commonName: 'Simba', usage: 'client', issuer });
  const server = await startKnowing(issuer);
  const files = {
    'keys/simba.pem': client.certificate + client.key,
    'keys/simba.pfx': await packPfx(client, { password: documentSecret, friendlyName: 'Simba' }),
  };
  const document = (certificate: string): string =>
    `address: ${server.url}\ntrust: { ${ignored} }\nclientCertificate: { ${certificate} }`;
  await (await openDocument(document('file: keys/simba.pem'), files)).until('open');
  await (await openDocument(document('file: keys/simba.pfx, passphrase: "{{secret}}"'), files)).until('open');
  expect(server.names).toEqual(['CN=Simba', 'CN=Simba']);
  await expect(openDocument(document('file: keys/simba.pfx, passphrase: wrong'), files)).rejects.toMatchObject({
    info: { code: 'client-certificate' },
  });
  await expect(openDocument(document('file: keys/nobody.pem'), files)).rejects.toMatchObject({
    info: { code: 'client-certificate', field: 'clientCertificate.file' },
  });
});
