import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PageMemory } from './page-memory.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duplex-memory-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test('what was written is read again, by another run as well, and nothing else is left beside it', async () => {
  const memory = new PageMemory(folder);
  expect(await memory.read('workbench')).toBeNull();
  await memory.write('workbench', '{"tabs":["ä"]}');
  expect(await new PageMemory(folder).read('workbench')).toBe('{"tabs":["ä"]}');
  expect(await readdir(folder)).toEqual(['workbench.json']);
});

test.skipIf(process.platform === 'win32')('only the user can read it', async () => {
  await new PageMemory(folder).write('workbench', 'text');
  expect((await stat(join(folder, 'workbench.json'))).mode & 0o777).toBe(0o600);
});

test('of writes that overlap the last one stays, whole', async () => {
  const memory = new PageMemory(folder);
  const texts = Array.from({ length: 20 }, (_, index) => String(index).repeat(10_000));
  await Promise.all(texts.map((text) => memory.write('workbench', text)));
  expect(await memory.read('workbench')).toBe(texts.at(-1));
});

test('a write that fails leaves what was there, and the next one goes through', async () => {
  const memory = new PageMemory(folder);
  await memory.write('workbench', 'first');
  await mkdir(join(folder, 'workbench.json.new', 'full'), { recursive: true });
  await expect(memory.write('workbench', 'second')).rejects.toThrow();
  expect(await memory.read('workbench')).toBe('first');
  await rm(join(folder, 'workbench.json.new'), { recursive: true });
  await memory.write('workbench', 'third');
  expect(await memory.read('workbench')).toBe('third');
});

test('what is no text is kept aside and said, and the next read finds nothing', async () => {
  await writeFile(join(folder, 'workbench.json'), Buffer.from([0xff, 0xfe, 0x00]));
  const memory = new PageMemory(folder);
  await expect(memory.read('workbench')).rejects.toMatchObject({ info: { code: 'bad-file', field: 'workbench' } });
  expect((await readdir(folder)).every((name) => name.startsWith('workbench.json.bad-'))).toBe(true);
  expect(await memory.read('workbench')).toBeNull();
});

test('a folder of that name is said as well', async () => {
  await mkdir(join(folder, 'workbench.json'));
  await expect(new PageMemory(folder).read('workbench')).rejects.toMatchObject({ info: { code: 'bad-file' } });
});
