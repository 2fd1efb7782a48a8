import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Attempt } from '../../../contract/attempt.ts';
import { failure, type ErrorInfo } from '../../../contract/errors.ts';
import { because } from '../../../contract/reason.ts';
import { chooseWords } from '../words.ts';
import { evidenceOf } from './evidence.ts';
import { explainAttempt } from './explain-attempt.ts';
import { told } from './told.ts';

beforeEach(() => chooseWords('de'));
afterEach(() => chooseWords('en'));

function failedWith(error: ErrorInfo): Attempt {
  return { url: 'ws://a.test/', startedAt: 0, endMs: 5, outcome: 'failed', error, redirects: [], phases: [] };
}

const toldOf = (error: ErrorInfo): string => told(evidenceOf(failedWith(error)));

test('an explanation quotes the reason in the language of the page, with the code that its words do not have', () => {
  const unknown = failure('proxy-failed', 'it is not known which proxy to use: FindProxyForURL is no function', {
    phase: 'proxy',
    cause: 'FindProxyForURL is no function',
    reason: because('proxyUnknown'),
  }).info;
  expect(explainAttempt(failedWith(unknown)).why).toBe(
    'Es gab keinen Weg zu ihm: es ist nicht bekannt, welcher Proxy zu verwenden ist (FindProxyForURL is no function).',
  );
  const answered = failure('handshake-failed', 'the server answered with 404 Not Found', {
    cause: '404 Not Found',
    reason: because('answered', '404 Not Found'),
  }).info;
  expect(toldOf(answered)).toBe('der Server hat den Eröffnungs-Handshake mit 404 Not Found beantwortet');
});

test('what came in place of an answer is quoted', () => {
  const greeted = failure(
    'proxy-failed',
    'the proxy socks5://a:1 did not answer as it should: it begins with "SSH-2.0"',
    {
      phase: 'proxy',
      fault: 'not-socks',
      received: Buffer.from('SSH-2.0-x\r\n'),
      reason: because('proxyBroken', 'socks5://a:1'),
    },
  ).info;
  expect(toldOf(greeted)).toMatch(/: er spricht kein SOCKS5, angekommen ist „SSH-2\.0-x“$/);
});

test('a file of the app that stops a connection is named with the place in it', () => {
  const bad = failure('bad-file', 'proxy-setting.json (line 2, column 1): it is not JSON', {
    field: 'proxy-setting.json',
    place: { line: 2, column: 1 },
    reason: because('notJson'),
  }).info;
  expect(toldOf(bad)).toBe('proxy-setting.json (Zeile 2, Spalte 1): das ist kein JSON');
});

test('what main says only in English is marked as a detail, and nothing is told of nothing', () => {
  expect(toldOf({ code: 'internal', message: 'so it is.' })).toBe('Technische Einzelheit: so it is');
  expect(toldOf({ code: 'internal', message: '' })).toBe('');
});
