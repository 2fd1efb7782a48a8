import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listedFrames } from './frame-lengths.ts';

test.each([
  [10, [], [10]],
  [10, [3, 4], [3, 4, 3]],
  [10, [3, 0, 7], [3, 0, 7]],
  [3, [3, 0, 4], [3, 0]],
  [10, [20], [10]],
  [5, [3, 3, 3], [3, 2]],
  [0, [], [0]],
  [0, [0, 0], [0, 0]],
  [0, [4], [0]],
])('%i bytes in frames of %j go out as %j', (size, wanted, frames) => {
  expect([...listedFrames(size, wanted)]).toEqual(frames);
});

test('frames always come to the whole message', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(100)), fc.nat(1000), (fragments, size) => {
      expect([...listedFrames(size, fragments)].reduce((sum, frame) => sum + frame, 0)).toBe(size);
    }),
  );
});
