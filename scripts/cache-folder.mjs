import os from 'node:os';
import path from 'node:path';

/**
 * The user's cache folder for Duplex: what is in it can be deleted at any time and is fetched again.
 *
 * @returns {string} an absolute path; it may not exist yet
 */
export function cacheFolder() {
  return path.join(process.env['XDG_CACHE_HOME'] || defaultCacheHome(), 'duplex');
}

function defaultCacheHome() {
  const home = os.homedir();
  if (process.platform === 'darwin') return path.join(home, 'Library', 'Caches');
  if (process.platform === 'win32') return process.env['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local');
  return path.join(home, '.cache');
}
