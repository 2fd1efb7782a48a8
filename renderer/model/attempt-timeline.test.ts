import { expect, test } from 'vitest';
import type { Attempt, AttemptPhase } from '../../contract/attempt.ts';
import { decide } from '../../main/network/decide.ts';
import { evidenceOf, evidenceParts } from './attempt-evidence.ts';
import { attemptReport } from './attempt-report.ts';
import { timelineOf } from './attempt-timeline.ts';
import { fixStep } from './fix-step.ts';

const times = { outcome: 'done', hop: 0, isToProxy: false } as const;
const dns: AttemptPhase = {
  ...times,
  phase: 'dns',
  name: 'a.test',
  answers: ['::1', '127.0.0.1'],
  startMs: 0,
  endMs: 20,
};
const tcp: AttemptPhase = { ...times, phase: 'tcp', address: '::1', port: 80, startMs: 20, endMs: 20.1 };
const upgrade: AttemptPhase = {
  ...times,
  phase: 'upgrade',
  url: 'ws://a.test/',
  startMs: 50,
  endMs: null,
  outcome: 'running',
};
const attempt: Attempt = {
  url: 'ws://a.test/?key=secret-in-query',
  startedAt: 0,
  endMs: null,
  outcome: 'running',
  redirects: [],
  phases: [dns, tcp, upgrade],
};

const certificate = {
  subject: 'CN=a.test, O=A',
  issuer: 'CN=b',
  validFrom: 'x',
  validTo: 'y',
  fingerprint256: '00',
  subjectAltName: '',
};

test('phases lie on one scale, which grows with the one that is running', () => {
  const { rows, totalMs } = timelineOf(attempt, 100);
  expect(totalMs).toBe(100);
  expect(rows.map(({ offset, width }) => [offset, width])).toEqual([
    [0, 20],
    [20, 0.6],
    [50, 50],
  ]);
  expect(rows.map(({ about }) => about)).toEqual(['a.test: ::1, 127.0.0.1', '[::1]:80', 'ws://a.test/']);
  expect(timelineOf(attempt, 200).rows[2]).toMatchObject({ durationMs: 150, offset: 25, width: 75 });
  // A clock that was set back does not turn anything around.
  expect(timelineOf(attempt, -5).totalMs).toBe(50);
});

test('a bar never reaches past the end, however short', () => {
  const late: AttemptPhase = { ...tcp, startMs: 100, endMs: 100 };
  const [row] = timelineOf({ ...attempt, endMs: 100, outcome: 'failed', phases: [late] }, 0).rows;
  expect((row?.offset ?? 0) + (row?.width ?? 0)).toBeLessThanOrEqual(100);
});

test('a redirect is told before the first phase that follows it', () => {
  const redirects = ['wss://b.test/'];
  const { rows } = timelineOf({ ...attempt, redirects, phases: [dns, { ...dns, hop: 1 }, { ...tcp, hop: 1 }] }, 100);
  expect(rows.map(({ redirectedTo }) => redirectedTo)).toEqual([undefined, 'wss://b.test/', undefined]);
});

test('the answer’s head keeps its lines, and nothing else in it acts', () => {
  const parts = evidenceParts({
    ...upgrade,
    responseHead: 'HTTP/1.1 400 Bad\r\nServer: \u001b[31mred\u202e\r\n\r\n',
    body: '<b>no</b>\u0007',
    checks: [{ header: 'Upgrade', expected: 'websocket', got: '', ok: false }],
  });
  expect(parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []))).toEqual([
    'HTTP/1.1 400 Bad\nServer: ␛[31mred�',
    '<b>no</b>␇',
  ]);
  expect(parts).toContainEqual(
    expect.objectContaining({
      kind: 'table',
      rows: [{ cells: ['Upgrade', 'websocket', '(missing)', 'wrong'], isGood: false }],
    }),
  );
});

test('what a peer sent instead is shown as text and as bytes; a request that is cut says so', () => {
  const error = { code: 'handshake-failed', message: 'no', received: 'SSH-2\r\n\u0001•••' } as const;
  const parts = evidenceParts({ ...upgrade, requestHead: 'GET /', isRequestHeadCut: true, error });
  expect(parts.filter(({ kind }) => kind === 'text')).toEqual([
    { kind: 'text', title: 'Request, its beginning', text: 'GET /' },
    { kind: 'text', title: 'What came instead', text: 'SSH-2\n␁•••' },
    { kind: 'text', title: 'The same in hexadecimal', text: '53 53 48 2d 32 0d 0a 01 • • •' },
  ]);
});

test('a TLS alert has its name, and every certificate its part', () => {
  const parts = evidenceParts({
    ...times,
    phase: 'tls',
    step: 'handshake',
    startMs: 0,
    endMs: 1,
    alert: 48,
    certificates: [certificate, certificate],
  });
  expect(parts[0]).toMatchObject({ facts: [{ label: 'Alert', value: '48 unknown_ca' }] });
  expect(parts.slice(1)).toMatchObject([{ title: 'Certificate of the server' }, { title: 'Certificate 2' }]);
  expect(parts[1]).toMatchObject({ facts: [{ value: 'CN=a.test, O=A' }, {}, { value: 'x to y' }, {}] });
});

test('the chain of a handshake stands where it is judged', () => {
  const { subject } = certificate;
  const tls = { ...times, phase: 'tls', startMs: 0, endMs: 1 } as const;
  const phases: readonly AttemptPhase[] = [
    { ...tls, step: 'handshake', protocol: 'TLSv1.3', certificates: [certificate] },
    { ...tls, step: 'certificate', certificateErrors: ['Untrusted'] },
  ];
  const shown = (index: number): string => JSON.stringify(evidenceOf({ ...attempt, phases }, index));
  expect(shown(0)).toContain('TLSv1.3');
  expect(shown(0)).not.toContain(subject);
  expect(shown(1)).toContain('Untrusted');
  expect(shown(1)).toContain(subject);
  expect(JSON.stringify(evidenceOf({ ...attempt, phases: phases.slice(0, 1) }, 0))).toContain(subject);
});

test('the report has the steps and the evidence, and no query of an address', () => {
  const requestHead = 'GET /?key=secret-in-query HTTP/1.1\r\nHost: a.test';
  const report = attemptReport({
    ...attempt,
    outcome: 'canceled',
    endMs: 60,
    phases: [dns, { ...upgrade, requestHead }],
  });
  expect(report).toContain('1. Look-up of the name: done, 20 ms');
  expect(report).toContain('GET /?… HTTP/1.1');
  expect(report).not.toContain('secret-in-query');
});

test('a fix leads to another page where there is one, and takes no path along to the policy', () => {
  const url = 'ws://10.0.0.5:81/path?key=x';
  expect(fixStep({ kind: 'openNetworkPolicy' }, { address: url, typed: url }, () => false)).toBeUndefined();
  expect(
    fixStep({ kind: 'openNetworkPolicy' }, { address: url, typed: url }, (id) => id === 'network-isolation'),
  ).toMatchObject({
    kind: 'page',
    href: '#/network-isolation?address=ws%3A%2F%2F10.0.0.5%3A81',
  });
  expect(fixStep({ kind: 'addAuthority' }, { address: 'wss://a.test/', typed: '' }, () => true)).toMatchObject({
    href: '#/secure-connections?address=wss%3A%2F%2Fa.test%2F',
  });
  const masked = { kind: 'connectTo', url: 'wss://10.0.0.5:81/path?key=•••' } as const;
  const tried = { address: 'ws://10.0.0.5:81/path?key=•••', typed: url };
  expect(fixStep(masked, tried, () => true)).toEqual({
    kind: 'try',
    drafts: { address: 'wss://10.0.0.5:81/path?key=x' },
  });
  // What a server has put there is not known, and what was meant for one server is for no other.
  expect(fixStep({ ...masked, url: 'wss://10.0.0.5:81/path?token=•••' }, tried, () => true)).toBeUndefined();
  expect(fixStep({ ...masked, url: 'wss://b.test/path?key=•••' }, tried, () => true)).toBeUndefined();
  expect(fixStep({ kind: 'connectTo', url: 'wss://a.test/' }, { address: url, typed: url }, () => true)).toEqual({
    kind: 'try',
    drafts: { address: 'wss://a.test/' },
  });
});

test.each([
  ['openProxySettings', '#/network-isolation?show=proxy'],
  ['setProxyCredential', '#/network-isolation?show=proxyPassword'],
  ['setServerCredential', '#/advanced-controls?property=serverCredential&address=ws%3A%2F%2Fa.test%2F'],
  ['setClientCertificate', '#/advanced-controls?property=clientCertificate&address=ws%3A%2F%2Fa.test%2F'],
  ['turnCompressionOff', '#/advanced-controls?property=perMessageDeflate&address=ws%3A%2F%2Fa.test%2F'],
] as const)('%s leads to its very field', (kind, href) => {
  const tried = { address: 'ws://a.test/', typed: 'ws://a.test/' };
  expect(fixStep({ kind }, tried, () => true)).toMatchObject({ kind: 'page', href });
  expect(fixStep({ kind }, tried, () => false)).toBeUndefined();
});

test('an address goes along to another page as it was typed', () => {
  const tried = { address: 'ws://a.test/?token=•••', typed: 'ws://a.test/?token=x' };
  for (const kind of ['setServerCredential', 'addAuthority'] as const) {
    expect(fixStep({ kind }, tried, () => true)).toMatchObject({
      href: expect.stringContaining('token%3Dx') as string,
    });
  }
});

test('the rules of a refusal are said in words, with whose they are', () => {
  const policy = { capabilities: new Set(['internetClient'] as const), loopbackExempt: false };
  const verdict = decide({ address: '10.0.0.5', port: 80, host: '10.0.0.5' }, policy, {
    ports: new Set(),
    addresses: new Set(),
  });
  const parts = evidenceParts({ ...tcp, phase: 'policy', address: '10.0.0.5', port: 80, verdict });
  expect(parts[0]).toMatchObject({
    facts: [
      { value: '10.0.0.5:80' },
      { value: 'Refused' },
      { value: 'the local network' },
      { value: 'privateNetworkClientServer' },
    ],
  });
  expect(parts[1]).toMatchObject({
    columns: ['Whose', 'Rule', 'Finding', 'Outcome'],
    rows: [
      { cells: ['Manifest', 'Destination', '10.0.0.5 is a private address (RFC 1918).', 'passed'], isGood: true },
      { cells: ['Manifest', 'Capability', 'No capability covers the local network.', 'refused here'], isGood: false },
    ],
  });
});
