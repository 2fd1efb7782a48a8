import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from './cache-folder.mjs';

/** How long a failed download is remembered, so that not every start pays for trying. */
const rememberMs = 24 * 60 * 60 * 1000;

/** For 110 MB over a slow line; a server that says nothing must not hold up the start for ever. */
const downloadLimitMs = 15 * 60 * 1000;

const electronPackage = path.dirname(createRequire(import.meta.url).resolve('electron/package.json'));

/** @type {string} The version of the npm package, and so of the release that is shipped. */
export const releaseVersion = JSON.parse(readFileSync(path.join(electronPackage, 'package.json'), 'utf8')).version;

/** The executable's path inside Electron's folder. */
export const executableName =
  process.platform === 'darwin'
    ? path.join('Electron.app', 'Contents', 'MacOS', 'Electron')
    : process.platform === 'win32'
      ? 'electron.exe'
      : 'electron';

/**
 * The release the npm package has downloaded. Asked by hand: importing the package would start a download.
 *
 * @returns {string | null} its folder
 */
export function installedRelease() {
  const folder = path.join(electronPackage, 'dist');
  try {
    const version = readFileSync(path.join(folder, 'version'), 'utf8').trim().replace(/^v/u, '');
    return version === releaseVersion && existsSync(path.join(folder, executableName)) ? folder : null;
  } catch {
    // Nothing was downloaded yet.
    return null;
  }
}

/**
 * Downloads the release with the npm package's own installer, unless that failed within the last day.
 *
 * @param {{ log: (line: string) => void }} options
 * @returns {Promise<string | null>} its folder; null when the release is out of reach
 */
export async function downloadRelease({ log }) {
  const note = path.join(cacheFolder(), 'release-out-of-reach.json');
  if (await isRemembered(note)) return null;
  log(`runtime: downloading Electron ${releaseVersion}`);
  try {
    const installer = path.join(electronPackage, 'install.js');
    await promisify(execFile)(process.execPath, [installer], { timeout: downloadLimitMs });
    const folder = installedRelease();
    if (folder !== null) return folder;
    throw new Error('the installer ended without installing it');
  } catch (error) {
    log(`runtime: the release of Electron ${releaseVersion} is out of reach (${reasonOf(error)}); next try in a day`);
    await mkdir(path.dirname(note), { recursive: true });
    await writeFile(
      `${note}.${process.pid}`,
      JSON.stringify({ version: releaseVersion, until: Date.now() + rememberMs }),
    );
    await rename(`${note}.${process.pid}`, note);
    return null;
  }
}

/** @param {string} note */
async function isRemembered(note) {
  try {
    /** @type {{ version?: unknown, until?: unknown }} */
    const { version, until } = JSON.parse(await readFile(note, 'utf8'));
    return version === releaseVersion && typeof until === 'number' && Date.now() < until;
  } catch {
    // No note, or one that cannot be read: trying costs a moment.
    return false;
  }
}

/**
 * The first line the installer printed: the rest is its stack.
 *
 * @param {unknown} error
 */
function reasonOf(error) {
  const printed = error instanceof Error && 'stderr' in error && typeof error.stderr === 'string' ? error.stderr : '';
  const line = printed.split('\n').find((text) => text.trim() !== '');
  return line?.trim() ?? (error instanceof Error ? error.message : String(error));
}
