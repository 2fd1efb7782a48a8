import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from './project.mjs';

const page = await readFile(path.join(root, 'docs/peers.md'), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => /\| (?:yes|partly|no) +\|/u.test(line))
  .map((line) => ({
    line,
    files: [...line.matchAll(/`([\w./-]+\.(?:test|spec)\.(?:ts|mjs))`/gu)].map(([, file]) => file),
  }));

test('every test that the comparison names is there', async () => {
  const named = new Set(rows.flatMap(({ files }) => files));
  const missing = [];
  for (const file of named) {
    if (
      file !== undefined &&
      !(await stat(path.join(root, file)).then(
        (found) => found.isFile(),
        () => false,
      ))
    ) {
      missing.push(file);
    }
  }
  expect(missing).toEqual([]);
  expect(named.size, 'a checker that finds no names is none').toBeGreaterThan(50);
});

test('whatever Duplex is said to do has a test, and the 25 points are all there', () => {
  expect(rows.filter(({ line, files }) => files.length === 0 && !/\| no +\|/u.test(line))).toEqual([]);
  const numbers = rows.flatMap(({ line }) => /^\| (\d+) +\|/u.exec(line)?.[1] ?? []);
  expect(numbers.map(Number)).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
});
