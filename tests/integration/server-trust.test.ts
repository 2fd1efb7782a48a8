import { createHash, X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import type { CertificateException, CertificatePin, ServerTrust } from '../../contract/certificates.ts';
import { ChainValidationResult } from '../../main/sockets/index.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { failureOf, newMessageSocket, thrownBy } from '../support/sockets.ts';
import { authority, leaf, publicKeySha256, sha256, toPem } from '../support/x509/certificate.ts';
import { good, intermediate, otherRoot, root, trustRoot } from '../support/x509/chain-cases.ts';
import { startChainServer } from '../support/x509/chain-server.ts';
import { probe } from '../support/x509/probe.ts';
import { revocationList } from '../support/x509/revocation.ts';

expectNoLeaks();

const { untrusted, expired } = ChainValidationResult;
const withColons = (hex: string): string => hex.toUpperCase().match(/../g)?.join(':') ?? '';

const pinned: readonly (readonly [string, readonly CertificatePin[], boolean])[] = [
  ['the certificate', [{ kind: 'certificate', sha256: sha256(good.der) }], true],
  ['the certificate, as it is shown', [{ kind: 'certificate', sha256: withColons(sha256(good.der)) }], true],
  ['the public key', [{ kind: 'publicKey', sha256: publicKeySha256(good) }], true],
  [
    'the public key in base64',
    [{ kind: 'publicKey', sha256: Buffer.from(publicKeySha256(good), 'hex').toString('base64') }],
    true,
  ],
  ['the intermediate', [{ kind: 'certificate', sha256: sha256(intermediate.der) }], true],
  ['the root that was not sent', [{ kind: 'publicKey', sha256: publicKeySha256(root) }], true],
  [
    'one of two',
    [
      { kind: 'certificate', sha256: sha256(root.der) },
      { kind: 'publicKey', sha256: publicKeySha256(otherRoot) },
    ],
    true,
  ],
  ['another certificate', [{ kind: 'certificate', sha256: sha256(otherRoot.der) }], false],
  ['another key', [{ kind: 'publicKey', sha256: publicKeySha256(otherRoot) }], false],
  ['the certificate as if it were a key', [{ kind: 'publicKey', sha256: sha256(good.der) }], false],
];

test.each(pinned)('a pin of %s', async (_name, pins, fits) => {
  // The other root is sent along and belongs to nothing: that it is there must not satisfy its pin.
  const port = await startChainServer({ sent: [good, intermediate, otherRoot] });
  const { outcome, cause, problems } = await probe({ host: 'localhost', port, trust: { ...trustRoot, pins } });
  expect({ outcome, cause }).toEqual(
    fits ? { outcome: 'connected' } : { outcome: 'certificate-refused', cause: 'PIN_MISMATCH' },
  );
  expect(problems).toEqual([]);
});

test('a wrong pin is a refusal of its own, after what can be ignored', async () => {
  const port = await startChainServer({ sent: [leaf()] });
  const pins = [{ kind: 'certificate', sha256: sha256(otherRoot.der) }] as const;
  const strict = await probe({ host: 'localhost', port, trust: { pins } });
  expect(strict).toMatchObject({ outcome: 'certificate-refused', cause: 'Untrusted' });
  const ignoring = await probe({ host: 'localhost', port, trust: { pins }, ignore: [untrusted] });
  expect(ignoring).toMatchObject({ outcome: 'certificate-refused', cause: 'PIN_MISMATCH' });
  expect(ignoring.message).toBe('no certificate of the chain of "localhost" has the pinned fingerprint');
});

test('a pinned certificate that signs itself is enough once its distrust is ignored', async () => {
  const own = leaf();
  const port = await startChainServer({ sent: [own] });
  const pins = [{ kind: 'publicKey', sha256: publicKeySha256(own) }] as const;
  expect((await probe({ host: 'localhost', port, trust: { pins }, ignore: [untrusted] })).outcome).toBe('connected');
});

const old = leaf({ days: [-30, -1] });
const right = { host: 'LocalHost', port: 0, sha256: sha256(old.der), errors: ['Untrusted', 'Expired'] } as const;

test.each<readonly [string, Partial<CertificateException>, boolean]>([
  ['for it', {}, true],
  ['for another host', { host: 'other.test' }, false],
  ['for another port', { port: 1 }, false],
  ['for another certificate', { sha256: sha256(good.der) }, false],
  ['for one of its errors', { errors: ['Expired'] }, false],
  ['for more than its errors', { errors: ['Untrusted', 'Expired', 'InvalidName'] }, true],
])('an expired certificate that signs itself, and an exception %s', async (_name, change, fits) => {
  const port = await startChainServer({ sent: [old] });
  const trust: ServerTrust = { exceptions: [{ ...right, port, ...change }] };
  expect((await probe({ host: 'localhost', port, trust })).outcome).toBe(fits ? 'connected' : 'certificate-refused');
});

test('an exception and what is ignored add up', async () => {
  const port = await startChainServer({ sent: [old] });
  const trust: ServerTrust = { exceptions: [{ ...right, port, errors: ['Untrusted'] }] };
  expect((await probe({ host: 'localhost', port, trust, ignore: [expired] })).outcome).toBe('connected');
});

test('what an exception lets pass stays visible', async () => {
  const port = await startChainServer({ sent: [old] });
  const { problems } = await probe({ host: 'localhost', port, trust: { exceptions: [{ ...right, port }] } });
  expect(problems).toMatchObject([
    { result: 'Untrusted', certificateIndex: 0, detail: 'signed by itself, and not among the trusted authorities' },
    { result: 'Expired', certificateIndex: 0, detail: expect.stringMatching(/^expired on \d{4}-\d\d-\d\d$/) as string },
  ]);
});

const garbledCertificate = toPem('CERTIFICATE', Buffer.from('no certificate'));

test.each<readonly [string, string, ServerTrust]>([
  ['an authority that is no PEM', 'serverTrust.authorities[1]', { authorities: [root.pem, 'no PEM'] }],
  ['an authority that cannot be read', 'serverTrust.authorities[0]', { authorities: [garbledCertificate] }],
  ['a pin that is no SHA-256', 'serverTrust.pins[0].sha256', { pins: [{ kind: 'certificate', sha256: 'AB:CD' }] }],
  [
    'an exception for what is never ignored',
    'serverTrust.exceptions[0].errors',
    { exceptions: [{ ...right, errors: ['Revoked'] }] },
  ],
  [
    'an exception without a fingerprint',
    'serverTrust.exceptions[0].sha256',
    { exceptions: [{ ...right, sha256: '' }] },
  ],
  ['a list that is none', 'serverTrust.revocationLists[0]', { revocationLists: [root.pem] }],
  ['a list that cannot be read', 'serverTrust.revocationLists[0]', { revocationLists: [Buffer.from([0x30, 0x80])] }],
])('%s is refused at once, by its field', (_name, field, trust) => {
  const { control } = newMessageSocket();
  expect(thrownBy(() => (control.serverTrust = trust)).info).toMatchObject({
    code: 'invalid-input',
    hresult: 0x80070057,
    field,
  });
  expect(control.serverTrust).toBeNull();
});

test('a list of revoked certificates may come as DER', async () => {
  const port = await startChainServer({ sent: [good, intermediate] });
  const pem = revocationList(intermediate, [good]);
  const der = Buffer.from(pem.replaceAll(/-----[^-]+-----/g, ''), 'base64');
  const { problems } = await probe({ host: 'localhost', port, trust: { ...trustRoot, revocationLists: [der] } });
  expect(problems).toMatchObject([
    {
      result: 'Revoked',
      certificateIndex: 0,
      detail: expect.stringMatching(/^revoked on .*, by the list of "Test Intermediate"$/) as string,
    },
  ]);
});

test('the chain is described for a page, and the error carries every problem', async () => {
  const sent = [leaf({ issuer: otherRoot, subject: 'A "server"\n\u202eevil', days: [-30, -1] }), otherRoot];
  const port = await startChainServer({ sent });
  const socket = newMessageSocket();
  const { info } = await failureOf(socket.connectAsync(`wss://localhost:${port}/`));
  expect(info.certificateProblems).toEqual(socket.information.serverCertificateProblems);
  const [own, issuer] = socket.information.serverCertificateChain;
  const x509 = new X509Certificate(sent[0]?.der ?? '');
  expect(own).toEqual({
    subject: 'A "server"\n\u202eevil',
    issuer: 'Other Root',
    serialNumber: x509.serialNumber,
    validFrom: new Date(x509.validFrom).toISOString(),
    validTo: new Date(x509.validTo).toISOString(),
    sha256: x509.fingerprint256.replaceAll(':', '').toLowerCase(),
    publicKeySha256: createHash('sha256')
      .update(x509.publicKey.export({ type: 'spki', format: 'der' }))
      .digest('hex'),
    key: 'EC P-256',
    names: ['localhost', '127.0.0.1', '::1'],
    isAuthority: false,
    source: 'sent',
  });
  expect(issuer).toMatchObject({ subject: 'Other Root', isAuthority: true, names: [], source: 'sent' });
});

test('whom to trust cannot be changed after connecting', async () => {
  const port = await startChainServer({ sent: [good, intermediate] });
  const socket = newMessageSocket();
  socket.control.serverTrust = trustRoot;
  await socket.connectAsync(`wss://localhost:${port}/`);
  expect(thrownBy(() => (socket.control.serverTrust = null)).code).toBe('illegal-call');
  expect(socket.information.serverCertificateChain.map(({ source }) => source)).toEqual(['sent', 'sent', 'trusted']);
});

test('an authority that is trusted vouches for itself as a server too', async () => {
  const own = authority('localhost', { extensions: [] });
  const port = await startChainServer({ sent: [own] });
  const trust = { authorities: [own.pem], replaceSystem: true };
  expect(await probe({ host: 'localhost', port, trust })).toMatchObject({ outcome: 'connected', problems: [] });
});
