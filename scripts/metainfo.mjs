import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './project.mjs';

/**
 * What software centres show of a version (AppStream).
 *
 * @param {string} version
 * @returns {Promise<string>} XML
 */
export async function metainfoOf(version) {
  const text = await readFile(path.join(root, 'resources/linux/org.duplex.Duplex.metainfo.xml'), 'utf8');
  const changelog = await readFile(path.join(root, 'CHANGELOG.md'), 'utf8');
  const [, date] =
    new RegExp(`^## \\[${version.replaceAll('.', '\\.')}\\] - (\\d{4}-\\d{2}-\\d{2})$`, 'mu').exec(changelog) ?? [];
  // Nothing of this version has been released yet.
  if (date === undefined) return text.replace(/ *<releases>[^]*<\/releases>\n/u, '');
  return text.replace('@VERSION@', version).replace('@DATE@', date);
}
