import { app, Menu } from 'electron';
import { dockTemplate, menuTemplate, type MenuChoices } from './menu-template.ts';

/** Sets the native menus in the language that is shown. */
export function setMenu(choices: MenuChoices): void {
  const { platform } = process;
  const template = menuTemplate({ ...choices, platform, appName: app.name, isPackaged: app.isPackaged });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  // Only macOS has one.
  app.dock?.setMenu(Menu.buildFromTemplate(dockTemplate(choices)));
}
