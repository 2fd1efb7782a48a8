import { expect, test } from 'vitest';
import { newAuthority, newClientPfx } from '../../../tests/support/certificates.ts';
import { within } from '../../../tests/support/deadline.ts';
import { expectNoLeaks } from '../../../tests/support/leaks.ts';
import { connectRaw, openRaw } from '../../../tests/support/raw-client.ts';
import { startTestSampleServer } from '../../../tests/support/sample-server.ts';
import { connectWs } from '../../../tests/support/ws-client.ts';
import { sampleIssuer } from '../../../contract/sessions.ts';
import { clientPfxPassword } from '../tls-material.ts';
import { once } from 'node:events';
import { TLSSocket } from 'node:tls';

expectNoLeaks();

test('a client with the sample certificate is greeted by its name and echoed', async () => {
  const { endpoints, material } = await startTestSampleServer();
  const { socket, next } = await connectWs(endpoints.clientAuthentication, {
    pfx: material.clientPfx,
    passphrase: clientPfxPassword,
  });
  expect(await next()).toMatch(/^Connected to the Duplex sample server as Duplex Sample Client at /);
  socket.send('hello');
  expect(await next()).toBe('You said: "hello"');
});

test('a client without a certificate gets 403, and may use the others', async () => {
  const { endpoints } = await startTestSampleServer();
  const refused = await connectRaw(endpoints.clientAuthentication);
  expect(refused.response).toMatch(/^HTTP\/1.1 403 Forbidden\r\n/);
  expect((await connectRaw(endpoints.secureEcho)).response).toMatch(/^HTTP\/1.1 101 /);
});

test('a certificate that another authority signed, even one of the same name, gets 403', async () => {
  const { endpoints } = await startTestSampleServer();
  const issuer = await newAuthority(sampleIssuer);
  const pfx = await newClientPfx({ issuer, password: 'p' });
  const refused = await connectRaw(endpoints.clientAuthentication, { tls: { pfx, passphrase: 'p' } });
  expect(refused.response).toMatch(/^HTTP\/1.1 403 /);
});

test('a resumed TLS session without a certificate gets 403, though Node calls it authorized', async () => {
  const { endpoints } = await startTestSampleServer();
  const first = await openRaw(endpoints.clientAuthentication);
  if (!(first.socket instanceof TLSSocket)) throw new Error('wss: is TLS');
  const ticket = once(first.socket, 'session');
  // BoringSSL (in Electron) sends its tickets along with the first answer.
  await first.send('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  const [session] = (await within('a session ticket', ticket)) as [Buffer];
  const second = await connectRaw(endpoints.clientAuthentication, { tls: { session } });
  expect(second.socket instanceof TLSSocket && second.socket.isSessionReused()).toBe(true);
  expect(second.response).toMatch(/^HTTP\/1.1 403 /);
});

test('without TLS it is 403', async () => {
  const { endpoints } = await startTestSampleServer();
  const refused = await connectRaw(new URL('/client-auth', endpoints.echo).href);
  expect(refused.response).toMatch(/^HTTP\/1.1 403 /);
});
