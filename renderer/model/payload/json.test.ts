import fc from 'fast-check';
import { isLosslessNumber, parse } from 'lossless-json';
import { expect, test } from 'vitest';
import { jsonLines } from './json-lines.ts';
import { readJson } from './json.ts';
import { nodeLimit } from './payload-tree.ts';
import { lineAndColumn } from './read-fault.ts';
import { treeText } from './tree-value.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string) => readJson(encode(text));
const lines = (text: string): string => {
  const tree = read(text);
  expect(tree.fault).toBeUndefined();
  return jsonLines(encode(text), tree.nodes).join('\n');
};

test('a number of 25 digits is shown as it was sent, as tree and as lines', () => {
  const text = '{"id":1234567890123456789012345,"e":[1E400,-0,0.10]}';
  expect(treeText(read(text))).toBe(
    '{} 2 members\n  id: 1234567890123456789012345\n  e: [] 3 items\n    0: 1E400\n    1: -0\n    2: 0.10',
  );
  expect(lines(text)).toBe('{\n  "id": 1234567890123456789012345,\n  "e": [\n    1E400,\n    -0,\n    0.10\n  ]\n}');
});

test('what JSON.stringify writes is read, and the lines say the same', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value, undefined, '\t');
      expect(JSON.parse(lines(text))).toEqual(JSON.parse(text));
    }),
    { numRuns: 500 },
  );
});

test('every number is kept digit by digit, as a library that keeps them reads it', () => {
  fc.assert(
    fc.property(fc.bigInt(), fc.bigInt({ min: 0n }), fc.integer(), (whole, fraction, exponent) => {
      const number = `${whole}.${fraction}e${exponent}`;
      const item = (parse(lines(`[${number}]`)) as unknown[])[0];
      expect(isLosslessNumber(item) && item.value).toBe(number);
    }),
  );
});

test('what is no JSON is refused as the platform refuses it', () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    '1',
    '-',
    '.',
    'e',
    '0',
    'true',
    'null',
    ' ',
    'a',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
      const text = parts.join('');
      const isJson = ((): boolean => {
        try {
          JSON.parse(text);
          return true;
        } catch {
          return false;
        }
      })();
      expect([text, read(text).fault === undefined]).toEqual([text, isJson]);
    }),
    { numRuns: 5000 },
  );
});

test('a fault says where it is, and what comes before is there', () => {
  const text = '{"a":1,\n "ä":NaN}';
  const tree = read(text);
  expect(tree.fault).toMatchObject({ reason: 'unexpected' });
  expect(lineAndColumn(encode(text), tree.fault?.at ?? 0)).toEqual({ line: 2, column: 6 });
  expect(treeText(tree)).toBe('{} 1 member\n  a: 1');
});

test('a payload that ends early or goes on says so', () => {
  expect(read('{"a":[1,2').fault).toEqual({ at: 9, reason: 'endsEarly' });
  expect(read('"abc').fault).toEqual({ at: 4, reason: 'endsEarly' });
  expect(read('1 2').fault).toEqual({ at: 2, reason: 'trailing' });
  expect(read('').fault).toEqual({ at: 0, reason: 'endsEarly' });
});

test('a key that is there twice is shown twice', () => {
  expect(treeText(read('{"a":1,"a":2,"__proto__":3}'))).toBe('{} 3 members\n  a: 1\n  a: 2\n  __proto__: 3');
});

test('a string that is not UTF-8 is shown with its bytes', () => {
  expect(treeText(readJson(Uint8Array.of(0x22, 0xff, 0x22)))).toBe('"\\xFF"');
});

test('a hundred thousand levels are read, closed or not', () => {
  const depth = 100_000;
  const closed = read('['.repeat(depth) + ']'.repeat(depth));
  expect(closed.fault).toBeUndefined();
  expect(closed.nodes.depthOf(depth - 1)).toBe(depth - 1);
  const open = read('{"a":'.repeat(depth));
  expect(open.fault?.reason).toBe('endsEarly');
  expect(open.nodes.length).toBe(depth);
  expect(jsonLines(encode('['.repeat(depth) + ']'.repeat(depth)), closed.nodes)).toHaveLength(2 * depth - 1);
});

test('a payload of more values than are held is cut, and says so', () => {
  const tree = read(`[${'1,'.repeat(nodeLimit)}1]`);
  expect(tree.fault?.reason).toBe('tooMany');
  expect(tree.nodes.length).toBe(nodeLimit);
});
