import { app } from 'electron';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { applicationDoor } from '../network/door.ts';
import { Updates, type UpdatesOptions } from '../updates/updates.ts';

type AppUpdatesOptions = Pick<UpdatesOptions, 'authorities' | 'isAutomatic' | 'changed'>;

/** Updates of this very app, through its own door. */
export function appUpdates(options: AppUpdatesOptions): Updates {
  const cacheFolder = userCacheFolder();
  return new Updates({
    ...options,
    isPackaged: app.isPackaged,
    platform: process.platform,
    arch: process.arch,
    executable: process.execPath,
    resourcesFolder: process.resourcesPath,
    env: process.env,
    keyFile: join(app.getAppPath(), 'resources/update-key.pem'),
    door: applicationDoor,
    app: {
      version: app.getVersion(),
      name: app.getName(),
      isPackaged: app.isPackaged,
      appUpdateConfigPath: join(process.resourcesPath, 'app-update.yml'),
      // Where electron-updater keeps a number that it would send along; it never leaves this folder.
      userDataPath: join(cacheFolder, 'duplex-updater'),
      baseCachePath: cacheFolder,
      whenReady: () => app.whenReady(),
      relaunch: () => app.relaunch(),
      quit: () => app.quit(),
      // Nothing is installed when the app quits by itself.
      onQuit: () => undefined,
    },
  });
}

/** Where the uninstaller looks for what is left, and no roaming profile takes it along. */
function userCacheFolder(): string {
  if (process.platform === 'win32') return process.env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  return process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
}
