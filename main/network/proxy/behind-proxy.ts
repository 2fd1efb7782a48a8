import type { DecisionLayer, DecisionStep, Verdict } from '../../../contract/network-decision.ts';
import { decide, layersOf, refuseName, type OwnEnds, type Target } from '../decide.ts';
import { internetCapabilities, isNamed } from '../decision-rules.ts';
import { parseHost } from '../host.ts';
import type { NetworkPolicy } from '../policy.ts';

/**
 * Decides on a server that a proxy connects to. A name is resolved by the proxy, nobody here knows to what: it counts as
 * internet, as on Windows, and has to be on the list by its name where there is one. An address, and `localhost`, is what
 * it is, so that a proxy is no way round.
 *
 * @param target `address` is a name or an address
 */
export function decideBehindProxy(target: Target, policy: NetworkPolicy): Verdict {
  const parsed = parseHost(target.address);
  if (parsed.kind === 'literal') return decide({ ...target, address: parsed.address }, policy, nothingOwn);
  if (parsed.kind === 'name' && parsed.isLoopback)
    return decide({ ...target, address: '127.0.0.1' }, policy, nothingOwn);
  const name = parsed.kind === 'name' ? parsed.name : target.address;
  const refusal = refuseName(name, policy);
  if (refusal !== undefined) return refusal;
  const steps: DecisionStep[] = [];
  for (const [layer, rules] of layersOf(policy)) {
    for (const step of stepsOf(layer, rules, name)) {
      steps.push(step);
      if (step.outcome === 'passed') continue;
      const needs = step.rule === 'capability' ? { needs: internetCapabilities[0] } : {};
      const denial = { address: name, addressClass: 'internet', ...needs, rule: step.rule, layer } as const;
      return { kind: 'refused', denial, steps };
    }
  }
  return { kind: 'allowed', addressClass: 'internet', steps };
}

/** This machine as a proxy sees it is the proxy's. */
const nothingOwn: OwnEnds = { ports: new Set(), addresses: new Set() };

function stepsOf(layer: DecisionLayer, rules: NetworkPolicy, name: string): DecisionStep[] {
  const allowed = rules.allowed ?? [];
  const listed = allowed.find((rule) => isNamed(rule, name));
  const capability = internetCapabilities.find((candidate) => rules.capabilities.has(candidate));
  return [
    ...(allowed.length > 0 ? [step(layer, 'allowed', name, listed?.entry)] : []),
    step(layer, 'capability', 'internet', capability),
  ];
}

function step(layer: DecisionLayer, rule: 'allowed' | 'capability', saw: string, found = ''): DecisionStep {
  const isFound = found !== '';
  return { layer, rule, saw, found: isFound ? found : null, outcome: isFound ? 'passed' : 'refused' };
}
