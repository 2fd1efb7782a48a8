import { expect, test } from 'vitest';
import { compileJsonPath } from '../log/search-terms.ts';
import { findInJson } from './json-values.ts';

const find = (json: string, path: string, equals?: string): string | undefined =>
  findInJson(json, compileJsonPath(path), equals);

const found: readonly (readonly [json: string, path: string, equals: string | undefined, kept: string | undefined])[] =
  [
    ['{"id":9007199254740993}', '$.id', undefined, '9007199254740993'],
    ['{"id":9007199254740993}', '$.id', '9007199254740993', '9007199254740993'],
    ['{"id":9007199254740993}', '$.id', '9007199254740992', undefined],
    ['{"n":1.0}', '$.n', '1', '1.0'],
    ['{"n":10e-1}', '$.n', '1.00', '10e-1'],
    ['{"n":-0.0}', '$.n', '0', '-0.0'],
    ['{"n":1e999999999999}', '$.n', '10e999999999998', '1e999999999999'],
    ['{"n":100}', '$.n', 'ok', undefined],
    ['{"s":"100"}', '$.s', '100', '100'],
    ['{"s":"1.0"}', '$.s', '1', undefined],
    ['{"s":"a\\"1"}', '$.s', undefined, 'a"1'],
    ['{"b":true}', '$.b', 'true', 'true'],
    ['{"b":null}', '$.b', 'null', 'null'],
    [
      '{"o":{"a":[1,{"x":12345678901234567890}],"t":"1"}}',
      '$.o',
      undefined,
      '{"a":[1,{"x":12345678901234567890}],"t":"1"}',
    ],
    ['[{"k":"a","v":1},{"k":"b","v":2}]', '$[?@.k == "b"].v', undefined, '2'],
    ['[1,2,3]', '$[*]', '2', '2'],
    ['{"__proto__":{"a":7}}', '$.__proto__.a', '7', '7'],
    ['{"a":1,"a":2}', '$.a', undefined, '2'],
    ['not json', '$', undefined, undefined],
    ['{}', '$.a', undefined, undefined],
  ];

test.each(found)('%s at %s with %s', (json, path, equals, kept) => {
  expect(find(json, path, equals)).toBe(kept);
});

test('a message of megabytes, or thousands of levels, is no harm', () => {
  const long = `{"s":"${'x\\n'.repeat(4_000_000)}","n":12345678901234567890}`;
  expect(find(long, '$.n')).toBe('12345678901234567890');
  expect(find(`${'['.repeat(100_000)}${']'.repeat(100_000)}`, '$..a')).toBeUndefined();
});
