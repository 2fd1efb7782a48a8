import { expect, test } from 'vitest';
import { readFrame } from '../../../tests/support/frames.ts';
import { FloodBatches } from './flood-batches.ts';

function messages(count: number, sizeBytes: number): string[] {
  const batches = new FloodBatches({ count, sizeBytes });
  const texts: string[] = [];
  for (let batch = batches.next(); batch !== undefined; batch = batches.next()) {
    for (let rest = batch; rest.length > 0;) {
      const read = readFrame(rest);
      if ('wanted' in read) throw new Error('a batch holds whole frames');
      expect(read.frame).toMatchObject({ opcode: 1, fin: true, rsv: 0, masked: false });
      texts.push(read.frame.payload.toString());
      rest = rest.subarray(read.size);
    }
  }
  return texts;
}

test('messages carry their number, padded to the size', () => {
  expect(messages(3, 5)).toEqual(['1....', '2....', '3....']);
});

test('a number that does not fit is cut', () => {
  expect(messages(101, 2).slice(-3)).toEqual(['99', '10', '10']);
  expect(messages(2, 0)).toEqual(['', '']);
});

test('numbers go on over the end of a buffer', () => {
  const texts = messages(10_000, 100);
  expect(texts.length).toBe(10_000);
  expect(texts.every((text, index) => text === String(index + 1).padEnd(100, '.'))).toBe(true);
});
