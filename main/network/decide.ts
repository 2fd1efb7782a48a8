import type {
  AddressClass,
  DecisionLayer,
  DecisionStep,
  Denial,
  Refusal,
  Verdict,
} from '../../contract/network-decision.ts';
import { strictest } from './address-class.ts';
import { ask, findings, type OwnEnds, type Target } from './decision-rules.ts';
import { parseHost } from './host.ts';
import { nameFindings } from './name-rules.ts';
import type { NetworkPolicy } from './policy.ts';

export type { OwnEnds, Target } from './decision-rules.ts';

/**
 * Decides whether an address may be reached. Pure: no look-up, no I/O. An address that carries others (IPv4-mapped,
 * 6to4, NAT64...) is reached only if everything it can end up at may be.
 *
 * @param target the resolved address and port
 * @throws RangeError when the address is no IP literal
 */
export function decide(target: Target, policy: NetworkPolicy, own: OwnEnds): Verdict {
  const steps: DecisionStep[] = [];
  let addressClass: AddressClass = 'reserved';
  for (const [layer, rules] of layersOf(policy)) {
    const question = ask(target, rules, own);
    addressClass = strictest(question.ends.map((end) => end.addressClass));
    for (const { needs, ...finding } of findings(question)) {
      const step: DecisionStep = { layer, ...finding };
      steps.push(step);
      if (step.outcome === 'passed') continue;
      return { kind: 'refused', denial: denialOf(target.address, addressClass, step, needs), steps };
    }
  }
  return { kind: 'allowed', addressClass, steps };
}

/**
 * Decides on a host name before anybody is asked for its addresses, so that a look-up tells nobody of a host that could
 * not be reached anyway.
 *
 * @param host as the caller gave it
 * @returns the refusal; undefined where an address of it may be allowed, or nobody would be asked
 */
export function refuseName(host: string, policy: NetworkPolicy): Refusal | undefined {
  const parsed = parseHost(host);
  if (parsed.kind !== 'name' || parsed.isLoopback) return undefined;
  const steps: DecisionStep[] = [];
  for (const [layer, rules] of layersOf(policy)) {
    for (const { needs, ...finding } of nameFindings(parsed.name, rules)) {
      const step: DecisionStep = { layer, ...finding };
      steps.push(step);
      if (step.outcome === 'passed') continue;
      return { kind: 'refused', denial: denialOf(parsed.name, 'unresolved', step, needs), steps };
    }
  }
  return undefined;
}

/** Whose rules hold, the ceiling first. */
export function layersOf(policy: NetworkPolicy): readonly (readonly [DecisionLayer, NetworkPolicy])[] {
  return policy.ceiling === undefined
    ? [['manifest', policy]]
    : [
        ['manifest', policy.ceiling],
        ['policy', policy],
      ];
}

function denialOf(address: string, addressClass: Denial['addressClass'], step: DecisionStep, needs?: string): Denial {
  const isListed = step.rule === 'denied' && step.found !== null;
  return {
    address,
    addressClass,
    ...(needs !== undefined && { needs }),
    rule: step.rule,
    layer: step.layer,
    ...(isListed && { entry: step.found }),
  };
}
