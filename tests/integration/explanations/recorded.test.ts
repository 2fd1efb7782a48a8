import { expect, test } from 'vitest';
import type { Attempt } from '../../../contract/attempt.ts';
import type { ErrorInfo } from '../../../contract/errors.ts';
import { expectExplained, explained } from './explained.ts';
import { notProducible, type NotProducible } from './not-producible.ts';

const errors: Readonly<Record<NotProducible, ErrorInfo>> = {
  'address-invalid': { code: 'invalid-input', message: 'the address is empty' },
  'client-certificate-unusable': { code: 'client-certificate', message: 'the password does not open it' },
  'app-file-broken': { code: 'bad-file', message: 'authorities.pem is no PEM file' },
  'policy-refused': { code: 'capability-denied', message: 'hooks.duplex.dev: nothing can allow it' },
  'timed-out': { code: 'timeout', message: 'nothing came within 5 s' },
  unexplained: { code: 'internal', message: 'x is not a function' },
};

const isLikely: ReadonlySet<string> = new Set(['timed-out', 'unexplained']);

// The names are the keys of the table.
test.each(Object.keys(notProducible) as NotProducible[])('recorded, as it cannot be produced: %s', (rule) => {
  const attempt: Attempt = {
    url: 'ws://chat.duplex.dev/',
    startedAt: Date.UTC(2026, 0, 1),
    endMs: 5,
    outcome: 'failed',
    error: errors[rule],
    redirects: [],
    phases: [],
  };
  const certainty = isLikely.has(rule) ? 'likely' : 'certain';
  expectExplained(explained(attempt), { rule, certainty, phase: null, says: [errors[rule].message] });
  expect(notProducible[rule]).toMatch(/\S.{20,}\.$/);
});
