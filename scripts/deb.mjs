// Makes a Debian package out of an unpacked Linux app, with dpkg-deb alone: electron-builder's own tool for it is a release
// download. No maintainer scripts: dpkg's triggers take care of menus and icons, and the sandbox's helper is in the package
// as it has to be.
import { createHash } from 'node:crypto';
import {
  chmod,
  copyFile,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { Problem } from './command.mjs';
import { metainfoOf } from './metainfo.mjs';
import { runQuietly } from './processes.mjs';
import { root } from './project.mjs';

/** What Electron needs (docs of Electron, "Linux"), and xdg-utils for opening links; either name since Debian 13. */
const dependencies = [
  'libasound2 | libasound2t64',
  'libatspi2.0-0 | libatspi2.0-0t64',
  'libdrm2',
  'libgbm1',
  'libgtk-3-0 | libgtk-3-0t64',
  'libnotify4',
  'libnss3',
  'libxss1',
  'libxtst6',
  'xdg-utils',
];

/** Names of dpkg for those of Node. */
const architectures = /** @type {Record<string, string>} */ ({ x64: 'amd64', arm64: 'arm64' });

/**
 * @typedef {object} DebOptions
 * @property {string} app the unpacked app, as electron-builder's target `dir` leaves it
 * @property {string} file the package to be made
 * @property {string} arch `x64` or `arm64`
 * @property {{ version: string, description: string, homepage?: string }} about of package.json
 * @property {'xz' | 'none'} compression
 */

/**
 * @param {import('./command.mjs').Lifetime} lifetime
 * @param {DebOptions} options
 */
export async function makeDeb(lifetime, { app, file, arch, about, compression }) {
  const tree = await mkdtemp(path.join(os.tmpdir(), 'duplex-deb-'));
  lifetime.defer(() => rm(tree, { recursive: true, force: true }));
  await chmod(tree, 0o755);
  const at = (/** @type {string[]} */ ...names) => path.join(tree, ...names);

  await cp(app, at('opt', 'Duplex'), { recursive: true, verbatimSymlinks: true });
  await mkdir(at('usr', 'bin'), { recursive: true });
  await symlink('/opt/Duplex/duplex', at('usr', 'bin', 'duplex'));
  await put(path.join(root, 'resources/linux/duplex.desktop'), at('usr/share/applications/duplex.desktop'));
  await putText(await metainfoOf(about.version), at('usr/share/metainfo/org.duplex.Duplex.metainfo.xml'));
  await putIcons(at('usr/share/icons/hicolor'));
  await put(path.join(root, 'LICENSE'), at('usr/share/doc/duplex/copyright'));
  const changelog = await readFile(path.join(root, 'CHANGELOG.md'));
  await putBytes(gzipSync(changelog, { level: 9 }), at('usr/share/doc/duplex/changelog.gz'));

  await normalise(tree);
  // Chromium's helper for kernels and policies without user namespaces of an ordinary user.
  await chmod(at('opt/Duplex/chrome-sandbox'), 0o4755);

  const sizeKiB = Math.ceil((await bytesIn(tree)) / 1024);
  await putText(control(about, arch, sizeKiB), at('DEBIAN/control'));
  await putText(await checksums(tree), at('DEBIAN/md5sums'));
  const args = ['--root-owner-group', `-Z${compression}`, '--build', tree, file];
  const { code, output } = await runQuietly(lifetime, 'dpkg-deb', args);
  if (code !== 0) throw new Problem(`package: dpkg-deb failed\n${output.trim()}`);
}

/**
 * @param {DebOptions['about']} about
 * @param {string} arch
 * @param {number} sizeKiB
 */
function control({ version, description, homepage }, arch, sizeKiB) {
  const lines = [
    'Package: duplex',
    // A version before a release sorts before it.
    `Version: ${version.replace('-', '~')}`,
    `Architecture: ${architectures[arch] ?? arch}`,
    'Maintainer: The Duplex contributors <duplex@localhost>',
    'Section: net',
    'Priority: optional',
    `Installed-Size: ${sizeKiB}`,
    `Depends: ${dependencies.join(', ')}`,
    ...(homepage === undefined ? [] : [`Homepage: ${homepage}`]),
    'Description: WebSocket workbench',
    ` ${description}.`,
  ];
  return `${lines.join('\n')}\n`;
}

/** @param {string} theme */
async function putIcons(theme) {
  const icons = path.join(root, 'resources/icons');
  for (const name of await readdir(path.join(icons, 'linux'))) {
    const size = path.basename(name, '.png');
    // The theme has no folder for larger ones.
    if (size === '1024x1024') continue;
    await put(path.join(icons, 'linux', name), path.join(theme, size, 'apps/duplex.png'));
  }
  await put(path.join(icons, 'duplex.svg'), path.join(theme, 'scalable/apps/duplex.svg'));
}

/**
 * @param {string} source
 * @param {string} target
 */
async function put(source, target) {
  await mkdir(path.dirname(target), { recursive: true });
  await copyFile(source, target);
}

/**
 * @param {string} text
 * @param {string} target
 */
function putText(text, target) {
  return putBytes(Buffer.from(text), target);
}

/**
 * @param {Uint8Array} bytes
 * @param {string} target
 */
async function putBytes(bytes, target) {
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, bytes);
}

/**
 * Rights that do not depend on who made the package: everybody reads, nobody but root writes.
 *
 * @param {string} folder
 */
async function normalise(folder) {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const name = path.join(folder, entry.name);
    if (entry.isSymbolicLink()) continue;
    if (entry.isDirectory()) await normalise(name);
    const { mode } = await lstat(name);
    await chmod(name, entry.isDirectory() || (mode & 0o100) !== 0 ? 0o755 : 0o644);
  }
  await chmod(folder, 0o755);
}

/**
 * @param {string} tree
 * @returns {Promise<string[]>} the files below it, relative to it
 */
async function filesIn(tree) {
  const entries = await readdir(tree, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(tree, path.join(entry.parentPath, entry.name)))
    .toSorted();
}

/** @param {string} tree */
async function bytesIn(tree) {
  let total = 0;
  for (const file of await filesIn(tree)) total += (await lstat(path.join(tree, file))).size;
  return total;
}

/** @param {string} tree */
async function checksums(tree) {
  const lines = [];
  for (const file of await filesIn(tree)) {
    if (file.startsWith('DEBIAN/')) continue;
    const hash = createHash('md5').update(await readFile(path.join(tree, file)));
    lines.push(`${hash.digest('hex')}  ${file}\n`);
  }
  return lines.join('');
}
