import { expect, test } from 'vitest';
import { parseUri } from '../sockets/uri.ts';
import { parseAskedAddress } from './asked-address.ts';

test.each<[text: string, host: string, port: number]>([
  ['10.0.0.5', '10.0.0.5', 80],
  ['10.0.0.5:8080', '10.0.0.5', 8080],
  [' ws://10.0.0.5:8080/path?query ', '10.0.0.5', 8080],
  ['wss://Example.COM', 'example.com', 443],
  ['WS://example.com.', 'example.com', 80],
  ['example.com:', 'example.com', 80],
  ['example.com/path:8', 'example.com', 80],
  ['::1', '::1', 80],
  ['[::1]', '::1', 80],
  ['[::1]:9000', '::1', 9000],
  ['[0:0:0:0:0:0:0:1]:9000', '::1', 9000],
  ['fe80::1%eth0', 'fe80::1%eth0', 80],
  ['[fe80::1%eth0]:81', 'fe80::1%eth0', 81],
  ['0x7f.1', '127.0.0.1', 80],
  ['2130706433:1', '127.0.0.1', 1],
  ['ws://017700000001/', '127.0.0.1', 80],
  ['bücher.example', 'xn--bcher-kva.example', 80],
])('%s is host %s, port %i', (text, host, port) => {
  expect(parseAskedAddress(text)).toMatchObject({ host, port });
});

test.each<[text: string, message: string]>([
  ['', 'no host'],
  ['   ', 'no host'],
  ['http://10.0.0.5/', 'not http://'],
  ['10.0.0.5:0', 'between 1 and 65535'],
  ['10.0.0.5:65536', 'between 1 and 65535'],
  ['10.0.0.5:http', 'between 1 and 65535'],
  ['ws://user:pass@10.0.0.5/', 'user name and password'],
  ['ws://', 'is no host name'],
  ['1:2:3', 'is no host name'],
  ['a b', 'is no host name'],
  ['[::1', 'is no host name'],
])('%j is no address', (text, message) => {
  expect(() => parseAskedAddress(text)).toThrow(message);
});

test('only a name has to be looked up', () => {
  expect(parseAskedAddress('10.0.0.5').needsLookUp).toBe(false);
  expect(parseAskedAddress('a.localhost').needsLookUp).toBe(false);
  expect(parseAskedAddress('example.com').needsLookUp).toBe(true);
});

test('a WebSocket address is the host and port it would be dialed at', () => {
  for (const uri of ['ws://10.0.0.5/', 'wss://0x7f.1:1/', 'ws://[::ffff:10.0.0.5]:8080/x', 'wss://example.com']) {
    const { host, port } = parseUri(uri);
    expect(parseAskedAddress(uri)).toMatchObject({ host, port });
  }
});
