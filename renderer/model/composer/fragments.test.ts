import { expect, test } from 'vitest';
import { fragmentsText, framesText, parseFragments } from './fragments.ts';

test('sizes are read, the rest with or without its name', () => {
  expect(parseFragments('3, 0, rest')).toEqual({ fragments: [3, 0] });
  expect(parseFragments(' 3 0 ')).toEqual({ fragments: [3, 0] });
  expect(parseFragments('')).toEqual({ fragments: [] });
  expect(parseFragments('REST')).toEqual({ fragments: [] });
  expect(fragmentsText([3, 0])).toBe('3, 0, rest');
});

test('what is no size is named', () => {
  expect(parseFragments('3, x')).toEqual({ fault: '“x” is no number of bytes.' });
  expect(parseFragments('-1')).toEqual({ fault: '“-1” is no number of bytes.' });
  expect(parseFragments('rest, 3')).toEqual({ fault: '“rest” is no number of bytes.' });
  expect(parseFragments('1 '.repeat(10_001))).toHaveProperty('fault');
});

test('many frames are told by their number', () => {
  expect(framesText([3, 0, 9])).toBe('3 frames: 3 B, 0 B, 9 B');
  expect(framesText(Array.from({ length: 100 }, () => 1))).toMatch(/^100 frames: .*, …$/);
});
