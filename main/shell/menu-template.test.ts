import type { MenuItemConstructorOptions } from 'electron';
import { afterEach, expect, test } from 'vitest';
import type { MenuAction } from '../../contract/events.ts';
import { dockTemplate, menuTemplate } from './menu-template.ts';
import { setShellLanguage } from './menu-words.ts';

afterEach(() => setShellLanguage('en'));

/** The menus of a system, by their names, and what was chosen in them. */
function menusOf(platform: NodeJS.Platform) {
  const chosen: (MenuAction | 'in' | 'out' | 'reset')[] = [];
  const take = (choice: (typeof chosen)[number]): void => void chosen.push(choice);
  const menus = menuTemplate({ platform, appName: 'Duplex', isPackaged: true, choose: take, zoom: take });
  return { menus, chosen };
}

function itemsOf(menus: readonly MenuItemConstructorOptions[], label: string): readonly MenuItemConstructorOptions[] {
  const submenu = menus.find((menu) => menu.label === label)?.submenu;
  return Array.isArray(submenu) ? submenu : [];
}

/** One line for each: its name, key and role. */
function linesOf(menus: readonly MenuItemConstructorOptions[], label: string): readonly string[] {
  return itemsOf(menus, label).map((item) =>
    item.type === 'separator' ? '-' : [item.label, item.accelerator, item.role].filter(Boolean).join(', '),
  );
}

const tabItems = [
  'New connection, CmdOrCtrl+N',
  'New tab, CmdOrCtrl+T',
  'Reopen closed tab, CmdOrCtrl+Shift+T',
  '-',
  'Save, CmdOrCtrl+S',
  'Save as…, CmdOrCtrl+Shift+S',
  'Import…',
  '-',
  'Close tab, CmdOrCtrl+W',
];

test('on macOS the app has a menu of its own, windows are brought to the front, and the Dock opens a tab', () => {
  const { menus, chosen } = menusOf('darwin');
  expect(menus.map(({ label }) => label)).toEqual(['Duplex', '&File', '&Edit', '&View', '&Go', '&Window', '&Help']);
  expect(linesOf(menus, 'Duplex')).toEqual([
    'About and updates',
    '-',
    'Settings…, CmdOrCtrl+,',
    '-',
    'Services, services',
    '-',
    'Hide Duplex, hide',
    'Hide others, hideOthers',
    'Show all, unhide',
    '-',
    'Quit Duplex, quit',
  ]);
  expect(linesOf(menus, '&File')).toEqual([...tabItems, 'Close window, CmdOrCtrl+Shift+W, close']);
  expect(linesOf(menus, '&Window')).toEqual(['Minimize, minimize', 'Zoom, zoom', '-', 'Bring all to front, front']);
  expect(menus.slice(-2).map(({ role }) => role)).toEqual(['window', 'help']);
  expect(linesOf(menus, '&Help')).not.toContain('About and updates');
  const [newTab, ...others] = dockTemplate({ choose: (action) => void chosen.push(action), zoom: () => undefined });
  expect(newTab?.label).toBe('New tab');
  expect(others).toEqual([]);
  click(newTab);
  expect(chosen).toEqual(['newTab']);
});

test.each([
  ['win32', 'Exit'],
  ['linux', 'Quit'],
] as const)('on %s settings and leaving are in the menu File, and about is in Help', (platform, leave) => {
  const { menus } = menusOf(platform);
  expect(menus.map(({ label }) => label)).toEqual(['&File', '&Edit', '&View', '&Go', '&Window', '&Help']);
  expect(linesOf(menus, '&File')).toEqual([...tabItems, '-', 'Settings…, CmdOrCtrl+,', '-', `${leave}, quit`]);
  expect(linesOf(menus, '&Window')).toEqual(['Minimize, minimize', 'Close window, CmdOrCtrl+Shift+W, close']);
  expect(linesOf(menus, '&Help')).toEqual([
    'Keyboard shortcuts',
    '-',
    'Documentation',
    'Report an issue',
    '-',
    'About and updates',
  ]);
});

test.each(['darwin', 'win32', 'linux'] as const)(
  'no key is two items’ on %s, and each item tells the page its own',
  (platform) => {
    const { menus, chosen } = menusOf(platform);
    const items = menus.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
    const keys = items.flatMap(({ accelerator }) => accelerator ?? []);
    expect(keys).toEqual([...new Set(keys)]);
    for (const item of itemsOf(menus, '&File')) click(item);
    expect(chosen.filter((action) => action !== 'settings')).toEqual([
      'newConnection',
      'newTab',
      'reopenTab',
      'save',
      'saveAs',
      'import',
      'closeTab',
    ]);
  },
);

test.each(['darwin', 'win32', 'linux'] as const)('every item has a German name on %s', (platform) => {
  const names = (): readonly string[] =>
    menusOf(platform).menus.flatMap((menu) =>
      [menu, ...itemsOf([menu], menu.label ?? '')].flatMap((item) => item.label ?? []),
    );
  const english = names();
  setShellLanguage('de');
  const german = names();
  expect(german).toHaveLength(english.length);
  // One word is the same in both: the name of the app.
  expect(german.filter((name, index) => name === english[index])).toEqual(platform === 'darwin' ? ['Duplex'] : []);
});

function click(item: MenuItemConstructorOptions | undefined): void {
  // The template's items take no arguments.
  (item?.click as (() => void) | undefined)?.();
}
