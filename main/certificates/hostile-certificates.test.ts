import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { authority, leaf, leafExtensions, makeOdd, type Made } from '../../tests/support/x509/certificate.ts';
import { element, sequence } from '../../tests/support/x509/der.ts';
import {
  dnsName,
  loopbackNames,
  nameConstraints,
  subjectAltName,
  type Extension,
} from '../../tests/support/x509/extensions.ts';
import { ocspResponse, revocationList } from '../../tests/support/x509/revocation.ts';
import { ChainCertificate, readCertificate } from './chain-certificate.ts';
import { childrenOf, DerError, readDer } from './der.ts';
import { evaluateChain, type ServerEvaluation } from './evaluate.ts';
import { comparisonBudget } from './name-constraints.ts';
import { readOcspResponse } from './ocsp-response.ts';
import { buildPaths } from './path-building.ts';
import { pathProblems } from './path-problems.ts';
import { readRevocationList } from './revocation-list.ts';
import { compileTrust } from './server-trust.ts';
import { anchorsOf } from './trust-anchors.ts';

// The bytes of a certificate are whatever a server likes to send.

const root = authority('Root');
const intermediate = authority('Intermediate', { issuer: root, extensions: [...authorityExtensions()] });
const server = leaf({ issuer: intermediate });
const trust = compileTrust({ authorities: [root.pem], replaceSystem: true });
const runs = 2000;

function authorityExtensions(): Extension[] {
  return [
    { oid: '2.5.29.19', critical: true, value: Buffer.from('30030101ff', 'hex') },
    { oid: '2.5.29.15', critical: true, value: Buffer.from('03020106', 'hex') },
    nameConstraints([dnsName('localhost')]),
  ];
}

/** Judged as if OpenSSL had nothing against it. */
function judge(sent: readonly X509Certificate[]): ServerEvaluation {
  const options = { host: 'localhost', trust, ocspResponse: undefined, openSslCode: undefined, now: Date.now() };
  return evaluateChain(sent, options);
}

const x509 = ({ der }: Made): X509Certificate => new X509Certificate(der);

/** Some bytes changed, cut out or put in. */
function mutated(der: Buffer): fc.Arbitrary<Buffer> {
  const position = fc.nat(der.length - 1);
  const change = fc.oneof(
    fc.record({ at: position, length: fc.constant(1), bytes: fc.uint8Array({ minLength: 1, maxLength: 1 }) }),
    fc.record({ at: position, length: fc.nat(8), bytes: fc.uint8Array({ maxLength: 8 }) }),
  );
  return fc
    .array(change, { minLength: 1, maxLength: 4 })
    .map((changes) =>
      changes.reduce(
        (bytes, { at, length, bytes: put }) => Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + length)]),
        der,
      ),
    );
}

function opened(der: Buffer): X509Certificate | undefined {
  try {
    return new X509Certificate(der);
  } catch {
    return undefined; // the TLS handshake would have failed
  }
}

function onlyDerErrors(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
  }
}

test('the chain that is changed below is right', () => {
  expect(judge([server, intermediate].map(x509)).problems).toEqual([]);
});

test.each([
  ['the server', server, 0],
  ['an authority', intermediate, 1],
] as const)('a changed certificate of %s is judged, and never accepted', (_name, made, index) => {
  let judgedCount = 0;
  fc.assert(
    fc.property(mutated(made.der), (der) => {
      onlyDerErrors(() => readCertificate(der));
      const certificate = opened(der);
      // OpenSSL ends where the structure does, so bytes after it change nothing.
      if (certificate === undefined || certificate.raw.equals(made.der)) return;
      judgedCount++;
      const sent = [server, intermediate].map(x509);
      sent[index] = certificate;
      const { problems, severity, chain } = judge(sent);
      expect(severity).not.toBe('none');
      for (const { certificateIndex, detail } of problems) {
        expect(chain[certificateIndex]).toBeDefined();
        expect(detail).not.toBe('');
      }
    }),
    { numRuns: runs },
  );
  expect(judgedCount).toBeGreaterThan(0);
});

test('random bytes are no structure, and say why', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      onlyDerErrors(() => readCertificate(Buffer.from(bytes)));
      onlyDerErrors(() => readRevocationList(Buffer.from(bytes)));
      onlyDerErrors(() => childrenOf(readDer(Buffer.from(bytes))));
    }),
    { numRuns: runs },
  );
});

test('a changed OCSP response is unusable or says what it said', () => {
  const [subject, issuer] = [server, intermediate].map((made) => new ChainCertificate(x509(made), 'sent'));
  const response = ocspResponse(server, intermediate, { status: 'revoked' });
  if (subject === undefined || issuer === undefined) throw new Error('both are made above');
  fc.assert(
    fc.property(mutated(response), (bytes) => {
      expect(['revoked', 'unusable']).toContain(readOcspResponse(bytes, subject, issuer, Date.now()).kind);
    }),
    { numRuns: runs },
  );
});

test('a changed list of revoked certificates cannot be read, or is not believed', () => {
  const pem = revocationList(root, [intermediate]);
  const der = Buffer.from(pem.replaceAll(/-----[^-]+-----/g, ''), 'base64');
  fc.assert(
    fc.property(mutated(der), (bytes) => {
      onlyDerErrors(() => readRevocationList(bytes));
    }),
    { numRuns: runs },
  );
});

test.each([
  ['the indefinite form of a length', '30800000'],
  ['a length that is longer than it has to be', '308101ff'],
  ['a length of a length that is missing', '3084'],
  ['a length beyond the end', '30820100'],
  ['a tag number above 30', '3f8101020500'],
  ['bytes after the end', '05000500'],
  ['nothing', ''],
])('%s is not DER', (_name, hex) => {
  expect(() => childrenOf(readDer(Buffer.from(hex, 'hex')))).toThrow(DerError);
});

test('nesting of any depth costs nothing', () => {
  let nested = sequence();
  for (let depth = 0; depth < 5000; depth++) nested = sequence(nested);
  const made = leaf({ issuer: root, extensions: [{ oid: '2.5.29.17', value: nested }] });
  const { errors, problems } = judge([x509(made)]);
  expect(errors).toEqual(['OtherErrors']);
  expect(problems[0]?.detail).toBe('the extension subjectAltName cannot be read: a name is malformed');
});

test('authorities that have all signed each other make a bounded number of paths', () => {
  const names = Array.from({ length: 6 }, (_, index) => `Authority ${index}`);
  const authorities = names.map((name) => authority(name));
  const crossed = authorities.flatMap((one) =>
    authorities.map((issuer) => makeOdd({ subject: one.name, key: one, issuer, extensions: authorityExtensions() })),
  );
  const [start, ...others] = [leaf({ issuer: authorities[0] as Made }), ...crossed].map(
    (made) => new ChainCertificate(x509(made), 'sent'),
  );
  if (start === undefined) throw new Error('there is one');
  const paths = buildPaths(start, others, anchorsOf([]));
  expect(paths.length).toBeGreaterThan(0);
  expect(paths.length).toBeLessThanOrEqual(24);
  for (const { certificates } of paths) expect(certificates.length).toBeLessThanOrEqual(12);
});

test('too many names times too many constraints are a problem, and no work', () => {
  const many = Array.from({ length: 1500 }, (_, index) => dnsName(`a${index}.localhost`));
  const wide = authority('Wide', {
    issuer: root,
    extensions: [...authorityExtensions().slice(0, 2), nameConstraints(many)],
  });
  const made = leaf({ issuer: wide, extensions: leafExtensions(subjectAltName(dnsName('localhost'), ...many)) });
  expect(judge([made, wide].map(x509)).problems).toEqual([
    {
      result: 'InvalidCertificateAuthorityPolicy',
      certificateIndex: 0,
      detail: 'there are too many names and name constraints to compare',
    },
  ]);
});

test('what may be compared is the same for one path and for many', () => {
  const some = Array.from({ length: 1000 }, (_, index) => dnsName(`a${index}.localhost`));
  const wide = authority('Wide', {
    issuer: root,
    extensions: [...authorityExtensions().slice(0, 2), nameConstraints([], some)],
  });
  const crossed = Array.from({ length: 24 }, () => authority('Crossed', { issuer: wide, key: intermediate }));
  const [start, ...others] = [
    leaf({ issuer: crossed[0] as Made, extensions: leafExtensions(subjectAltName(...some)) }),
    ...crossed,
    wide,
  ].map((made) => new ChainCertificate(x509(made), 'sent'));
  if (start === undefined) throw new Error('there is one');
  const paths = buildPaths(start, others, trust.anchors);
  expect(paths).toHaveLength(24);
  const budget = comparisonBudget();
  const details = paths.map((path) =>
    pathProblems(path, Date.now(), budget)
      .map(({ detail }) => detail)
      .join(),
  );
  expect(details[0]).toMatch(/is not allowed to vouch for "a0.localhost"/);
  for (const detail of details.slice(1)) expect(detail).toContain('there are too many names');
});

test.each([
  ['\u212aey.other.test', 'key.other.test', 'InvalidName'],
  ['a~b.other.test', 'a~b.other.test', 'InvalidCertificateAuthorityPolicy'],
  ['other.test', 'other.test', 'InvalidCertificateAuthorityPolicy'],
])('the common name %j is no way round name constraints to %s', (subject, host, result) => {
  const made = leaf({ subject, issuer: intermediate, extensions: leafExtensions().slice(0, 3) });
  const options = { host, trust, ocspResponse: undefined, openSslCode: undefined, now: Date.now() };
  expect(evaluateChain([made, intermediate].map(x509), options).errors).toEqual([result]);
});

test('what a certificate says about itself cannot break a sentence', () => {
  const subject = `evil"\r\n\u202e${'x'.repeat(500)}`;
  const made = leaf({ issuer: authority(subject), extensions: leafExtensions(loopbackNames()) });
  const [problem] = judge([x509(made)]).problems;
  expect(problem?.detail).toMatch(/^[ -~\u{fffd}…]{1,250}$/u);
});

test('an element that is cut off at any byte is an error', () => {
  for (let length = 0; length < server.der.length; length++) {
    expect(() => readCertificate(server.der.subarray(0, length))).toThrow(DerError);
  }
  expect(() => readDer(element(0x30).subarray(0, 1))).toThrow(DerError);
});
