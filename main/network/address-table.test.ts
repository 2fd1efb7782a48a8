import { expect, test } from 'vitest';
import type { AddressClass } from '../../contract/network-decision.ts';
import { nowhere, policies, type PolicyLetter } from '../../tests/support/network-policies.ts';
import { classifyAddress } from './address-class.ts';
import { decide } from './decide.ts';
import { parseHost } from './host.ts';

/**
 * What a caller writes, the address it is, the class of what it reaches, and the policies that let it out:
 * I internet, P local network, L loopback, D all that is declared, U internet on a public network, M with metadata, N
 * nothing.
 */
const table: readonly (readonly [host: string, address: string, addressClass: AddressClass, allowedBy: string])[] = [
  // Spellings of 127.0.0.1
  ['127.0.0.1', '127.0.0.1', 'loopback', 'LDM'],
  ['127.0.0.1.', '127.0.0.1', 'loopback', 'LDM'],
  ['2130706433', '127.0.0.1', 'loopback', 'LDM'],
  ['2130706433.', '127.0.0.1', 'loopback', 'LDM'],
  ['017700000001', '127.0.0.1', 'loopback', 'LDM'],
  ['0x7f000001', '127.0.0.1', 'loopback', 'LDM'],
  ['0X7F000001', '127.0.0.1', 'loopback', 'LDM'],
  ['0x7f.0.0.1', '127.0.0.1', 'loopback', 'LDM'],
  ['0x7f.0x0.0x0.0x1', '127.0.0.1', 'loopback', 'LDM'],
  ['0x7f.1', '127.0.0.1', 'loopback', 'LDM'],
  ['0x7F.0.1', '127.0.0.1', 'loopback', 'LDM'],
  ['0177.0.0.1', '127.0.0.1', 'loopback', 'LDM'],
  ['0177.0.0.01', '127.0.0.1', 'loopback', 'LDM'],
  ['0177.1', '127.0.0.1', 'loopback', 'LDM'],
  ['00177.0.0.1', '127.0.0.1', 'loopback', 'LDM'],
  ['127.1', '127.0.0.1', 'loopback', 'LDM'],
  ['127.1.', '127.0.0.1', 'loopback', 'LDM'],
  ['127.0.1', '127.0.0.1', 'loopback', 'LDM'],
  ['127.0x0.0.01', '127.0.0.1', 'loopback', 'LDM'],
  ['0177.0x0.0.1', '127.0.0.1', 'loopback', 'LDM'],
  ['127.0x000001', '127.0.0.1', 'loopback', 'LDM'],
  ['１２７.０.０.１', '127.0.0.1', 'loopback', 'LDM'],
  ['127。0。0。1', '127.0.0.1', 'loopback', 'LDM'],
  ['①②⑦.0.0.1', '127.0.0.1', 'loopback', 'LDM'],
  ['%31%32%37.0.0.1', '127.0.0.1', 'loopback', 'LDM'],
  ['127%2e0%2E0%2e1', '127.0.0.1', 'loopback', 'LDM'],
  ['0x7f.0.0.0x', '127.0.0.0', 'loopback', 'LDM'],

  // Loopback and what counts as it
  ['127.0.0.0', '127.0.0.0', 'loopback', 'LDM'],
  ['127.255.255.255', '127.255.255.255', 'loopback', 'LDM'],
  ['127.8.8.8', '127.8.8.8', 'loopback', 'LDM'],
  ['126.255.255.255', '126.255.255.255', 'internet', 'IDUM'],
  ['128.0.0.0', '128.0.0.0', 'internet', 'IDUM'],
  ['::1', '::1', 'loopback', 'LDM'],
  ['[::1]', '::1', 'loopback', 'LDM'],
  ['0:0:0:0:0:0:0:1', '::1', 'loopback', 'LDM'],
  ['0000:0000:0000:0000:0000:0000:0000:0001', '::1', 'loopback', 'LDM'],
  ['::0001', '::1', 'loopback', 'LDM'],
  ['0::1', '::1', 'loopback', 'LDM'],
  ['::0.0.0.1', '::1', 'loopback', 'LDM'],
  ['::1%lo', '::1', 'loopback', 'LDM'],
  ['::1%1', '::1', 'loopback', 'LDM'],
  ['0.0.0.0', '0.0.0.0', 'loopback', 'LDM'],
  ['0', '0.0.0.0', 'loopback', 'LDM'],
  ['0x0', '0.0.0.0', 'loopback', 'LDM'],
  ['0x', '0.0.0.0', 'loopback', 'LDM'],
  ['00', '0.0.0.0', 'loopback', 'LDM'],
  ['0.0', '0.0.0.0', 'loopback', 'LDM'],
  ['::', '::', 'loopback', 'LDM'],
  ['0::0', '::', 'loopback', 'LDM'],
  ['[::]', '::', 'loopback', 'LDM'],

  // The private ranges, and what lies beside them
  ['10.0.0.0', '10.0.0.0', 'private', 'PDUM'],
  ['10.0.0.5', '10.0.0.5', 'private', 'PDUM'],
  ['10.255.255.255', '10.255.255.255', 'private', 'PDUM'],
  ['167772165', '10.0.0.5', 'private', 'PDUM'],
  ['012.0.0.5', '10.0.0.5', 'private', 'PDUM'],
  ['0xa.5', '10.0.0.5', 'private', 'PDUM'],
  ['0x0a000005', '10.0.0.5', 'private', 'PDUM'],
  ['10.5', '10.0.0.5', 'private', 'PDUM'],
  ['9.255.255.255', '9.255.255.255', 'internet', 'IDUM'],
  ['11.0.0.0', '11.0.0.0', 'internet', 'IDUM'],
  ['172.15.255.255', '172.15.255.255', 'internet', 'IDUM'],
  ['172.16.0.0', '172.16.0.0', 'private', 'PDUM'],
  ['172.16.0.1', '172.16.0.1', 'private', 'PDUM'],
  ['172.31.255.255', '172.31.255.255', 'private', 'PDUM'],
  ['172.32.0.0', '172.32.0.0', 'internet', 'IDUM'],
  ['0xac.0x10.1', '172.16.0.1', 'private', 'PDUM'],
  ['192.167.255.255', '192.167.255.255', 'internet', 'IDUM'],
  ['192.168.0.0', '192.168.0.0', 'private', 'PDUM'],
  ['192.168.1.1', '192.168.1.1', 'private', 'PDUM'],
  ['192.168.257', '192.168.1.1', 'private', 'PDUM'],
  ['3232235777', '192.168.1.1', 'private', 'PDUM'],
  ['0xc0a80101', '192.168.1.1', 'private', 'PDUM'],
  ['0300.0250.01.01', '192.168.1.1', 'private', 'PDUM'],
  ['192.168.255.255', '192.168.255.255', 'private', 'PDUM'],
  ['192.169.0.0', '192.169.0.0', 'internet', 'IDUM'],
  ['fc00::', 'fc00::', 'private', 'PDUM'],
  ['fc00::1', 'fc00::1', 'private', 'PDUM'],
  ['FD00::1', 'fd00::1', 'private', 'PDUM'],
  ['fd12:3456:789a:1::1', 'fd12:3456:789a:1::1', 'private', 'PDUM'],
  ['fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'private', 'PDUM'],
  ['fbff:ffff::1', 'fbff:ffff::1', 'internet', 'IDUM'],
  ['fe00::1', 'fe00::1', 'internet', 'IDUM'],
  ['fd00::1%eth0', 'fd00::1', 'private', 'PDUM'],
  ['fec0::1', 'fec0::1', 'private', 'PDUM'],
  ['feff::1', 'feff::1', 'private', 'PDUM'],

  // Link-local
  ['169.253.255.255', '169.253.255.255', 'internet', 'IDUM'],
  ['169.254.0.0', '169.254.0.0', 'linkLocal', 'PDUM'],
  ['169.254.10.1', '169.254.10.1', 'linkLocal', 'PDUM'],
  ['0xa9fe0a01', '169.254.10.1', 'linkLocal', 'PDUM'],
  ['169.254.255.255', '169.254.255.255', 'linkLocal', 'PDUM'],
  ['169.255.0.0', '169.255.0.0', 'internet', 'IDUM'],
  ['fe80::1', 'fe80::1', 'linkLocal', 'PDUM'],
  ['FE80::1', 'fe80::1', 'linkLocal', 'PDUM'],
  ['fe80::1%eth0', 'fe80::1%eth0', 'linkLocal', 'PDUM'],
  ['fe80::1%12', 'fe80::1%12', 'linkLocal', 'PDUM'],
  ['[fe80::1%en0.5]', 'fe80::1%en0.5', 'linkLocal', 'PDUM'],
  ['fe80:0:0:0:0:0:0:1', 'fe80::1', 'linkLocal', 'PDUM'],
  ['febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'linkLocal', 'PDUM'],
  ['fe7f::1', 'fe7f::1', 'internet', 'IDUM'],

  // Metadata services of clouds: in ordinary ranges, and refused unless they are allowed by name
  ['169.254.169.254', '169.254.169.254', 'linkLocal', 'M'],
  ['2852039166', '169.254.169.254', 'linkLocal', 'M'],
  ['0xa9.0xfe.0xa9.0xfe', '169.254.169.254', 'linkLocal', 'M'],
  ['0251.0376.0251.0376', '169.254.169.254', 'linkLocal', 'M'],
  ['169.254.43518', '169.254.169.254', 'linkLocal', 'M'],
  ['169.16689662', '169.254.169.254', 'linkLocal', 'M'],
  ['::ffff:169.254.169.254', '::ffff:a9fe:a9fe', 'linkLocal', 'M'],
  ['::ffff:a9fe:a9fe', '::ffff:a9fe:a9fe', 'linkLocal', 'M'],
  ['64:ff9b::169.254.169.254', '64:ff9b::a9fe:a9fe', 'linkLocal', 'M'],
  ['2002:a9fe:a9fe::', '2002:a9fe:a9fe::', 'linkLocal', 'M'],
  ['169.254.170.2', '169.254.170.2', 'linkLocal', 'M'],
  ['169.254.170.23', '169.254.170.23', 'linkLocal', 'M'],
  ['169.254.0.23', '169.254.0.23', 'linkLocal', 'M'],
  ['169.254.10.10', '169.254.10.10', 'linkLocal', 'M'],
  ['169.254.42.42', '169.254.42.42', 'linkLocal', 'M'],
  ['100.100.100.200', '100.100.100.200', 'internet', 'M'],
  ['1684301000', '100.100.100.200', 'internet', 'M'],
  ['168.63.129.16', '168.63.129.16', 'internet', 'M'],
  ['192.0.0.192', '192.0.0.192', 'internet', 'M'],
  ['fd00:ec2::254', 'fd00:ec2::254', 'private', 'M'],
  ['FD00:0EC2:0:0:0:0:0:0254', 'fd00:ec2::254', 'private', 'M'],
  ['fd00:ec2::23', 'fd00:ec2::23', 'private', 'M'],
  ['fd20:ce::254', 'fd20:ce::254', 'private', 'M'],
  ['fe80::a9fe:a9fe%eth0', 'fe80::a9fe:a9fe%eth0', 'linkLocal', 'M'],
  ['fd00:a9fe:a9fe::1', 'fd00:a9fe:a9fe::1', 'private', 'M'],
  ['fd00:c1::a9fe:a9fe', 'fd00:c1::a9fe:a9fe', 'private', 'M'],
  ['fd00:42::42', 'fd00:42::42', 'private', 'M'],
  ['169.254.169.253', '169.254.169.253', 'linkLocal', 'PDUM'],
  ['100.100.100.201', '100.100.100.201', 'internet', 'IDUM'],

  // Ranges of their own that Windows takes for the internet
  ['8.8.8.8', '8.8.8.8', 'internet', 'IDUM'],
  ['134744072', '8.8.8.8', 'internet', 'IDUM'],
  ['010.010.010.010', '8.8.8.8', 'internet', 'IDUM'],
  ['1.1', '1.0.0.1', 'internet', 'IDUM'],
  ['100.63.255.255', '100.63.255.255', 'internet', 'IDUM'],
  ['100.64.0.1', '100.64.0.1', 'internet', 'IDUM'],
  ['100.127.255.255', '100.127.255.255', 'internet', 'IDUM'],
  ['192.0.0.8', '192.0.0.8', 'internet', 'IDUM'],
  ['192.0.2.1', '192.0.2.1', 'internet', 'IDUM'],
  ['192.88.99.1', '192.88.99.1', 'internet', 'IDUM'],
  ['198.18.0.1', '198.18.0.1', 'internet', 'IDUM'],
  ['198.19.255.255', '198.19.255.255', 'internet', 'IDUM'],
  ['198.51.100.7', '198.51.100.7', 'internet', 'IDUM'],
  ['203.0.113.7', '203.0.113.7', 'internet', 'IDUM'],
  ['223.255.255.255', '223.255.255.255', 'internet', 'IDUM'],
  ['2606:4700:4700::1111', '2606:4700:4700::1111', 'internet', 'IDUM'],
  ['2606:4700:4700:0:0:0:0:1111', '2606:4700:4700::1111', 'internet', 'IDUM'],
  ['2001:db8::1', '2001:db8::1', 'internet', 'IDUM'],
  ['3fff::1', '3fff::1', 'internet', 'IDUM'],
  ['2001:2::1', '2001:2::1', 'internet', 'IDUM'],
  ['2001:20::1', '2001:20::1', 'internet', 'IDUM'],
  ['4000::1', '4000::1', 'internet', 'IDUM'],

  // No destination at all
  ['0.0.0.1', '0.0.0.1', 'reserved', ''],
  ['1', '0.0.0.1', 'reserved', ''],
  ['0.255.255.255', '0.255.255.255', 'reserved', ''],
  ['240.0.0.1', '240.0.0.1', 'reserved', ''],
  ['250.1.2.3', '250.1.2.3', 'reserved', ''],
  ['255.255.255.254', '255.255.255.254', 'reserved', ''],
  ['0xfffffffe', '255.255.255.254', 'reserved', ''],
  ['100::1', '100::1', 'reserved', ''],
  ['224.0.0.1', '224.0.0.1', 'notUnicast', ''],
  ['239.255.255.250', '239.255.255.250', 'notUnicast', ''],
  ['255.255.255.255', '255.255.255.255', 'notUnicast', ''],
  ['4294967295', '255.255.255.255', 'notUnicast', ''],
  ['ff02::1', 'ff02::1', 'notUnicast', ''],
  ['FF05::2', 'ff05::2', 'notUnicast', ''],
  ['ff02::1%eth0', 'ff02::1', 'notUnicast', ''],

  // IPv4-mapped, by which the operating system connects over IPv4
  ['::ffff:127.0.0.1', '::ffff:7f00:1', 'loopback', 'LDM'],
  ['::FFFF:127.0.0.1', '::ffff:7f00:1', 'loopback', 'LDM'],
  ['0:0:0:0:0:ffff:127.0.0.1', '::ffff:7f00:1', 'loopback', 'LDM'],
  ['0:0:0:0:0:FFFF:7F00:0001', '::ffff:7f00:1', 'loopback', 'LDM'],
  ['::ffff:7f00:1%lo', '::ffff:7f00:1', 'loopback', 'LDM'],
  ['::ffff:0.0.0.0', '::ffff:0:0', 'loopback', 'LDM'],
  ['::ffff:10.0.0.5', '::ffff:a00:5', 'private', 'PDUM'],
  ['::ffff:192.168.1.1', '::ffff:c0a8:101', 'private', 'PDUM'],
  ['::ffff:169.254.10.1', '::ffff:a9fe:a01', 'linkLocal', 'PDUM'],
  ['::ffff:8.8.8.8', '::ffff:808:808', 'internet', 'IDUM'],
  ['::ffff:224.0.0.1', '::ffff:e000:1', 'notUnicast', ''],
  ['::ffff:255.255.255.255', '::ffff:ffff:ffff', 'notUnicast', ''],
  ['::ffff:240.0.0.1', '::ffff:f000:1', 'reserved', ''],

  // IPv4-compatible and IPv4-translated
  ['::127.0.0.1', '::7f00:1', 'loopback', 'LDM'],
  ['::7f00:1', '::7f00:1', 'loopback', 'LDM'],
  ['::10.0.0.5', '::a00:5', 'private', 'PDUM'],
  ['::8.8.8.8', '::808:808', 'internet', 'IDUM'],
  ['::2', '::2', 'reserved', ''],
  ['::ffff', '::ffff', 'reserved', ''],
  ['::ffff:0:127.0.0.1', '::ffff:0:7f00:1', 'loopback', 'LDM'],
  ['::ffff:0:10.0.0.5', '::ffff:0:a00:5', 'private', 'PDUM'],
  ['::ffff:0:8.8.8.8', '::ffff:0:808:808', 'internet', 'IDUM'],

  // NAT64
  ['64:ff9b::127.0.0.1', '64:ff9b::7f00:1', 'loopback', 'LDM'],
  ['64:ff9b::192.168.1.1', '64:ff9b::c0a8:101', 'private', 'PDUM'],
  ['64:FF9B::8.8.8.8', '64:ff9b::808:808', 'internet', 'IDUM'],
  ['0064:ff9b:0:0:0:0:7f00:1', '64:ff9b::7f00:1', 'loopback', 'LDM'],
  ['64:ff9b:1::127.0.0.1', '64:ff9b:1::7f00:1', 'loopback', 'LDM'],
  ['64:ff9b:1::10.0.0.5', '64:ff9b:1::a00:5', 'private', 'PDUM'],
  ['64:ff9b:1::8.8.8.8', '64:ff9b:1::808:808', 'internet', 'IDUM'],
  ['64:ff9b:1:abcd::8.8.8.8', '64:ff9b:1:abcd::808:808', 'internet', 'IDUM'],
  ['64:ff9b:1:7f00:0:100::', '64:ff9b:1:7f00:0:100::', 'loopback', 'LDM'], // as a /48
  ['64:ff9b:1:a00:0:500::', '64:ff9b:1:a00:0:500::', 'private', 'PDUM'],
  ['64:ff9b:1:7f:0:1::', '64:ff9b:1:7f:0:1::', 'loopback', 'LDM'], // as a /56
  ['64:ff9b:1:0:7f:0:100::', '64:ff9b:1:0:7f:0:100:0', 'loopback', 'DM'], // as a /64; 1.0.0.0 as a /96
  ['64:ff9b:1:7f00:0:1ff::', '64:ff9b:1:7f00:0:1ff::', 'loopback', 'LDM'], // no translator looks at the other bits
  ['64:ff9b:1:7f00:ff00:100::', '64:ff9b:1:7f00:ff00:100::', 'loopback', 'LDM'],
  ['64:ff9b:1:a00:0:500:808:808', '64:ff9b:1:a00:0:500:808:808', 'private', 'DUM'],
  ['64:ff9b:1:0:8:808:800::', '64:ff9b:1:0:8:808:800:0', 'internet', 'IDUM'],

  // 6to4, Teredo (client and server both count), ISATAP (its prefix counts, too)
  ['2002:7f00:1::', '2002:7f00:1::', 'loopback', 'LDM'],
  ['2002:7f00:1::1', '2002:7f00:1::1', 'loopback', 'LDM'],
  ['2002:a00:5::1', '2002:a00:5::1', 'private', 'PDUM'],
  ['2002:C0A8:0101::1', '2002:c0a8:101::1', 'private', 'PDUM'],
  ['2002:808:808::1', '2002:808:808::1', 'internet', 'IDUM'],
  ['2002:e000:1::', '2002:e000:1::', 'notUnicast', ''],
  ['2001:0:808:808:0:0:80ff:fffe', '2001:0:808:808::80ff:fffe', 'loopback', 'DM'], // with 127.0.0.1 inverted
  ['2001:0:808:808::f5ff:fffa', '2001:0:808:808::f5ff:fffa', 'private', 'DUM'], // with 10.0.0.5 inverted
  ['2001:0:808:808::f7f7:f7f7', '2001:0:808:808::f7f7:f7f7', 'internet', 'IDUM'], // with 8.8.8.8 inverted
  ['2001:0:7f00:1::f7f7:f7f7', '2001:0:7f00:1::f7f7:f7f7', 'loopback', 'DM'], // by its server
  ['fe80::5efe:8.8.8.8', 'fe80::5efe:808:808', 'linkLocal', 'DUM'],
  ['2001:db8::5efe:127.0.0.1', '2001:db8::5efe:7f00:1', 'loopback', 'DM'],
  ['2001:db8::200:5efe:10.0.0.5', '2001:db8::200:5efe:a00:5', 'private', 'DUM'],
  ['2001:db8::200:5efe:8.8.8.8', '2001:db8::200:5efe:808:808', 'internet', 'IDUM'],
  ['2002:808:808::5efe:127.0.0.1', '2002:808:808::5efe:7f00:1', 'loopback', 'DM'],
];

const letters = Object.keys(policies) as PolicyLetter[]; // its own keys

test('the table has what it promises', () => {
  expect(table.length).toBeGreaterThan(200);
  expect(new Set(table.map(([host]) => host)).size).toBe(table.length);
});

test.each(table)('%s is %s, %s, let out by "%s"', (host, address, addressClass, allowedBy) => {
  expect(parseHost(host)).toEqual({ kind: 'literal', address });
  expect(classifyAddress(address)).toBe(addressClass);
  const letOut = letters.filter(
    (letter) => decide({ address, port: 80, host }, policies[letter], nowhere).kind === 'allowed',
  );
  expect(letOut.toSorted().join('')).toBe(Array.from(allowedBy).toSorted().join(''));
});
