import { expect, test } from 'vitest';
import { maskQueries, secretValues, unmaskQueries } from './masked-query.ts';

test.each([
  'token',
  'access_token',
  'id-token',
  'accessToken',
  'key',
  'api_key',
  'apikey',
  'X-API-Key',
  'password',
  'secret',
  'client_secret',
  'signature',
  'X-Amz-Signature',
  'sig',
  'code',
  'auth',
  'KEY',
  'access%5Ftoken',
  '%74oken',
])('the value of %s is masked', (name) => {
  expect(maskQueries(`ws://a.test/x?room=1&${name}=a.b%20c/d&last=2#f`)).toBe(
    `ws://a.test/x?room=1&${name}=•••&last=2#f`,
  );
});

test.each([
  'room',
  'keyboard',
  'keys',
  'statusCode',
  'zip_code',
  'author',
  'oauth_version',
  'tokens',
  'k',
  'id',
  'user',
])('the value of %s is not', (name) => {
  const address = `ws://a.test/x?${name}=value`;
  expect(maskQueries(address)).toBe(address);
});

test('queries are found in the middle of a text: heads, pages, sentences', () => {
  expect(maskQueries('GET /?token=abc HTTP/1.1\r\nHost: a')).toBe('GET /?token=••• HTTP/1.1\r\nHost: a');
  expect(maskQueries('Location: /cb#access_token=abc&state=1\r\n')).toBe('Location: /cb#access_token=•••&state=1\r\n');
  expect(maskQueries('<a href="/?a=1&amp;code=abc">')).toBe('<a href="/?a=1&amp;code=•••">');
  expect(maskQueries('key=abc; no query')).toBe('key=abc; no query');
  expect(maskQueries('?token=&key=')).toBe('?token=•••&key=•••');
});

test('what is masked is known by its values, too', () => {
  expect(secretValues('ws://a/?token=a%2Fb&room=1&key=%zz')).toEqual(['a%2Fb', 'a/b', '%zz', '%zz']);
});

test('a masked value comes back from the address that was typed, for its host only', () => {
  const tried = 'ws://A.test:81/x?token=abc&room=1';
  expect(unmaskQueries('wss://a.test:82/x?token=•••&room=1', tried)).toBe('wss://a.test:82/x?token=abc&room=1');
  expect(unmaskQueries('wss://b.test/x?room=1', tried)).toBe('wss://b.test/x?room=1');
  expect(unmaskQueries('wss://b.test/x?token=•••', tried)).toBeUndefined();
  expect(unmaskQueries('wss://a.test/x?key=•••', tried)).toBeUndefined();
  expect(unmaskQueries('wss://a/x?token=•••', tried)).toBeUndefined();
  expect(unmaskQueries('wss://b.test/?key=•••', 'ws://a.test/?next=//b.test/&key=abc')).toBeUndefined();
  expect(unmaskQueries('wss://a.test/?key=•••', 'ws://https://a.test/?key=abc')).toBe('wss://a.test/?key=abc');
});
