import ipaddr from 'ipaddr.js';
import { isIP } from 'node:net';
import { isWithin, type AddressBlock, type IpAddress } from './special-ranges.ts';

/** An entry of a list of hosts, ready to be compared with. */
export type HostRule =
  | { readonly kind: 'any'; readonly entry: string }
  | { readonly kind: 'name'; readonly entry: string; readonly name: string }
  /** Names below `suffix`, which begins with a dot, but not the name itself. */
  | { readonly kind: 'below'; readonly entry: string; readonly suffix: string }
  | { readonly kind: 'block'; readonly entry: string; readonly block: AddressBlock };

/**
 * Reads an entry.
 *
 * @param entry a host name, `*.name`, an IP address, an address block, or `*`; as the policy's schema takes it
 * @throws Error for a text that the schema refuses
 */
export function parseHostRule(entry: string): HostRule {
  if (entry === '*') return { kind: 'any', entry };
  if (entry.includes('/') || isIP(entry) !== 0) return { kind: 'block', entry, block: parseBlock(entry) };
  const name = entry.toLowerCase().replace(/\.$/, '');
  return name.startsWith('*.') ? { kind: 'below', entry, suffix: name.slice(1) } : { kind: 'name', entry, name };
}

/** Reads an address block, or an address as a block of one. An IPv4-mapped block is the IPv4 block it stands for. */
export function parseBlock(entry: string): AddressBlock {
  const text = entry.includes('/') ? entry : `${entry}/${isIP(entry) === 6 ? 128 : 32}`;
  const [address, bits] = ipaddr.parseCIDR(text);
  if (address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() && bits >= 96) {
    return [address.toIPv4Address(), bits - 96];
  }
  return [address, bits];
}

/** @param name in lower case, without a trailing dot */
export function isNamedBy(rule: HostRule, name: string): boolean {
  switch (rule.kind) {
    case 'any':
      return true;
    case 'name':
      return rule.name === name;
    case 'below':
      return name.endsWith(rule.suffix) && name.length > rule.suffix.length;
    case 'block':
      return false;
  }
}

export function holdsAddress(rule: HostRule, address: IpAddress): boolean {
  return rule.kind === 'any' || (rule.kind === 'block' && isWithin(address, rule.block));
}
