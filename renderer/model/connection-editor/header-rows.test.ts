import { expect, test } from 'vitest';
import { readHeaderBlock } from './header-rows.ts';

test('lines of names and values become rows, duplicates and all', () => {
  expect(readHeaderBlock('GET /chat HTTP/1.1\r\nOrigin: https://a.example\r\nX-A:1\r\nx-a: 2: 3\r\n\r\n')).toEqual([
    { name: 'Origin', value: 'https://a.example' },
    { name: 'X-A', value: '1' },
    { name: 'x-a', value: '2: 3' },
  ]);
});

test('a line that is indented goes on the one before', () => {
  expect(readHeaderBlock('X-A: 1,\n  2')).toEqual([{ name: 'X-A', value: '1, 2' }]);
});

test.each(['Origin', 'https//x', 'a b: c', '', '\n', 'X-A: 1\nnot a header'])('%j is no block', (text) => {
  expect(readHeaderBlock(text)).toBeUndefined();
});
