import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * What is bundled brings its licences along: a plugin of the build that writes, beside each bundle, the notices of every
 * package of which something is in it. The build fails for a package without a licence text.
 *
 * @returns {import('vite').Plugin}
 */
export function thirdPartyNotices() {
  return {
    name: 'third-party-notices',
    apply: 'build',
    async generateBundle(_options, bundle) {
      /** @type {Set<string>} */
      const folders = new Set();
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        for (const id of chunk.moduleIds) {
          const folder = packageFolder(id);
          if (folder !== undefined) folders.add(folder);
        }
      }
      const source = await noticesOf([...folders].toSorted());
      this.emitFile({ type: 'asset', fileName: 'third-party-notices.txt', source });
    },
  };
}

/**
 * @param {readonly string[]} folders of packages
 * @returns {Promise<string>}
 */
export async function noticesOf(folders) {
  const notices = await Promise.all(folders.map(noticeOf));
  return [...new Set(notices)].join(`\n${'-'.repeat(96)}\n\n`);
}

/** @param {string} folder */
async function noticeOf(folder) {
  /** @type {{ name: string, version: string, license?: string }} */
  const about = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const files = (await readdir(folder)).filter((name) => /^(?:licen[cs]e|copying|notice)/iu.test(name));
  const texts = await Promise.all(files.toSorted().map((name) => readFile(path.join(folder, name), 'utf8')));
  if (about.license === undefined && texts.length === 0) throw new Error(`${about.name} names no licence`);
  const text = texts.length > 0 ? texts.join('\n') : `Licence: ${about.license}\n`;
  return `${about.name} ${about.version} (${about.license ?? 'see below'})\n\n${text.trim().replaceAll('\r\n', '\n')}\n`;
}

/**
 * @param {string} id a module's file
 * @returns {string | undefined} the folder of the package it belongs to
 */
function packageFolder(id) {
  const file = id.replace(/^\0/u, '').split('?')[0] ?? '';
  const match = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//u.exec(file.replaceAll('\\', '/'));
  return match?.[1];
}
