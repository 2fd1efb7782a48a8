import { expect, test } from 'vitest';
import { parse } from 'lossless-json';
import { formatJson, minifyJson } from './json-layout.ts';

const exact =
  '{"big":12345678901234567890.10,"e":1e400,"s":"\\u00e9 \\/ \\" {","a":[1,{"b":null},[],{}],"s":"é twice"}';

test('numbers of any length, escapes and keys that are there twice go through both ways as they are', () => {
  const formatted = formatJson(exact) ?? '';
  expect(formatted.split('\n')).toHaveLength(14);
  expect(formatted).toContain('  "big": 12345678901234567890.10,');
  expect(minifyJson(formatted)).toBe(exact);
});

test('what lossless-json reads is the same before and after', () => {
  const text = '{"n":[0.1000,-0,123456789012345678901234567890],"t":"a\\nb"}';
  expect(parse(formatJson(text) ?? '')).toEqual(parse(text));
});

test('templates stay as they are, in strings and as values', () => {
  const text = '{"id":{{counter( "x" )}},"who":"Hello {{user}}","list":[{{a}},{{b}}]}';
  expect(formatJson(text)).toBe(
    '{\n  "id": {{counter( "x" )}},\n  "who": "Hello {{user}}",\n  "list": [\n    {{a}},\n    {{b}}\n  ]\n}',
  );
  expect(minifyJson(formatJson(text) ?? '')).toBe(text);
});

test('what is no JSON is not changed', () => {
  for (const text of ['{', '{"a":}', 'nothing', '{"a":1} x', '']) {
    expect(formatJson(text), text).toBeUndefined();
    expect(minifyJson(text), text).toBeUndefined();
  }
});
