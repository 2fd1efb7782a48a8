import { afterEach, expect, test } from 'vitest';
import { chooseWords } from '../words.ts';
import { checkMatch } from './match-check.ts';

afterEach(() => chooseWords('en'));

test('what can be understood is no fault', async () => {
  expect(await checkMatch({ kind: 'any' })).toBeUndefined();
  expect(await checkMatch({ kind: 'text', text: '[(' })).toBeUndefined();
  expect(await checkMatch({ kind: 'regex', pattern: '^\\p{L}+$' })).toBeUndefined();
  expect(await checkMatch({ kind: 'jsonPath', path: '$.orders[?@.price > 10]' })).toBeUndefined();
  expect(await checkMatch({ kind: 'jsonPath', path: '' })).toBeUndefined();
});

test('a pattern or path that cannot be understood says why', async () => {
  expect(await checkMatch({ kind: 'regex', pattern: '(' })).toBe('Unterminated group (character 1)');
  expect(await checkMatch({ kind: 'jsonPath', path: '$.a[' })).toMatch(
    /^Unclosed bracketed selection \(character \d+\)$/,
  );
  expect(await checkMatch({ kind: 'jsonPath', path: 'a' })).toBeDefined();
});

test('a page in German quotes what the reader of the pattern says', async () => {
  await chooseWords('de');
  expect(await checkMatch({ kind: 'regex', pattern: 'a(' })).toBe(
    'Der reguläre Ausdruck ist nicht lesbar: „Unterminated group“ (Zeichen 2)',
  );
  expect(await checkMatch({ kind: 'jsonPath', path: 'a' })).toMatch(
    /^Der JSONPath ist nicht lesbar: „.+“ \(Zeichen 1\)$/,
  );
});
