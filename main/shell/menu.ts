import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuAction } from '../../contract/events.ts';

/** The pages, in the order of their keys. */
const pages = [
  'UTF-8 text messages',
  'Binary data stream',
  'Client authentication',
  'Partial and complete messages',
  'Network isolation',
  'Secure connections',
  'Troubleshoot',
  'Advanced controls',
  'Workbench',
  'Logs',
  'About and updates',
];

/** Sets the native menu: the usual roles, and ways to the pages. */
export function setMenu(choose: (action: MenuAction) => void): void {
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    { role: 'fileMenu' },
    { role: 'editMenu' },
    { label: '&View', submenu: viewMenu() },
    { label: '&Go', submenu: goMenu(choose) },
    { role: 'windowMenu' },
    { role: 'help', submenu: [{ label: 'Keyboard shortcuts', click: () => choose('keys') }] },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function viewMenu(): MenuItemConstructorOptions[] {
  return [
    { role: 'reload' },
    ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
    { type: 'separator' },
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ];
}

function goMenu(choose: (action: MenuAction) => void): MenuItemConstructorOptions[] {
  return [
    ...pages.map((label, index) => goTo(label, index + 1, choose)),
    { type: 'separator' },
    { label: 'Find in the transcript', accelerator: 'CmdOrCtrl+F', click: () => choose('find') },
    { label: 'Server address', accelerator: 'CmdOrCtrl+L', click: () => choose('focusAddress') },
  ];
}

function goTo(label: string, number: number, choose: (action: MenuAction) => void): MenuItemConstructorOptions {
  const item: MenuItemConstructorOptions = { label, click: () => choose(`page.${number}`) };
  // The key of the tenth would be the one that resets the zoom.
  if (number < 10) item.accelerator = `CmdOrCtrl+${number}`;
  return item;
}
