import ipaddr from 'ipaddr.js';
import type { AddressClass } from '../../contract/network-decision.ts';

export type IpAddress = ipaddr.IPv4 | ipaddr.IPv6;
export type AddressBlock = readonly [IpAddress, number];

/** A range with a meaning of its own. */
export interface SpecialRange {
  readonly name: string;
  readonly addressClass: AddressClass;
}

/**
 * The special-purpose ranges (IANA registries, RFC 6890), the first that fits counts. Those that Windows knows nothing
 * of are internet, as everything else (WinRT reference, 11.5); their name is there to be shown.
 */
const table: readonly (readonly [block: string, name: string, addressClass: AddressClass])[] = [
  ['0.0.0.0/32', 'unspecified', 'loopback'], // RFC 1122: Linux and macOS connect it to this machine
  ['0.0.0.0/8', 'thisNetwork', 'reserved'], // RFC 1122
  ['10.0.0.0/8', 'private', 'private'], // RFC 1918
  ['100.64.0.0/10', 'carrierGradeNat', 'internet'], // RFC 6598
  ['127.0.0.0/8', 'loopback', 'loopback'], // RFC 1122
  ['169.254.0.0/16', 'linkLocal', 'linkLocal'], // RFC 3927
  ['172.16.0.0/12', 'private', 'private'],
  ['192.0.0.0/24', 'protocolAssignments', 'internet'], // RFC 6890
  ['192.0.2.0/24', 'documentation', 'internet'], // RFC 5737
  ['192.168.0.0/16', 'private', 'private'],
  ['198.18.0.0/15', 'benchmarking', 'internet'], // RFC 2544; local proxies hand these out as stand-ins for names
  ['198.51.100.0/24', 'documentation', 'internet'],
  ['203.0.113.0/24', 'documentation', 'internet'],
  ['224.0.0.0/4', 'multicast', 'notUnicast'], // RFC 5771
  ['255.255.255.255/32', 'broadcast', 'notUnicast'], // RFC 919
  ['240.0.0.0/4', 'reserved', 'reserved'], // RFC 1112
  ['::/128', 'unspecified', 'loopback'], // RFC 4291
  ['::1/128', 'loopback', 'loopback'],
  ['100::/64', 'discard', 'reserved'], // RFC 6666
  ['2001:2::/48', 'benchmarking', 'internet'], // RFC 5180
  ['2001:db8::/32', 'documentation', 'internet'], // RFC 3849
  ['3fff::/20', 'documentation', 'internet'], // RFC 9637
  ['fc00::/7', 'uniqueLocal', 'private'], // RFC 4193
  ['fe80::/10', 'linkLocal', 'linkLocal'],
  ['fec0::/10', 'siteLocal', 'private'], // RFC 3879: deprecated, and still routed by whoever has it
  ['ff00::/8', 'multicast', 'notUnicast'],
];

interface Range extends SpecialRange {
  readonly block: AddressBlock;
}

/** The table, read when the first address is asked for. */
let ranges: readonly Range[] | undefined;

const elsewhere: SpecialRange = { name: 'public', addressClass: 'internet' };

export function specialRangeOf(address: IpAddress): SpecialRange {
  ranges ??= table.map(([block, name, addressClass]) => ({ block: ipaddr.parseCIDR(block), name, addressClass }));
  return ranges.find(({ block }) => isWithin(address, block)) ?? elsewhere;
}

export function isWithin(address: IpAddress, [network, bits]: AddressBlock): boolean {
  return address.kind() === network.kind() && address.match(network, bits);
}
