import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { KeptText } from './kept-text.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('many changes are one write, of the newest text, half a second after the first', async () => {
  const written: string[] = [];
  const kept = new KeptText((text) => Promise.resolve(void written.push(text)));
  for (const text of ['a', 'b', 'c']) kept.changed(() => text);
  await vi.advanceTimersByTimeAsync(499);
  expect(written).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(written).toEqual(['c']);
  kept.changed(() => 'c');
  await vi.advanceTimersByTimeAsync(500);
  expect(written).toEqual(['c']);
});

test('what changes during a write is written after it', async () => {
  const written: string[] = [];
  const done: (() => void)[] = [];
  const kept = new KeptText((text) => {
    written.push(text);
    return new Promise((resolve) => done.push(resolve));
  });
  kept.changed(() => 'a');
  await vi.advanceTimersByTimeAsync(500);
  kept.changed(() => 'b');
  await vi.advanceTimersByTimeAsync(5000);
  expect(written).toEqual(['a']);
  done[0]?.();
  await vi.advanceTimersByTimeAsync(500);
  expect(written).toEqual(['a', 'b']);
});
