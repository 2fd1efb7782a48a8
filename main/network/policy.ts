import {
  spelledOut,
  type Capability,
  type NetworkProfile,
  type UserNetworkPolicy,
} from '../../contract/network-policy.ts';
import { parseBlock, parseHostRule, type HostRule } from './host-rule.ts';
import type { AddressBlock } from './special-ranges.ts';

/** What the app may reach. */
export interface NetworkPolicy {
  readonly capabilities: ReadonlySet<Capability>;
  /** Whether other programs on this machine may be reached, as `CheckNetIsolation LoopbackExempt` allows on Windows. */
  readonly loopbackExempt: boolean;
  /** Programs on this machine that may be reached without `loopbackExempt`. Default: none. */
  readonly loopbackRules?: readonly LoopbackRule[];
  /** Default: `private`. */
  readonly networkProfile?: NetworkProfile;
  /** Blocks that are private besides those of the standards. Default: none. */
  readonly privateRanges?: readonly AddressBlock[];
  /** Whether metadata services of clouds may be reached, where the capability of their class is there. Default: no. */
  readonly cloudMetadata?: boolean;
  /** Where it is not empty, only what is on it may be reached. Default: empty. */
  readonly allowed?: readonly HostRule[];
  /** What may not be reached in any case. Default: nothing. */
  readonly denied?: readonly HostRule[];
  /** What has to allow an address as well, by itself: the manifest. */
  readonly ceiling?: NetworkPolicy;
}

export interface LoopbackRule {
  readonly host: HostRule;
  /** null for any. */
  readonly port: number | null;
}

/** The policy of an app that declares nothing: every attempt is refused, as on Windows. */
export const nothingDeclared: NetworkPolicy = { capabilities: new Set(), loopbackExempt: false };

/**
 * What holds when the user's policy narrows the manifest. Nothing that the manifest alone refuses is allowed by it: the
 * manifest decides on every address, too, with a view of its own of what is private.
 *
 * @param manifest what the app declares
 * @param user as its schema takes it
 */
export function effectivePolicy(manifest: NetworkPolicy, user: UserNetworkPolicy): NetworkPolicy {
  const { capabilities, networkProfile, loopback, privateRanges, cloudMetadata, allowed, denied } = spelledOut(user);
  return {
    capabilities: new Set(capabilities.filter((capability) => isDeclared(capability, manifest))),
    loopbackExempt: manifest.loopbackExempt && loopback.kind === 'exempt',
    loopbackRules:
      loopback.kind === 'exempt'
        ? []
        : inOrder(loopback.rules.map(({ host, port }) => ({ host: parseHostRule(host), port }))),
    networkProfile,
    privateRanges: privateRanges.map(parseBlock),
    cloudMetadata: manifest.cloudMetadata === true && cloudMetadata,
    allowed: inOrder(allowed.map((entry) => ({ host: parseHostRule(entry) }))).map(({ host }) => host),
    denied: inOrder(denied.map((entry) => ({ host: parseHostRule(entry) }))).map(({ host }) => host),
    ceiling: manifest,
  };
}

/** Whether a capability is declared; `internetClientServer` has all of `internetClient` (WinRT reference, 11.1). */
function isDeclared(capability: Capability, manifest: NetworkPolicy): boolean {
  return (
    manifest.capabilities.has(capability) ||
    (capability === 'internetClient' && manifest.capabilities.has('internetClientServer'))
  );
}

/** An order of our own, so that of two entries that fit always the same is named. */
function inOrder<Rule extends { readonly host: HostRule; readonly port?: number | null }>(rules: Rule[]): Rule[] {
  const key = ({ host, port }: Rule): string => `${host.entry} ${port ?? ''}`;
  return rules.toSorted((one, other) => (key(one) < key(other) ? -1 : Number(key(one) > key(other))));
}
