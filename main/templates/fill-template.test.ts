import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { because } from '../../contract/reason.ts';
import { fillTemplate, type TemplateVariable } from './fill-template.ts';
import { templateFunctions } from './functions.ts';

const origin = { kind: 'environment', name: 'Staging' } as const;

function scope(
  values: Readonly<Record<string, string>> = {},
  secrets: Readonly<Record<string, string | undefined>> = {},
) {
  const variables = new Map<string, TemplateVariable>();
  for (const [name, value] of Object.entries(values)) variables.set(name, { value, origin, isSecret: false });
  for (const [name, value] of Object.entries(secrets)) variables.set(name, { value, origin, isSecret: true });
  return { variables, functions: templateFunctions(new Map()) };
}

const texts: readonly (readonly [what: string, template: string, text: string])[] = [
  ['text without braces', 'plain } text', 'plain } text'],
  ['a variable', 'wss://{{host}}/x', 'wss://h.example/x'],
  ['a variable with spaces around it', '{{  host  }}', 'h.example'],
  ['braces that are text', '\\{{host}} {{host}}', '{{host}} h.example'],
  ["JSON's escaped backslash before a variable", '"a\\\\{{host}}"', '"a\\\\h.example"'],
  ['JSON around a variable', '{"a":{"b":{{n}}}}', '{"a":{"b":5}}'],
  ['a brace before a variable', '{{{n}}}', '{5}'],
  ['a variable in the value of another', '{{url}}', 'ws://h.example'],
  ['values one after the other', '{{base64(n, ":", "p\\"w", \'x\', 7)}}', Buffer.from('5:p"wx7').toString('base64')],
  ['braces in quotes', '{{base64("}}")}}', Buffer.from('}}').toString('base64')],
  ['a counter', '{{counter()}} {{counter("b")}} {{counter()}}', '1 1 2'],
  ['a number there is one of', '{{random(3, 3)}} {{random(-2, -2)}}', '3 -2'],
];

test.each(texts)('%s is filled in', (_what, template, text) => {
  const filled = fillTemplate(template, scope({ host: 'h.example', n: '5', url: 'ws://{{host}}' }));
  expect(filled).toMatchObject({ text, masked: text, problems: [], hasSecrets: false });
});

test('times and identifiers are as they say', () => {
  const { text } = fillTemplate('{{uuid()}}|{{now()}}|{{now("yyyy-MM-dd")}}|{{now("ms")}}|{{now("s")}}', scope());
  expect(text).toMatch(
    /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[\da-f-]{17}\|\d{4}-\d\d-\d\dT[\d:.]+Z\|[\d-]{10}\|\d{13}\|\d{10}$/,
  );
});

const faults: readonly (readonly [template: string, kind: string, from: number, to: number, why: string])[] = [
  ['a {{nobody}} b', 'unknownVariable', 2, 12, 'there is no variable "nobody"'],
  ['{{env("PATH")}}', 'unknownFunction', 0, 15, 'no function "env"'],
  ['x {{token}}', 'missingSecret', 2, 11, 'the secret "token" has no value'],
  ['{{#if}}', 'syntax', 0, 7, 'neither'],
  ['{{host', 'syntax', 0, 2, 'has no "}}"'],
  ['{{random(1)}}', 'invalid', 0, 13, 'it takes 2 values'],
  ['{{random(2, 1)}}', 'invalid', 0, 16, '2 is more than 1'],
  ['{{random(a, 1)}}', 'unknownVariable', 0, 16, '"a"'],
  ['{{random(1, 2,)}}', 'syntax', 0, 17, 'neither'],
  ['{{one}}', 'invalid', 0, 7, 'one > two > one'],
];

test.each([
  ['{{random(1)}}', because('functionTakes', 'random', 2, 1)],
  ['{{now(1, 2)}}', because('functionTakesUpTo', 'now', 0, 1, 2)],
  ['{{random(2, 1)}}', because('functionRange', 'random', 2, 1)],
  ['{{random(0, 900719925474099)}}', because('functionTooWide', 'random', 0, 900_719_925_474_099)],
  ['{{random("a", 1)}}', because('functionNotWhole', 'random', 'a')],
])('what is wrong with the values in %s can be told in any language', (template, reason) => {
  expect(fillTemplate(template, scope()).problems).toMatchObject([{ kind: 'invalid', reason }]);
});

test.each(faults)('%s is a problem with its place, and stays as it is', (template, kind, from, to, why) => {
  const filled = fillTemplate(template, scope({ one: '{{two}}', two: '{{one}}' }, { token: undefined }));
  expect(filled.text).toBe(template);
  expect(filled.problems).toMatchObject([{ kind, from, to, message: expect.stringContaining(why) as string }]);
});

test('a secret is masked, with what is made of it, and is no template itself', () => {
  const filled = fillTemplate(
    '{{token}} {{base64(token)}} {{login}}',
    scope({ login: 'u:{{token}}' }, { token: 'a{{b}}' }),
  );
  expect(filled.text).toBe(`a{{b}} ${Buffer.from('a{{b}}').toString('base64')} u:a{{b}}`);
  expect(filled.hasSecrets).toBe(true);
  expect(filled.masked).not.toContain('a{{b}}');
  expect(filled.masked).not.toContain(Buffer.from('a{{b}}').toString('base64'));
  expect(filled.masked).toBe('••• ••• u:•••');
  expect(filled.used.map(({ name }) => name)).toEqual(['token', 'login']);
  expect(filled.problems).toEqual([]);
});

test('what would fill the memory is a problem', () => {
  const values = Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [`a${index}`, `{{a${index + 1}}}`.repeat(10)]),
  );
  const filled = fillTemplate('{{a0}}', scope({ ...values, a12: 'x'.repeat(1000) }));
  expect(filled.problems).toMatchObject([{ kind: 'invalid', message: expect.stringContaining('more than') as string }]);
});

test('any text takes as long as it is long, and what is escaped comes back', { timeout: 20_000 }, () => {
  const pieces = ['{{', '}}', '{', '\\', '"', "'", '(', ')', ',', 'a', ' ', '1', 'uuid', 'é'];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (parts) => {
      const template = parts.join('');
      const { problems } = fillTemplate(template, scope({ a: '{{' }));
      for (const { from, to } of problems) expect(template.slice(from, to).startsWith('{{')).toBe(true);
      const plain = template.replaceAll('\\', '');
      const escaped = plain.replace(/\{\{+/g, (braces) => `\\${braces}`);
      expect(fillTemplate(escaped, scope()).text).toBe(plain);
    }),
  );
  const began = performance.now();
  for (const piece of ['{{', '{{a(', '{{a("', '{{a(\'"', '\\', '{{ ', '{{a(1,']) {
    fillTemplate(piece.repeat(300_000), scope());
  }
  expect(performance.now() - began).toBeLessThan(5000);
});
