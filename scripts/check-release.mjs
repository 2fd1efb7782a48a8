// node scripts/check-release.mjs vX.Y.Z [--notes]: whether a tag, package.json and CHANGELOG.md name the same version;
// with --notes it prints what the changelog says of it. Hosted CI runs it before it makes a release.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Problem, runCommand } from './command.mjs';
import { root } from './project.mjs';

await runCommand(async () => {
  const [tag = '', option] = process.argv.slice(2);
  /** @type {{ version: string }} */
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  if (tag !== `v${version}`) throw new Problem(`release: the tag ${tag} is not v${version} of package.json`);
  const changelog = await readFile(path.join(root, 'CHANGELOG.md'), 'utf8');
  const notes = notesOf(changelog, version);
  if (notes === undefined) throw new Problem(`release: CHANGELOG.md has no section "## [${version}] - YYYY-MM-DD"`);
  if (notes === '') throw new Problem(`release: CHANGELOG.md says nothing of ${version}`);
  console.log(option === '--notes' ? notes : `release: ${version} is ready`);
  return 0;
});

/**
 * @param {string} changelog
 * @param {string} version
 * @returns {string | undefined} the text of the version's section
 */
function notesOf(changelog, version) {
  const sections = changelog.split(/^## /mu).slice(1);
  const section = sections.find((text) => text.startsWith(`[${version}] - `) && /^\S+ - \d{4}-\d\d-\d\d\n/u.test(text));
  return section?.replace(/^.*\n/u, '').trim();
}
