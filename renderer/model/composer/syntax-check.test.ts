import { expect, test } from 'vitest';
import { checkSyntax, placeOf } from './syntax-check.ts';

test('a fault is told with line and column, at the character it is about', () => {
  const text = '{\n  "é": 1,\n  "ü": x\n}';
  const problem = checkSyntax('json', text);
  expect(problem?.message).toMatch(/line 3, column 8/);
  expect(text.slice(problem?.from, problem?.to)).toBe('x');
  expect(problem?.isFatal).toBe(false);
});

test('a text that ends early is marked at its end', () => {
  expect(checkSyntax('json', '{"a": [1')?.from).toBe(8);
});

test('templates are values', () => {
  expect(checkSyntax('json', '{"a": {{n}}, "b": "{{s}}", "c": [{{x}}]}')).toBeUndefined();
  expect(checkSyntax('json', '{{whole}}')).toBeUndefined();
  expect(checkSyntax('xml', '{{whole}}')).toBeUndefined();
  expect(checkSyntax('xml', '<a b="{{now("ms")}}">{{x}}</a>')).toBeUndefined();
});

test('braces that a backslash makes text are text', () => {
  expect(checkSyntax('json', String.raw`{"a": "\{{b}}"}`)).toBeUndefined();
  expect(checkSyntax('json', String.raw`{"a": \{{b}}}`)).toBeDefined();
});

test('objects inside each other are no templates', () => {
  expect(checkSyntax('json', '{"a":{"b":{}}}')).toBeUndefined();
  expect(checkSyntax('json', '{{"a":1}}')?.from ?? -1).toBe(-1);
});

test('XML is checked tag by tag', () => {
  expect(checkSyntax('xml', '<a><b/></a>')).toBeUndefined();
  expect(checkSyntax('xml', '<a>\n<b></a>')?.message).toMatch(/line 2, column 4/);
});

test('an empty text is no fault', () => {
  expect(checkSyntax('json', ' \n')).toBeUndefined();
});

test('a place is a line and a column of characters', () => {
  expect(placeOf('a\n😀b', 4)).toEqual({ line: 2, column: 2 });
  expect(placeOf('', 0)).toEqual({ line: 1, column: 1 });
});
