import * as v from 'valibot';
import type { Reason } from './reason.ts';
import { reasonOfIssue } from './reason-of-issue.ts';
import { networkPolicySchema, type UserNetworkPolicy } from './network-policy.ts';

/** What is wrong with a policy, and where: the keys down to the value, such as `['denied', 2]`. */
export interface PolicyFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly reason: Reason | undefined;
}

/** Everything that is wrong with a policy; none for one that can be saved. */
export function policyFaults(policy: UserNetworkPolicy): readonly PolicyFault[] {
  const parsed = v.safeParse(networkPolicySchema, policy);
  if (parsed.success) return [];
  return parsed.issues.map((issue) => ({
    path: (issue.path ?? []).map(({ key }) => key as string | number), // keys of objects and arrays
    message: issue.message,
    reason: reasonOfIssue(issue),
  }));
}
