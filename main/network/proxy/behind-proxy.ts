import { isIP } from 'node:net';
import { decide, type NetworkPolicy, type Target, type Verdict } from '../decide.ts';

/**
 * Decides on a server that a proxy connects to. A name is resolved by the proxy, nobody here knows to what: it counts as
 * internet, as on Windows. An address is what it is, so that a proxy is no way round.
 *
 * @param target `address` is a name or an address
 */
export function decideBehindProxy(target: Target, policy: NetworkPolicy): Verdict {
  if (isIP(target.address) !== 0) return decide(target, policy, nothingOwn);
  if (policy.capabilities.has('internetClient') || policy.capabilities.has('internetClientServer')) {
    return { kind: 'allowed', addressClass: 'internet' };
  }
  return {
    kind: 'refused',
    denial: { address: target.address, addressClass: 'internet', needs: 'internetClient' },
  };
}

/** This machine as a proxy sees it is the proxy's. */
const nothingOwn: ReadonlySet<number> = new Set();
