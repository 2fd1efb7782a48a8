import type { Evidence } from './evidence.ts';
import type { Certainty, Finding, Fix, FixAction, RuleId } from './explanation.ts';

export interface Rule {
  readonly id: RuleId;
  /** Undefined where the attempt is not this. */
  readonly explain: (evidence: Evidence) => Finding | undefined;
}

export function fix(text: string, action?: FixAction): Fix {
  return action === undefined ? { text } : { text, action };
}

/** @param fixes the likeliest first */
export function certain(words: Finding['words'], ...fixes: readonly Fix[]): Finding {
  return finding(words, 'certain', fixes);
}

/** The same where the evidence fits other causes, too. */
export function likely(words: Finding['words'], ...fixes: readonly Fix[]): Finding {
  return finding(words, 'likely', fixes);
}

function finding(words: Finding['words'], certainty: Certainty, fixes: readonly Fix[]): Finding {
  return { words, certainty, fixes };
}
