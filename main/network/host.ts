import { isIP } from 'node:net';

/** What a caller means by a host. */
export type Host =
  /** `address` is in its usual spelling: four decimal numbers, or RFC 5952, with the zone of a link-local address. */
  | { readonly kind: 'literal'; readonly address: string }
  | {
      readonly kind: 'name';
      /** In lower case and ASCII, without a trailing dot. */
      readonly name: string;
      /** Whether it had a trailing dot: no resolver may complete it. */
      readonly isAbsolute: boolean;
      /** `localhost`, or a name below it. */
      readonly isLoopback: boolean;
    }
  /** Neither: nobody may be asked for it. */
  | { readonly kind: 'invalid' };

/**
 * Reads a host as a WebSocket URL's host is read (WHATWG URL, section 3.5), so that a raw host means the same as one in
 * a URL, and no resolver gets to read 0x7f.1 in its own way: decimal, octal, hexadecimal and short IPv4 numbers,
 * full-width and percent-encoded characters, upper case and a trailing dot.
 *
 * @param host a name or IP literal, with or without brackets; an IPv6 literal may have a zone
 */
export function parseHost(host: string): Host {
  const text = /^\[.*\]$/.test(host) ? host.slice(1, -1) : host;
  if (text.includes(':')) return parseIPv6(text);
  // What would end the host of a URL is in no host; white space would be dropped by the URL parser.
  if (text === '' || /[/?#@\\\s]/.test(text)) return { kind: 'invalid' };
  const parsed = hostOfUrl(text);
  if (parsed === undefined || parsed === '') return { kind: 'invalid' };
  if (isIP(parsed) !== 0) return { kind: 'literal', address: parsed };
  const isAbsolute = parsed.endsWith('.');
  const name = isAbsolute ? parsed.slice(0, -1) : parsed;
  if (name === '') return { kind: 'invalid' };
  return { kind: 'name', name, isAbsolute, isLoopback: /(?:^|\.)localhost$/.test(name) };
}

function parseIPv6(text: string): Host {
  const [bare = '', zone, rest] = text.split('%');
  if (isIP(bare) !== 6 || rest !== undefined || (zone !== undefined && !/^[\w.-]+$/.test(zone))) {
    return { kind: 'invalid' };
  }
  const address = (hostOfUrl(`[${bare}]`) ?? '').slice(1, -1);
  // A zone says which interface a link-local address is on; elsewhere it says nothing.
  const isLinkLocal = /^fe[89ab]/.test(address);
  return { kind: 'literal', address: isLinkLocal && zone !== undefined ? `${address}%${zone}` : address };
}

function hostOfUrl(host: string): string | undefined {
  const url = `ws://${host}/`;
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}
