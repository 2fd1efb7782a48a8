import { afterEach, beforeEach, expect, test } from 'vitest';
import { failure, type ErrorInfo } from '../../contract/errors.ts';
import { because, type ReasonKind } from '../../contract/reason.ts';
import { reasonTable } from '../../contract/reason-table.ts';
import { errorText, errorTextWithField, fieldText } from './error-text.ts';
import { explainError } from './explain-error.ts';
import { documentProblemText, reasonText, toldText } from './reason-text.ts';
import { chooseWords } from './words.ts';

beforeEach(() => chooseWords('de'));
afterEach(() => chooseWords('en'));

const connecting: ErrorInfo = failure('cannot-connect', 'no connection to 127.0.0.1:9: connect ECONNREFUSED', {
  hresult: 'WININET_E_CANNOT_CONNECT',
  phase: 'tcp',
  cause: 'ECONNREFUSED',
  reason: because('noConnection', '127.0.0.1:9'),
}).info;

test('a refused connection is told with where and why, and its codes are kept', () => {
  expect(explainError(connecting).why).toBe(
    'Keine Verbindung mit 127.0.0.1:9: dort nimmt nichts Verbindungen an. (CannotConnect 0x80072EFD, ECONNREFUSED, beim Verbinden)',
  );
});

test.each([
  [{ cause: 'EHOSTUNREACH' }, 'keine Verbindung mit 127.0.0.1:9: zu diesem Computer führt kein Weg'],
  [{ cause: 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', reason: because('noTls', 'a:1') }, /^keine TLS-Sitzung mit a:1: .*Alert/],
  [{ cause: 'ERR_SSL_WRONG_VERSION_NUMBER', fault: 'not-tls', reason: because('noTls', 'a:1') }, /spricht kein TLS$/],
  [{ cause: 'EWHATEVER' }, 'keine Verbindung mit 127.0.0.1:9'],
  [{ cause: 'toString' }, 'keine Verbindung mit 127.0.0.1:9'],
] as const)('what stands behind the colon follows from %j', (part, text) => {
  expect(errorText({ ...connecting, ...part })).toEqual(text instanceof RegExp ? expect.stringMatching(text) : text);
});

test('a refused upgrade is told with the status of the answer', () => {
  const error = failure('handshake-failed', 'the server answered the opening handshake with 404 Not Found', {
    cause: 'HTTP 404 Not Found',
    reason: because('answered', '404 Not Found'),
  }).info;
  expect(errorText(error)).toBe('der Server hat den Eröffnungs-Handshake mit 404 Not Found beantwortet');
});

test.each([
  [
    { rule: 'capability', needs: 'privateNetworkClientServer' },
    'intern (10.0.0.5) (im lokalen Netzwerk): nötig ist privateNetworkClientServer',
  ],
  [{ rule: 'loopback', needs: 'loopback exemption' }, /nötig ist eine Loopback-Ausnahme$/],
  [{ rule: 'destination' }, /nichts kann es erlauben$/],
  [{ rule: 'denied', entry: '10.0.0.0/8' }, /durch „10\.0\.0\.0\/8“ der Netzwerkrichtlinie/],
  [{ rule: 'allowed' }, /steht nicht auf der Liste/],
  [{ rule: 'cloudMetadata', needs: 'cloudMetadata' }, /Metadatendienst/],
  [{ rule: 'nameLookup', needs: 'internetClient' }, /wird nicht aufgelöst.*internetClient$/],
] as const)('a denial by %j is told with the host that was asked for', (part, text) => {
  const error = failure('capability-denied', 'intern (10.0.0.5) is private', {
    phase: 'policy',
    reason: because('refusedHost', 'intern (10.0.0.5)'),
    denial: { address: '10.0.0.5', addressClass: 'private', ...part },
  }).info;
  expect(errorText(error)).toMatch(text);
  expect(errorText(error)).toContain('intern (10.0.0.5)');
});

test('wrong input is told with the name of its field', () => {
  const error = (field: string): ErrorInfo =>
    failure('invalid-input', 'Host belongs to the handshake', { field, reason: because('headerReserved', 'Host') })
      .info;
  expect(errorTextWithField(error('headers.0.name'))).toBe('Anforderungsheader: Host gehört zum Handshake');
  expect(errorTextWithField(error('unknown.path'))).toBe('unknown.path: Host gehört zum Handshake');
  expect(fieldText('keepAlive.payload')).toBe('Keep-Alive');
});

test('an update that was refused is told by the check it did not pass', () => {
  const error = failure('update-refused', 'the signature of latest.yml is not by the key', { cause: 'SIGNATURE' }).info;
  expect(errorText(error)).toBe('Die Signatur stammt nicht vom Schlüssel in dieser App.');
});

test('a file of the app that is wrong is told with the place in it', () => {
  const error = failure('bad-file', 'network-policy.json (line 3, column 13): it is not JSON', {
    field: 'network-policy.json',
    place: { line: 3, column: 13 },
    reason: because('notJson'),
  }).info;
  expect(errorText(error)).toBe('network-policy.json (Zeile 3, Spalte 13): das ist kein JSON');
});

test('what main says only in English is marked as a detail, and stays plain in English', async () => {
  expect(toldText({ message: 'so it is' })).toBe('Technische Einzelheit: so it is');
  expect(reasonText({ kind: 'toString' as ReasonKind, values: [] })).toBeUndefined();
  await chooseWords('en');
  expect(toldText({ message: 'so it is' })).toBe('so it is');
});

test('what is wrong with a document has the key as it is written there', () => {
  const place = { line: 1, column: 1 };
  const problem = { ...place, message: 'limits.a: it is', reason: because('tooLarge', 5), key: 'limits.a' };
  expect(documentProblemText(problem)).toBe('limits.a: der Wert darf höchstens 5 sein');
  expect(documentProblemText({ ...place, message: 'limits.a: it is', key: 'limits.a' })).toBe(
    'Technische Einzelheit: limits.a: it is',
  );
});

test('an address is told as the page tells what it finds itself', () => {
  expect(reasonText(because('addressPort', '0'))).toContain('nicht 0');
  for (const kind of [
    'addressEmpty',
    'addressScheme',
    'addressFragment',
    'addressCredentials',
    'addressInvalid',
  ] as const) {
    expect(reasonText(because(kind)), kind).toMatch(/\p{Letter}/u);
  }
});

test('every reason has a sentence with all its values, another one in German than in English', async () => {
  const all = (): readonly (readonly [string, string])[] =>
    Object.entries(reasonTable).map(([kind, kinds]: [string, readonly string[]]) => {
      const values = kinds.map((wanted, index) => (wanted === 'text' ? `⟨${index}⟩` : 311 + index));
      return [kind, reasonText({ kind: kind as ReasonKind, values }) ?? ''] as const;
    });
  const german = all();
  await chooseWords('en');
  for (const [index, [kind, english]] of all().entries()) {
    const text = german[index]?.[1];
    expect(text, kind).not.toBe(english);
    for (const [marker] of english.matchAll(/⟨\d⟩|\b31\d\b/g)) expect(text, kind).toContain(marker);
  }
});
