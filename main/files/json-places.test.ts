import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonPlaces } from './json-places.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test('what JSON.parse takes is JSON, and what it refuses is broken', () => {
  const near = fc
    .tuple(
      fc.json({ maxDepth: 4 }),
      fc.nat(200),
      fc.constantFrom('', ',', '"', '}', '\u0001', 'x', '\\u12', ' ', '-', '0', '\ufeff'),
    )
    .map(([text, at, insert]) => text.slice(0, at) + insert + text.slice(at + 1));
  fc.assert(
    fc.property(fc.oneof(fc.json(), near, fc.string()), (text) => {
      expect(jsonPlaces(text).kind).toBe(isJson(text) ? 'json' : 'broken');
    }),
    { numRuns: 5000 },
  );
});

test('every value has the place where it begins', () => {
  const places = jsonPlaces('{\n  "a": 1,\n  "b\\u0031": [\n    true,\n    { "c": null }\n  ]\n}\n');
  if (places.kind === 'broken') throw new Error('it is JSON');
  expect(places.placeOf([])).toEqual({ line: 1, column: 1 });
  expect(places.placeOf(['a'])).toEqual({ line: 2, column: 8 });
  expect(places.placeOf(['b1'])).toEqual({ line: 3, column: 14 });
  expect(places.placeOf(['b1', 1, 'c'])).toEqual({ line: 5, column: 12 });
  // What is missing has the place of what it is missing in.
  expect(places.placeOf(['b1', 2])).toEqual({ line: 3, column: 14 });
  expect(places.placeOf(['b1', 1, 'd', 'e'])).toEqual({ line: 5, column: 5 });
});

test('of a name that is there twice the last value counts, as for JSON.parse', () => {
  const places = jsonPlaces('{"a": 1,\n"a": 2}');
  expect(places.kind === 'json' && places.placeOf(['a'])).toEqual({ line: 2, column: 6 });
});

test('a string of many megabytes is read', () => {
  for (const piece of ['x', '\\n', 'ü']) {
    const places = jsonPlaces(`["${piece.repeat(16_000_000 / piece.length)}", 1]`);
    expect(places.kind === 'json' && places.placeOf([1])).toMatchObject({ line: 1 });
  }
});

test.each([
  ['', 1, 1],
  ['{"a": x}', 1, 7],
  ['{"a": 1,}', 1, 9],
  ['{\n  "a": 1\n  "b": 2\n}', 3, 3],
  ['[1, 2', 1, 6],
  ['{"a": "cut', 1, 7],
  ['1 2', 1, 3],
  ['['.repeat(100_000), 1, 102],
])('%j is broken at line %i, column %i', (text, line, column) => {
  expect(jsonPlaces(text)).toEqual({ kind: 'broken', place: { line, column } });
});
