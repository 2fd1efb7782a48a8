import * as v from 'valibot';
import { networkPolicySchema, type UserNetworkPolicy } from './network-policy.ts';

/** What is wrong with a policy, and where: the keys down to the value, such as `['denied', 2]`. */
export interface PolicyFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Everything that is wrong with a policy; none for one that can be saved. */
export function policyFaults(policy: UserNetworkPolicy): readonly PolicyFault[] {
  const parsed = v.safeParse(networkPolicySchema, policy);
  if (parsed.success) return [];
  return parsed.issues.map(({ path, message }) => ({
    path: (path ?? []).map(({ key }) => key as string | number), // keys of objects and arrays
    message,
  }));
}
