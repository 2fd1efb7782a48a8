import { app, BrowserWindow, nativeTheme, screen, type Rectangle } from 'electron';
import { join } from 'node:path';
import type { PageLanguage } from '../../contract/app-settings.ts';
import { openTextMenus } from './context-menu.ts';
import { pageUrl } from './page-files.ts';
import type { SettingsFile } from './settings.ts';

const defaultSize = { width: 1200, height: 800 };
const smallestSize = { width: 640, height: 480 };

/** Fluent's page background, so that nothing flashes before the first paint. */
const background = { light: '#ffffff', dark: '#292929', highContrast: '#000000' };

export interface MainWindowOptions {
  readonly settings: SettingsFile;
  /** The part of the page's address that leads to where it begins: `#/logs`; empty: to its first page. */
  readonly place: string;
  /** Called when a page begins to load: the one before is gone. */
  readonly pageBegins: () => void;
  /** When the page may be loaded. */
  readonly secured: Promise<void>;
  /** Called when the wheel asks for another size. */
  readonly zoom: (direction: 'in' | 'out') => void;
  /** What the page is to speak: it is in its address, so that no word is shown in another one before. */
  readonly language: () => PageLanguage;
}

/** So long a window is not moved and not resized before its place is written: a drag is one write. */
const boundsRestMs = 300;

/** A page that dies is loaded again this often; then something is wrong that loading does not mend. */
const reloadLimit = 3;

/** Makes the one window, where and as large as it was the last time. */
export function openMainWindow(options: MainWindowOptions): BrowserWindow {
  const { settings, place, pageBegins, secured, zoom, language } = options;
  const remembered = settings.current.window;
  const window = new BrowserWindow({
    title: 'Duplex',
    ...(remembered !== undefined && isOnScreen(remembered) ? boundsOf(remembered) : defaultSize),
    minWidth: smallestSize.width,
    minHeight: smallestSize.height,
    show: false,
    backgroundColor: backgroundOf(settings),
    webPreferences: {
      preload: join(app.getAppPath(), 'out/preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      // Would download dictionaries.
      spellcheck: false,
      zoomFactor: settings.current.zoom,
      navigateOnDragDrop: false,
      devTools: !app.isPackaged,
    },
  });
  if (remembered?.isMaximized === true) window.maximize();
  window.once('ready-to-show', () => window.show());
  rememberBounds(window, settings);
  reloadWhenGone(window);
  openTextMenus(window.webContents);
  // Chromium keeps a size per origin of its own, which a new document would get.
  window.webContents.on('dom-ready', () => window.webContents.setZoomFactor(settings.current.zoom));
  window.webContents.on('zoom-changed', (_event, direction) => zoom(direction));
  window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) pageBegins();
  });
  const load = async (): Promise<void> => {
    await secured;
    if (!window.isDestroyed()) await window.loadURL(`${pageUrl}?language=${language()}${place}`);
  };
  void load();
  return window;
}

/** Written once the window rests, and when it is closed: a crash leaves it as it was seen last. */
function rememberBounds(window: BrowserWindow, settings: SettingsFile): void {
  let resting: NodeJS.Timeout | undefined;
  const write = (): void => {
    clearTimeout(resting);
    settings.update({ window: { ...window.getNormalBounds(), isMaximized: window.isMaximized() } });
  };
  const changed = (): void => {
    clearTimeout(resting);
    resting = setTimeout(write, boundsRestMs);
  };
  window.on('resize', changed);
  window.on('move', changed);
  window.on('maximize', changed);
  window.on('unmaximize', changed);
  window.on('close', write);
  // One that is destroyed is not closed before.
  window.on('closed', () => clearTimeout(resting));
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

function backgroundOf(settings: SettingsFile): string {
  if (settings.current.theme === 'highContrast') return background.highContrast;
  return nativeTheme.shouldUseDarkColors ? background.dark : background.light;
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
