import { expect, test } from 'vitest';
import { HttpAuthenticator, parseChallenges } from './http-auth.ts';
import { digestAnswer } from './http-digest.ts';
import { Secrets } from './secrets.ts';

const mufasa = { userName: 'Mufasa', password: 'Circle of Life' };
const rfc7616 = {
  realm: 'http-auth@example.org',
  qop: 'auth, auth-int',
  nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
  opaque: 'FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS',
};
const cnonce = 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ';

function digestOf(
  parameters: Record<string, string>,
  login = mufasa,
  uri = '/dir/index.html',
  client = cnonce,
): string {
  return digestAnswer(new Map(Object.entries(parameters)), login, 'GET', uri, client);
}

function answer(headers: string[], login = mufasa): string | undefined {
  return new HttpAuthenticator(login, new Secrets()).answer(headers, 'GET', '/');
}

test.each([
  ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
  ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
])('the example of RFC 7616, section 3.9.1, with %s', (algorithm, response) => {
  const value = digestOf({ ...rfc7616, algorithm });
  expect(value).toContain(`response="${response}"`);
  expect(value).toContain(`algorithm=${algorithm}, qop=auth, nc=00000001, cnonce="${cnonce}"`);
  expect(value).toContain(`opaque="${rfc7616.opaque}"`);
});

test('the user name of RFC 7616, section 3.9.2, is hashed, or written in UTF-8', () => {
  const login = { userName: 'Jäsøn Doe', password: 'Secret, or not?' };
  const parameters = { realm: 'api@example.org', qop: 'auth', algorithm: 'SHA-512-256', nonce: 'n', userhash: 'true' };
  expect(digestOf(parameters, login)).toContain(
    'username="793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b"',
  );
  expect(digestOf({ ...parameters, userhash: 'false' }, login)).toContain("username*=UTF-8''J%C3%A4s%C3%B8n%20Doe");
});

test('the example of RFC 2617, section 3.5, and one without qop as in RFC 2069', () => {
  const login = { userName: 'Mufasa', password: 'Circle Of Life' };
  const parameters = { realm: 'testrealm@host.com', nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093' };
  expect(digestOf({ ...parameters, qop: 'auth,auth-int' }, login, '/dir/index.html', '0a4f113b')).toContain(
    'response="6629fae49393a05397450978507c4ef1"',
  );
  const old = digestOf(parameters, login);
  // MD5(MD5(user:realm:password):nonce:MD5(GET:/dir/index.html))
  expect(old).toContain('response="670fd8c2df070c60b045671b8b24ff02"');
  expect(old).not.toMatch(/qop|cnonce|algorithm/);
});

test('a user name with half a character in it is answered with what was hashed', () => {
  const value = digestOf({ realm: 'r', nonce: 'n' }, { userName: 'a\ud800', password: 'secret' });
  expect(value).toContain("username*=UTF-8''a%EF%BF%BD");
});

test('what stands in quotes stays in quotes', () => {
  const value = digestOf({ ...rfc7616, realm: 'a"b\\c' }, { userName: 'x"y', password: 'p' });
  expect(value).toContain('username="x\\"y", realm="a\\"b\\\\c"');
});

test('a list of challenges is taken apart, whatever is in quotes', () => {
  const found = parseChallenges([
    'Negotiate, NTLM dGVzdA==, Basic realm="a, b=\\"c\\"", Digest realm = "d",qop="auth, auth-int" , nonce=e,',
    'Bearer',
  ]);
  expect(found.map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)])).toEqual([
    ['negotiate', {}],
    ['ntlm', {}],
    ['basic', { realm: 'a, b="c"' }],
    ['digest', { realm: 'd', qop: 'auth, auth-int', nonce: 'e' }],
    ['bearer', {}],
  ]);
});

test.each(['', ',,,', '"', '=', 'Basic realm="open', `Digest ${'a='.repeat(5000)}`, '"\\'.repeat(5000)])(
  'nonsense gives no more than what could be read of it',
  (header) => expect(parseChallenges([header]).length).toBeLessThan(2),
);

test('the strongest challenge is answered', () => {
  const digest = (algorithm: string): string => `Digest realm="r", nonce="n", qop="auth", algorithm=${algorithm}`;
  expect(answer(['Basic realm="r"'])).toBe(`Basic ${Buffer.from('Mufasa:Circle of Life').toString('base64')}`);
  expect(answer(['Basic realm="r"', digest('MD5')])).toMatch(/^Digest .*algorithm=MD5,/);
  expect(answer([`${digest('SHA-256')}, ${digest('MD5')}`, 'Basic'])).toMatch(/algorithm=SHA-256,/);
  expect(answer([digest('MD5'), digest('SHA-512-256'), digest('SHA-256')])).toMatch(/algorithm=SHA-512-256,/);
  expect(answer([digest('MD5-sess')])).toMatch(/algorithm=MD5-sess/);
});

test.each([
  ['NTLM and Negotiate', 'NTLM, Negotiate'],
  ['an algorithm nobody knows', 'Digest realm="r", nonce="n", algorithm=SHA-3'],
  ['auth-int alone', 'Digest realm="r", nonce="n", qop="auth-int"'],
  ['no nonce', 'Digest realm="r"'],
  ['nothing', ''],
])('%s cannot be answered', (_what, header) => {
  expect(answer([header])).toBeUndefined();
});

test('Basic cannot carry a user name with a colon, Digest can', () => {
  const login = { userName: 'a:b', password: 'p' };
  expect(answer(['Basic realm="r"'], login)).toBeUndefined();
  expect(answer(['Basic realm="r", Digest realm="r", nonce="n"'], login)).toMatch(/^Digest username="a:b"/);
});

test('a refused login is not tried again, nor with a weaker scheme; a stale nonce is taken up twice', () => {
  const digest = 'Digest realm="r", nonce="n", qop="auth"';
  const refused = new HttpAuthenticator(mufasa, new Secrets());
  expect(refused.answer([digest], 'GET', '/')).toBeDefined();
  expect(refused.answer([digest, 'Basic realm="r"'], 'GET', '/')).toBeUndefined();

  const stale = new HttpAuthenticator(mufasa, new Secrets());
  const answers = [1, 2, 3, 4].map(() => stale.answer([`${digest}, stale=TRUE`], 'GET', '/') !== undefined);
  expect(answers).toEqual([true, true, true, false]);
});
