import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { rules } from '../../../renderer/model/explain-attempt/explain-attempt.ts';
import { words } from '../../../renderer/model/words.ts';
import { notProducible } from './not-producible.ts';

const folder = new URL('./', import.meta.url);
const ids: readonly string[] = rules.map(({ id }) => id);

test('every rule is there once, and has its words', () => {
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].toSorted()).toEqual(Object.keys(words.attempts.explanations).toSorted());
});

test('every rule has a test against a real peer, or a reason why it cannot', async () => {
  const texts = await liveTests();
  const live = new Set(ids.filter((id) => texts.some((text) => text.includes(`'${id}'`))));
  const reasons = Object.keys(notProducible);
  expect(ids.filter((id) => !live.has(id) && !reasons.includes(id))).toEqual([]);
  // A reason that does not hold any more, or is of no rule.
  expect(reasons.filter((id) => live.has(id) || !ids.includes(id))).toEqual([]);
});

test('no test that counts as real makes its attempt up', async () => {
  for (const text of await liveTests()) {
    expect(/connectInVain\(|attemptIn\(/.test(text)).toBe(true);
    // No attempt can be without.
    expect(text.includes('startedAt:')).toBe(false);
  }
});

async function liveTests(): Promise<readonly string[]> {
  const others = new Set(['all-rules.test.ts', 'recorded.test.ts']);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.test.ts') && !others.has(name));
  return Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')));
}
