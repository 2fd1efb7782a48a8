import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Announcer } from './announcer.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a flood is one sentence every five seconds, and the end of it one more', () => {
  const said: string[] = [];
  const announcer = new Announcer('0', (text) => said.push(text));
  for (let count = 1; count <= 1200; count += 1) {
    announcer.update(String(count));
    vi.advanceTimersByTime(10);
  }
  expect(said).toEqual(['500', '1000']);
  vi.advanceTimersByTime(60_000);
  expect(said).toEqual(['500', '1000', '1200']);
});

test('nothing is said of what is there at the beginning, of what comes back, and after the end', () => {
  const said: string[] = [];
  const announcer = new Announcer('0', (text) => said.push(text));
  announcer.update('0');
  announcer.update('1');
  announcer.update('0');
  vi.advanceTimersByTime(60_000);
  announcer.update('2');
  announcer.stop();
  vi.advanceTimersByTime(60_000);
  expect(said).toEqual([]);
});
