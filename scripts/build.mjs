import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Problem } from './command.mjs';
import { runQuietly } from './processes.mjs';
import { root } from './project.mjs';

/** Everything the build reads, relative to the checkout. */
const inputs = [
  'contract',
  'docs/examples',
  'main',
  'preload',
  'renderer',
  'resources',
  'electron.vite.config.ts',
  'package-lock.json',
  'package.json',
  'tsconfig.base.json',
  'tsconfig.json',
];
const notInputs = /\.test\.tsx?$|\.tsbuildinfo$|\.md$/u;
const stamp = path.join(root, 'out', '.inputs');

/**
 * Builds the app into `out/` when its sources changed since the last time.
 *
 * @param {import('./command.mjs').Lifetime} lifetime
 * @param {{ log: (line: string) => void }} options
 */
export async function buildIfStale(lifetime, { log }) {
  // Taken before the build: what changes while it runs is built next time.
  const current = await fingerprint();
  if ((await readFile(stamp, 'utf8').catch(() => null)) === current) return;
  const startedAt = performance.now();
  const cli = path.join(path.dirname(createRequire(import.meta.url).resolve('electron-vite/package.json')), 'bin');
  const args = [path.join(cli, 'electron-vite.js'), 'build', '--logLevel', 'warn'];
  const { code, output } = await runQuietly(lifetime, process.execPath, args, { cwd: root });
  if (code !== 0) throw new Problem(`build: failed\n${output.trim()}`);
  await mkdir(path.dirname(stamp), { recursive: true });
  await writeFile(stamp, current);
  log(`build: done in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}

/**
 * Names, sizes and times of all inputs. A hash of them and not just the newest time, so that a deleted file and a
 * checkout of something older count as changes too.
 *
 * @returns {Promise<string>}
 */
export async function fingerprint() {
  const hash = createHash('sha256');
  for (const input of inputs) {
    for (const file of await filesIn(path.join(root, input))) {
      const { mtimeMs, size } = await stat(file);
      hash.update(`${path.relative(root, file)}\0${mtimeMs}\0${size}\n`);
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} file a file or a folder; may be missing
 * @returns {Promise<string[]>} in a stable order
 */
async function filesIn(file) {
  const state = await stat(file).catch(() => null);
  if (state === null) return [];
  if (!state.isDirectory()) return [file];
  const entries = await readdir(file, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !notInputs.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted();
}
