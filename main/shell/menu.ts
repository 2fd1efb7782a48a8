import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuAction } from '../../contract/events.ts';
import { shellWords } from './menu-words.ts';

export interface MenuChoices {
  /** Something that the page carries out. */
  readonly choose: (action: MenuAction) => void;
  readonly zoom: (direction: 'in' | 'out' | 'reset') => void;
}

const isMac = process.platform === 'darwin';
const separator: MenuItemConstructorOptions = { type: 'separator' };

/** Sets the native menu in the language that is shown, as the system's conventions want it. */
export function setMenu(choices: MenuChoices): void {
  const { menu } = shellWords;
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [appMenu(choices)] : []),
    { label: menu.file, submenu: fileMenu(choices) },
    { label: menu.edit, submenu: editMenu() },
    { label: menu.view, submenu: viewMenu(choices) },
    { label: menu.go, submenu: goMenu(choices) },
    { label: menu.window, role: 'window', submenu: windowMenu() },
    { label: menu.help, role: 'help', submenu: helpMenu(choices) },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function settingsItem({ choose }: MenuChoices): MenuItemConstructorOptions {
  return { label: shellWords.menu.settings, accelerator: 'CmdOrCtrl+,', click: () => choose('settings') };
}

function aboutItem({ choose }: MenuChoices): MenuItemConstructorOptions {
  return { label: shellWords.menu.about, click: () => choose(`page.${shellWords.pages.length}`) };
}

function appMenu(choices: MenuChoices): MenuItemConstructorOptions {
  const { menu } = shellWords;
  return {
    label: app.name,
    submenu: [
      aboutItem(choices),
      separator,
      settingsItem(choices),
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

function fileMenu(choices: MenuChoices): MenuItemConstructorOptions[] {
  const { menu } = shellWords;
  return [
    { label: menu.newConnection, accelerator: 'CmdOrCtrl+N', click: () => choices.choose('newConnection') },
    { label: menu.import, click: () => choices.choose('import') },
    separator,
    ...(isMac
      ? [{ label: menu.close, role: 'close' } as const]
      : [settingsItem(choices), separator, { label: menu.quit, role: 'quit' } as const]),
  ];
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

function viewMenu({ zoom }: MenuChoices): MenuItemConstructorOptions[] {
  const { menu } = shellWords;
  return [
    { label: menu.reload, role: 'reload' },
    ...(app.isPackaged ? [] : [{ label: menu.developerTools, role: 'toggleDevTools' } as const]),
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

function goMenu({ choose }: MenuChoices): MenuItemConstructorOptions[] {
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

function windowMenu(): MenuItemConstructorOptions[] {
  const { menu } = shellWords;
  return [
    { label: menu.minimize, role: 'minimize' },
    ...(isMac
      ? [{ label: menu.zoomWindow, role: 'zoom' } as const, separator, { label: menu.front, role: 'front' } as const]
      : [{ label: menu.close, role: 'close' } as const]),
  ];
}

function helpMenu(choices: MenuChoices): MenuItemConstructorOptions[] {
  const { menu } = shellWords;
  return [
    { label: menu.keys, click: () => choices.choose('keys') },
    separator,
    { label: menu.documentation, click: () => choices.choose('documentation') },
    { label: menu.reportIssue, click: () => choices.choose('report') },
    ...(isMac ? [] : [separator, aboutItem(choices)]),
  ];
}
