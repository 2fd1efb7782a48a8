import ipaddr from 'ipaddr.js';

/** How an IPv6 address carries an IPv4 address. */
export type EmbeddingForm =
  | 'IPv4-mapped'
  | 'IPv4-compatible'
  | 'IPv4-translated'
  | 'NAT64'
  | '6to4'
  | 'Teredo client'
  | 'Teredo server'
  | 'ISATAP';

export interface EmbeddedIPv4 {
  readonly address: ipaddr.IPv4;
  readonly form: EmbeddingForm;
}

/**
 * Every IPv4 address that a packet to this IPv6 address can end up at. A NAT64 prefix of a network operator's own,
 * outside the two that the standards reserve, cannot be told from any other address.
 */
export function embeddedIPv4(address: ipaddr.IPv6): readonly EmbeddedIPv4[] {
  const bytes = Uint8Array.from(address.toByteArray());
  return [...carriedByPrefix(bytes, address.parts), ...carriedByInterface(bytes, address.parts)];
}

/** Ninety-six zero bits and a number that is not :: or ::1, the mapped form, and the prefixes of the transition ways. */
function carriedByPrefix(bytes: Uint8Array, parts: readonly number[]): EmbeddedIPv4[] {
  const [first, second, third] = parts;
  const prefix = parts.slice(0, 6).map((part) => part.toString(16));
  switch (prefix.join(':')) {
    case '0:0:0:0:0:ffff': // RFC 4291, section 2.5.5.2
      return [carried(bytes.subarray(12), 'IPv4-mapped')];
    case '0:0:0:0:ffff:0': // RFC 2765, section 2.1
      return [carried(bytes.subarray(12), 'IPv4-translated')];
    case '64:ff9b:0:0:0:0': // RFC 6052, section 2.1
      return [carried(bytes.subarray(12), 'NAT64')];
    case '0:0:0:0:0:0': // RFC 4291, section 2.5.5.1, deprecated
      return parts[6] === 0 && (parts[7] ?? 0) <= 1 ? [] : [carried(bytes.subarray(12), 'IPv4-compatible')];
  }
  if (first === 0x64 && second === 0xff9b && third === 1) return localNat64(bytes);
  if (first === 0x2002) return [carried(bytes.subarray(2), '6to4')]; // RFC 3056, section 2
  if (first === 0x2001 && second === 0) {
    // RFC 4380, section 4: every bit of the client's address is inverted.
    const client = bytes.subarray(12).map((byte) => byte ^ 0xff);
    return [carried(client, 'Teredo client'), carried(bytes.subarray(4), 'Teredo server')];
  }
  return [];
}

/** RFC 5214, section 6.1; the universal/local and group bits may be either. */
export function isIsatap(parts: readonly number[]): boolean {
  return ((parts[4] ?? 0) & 0xfcff) === 0 && parts[5] === 0x5efe;
}

function carriedByInterface(bytes: Uint8Array, parts: readonly number[]): EmbeddedIPv4[] {
  return isIsatap(parts) ? [carried(bytes.subarray(12), 'ISATAP')] : [];
}

/** Where RFC 6052, section 2.2, puts the four bytes, by prefix length; byte 8 is left out. */
const nat64Bytes = {
  48: [6, 7, 9, 10],
  56: [7, 9, 10, 11],
  64: [9, 10, 11, 12],
  96: [12, 13, 14, 15],
} as const;

/**
 * 64:ff9b:1::/48 (RFC 8215): which prefix length the network uses is not in the address, so that every reading counts,
 * whatever the other bits are, as translators do not look at them. What reads as 0.0.0.0/8 is no destination: it is
 * left out, or else no address would have one reading only.
 */
function localNat64(bytes: Uint8Array): EmbeddedIPv4[] {
  const readings = Object.values(nat64Bytes)
    .map((places) =>
      carried(
        Uint8Array.from(places, (place) => bytes[place] ?? 0),
        'NAT64',
      ),
    )
    .filter(({ address }) => address.octets[0] !== 0);
  return readings.length > 0 ? readings : [carried(bytes.subarray(12), 'NAT64')];
}

function carried(bytes: Uint8Array, form: EmbeddingForm): EmbeddedIPv4 {
  return { address: new ipaddr.IPv4([...bytes.subarray(0, 4)]), form };
}
