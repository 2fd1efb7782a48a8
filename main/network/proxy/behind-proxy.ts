import type { DecisionLayer, DecisionStep, Verdict } from '../../../contract/network-decision.ts';
import { decide, layersOf, refuseName, type OwnEnds, type Target } from '../decide.ts';
import { internetCapabilities, isNamed } from '../decision-rules.ts';
import { parseHost } from '../host.ts';
import type { NetworkPolicy } from '../policy.ts';
import { notResolved } from '../resolve.ts';

/**
 * The host as a proxy is asked for it: in the spelling that was decided on, so that the proxy has nothing to read in its
 * own way.
 *
 * @throws DuplexError `name-not-resolved` for what is neither a name nor an address
 */
export function hostForProxy(host: string): string {
  const parsed = parseHost(host);
  switch (parsed.kind) {
    case 'literal':
      return parsed.address;
    case 'name':
      return parsed.isAbsolute ? `${parsed.name}.` : parsed.name;
    case 'invalid':
      throw notResolved(host);
  }
}

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
  if (parsed.kind === 'name' && parsed.isLoopback) return decideEach(['127.0.0.1', '::1'], target, policy);
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

/** Which of the addresses a proxy takes is not known, so that all have to be allowed. */
function decideEach(addresses: readonly string[], target: Target, policy: NetworkPolicy): Verdict {
  const [first, ...others] = addresses.map((address) => decide({ ...target, address }, policy, nothingOwn));
  if (first === undefined) throw new Error('there is an address');
  return [first, ...others].find(({ kind }) => kind === 'refused') ?? first;
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
