import type { IsolationState, NetworksInForce } from '../../contract/network-isolation.ts';
import { capabilityNames, spelledOut } from '../../contract/network-policy.ts';
import { readDraft, type PolicyDraft } from './policy-draft.ts';
import { words } from './words.ts';

/** What one rule has in the manifest, in the policy as it is edited, and in force. */
export interface ComparedRule {
  readonly rule: keyof typeof words.isolation.comparison.rows;
  /** Undefined where it is none of the manifest's matters. */
  readonly declared: Setting | undefined;
  /** Undefined while the draft is not a policy. */
  readonly chosen: Setting | undefined;
  readonly inForce: Setting;
}

export interface Setting {
  readonly text: string;
  /** Whether it lets something out; undefined where that is not the question. */
  readonly isOn?: boolean;
  /** What does not fit into a cell. */
  readonly entries?: readonly string[];
}

/** The rules side by side: declared, chosen, in force. */
export function comparedRules({ declared, inForce }: IsolationState, draft: PolicyDraft): readonly ComparedRule[] {
  const read = readDraft(draft);
  const chosen = read.kind === 'policy' ? settingsOf(spelledOut(read.policy)) : undefined;
  const holds = settingsOf(inForce);
  const { comparison } = words.isolation;
  const declaredSettings: Partial<Record<ComparedRule['rule'], Setting>> = {
    ...Object.fromEntries(
      capabilityNames.map((capability) => [
        capability,
        onOff(
          declared.capabilities.includes(capability) ||
            // It has all of the other's.
            (capability === 'internetClient' && declared.capabilities.includes('internetClientServer')),
        ),
      ]),
    ),
    loopback: declared.loopbackExempt ? { text: comparison.everything, isOn: true } : onOff(false),
    cloudMetadata: onOff(declared.cloudMetadata),
  };
  return ruleNames.map((rule) => {
    const inManifest = declaredSettings[rule];
    const isIdle = inManifest?.isOn === false && chosen?.[rule].isOn === true;
    return {
      rule,
      declared: inManifest,
      // What is not declared is not to be had, whatever the policy says.
      chosen: isIdle ? { text: comparison.notDeclared, isOn: false } : chosen?.[rule],
      inForce: holds[rule],
    };
  });
}

const ruleNames = [
  ...capabilityNames,
  'loopback',
  'cloudMetadata',
  'networkProfile',
  'privateRanges',
  'allowed',
  'denied',
] as const;

function settingsOf(networks: NetworksInForce): Record<ComparedRule['rule'], Setting> {
  const { capabilities, loopback, cloudMetadata, networkProfile, privateRanges, allowed, denied } = networks;
  const { comparison, custom } = words.isolation;
  const has = (capability: (typeof capabilityNames)[number]): Setting => onOff(capabilities.includes(capability));
  return {
    internetClient: has('internetClient'),
    internetClientServer: has('internetClientServer'),
    privateNetworkClientServer: has('privateNetworkClientServer'),
    enterpriseAuthentication: has('enterpriseAuthentication'),
    sharedUserCertificates: has('sharedUserCertificates'),
    loopback:
      loopback.kind === 'exempt'
        ? { text: comparison.everything, isOn: true }
        : loopback.rules.length === 0
          ? onOff(false)
          : {
              text: comparison.rules(loopback.rules.length),
              isOn: true,
              entries: loopback.rules.map(({ host, port }) => (port === null ? host : `${host} ${port}`)),
            },
    cloudMetadata: onOff(cloudMetadata),
    networkProfile: { text: custom.profiles[networkProfile].label },
    privateRanges: listed(privateRanges),
    allowed: listed(allowed),
    denied: listed(denied),
  };
}

function onOff(isOn: boolean): Setting {
  const { yes, no } = words.isolation.comparison;
  return { text: isOn ? yes : no, isOn };
}

function listed(entries: readonly string[]): Setting {
  const { none, entries: count } = words.isolation.comparison;
  return entries.length === 0 ? { text: none } : { text: count(entries.length), entries };
}
