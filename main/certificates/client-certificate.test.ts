import type { TLSSocket } from 'node:tls';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import type { ReasonKind } from '../../contract/reason.ts';
import { startWsServer } from '../../tests/support/ws-server.ts';
import { expectNoLeaks } from '../../tests/support/leaks.ts';
import { within } from '../../tests/support/deadline.ts';
import { newMessageSocket, thrownBy } from '../../tests/support/sockets.ts';
import { authority, keyPair, keyPem, leaf, makeOdd, toPem, type Made } from '../../tests/support/x509/certificate.ts';
import { extendedKeyUsage, purpose } from '../../tests/support/x509/extensions.ts';
import { Certificate } from './certificate.ts';

expectNoLeaks();

const root = authority('Client Root');
const issuer = authority('Client Authority', { issuer: root });
const clientOf = (key: Parameters<typeof keyPair>[0]): Made =>
  makeOdd({
    subject: 'Somebody',
    issuer,
    key: keyPair(key, 'client'),
    extensions: [extendedKeyUsage(purpose.clientAuth)],
  });
const client = clientOf('ec');
const rsaClient = clientOf('rsa');

type Format = { readonly type: 'pkcs8' | 'pkcs1' | 'sec1'; readonly cipher?: string };

function pem({ privateKey }: Made, { type, cipher }: Format, passphrase = 'secret'): string {
  const options = { type, format: 'pem', ...(cipher !== undefined && { cipher, passphrase }) };
  return privateKey.export(options as { type: 'pkcs8'; format: 'pem' }).toString(); // any of the three, at run time
}

/** Connects with it to a server that wants one, and gives the common names that the server has seen. */
async function presented(certificate: ReturnType<typeof Certificate.fromPem>): Promise<string[]> {
  const server = leaf({ issuer: root });
  let take: (names: string[]) => void = () => undefined;
  const names = new Promise<string[]>((resolve) => (take = resolve));
  const { port } = await startWsServer(
    (_socket, request) => {
      const chain: string[] = [];
      const { socket } = request as unknown as { socket: TLSSocket }; // the server speaks TLS
      for (let at = socket.getPeerX509Certificate(); at; at = at.issuerCertificate) chain.push(at.subject);
      take(chain);
    },
    // The server knows the root alone: the client has to send what is between.
    { tls: { cert: server.pem, key: keyPem(server), ca: root.pem, requestCert: true, rejectUnauthorized: true } },
  );
  const socket = newMessageSocket();
  socket.control.serverTrust = { authorities: [root.pem], replaceSystem: true };
  socket.control.clientCertificate = certificate;
  await socket.connectAsync(`wss://localhost:${port}/`);
  return within('the client certificate', names);
}

const chain = client.pem + issuer.pem;

test.each<readonly [string, Made, Format]>([
  ['PKCS#8', client, { type: 'pkcs8' }],
  ['PKCS#8 with a password', client, { type: 'pkcs8', cipher: 'aes-256-cbc' }],
  ['a legacy EC key', client, { type: 'sec1' }],
  ['a legacy EC key with a password', client, { type: 'sec1', cipher: 'aes-128-cbc' }],
  ['a legacy RSA key', rsaClient, { type: 'pkcs1' }],
  ['a legacy RSA key with a password', rsaClient, { type: 'pkcs1', cipher: 'des-ede3-cbc' }],
])('%s opens a server that wants a client certificate', async (_name, made, format) => {
  const certificate = Certificate.fromPem(made.pem + issuer.pem, pem(made, format), 'secret');
  expect(await presented(certificate)).toEqual(['CN=Somebody', 'CN=Client Authority']);
});

test('everything may stand in one text, the authority first', async () => {
  const text = `Bag Attributes\n${issuer.pem}\n${client.pem}\n${pem(client, { type: 'pkcs8' })}`;
  expect(await presented(Certificate.fromPem(text, text))).toEqual(['CN=Somebody', 'CN=Client Authority']);
});

const encrypted = pem(client, { type: 'pkcs8', cipher: 'aes-256-cbc' });
const legacy = pem(client, { type: 'sec1', cipher: 'aes-128-cbc' });
const plain = pem(client, { type: 'pkcs8' });

test.each<readonly [string, string, ReasonKind, readonly [string, string, string?]]>([
  ['no certificate', 'clientCertificate', 'certificateInPemMissing', ['nothing', plain]],
  [
    'a certificate that cannot be read',
    'clientCertificate',
    'certificateUnreadable',
    [toPem('CERTIFICATE', Buffer.from('nothing')), plain],
  ],
  ['no key', 'clientCertificate.key', 'keyInPemMissing', [chain, chain]],
  [
    'a key that cannot be read',
    'clientCertificate.key',
    'keyUnreadable',
    [chain, toPem('PRIVATE KEY', Buffer.from('nothing'))],
  ],
  ['the key of another', 'clientCertificate.key', 'keyOfOther', [chain, keyPem(root)]],
  ['no password', 'clientCertificate.password', 'keyEncrypted', [chain, encrypted]],
  ['no password for a legacy key', 'clientCertificate.password', 'keyEncrypted', [chain, legacy]],
  ['a wrong password', 'clientCertificate.password', 'keyPasswordWrong', [chain, encrypted, 'wrong']],
  ['a wrong password for a legacy key', 'clientCertificate.password', 'keyPasswordWrong', [chain, legacy, 'wrong']],
])('%s is named by its field, and why', (_name, field, kind, input) => {
  const { info } = thrownBy(() => Certificate.fromPem(...input));
  expect(info).toMatchObject({ code: 'client-certificate', hresult: 0x80070057, field, reason: { kind } });
});

test('a wrong password is one also where it decrypts to something, which one in 256 does', () => {
  for (let index = 0; index < 1500; index++) {
    const { info } = thrownBy(() => Certificate.fromPem(chain, legacy, `wrong ${index}`));
    expect(info.field, info.cause).toBe('clientCertificate.password');
  }
});

test('a key that is encrypted as nobody does any more is named by its field', () => {
  const text = `-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: NO-SUCH-CIPHER,00\n\nAAAA\n-----END EC PRIVATE KEY-----\n`;
  expect(thrownBy(() => Certificate.fromPem(chain, text, 'x')).info.field).toMatch(
    /^clientCertificate\.(key|password)$/,
  );
});

test('neither JSON nor an inspector shows the key', () => {
  const certificate = Certificate.fromPem(chain, plain);
  expect(JSON.stringify(certificate)).toBe('{}');
  expect(inspect(certificate, { showHidden: true, depth: 9 })).not.toMatch(/PRIVATE|BEGIN/);
});
