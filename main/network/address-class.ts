import ipaddr from 'ipaddr.js';
import { isIP } from 'node:net';
import type { AddressClass } from '../../contract/network-decision.ts';
import type { NetworkProfile } from '../../contract/network-policy.ts';
import { embeddedIPv4, isIsatap, type EmbeddingForm } from './embedded-ipv4.ts';
import { isWithin, specialRangeOf, type AddressBlock, type IpAddress } from './special-ranges.ts';

/** One address that a connection to an IP literal can end up at. */
export interface Reached {
  readonly address: IpAddress;
  /** How the literal carries it; null where it is the literal itself. */
  readonly form: EmbeddingForm | null;
}

/** What else an address's class depends on. */
export interface Surroundings {
  readonly networkProfile: NetworkProfile;
  /** Blocks that are private besides those of the standards. */
  readonly privateRanges: readonly AddressBlock[];
  /** Addresses of this machine's own interfaces, which reach it as loopback does (WinRT reference, 12.1). */
  readonly ownAddresses: ReadonlySet<string>;
}

export interface Classification {
  readonly addressClass: AddressClass;
  /** The range it is in: of the standards, `own address`, `configured`, or `public`. */
  readonly range: string;
}

/**
 * Every address that a connection to an IP literal can end up at: those it carries, or itself.
 *
 * @param literal an IPv4 or IPv6 address, without brackets; a zone is allowed
 * @throws RangeError when it is not an IP address
 */
export function reachedBy(literal: string): readonly Reached[] {
  const parsed = parseAddress(literal);
  if (!isIPv6(parsed)) return [{ address: parsed, form: null }];
  const carried = embeddedIPv4(parsed);
  // ISATAP's own prefix is a destination, too.
  const isItself = carried.length === 0 || (isIsatap(parsed.parts) && carried.length === 1);
  return isItself ? [{ address: parsed, form: null }, ...carried] : carried;
}

/** @throws RangeError when it is not an IP address in its usual spelling */
export function parseAddress(literal: string): IpAddress {
  const bare = literal.replace(/%.*$/, '');
  // Four decimal numbers only: ipaddr.js would read 1.2.3 and 0x7f.1 too. Other spellings are for `parseHost`.
  if (isIP(bare) === 0) throw new RangeError(`"${literal}" is not an IP address`);
  return ipaddr.parse(bare);
}

/** Classes one address by what it is and where this machine is (WinRT reference, 11.4 and 11.5). */
export function classify(address: IpAddress, surroundings: Surroundings): Classification {
  const { name, addressClass } = specialRangeOf(address);
  if (addressClass === 'loopback' || addressClass === 'notUnicast') return { addressClass, range: name };
  if (surroundings.ownAddresses.has(address.toString())) return { addressClass: 'loopback', range: 'own address' };
  if (addressClass === 'reserved') return { addressClass, range: name };
  const isConfigured = surroundings.privateRanges.some((block) => isWithin(address, block));
  if (addressClass === 'internet' && !isConfigured) return { addressClass, range: name };
  return {
    // On a public network everything is the internet, the local subnet included.
    addressClass:
      surroundings.networkProfile === 'public' ? 'internet' : isLocal(addressClass) ? addressClass : 'private',
    range: isLocal(addressClass) ? name : 'configured',
  };
}

/** An IP literal's class on a private network: the strictest of what it reaches. @throws RangeError */
export function classifyAddress(literal: string): AddressClass {
  return strictest(reachedBy(literal).map(({ address }) => classify(address, plainSurroundings).addressClass));
}

/** Whether it is an address of this computer's own; a name is none. */
export function isLoopback(host: string): boolean {
  return isIP(host) !== 0 && classifyAddress(host) === 'loopback';
}

/** A private network, and nothing known of it. */
export const plainSurroundings: Surroundings = {
  networkProfile: 'private',
  privateRanges: [],
  ownAddresses: new Set(),
};

const byStrictness: readonly AddressClass[] = [
  'reserved',
  'notUnicast',
  'loopback',
  'linkLocal',
  'private',
  'internet',
];

/** The class that asks for most; `reserved` for none at all. */
export function strictest(classes: readonly AddressClass[]): AddressClass {
  return byStrictness.find((addressClass) => classes.includes(addressClass)) ?? 'reserved';
}

function isLocal(addressClass: AddressClass): boolean {
  return addressClass === 'private' || addressClass === 'linkLocal';
}

function isIPv6(address: IpAddress): address is ipaddr.IPv6 {
  return address.kind() === 'ipv6';
}
