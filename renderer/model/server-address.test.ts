import { expect, test } from 'vitest';
import { checkAddress } from './server-address.ts';

test.each([
  ['', { kind: 'empty' }],
  ['   ', { kind: 'empty' }],
  ['localhost', { kind: 'noScheme' }],
  ['//localhost/echo', { kind: 'noScheme' }],
  ['ws:localhost', { kind: 'noScheme' }],
  ['localhost:8180/echo', { kind: 'noScheme' }],
  ['http://localhost', { kind: 'wrongScheme', scheme: 'http' }],
  ['ws://localhost/#top', { kind: 'fragment' }],
  ['ws://localhost/#', { kind: 'fragment' }],
  ['ws://localhost:65536/', { kind: 'port', port: '65536' }],
  ['ws://localhost:0', { kind: 'port', port: '0' }],
  ['ws://[::1]:70000/', { kind: 'port', port: '70000' }],
  ['ws://', { kind: 'invalid' }],
  ['ws://localhost:port/', { kind: 'invalid' }],
  ['ws://me:secret@localhost/', { kind: 'credentials' }],
])('"%s" cannot be tried', (address, problem) => {
  expect(checkAddress(address)).toEqual(problem);
});

test.each([
  'ws://localhost',
  '  wss://localhost:443/path?query=1:99999 ',
  'WS://EXAMPLE.com/',
  'ws://[::1]:8180/echo',
  'ws://10.0.0.5:65535',
  `ws://localhost/${'a'.repeat(2000)}`,
])('"%s" can be tried', (address) => {
  expect(checkAddress(address)).toBeUndefined();
});
