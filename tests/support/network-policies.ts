import type { Capability } from '../../contract/network-policy.ts';
import type { OwnEnds } from '../../main/network/decide.ts';
import type { NetworkPolicy } from '../../main/network/policy.ts';

/** A process that listens nowhere, on a machine without interfaces. */
export const nowhere: OwnEnds = { ports: new Set(), addresses: new Set() };

export function declaring(capabilities: readonly Capability[], more: Partial<NetworkPolicy> = {}): NetworkPolicy {
  return { capabilities: new Set(capabilities), loopbackExempt: false, ...more };
}

/** The policies of the address table, by the letter that stands for each. */
export const policies = {
  /** Internet only. */
  I: declaring(['internetClient']),
  /** The local network only. */
  P: declaring(['privateNetworkClientServer']),
  /** Other programs on this machine only. */
  L: declaring([], { loopbackExempt: true }),
  /** Everything, metadata services excepted. */
  D: declaring(['internetClientServer', 'privateNetworkClientServer'], { loopbackExempt: true }),
  /** Internet, on a network that Windows takes for a public one. */
  U: declaring(['internetClient'], { networkProfile: 'public' }),
  /** Everything, metadata services included. */
  M: declaring(['internetClientServer', 'privateNetworkClientServer'], { loopbackExempt: true, cloudMetadata: true }),
  /** Nothing. */
  N: declaring([]),
} as const;

export type PolicyLetter = keyof typeof policies;
