import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editQuery, moveQuery, putBackParameter, readQuery, removeQuery } from './query-table.ts';

const read: readonly (readonly [what: string, address: string, rows: readonly (readonly [string, string])[]])[] = [
  ['no query', 'ws://h/x', []],
  ['an empty query', 'ws://h/x?', []],
  [
    'duplicates and empty values',
    'ws://h?a=1&a=2&b=&c',
    [
      ['a', '1'],
      ['a', '2'],
      ['b', ''],
      ['c', ''],
    ],
  ],
  ['`;` is a part of a value', 'ws://h?a=1;b=2', [['a', '1;b=2']]],
  [
    'nothing between two `&`',
    'ws://h?a&&b',
    [
      ['a', ''],
      ['', ''],
      ['b', ''],
    ],
  ],
  ['a second `?` and `=`', 'ws://h?a=b=c?d', [['a', 'b=c?d']]],
  ['escapes', 'ws://h?%C3%A9%20x=%2f+%26', [['é x', '/ &']]],
  [
    'escapes that are none',
    'ws://h?a=%zz%&b=%ff%C3x%e2%82',
    [
      ['a', '%zz%'],
      ['b', '%ff%C3x%e2%82'],
    ],
  ],
  ['a fragment belongs to none', 'ws://h?a=1#b?c=2&d', [['a', '1']]],
  ['a fragment before the mark', 'ws://h#x?a=1', []],
  [
    'templates end nothing',
    'ws://{{h}}?a={{random(1, "&=#")}}&{{k}}=v',
    [
      ['a', '{{random(1, "&=#")}}'],
      ['{{k}}', 'v'],
    ],
  ],
];

test.each(read)('%s', (_what, address, rows) => {
  expect(readQuery(address).map(({ name, value }) => [name, value])).toEqual(rows);
});

test('a value is changed where it differs, and keeps its escapes elsewhere', () => {
  expect(editQuery('ws://h?a=%2fx%2F+y&b=%7e', 0, { value: '/xz/ y' })).toBe('ws://h?a=%2fxz%2F+y&b=%7e');
  expect(editQuery('ws://h?a=1&a=2', 1, { value: 'ü&#+' })).toBe('ws://h?a=1&a=%C3%BC%26%23%2B');
  expect(editQuery('ws://h?a&b', 0, { value: '1' })).toBe('ws://h?a=1&b');
  expect(editQuery('ws://h?a&b', 0, { value: '' })).toBe('ws://h?a&b');
  expect(editQuery('ws://h?a=1#f', 0, { name: 'x=y' })).toBe('ws://h?x%3Dy=1#f');
  expect(editQuery('ws://h?a=1', 0, { value: '{{token}}%' })).toBe('ws://h?a={{token}}%25');
});

test('what is new goes to the end, before a fragment', () => {
  expect(editQuery('ws://h/x', 0, { name: 'a' })).toBe('ws://h/x?a=');
  expect(editQuery('ws://h/x?', 0, { name: 'a' })).toBe('ws://h/x?a=');
  expect(editQuery('ws://h/x?b#c', 1, { value: '1' })).toBe('ws://h/x?b&=1#c');
  expect(editQuery('ws://h/x', 0, { name: '' })).toBe('ws://h/x');
});

test('rows are taken out and moved as they are written', () => {
  expect(removeQuery('ws://h?%61=1&b;c&d#f', 1)).toBe('ws://h?%61=1&d#f');
  expect(removeQuery('ws://h?%61=1&b;c&d#f', 2)).toBe('ws://h?%61=1&b;c#f');
  expect(removeQuery('ws://h?a#f', 0)).toBe('ws://h#f');
  expect(moveQuery('ws://h?%61=1&b;c&d#f', 2, 0)).toBe('ws://h?d&%61=1&b;c#f');
});

const piece = fc.constantFrom(
  'a',
  'é',
  '%',
  '%2f',
  '%C3',
  '%ff',
  '&',
  '=',
  ';',
  '?',
  '#',
  '+',
  '{{',
  '}}',
  '{{t}}',
  '\\',
  ' ',
  '/',
  '😀',
);
const address = fc.array(piece, { maxLength: 40 }).map((pieces) => `ws://h/p?${pieces.join('')}`);
const typed = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));

test('writing what is read back changes no character', () => {
  fc.assert(
    fc.property(address, (text) => {
      for (const [index, { name, value }] of readQuery(text).entries()) {
        expect(editQuery(text, index, { name })).toBe(text);
        expect(editQuery(text, index, { value })).toBe(text);
      }
    }),
    { numRuns: 1000 },
  );
});

test('what was taken out comes back to the letter, and to its place where others have changed', () => {
  fc.assert(
    fc.property(address, (before) => {
      for (const index of readQuery(before).keys()) {
        const after = removeQuery(before, index);
        expect(putBackParameter(after, { before, after }, index)).toBe(before);
      }
    }),
    { numRuns: 500 },
  );
  const before = 'ws://h?a=1&%62=+2&c#f';
  const after = removeQuery(before, 1);
  expect(putBackParameter('ws://other?a=1&c=3#f', { before, after }, 1)).toBe('ws://other?a=1&%62=+2&c=3#f');
  expect(putBackParameter('ws://h', { before, after }, 1)).toBe('ws://h?%62=+2');
  expect(putBackParameter('ws://h?a#f', { before, after }, 1)).toBe('ws://h?a&%62=+2#f');
});

test('an edited row says what was typed, and every other character stays', () => {
  const plain = fc.array(fc.constantFrom('a', 'é', '%', '%2f', '&', '=', ';', '?', '#', '+', ' ', '/', '😀'), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(
      fc.array(typed, { minLength: 1, maxLength: 5 }),
      fc.nat(4),
      plain,
      fc.boolean(),
      (rows, at, signs, isName) => {
        const parts = rows.map((row) => `k=${row.replaceAll(/[&#{}\\]/g, '')}`);
        const index = at % parts.length;
        const text = `ws://h/p?${parts.join('&')}#end`;
        const wanted = signs.join('');
        const after = editQuery(text, index, isName ? { name: wanted } : { value: wanted });
        const before = `ws://h/p?${parts
          .slice(0, index)
          .map((part) => `${part}&`)
          .join('')}`;
        const behind = `${parts
          .slice(index + 1)
          .map((part) => `&${part}`)
          .join('')}#end`;
        expect(after.startsWith(before)).toBe(true);
        expect(after.endsWith(behind)).toBe(true);
        const row = readQuery(after)[index];
        expect(isName ? row?.name : row?.value).toBe(wanted);
      },
    ),
    { numRuns: 1000 },
  );
});
