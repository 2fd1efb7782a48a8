import { createHash } from 'node:crypto';
import forge from 'node-forge';
import { expect, test } from 'vitest';
import { sampleIssuer } from '../../contract/sessions.ts';
import { Certificate, ChainValidationResult, SocketSslErrorSeverity } from '../../main/sockets/index.ts';
import { clientPfxPassword } from '../../main/server/tls-material.ts';
import { newAuthority, newCertificate, newClientPfx, serverTls } from '../support/certificates.ts';
import { within } from '../support/deadline.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { startRawServer } from '../support/raw-server.ts';
import { startTestSampleServer } from '../support/sample-server.ts';
import { failureOf, Messages, newMessageSocket, newStreamSocket, thrownBy } from '../support/sockets.ts';
import { startWsServer } from '../support/ws-server.ts';

expectNoLeaks();

const { untrusted, invalidName, expired, revoked, success } = ChainValidationResult;

test('both things wrong with the sample certificate are found at once, and nothing is sent', async () => {
  const server = await startTestSampleServer();
  const socket = newMessageSocket();
  const error = await failureOf(socket.connectAsync(server.endpoints.secureEcho));
  expect(error.info).toMatchObject({
    code: 'certificate-refused',
    phase: 'tls',
    status: 'CertificateIsInvalid',
    certificateErrors: ['Untrusted', 'InvalidName'],
  });
  expect(socket.information.serverCertificateErrors).toEqual([untrusted, invalidName]);
  expect(socket.information.serverCertificateErrorSeverity).toBe(SocketSslErrorSeverity.ignorable);
  expect(socket.information.serverCertificate?.subject).toBe('www.fabrikam.com');
  expect(socket.information.serverCertificate?.issuer).toBe(sampleIssuer);
});

test.each([[[untrusted]], [[invalidName]], [[expired]]])(
  'ignoring only %j is not enough: each problem has to be listed',
  async (ignored) => {
    const server = await startTestSampleServer();
    const socket = newMessageSocket();
    for (const value of ignored) socket.control.ignorableServerCertificateErrors.append(value);
    expect((await failureOf(socket.connectAsync(server.endpoints.secureEcho))).code).toBe('certificate-refused');
  },
);

test('with both ignored it connects, and messages come through TLS', async () => {
  const server = await startTestSampleServer();
  const socket = newMessageSocket();
  const messages = new Messages(socket);
  socket.control.ignorableServerCertificateErrors.append(untrusted);
  socket.control.ignorableServerCertificateErrors.append(invalidName);
  await socket.connectAsync(server.endpoints.secureEcho);
  await socket.sendFinalFrameAsync(Buffer.alloc(300_000));
  await within('greeting and answer', messages.wait(2));
  expect(messages.all[1]?.bytes.toString()).toBe('binary message received, size=300000 bytes');
});

test.each([revoked, success])('a value that Windows never ignores is refused: %i', async (value) => {
  const socket = newMessageSocket();
  socket.control.ignorableServerCertificateErrors.append(value);
  expect((await failureOf(socket.connectAsync('wss://localhost/'))).info).toMatchObject({
    hresult: 0x80070057,
    field: 'ignorableServerCertificateErrors',
  });
});

test('an expired certificate is Expired besides what else is wrong', async () => {
  const authority = await newAuthority();
  const credential = await newCertificate({ issuer: authority, ipAddresses: ['127.0.0.1'], validity: 'expired' });
  const server = await startWsServer(() => undefined, { tls: serverTls(credential, authority) });
  const socket = newMessageSocket();
  await failureOf(socket.connectAsync(server.url));
  expect(socket.information.serverCertificateErrors.toSorted((a, b) => a - b)).toEqual([untrusted, expired]);
});

test('the validation event is asked after the ignorable errors, and may take its time', async () => {
  const server = await startTestSampleServer();
  for (const isRejected of [false, true]) {
    const socket = newMessageSocket();
    socket.control.ignorableServerCertificateErrors.append(untrusted);
    socket.control.ignorableServerCertificateErrors.append(invalidName);
    socket.onservercustomvalidationrequested = (args) => {
      const deferral = args.getDeferral();
      setImmediate(() => {
        if (isRejected) args.reject();
        deferral.complete();
        expect(thrownBy(() => deferral.complete()).code).toBe('illegal-call');
      });
    };
    const connecting = socket.connectAsync(server.endpoints.secureEcho);
    if (isRejected) expect((await failureOf(connecting)).hresult).toBe(0x800c000e);
    else await connecting;
  }
});

test('the validation event is not raised where the ignorable errors did not suffice', async () => {
  const server = await startTestSampleServer();
  const socket = newMessageSocket();
  let isRaised = false;
  socket.onservercustomvalidationrequested = () => (isRaised = true);
  await failureOf(socket.connectAsync(server.endpoints.secureEcho));
  expect(isRaised).toBe(false);
});

test('a client certificate opens the endpoint that wants one; without it the server answers 403', async () => {
  const server = await startTestSampleServer();
  for (const certificate of [null, Certificate.fromPfx(server.material.clientPfx, clientPfxPassword)]) {
    const socket = newStreamSocket();
    socket.control.ignorableServerCertificateErrors.append(untrusted);
    socket.control.ignorableServerCertificateErrors.append(invalidName);
    socket.control.clientCertificate = certificate;
    const connecting = socket.connectAsync(server.endpoints.clientAuthentication);
    if (certificate === null) expect((await failureOf(connecting)).info.status).toBe('Forbidden');
    else await connecting;
  }
});

test('an authority inside the PFX of a client is not trusted to vouch for servers', async () => {
  const authority = await newAuthority();
  const server = await newCertificate({ issuer: authority, ipAddresses: ['127.0.0.1'] });
  const client = await newCertificate({ issuer: authority, usage: 'client' });
  const { url } = await startWsServer(() => undefined, { tls: serverTls(server, authority) });
  const container = forge.pkcs12.toPkcs12Asn1(
    forge.pki.privateKeyFromPem(client.key),
    [client, authority].map(({ certificate }) => forge.pki.certificateFromPem(certificate)),
    'x',
    { algorithm: 'aes256' },
  );
  const pfx = Buffer.from(forge.asn1.toDer(container).getBytes(), 'latin1');
  const socket = newMessageSocket();
  socket.control.clientCertificate = Certificate.fromPfx(pfx, 'x');
  expect((await failureOf(socket.connectAsync(url))).info.certificateErrors).toEqual(['Untrusted']);
});

test('a wrong password and a file that is no PFX are told apart, each with its field', async () => {
  const authority = await newAuthority();
  const pfx = await newClientPfx({ issuer: authority, password: 'right' });
  const wrong = thrownBy(() => Certificate.fromPfx(pfx, 'wrong'));
  expect(wrong.info).toMatchObject({ code: 'client-certificate', field: 'clientCertificate.password' });
  const noPfx = thrownBy(() => Certificate.fromPfx(createHash('sha256').digest(), ''));
  expect(noPfx.info).toMatchObject({ code: 'client-certificate', field: 'clientCertificate' });
});

test('an absolute name is asked for, and judged, without its dot', async () => {
  const tls = serverTls(await newCertificate({ dnsNames: ['localhost'] }));
  const server = await startRawServer((peer) => peer.accept(), { tls });
  const socket = newMessageSocket();
  socket.control.ignorableServerCertificateErrors.append(untrusted);
  await socket.connectAsync(`wss://localhost.:${server.port}/`);
  expect(server.connections[0]?.socket).toMatchObject({ servername: 'localhost' });
});
