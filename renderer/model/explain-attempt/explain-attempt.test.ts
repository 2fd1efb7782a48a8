import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Attempt, AttemptPhase, CertificateSummary, PhaseTimes } from '../../../contract/attempt.ts';
import { errorTable } from '../../../contract/error-table.ts';
import type { ChainValidationResultName, ErrorCode, ErrorInfo, Fault } from '../../../contract/errors.ts';
import { explainAttempt } from './explain-attempt.ts';

/** Comes up by no chance. */
const secret = 'tell-nobody-7f3a';

/** Any text, and what the rules look for. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    'localhost',
    '127.0.0.1',
    '::1',
    '0.0.0.0',
    'chat.duplex.dev',
    'a.test',
    'http',
    'CN=a, O=b',
    'ENOTFOUND',
  ),
  fc.constantFrom('ECONNREFUSED', 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'HTTP 403', 'Invalid Date'),
  fc.constantFrom(
    '\u0015\u0003\u0001',
    '\u0005\u00ff',
    'SSH-2.0-x\r\n',
    'HTTP/1.1 400 Bad Request\r\n',
    '\0\0\0\u0004',
  ),
);
const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0, 80, 1e300));
const texts = fc.array(text, { maxLength: 3 });

const url = fc.oneof(
  text,
  fc.constantFrom(
    `wss://user:${secret}@chat.duplex.dev/a?key=${secret}`,
    `ws://127.0.0.1:81/?${secret}`,
    `ws://https://chat.duplex.dev/?${secret}`,
    `ws://https://user:${secret}@chat.duplex.dev/`,
    `wss://[2001:db8::1]/#${secret}`,
  ),
);

const head = fc
  .tuple(
    fc.constantFrom('HTTP/1.1 101 Switching', 'HTTP/1.1 302 Found', 'HTTP/1.1 401 Unauthorized', 'GET / HTTP/1.1', ''),
    fc.array(
      fc.oneof(
        fc.constantFrom(
          `Authorization: Bearer ${secret}`,
          `Proxy-Authorization: Basic ${secret}`,
          `Cookie: session=${secret}`,
          `Set-Cookie: session=${secret}`,
          `Location: https://user:${secret}@login.test/captive-portal?token=${secret}`,
          `Location: /a?token=${secret}#${secret}`,
          `Location: mailto:a?${secret}`,
          'Date: Mon, 23 Nov 2026 14:00:00 GMT',
          'Date: never',
          'Retry-After: 99999999999',
          'WWW-Authenticate: Basic realm="x", Digest',
          'Content-Type: text/html',
          'Sec-WebSocket-Version: 8',
        ),
        fc.tuple(text, text).map(([name, value]) => `${name}: ${value}`),
      ),
      { maxLength: 5 },
    ),
  )
  .map(([first, lines]) => `${[first, ...lines].join('\r\n')}\r\n\r\n`);

const errorNames: readonly ChainValidationResultName[] = [
  'Untrusted',
  'Revoked',
  'Expired',
  'IncompleteChain',
  'InvalidSignature',
  'WrongUsage',
  'InvalidName',
  'InvalidCertificateAuthorityPolicy',
  'BasicConstraintsError',
  'UnknownCriticalExtension',
  'RevocationInformationMissing',
  'RevocationFailure',
  'OtherErrors',
];

const faults: readonly Fault[] = [
  'spoke-first',
  'closed',
  'not-http',
  'head-too-long',
  'malformed-header',
  'interim-answers',
  'not-tls',
  'not-socks',
  'data-behind',
  'login-wanted',
  'login-wrong',
  'redirect-no-address',
  'redirect-circle',
  'redirects-too-many',
  'pin-mismatch',
];

const addressClasses = [
  'loopback',
  'linkLocal',
  'private',
  'internet',
  'notUnicast',
  'reserved',
  'unresolved',
] as const;

const error: fc.Arbitrary<ErrorInfo> = fc.record(
  {
    // The keys of the table are the codes.
    code: fc.constantFrom(...(Object.keys(errorTable) as ErrorCode[])),
    message: text,
    field: text,
    hresult: fc.oneof(number, fc.constantFrom(0x80072f0c, 0x80072f08, 0x800c000e)),
    cause: text,
    fault: fc.constantFrom(...faults),
    received: text,
    denial: fc.record(
      { address: text, addressClass: fc.constantFrom(...addressClasses), needs: text },
      { requiredKeys: ['address', 'addressClass'] },
    ),
    certificateErrors: fc.subarray([...errorNames]),
    notIgnored: fc.subarray([...errorNames]),
  },
  { requiredKeys: ['code', 'message'] },
);

const times: fc.Arbitrary<PhaseTimes> = fc.record(
  {
    startMs: number,
    endMs: fc.option(number),
    outcome: fc.constantFrom('running', 'done', 'retried', 'redirected', 'failed', 'failed', 'failed', 'canceled'),
    error,
    hop: fc.oneof(fc.nat({ max: 3 }), fc.integer()),
    isToProxy: fc.boolean(),
  },
  { requiredKeys: ['startMs', 'endMs', 'outcome', 'hop', 'isToProxy'] },
);

const certificate: fc.Arbitrary<CertificateSummary> = fc.record({
  subject: text,
  issuer: text,
  validFrom: fc.oneof(text, fc.constant('Nov 23 13:58:37 2026 GMT')),
  validTo: fc.oneof(text, fc.constant('Nov 23 13:58:37 2026 GMT')),
  fingerprint256: text,
  subjectAltName: fc.oneof(text, fc.constantFrom('DNS:a.duplex.dev, DNS:*.b.dev', 'IP Address:127.0.0.1')),
});

const proxy = fc.record({
  kind: fc.oneof(fc.constantFrom('http', 'https', 'socks5', 'direct'), text),
  host: text,
  port: number,
});
const status = fc.oneof(fc.integer({ min: 0, max: 600 }), fc.constantFrom(101, 200, 302, 401, 403, 407, 511), number);
const check = fc.record({
  header: fc.constantFrom(
    'status',
    'Upgrade',
    'Connection',
    'Sec-WebSocket-Accept',
    'Sec-WebSocket-Protocol',
    'Sec-WebSocket-Extensions',
  ),
  expected: text,
  got: text,
  ok: fc.boolean(),
});
const body = fc.oneof(text, fc.constantFrom('<html><title>Hotspot</title>', '<!doctype html>'));

const evidence = fc.oneof(
  fc.record({ phase: fc.constant('dns' as const), name: text, answers: texts }, { requiredKeys: ['phase', 'name'] }),
  fc.record({ phase: fc.constant('policy' as const), address: text, port: number, verdict: fc.record({ kind: text }) }),
  fc.record({ phase: fc.constant('tcp' as const), address: text, port: number, localAddress: text }),
  fc.record({
    phase: fc.constant('proxy' as const),
    step: fc.constant('choose' as const),
    proxies: fc.array(proxy, { maxLength: 2 }),
  }),
  fc.record(
    {
      phase: fc.constant('proxy' as const),
      step: fc.constant('connect' as const),
      proxy,
      target: text,
      requestHead: head,
      status,
      responseHead: head,
      body,
      method: fc.constantFrom('none' as const, 'password' as const),
    },
    { requiredKeys: ['phase', 'step', 'proxy', 'target'] },
  ),
  fc.record(
    {
      phase: fc.constant('tls' as const),
      step: fc.constantFrom('handshake' as const, 'certificate' as const),
      serverName: text,
      protocol: text,
      code: text,
      alert: number,
      certificates: fc.array(certificate, { maxLength: 3 }),
      certificateErrors: texts,
    },
    { requiredKeys: ['phase', 'step'] },
  ),
  fc.record(
    {
      phase: fc.constant('upgrade' as const),
      url,
      requestHead: head,
      status,
      responseHead: head,
      body,
      isBodyCut: fc.boolean(),
      checks: fc.array(check, { maxLength: 6 }),
    },
    { requiredKeys: ['phase', 'url'] },
  ),
);

const phase: fc.Arbitrary<AttemptPhase> = fc
  .tuple(evidence, times)
  .map(([one, other]) => Object.assign({}, one, other));

const attempt: fc.Arbitrary<Attempt> = fc
  .record(
    {
      url,
      startedAt: fc.oneof(number, fc.constant(Date.UTC(2026, 10, 23))),
      endMs: fc.option(number),
      outcome: fc.constantFrom('running', 'open', 'failed', 'failed', 'failed', 'failed', 'canceled'),
      error,
      redirects: fc.array(url, { maxLength: 3 }),
      phases: fc.array(phase, { maxLength: 5 }),
    },
    { requiredKeys: ['url', 'startedAt', 'endMs', 'outcome', 'redirects', 'phases'] },
  )
  .chain((made) => {
    // As it is when it comes from main: the error of the attempt is that of a phase.
    const last = made.phases.at(-1);
    const same: Attempt = last?.error === undefined ? made : { ...made, error: last.error };
    return fc.constantFrom(made, same, same);
  });

test('any attempt is explained, in words, without a credential', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(attempt, (any) => {
      const { rule, what, why, fixes, phaseIndex } = explainAttempt(any);
      seen.add(rule);
      expect(what.trim()).not.toBe('');
      expect(why.trim()).not.toBe('');
      expect(fixes.length).toBeGreaterThan(0);
      const said = [what, why, ...fixes.map((one) => one.text)];
      for (const sentence of said) {
        expect(sentence).toMatch(/\S.*\.$/s);
        expect(sentence).not.toContain('undefined');
        expect(sentence).not.toContain(secret);
      }
      if (phaseIndex !== undefined) expect(any.phases[phaseIndex]).toBeDefined();
      // An address to connect to keeps its query; user information, cookies and authorizations are nowhere.
      for (const { action } of fixes) {
        const shown = JSON.stringify(action?.kind === 'connectTo' ? action.url.split(/[?#]/)[0] : (action ?? ''));
        expect(shown).not.toContain(secret);
      }
    }),
    { numRuns: 5000 },
  );
  // The generator reaches the greater part of the table, so the property says something about it.
  expect(seen.size).toBeGreaterThan(40);
});
