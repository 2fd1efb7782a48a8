import { expect, test } from 'vitest';
import { parseHost } from './host.ts';

test.each([
  ['localhost', 'localhost'],
  ['LOCALHOST', 'localhost'],
  ['localhost.', 'localhost'],
  ['a.b.localhost', 'a.b.localhost'],
  ['A.LocalHost.', 'a.localhost'],
  ['ｌｏｃａｌｈｏｓｔ', 'localhost'],
  ['local\u00adhost', 'localhost'],
  ['%6cocalhost', 'localhost'],
])('%s is a name of this machine', (host, name) => {
  expect(parseHost(host)).toMatchObject({ kind: 'name', name, isLoopback: true });
});

test.each([
  ['example.org', 'example.org', false],
  ['EXAMPLE.org.', 'example.org', true],
  ['bücher.example', 'xn--bcher-kva.example', false],
  ['localhost.example', 'localhost.example', false],
  ['notlocalhost', 'notlocalhost', false],
  ['localhost..', 'localhost.', true],
  ['127.0.0.1.example', '127.0.0.1.example', false],
  ['1e3', '1e3', false],
])('%s is a name that has to be looked up', (host, name, isAbsolute) => {
  expect(parseHost(host)).toEqual({ kind: 'name', name, isAbsolute, isLoopback: false });
});

test.each([
  '',
  '.',
  ' 127.0.0.1',
  '127.0.0.1\n',
  '127.0.0.1/8',
  'user@127.0.0.1',
  '127.0.0.1:80',
  'example.org#',
  'example.org\\',
  '256.1.1.1',
  '127.0.0.256',
  '1.2.3.4.5',
  '4294967296',
  '0x100000000',
  '08.0.0.1',
  '1..2',
  'example.1',
  ':::',
  '::1::',
  'fe80::1::2',
  '::ffff:256.0.0.1',
  '::ffff:127.1',
  'fe80::1%',
  'fe80::1%a%b',
  'fe80::1%eth0/x',
  '[::1',
  '[127.0.0.1]]',
  'exa mple',
  'exa<mple',
])('"%s" is neither an address nor a name', (host) => {
  expect(parseHost(host)).toEqual({ kind: 'invalid' });
});
