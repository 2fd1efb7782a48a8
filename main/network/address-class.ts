import ipaddr from 'ipaddr.js';
import { isIP } from 'node:net';

/**
 * What an IP address is to network isolation.
 *
 * - `loopback`: this machine, by a loopback address or by the unspecified one (which Linux and macOS connect to
 *   this machine)
 * - `linkLocal`, `private`: the local network (RFC 1918, RFC 4193, RFC 3927)
 * - `notUnicast`: multicast, broadcast and the like, which no WebSocket can be on
 * - `internet`: everything else, as on Windows
 */
export type AddressClass = 'loopback' | 'linkLocal' | 'private' | 'notUnicast' | 'internet';

const classByRange: Readonly<Record<string, AddressClass>> = {
  loopback: 'loopback',
  unspecified: 'loopback',
  linkLocal: 'linkLocal',
  private: 'private',
  uniqueLocal: 'private',
  multicast: 'notUnicast',
  broadcast: 'notUnicast',
  discard: 'notUnicast',
};

/**
 * Classes an IP address by what it reaches: an IPv6 address that carries an IPv4 address (mapped, 6to4, NAT64) is
 * classed as the address it carries.
 *
 * @param address an IPv4 or IPv6 literal, without brackets; a zone id is allowed
 * @throws RangeError when it is not an IP address
 */
export function classifyAddress(address: string): AddressClass {
  const bare = address.replace(/%.*$/, '');
  // Four decimal parts only: ipaddr.js would read 1.2.3 and 0x7f.1 too.
  if (isIP(bare) === 0) throw new RangeError(`"${address}" is not an IP address`);
  const parsed = ipaddr.parse(bare);
  const reached = parsed.kind() === 'ipv6' ? (embeddedIPv4(parsed as ipaddr.IPv6) ?? parsed) : parsed;
  return classByRange[reached.range()] ?? 'internet';
}

/** The IPv4 address inside an IPv6 one: ::ffff:a.b.c.d, ::ffff:0:a.b.c.d, ::a.b.c.d, 64:ff9b::a.b.c.d, 2002:aabb:ccdd::. */
function embeddedIPv4(address: ipaddr.IPv6): ipaddr.IPv4 | undefined {
  const bytes = address.toByteArray();
  switch (address.range()) {
    case 'ipv4Mapped':
    case 'rfc6145':
    case 'rfc6052':
      return new ipaddr.IPv4(bytes.slice(12));
    case '6to4':
      return new ipaddr.IPv4(bytes.slice(2, 6));
    default: {
      // IPv4-compatible (RFC 4291, deprecated): ninety-six zero bits; :: and ::1 themselves keep their own meaning.
      const isCompatible =
        bytes.slice(0, 12).every((byte) => byte === 0) && bytes.slice(12, 14).some((byte) => byte > 0);
      return isCompatible ? new ipaddr.IPv4(bytes.slice(12)) : undefined;
    }
  }
}
