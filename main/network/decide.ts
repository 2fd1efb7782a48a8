import type { Denial } from '../../contract/errors.ts';
import { classifyAddress, type AddressClass } from './address-class.ts';

/** Network capabilities by their Windows manifest names. */
export const capabilityNames = ['internetClient', 'internetClientServer', 'privateNetworkClientServer'] as const;
export type Capability = (typeof capabilityNames)[number];

/** What the app may reach. */
export interface NetworkPolicy {
  readonly capabilities: ReadonlySet<Capability>;
  /** Whether other programs on this machine may be reached, as `CheckNetIsolation LoopbackExempt` allows on Windows. */
  readonly loopbackExempt: boolean;
}

/** The policy of an app that declares nothing: every attempt is refused, as on Windows. */
export const nothingDeclared: NetworkPolicy = { capabilities: new Set(), loopbackExempt: false };

/** The end of a connection to be made: the very address, never a name. */
export interface Target {
  readonly address: string;
  readonly port: number;
}

export type Verdict =
  | { readonly kind: 'allowed'; readonly addressClass: AddressClass }
  | { readonly kind: 'refused'; readonly denial: Denial };

/**
 * Decides whether an address may be reached. Pure: no look-up, no I/O.
 *
 * @param target the resolved address and port
 * @param policy what is declared
 * @param ownPorts ports on which this process itself listens; a connection to itself needs no exemption
 */
export function decide(target: Target, policy: NetworkPolicy, ownPorts: ReadonlySet<number>): Verdict {
  const addressClass = classifyAddress(target.address);
  switch (addressClass) {
    case 'loopback':
      return policy.loopbackExempt || ownPorts.has(target.port)
        ? { kind: 'allowed', addressClass }
        : refuse(target, addressClass, 'loopback exemption');
    case 'private':
    case 'linkLocal':
      return policy.capabilities.has('privateNetworkClientServer')
        ? { kind: 'allowed', addressClass }
        : refuse(target, addressClass, 'privateNetworkClientServer');
    case 'internet':
      return policy.capabilities.has('internetClient') || policy.capabilities.has('internetClientServer')
        ? { kind: 'allowed', addressClass }
        : refuse(target, addressClass, 'internetClient');
    case 'notUnicast':
      return refuse(target, addressClass);
  }
}

function refuse(target: Target, addressClass: AddressClass, needs?: string): Verdict {
  return {
    kind: 'refused',
    denial: { address: target.address, addressClass, ...(needs !== undefined && { needs }) },
  };
}
