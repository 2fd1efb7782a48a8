import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ConnectionDocument } from '../../../contract/workbench/documents.ts';
import { copyKinds, type CopyKind } from '../../../contract/workbench/importing.ts';
import { ignorableResults } from '../../../contract/certificates.ts';
import { omit } from '../../../contract/workbench/omission.ts';
import { FoundSecrets } from '../found-secrets.ts';
import { readImport } from '../read-import.ts';
import { copyConnection } from './copy-connection.ts';

const full: ConnectionDocument = {
  version: 1,
  address: 'wss://h.example/chat?token=s3cr3t-1&x=1',
  subprotocols: ['a', 'b'],
  headers: [
    { name: 'X-Id', value: `it's "7" $HOME` },
    { name: 'X-Api-Key', value: 's3cr3t-2' },
    { name: 'Off', value: 'no', enabled: false },
  ],
  cookies: [{ name: 'sid', value: 's3cr3t-3' }],
  auth: { kind: 'basic', userName: 'me', password: 's3cr3t-4' },
  proxy: { kind: 'http', host: 'px', port: 3128, userName: 'u', password: 's3cr3t-5' },
  clientCertificate: { file: 'c.pfx', passphrase: 's3cr3t-6' },
  trust: { ignorableServerCertificateErrors: ['Untrusted'], requiredIssuer: 'CN=x' },
  compression: { level: 9 },
  limits: { handshakeMs: 5000, maxMessageSize: 10 },
  redirects: 2,
  keepAlive: { kind: 'message', everyMs: 1000, payload: 'x' },
  reconnect: { firstMs: 100, mostMs: 5000, jitter: 0.5, attempts: 3 },
  automaticPong: { kind: 'off' },
};

test.each(copyKinds)('%s: no secret is copied, and everything that it cannot say is said', (kind) => {
  const { text, leftOut } = copyConnection(full, kind);
  expect(text).not.toContain('s3cr3t');
  expect(text).not.toContain('Off');
  const told = leftOut.map((omission) => [omission.kind, ...omission.values].join(' ')).join('\n');
  expect(told).toMatch(/issuer|trust/i);
  for (const what of [/keepAlive|plainPings/, /reconnect|steadyWaits/, /automaticPong/]) expect(told).toMatch(what);
});

test('secrets are environment variables in quotes of a shell, with names of their own', () => {
  expect(copyConnection(full, 'wscat').text).toBe(
    `wscat -c wss://h.example/chat?token="$TOKEN"'&x=1' -s a -s b -H 'X-Id:it'\\''s "7" $HOME' -H X-Api-Key:"$X_API_KEY" -H Cookie:sid="$SID_COOKIE" --auth me:"$PASSWORD" --proxy http://u:"$PROXY_PASSWORD"@px:3128 -L --max-redirects 2`.replace(
      'wss://h.example/chat?token=',
      `'wss://h.example/chat?token='`,
    ),
  );
  const path = copyConnection({ version: 1, address: 'ws://h/{{path}}/{{a_b}}/{{aB}}' }, 'curl');
  expect(path.text).toBe('curl --no-buffer ws://h/"$WS_PATH"/"$A_B"/"$A_B_2"');
  expect(path.leftOut).toEqual([omit('environment', 'WS_PATH, A_B, A_B_2')]);
});

test('a shell gives the program exactly the words of the connection', () => {
  const { text } = copyConnection({ ...full, address: `ws://h/it's?a=$(id)&b=\`id\`;#\u001b[201~` }, 'curl');
  const shown = execFileSync('sh', ['-c', text.replace(/^curl/, `printf '%s\\n'`)], {
    encoding: 'utf8',
    env: { ...process.env, X_API_KEY: 'k', SID_COOKIE: 'c', PASSWORD: 'p w' },
  });
  expect(shown.split('\n')).toEqual(
    expect.arrayContaining([
      `ws://h/it's?a=$(id)&b=\`id\`;#\u001b[201~`,
      'X-Api-Key: k',
      'sid=c',
      'me:p w',
      `X-Id: it's "7" $HOME`,
    ]),
  );
});

test('what no command line can have is refused', () => {
  expect(() => copyConnection({ version: 1, address: '' }, 'curl')).toThrow('no address');
  expect(() =>
    copyConnection({ version: 1, address: 'ws://h', headers: [{ name: 'a', value: '\0' }] }, 'curl'),
  ).toThrow('NUL');
});

test('what is to be computed is left to a person', () => {
  expect(copyConnection({ version: 1, address: 'ws://h/{{uuid()}}' }, 'curl').leftOut).toEqual([
    omit('byHand', '{{uuid()}}'),
  ]);
});

const token = fc.stringMatching(/^[A-Za-z][A-Za-z\d-]{0,8}$/);
const value = fc
  .string({ unit: 'grapheme', maxLength: 20 })
  // A header's value has no controls, and none of its ends is white space.
  .filter((text) => !/\p{C}|[\u2028\u2029]|\{\{|•/u.test(text) && text.trim() === text);
const userPart = value.filter((text) => text !== '' && !text.includes(':'));
const secret = fc.constantFrom('{{TOKEN}}', '{{MY_KEY}}');
const plainHeader = token.filter(
  (name) =>
    !/^(?:host|cookie|auth|connection|upgrade|content-length|sec-)|auth|token|secret|passw|credential|session|signature|key/i.test(
      name,
    ),
);

const connections: fc.Arbitrary<ConnectionDocument> = fc.record(
  {
    version: fc.constant(1 as const),
    address: fc.webPath().map((path) => `wss://h.example:8443${path.replaceAll('{', '')}/`),
    subprotocols: fc.array(token, { minLength: 1, maxLength: 3 }),
    headers: fc.array(fc.record({ name: plainHeader.map((name) => `X${name}`), value }), {
      minLength: 1,
      maxLength: 4,
    }),
    cookies: fc.array(fc.record({ name: token, value: secret }), { minLength: 1, maxLength: 3 }),
    auth: fc.oneof(
      fc.record({ kind: fc.constantFrom('basic' as const, 'digest' as const), userName: userPart, password: secret }),
      fc.record({ kind: fc.constant('bearer' as const), token: secret }),
    ),
    proxy: fc.oneof(
      fc.record({
        kind: fc.constantFrom('http' as const, 'socks5' as const),
        host: fc.constantFrom('px.example', '::1'),
        port: fc.integer({ min: 1, max: 65_535 }),
      }),
      fc.record({
        kind: fc.constant('http' as const),
        host: fc.constant('px'),
        port: fc.constant(1),
        userName: token,
        password: secret,
      }),
      fc.constant({ kind: 'none' as const }),
    ),
    clientCertificate: fc.record(
      { file: fc.constantFrom('a b/c.pem', `it's.pfx`, 'C:\\x.pem'), passphrase: secret },
      { requiredKeys: ['file'] },
    ),
    trust: fc.constant({ ignorableServerCertificateErrors: [...ignorableResults] }),
    redirects: fc.integer({ min: 1, max: 20 }),
    limits: fc.record({ handshakeMs: fc.integer({ min: 1, max: 3600 }).map((seconds) => seconds * 1000) }),
    keepAlive: fc.record({
      kind: fc.constant('ping' as const),
      everyMs: fc.integer({ min: 1, max: 100 }).map((seconds) => seconds * 1000),
    }),
    reconnect: fc.integer({ min: 100, max: 10_000 }).map((ms) => ({ firstMs: ms, mostMs: ms, jitter: 0, attempts: 0 })),
  },
  { requiredKeys: ['version', 'address'] },
);

/** What each program can say of a connection. */
function sayable(kind: CopyKind, document: ConnectionDocument): Partial<ConnectionDocument> {
  const { limits, keepAlive, reconnect, redirects, auth, proxy, clientCertificate, ...rest } = document;
  const file = clientCertificate?.file ?? '';
  const isPfx = file.endsWith('.pfx');
  const can = {
    wscat: { auth: auth?.kind !== 'digest', proxy: proxy?.kind === 'http', certificate: !isPfx, redirects: true },
    websocat: { auth: auth?.kind !== 'digest', proxy: proxy?.kind === 'socks5', certificate: isPfx, redirects: false },
    curl: { auth: true, proxy: true, certificate: true, redirects: true },
  }[kind as 'wscat' | 'websocat' | 'curl'];
  return {
    ...rest,
    ...(auth !== undefined && can.auth && { auth }),
    ...(proxy !== undefined && can.proxy && { proxy }),
    ...(clientCertificate !== undefined && can.certificate && { clientCertificate }),
    ...(redirects !== undefined && can.redirects && { redirects }),
    ...(limits !== undefined && kind === 'curl' && { limits }),
    ...(keepAlive !== undefined && kind === 'websocat' && { keepAlive }),
    ...(reconnect !== undefined && kind === 'websocat' && { reconnect }),
  };
}

test.each(['wscat', 'websocat', 'curl'] as const)('%s: what is copied and imported again is the same', (kind) => {
  fc.assert(
    fc.property(connections, (document) => {
      const { text } = copyConnection(document, kind);
      const [made] = readImport(text, new FoundSecrets()).documents;
      expect(made?.content.document).toEqual(sayable(kind, document));
    }),
    { numRuns: 300 },
  );
});

test('a link says address, subprotocols and headers, and is read again', () => {
  fc.assert(
    fc.property(connections, ({ version, address, subprotocols, headers }) => {
      const document = { version, address, ...(subprotocols && { subprotocols }), ...(headers && { headers }) };
      const { text } = copyConnection(document, 'duplexLink');
      expect(text).toMatch(/^duplex:\/\/connect\?[\w.!~*'()%&=-]+$/);
      expect(readImport(text, new FoundSecrets()).documents[0]?.content.document).toEqual(document);
    }),
  );
});
