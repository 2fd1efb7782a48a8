import { getRawHeader, listPackage } from '@electron/asar';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { packageApp, type PackagedFiles } from './packaged-app.ts';

const root = resolve(import.meta.dirname, '../..');
const mebibyte = 1024 * 1024;

/** Licences that let a program be passed on with what is under them inside, whatever its own. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'OFL-1.1',
  'Unlicense',
]);

let files: PackagedFiles;

beforeAll(async () => {
  files = await packageApp();
});

test('the app takes at most 8 MiB beside Electron', async () => {
  const folder = dirname(dirname(files.archive));
  const ours = [files.archive, join(folder, 'LICENSE.txt'), join(folder, 'THIRD-PARTY-NOTICES.txt')];
  const sizes = await Promise.all(ours.map(async (file) => (await stat(file)).size));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(8 * mebibyte);
  // On macOS the folder has Electron's names of languages as well, and the icon.
  const beside = (await readdir(dirname(files.archive))).filter((name) => !/^app\.asar$|\.lproj$|\.icns$/u.test(name));
  expect(beside, 'nothing else of ours').toEqual([]);
});

test('what the page loads first is at most 400 KiB, compressed', async () => {
  const page = join(root, 'out/renderer');
  const html = await readFile(join(page, 'index.html'), 'utf8');
  const first = [...html.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/gu)].map(([, path]) => path ?? '');
  expect(first.length).toBeGreaterThan(0);
  const sizes = await Promise.all(first.map(async (path) => gzipSync(await readFile(join(page, path))).length));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(400 * 1024);
});

test('every package inside has its licence in the notices, and one that allows it', async () => {
  const notices = await readFile(join(dirname(dirname(files.archive)), 'THIRD-PARTY-NOTICES.txt'), 'utf8');
  const heads = [...notices.matchAll(/^(\S+) (\d\S*) \((.*)\)\n\n/gmu)];
  const names = heads.map(([, name]) => name);
  for (const name of ['ws', 'react', 'react-dom', 'valibot', 'zustand', 'node-forge', 'quickjs-wasi']) {
    expect(names).toContain(name);
  }
  for (const [, name, , licence = ''] of heads) {
    const choices = licence.replace(/^\(|\)$/gu, '').split(' OR ');
    expect(
      choices.some((choice) => allowed.has(choice)),
      `${name}: ${licence}`,
    ).toBe(true);
  }
});

test('the archive has its checksums, which Electron compares where it can', () => {
  const { header } = getRawHeader(files.archive);
  const entry = header.files['package.json'];
  expect(entry).toMatchObject({ integrity: { algorithm: 'SHA256' } });
  expect(listPackage(files.archive, { isPack: false }).some((name) => name.includes('third-party'))).toBe(false);
});
