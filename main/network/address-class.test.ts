import { expect, test } from 'vitest';
import type { AddressClass } from '../../contract/network-decision.ts';
import { classifyAddress } from './address-class.ts';

const table: readonly (readonly [string, AddressClass])[] = [
  ['127.0.0.1', 'loopback'],
  ['127.255.255.254', 'loopback'],
  ['::1', 'loopback'],
  ['0.0.0.0', 'loopback'],
  ['::', 'loopback'],
  ['10.0.0.5', 'private'],
  ['172.16.0.1', 'private'],
  ['172.31.255.255', 'private'],
  ['172.32.0.0', 'internet'],
  ['192.168.1.1', 'private'],
  ['fd00::1', 'private'],
  ['fc00::1', 'private'],
  ['169.254.10.1', 'linkLocal'],
  ['169.254.169.254', 'linkLocal'],
  ['fe80::1', 'linkLocal'],
  ['fe80::1%eth0', 'linkLocal'],
  ['8.8.8.8', 'internet'],
  ['100.64.0.1', 'internet'],
  ['2606:4700:4700::1111', 'internet'],
  ['224.0.0.1', 'notUnicast'],
  ['255.255.255.255', 'notUnicast'],
  ['ff02::1', 'notUnicast'],
  // An IPv6 address that carries an IPv4 address is what that address is.
  ['::ffff:127.0.0.1', 'loopback'],
  ['::ffff:7f00:1', 'loopback'],
  ['::ffff:10.0.0.5', 'private'],
  ['::ffff:8.8.8.8', 'internet'],
  ['::127.0.0.1', 'loopback'],
  ['::10.0.0.5', 'private'],
  ['64:ff9b::192.168.1.1', 'private'],
  ['2002:7f00:1::', 'loopback'],
  ['2002:a00:5::1', 'private'],
  ['2002:808:808::1', 'internet'],
];

test.each(table)('%s is %s', (address, expected) => {
  expect(classifyAddress(address)).toBe(expected);
});

test.each(['localhost', '', '1.2.3', '300.1.1.1', 'fe80::1::2'])('"%s" is not classed: it is no address', (text) => {
  expect(() => classifyAddress(text)).toThrow(RangeError);
});
