import { expect, test } from 'vitest';
import { checkMatch } from './match-check.ts';

test('what can be understood is no fault', async () => {
  expect(await checkMatch({ kind: 'any' })).toBeUndefined();
  expect(await checkMatch({ kind: 'text', text: '[(' })).toBeUndefined();
  expect(await checkMatch({ kind: 'regex', pattern: '^\\p{L}+$' })).toBeUndefined();
  expect(await checkMatch({ kind: 'jsonPath', path: '$.orders[?@.price > 10]' })).toBeUndefined();
  expect(await checkMatch({ kind: 'jsonPath', path: '' })).toBeUndefined();
});

test('a pattern or path that cannot be understood says why', async () => {
  expect(await checkMatch({ kind: 'regex', pattern: '(' })).toBe('Unterminated group');
  expect(await checkMatch({ kind: 'jsonPath', path: '$.a[' })).toMatch(/^Unclosed bracketed selection \(\d+\)$/);
  expect(await checkMatch({ kind: 'jsonPath', path: 'a' })).toBeDefined();
});
