import { app, Menu, session, type BrowserWindow } from 'electron';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { channels } from '../contract/bridge.ts';
import type { EventName, Events } from '../contract/events.ts';
import { lazily } from './lazily.ts';
import { readAhead } from './read-ahead.ts';
import { declareAppScheme, serveAppScheme } from './shell/app-protocol.ts';
import { openCommandChannel } from './shell/command-channel.ts';
import { refuseSwitches } from './shell/command-line.ts';
import { DeepLinks } from './shell/deep-link.ts';
import { lastPlace, placeOf } from './shell/first-place.ts';
import { openMainWindow } from './shell/main-window.ts';
import { setMenu } from './shell/menu.ts';
import type { MenuChoices } from './shell/menu-template.ts';
import { secureContents, secureSession } from './shell/page-security.ts';
import { Preferences } from './shell/preferences.ts';
import { forgetProxyVariables } from './shell/proxy-variables.ts';
import { SettingsFile } from './shell/settings.ts';
import { reportUnexpected } from './shell/unexpected.ts';

/** The built-in server starts in 25 ms where it has its certificates. */
const serverPatienceMs = 100;

// What the process runs first: it opens the window, and has the rest of the app read while that loads its page.

process.on('uncaughtException', reportUnexpected);
process.on('unhandledRejection', reportUnexpected);

refuseSwitches();
forgetProxyVariables();
declareAppScheme();
// Only development as root runs without a sandbox (scripts/start.mjs), and enabling it there stops the app.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
const links = new DeepLinks();
if (app.requestSingleInstanceLock()) {
  // Electron would make one of its own, which is gone in a moment.
  Menu.setApplicationMenu(null);
  secureContents();
  links.openFrom(process.argv);
  // On macOS, also before the app is ready.
  app.on('open-url', (event, url) => {
    event.preventDefault();
    links.open(url);
  });
  void app.whenReady().then(open);
} else {
  app.quit();
}

async function open(): Promise<void> {
  const settings = new SettingsFile(join(app.getPath('userData'), 'settings.json'));
  let window: BrowserWindow | undefined;
  const shownWindow = (): BrowserWindow | undefined => (window?.isDestroyed() === false ? window : undefined);
  const tell = <Name extends EventName>(name: Name, event: Events[Name]): void => {
    shownWindow()?.webContents.send(channels.event, name, event);
  };
  const preferences = new Preferences({
    settings,
    window: shownWindow,
    changed: (change) => tell('settings.changed', change),
    languageChanged: () => setMenu(menuChoices),
  });
  const menuChoices: MenuChoices = {
    choose: (action) => {
      if (shownWindow() !== undefined) return tell('menu.chosen', { action });
      const place = placeOf(action);
      if (place !== undefined) window = openWindow(place);
    },
    zoom: (direction) => preferences.zoom(direction),
  };
  setMenu(menuChoices);
  links.opened = (link) => tell('link.opened', { link });
  serveAppScheme(session.defaultSession, join(app.getAppPath(), 'out/renderer'));

  const listeners = new Set<() => void>();
  const pageBegins = (): void => {
    for (const listener of listeners) listener();
  };
  // The window is made meanwhile; its page waits for it.
  const secured = secureSession(session.defaultSession);
  const openWindow = (place = lastPlace(app.getPath('userData'), settings.isFirstStart)): BrowserWindow =>
    openMainWindow({
      settings,
      place,
      pageBegins,
      secured,
      zoom: menuChoices.zoom,
      language: () => preferences.shownLanguage,
    });
  window = openWindow();
  void readAhead();
  app.on('second-instance', (_event, argv) => {
    links.openFrom(argv);
    const there = shownWindow();
    if (there?.isMinimized() === true) there.restore();
    there?.focus();
  });
  app.on('activate', () => {
    window = shownWindow() ?? openWindow();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });

  // Not before the page has its script and asks for something: it would wait for this process, which is busy reading.
  const dispatch = lazily(async () => {
    // Before all else: the first page waits for its address.
    const { ServerSwitch } = await import('./server/server-switch.ts');
    const server = new ServerSwitch({
      tlsFolder: join(app.getPath('userData'), 'sample-server'),
      changed: (state) => tell('server.changed', state),
    });
    // Not for its certificates, which the very first start makes.
    await Promise.race([server.start(), delay(serverPatienceMs)]);
    const { start } = await import('./index.ts');
    return start({
      settings,
      preferences,
      links,
      server,
      tell,
      window: shownWindow,
      onPageBegins: (listener) => listeners.add(listener),
    });
  });
  openCommandChannel(shownWindow, async (name, input) => (await dispatch())(name, input));
}
