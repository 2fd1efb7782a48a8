import { once } from 'node:events';
import { expect, test } from 'vitest';
import { Certificate, ChainValidationResult } from '../../../main/sockets/index.ts';
import type { RuleId } from '../../../renderer/model/explain-attempt/explanation.ts';
import { newAuthority, newCertificate, newClientPfx, serverTls } from '../../support/certificates.ts';
import { expectNoLeaks } from '../../support/leaks.ts';
import { startRawServer, type RawServer, type RawServerConnection } from '../../support/raw-server.ts';
import { leaf } from '../../support/x509/certificate.ts';
import { connectInVain, expectExplained, type ConnectOptions } from './explained.ts';
import { resetWithoutEnd } from './reset.ts';
import { hasOpenSsl, startOpenSslServer } from './openssl-server.ts';
import { weakServerFlight } from './weak-keys.ts';

expectNoLeaks();

const withOpenSsl = test.runIf(hasOpenSsl);
if (!hasOpenSsl) process.stderr.write('SKIPPED: real refusals of client certificates, as there is no OpenSSL 3 here\n');

/** A server that waits for the greeting of TLS and then does this. */
function afterGreeting(act: (connection: RawServerConnection) => unknown): Promise<RawServer> {
  return startRawServer(
    async (connection) => {
      await once(connection.socket, 'data');
      await act(connection);
    },
    { skipsRequest: true },
  );
}

function secureUrl({ port }: RawServer, host = '127.0.0.1'): string {
  return `wss://${host}:${port}/chat?key=tell-nobody`;
}

const trusting: NonNullable<ConnectOptions['prepare']> = ({ control }) =>
  control.ignorableServerCertificateErrors.append(ChainValidationResult.untrusted);

test('plain HTTP where TLS is expected', async () => {
  const server = await afterGreeting((connection) =>
    connection.send('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'),
  );
  const result = await connectInVain(secureUrl(server));
  expectExplained(result, {
    rule: 'tls-plain-server',
    certainty: 'certain',
    phase: 'tls',
    says: [`127.0.0.1:${server.port}`, '“HTTP/1.1 400 Bad Request', `ws://127.0.0.1:${server.port}/chat`],
    actions: ['connectTo'],
  });
  expect(result.explanation.fixes[0]?.action).toEqual({
    kind: 'connectTo',
    url: `ws://127.0.0.1:${server.port}/chat?key=•••`,
  });
  expect(JSON.stringify(result)).not.toContain('tell-nobody');
  expect(result.attempt.phases.at(-1)).toMatchObject({
    phase: 'tls',
    outcome: 'failed',
    error: { fault: 'not-tls', received: 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n' },
  });
});

test.each([
  ['SSH-2.0-OpenSSH_9.6\r\n', 'SSH'],
  ['220 mail.duplex.dev ESMTP\r\n', 'FTP or SMTP'],
])('another protocol where TLS is expected: %j', async (greeting, protocol) => {
  const server = await startRawServer((connection) => connection.send(greeting), { skipsRequest: true });
  const result = await connectInVain(secureUrl(server));
  expectExplained(result, {
    rule: 'tls-other-protocol',
    certainty: 'certain',
    phase: 'tls',
    says: [`127.0.0.1:${server.port}`, protocol, greeting.trim()],
  });
  expect(result.attempt.phases.at(-1)?.error).toMatchObject({ fault: 'not-tls', received: greeting });
});

test('a server that says nothing the second time it is asked', async () => {
  const server = await startRawServer(
    async (connection) => {
      if (server.connections.length > 1) return connection.end();
      await connection.send('what?\r\n');
    },
    { skipsRequest: true },
  );
  const result = await connectInVain(secureUrl(server));
  expectExplained(result, {
    rule: 'tls-plain-server',
    certainty: 'certain',
    phase: 'tls',
    says: [`127.0.0.1:${server.port}`, 'plain HTTP or something else'],
  });
  expect(result.attempt.error).not.toHaveProperty('received');
});

test('a reset during the TLS handshake', async () => {
  const server = await afterGreeting((connection) => resetWithoutEnd(connection.socket));
  expectExplained(await connectInVain(secureUrl(server)), {
    rule: 'tls-reset',
    certainty: 'likely',
    phase: 'tls',
    says: [`127.0.0.1:${server.port}`, 'ECONNRESET'],
    actions: ['connectTo'],
  });
});

test('an end during the TLS handshake', async () => {
  const server = await afterGreeting((connection) => connection.end());
  expectExplained(await connectInVain(secureUrl(server)), {
    rule: 'tls-closed',
    certainty: 'likely',
    phase: 'tls',
    says: [`127.0.0.1:${server.port}`],
    actions: ['connectTo'],
  });
});

test('a server that is silent after the greeting of TLS', async () => {
  const server = await startRawServer(() => undefined, { skipsRequest: true });
  expectExplained(await connectInVain(secureUrl(server), { limits: { tlsMs: 150 } }), {
    rule: 'tls-no-answer',
    certainty: 'likely',
    phase: 'tls',
    says: [`127.0.0.1:${server.port}`, /silent for 0\.\d s:/],
    actions: ['connectTo'],
  });
});

const alerts: readonly (readonly [number, string, RuleId, 'certain' | 'likely', readonly string[]])[] = [
  [40, 'handshake_failure', 'tls-nothing-in-common', 'likely', ['cipher', 'client certificate']],
  [42, 'bad_certificate', 'tls-client-certificate-refused', 'likely', ['bad_certificate (42)']],
  [44, 'certificate_revoked', 'tls-client-certificate-refused', 'likely', ['certificate_revoked (44)']],
  [45, 'certificate_expired', 'tls-client-certificate-expired', 'certain', ['certificate_expired (45)']],
  [48, 'unknown_ca', 'tls-client-certificate-unknown-authority', 'certain', ['unknown_ca (48)']],
  [70, 'protocol_version', 'tls-version', 'certain', ['protocol_version (70)', 'TLS 1.2']],
  [71, 'insufficient_security', 'tls-nothing-in-common', 'likely', ['insufficient_security (71)']],
  [80, 'internal_error', 'tls-alert', 'likely', ['internal_error (80)']],
  [112, 'unrecognized_name', 'tls-name-unknown', 'certain', ['localhost']],
  [116, 'certificate_required', 'tls-client-certificate-wanted', 'certain', ['certificate_required']],
  [120, 'no_application_protocol', 'tls-no-http', 'certain', ['HTTP/1.1']],
];

test.each(alerts)('a server that answers with the alert %i, %s, is %s', async (alert, _name, rule, certainty, says) => {
  const server = await afterGreeting((connection) => connection.send(Buffer.from([0x15, 3, 3, 0, 2, 2, alert])));
  expectExplained(await connectInVain(secureUrl(server, 'localhost')), { rule, certainty, phase: 'tls', says });
});

test('a server that speaks an old version of TLS', async () => {
  // A ServerHello of TLS 1.0: version, random, no session, a cipher, no compression.
  const hello = Buffer.concat([Buffer.from([3, 1]), Buffer.alloc(32, 7), Buffer.from([0, 0xc0, 0x13, 0])]);
  const message = Buffer.concat([Buffer.from([2, 0, 0, hello.length]), hello]);
  const server = await afterGreeting((connection) =>
    connection.send(Buffer.concat([Buffer.from([0x16, 3, 1, 0, message.length]), message])),
  );
  expectExplained(await connectInVain(secureUrl(server)), {
    rule: 'tls-version',
    certainty: 'certain',
    phase: 'tls',
    says: ['UNSUPPORTED_PROTOCOL'],
  });
});

test('nonsense in the middle of the TLS handshake', async () => {
  const server = await afterGreeting((connection) =>
    connection.send(Buffer.concat([Buffer.from([0x16, 3, 3, 0, 6]), Buffer.from([2, 0, 0, 2, 3, 3])])),
  );
  expectExplained(await connectInVain(secureUrl(server)), {
    rule: 'tls-failed',
    certainty: 'likely',
    phase: 'tls',
    says: [`127.0.0.1:${server.port}`],
  });
});

test('a server whose keys are too weak', async () => {
  const flight = weakServerFlight(leaf({ key: 'rsa' }).der);
  const server = await afterGreeting((connection) => connection.send(flight));
  expectExplained(await connectInVain(secureUrl(server)), {
    rule: 'tls-weak',
    certainty: 'certain',
    phase: 'tls',
    says: [`127.0.0.1:${server.port}`, /KEY_TOO_SMALL/],
  });
});

withOpenSsl.each(['1.2', '1.3'] as const)('TLS %s: a client certificate that the server misses', async (version) => {
  const server = await startOpenSslServer({ version, clientAuthority: await newAuthority() });
  const { explanation, said, attempt } = await connectInVain(server.url, { prepare: trusting });
  // OpenSSL says it with certificate_required in TLS 1.3, and with the same alert as for no cipher in 1.2.
  const rule = version === '1.3' ? 'tls-client-certificate-wanted' : 'tls-nothing-in-common';
  expect(explanation.rule, JSON.stringify(attempt)).toBe(rule);
  expect(said).toContain('Choose a client certificate.');
});

withOpenSsl.each(['1.2', '1.3'] as const)('TLS %s: a client certificate of the wrong authority', async (version) => {
  const server = await startOpenSslServer({ version, clientAuthority: await newAuthority('Right Authority') });
  const wrong = await newAuthority('Wrong Authority');
  const pfx = await newClientPfx({ password: 'pfx-password', issuer: wrong });
  const result = await connectInVain(server.url, {
    prepare: (socket) => {
      trusting(socket);
      socket.control.clientCertificate = Certificate.fromPfx(pfx, 'pfx-password');
    },
  });
  expectExplained(result, {
    rule: 'tls-client-certificate-unknown-authority',
    certainty: 'certain',
    phase: version === '1.3' ? 'upgrade' : 'tls',
    says: ['unknown_ca (48)'],
    actions: ['setClientCertificate'],
  });
});

withOpenSsl('a client certificate that has expired', async () => {
  const authority = await newAuthority('Right Authority');
  const server = await startOpenSslServer({ version: '1.3', clientAuthority: authority });
  const pfx = await newClientPfx({ password: 'pfx-password', issuer: authority, validity: 'expired' });
  const result = await connectInVain(server.url, {
    prepare: (socket) => {
      trusting(socket);
      socket.control.clientCertificate = Certificate.fromPfx(pfx, 'pfx-password');
    },
  });
  expectExplained(result, {
    rule: 'tls-client-certificate-expired',
    certainty: 'certain',
    phase: 'upgrade',
    says: ['certificate_expired (45)'],
    actions: ['setClientCertificate'],
  });
});

test('after TLS 1.3, an end that may be about the client certificate', async () => {
  const server = await startRawServer((connection) => connection.end(), { tls: serverTls(await newCertificate()) });
  expectExplained(await connectInVain(server.url, { prepare: trusting }), {
    rule: 'upgrade-closed',
    certainty: 'likely',
    phase: 'upgrade',
    says: [`127.0.0.1:${server.port}`, 'client certificate, or misses one'],
    actions: ['setClientCertificate'],
  });
});

withOpenSsl('after TLS 1.3, a refusal of the client certificate while its own is judged', async () => {
  const server = await startOpenSslServer({ version: '1.3', clientAuthority: await newAuthority() });
  const result = await connectInVain(server.url, {
    prepare: (socket) => {
      trusting(socket);
      // Nobody answers.
      socket.onservercustomvalidationrequested = (args) => void args.getDeferral();
    },
  });
  expectExplained(result, {
    rule: 'tls-client-certificate-wanted',
    certainty: 'certain',
    phase: 'tls',
    says: [new URL(server.url).host],
    actions: ['setClientCertificate'],
  });
  expect(result.attempt.phases.at(-1)).toMatchObject({ step: 'certificate', outcome: 'failed' });
});
