import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { installParts, packagesOf, xvfb } from './debian.mjs';
import { Problem } from './command.mjs';
import { hasDisplay } from './display.mjs';

const run = promisify(execFile);

/**
 * Checks that this machine can run Electron: shared libraries, a display or Xvfb, and the sandbox. Linux only; other
 * systems bring everything along. On Debian and Ubuntu, root gets what is missing installed.
 *
 * @param {{ executable: string, log: (line: string) => void }} options
 * @throws Problem naming what is missing and the command that installs it
 */
export async function preflight({ executable, log }) {
  if (process.platform !== 'linux') return;
  const missing = await missingParts(executable);
  if (missing.length > 0) await install(missing, log);
  const still = missing.length > 0 ? await missingParts(executable) : [];
  if (still.length > 0) throw new Problem(`preflight: still missing after installing: ${still.join(', ')}`);
  await checkSandbox(executable);
}

/**
 * @param {readonly string[]} missing
 * @param {(line: string) => void} log
 */
async function install(missing, log) {
  const finding = `preflight: Electron needs what is not installed here: ${missing.join(', ')}`;
  if (!(await isDebianLike())) throw new Problem(`${finding}\n  Install it with your system's package manager.`);
  const { packages, unknown } = await packagesOf(missing);
  if (unknown.length > 0) throw new Problem(`${finding}\n  No package is known for ${unknown.join(', ')}.`);
  if (process.getuid?.() !== 0) {
    throw new Problem(`${finding}\n  sudo apt-get update && sudo apt-get install --yes ${packages.join(' ')}`);
  }
  log(finding);
  await installParts(missing, { log });
}

/**
 * @param {string} executable
 * @returns {Promise<string[]>} file names of libraries, and `Xvfb`
 */
async function missingParts(executable) {
  const { stdout } = await run('ldd', [executable]);
  const libraries = [...stdout.matchAll(/^\s*(\S+) => not found$/gmu)].map((match) => match[1] ?? '');
  const needsXvfb = !hasDisplay() && !isOnPath('Xvfb');
  return [...new Set(libraries), ...(needsXvfb ? [xvfb] : [])];
}

/** @param {string} program */
function isOnPath(program) {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.some((folder) => existsSync(path.join(folder, program)));
}

async function isDebianLike() {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return /^ID(?:_LIKE)?=.*\b(?:debian|ubuntu)\b/mu.test(release) && isOnPath('apt-get');
}

/**
 * Chromium's sandbox needs user namespaces or a set-uid helper. Some systems (Ubuntu from 24.04) allow the former only
 * to programs they know; Electron then ends with a message that does not say so.
 *
 * @param {string} executable
 */
async function checkSandbox(executable) {
  if (process.getuid?.() === 0) return;
  const helper = path.join(path.dirname(executable), 'chrome-sandbox');
  const helperState = await stat(helper).catch(() => null);
  if (helperState?.uid === 0 && (helperState.mode & 0o4000) !== 0) return;
  try {
    await run('unshare', ['--user', '--map-root-user', 'true']);
  } catch {
    throw new Problem(
      [
        'preflight: this system does not let Electron make its sandbox (unprivileged user namespaces are off)',
        `  sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`,
      ].join('\n'),
    );
  }
}
