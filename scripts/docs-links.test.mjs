import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from './project.mjs';

/** What is not the repository's own. */
const passedBy = new Set(['node_modules', 'out', 'dist', 'test-results', '.git']);

/**
 * @param {string} folder
 * @returns {Promise<string[]>}
 */
async function pagesBelow(folder) {
  const pages = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory() && !passedBy.has(entry.name)) pages.push(...(await pagesBelow(file)));
    if (entry.isFile() && entry.name.endsWith('.md')) pages.push(file);
  }
  return pages;
}

/**
 * Markdown without what is shown as it stands: blocks and pieces of code.
 *
 * @param {string} text
 */
function withoutCode(text) {
  return text
    .replaceAll(/^ *(`{3,}|~{3,})[^]*?^ *\1$/gmu, '')
    .replaceAll(/(?<!`)(`+)(?!`)(?:(?!\n\s*\n)[^])*?(?<!`)\1(?!`)/gu, '');
}

/**
 * Where a page's links and images lead: of Markdown's own form, of references, and of HTML.
 *
 * @param {string} text
 */
function targetsIn(text) {
  const prose = withoutCode(text);
  const found = [
    ...prose.matchAll(/\]\(\s*<?([^)\s>]*)>?(?:\s+"[^"]*")?\s*\)/gu),
    ...prose.matchAll(/^ {0,3}\[[^\]]+\]:\s+<?([^\s>]+)>?/gmu),
    ...prose.matchAll(/\b(?:href|src)="([^"]*)"/gu),
  ];
  return found.map(([, target = '']) => target);
}

/**
 * The anchors of a page's headings, as GitHub makes them.
 *
 * @param {string} text
 */
function anchorsIn(text) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  /** @type {Set<string>} */
  const anchors = new Set();
  const prose = text.replaceAll(/^ *(`{3,}|~{3,})[^]*?^ *\1$/gmu, '');
  for (const [, heading = ''] of prose.matchAll(/^#{1,6}\s+(.+?)\s*#*$/gmu)) {
    const shown = heading.replaceAll(/!?\[([^\]]*)\]\([^)]*\)/gu, '$1');
    const anchor = shown
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
      .replaceAll(' ', '-');
    const count = seen.get(anchor) ?? 0;
    seen.set(anchor, count + 1);
    anchors.add(count === 0 ? anchor : `${anchor}-${count}`);
  }
  for (const [, id = ''] of prose.matchAll(/\b(?:id|name)="([^"]+)"/gu)) anchors.add(id);
  return anchors;
}

/**
 * @param {{ page: string, text: string }} from
 * @param {string} target of a link on it
 * @returns {Promise<string | undefined>} what is wrong with it; nothing about addresses of others
 */
async function faultOf({ page, text }, target) {
  if (/^(?:[a-z][a-z\d+.-]*:|\/\/)/iu.test(target)) return undefined;
  const [, name = '', anchor] = /^([^#]*)(?:#(.*))?$/u.exec(target) ?? [];
  if (name.startsWith('/')) return 'leads to the root of whatever shows it';
  if (name === '') return anchorsIn(text).has(decodeURIComponent(anchor ?? '')) ? undefined : 'has no such heading';
  const file = path.join(path.dirname(page), decodeURIComponent(name));
  if (path.relative(root, file).startsWith('..')) return 'leads out of the repository';
  const found = await stat(file).catch(() => undefined);
  if (found === undefined) return 'leads nowhere';
  if (anchor === undefined) return undefined;
  // Lines of a source file, as GitHub numbers them, are not promised to stay.
  if (!file.endsWith('.md')) return 'has an anchor that only a page can have';
  return anchorsIn(await readFile(file, 'utf8')).has(decodeURIComponent(anchor)) ? undefined : 'has no such heading';
}

/**
 * @param {string} page
 * @param {string} text
 */
async function faultsOn(page, text) {
  const faults = [];
  for (const target of targetsIn(text)) {
    const fault = await faultOf({ page, text }, target);
    if (fault !== undefined) faults.push(`${path.relative(root, page)}: ${target} ${fault}`);
  }
  return faults;
}

const pages = await pagesBelow(root);

test('every link and image of every page leads somewhere', async () => {
  const faults = [];
  let count = 0;
  for (const page of pages) {
    const text = await readFile(page, 'utf8');
    count += targetsIn(text).length;
    faults.push(...(await faultsOn(page, text)));
  }
  expect(faults).toEqual([]);
  expect(count, 'a checker that finds no links is none').toBeGreaterThan(100);
});

test('a link to nowhere, to a missing heading or out of the repository is found, and code is no link', async () => {
  const page = path.join(root, 'docs', 'made-up.md');
  const text = [
    '# One heading, `code` and [a link](../README.md)',
    '## Twice',
    '## Twice',
    '[a](#one-heading-code-and-a-link) [b](#twice-1) [c](../README.md#run-it) [d](https://example.com/nowhere)',
    '![e](images/missing.png) [f](#thrice) [g](../README.md#nowhere) [h](../../elsewhere) <img src="none.png">',
    '[i]: gone.md',
    '`[j](code.md)`',
    '```md',
    '[k](block.md)',
    '```',
  ].join('\n');
  expect(await faultsOn(page, text)).toEqual([
    'docs/made-up.md: images/missing.png leads nowhere',
    'docs/made-up.md: #thrice has no such heading',
    'docs/made-up.md: ../README.md#nowhere has no such heading',
    'docs/made-up.md: ../../elsewhere leads out of the repository',
    'docs/made-up.md: gone.md leads nowhere',
    'docs/made-up.md: none.png leads nowhere',
  ]);
});

test('the index leads to every page and every picture is on one', async () => {
  const folder = path.join(root, 'docs');
  const index = new Set(targetsIn(await readFile(path.join(folder, 'README.md'), 'utf8')));
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md') && name !== 'README.md');
  expect(names.filter((name) => !index.has(name))).toEqual([]);

  const shown = new Set();
  for (const page of pages) {
    const text = await readFile(page, 'utf8');
    for (const target of targetsIn(text)) shown.add(path.join(path.dirname(page), target));
  }
  const images = path.join(folder, 'images');
  const pictures = await readdir(images);
  expect(pictures.filter((name) => !shown.has(path.join(images, name)))).toEqual([]);
  for (const name of pictures) expect((await stat(path.join(images, name))).size, name).toBeLessThanOrEqual(150_000);
});
