import { app, nativeTheme, session, type BrowserWindow } from 'electron';
import { join } from 'node:path';
import { declareAppScheme, serveAppScheme } from './shell/app-protocol.ts';
import { openCommandChannel } from './shell/command-channel.ts';
import { refuseSwitches } from './shell/command-line.ts';
import { openMainWindow } from './shell/main-window.ts';
import { secureContents, secureSession } from './shell/page-security.ts';
import { forgetProxyVariables } from './shell/proxy-variables.ts';
import { SettingsFile } from './shell/settings.ts';
import { reportUnexpected } from './shell/unexpected.ts';

// What the process runs first: it opens the window, and has the rest of the app read while that loads its page.

process.on('uncaughtException', reportUnexpected);
process.on('unhandledRejection', reportUnexpected);

refuseSwitches();
forgetProxyVariables();
declareAppScheme();
// Only development as root runs without a sandbox (scripts/start.mjs), and enabling it there stops the app.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
if (app.requestSingleInstanceLock()) {
  secureContents();
  void app.whenReady().then(open);
} else {
  app.quit();
}

async function open(): Promise<void> {
  const settings = new SettingsFile(join(app.getPath('userData'), 'settings.json'));
  nativeTheme.themeSource = settings.current.theme;
  await secureSession(session.defaultSession);
  const pageHasScript = new Promise<void>((resolve) => {
    serveAppScheme(session.defaultSession, join(app.getAppPath(), 'out/renderer'), (path) => {
      if (path.endsWith('.js')) setImmediate(resolve);
    });
  });

  const listeners = new Set<() => void>();
  const pageBegins = (): void => {
    for (const listener of listeners) listener();
  };
  let window: BrowserWindow | undefined = openMainWindow(settings, pageBegins);
  const openWindow = (): BrowserWindow | undefined => (window?.isDestroyed() === false ? window : undefined);
  app.on('second-instance', () => {
    const there = openWindow();
    if (there?.isMinimized() === true) there.restore();
    there?.focus();
  });
  app.on('activate', () => {
    window = openWindow() ?? openMainWindow(settings, pageBegins);
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });

  // The page runs its script in a process of its own, while this one reads the rest of the app. Before, it would have to wait.
  const dispatch = pageHasScript.then(async () => {
    const { start } = await import('./index.ts');
    return start({ settings, window: openWindow, onPageBegins: (listener) => listeners.add(listener) });
  });
  openCommandChannel(openWindow, async (name, input) => (await dispatch)(name, input));
}
