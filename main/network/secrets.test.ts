import { expect, test } from 'vitest';
import { failure } from '../../contract/errors.ts';
import { maskHead, requestHeadEvidence, Secrets } from './secrets.ts';

test('credentials and cookies in a head are masked, their names and schemes are not', () => {
  const head = [
    'GET / HTTP/1.1',
    'Host: a.test',
    'Authorization: Bearer abc.def',
    'authorization:abc',
    'Proxy-Authorization: Basic dTpw',
    'Cookie: a=b; c=d',
    'Set-Cookie: a=b',
    'X-API-Key: k',
    'X-Auth-Token: t',
    'WWW-Authenticate: Basic realm="r"',
    'Sec-WebSocket-Key: x',
    '',
    '',
  ].join('\r\n');
  expect(maskHead(head)).toBe(
    [
      'GET / HTTP/1.1',
      'Host: a.test',
      'Authorization: Bearer •••',
      'authorization:•••',
      'Proxy-Authorization: Basic •••',
      'Cookie: •••',
      'Set-Cookie: •••',
      'X-API-Key: •••',
      'X-Auth-Token: •••',
      'WWW-Authenticate: Basic realm="r"',
      'Sec-WebSocket-Key: x',
      '',
      '',
    ].join('\r\n'),
  );
});

test('a secret is masked wherever it comes up, the longest first', () => {
  const secrets = new Secrets();
  secrets.add('secret', 'secret-and-more', 'ab');
  expect(secrets.hide('ab secret-and-more, secret.')).toBe('ab •••, •••.');
  secrets.addHeader('Bearer token-1');
  expect(secrets.hide('you sent token-1')).toBe('you sent •••');
});

test('a credential in a query is masked by its name, and a long one wherever it comes up', () => {
  const secrets = new Secrets();
  expect(secrets.hide('GET /?token=abc&room=abc')).toBe('GET /?token=•••&room=abc');
  secrets.addQuery('ws://a.test/?key=chat&token=long%2Fenough');
  expect(secrets.hide('chat: long%2Fenough, long/enough')).toBe('chat: •••, •••');
});

test('of a request head no more is recorded than of an answer', () => {
  expect(requestHeadEvidence('GET / HTTP/1.1\r\nCookie: a')).toEqual({
    requestHead: 'GET / HTTP/1.1\r\nCookie: •••',
  });
  const long = requestHeadEvidence(`GET / HTTP/1.1\r\nX: ${'y'.repeat(20_000)}`);
  expect(long.requestHead).toHaveLength(16_384);
  expect(long.isRequestHeadCut).toBe(true);
});

test('an error that repeats a secret is told without it, and stays what it is', () => {
  const secrets = new Secrets();
  secrets.add('hunter22');
  const error = failure('handshake-failed', 'answered 401 hunter22', { phase: 'upgrade', cause: 'HTTP 401 hunter22' });
  expect(secrets.hideIn(error)).toMatchObject({
    code: 'handshake-failed',
    message: 'answered 401 •••',
    info: { cause: 'HTTP 401 •••', phase: 'upgrade' },
    cause: undefined,
  });
  const other = new Error('x');
  expect(secrets.hideIn(other)).toBe(other);
});
