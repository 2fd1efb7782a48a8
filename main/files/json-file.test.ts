import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, readlink, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as v from 'valibot';
import { temporaryFolder } from '../../tests/support/temporary-folder.ts';
import { JsonFile } from './json-file.ts';

const name = 'kept.json';
const sizeLimitBytes = 2 * 1024 * 1024;
const isWindows = process.platform === 'win32';

async function fileIn(folder: string): Promise<{ path: string; file: JsonFile<{ readonly word: string }> }> {
  const path = join(folder, name);
  const schema = v.strictObject({ word: v.string() });
  return { path, file: new JsonFile(path, { schema, sizeLimitBytes, meanwhile: 'nothing holds' }) };
}

const places: readonly (readonly [what: string, make: (path: string, folder: string) => unknown, why: string])[] = [
  ['a folder', (path) => mkdir(path), 'EISDIR'],
  ['a device that never ends', (path) => symlink('/dev/zero', path), 'kept.json: it is no file; nothing holds'],
  ['a pipe that nobody writes to', (path) => execFileSync('mkfifo', [path]), 'it is no file'],
  ['a link that leads nowhere', (path, folder) => symlink(join(folder, 'gone'), path), 'ENOENT'],
  ['a link that leads to itself', (path) => symlink(path, path), 'ELOOP'],
  ['a file that is too large', (path) => writeFile(path, Buffer.alloc(sizeLimitBytes + 1, ' ')), 'larger than 2097152'],
  ['an inherited field', (path) => writeFile(path, '{"__proto__": {"word": "x"}}'), '(line 1, column 1)'],
];

test.skipIf(isWindows).each(places)('%s is read without harm, and is no missing file', async (_what, make, why) => {
  const folder = await temporaryFolder();
  const { path, file } = await fileIn(folder);
  await make(path, folder);
  expect(await file.read()).toMatchObject({
    kind: 'bad',
    problem: { code: 'bad-file', message: expect.stringContaining(why) as string },
  });
});

test.skipIf(isWindows)('what is no file gives its place to the value, and is not followed', async () => {
  const folder = await temporaryFolder();
  const { path, file } = await fileIn(folder);
  const elsewhere = join(folder, 'elsewhere');
  await writeFile(elsewhere, 'not ours');
  await symlink('/dev/zero', path);
  // What a save writes first.
  await symlink(elsewhere, `${path}.new`);
  await file.replace({ word: 'kept' });
  expect(await file.read()).toEqual({ kind: 'value', value: { word: 'kept' } });
  expect(await readFile(elsewhere, 'utf8')).toBe('not ours');
  expect((await readdir(folder)).toSorted()).toEqual(['elsewhere', name]);
  await expect(readlink(path)).rejects.toMatchObject({ code: 'EINVAL' });
});

test('what could not be read again is not saved, and what is there stays', async () => {
  const { file } = await fileIn(await temporaryFolder());
  await file.replace({ word: 'before' });
  await expect(file.replace({ word: 'x'.repeat(sizeLimitBytes) })).rejects.toThrow('larger than 2097152 bytes');
  await expect(file.replace({ word: 1 as unknown as string })).rejects.toThrow('Expected string');
  expect(await file.read()).toEqual({ kind: 'value', value: { word: 'before' } });
});

test('a text of any length and form is read, or is not', async () => {
  const { path, file } = await fileIn(await temporaryFolder());
  const word = 'ü\n"'.repeat(200_000);
  await file.replace({ word });
  expect(await file.read()).toEqual({ kind: 'value', value: { word } });
  for (const text of ['"\\'.repeat(900_000), '[['.repeat(900_000), ' '.repeat(1_900_000), '{"word":"x"}}']) {
    await writeFile(path, text);
    expect((await file.read()).kind).toBe('bad');
  }
});
