import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { highlight } from './highlight.ts';

const examples = join(import.meta.dirname, '../../../docs/examples');

test('keywords, strings and comments have their roles', () => {
  const roleOf = new Map(highlight("const a = 'b'; // c").map(({ text, role }) => [text, role]));
  expect(roleOf.get('const')).toBe('keyword');
  expect(roleOf.get("'b'")).toBe('string');
  expect(roleOf.get('// c')).toBe('comment');
});

test('the stretches of every example are its text', () => {
  const names = readdirSync(examples).filter((name) => name.endsWith('.ts'));
  expect(names.length).toBeGreaterThanOrEqual(4);
  for (const name of names) {
    const code = readFileSync(join(examples, name), 'utf8');
    expect(
      highlight(code)
        .map(({ text }) => text)
        .join(''),
      name,
    ).toBe(code);
  }
});
