import { once } from 'node:events';
import { connect, type ConnectionOptions } from 'node:tls';
import { expect, test } from 'vitest';
import { newAuthority, newCertificate, newClientPfx, serverTls, type Credential } from './certificates.ts';
import { within } from './deadline.ts';
import { expectNoLeaks } from './leaks.ts';
import { startWsServer } from './ws-server.ts';
import { connectWs } from './ws-client.ts';

expectNoLeaks();

/** What a strict client says to a server with this certificate: a Node code, or `fine`. */
async function verdict(credential: Credential, issuer?: Credential, options: ConnectionOptions = {}): Promise<string> {
  const { port } = await startWsServer(() => undefined, { tls: serverTls(credential, issuer) });
  const socket = connect({ port, host: '127.0.0.1', servername: 'localhost', ...options });
  try {
    await within('a TLS session', once(socket, 'secureConnect'));
    return 'fine';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  } finally {
    const closed = socket.closed ? undefined : once(socket, 'close');
    socket.destroy();
    await closed;
  }
}

test('each kind of certificate is refused for its own reason', { timeout: 60_000 }, async () => {
  const authority = await newAuthority();
  const ca = authority.certificate;
  const issued = (options: Parameters<typeof newCertificate>[0]): Promise<Credential> =>
    newCertificate({ issuer: authority, ...options });
  expect(await verdict(await issued({}), authority, { ca })).toBe('fine');
  expect(await verdict(await issued({}), authority)).toBe('SELF_SIGNED_CERT_IN_CHAIN');
  expect(await verdict(await issued({}))).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  expect(await verdict(await issued({ validity: 'expired' }), authority, { ca })).toBe('CERT_HAS_EXPIRED');
  expect(await verdict(await issued({ validity: 'future' }), authority, { ca })).toBe('CERT_NOT_YET_VALID');
  expect(await verdict(await issued({ dnsNames: ['other.test'] }), authority, { ca })).toBe(
    'ERR_TLS_CERT_ALTNAME_INVALID',
  );
  expect(await verdict(await issued({ usage: 'client', dnsNames: ['localhost'] }), authority, { ca })).toBe(
    'INVALID_PURPOSE',
  );
  // OpenSSL, then BoringSSL (in Electron), which does not take a leaf for its own issuer.
  expect(['DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE']).toContain(
    await verdict(await newCertificate()),
  );
});

test('a client PFX is accepted by a server that knows its issuer', async () => {
  const authority = await newAuthority();
  const pfx = await newClientPfx({ issuer: authority, password: 'secret', commonName: 'Someone' });
  const tls = {
    ...serverTls(await newCertificate()),
    ca: authority.certificate,
    requestCert: true,
    rejectUnauthorized: true,
  };
  const { url } = await startWsServer((socket) => socket.send('welcome'), { tls });
  const { next } = await connectWs(url, { pfx, passphrase: 'secret' });
  expect(await next()).toBe('welcome');
});
