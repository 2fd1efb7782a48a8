import type { Attempt } from '../../../contract/attempt.ts';
import { certificateRules } from './certificate-rules.ts';
import { dnsRules } from './dns-rules.ts';
import { evidenceOf } from './evidence.ts';
import type { Explanation } from './explanation.ts';
import { fallbackRules, outcomeRules } from './general-rules.ts';
import { policyRules } from './policy-rules.ts';
import { proxyFallbackRules, proxyRules } from './proxy-rules.ts';
import { redirectRules } from './redirect-rules.ts';
import type { Rule } from './rule.ts';
import { socksRules } from './socks-rules.ts';
import { statusRules } from './status-rules.ts';
import { tcpRules } from './tcp-rules.ts';
import { tlsRules } from './tls-rules.ts';
import { upgradeFallbackRules, upgradeRules } from './upgrade-rules.ts';

/** Every rule, in the order in which they are asked. The last one fits anything. */
export const rules: readonly Rule[] = [
  ...outcomeRules,
  ...dnsRules,
  ...policyRules,
  ...tcpRules,
  ...socksRules,
  ...proxyRules,
  ...certificateRules,
  ...tlsRules,
  ...redirectRules,
  ...upgradeRules,
  ...statusRules,
  ...proxyFallbackRules,
  ...upgradeFallbackRules,
  ...fallbackRules,
];

/**
 * Says what happened in an attempt, why, and what to do about it: the first rule that fits. Never fails; passwords,
 * authorization headers, cookies and the queries of addresses are not in its words.
 */
export function explainAttempt(attempt: Attempt): Explanation {
  const evidence = evidenceOf(attempt);
  for (const rule of rules) {
    const finding = rule.explain(evidence);
    if (finding === undefined) continue;
    const phaseIndex = finding.phaseIndex ?? evidence.failedIndex;
    return {
      rule: rule.id,
      what: finding.words.what,
      why: finding.words.why,
      fixes: finding.fixes,
      ...(phaseIndex >= 0 && { phaseIndex }),
      certainty: finding.certainty,
    };
  }
  throw new Error('the last rule fits anything');
}
