import type { Words } from './words.ts';
import { words } from './words.ts';

/** The id of the page "Settings", in its address and in the registry. */
export const settingsPage = 'settings';

/** The address of the page "Settings", with what is looked for there. */
export function settingsHref(find?: string): string {
  return `#/${settingsPage}${find === undefined ? '' : `?${new URLSearchParams({ find }).toString()}`}`;
}

export type SettingId = keyof Words['settings']['items'];
export type SettingGroup = keyof Words['settings']['groups'];

/** All settings, by group, in the order of the page. */
export const settingGroups: readonly { readonly group: SettingGroup; readonly ids: readonly SettingId[] }[] = [
  { group: 'appearance', ids: ['theme', 'language', 'zoom'] },
  { group: 'transcript', ids: ['columns', 'rowHeight'] },
  { group: 'logs', ids: ['sessionLimit', 'totalLimit', 'keepDays', 'whenFull', 'isPrivate', 'recordsFrames'] },
  { group: 'network', ids: ['policy', 'proxy', 'trust'] },
  { group: 'app', ids: ['updates', 'links', 'libraryFolder', 'dataFolder', 'reset'] },
];

export const settingIds: readonly SettingId[] = settingGroups.flatMap(({ ids }) => ids);

/** What a setting means. */
export function settingText(id: SettingId): string {
  // Said once, where the log's own words are.
  if (id === 'isPrivate') return words.logSettings.isPrivateText;
  if (id === 'recordsFrames') return words.logSettings.recordsFramesText;
  if (id === 'whenFull') {
    const { oldest, oldestText, ask, askText, stop, stopText } = words.logSettings.whenFull;
    return `${oldest}: ${oldestText} ${ask}: ${askText} ${stop}: ${stopText}`;
  }
  return words.settings.items[id].text;
}

/** The settings that have all words of a query somewhere; groups without one are left out. */
export function findSettings(query: string): typeof settingGroups {
  const wanted = plain(query).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return settingGroups;
  return settingGroups.flatMap(({ group, ids }) => {
    const found = ids.filter((id) => {
      const { label, also } = words.settings.items[id];
      const text = plain([words.settings.groups[group], label, settingText(id), also].join(' '));
      return wanted.every((word) => text.includes(word));
    });
    return found.length === 0 ? [] : [{ group, ids: found }];
  });
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
