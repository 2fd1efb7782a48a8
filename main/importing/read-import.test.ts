import { stringify } from 'yaml';
import { expect, test } from 'vitest';
import { toErrorInfo } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import type { ConnectionDocument } from '../../contract/workbench/documents.ts';
import { omit } from '../../contract/workbench/omission.ts';
import { FoundSecrets } from './found-secrets.ts';
import { readImport } from './read-import.ts';

const read = (text: unknown) => readImport(typeof text === 'string' ? text : JSON.stringify(text), new FoundSecrets());
const documents = (text: unknown) => read(text).documents.map(({ content }) => content.document);
const first = (text: unknown) => {
  const [document] = read(text).documents;
  return { ...(document?.content.document as ConnectionDocument), leftOut: document?.leftOut };
};

test('wscat: all options that say something about a connection', () => {
  const line = `npx wscat -c h:8080/x -s a,b -s c -H 'A:1' -o https://o --cert c.pem --key k.pem --passphrase pw -n -L --max-redirects 3 --proxy http://u:p@px:3128 -x '{"a":1}' -x hi -w 2 --ca ca.pem -P --slash --unheard`;
  const read = first(line);
  expect(read).toMatchObject({
    address: 'ws://h:8080/x',
    subprotocols: ['a', 'b', 'c'],
    headers: [
      { name: 'A', value: '1' },
      { name: 'Origin', value: 'https://o' },
    ],
    clientCertificate: { file: 'c.pem', passphrase: '{{passphrase}}' },
    redirects: 3,
    proxy: { kind: 'http', host: 'px', port: 3128, userName: 'u', password: '{{proxyPassword}}' },
    trust: { ignorableServerCertificateErrors: expect.arrayContaining(['Untrusted', 'InvalidName']) },
  });
  expect(read.leftOut).toEqual([
    omit('staysOpen', '-w 2'),
    omit('authority', '--ca ca.pem'),
    omit('certificateAndKey', '--key k.pem'),
    omit('aboutOutput', '-P, --slash'),
    omit('optionUnknown', '--unheard'),
  ]);
  expect(documents(line).slice(1)).toMatchObject([
    { body: { kind: 'json', text: '{"a":1}' } },
    { body: { kind: 'text', text: 'hi' } },
  ]);
});

test('websocat: options, what is piped into it, and what it has and nobody else', () => {
  const line = `printf '%s\\n' one two | websocat -n1 -b --linemode-strip-newlines --protocol=a --ping-interval 5 --ping-timeout 2 --basic-auth me:pw --client-pkcs12-der c.p12 --client-pkcs12-passwd x --socks5 127.0.0.1:9050 -k --ua me/1 --autoreconnect-delay-millis 500 - autoreconnect:wss://h/x -H='A: 1'`;
  const read = first(line);
  expect(read).toMatchObject({
    address: 'wss://h/x',
    subprotocols: ['a'],
    keepAlive: { kind: 'ping', everyMs: 5000, timeoutMs: 2000 },
    auth: { kind: 'basic', userName: 'me', password: '{{password}}' },
    clientCertificate: { file: 'c.p12', passphrase: '{{passphrase}}' },
    proxy: { kind: 'socks5', host: '127.0.0.1', port: 9050 },
    reconnect: { firstMs: 500, mostMs: 500 },
    headers: [
      { name: 'User-Agent', value: 'me/1' },
      { name: 'A', value: '1' },
    ],
  });
  expect(documents(line).slice(1)).toMatchObject([
    { body: { text: 'one' }, opcode: 'binary' },
    { body: { text: 'two' }, opcode: 'binary' },
  ]);
  expect(first('websocat --ws-c-uri=wss://h/x - ws-c:tcp:127.0.0.1:1').address).toBe('wss://h/x');
  expect(first('websocat -H "A: 1" "B: 2" -k ws://h').headers).toHaveLength(2);
});

test('curl: what a browser copies becomes a connection, without what every client makes itself', () => {
  const read = first(`curl 'wss://h.example/chat' \\
  -H 'Upgrade: websocket' -H 'Origin: https://h.example' -H 'Connection: Upgrade' -H 'Sec-WebSocket-Key: abc==' \\
  -H 'Sec-WebSocket-Version: 13' -H 'Sec-WebSocket-Protocol: a, b' -H 'Host: h.example' \\
  -H 'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=12' -b 'sid=1; theme=dark' --compressed --data-raw x`);
  expect(read).toMatchObject({
    address: 'wss://h.example/chat',
    headers: [{ name: 'Origin', value: 'https://h.example' }],
    subprotocols: ['a', 'b'],
    compression: { clientMaxWindowBits: 12 },
    cookies: [
      { name: 'sid', value: '{{sidCookie}}' },
      { name: 'theme', value: '{{themeCookie}}' },
    ],
  });
  expect(read.leftOut).toEqual([
    omit('compressesAnswers', '--compressed'),
    omit('noBody', '--data-raw'),
    omit('madeAnew', 'Upgrade, Connection, Sec-WebSocket-Key, Sec-WebSocket-Version, Host'),
  ]);
});

test('curl: logins, certificates, proxies', () => {
  expect(
    first('curl --digest -u me:pw https://h -E "C:\\\\c.pem:secret" -x socks5h://px --proxy-user a:b -k -L'),
  ).toMatchObject({
    address: 'wss://h',
    auth: { kind: 'digest', userName: 'me', password: '{{password}}' },
    clientCertificate: { file: 'C:\\c.pem', passphrase: '{{passphrase}}' },
    proxy: { kind: 'socks5', host: 'px', port: 1080, userName: 'a', password: '{{proxyPassword}}' },
  });
  expect(first('curl --oauth2-bearer abc -A me -e ref http://h').auth).toEqual({ kind: 'bearer', token: '{{token}}' });
  expect(first('curl -H "Authorization: Basic bWU6cHc=" ws://h').auth).toMatchObject({ kind: 'basic', userName: 'me' });
});

test('HAR: each WebSocket is a connection, and what it sent a sequence with its waits', () => {
  const har = {
    log: {
      entries: [
        { request: { url: 'https://h/index.html', headers: [] } },
        {
          _resourceType: 'websocket',
          request: {
            url: 'wss://h/chat',
            headers: [
              { name: 'Cookie', value: 'a=1' },
              { name: ':path', value: '/' },
            ],
          },
          _webSocketMessages: [
            { type: 'send', time: 10, opcode: 1, data: '{"a":1}' },
            { type: 'receive', time: 10.5, opcode: 1, data: 'x' },
            { type: 'send', time: 11, opcode: 2, data: 'AP8=' },
          ],
        },
      ],
    },
  };
  const { documents, leftOut, kind } = read(har);
  expect([kind, leftOut]).toEqual(['har', [omit('otherRequests', 1)]]);
  expect(documents[0]?.leftOut).toEqual([omit('headerOfTwo', ':path'), omit('received', 1)]);
  expect(documents[1]?.content.document).toEqual({
    version: 1,
    steps: [
      { kind: 'send', body: { kind: 'json', text: '{"a":1}' }, opcode: 'text' },
      { kind: 'delay', ms: 1000 },
      { kind: 'send', body: { kind: 'base64', text: 'AP8=' }, opcode: 'binary' },
    ],
  });
});

test('Insomnia 4: folders, payloads, templates, environments, and what is not there', () => {
  const { documents } = read({
    _type: 'export',
    __export_format: 4,
    resources: [
      { _id: 'wrk_1', _type: 'workspace', name: 'W' },
      { _id: 'fld_1', _type: 'request_group', parentId: 'wrk_1', name: 'A/B' },
      {
        _id: 'ws-req_1',
        _type: 'websocket_request',
        parentId: 'fld_1',
        name: 'Chat',
        url: '{{ _.base }}/chat',
        headers: [{ name: 'X', value: '{% uuid %}', disabled: true }],
        parameters: [{ name: 'q', value: 'a b' }],
        authentication: { type: 'bearer', token: '{{ _.token }}' },
        pathParameters: [{ name: 'id', value: '1' }],
      },
      {
        _id: 'ws-payload_1',
        _type: 'websocket_payload',
        parentId: 'ws-req_1',
        name: 'Hello',
        value: '{"t":"{{ _.who }}"}',
      },
      { _id: 'env_1', _type: 'environment', name: 'Dev', data: { base: 'ws://h', token: 't0ken', 'a b': { c: 1 } } },
      { _id: 'req_1', _type: 'request', url: 'http://h' },
    ],
  });
  expect(documents[0]).toMatchObject({
    folders: ['A B'],
    name: 'Chat',
    content: {
      document: {
        address: '{{base}}/chat?q=a%20b',
        headers: [{ name: 'X', value: '{% uuid %}', enabled: false }],
        auth: { kind: 'bearer', token: '{{token}}' },
      },
    },
    leftOut: [omit('tag'), omit('ofRequest', 'pathParameters')],
  });
  expect(documents[1]?.content.document).toMatchObject({ body: { kind: 'json', text: '{"t":"{{who}}"}' } });
  expect(documents[2]?.content.document).toEqual({
    version: 1,
    variables: { base: 'ws://h', 'a b.c': '1' },
    secrets: ['token'],
  });
});

test('Insomnia 5 is YAML, in a tree', () => {
  const file = stringify({
    type: 'collection.insomnia.rest/5.0',
    name: 'W',
    collection: [
      {
        name: 'F',
        children: [{ name: 'Chat', url: 'ws://h', meta: { id: 'ws-req_1' }, headers: [{ name: 'A', value: '1' }] }],
      },
    ],
    cookieJar: { name: 'Jar', cookies: [{ key: 'a' }] },
  });
  expect(read(file)).toMatchObject({
    kind: 'insomnia',
    documents: [
      {
        folders: ['F'],
        name: 'Chat',
        content: { document: { address: 'ws://h', headers: [{ name: 'A', value: '1' }] } },
      },
    ],
    leftOut: [omit('ofCollection', 'cookieJar')],
  });
});

test('Postman: an address of ws is read, and an export without any says why', () => {
  const collection = (url: unknown) => ({
    info: { name: 'C', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    item: [
      {
        name: 'F',
        item: [
          {
            name: 'One',
            request: {
              method: 'GET',
              url,
              header: [{ key: 'A', value: '{{a b}}' }],
              auth: {
                type: 'apikey',
                apikey: [
                  { key: 'key', value: 'X-Key' },
                  { key: 'value', value: 's3cret' },
                ],
              },
            },
          },
        ],
      },
    ],
    event: [{ listen: 'test' }],
  });
  expect(read(collection({ raw: 'wss://h/{{$guid}}' }))).toMatchObject({
    kind: 'postman',
    documents: [
      {
        folders: ['F'],
        content: {
          document: {
            address: 'wss://h/{{uuid()}}',
            headers: [{ name: 'A', value: '{{a_b}}' }],
            auth: { kind: 'apiKey', in: 'header', name: 'X-Key', value: '{{xKey}}' },
          },
        },
      },
    ],
    leftOut: [omit('ofCollection', 'event')],
  });
  expect(() => read(collection('https://h'))).toThrow('Postman does not export them');
  expect(read('$kind: ws-raw-request\nname: One\nurl: ws://h\nmessage:\n  payload: hi\n').documents).toHaveLength(2);
});

test('Hoppscotch: what it stores of a connection, and environments; its collections have none', () => {
  const request = {
    endpoint: 'wss://<<host>>/x',
    protocols: [
      { value: 'a', active: true },
      { value: 'b', active: false },
    ],
  };
  for (const file of [request, { WebsocketRequest: JSON.stringify(request) }]) {
    expect(first(file)).toMatchObject({
      address: 'wss://{{host}}/x',
      subprotocols: ['a'],
      leftOut: [omit('subprotocolOff', 'b')],
    });
  }
  expect(documents([{ v: 2, name: 'E', variables: [{ key: 'host', initialValue: 'h', secret: false }] }])).toEqual([
    { version: 1, variables: { host: 'h' } },
  ]);
  expect(() => read([{ v: 2, name: 'C', folders: [], requests: [] }])).toThrow('have no WebSockets');
});

test('Duplex: documents, links and bare addresses', () => {
  expect(documents('version: 1\naddress: ws://h/x\nunknown: kept\n')).toEqual([
    { version: 1, address: 'ws://h/x', unknown: 'kept' },
  ]);
  expect(documents('version: 1\nbody:\n  kind: text\n  text: hi\nopcode: text\n')).toMatchObject([{ opcode: 'text' }]);
  expect(() => read('version: 2\naddress: ws://h\n')).toThrow('version 1, this says 2');
  expect(() => read('version: 1\naddress: 5\n')).toThrow('address: ');
  expect(first('duplex://connect?address=ws%3A%2F%2Fh%2F%3Fa%3D1&subprotocol=a&header=X%3A%201')).toMatchObject({
    address: 'ws://h/?a=1',
    subprotocols: ['a'],
  });
  expect(first('wss://h/x').address).toBe('wss://h/x');
});

test.each([
  ['', 'there is nothing to import'],
  ['{"a": 1,\n "b" }', 'line 2, column 6: this is not JSON'],
  ['[[', 'line 1, column 3: this is not JSON'],
  ['{"a": [1, 2,]}', 'line 1, column 13: this'],
  ['{"a\n": 1}', 'line 1, column 2: this'],
  ['[1] x', 'line 1, column 5: this'],
  ['just words', 'none of'],
  ['a: [1, 2\nb: 3', /^line 2, column \d+: /],
  ['a: &a [*a, *a]', /none of|stand for/],
  ['curl', 'has no address'],
  ['Invoke-WebRequest -Uri "http://h"', 'copy the request as cURL'],
])('%j is refused in words', (text, message) => {
  expect(() => read(text)).toThrow(message);
});

test.each([
  ['{"a": 1,\n "b" }', { place: { line: 2, column: 6 }, reason: because('notJson') }],
  ['a: b: c', { place: { line: 1, column: 4 }, reason: { kind: 'notYaml' } }],
  ['wscat -c "ws://h', { place: { line: 1, column: 10 }, reason: because('quoteOpen') }],
  ['wscat -c ws://$(h)', { reason: because('shellComputes') }],
  ['curl', { reason: because('commandWithoutAddress', 'curl') }],
  ['just words', { reason: because('importUnknown') }],
  ['version: 1\naddress: 5\n', { reason: { kind: 'notOfDocument', values: ['address', expect.any(String)] } }],
])('what is wrong with %j can be told in any language', (text, info) => {
  let thrown: unknown;
  try {
    read(text);
  } catch (error) {
    thrown = error;
  }
  expect(toErrorInfo(thrown)).toMatchObject(info);
});

test('hostile input ends in a moment, with an error or without harm', () => {
  const before = performance.now();
  const deepJson = `{"log":{"entries":${'['.repeat(2_000_000)}${']'.repeat(2_000_000)}}}`;
  expect(() => read(deepJson)).toThrow('of a WebSocket');
  expect(() => read(`a: ${'['.repeat(100_000)}`)).toThrow('levels deep');
  expect(() => read('- '.repeat(100_000))).toThrow('levels deep');
  expect(() => read(`x: ${'y'.repeat(9_000_000)}`)).toThrow('YAML has at most');
  expect(() => read(`curl ${'x'.repeat(3_000_000)}`)).toThrow('a command line has at most');
  expect(() => read(`curl ws://h ${'\\'.repeat(1_000_000)}`)).not.toThrow();
  const message = { type: 'send', time: 1, opcode: 1, data: 'x'.repeat(1000) };
  const entry = { request: { url: 'ws://h' }, _webSocketMessages: Array.from({ length: 15_000 }, () => message) };
  const big = JSON.stringify({ log: { entries: [entry] } });
  expect(big.length).toBeGreaterThan(15_000_000);
  expect(read(big).documents[1]?.leftOut).toEqual([omit('messagesTooMany', 14_500, 500)]);
  // 20 s: a machine that does much else; it takes about two.
  expect(performance.now() - before).toBeLessThan(20_000);
});

test('a name like __proto__ is a name like any other', () => {
  const text =
    '{"_type":"export","resources":[{"_type":"websocket_request","url":"ws://h","__proto__":{"headers":[{"name":"X","value":"1"}]}},{"_type":"environment","name":"__proto__","data":{"__proto__":"x","constructor":"y"}}]}';
  const { documents } = read(text);
  expect(documents[0]?.content.document).toEqual({ version: 1, address: 'ws://h' });
  expect(({} as Record<string, unknown>)['headers']).toBeUndefined();
  expect(documents[1]?.name).toBe('__proto__');
});
