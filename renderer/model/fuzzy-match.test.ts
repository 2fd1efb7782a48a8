import { expect, test } from 'vitest';
import { fuzzyMatch } from './fuzzy-match.ts';

const marked = (query: string, text: string): string | undefined =>
  fuzzyMatch(query, text)
    ?.marks.map((at) => text[at])
    .join('');

const best = (query: string, ...texts: string[]): string | undefined =>
  texts
    .flatMap((text) => {
      const match = fuzzyMatch(query, text);
      return match === undefined ? [] : [{ text, score: match.score }];
    })
    .toSorted((one, other) => other.score - one.score)[0]?.text;

test('letters are found in their order, in whatever case and with whatever accents', () => {
  expect(marked('NETISO', 'Network isolation')).toBe('Netiso');
  expect(fuzzyMatch('ni', 'Network isolation')?.marks).toEqual([0, 8]);
  expect(marked('ubersicht', 'Übersicht')).toBe('Übersicht');
  expect(fuzzyMatch('xyz', 'Network isolation')).toBeUndefined();
  expect(fuzzyMatch('os', 'so')).toBeUndefined();
});

test('beginnings of words, letters in a row and short texts win', () => {
  expect(best('set', 'Reset all', 'Settings', 'Sort by event')).toBe('Settings');
  expect(best('zi', 'Horizontal line', 'Zoom in')).toBe('Zoom in');
  expect(best('log', 'Logs of all sessions', 'Logs')).toBe('Logs');
});

test('spaces do not count, an empty query is everywhere, and long ones end', () => {
  expect(marked('zoom in', 'Zoom in')).toBe('Zoomin');
  expect(fuzzyMatch('  ', 'anything')).toEqual({ score: 0, marks: [] });
  expect(fuzzyMatch('a'.repeat(100_000), 'a'.repeat(100_000))?.marks).toHaveLength(64);
});
