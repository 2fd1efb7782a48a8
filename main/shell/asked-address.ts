import { failure } from '../../contract/errors.ts';
import { because, type Reason } from '../../contract/reason.ts';
import { parseHost } from '../network/host.ts';

/** What somebody asks about: a host and a port, as they would be dialed. */
export interface AskedAddress {
  /** A name in lower case, or an IP literal in its usual spelling. */
  readonly host: string;
  readonly port: number;
  /** Whether it is asked about as a `wss:` address. */
  readonly isSecure: boolean;
  /** Whether somebody has to be asked for its addresses. */
  readonly needsLookUp: boolean;
}

/**
 * Reads a host, `host:port`, or a ws: or wss: address, in whatever spelling a connection takes.
 *
 * @throws DuplexError `invalid-input`, field `address`
 */
export function parseAskedAddress(text: string): AskedAddress {
  const { host, port } = hostAndPort(text.trim());
  const isSecure = /^\s*wss:/i.test(text);
  const parsed = parseHost(host);
  switch (parsed.kind) {
    case 'invalid':
      throw notHost(host.slice(0, 80));
    case 'literal':
      return { host: parsed.address, port, isSecure, needsLookUp: false };
    case 'name':
      return { host: parsed.name, port, isSecure, needsLookUp: !parsed.isLoopback };
  }
}

function hostAndPort(text: string): { host: string; port: number } {
  if (text === '') throw invalid('there is no host', because('hostMissing'));
  const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'ws' && scheme !== 'wss') {
    throw invalid(`a WebSocket address begins with ws:// or wss://, not ${scheme}://`, because('hostScheme', scheme));
  }
  // Only a URL's authority counts; what is before an @ is no host (RFC 3986, section 3.2).
  const authority = /^[^/?#\\]*/.exec(scheme === undefined ? text : text.slice(scheme.length + 3))?.[0] ?? '';
  if (authority.includes('@'))
    throw invalid('user name and password do not belong into a WebSocket address', because('addressCredentials'));
  const defaultPort = scheme === 'wss' ? 443 : 80;
  const bracketed = /^\[(.*)\](?::(.*))?$/.exec(authority);
  if (bracketed !== null) return { host: bracketed[1] ?? '', port: portOf(bracketed[2], defaultPort) };
  const [host = '', port, more] = authority.split(':');
  // An IPv6 address without brackets has no port.
  return more === undefined ? { host, port: portOf(port, defaultPort) } : { host: authority, port: defaultPort };
}

function portOf(text: string | undefined, fallback: number): number {
  if (text === undefined || text === '') return fallback;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    const shown = text.slice(0, 20);
    throw invalid(`the port must be between 1 and 65535, not ${shown}`, because('addressPort', shown));
  }
  return port;
}

function notHost(shown: string): Error {
  return invalid(`"${shown}" is no host name and no IP address`, because('noHost', shown));
}

function invalid(what: string, reason: Reason): Error {
  return failure('invalid-input', what, { hresult: 'E_INVALIDARG', field: 'address', reason });
}
