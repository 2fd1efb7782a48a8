import { comparison, internetCapabilities, isNamed, localCapabilities, type Finding } from './decision-rules.ts';
import type { NetworkPolicy } from './policy.ts';

/** What can be said of a host name before its addresses are known. */
export function* nameFindings(name: string, policy: NetworkPolicy): Generator<Finding> {
  const target = { address: name, host: name };
  const denied = policy.denied ?? [];
  if (denied.length > 0) {
    const rule = denied.find((rule) => isNamed(rule, name));
    yield comparison('denied', { target, name }, rule?.entry, rule === undefined);
  }
  const allowed = policy.allowed ?? [];
  // A list of names only tells without an address; a block on it may hold one of the name's.
  if (allowed.length > 0 && allowed.every(({ kind }) => kind === 'name' || kind === 'below')) {
    const rule = allowed.find((rule) => isNamed(rule, name));
    yield comparison('allowed', { target, name }, rule?.entry, rule !== undefined);
  }
  const reachable = [...internetCapabilities, ...localCapabilities].find((candidate) =>
    policy.capabilities.has(candidate),
  );
  const hasLoopback = policy.loopbackExempt || (policy.loopbackRules ?? []).length > 0;
  const found = reachable ?? (hasLoopback ? 'loopback exemption' : null);
  yield {
    rule: 'nameLookup',
    saw: name,
    found,
    outcome: found === null ? 'refused' : 'passed',
    needs: internetCapabilities[0],
  };
}
