import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ServerTrust } from '../../../contract/certificates.ts';
import { ChainValidationResult } from '../../../main/sockets/index.ts';
import type { RuleId } from '../../../renderer/model/explain-attempt/explanation.ts';
import { makeCertificate } from '../../../main/server/certificates/certificate-maker.ts';
import { newAuthority, newCertificate, serverTls, type Credential } from '../../support/certificates.ts';
import { expectNoLeaks } from '../../support/leaks.ts';
import { authority, leaf, sha256 } from '../../support/x509/certificate.ts';
import { good, intermediate, root, trustRoot } from '../../support/x509/chain-cases.ts';
import { startChainServer, type Presentation } from '../../support/x509/chain-server.ts';
import { basicConstraints, dnsName, keyUsage, nameConstraints, usage } from '../../support/x509/extensions.ts';
import { ocspResponse, revocationList } from '../../support/x509/revocation.ts';
import { relay } from './relay.ts';
import { startRawServer, type RawServer } from '../../support/raw-server.ts';
import { connectInVain, expectExplained, type ConnectOptions } from './explained.ts';
import { newOddCertificate, serverExtensions } from './odd-certificate.ts';

expectNoLeaks();

const { untrusted, incompleteChain } = ChainValidationResult;

/** A server with this certificate, followed by the others of its chain; nothing is ever sent over it. */
function presenting(credential: Credential, ...issuers: readonly Credential[]): Promise<RawServer> {
  const { key } = serverTls(credential);
  const cert = [credential, ...issuers].map(({ certificate }) => certificate).join('');
  return startRawServer(() => undefined, { tls: { cert, key }, skipsRequest: true });
}

/** Overlooks these, so that it is the others that count. */
function ignoring(...errors: readonly ChainValidationResult[]): NonNullable<ConnectOptions['prepare']> {
  return ({ control }) => {
    for (const error of errors) control.ignorableServerCertificateErrors.append(error);
  };
}

const dayMs = 24 * 3_600_000;

function validFrom(fromDays: number, toDays: number, issuer?: Credential): Promise<Credential> {
  return makeCertificate({
    commonName: 'localhost',
    usage: 'server',
    notBefore: new Date(Date.now() + fromDays * dayMs),
    notAfter: new Date(Date.now() + toDays * dayMs),
    ipAddresses: ['127.0.0.1'],
    ...(issuer && { issuer }),
  });
}

test('a certificate that is signed by itself', async () => {
  const server = await presenting(await newCertificate());
  const result = await connectInVain(server.url);
  expectExplained(result, {
    rule: 'certificate-self-signed',
    certainty: 'certain',
    phase: 'tls',
    says: ['localhost'],
    actions: ['addAuthority', 'ignoreCertificateErrors'],
  });
  expect(result.explanation.fixes[1]?.action).toMatchObject({ host: '127.0.0.1', errors: ['Untrusted'] });
  expect(result.explanation.fixes[1]?.action).toHaveProperty('fingerprint256', expect.stringMatching(/^[\dA-F:]{95}$/));
});

test('an authority that is not trusted', async () => {
  const authority = await newAuthority('Office Authority');
  const server = await presenting(await newCertificate({ issuer: authority }), authority);
  expectExplained(await connectInVain(server.url), {
    rule: 'certificate-untrusted-authority',
    certainty: 'certain',
    phase: 'tls',
    says: ['Office Authority'],
    actions: ['addAuthority', 'ignoreCertificateErrors'],
  });
});

test('a product that inspects connections', async () => {
  const authority = await newAuthority('Zscaler Root CA');
  const server = await presenting(await newCertificate({ issuer: authority }), authority);
  expectExplained(await connectInVain(server.url), {
    rule: 'certificate-intercepted',
    certainty: 'likely',
    phase: 'tls',
    says: ['Zscaler Root CA'],
    actions: ['addAuthority', 'ignoreCertificateErrors'],
  });
});

test('an intermediate certificate that is not sent', async () => {
  const authority = await newAuthority('Issuing Authority 7');
  const server = await presenting(await newCertificate({ issuer: authority }));
  expectExplained(await connectInVain(server.url), {
    rule: 'certificate-incomplete-chain',
    certainty: 'certain',
    phase: 'tls',
    says: ['Issuing Authority 7', 'It sent 1'],
  });
});

test('a certificate that has expired', async () => {
  const server = await presenting(await validFrom(-400, -3));
  const result = await connectInVain(server.url, { prepare: ignoring(untrusted) });
  expectExplained(result, {
    rule: 'certificate-expired',
    certainty: 'certain',
    phase: 'tls',
    says: ['localhost', dayText(-3), dayText(0)],
    actions: ['lookAtClock', 'ignoreCertificateErrors'],
  });
});

test('expired and of nobody that is trusted: both are told', async () => {
  const server = await presenting(await validFrom(-400, -3));
  expectExplained(await connectInVain(server.url), {
    rule: 'certificate-expired',
    certainty: 'certain',
    phase: 'tls',
    says: ['All that is wrong with it: ', 'Untrusted', 'Expired'],
  });
});

test('a certificate that begins in an hour', async () => {
  const server = await presenting(await validFrom(1 / 24, 30));
  expectExplained(await connectInVain(server.url, { prepare: ignoring(untrusted) }), {
    rule: 'certificate-not-yet-valid',
    certainty: 'certain',
    phase: 'tls',
    says: ['localhost', dayText(1 / 24)],
    actions: ['lookAtClock', 'tryAgain', 'ignoreCertificateErrors'],
  });
});

test('a certificate from far in the future: the clock of this computer may be behind', async () => {
  const server = await presenting(await validFrom(500, 900));
  expectExplained(await connectInVain(server.url, { prepare: ignoring(untrusted) }), {
    rule: 'certificate-clock-behind',
    certainty: 'likely',
    phase: 'tls',
    says: [dayText(500), dayText(0)],
    actions: ['lookAtClock', 'ignoreCertificateErrors'],
  });
});

test('a whole chain from the past: the clock of this computer may be ahead', async () => {
  const authority = await newAuthority('Old Authority', 'expired');
  const server = await presenting(await validFrom(-100, -50, authority), authority);
  expectExplained(await connectInVain(server.url, { prepare: ignoring(untrusted) }), {
    rule: 'certificate-clock-ahead',
    certainty: 'likely',
    phase: 'tls',
    says: [dayText(-1), dayText(0)],
    actions: ['lookAtClock', 'ignoreCertificateErrors'],
  });
});

test('an authority that has expired, above a certificate that has not', async () => {
  const authority = await newAuthority('Old Authority', 'expired');
  const server = await presenting(await validFrom(-1, 30, authority), authority);
  expectExplained(await connectInVain(server.url, { prepare: ignoring(untrusted) }), {
    rule: 'certificate-issuer-expired',
    certainty: 'certain',
    phase: 'tls',
    says: ['Old Authority', dayText(-1)],
  });
});

test('a clock that another one disproves', async () => {
  // As seen from a machine whose clock is two years ahead: the proxy has the right time.
  const then = Date.now() - 730 * dayMs;
  const server = await presenting(await validFrom(-760, -700));
  const date = new Date(then).toUTCString();
  const proxy = await startRawServer(async (connection) => {
    if (!connection.request.startsWith('CONNECT ')) throw new Error('the proxy was asked for something else');
    await connection.send(`HTTP/1.1 200 Connected\r\nDate: ${date}\r\n\r\n`);
    await relay(connection.socket, server.port);
  });
  expectExplained(
    await connectInVain(server.url, {
      proxy: { kind: 'http', host: '127.0.0.1', port: proxy.port },
      prepare: ignoring(untrusted),
    }),
    {
      rule: 'certificate-clock-wrong',
      certainty: 'certain',
      phase: 'tls',
      says: [new Date(then).toISOString().slice(0, 10), dayText(0), dayText(-700)],
      actions: ['lookAtClock'],
    },
  );
});

test('a certificate for another name', async () => {
  const server = await presenting(await newCertificate({ dnsNames: ['chat.duplex.dev', '*.duplex.dev'] }));
  expectExplained(await connectInVain(server.url.replace('127.0.0.1', 'localhost'), { prepare: ignoring(untrusted) }), {
    rule: 'certificate-other-name',
    certainty: 'certain',
    phase: 'tls',
    says: ['not for localhost', 'chat.duplex.dev'],
    actions: ['ignoreCertificateErrors'],
  });
});

test('a certificate for a name, where an address was connected to', async () => {
  const server = await presenting(await newCertificate({ dnsNames: ['chat.duplex.dev'] }));
  const result = await connectInVain(`${server.url}room?key=tell-nobody`, { prepare: ignoring(untrusted) });
  expectExplained(result, {
    rule: 'certificate-for-names-not-address',
    certainty: 'certain',
    phase: 'tls',
    says: ['127.0.0.1', 'Connect to chat.duplex.dev.'],
    actions: ['connectTo', 'ignoreCertificateErrors'],
  });
  expect(result.explanation.fixes[0]?.action).toEqual({
    kind: 'connectTo',
    url: `wss://chat.duplex.dev:${server.port}/room?key=•••`,
  });
  expect(JSON.stringify(result)).not.toContain('tell-nobody');
});

test('a certificate with a common name and no alternative names', async () => {
  const server = await presenting(await newCertificate({ commonName: 'legacy.duplex.dev', dnsNames: [] }));
  expectExplained(await connectInVain(server.url.replace('127.0.0.1', 'localhost'), { prepare: ignoring(untrusted) }), {
    rule: 'certificate-without-names',
    certainty: 'certain',
    phase: 'tls',
    says: ['legacy.duplex.dev'],
  });
});

test('a certificate of a client', async () => {
  const authority = await newAuthority();
  const client = await newCertificate({ usage: 'client', issuer: authority, ipAddresses: ['127.0.0.1'] });
  const server = await presenting(client, authority);
  expectExplained(await connectInVain(server.url, { prepare: ignoring(untrusted, incompleteChain) }), {
    rule: 'certificate-wrong-usage',
    certainty: 'certain',
    phase: 'tls',
    says: ['localhost'],
    actions: ['ignoreCertificateErrors'],
  });
});

test('a signature that is wrong', async () => {
  const authority = await newAuthority('Office Authority');
  const leaf = await newOddCertificate({
    issuer: authority,
    damage: (der) => (der[der.length - 5] = (der.at(-5) ?? 0) ^ 0xff),
  });
  const server = await presenting(leaf, authority);
  const result = await connectInVain(server.url);
  expectExplained(result, {
    rule: 'certificate-bad-signature',
    certainty: 'certain',
    phase: 'tls',
    says: ['Office Authority', 'localhost'],
    actions: [],
  });
});

test('an issuer that is no authority', async () => {
  const authority = await newAuthority();
  // Without key usage, which alone would keep OpenSSL from seeing the issuer in it.
  const middle = await newOddCertificate({ issuer: authority, commonName: 'No Authority' });
  const leaf = await newOddCertificate({ issuer: middle });
  const server = await presenting(leaf, middle, authority);
  expectExplained(await connectInVain(server.url), {
    rule: 'certificate-issuer-not-an-authority',
    certainty: 'certain',
    phase: 'tls',
    says: ['No Authority', 'localhost'],
    actions: [],
  });
});

test('a critical extension that nobody knows', async () => {
  const authority = await newAuthority();
  const extension = { id: '1.3.6.1.4.1.99999.1', critical: true, value: '\u0005\u0000' };
  const leaf = await newOddCertificate({ issuer: authority, extensions: [...serverExtensions, extension] });
  const server = await presenting(leaf, authority);
  const result = await connectInVain(server.url);
  expectExplained(result, {
    rule: 'certificate-unknown-critical-extension',
    certainty: 'certain',
    phase: 'tls',
    says: ['localhost'],
    actions: [],
  });
});

test('a custom validation that says no', async () => {
  const authority = await newAuthority('Other Authority');
  const server = await presenting(await newCertificate({ issuer: authority }), authority);
  expectExplained(
    await connectInVain(server.url, {
      prepare: (socket) => {
        ignoring(untrusted)(socket);
        socket.onservercustomvalidationrequested = (args) => args.reject();
      },
    }),
    {
      rule: 'certificate-rejected-by-validation',
      certainty: 'certain',
      phase: 'tls',
      says: ['localhost', 'Other Authority'],
      actions: ['openValidation'],
    },
  );
});

interface BadChain extends Presentation {
  readonly rule: RuleId;
  readonly certainty?: 'likely';
  readonly trust?: ServerTrust;
  readonly says: readonly string[];
}

const own = leaf({ issuer: root });

const other = authority('Other Authority', {
  issuer: root,
  extensions: [basicConstraints(true), keyUsage(usage.keyCertSign), nameConstraints([dnsName('example.test')])],
});

const badChains: readonly BadChain[] = [
  {
    rule: 'certificate-revoked',
    sent: [good, intermediate],
    trust: { ...trustRoot, revocationLists: [revocationList(intermediate, [good])] },
    says: ['Test Intermediate'],
  },
  {
    rule: 'certificate-revoked',
    sent: [own],
    staple: ocspResponse(own, root, { status: 'revoked' }),
    says: ['Test Root'],
  },
  {
    rule: 'certificate-revocation-unknown',
    sent: [own],
    staple: ocspResponse(own, root, { status: 'good', spoilSignature: true }),
    trust: { ...trustRoot, revocation: 'serverCertificate' },
    says: ['Test Root'],
  },
  {
    rule: 'certificate-revocation-unknown',
    sent: [own],
    trust: { ...trustRoot, revocation: 'serverCertificate' },
    says: ['Test Root'],
  },
  {
    rule: 'certificate-pin-mismatch',
    sent: [own],
    trust: { ...trustRoot, pins: [{ kind: 'certificate', sha256: sha256(good.der) }] },
    says: ['localhost', new X509Certificate(own.der).fingerprint256],
  },
  { rule: 'certificate-authority-policy', sent: [leaf({ issuer: other }), other], says: ['Other Authority'] },
  {
    rule: 'certificate-refused',
    certainty: 'likely',
    sent: [leaf({ issuer: root, digest: 'sha1' })],
    says: ['OtherErrors'],
  },
];

test.each(badChains)('$rule, by an authority that is trusted otherwise', async (chain) => {
  const port = await startChainServer(chain);
  const result = await connectInVain(`wss://localhost:${port}/`, {
    prepare: ({ control }) => (control.serverTrust = chain.trust ?? trustRoot),
  });
  const { rule, certainty = 'certain', says } = chain;
  expectExplained(result, { rule, certainty, phase: 'tls', says });
});

test('a validation that takes too long', async () => {
  const server = await presenting(await newCertificate());
  const result = await connectInVain(server.url, {
    limits: { validationMs: 200 },
    prepare: (socket) => {
      ignoring(untrusted)(socket);
      // Nobody answers.
      socket.onservercustomvalidationrequested = (args) => void args.getDeferral();
    },
  });
  expectExplained(result, {
    rule: 'certificate-not-judged',
    certainty: 'certain',
    phase: 'tls',
    says: [/0\.\d s/],
    actions: ['openValidation'],
  });
});

test('a server that goes while it is judged', async () => {
  const server = await presenting(await newCertificate());
  const result = await connectInVain(server.url, {
    prepare: (socket) => {
      ignoring(untrusted)(socket);
      socket.onservercustomvalidationrequested = (args) => {
        args.getDeferral();
        server.connections[0]?.socket.destroy();
      };
    },
  });
  expectExplained(result, {
    rule: 'certificate-server-left',
    certainty: 'certain',
    phase: 'tls',
    says: [`127.0.0.1:${server.port}`],
    actions: ['openValidation', 'tryAgain'],
  });
});

/** `2026-11-23`, so many days from now. */
function dayText(days: number): string {
  return new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);
}
