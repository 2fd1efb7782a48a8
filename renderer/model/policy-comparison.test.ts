import { expect, test } from 'vitest';
import type { IsolationState } from '../../contract/network-isolation.ts';
import { spelledOut } from '../../contract/network-policy.ts';
import { comparedRules } from './policy-comparison.ts';
import { customDraftOf, draftOf } from './policy-draft.ts';

const isolation: IsolationState = {
  declared: { capabilities: ['internetClientServer'], loopbackExempt: true, cloudMetadata: false },
  policy: { version: 1, preset: 'declared' },
  inForce: {
    ...spelledOut({ version: 1, preset: 'declared' }),
    capabilities: ['internetClient', 'internetClientServer'],
  },
};

function cells(rules: ReturnType<typeof comparedRules>, rule: string): (string | undefined)[] {
  const found = rules.find((row) => row.rule === rule);
  return [found?.declared?.text, found?.chosen?.text, found?.inForce.text];
}

test('declared, chosen and in force stand side by side, and what is not declared cannot be chosen', () => {
  const rules = comparedRules(isolation, draftOf({ version: 1, preset: 'declared' }));
  expect(cells(rules, 'internetClient')).toEqual(['yes', 'yes', 'yes']);
  expect(cells(rules, 'privateNetworkClientServer')).toEqual(['no', 'not declared', 'no']);
  expect(cells(rules, 'loopback')).toEqual(['all', 'all', 'all']);
  expect(cells(rules, 'networkProfile')).toEqual([undefined, 'Private', 'Private']);
  expect(rules).toHaveLength(11);
});

test('a draft shows what it would be, and nothing while it is wrong', () => {
  const custom = customDraftOf(spelledOut({ version: 1, preset: 'offline' }));
  const edited = {
    preset: 'custom',
    custom: { ...custom, loopback: 'localhost:9000', denied: 'a.test\nb.test' },
  } as const;
  const rules = comparedRules(isolation, edited);
  expect(cells(rules, 'loopback')).toEqual(['all', '1 rule', 'all']);
  expect(cells(rules, 'denied')).toEqual([undefined, '2 entries', 'none']);
  expect(rules.find(({ rule }) => rule === 'denied')?.chosen?.entries).toEqual(['a.test', 'b.test']);
  const wrong = { preset: 'custom', custom: { ...custom, denied: 'http://' } } as const;
  expect(cells(comparedRules(isolation, wrong), 'denied')).toEqual([undefined, undefined, 'none']);
});
