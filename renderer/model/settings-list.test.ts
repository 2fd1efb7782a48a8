import { afterEach, expect, test } from 'vitest';
import { findSettings, settingIds, settingsHref } from './settings-list.ts';
import { chooseWords, words } from './words.ts';

afterEach(() => chooseWords('en'));

const found = (query: string): string[] => findSettings(query).flatMap(({ ids }) => ids);

test('every setting with words is on the page once', () => {
  expect([...settingIds].toSorted()).toEqual(Object.keys(words.settings.items).toSorted());
  expect(found('')).toEqual([...settingIds]);
});

test('settings are found by label, description, group and other words, in whatever case', () => {
  expect(found('THEME')).toEqual(['theme']);
  expect(found('dark')).toEqual(['theme']);
  expect(found('crash')).toEqual(['isPrivate']);
  expect(found('appearance larger')).toEqual(['zoom']);
  expect(found('no such thing')).toEqual([]);
});

test('each setting is found by its own label, as links from elsewhere do', () => {
  for (const id of settingIds) expect(found(words.settings.items[id].label), id).toContain(id);
  expect(settingsHref('Keep for')).toBe('#/settings?find=Keep+for');
});

test('they are found in the language that is shown', async () => {
  await chooseWords('pseudo');
  expect(found(words.settings.items.zoom.label)).toEqual(['zoom']);
});
