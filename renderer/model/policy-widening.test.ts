import { expect, test } from 'vitest';
import { spelledOut, type CustomNetworkPolicy, type UserNetworkPolicy } from '../../contract/network-policy.ts';
import { decide } from '../../main/network/decide.ts';
import { effectivePolicy } from '../../main/network/policy.ts';
import { declaring, nowhere } from '../../tests/support/network-policies.ts';
import { widening } from './policy-widening.ts';

const manifest = declaring(['internetClientServer', 'privateNetworkClientServer'], {
  loopbackExempt: true,
  cloudMetadata: true,
});
const offline = spelledOut({ version: 1, preset: 'offline' });
const open = spelledOut({ version: 1, preset: 'declared' });

/** Follows the advice until the address is allowed. @returns how many changes it took, undefined where none helps */
function changesUntilAllowed(address: string, start: UserNetworkPolicy): number | undefined {
  let policy = start;
  for (let count = 0; count < 5; count += 1) {
    const verdict = decide({ address, port: 8080, host: address }, effectivePolicy(manifest, policy), nowhere);
    if (verdict.kind === 'allowed') return count;
    const { policy: next } = widening({ host: address, port: 8080, denial: verdict.denial }, policy);
    if (next === undefined) return undefined;
    policy = next;
  }
  throw new Error(`${address} is still refused`);
}

test.each<[address: string, policy: CustomNetworkPolicy, changes: number]>([
  ['10.0.0.5', offline, 1],
  ['8.8.8.8', offline, 1],
  ['127.0.0.1', offline, 1],
  ['::1', offline, 1],
  ['fe80::1%eth0', offline, 1],
  ['169.254.169.254', open, 1],
  ['169.254.169.254', offline, 2],
  ['8.8.8.8', { ...open, allowed: ['example.com'] }, 1],
  ['fe80::1%eth0', { ...open, allowed: ['example.com'] }, 1],
  ['8.8.8.8', { ...open, denied: ['8.8.0.0/16', '8.8.8.8'] }, 2],
])('the advice for %s leads to a policy that allows it', (address, policy, changes) => {
  expect(changesUntilAllowed(address, policy)).toBe(changes);
});

test('for what is no destination, and what the manifest does not declare, there is no policy', () => {
  expect(changesUntilAllowed('224.0.0.1', open)).toBeUndefined();
  const verdict = decide({ address: '10.0.0.5', port: 80 }, effectivePolicy(declaring([]), open), nowhere);
  if (verdict.kind === 'allowed') throw new Error('allowed');
  const { advice, policy } = widening({ host: '10.0.0.5', port: 80, denial: verdict.denial }, open);
  expect(policy).toBeUndefined();
  expect(advice).toContain('manifest does not declare privateNetworkClientServer');
});
