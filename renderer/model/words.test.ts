import { afterEach, expect, test } from 'vitest';
import { formatCount, formatDateTime, formatDelta, formatDuration, formatSize } from './format.ts';
import { setLanguage } from './language.ts';
import { pseudoText } from './pseudo-language.ts';
import { chooseWords, words } from './words.ts';

afterEach(() => chooseWords('en'));

test('words are read in the language that is shown', async () => {
  const before = words.composer.send;
  await chooseWords('pseudo');
  expect(words.composer.send).toBe(pseudoText(before));
  expect(words.events.closing(1000, 'over')).toBe(pseudoText('Closing with code 1000: over'));
  await chooseWords('en');
  expect(words.composer.send).toBe(before);
});

test('numbers and dates are written as the language has them; times are the same everywhere', () => {
  const time = new Date(2026, 0, 31, 14, 4, 5).getTime();
  expect([formatCount(1204), formatSize(1536), formatDelta(1250), formatDateTime(time)]).toEqual([
    '1,204',
    '1.5 KiB',
    '+1.250 s',
    '2026-01-31 14:04:05',
  ]);
  setLanguage('de');
  expect([formatCount(1204), formatSize(1536), formatDelta(1250), formatDuration(1200), formatDateTime(time)]).toEqual([
    '1.204',
    '1,5 KiB',
    '+1,250 s',
    '1,2 s',
    '31.01.2026 14:04:05',
  ]);
});
