import { app, BrowserWindow, nativeTheme, screen, type Rectangle } from 'electron';
import { join } from 'node:path';
import { pageUrl } from './page-files.ts';
import type { SettingsFile } from './settings.ts';

const defaultSize = { width: 1200, height: 800 };
const smallestSize = { width: 640, height: 480 };

/** Fluent's page background, so that nothing flashes before the first paint. */
const background = { light: '#ffffff', dark: '#292929' };

/** A page that dies is loaded again this often; then something is wrong that loading does not mend. */
const reloadLimit = 3;

/**
 * Makes the one window, where and as large as it was the last time.
 *
 * @param pageBegins called when a page begins to load: the one before is gone
 */
export function openMainWindow(settings: SettingsFile, pageBegins: () => void): BrowserWindow {
  const remembered = settings.current.window;
  const window = new BrowserWindow({
    title: 'Duplex',
    ...(remembered !== undefined && isOnScreen(remembered) ? boundsOf(remembered) : defaultSize),
    minWidth: smallestSize.width,
    minHeight: smallestSize.height,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: {
      preload: join(app.getAppPath(), 'out/preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      // Would download dictionaries.
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: !app.isPackaged,
    },
  });
  if (remembered?.isMaximized === true) window.maximize();
  window.once('ready-to-show', () => window.show());
  rememberBounds(window, settings);
  reloadWhenGone(window);
  window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) pageBegins();
  });
  // A newcomer begins where a conversation is one click away; else the page opens where it was.
  void window.loadURL(settings.isFirstStart ? `${pageUrl}#/workbench` : pageUrl);
  return window;
}

function rememberBounds(window: BrowserWindow, settings: SettingsFile): void {
  window.on('close', () => {
    settings.update({ window: { ...window.getNormalBounds(), isMaximized: window.isMaximized() } });
  });
}

/** Sessions live in main, so a page that is loaded again finds them as they were. */
function reloadWhenGone(window: BrowserWindow): void {
  let reloads = 0;
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit' || window.isDestroyed() || reloads >= reloadLimit) return;
    reloads += 1;
    window.reload();
  });
}

function boundsOf(bounds: Rectangle): Rectangle {
  return { x: bounds.x, y: bounds.y, width: bounds.width, height: bounds.height };
}

/** A screen may have gone since; at least the title bar must be within reach. */
function isOnScreen(bounds: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const visibleWidth =
      Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x);
    return visibleWidth >= 100 && bounds.y >= workArea.y - 8 && bounds.y <= workArea.y + workArea.height - 40;
  });
}
