import { expect, test } from 'vitest';
import type { ConnectionDocument } from '../../../contract/workbench/documents.ts';
import { documentProblems } from './document-problems.ts';

const good: ConnectionDocument = { version: 1, address: 'wss://h.example/x' };

const bad: readonly (readonly [field: string, part: Partial<ConnectionDocument>, says: string])[] = [
  ['address', { address: '' }, 'enter the address'],
  ['address', { address: 'http://h' }, 'not http://'],
  ['address', { address: 'ws://h#a' }, 'fragment'],
  ['address', { address: 'ws://{{host}}/#a' }, 'fragment'],
  ['address', { address: 'ws://h/a\nb' }, 'line break'],
  ['address', { address: ' ws://h' }, 'white space'],
  [
    'headers.1.name',
    {
      headers: [
        { name: 'A', value: '' },
        { name: 'a b', value: '' },
      ],
    },
    'header 2',
  ],
  ['headers.0.name', { headers: [{ name: '', value: 'x' }] }, 'header 1'],
  ['headers.0.name', { headers: [{ name: 'Sec-WebSocket-Key', value: 'x' }] }, 'belongs to the handshake'],
  ['headers.0.name', { headers: [{ name: 'sec-websocket-protocol', value: 'x' }] }, 'Subprotocols'],
  ['headers.0.value', { headers: [{ name: 'A', value: 'x\ny' }] }, 'header 1'],
  ['headers.0.value', { headers: [{ name: 'A', value: 'x'.repeat(17_000) }] }, '16,384'],
  ['cookies.0.value', { cookies: [{ name: 'a', value: 'b;c' }] }, 'cookie 1'],
  ['cookies.0.name', { cookies: [{ name: '', value: 'b' }] }, 'cookie 1'],
  ['subprotocols.1', { subprotocols: ['a', 'a'] }, 'subprotocol 2'],
  ['subprotocols.0', { subprotocols: ['a b'] }, 'subprotocol 1'],
  ['auth.userName', { auth: { kind: 'basic', userName: 'a:b', password: '' } }, 'colon'],
  ['auth.token', { auth: { kind: 'bearer', token: '' } }, 'token'],
  ['auth.name', { auth: { kind: 'apiKey', in: 'header', name: 'a b', value: 'x' } }, 'API key'],
  ['keepAlive.payload', { keepAlive: { kind: 'ping', everyMs: 100, payload: 'é'.repeat(63) } }, '126 bytes'],
  ['reconnect.mostMs', { reconnect: { firstMs: 500, mostMs: 100, jitter: 0, attempts: 0 } }, 'longest wait'],
  ['variables.a b', { variables: { 'a b': '' } }, 'a b'],
];

test.each(bad)('%s: %j', (field, part, says) => {
  const problems = documentProblems({ ...good, ...part });
  expect(problems).toEqual([{ field, sentence: expect.stringContaining(says) as string }]);
});

test('templates may stand anywhere, and a row that is off is not looked at', () => {
  expect(
    documentProblems({
      version: 1,
      address: '{{base}}/x?a={{random(1, 2)}}',
      headers: [
        { name: 'X-{{kind}}', value: '{{token}}' },
        { name: 'Upgrade', value: 'x', enabled: false },
        { name: '', value: '' },
      ],
      cookies: [{ name: 'a', value: '{{now("yyyy")}}' }],
      subprotocols: ['{{protocol}}'],
      auth: { kind: 'bearer', token: '{{token}}' },
      keepAlive: { kind: 'message', everyMs: 100, payload: 'x'.repeat(200) },
    }),
  ).toEqual([]);
});
