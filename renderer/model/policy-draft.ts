import { policyFaults } from '../../contract/network-policy-faults.ts';
import {
  capabilityNames,
  spelledOut,
  type Capability,
  type CustomNetworkPolicy,
  type NetworkProfile,
  type PolicyPreset,
  type UserNetworkPolicy,
} from '../../contract/network-policy.ts';
import { toldText } from './reason-text.ts';
import { words } from './words.ts';

/** The lists of a custom policy, edited as text with one entry to a line. */
export const policyLists = ['loopback', 'privateRanges', 'allowed', 'denied'] as const;
export type PolicyList = (typeof policyLists)[number];

/** A custom policy while it is edited. */
export interface CustomDraft extends Readonly<Record<PolicyList, string>> {
  readonly capabilities: readonly Capability[];
  readonly networkProfile: NetworkProfile;
  readonly isLoopbackExempt: boolean;
  readonly cloudMetadata: boolean;
}

/** A policy while it is edited. */
export interface PolicyDraft {
  readonly preset: PolicyPreset;
  /** Kept while a preset is chosen; undefined until a policy is made one's own. */
  readonly custom: CustomDraft | undefined;
}

/** What is wrong with one line of a list. */
export interface LineFault {
  readonly list: PolicyList;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

export type ReadDraft =
  | { readonly kind: 'policy'; readonly policy: UserNetworkPolicy }
  | { readonly kind: 'faults'; readonly faults: readonly LineFault[] };

export function draftOf(policy: UserNetworkPolicy): PolicyDraft {
  return { preset: policy.preset, custom: policy.preset === 'custom' ? customDraftOf(policy) : undefined };
}

/** A custom policy begins as the preset it is made from; one that was edited before comes back as it was. */
export function withPreset(draft: PolicyDraft, preset: PolicyPreset): PolicyDraft {
  if (preset !== 'custom' || draft.custom !== undefined || draft.preset === 'custom') return { ...draft, preset };
  return { preset, custom: customDraftOf(spelledOut({ version: 1, preset: draft.preset })) };
}

/** The policy of a draft, or the lines that keep it from being one. */
export function readDraft({ preset, custom }: PolicyDraft): ReadDraft {
  if (preset !== 'custom' || custom === undefined) {
    return { kind: 'policy', policy: { version: 1, preset: preset === 'custom' ? 'declared' : preset } };
  }
  const lines = {
    loopback: custom.isLoopbackExempt ? [] : linesOf(custom.loopback),
    privateRanges: linesOf(custom.privateRanges),
    allowed: linesOf(custom.allowed),
    denied: linesOf(custom.denied),
  };
  const entriesOf = (list: PolicyList): string[] => lines[list].map(({ text }) => text);
  const policy: CustomNetworkPolicy = {
    version: 1,
    preset: 'custom',
    capabilities: capabilityNames.filter((capability) => custom.capabilities.includes(capability)),
    networkProfile: custom.networkProfile,
    loopback: custom.isLoopbackExempt
      ? { kind: 'exempt' }
      : { kind: 'rules', rules: entriesOf('loopback').map(parseLoopbackRule) },
    privateRanges: entriesOf('privateRanges'),
    cloudMetadata: custom.cloudMetadata,
    allowed: entriesOf('allowed'),
    denied: entriesOf('denied'),
  };
  const faults = policyFaults(policy).map(({ path, ...fault }): LineFault => {
    const [list, ...rest] = path[0] === 'loopback' ? ['loopback', ...path.slice(2)] : path;
    const isPort = rest.at(-1) === 'port' && policy.loopback.kind === 'rules';
    const index = Number(rest[0] ?? 0);
    const port = policy.loopback.kind === 'rules' ? policy.loopback.rules[index]?.port : undefined;
    return {
      list: policyLists.find((name) => name === list) ?? 'denied',
      line: lines[policyLists.find((name) => name === list) ?? 'denied'][index]?.line ?? 1,
      message:
        rest.length === 0
          ? words.isolation.custom.tooMany
          : isPort
            ? words.isolation.custom.port(port ?? 0)
            : toldText(fault),
    };
  });
  return faults.length === 0 ? { kind: 'policy', policy } : { kind: 'faults', faults };
}

/** Whether two policies are the same one. */
export function isSamePolicy(one: UserNetworkPolicy, other: UserNetworkPolicy): boolean {
  return JSON.stringify(inOneOrder(one)) === JSON.stringify(inOneOrder(other));
}

export function customDraftOf(policy: CustomNetworkPolicy): CustomDraft {
  const { capabilities, networkProfile, loopback, privateRanges, cloudMetadata, allowed, denied } = policy;
  return {
    capabilities,
    networkProfile,
    isLoopbackExempt: loopback.kind === 'exempt',
    loopback: loopback.kind === 'exempt' ? '' : loopback.rules.map(loopbackLine).join('\n'),
    privateRanges: privateRanges.join('\n'),
    cloudMetadata,
    allowed: allowed.join('\n'),
    denied: denied.join('\n'),
  };
}

/** `localhost`, `localhost:9000`, `[::1]:9000` */
export function loopbackLine({ host, port }: { readonly host: string; readonly port: number | null }): string {
  if (port === null) return host;
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

function parseLoopbackRule(text: string): { host: string; port: number | null } {
  const [, bracketed, plain, port] = /^(?:\[([^\]]*)\]|([^:[\]]*)):(\d{1,9})$/.exec(text) ?? [];
  if (port !== undefined) return { host: bracketed ?? plain ?? '', port: Number(port) };
  // An IPv6 address without brackets has no port; brackets without one mean nothing.
  return { host: text.replace(/^\[([^\]]*)\]$/, '$1'), port: null };
}

function linesOf(text: string): readonly { readonly line: number; readonly text: string }[] {
  return text
    .split('\n')
    .map((line, index) => ({ line: index + 1, text: line.trim() }))
    .filter(({ text }) => text !== '');
}

/** The same keys in the same order, and the capabilities as they are listed. */
function inOneOrder(policy: UserNetworkPolicy): unknown {
  if (policy.preset !== 'custom') return policy.preset;
  const { capabilities, networkProfile, loopback, privateRanges, cloudMetadata, allowed, denied } = policy;
  return [
    capabilityNames.filter((capability) => capabilities.includes(capability)),
    networkProfile,
    loopback.kind === 'exempt' ? null : loopback.rules.map(loopbackLine),
    privateRanges,
    cloudMetadata,
    allowed,
    denied,
  ];
}
