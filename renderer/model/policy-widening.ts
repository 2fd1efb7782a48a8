import type { Denial } from '../../contract/network-decision.ts';
import {
  capabilityNames,
  spelledOut,
  type CustomNetworkPolicy,
  type UserNetworkPolicy,
} from '../../contract/network-policy.ts';
import { loopbackLine } from './policy-draft.ts';
import { words } from './words.ts';

/** A refused address, and the host and port it was asked for by. */
export interface RefusedAddress {
  readonly host: string;
  readonly port: number;
  readonly denial: Denial;
}

/** What would take the rule that refused out of the way, in words, and as a policy where one can. */
export interface Widening {
  readonly advice: string;
  /** The least that has to change; another rule may refuse then. Undefined where no policy can. */
  readonly policy: CustomNetworkPolicy | undefined;
}

/**
 * Says what would allow a refused address.
 *
 * @param policy the user's policy that refused it
 */
export function widening({ host, port, denial }: RefusedAddress, policy: UserNetworkPolicy): Widening {
  const { advice } = words.isolation;
  const { rule, layer, needs, entry } = denial;
  if (rule === undefined || rule === 'destination' || rule === 'networkProfile') {
    return { advice: advice.nothing, policy: undefined };
  }
  if (layer === 'manifest') return { advice: advice.manifest(needs ?? denial.addressClass), policy: undefined };
  const before = spelledOut(policy);
  // A list takes addresses without the zone that a link-local one may have.
  const listed = host.replace(/%.*$/, '');
  switch (rule) {
    case 'capability':
    case 'nameLookup': {
      const capability = capabilityNames.find((name) => name === needs) ?? 'internetClient';
      return {
        advice: rule === 'nameLookup' ? advice.nameLookup : advice.capability(capability),
        policy: { ...before, capabilities: [...before.capabilities, capability] },
      };
    }
    case 'loopback': {
      const rules = before.loopback.kind === 'rules' ? before.loopback.rules : [];
      const added = { host: listed, port };
      return {
        advice: advice.loopback(loopbackLine(added)),
        policy: { ...before, loopback: { kind: 'rules', rules: [...rules, added] } },
      };
    }
    case 'denied':
      return {
        advice: advice.denied(entry ?? ''),
        policy: { ...before, denied: before.denied.filter((other) => other !== entry) },
      };
    case 'allowed':
      return { advice: advice.allowed(listed), policy: { ...before, allowed: [...before.allowed, listed] } };
    case 'cloudMetadata':
      return { advice: advice.cloudMetadata, policy: { ...before, cloudMetadata: true } };
  }
}
