import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { failure, type DuplexError } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import { parseHost } from './host.ts';

/** Gives every address of a host name, in the order in which to try them. Never asked for a literal or `localhost`. */
export type Resolve = (name: string) => Promise<readonly string[]>;

/** The system's answer for a name, unsorted. @throws DuplexError `name-not-resolved` */
export const systemResolve: Resolve = async (name) => {
  try {
    const answers = await lookup(name, { all: true, verbatim: true });
    return answers.map((answer) => answer.address);
  } catch (cause) {
    throw notResolved(name, cause);
  }
};

/**
 * Every address of a host, each an IP literal. A literal in whatever spelling is its own address;
 * `localhost` and names below it are this machine without asking anybody (RFC 6761, section 6.3).
 *
 * @param host as the caller gave it
 * @param resolveName asked for anything else, with the name in lower case and ASCII
 * @throws DuplexError `name-not-resolved`, and what `resolveName` throws
 */
export async function addressesOf(host: string, resolveName: Resolve): Promise<readonly string[]> {
  const parsed = parseHost(host);
  switch (parsed.kind) {
    case 'invalid':
      throw notResolved(host);
    case 'literal':
      return [parsed.address];
    case 'name': {
      if (parsed.isLoopback) return ['127.0.0.1', '::1'];
      const answers = await resolveName(parsed.isAbsolute ? `${parsed.name}.` : parsed.name);
      const addresses = answers.filter((answer) => isIP(answer) !== 0);
      if (addresses.length === 0) throw notResolved(host);
      return addresses;
    }
  }
}

export function notResolved(host: string, cause?: unknown): DuplexError {
  return failure('name-not-resolved', `"${host}" has no address`, {
    hresult: 'WININET_E_NAME_NOT_RESOLVED',
    phase: 'dns',
    reason: because('noAddress', host),
    ...(cause !== undefined && { cause }),
  });
}
