import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { rules } from '../../../renderer/model/explain-attempt/explain-attempt.ts';
import { words } from '../../../renderer/model/words.ts';

test('every rule is there once, has its words, and a test', async () => {
  const ids: readonly string[] = rules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].toSorted()).toEqual(Object.keys(words.attempts.explanations).toSorted());
  const folder = new URL('./', import.meta.url);
  const tests = (await readdir(folder)).filter((name) => name.endsWith('.test.ts'));
  const texts = await Promise.all(tests.map((name) => readFile(new URL(name, folder), 'utf8')));
  const text = texts.join('\n');
  expect(ids.filter((id) => !text.includes(`'${id}'`))).toEqual([]);
});
