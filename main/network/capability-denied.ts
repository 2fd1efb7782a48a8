import { failure, type DuplexError } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import type { Denial } from '../../contract/network-decision.ts';

/**
 * A refusal as the caller gets it. Windows reports one by network isolation as an ordinary failure to connect.
 *
 * @param host what was asked for
 */
export function capabilityDenied(host: string, denial: Denial): DuplexError {
  const named = denial.address === host ? host : `${host} (${denial.address})`;
  return failure('capability-denied', `${named} ${reasonOf(denial)}`, {
    hresult: 'WININET_E_CANNOT_CONNECT',
    phase: 'policy',
    denial,
    reason: because('refusedHost', named),
  });
}

function reasonOf({ rule, needs, entry, addressClass }: Denial): string {
  switch (rule) {
    case 'denied':
      return `is denied by "${entry ?? ''}" of the network policy`;
    case 'allowed':
      return 'is not on the list of what the network policy allows';
    case 'cloudMetadata':
      return `is a cloud's metadata service: it needs ${needs ?? ''}`;
    case 'nameLookup':
      return `is not looked up, as nothing it could be may be reached: it needs ${needs ?? ''}`;
    default:
      return `is ${addressClass}: ${needs === undefined ? 'nothing can allow it' : `it needs ${needs}`}`;
  }
}
