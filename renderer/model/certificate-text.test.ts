import { expect, test } from 'vitest';
import type { CertificateDescription } from '../../contract/certificates.ts';
import type { LookProblem, ServerLook } from '../../contract/secure-connections.ts';
import { failure } from '../../contract/errors.ts';
import {
  chainNodes,
  foreignText,
  formatFingerprint,
  isBadTrustFile,
  revocationListText,
  missingIssuer,
  namesText,
  parseFingerprint,
  validityText,
  verdictText,
} from './certificate-text.ts';

const certificate: CertificateDescription = {
  subject: 'server.test',
  issuer: 'Middle',
  serialNumber: '01',
  sha256: 'ab'.repeat(32),
  key: 'RSA 2048',
  names: ['server.test'],
  isAuthority: false,
  source: 'sent',
};
const middle: CertificateDescription = { ...certificate, subject: 'Middle', issuer: 'Root', sha256: 'cd'.repeat(32) };
const root: CertificateDescription = { ...middle, subject: 'Root', source: 'trusted' };
const problem: LookProblem = {
  result: 'Untrusted',
  certificateIndex: 1,
  detail: 'nobody',
  isIgnorable: true,
  isAccepted: false,
};
const look: ServerLook = {
  look: 1,
  url: 'wss://server.test/',
  host: 'server.test',
  port: 443,
  chain: [certificate, middle, root],
  unused: [],
  problems: [problem],
  encryption: undefined,
  failure: undefined,
};

test('the chain stands from the root down, each certificate with its own problems', () => {
  const nodes = chainNodes(look);
  expect(nodes.map(({ certificate: { subject }, role, index }) => [subject, role, index])).toEqual([
    ['Root', 'root', 2],
    ['Middle', 'intermediate', 1],
    ['server.test', 'server', 0],
  ]);
  expect(nodes.map(({ problems }) => problems.length)).toEqual([0, 1, 0]);
  const alone = { ...certificate, issuer: certificate.subject };
  expect(chainNodes({ chain: [alone], problems: [] })[0]?.role).toBe('self');
});

test('a chain that does not end in a root names who is missing', () => {
  expect(missingIssuer([certificate, middle])).toBe('Root');
  expect(missingIssuer([certificate, middle, root])).toBeUndefined();
  expect(missingIssuer([{ ...certificate, issuer: certificate.subject }])).toBeUndefined();
  expect(missingIssuer([])).toBeUndefined();
});

test('text of a certificate is short and its control characters are seen', () => {
  expect(foreignText('a\u0000b\r\nc\u202Ed')).toBe('a␀b␍␊c�d');
  expect(foreignText('x'.repeat(10_000))).toHaveLength(120);
  const names = Array.from({ length: 1000 }, (_, index) => `host${index}.test`);
  expect(namesText({ ...certificate, names })).toMatch(/host19\.test, and 980 more$/);
  expect(namesText({ ...certificate, names: [] })).toBe('no host');
});

test('a fingerprint is read as it is written', () => {
  expect(formatFingerprint('ab01')).toBe('AB:01');
  expect(parseFingerprint(` ${formatFingerprint(certificate.sha256)}\n`)).toBe(certificate.sha256);
  expect(parseFingerprint('ab')).toBeUndefined();
  expect(parseFingerprint('zz'.repeat(32))).toBeUndefined();
});

test('dates that cannot be read are said to be so', () => {
  expect(validityText(certificate)).toBe('cannot be read');
  const dated = { ...certificate, validFrom: '2026-01-02T00:00:01.000Z', validTo: '2027-01-02T23:59:59.000Z' };
  expect(validityText(dated)).toBe('2026-01-02 to 2027-01-02 (UTC)');
});

test('the verdict says whether a connection succeeds, and why it does', () => {
  expect(verdictText({ ...look, problems: [] })).toBe('A connection to server.test succeeds.');
  expect(verdictText({ ...look, problems: [{ ...problem, isAccepted: true }] })).toContain('you accepted one problem');
  const refused = failure('certificate-refused', 'no').info;
  expect(verdictText({ ...look, failure: refused })).toBe('A connection to server.test is refused.');
});

test('a trust file that could not be used is told from other files', () => {
  expect(isBadTrustFile(failure('bad-file', 'x', { field: 'server-trust.json: pins' }).info)).toBe(true);
  expect(isBadTrustFile(failure('bad-file', 'x', { field: 'network-policy.json' }).info)).toBe(false);
  expect(isBadTrustFile(failure('bad-file', 'x').info)).toBe(false);
});

test('a revocation list says how many, of when, and whether it still counts', () => {
  const list = {
    issuer: 'Test Root',
    thisUpdate: '2026-01-02T03:04:05.000Z',
    nextUpdate: '2026-02-02T03:04:05.000Z',
    revokedCount: 1,
    addedAt: Date.parse('2026-01-03T12:00:00.000Z'),
  };
  const text = (now: string, changes: Partial<typeof list> = {}) =>
    revocationListText({ ...list, ...changes }, Date.parse(now));
  expect(text('2026-01-04T00:00:00Z')).toMatch(
    /^1 certificate revoked, of 2026-01-02, next one due 2026-02-02, since \S/,
  );
  expect(text('2026-03-04T00:00:00Z', { revokedCount: 20_000 })).toMatch(
    /^20,000 certificates revoked, of 2026-01-02, out of date since 2026-02-02: add the next one, since/,
  );
});
