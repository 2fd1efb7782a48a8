import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasTemplates, isVariableName, templateParts, variablesIn } from './template-parts.ts';

const named: readonly (readonly [text: string, names: readonly string[]])[] = [
  ['a {{host}}/{{ path }}{{host}}', ['host', 'path']],
  ['{{{n}}}', ['n']],
  [String.raw`\{{host}} \\{{port}}`, ['port']],
  ['{{uuid()}} {{random(1, 2)}} {{now("}}")}}', []],
  ['{{1a}} {{ }} {{a', []],
  ['{{é.x-1}}', ['é.x-1']],
];

test.each(named)('%s names %j', (text, names) => {
  expect(variablesIn(text)).toEqual(names);
});

test('pieces together are the text, whatever it is, in no time', () => {
  const piece = fc.constantFrom('{{', '}}', '{', '\\', '"', '(', ')', 'a', ' ', 'é', '😀', '{{a}}');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join('');
      expect(
        templateParts(text)
          .map((part) => part.text)
          .join(''),
      ).toBe(text);
    }),
  );
  const began = performance.now();
  for (const repeated of ['{{', '{{a(', '{{a("', '\\', '{{ ']) templateParts(repeated.repeat(20_000));
  expect(performance.now() - began).toBeLessThan(5000);
});

test('a function is filled in as well, and no name is one that no object may have', () => {
  expect(hasTemplates('{{uuid()}}')).toBe(true);
  expect(hasTemplates('{{}}')).toBe(false);
  expect(['a', 'a b', '', '__proto__', '1'].filter(isVariableName)).toEqual(['a']);
});
