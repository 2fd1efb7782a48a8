import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fragmentsText, framesOf, framesText, parseFragments } from './fragments.ts';

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

test('frames are those that were asked for, and the rest', () => {
  expect(framesOf([3, 0], 12)).toEqual([3, 0, 9]);
  expect(framesOf([3, 9], 12)).toEqual([3, 9]);
  expect(framesOf([3, 9], 5)).toEqual([3, 2]);
  expect(framesOf([3, 0, 4], 3)).toEqual([3, 0]);
  expect(framesOf([], 0)).toEqual([0]);
  expect(framesOf([5], 0)).toEqual([0]);
});

test('frames always come to the whole message', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(100)), fc.nat(1000), (fragments, size) => {
      expect(framesOf(fragments, size).reduce((sum, frame) => sum + frame, 0)).toBe(size);
    }),
  );
});

test('many frames are told by their number', () => {
  expect(framesText([3, 0, 9])).toBe('3 frames: 3 B, 0 B, 9 B');
  expect(framesText(Array.from({ length: 100 }, () => 1))).toMatch(/^100 frames: .*, …$/);
});
