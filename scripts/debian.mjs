import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Problem } from './command.mjs';

const run = promisify(execFile);

/** The virtual display's program. */
export const xvfb = 'Xvfb';

/** The package of each part: of Xvfb, and of each shared library that Electron is linked to. */
const packages = new Map([
  [xvfb, 'xvfb'],
  ['libasound.so.2', 'libasound2'],
  ['libatk-1.0.so.0', 'libatk1.0-0'],
  ['libatk-bridge-2.0.so.0', 'libatk-bridge2.0-0'],
  ['libatspi.so.0', 'libatspi2.0-0'],
  ['libcairo.so.2', 'libcairo2'],
  ['libcups.so.2', 'libcups2'],
  ['libdbus-1.so.3', 'libdbus-1-3'],
  ['libdrm.so.2', 'libdrm2'],
  ['libexpat.so.1', 'libexpat1'],
  ['libgbm.so.1', 'libgbm1'],
  ['libgcc_s.so.1', 'libgcc-s1'],
  ['libgio-2.0.so.0', 'libglib2.0-0'],
  ['libglib-2.0.so.0', 'libglib2.0-0'],
  ['libgobject-2.0.so.0', 'libglib2.0-0'],
  ['libgtk-3.so.0', 'libgtk-3-0'],
  ['libnspr4.so', 'libnspr4'],
  ['libnss3.so', 'libnss3'],
  ['libnssutil3.so', 'libnss3'],
  ['libpango-1.0.so.0', 'libpango-1.0-0'],
  ['libsmime3.so', 'libnss3'],
  ['libudev.so.1', 'libudev1'],
  ['libX11.so.6', 'libx11-6'],
  ['libxcb.so.1', 'libxcb1'],
  ['libXcomposite.so.1', 'libxcomposite1'],
  ['libXdamage.so.1', 'libxdamage1'],
  ['libXext.so.6', 'libxext6'],
  ['libXfixes.so.3', 'libxfixes3'],
  ['libxkbcommon.so.0', 'libxkbcommon0'],
  ['libXrandr.so.2', 'libxrandr2'],
]);

/**
 * @param {readonly string[]} parts file names of libraries, and `Xvfb`
 * @returns {Promise<{ packages: string[], unknown: string[] }>} package names as this release of the system has them
 */
export async function packagesOf(parts) {
  const names = new Set(parts.flatMap((part) => packages.get(part) ?? []));
  const unknown = parts.filter((part) => !packages.has(part));
  // Debian 13 and Ubuntu 24.04 renamed some for 64-bit time, so both names are asked for.
  const known = await candidates([...names].flatMap((name) => [name, `${name}t64`]));
  return { packages: [...names].map((name) => (known.has(`${name}t64`) ? `${name}t64` : name)).toSorted(), unknown };
}

/**
 * Installs the packages of these parts; must be root.
 *
 * @param {readonly string[]} parts
 * @param {{ log: (line: string) => void }} options
 */
export async function installParts(parts, { log }) {
  const install = async () => {
    const { packages: names } = await packagesOf(parts);
    log(`preflight: apt-get install --yes ${names.join(' ')}`);
    await aptGet(['install', '--yes', '--no-install-recommends', ...names]);
  };
  const { packages: names } = await packagesOf(parts);
  // A fresh container has no package lists at all; older lists name files that are gone from the mirror.
  if ((await candidates(names)).size < names.length) await aptGet(['update']);
  await install().catch(async () => {
    await aptGet(['update']);
    await install();
  });
}

/**
 * @param {readonly string[]} names
 * @returns {Promise<Set<string>>} those that could be installed
 */
async function candidates(names) {
  const { stdout } = await run('apt-cache', ['policy', ...names], { env: { ...process.env, LC_ALL: 'C' } });
  const known = stdout.matchAll(/^(\S+):\n {2}Installed: .*\n {2}Candidate: (?!\(none\))/gmu);
  return new Set([...known].map((match) => match[1] ?? ''));
}

/** @param {readonly string[]} args */
async function aptGet(args) {
  // Another apt-get may be at work: wait for it, at most two minutes.
  const options = ['--quiet', '--option=DPkg::Lock::Timeout=120'];
  try {
    await run('apt-get', [...options, ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      maxBuffer: 2 ** 26,
    });
  } catch (error) {
    const printed = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new Problem(`preflight: apt-get ${args.join(' ')} failed\n${printed}`);
  }
}
