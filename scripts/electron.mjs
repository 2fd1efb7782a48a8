import { openDisplay } from './display.mjs';
import { preflight } from './preflight.mjs';
import { ensureRuntime } from './runtime.mjs';

/**
 * @typedef {object} Electron ready to be started
 * @property {string} executable
 * @property {string[]} flags to put before the app's folder
 * @property {NodeJS.ProcessEnv} env
 * @property {import('./runtime.mjs').Runtime} runtime
 */

/**
 * Finds an Electron and everything it needs on this machine.
 *
 * @param {import('./command.mjs').Lifetime} lifetime
 * @param {{ log: (line: string) => void }} options
 * @returns {Promise<Electron>}
 */
export async function prepareElectron(lifetime, { log }) {
  const runtime = await ensureRuntime({ log });
  await preflight({ executable: runtime.executable, log });
  const display = await openDisplay(lifetime, { log });
  const env = { ...process.env, ...display };
  // Editors built on Electron set it in their terminals; it would make this Electron a plain Node.
  delete env['ELECTRON_RUN_AS_NODE'];
  return { executable: runtime.executable, flags: flagsFor(env, log), env, runtime };
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {(line: string) => void} log
 */
function flagsFor(env, log) {
  const flags = [];
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    log('warning: running as root, so without the sandbox (--no-sandbox); use an ordinary account for real work');
    flags.push('--no-sandbox');
  }
  // Older Electrons look for an X server unless told.
  if (!env['DISPLAY'] && env['WAYLAND_DISPLAY']) flags.push('--ozone-platform=wayland');
  return flags;
}
