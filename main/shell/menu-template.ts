import type { MenuItemConstructorOptions } from 'electron';
import type { MenuAction } from '../../contract/events.ts';
import { shellWords } from './menu-words.ts';

export interface MenuChoices {
  /** Something that the page carries out. */
  readonly choose: (action: MenuAction) => void;
  readonly zoom: (direction: 'in' | 'out' | 'reset') => void;
}

export interface MenuOptions extends MenuChoices {
  readonly platform: NodeJS.Platform;
  readonly appName: string;
  readonly isPackaged: boolean;
}

const separator: MenuItemConstructorOptions = { type: 'separator' };

/**
 * The native menu in the language that is shown, as the system's conventions want it. A key that the page takes itself does
 * nothing here: the page has it first.
 */
export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const { menu } = shellWords;
  return [
    ...(isMac(options) ? [appMenu(options)] : []),
    { label: menu.file, submenu: fileMenu(options) },
    { label: menu.edit, submenu: editMenu() },
    { label: menu.view, submenu: viewMenu(options) },
    { label: menu.go, submenu: goMenu(options) },
    { label: menu.window, role: 'window', submenu: windowMenu(options) },
    { label: menu.help, role: 'help', submenu: helpMenu(options) },
  ];
}

/** The menu of the icon in macOS's Dock, above what the system puts there. */
export function dockTemplate({ choose }: MenuChoices): MenuItemConstructorOptions[] {
  return [{ label: shellWords.menu.newTab, click: () => choose('newTab') }];
}

function isMac({ platform }: MenuOptions): boolean {
  return platform === 'darwin';
}

function settingsItem({ choose }: MenuChoices): MenuItemConstructorOptions {
  return { label: shellWords.menu.settings, accelerator: 'CmdOrCtrl+,', click: () => choose('settings') };
}

function aboutItem({ choose }: MenuChoices): MenuItemConstructorOptions {
  return { label: shellWords.menu.about, click: () => choose(`page.${shellWords.pages.length}`) };
}

function appMenu(options: MenuOptions): MenuItemConstructorOptions {
  const { menu } = shellWords;
  return {
    label: options.appName,
    submenu: [
      aboutItem(options),
      separator,
      settingsItem(options),
      separator,
      { label: menu.services, role: 'services' },
      separator,
      { label: menu.hide, role: 'hide' },
      { label: menu.hideOthers, role: 'hideOthers' },
      { label: menu.showAll, role: 'unhide' },
      separator,
      { label: menu.quitDuplex, role: 'quit' },
    ],
  };
}

function fileMenu(options: MenuOptions): MenuItemConstructorOptions[] {
  const { menu } = shellWords;
  const { choose, platform } = options;
  return [
    { label: menu.newConnection, accelerator: 'CmdOrCtrl+N', click: () => choose('newConnection') },
    { label: menu.newTab, accelerator: 'CmdOrCtrl+T', click: () => choose('newTab') },
    { label: menu.reopenTab, accelerator: 'CmdOrCtrl+Shift+T', click: () => choose('reopenTab') },
    separator,
    { label: menu.save, accelerator: 'CmdOrCtrl+S', click: () => choose('save') },
    { label: menu.saveAs, accelerator: 'CmdOrCtrl+Shift+S', click: () => choose('saveAs') },
    { label: menu.import, click: () => choose('import') },
    separator,
    { label: menu.closeTab, accelerator: 'CmdOrCtrl+W', click: () => choose('closeTab') },
    ...(isMac(options)
      ? [closeItem()]
      : [
          separator,
          settingsItem(options),
          separator,
          { label: platform === 'win32' ? menu.exit : menu.quit, role: 'quit' } as const,
        ]),
  ];
}

/** Its usual key is the tab's. */
function closeItem(): MenuItemConstructorOptions {
  return { label: shellWords.menu.close, role: 'close', accelerator: 'CmdOrCtrl+Shift+W' };
}

function editMenu(): MenuItemConstructorOptions[] {
  const { menu } = shellWords;
  return [
    { label: menu.undo, role: 'undo' },
    { label: menu.redo, role: 'redo' },
    separator,
    { label: menu.cut, role: 'cut' },
    { label: menu.copy, role: 'copy' },
    { label: menu.paste, role: 'paste' },
    { label: menu.pasteAsText, role: 'pasteAndMatchStyle' },
    { label: menu.delete, role: 'delete' },
    separator,
    { label: menu.selectAll, role: 'selectAll' },
  ];
}

function viewMenu({ zoom, isPackaged }: MenuOptions): MenuItemConstructorOptions[] {
  const { menu } = shellWords;
  return [
    { label: menu.reload, role: 'reload' },
    ...(isPackaged ? [] : [{ label: menu.developerTools, role: 'toggleDevTools' } as const]),
    separator,
    { label: menu.zoomReset, accelerator: 'CmdOrCtrl+0', click: () => zoom('reset') },
    { label: menu.zoomIn, accelerator: 'CmdOrCtrl+Plus', click: () => zoom('in') },
    // The same without Shift, where the plus sign needs it.
    { label: menu.zoomIn, accelerator: 'CmdOrCtrl+=', visible: false, click: () => zoom('in') },
    { label: menu.zoomOut, accelerator: 'CmdOrCtrl+-', click: () => zoom('out') },
    separator,
    { label: menu.fullScreen, role: 'togglefullscreen' },
  ];
}

function goMenu({ choose }: MenuOptions): MenuItemConstructorOptions[] {
  const { menu, pages } = shellWords;
  return [
    ...pages.map((label, index) => goTo(label, index + 1, choose)),
    separator,
    { label: menu.palette, accelerator: 'CmdOrCtrl+K', click: () => choose('palette') },
    { label: menu.find, accelerator: 'CmdOrCtrl+F', click: () => choose('find') },
    { label: menu.address, accelerator: 'CmdOrCtrl+L', click: () => choose('focusAddress') },
  ];
}

function goTo(label: string, number: number, choose: MenuChoices['choose']): MenuItemConstructorOptions {
  const item: MenuItemConstructorOptions = { label, click: () => choose(`page.${number}`) };
  // The key of the tenth would be the one that resets the zoom.
  if (number < 10) item.accelerator = `CmdOrCtrl+${number}`;
  return item;
}

function windowMenu(options: MenuOptions): MenuItemConstructorOptions[] {
  const { menu } = shellWords;
  const minimize: MenuItemConstructorOptions = { label: menu.minimize, role: 'minimize' };
  if (!isMac(options)) return [minimize, closeItem()];
  return [minimize, { label: menu.zoomWindow, role: 'zoom' }, separator, { label: menu.front, role: 'front' }];
}

function helpMenu(options: MenuOptions): MenuItemConstructorOptions[] {
  const { menu } = shellWords;
  return [
    { label: menu.keys, click: () => options.choose('keys') },
    separator,
    { label: menu.documentation, click: () => options.choose('documentation') },
    { label: menu.reportIssue, click: () => options.choose('report') },
    ...(isMac(options) ? [] : [separator, aboutItem(options)]),
  ];
}
