import { parseAddress } from './address-class.ts';
import type { IpAddress } from './special-ranges.ts';

/**
 * Addresses at which clouds hand the machine's credentials to whoever asks, with who does. Besides 169.254.169.254,
 * which most use, none can be told from its range.
 */
const services: readonly (readonly [address: string, whose: string])[] = [
  ['169.254.169.254', 'AWS, Azure, Google Cloud, OpenStack and others'],
  ['169.254.170.2', 'AWS container credentials'],
  ['169.254.170.23', 'AWS container credentials'],
  ['fd00:ec2::254', 'AWS'],
  ['fd00:ec2::23', 'AWS container credentials'],
  ['fd20:ce::254', 'Google Cloud'],
  ['fe80::a9fe:a9fe', 'OpenStack'],
  ['fd00:a9fe:a9fe::1', 'Linode'],
  ['fd00:c1::a9fe:a9fe', 'Oracle Cloud'],
  ['192.0.0.192', 'Oracle Cloud'],
  ['168.63.129.16', 'Azure'],
  ['100.100.100.200', 'Alibaba Cloud'],
  ['fd00:100::100:200', 'Alibaba Cloud'],
  ['169.254.0.23', 'Tencent Cloud'],
  ['169.254.10.10', 'Tencent Cloud'],
  ['169.254.42.42', 'Scaleway'],
  ['fd00:42::42', 'Scaleway'],
];

/** Read when the first address is asked for. */
let whoseByAddress: ReadonlyMap<string, string> | undefined;

/** Whose metadata service is at an address. */
export function cloudMetadataAt(address: IpAddress): string | undefined {
  whoseByAddress ??= new Map(services.map(([at, whose]) => [parseAddress(at).toString(), whose]));
  return whoseByAddress.get(address.toString());
}
