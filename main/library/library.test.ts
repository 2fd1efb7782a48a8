import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as setImmediatePromise } from 'node:timers/promises';
import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { closeAfterTest } from '../../tests/support/clean-up.ts';
import { temporaryFolder } from '../../tests/support/temporary-folder.ts';
import type { ConnectionDocument } from '../../contract/workbench/documents.ts';
import type { NewDocument } from '../../contract/workbench/library.ts';
import { Library } from './library.ts';

const isWindows = process.platform === 'win32';

async function open(
  base?: string,
  told?: () => void,
): Promise<{ base: string; folder: string; library: Library; changed: () => number }> {
  const at = base ?? (await temporaryFolder());
  const folder = join(at, 'library');
  let changes = 0;
  const library = new Library({
    folder,
    isChosen: false,
    undoFolder: join(at, 'undo'),
    secrets: () => ({ secrets: [], secretStorage: 'memory' }),
    changed: () => {
      changes += 1;
      told?.();
    },
  });
  closeAfterTest(async () => library.close());
  await library.state();
  return { base: at, folder, library, changed: () => changes };
}

function connection(address: string, more: Partial<ConnectionDocument> = {}): NewDocument {
  return { kind: 'connection', document: { version: 1, address, ...more } };
}
const folderContent: NewDocument = { kind: 'folder', document: { version: 1 } };

async function paths(library: Library): Promise<readonly string[]> {
  return (await library.state()).entries.map(({ path }) => path);
}

test('nothing is written before something is saved', async () => {
  const { base, library } = await open();
  expect((await library.state()).entries).toEqual([]);
  expect((await library.state()).problem).toBeUndefined();
  expect(await readdir(base)).toEqual([]);
});

test('what was made or moved is told of together with the answer, not before it', async () => {
  const order: string[] = [];
  // As the page is told: in a later turn of the event loop.
  const { library } = await open(undefined, () => setImmediate(() => order.push('told')));
  await setImmediatePromise();
  expect(order.splice(0)).toEqual(['told']);
  await library.create({ folder: 'connections', name: 'Orders', content: connection('ws://a') });
  order.push('answered');
  await setImmediatePromise();
  await library.move({ path: 'connections/Orders', toFolder: 'connections', name: 'Bids', before: null });
  order.push('answered');
  await setImmediatePromise();
  expect(order).toEqual(['answered', 'told', 'answered', 'told']);
});

test('documents are made, saved, moved, ordered, removed, and all of it is taken back', async () => {
  const { library, folder } = await open();
  await library.create({ folder: 'connections', name: 'Work', content: folderContent });
  const made = await library.create({ folder: 'connections/Work', name: 'Orders', content: connection('ws://a') });
  expect(made).toMatchObject({ path: 'connections/Work/Orders', kind: 'connection', problem: undefined });
  expect(
    (await library.create({ folder: 'connections/Work', name: 'ORDERS', content: connection('ws://b') })).name,
  ).toBe('ORDERS 2');
  const saved = await library.save({ path: made.path, revision: made.revision, content: connection('ws://c') });
  await expect(
    library.save({ path: made.path, revision: made.revision, content: connection('ws://d') }),
  ).rejects.toMatchObject({ code: 'conflict' });
  await library.move({
    path: 'connections/Work/ORDERS 2',
    toFolder: 'connections/Work',
    name: 'Bids',
    before: 'Orders',
  });
  expect(await paths(library)).toEqual(['connections/Work', 'connections/Work/Bids', 'connections/Work/Orders']);
  await library.move({ path: 'connections/Work/Orders', toFolder: 'connections/Work', name: 'Orders', before: 'Bids' });
  expect(await paths(library)).toEqual(['connections/Work', 'connections/Work/Orders', 'connections/Work/Bids']);
  await library.remove({ path: 'connections/Work' });
  expect(await paths(library)).toEqual([]);
  expect((await library.state()).undo.map(({ kind }) => kind)).toEqual(['save', 'move', 'move', 'remove']);
  for (const { id } of [...(await library.state()).undo].toReversed()) await library.undo({ id });
  expect(await paths(library)).toEqual(['connections/Work', 'connections/Work/Orders', 'connections/Work/ORDERS 2']);
  expect(saved.revision).not.toBe(made.revision);
  expect(await readFile(join(folder, 'connections/Work/Orders.yaml'), 'utf8')).toContain('ws://a');
});

test('what was removed can be brought back in the next run, beside what has its name by then', async () => {
  const { library, base } = await open();
  await library.create({ folder: 'connections', name: 'One', content: connection('ws://old') });
  await library.remove({ path: 'connections/One' });
  library.close();
  const next = await open(base);
  await next.library.create({ folder: 'connections', name: 'One', content: connection('ws://new') });
  const [step] = (await next.library.state()).undo;
  expect(step).toMatchObject({ kind: 'remove', path: 'connections/One' });
  await next.library.undo({ id: step?.id ?? 0 });
  expect(await paths(next.library)).toEqual(['connections/One', 'connections/One 2']);
  expect(await readdir(join(base, 'undo'))).toEqual([]);
});

const badNames = [
  '..',
  '.',
  'a/b',
  'a\\b',
  'CON',
  'nul.x',
  'a\0b',
  'a\nb',
  '.hidden',
  'folder',
  'x ',
  '💥'.repeat(61),
  'a:b',
];
test.each(badNames)('the name %j is refused with its field', async (name) => {
  const { library, base } = await open();
  await expect(library.create({ folder: 'connections', name, content: connection('ws://a') })).rejects.toMatchObject({
    info: { code: 'invalid-input', field: 'name' },
  });
  await expect(
    library.save({ path: `connections/${name}`, revision: 'none', content: connection('ws://a') }),
  ).rejects.toMatchObject({ code: expect.stringMatching(/invalid-input|not-found/) as string });
  await expect(library.remove({ path: `connections/../${name}` })).rejects.toMatchObject({ info: { field: 'path' } });
  expect(await readdir(base)).toEqual([]);
});

test.skipIf(isWindows)('what is no document is shown with why, and neither followed nor waited for', async () => {
  const { library, folder, base } = await open();
  await mkdir(join(folder, 'connections/deep'), { recursive: true });
  await mkdir(join(base, 'elsewhere'));
  await writeFile(join(base, 'elsewhere/secret.yaml'), 'version: 1\naddress: ws://x\n');
  await symlink(join(base, 'elsewhere/secret.yaml'), join(folder, 'connections/link.yaml'));
  await symlink(join(base, 'elsewhere'), join(folder, 'connections/out'));
  execFileSync('mkfifo', [join(folder, 'connections/pipe.yaml')]);
  await writeFile(join(folder, 'connections/broken.yaml'), 'version: 1\naddress: [\n');
  await writeFile(join(folder, 'connections/latin.yaml'), Buffer.from('version: 1\naddress: "\xe9"\n', 'latin1'));
  await writeFile(join(folder, 'connections/large.yaml'), Buffer.alloc(9 * 1024 * 1024, ' '));
  await writeFile(join(folder, 'connections/good.yaml'), 'version: 1\naddress: ws://g\n');
  await library.refresh();
  const { entries } = await library.state();
  const why = Object.fromEntries(entries.map(({ name, problem }) => [name, problem?.message]));
  expect(why).toMatchObject({
    link: expect.stringContaining('link') as string,
    pipe: 'it is no file',
    latin: 'it is not UTF-8',
    good: undefined,
  });
  expect(why['broken']).toContain('it is not YAML');
  expect(why['large']).toContain('larger than');
  expect(entries.some(({ path }) => path.startsWith('connections/out'))).toBe(false);
  // A broken one is never written.
  const broken = entries.find(({ name }) => name === 'broken');
  await expect(
    library.save({ path: 'connections/broken', revision: broken?.revision ?? '', content: connection('x') }),
  ).rejects.toMatchObject({ info: { field: 'path' } });
  expect(await readFile(join(folder, 'connections/broken.yaml'), 'utf8')).toBe('version: 1\naddress: [\n');
  // Nor is anything behind a link that came after it was looked.
  await rm(join(folder, 'connections/deep'), { recursive: true });
  await symlink(join(base, 'elsewhere'), join(folder, 'connections/deep'));
  await expect(library.create({ folder: 'connections/deep', name: 'in', content: connection('x') })).rejects.toThrow(
    'a link that leads out',
  );
  expect(await readdir(join(base, 'elsewhere'))).toEqual(['secret.yaml']);
});

test('changes from outside are seen, also when the folder is gone and comes back', { timeout: 30_000 }, async () => {
  const { library, folder, base } = await open();
  const own = await library.create({ folder: 'connections', name: 'A', content: connection('ws://a') });
  const seen = (expected: readonly string[]): Promise<void> =>
    vi.waitFor(() => expect(library.current.entries.map(({ path }) => path)).toEqual(expected), { timeout: 10_000 });
  await writeFile(join(folder, 'connections/B.yaml'), 'version: 1\naddress: ws://b\n');
  await seen(['connections/A', 'connections/B']);
  await writeFile(join(folder, 'connections/A.yaml'), 'version: 1\naddress: ws://else\n');
  await vi.waitFor(() => expect(library.current.entries[0]?.revision).not.toBe(own.revision), { timeout: 10_000 });
  await expect(
    library.save({ path: own.path, revision: own.revision, content: connection('x') }),
  ).rejects.toMatchObject({ code: 'conflict' });
  await rename(folder, join(base, 'away'));
  await seen([]);
  await rename(join(base, 'away'), folder);
  await seen(['connections/A', 'connections/B']);
});

test('a change from outside that keeps the size is seen, however soon it follows another one', async () => {
  const { library, folder } = await open();
  await mkdir(join(folder, 'connections'), { recursive: true });
  for (let number = 100; number < 200; number += 1) {
    // Written in place, so that even the inode stays; many of these share one step of the file system's clock.
    await writeFile(join(folder, 'connections/A.yaml'), `version: 1\naddress: ws://${number}\n`);
    await library.refresh();
    expect(library.current.entries[0]?.document).toMatchObject({ address: `ws://${number}` });
  }
});

test('a change from outside that keeps the size and the time of the last change is seen', async () => {
  const { library, folder } = await open();
  const file = join(folder, 'connections/A.yaml');
  const longAgo = new Date('2020-01-01T00:00:00Z');
  await mkdir(join(folder, 'connections'), { recursive: true });
  for (const name of ['one', 'two']) {
    await writeFile(file, `version: 1\naddress: ws://${name}\n`);
    await utimes(file, longAgo, longAgo);
    await library.refresh();
    expect(library.current.entries[0]?.document).toMatchObject({ address: `ws://${name}` });
  }
});

test('of many documents only the one that has changed is made anew', async () => {
  const { library, folder } = await open();
  await mkdir(join(folder, 'connections'), { recursive: true });
  for (const name of ['A', 'B', 'C']) {
    await writeFile(join(folder, `connections/${name}.yaml`), `version: 1\naddress: ws://${name}\n`);
  }
  await library.refresh();
  const before = library.current.entries.map(({ document }) => document);
  await writeFile(join(folder, 'connections/B.yaml'), 'version: 1\naddress: ws://X\n');
  await library.refresh();
  const after = library.current.entries.map(({ document }) => document);
  expect(after.map((document, index) => document === before[index])).toEqual([true, false, true]);
});

test('ten thousand documents are the most, and are read', { timeout: 120_000 }, async () => {
  const { library, folder } = await open();
  await mkdir(join(folder, 'connections'), { recursive: true });
  for (let from = 0; from < 10_050; from += 50) {
    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        writeFile(join(folder, `connections/${from + index}.yaml`), 'version: 1\naddress: a\n'),
      ),
    );
  }
  await library.refresh();
  const state = await library.state();
  expect(state.entries).toHaveLength(10_000);
  expect(state.problem).toMatchObject({ code: 'storage-failed', message: expect.stringContaining('10000') as string });
  const began = performance.now();
  await library.refresh();
  process.stderr.write(`looked at again in ${Math.round(performance.now() - began)} ms\n`);
  await expect(library.create({ folder: 'connections', name: 'one', content: connection('a') })).rejects.toMatchObject({
    info: { field: 'folder' },
  });
});

test('whatever is done, files and state are the same', { timeout: 120_000 }, async () => {
  const names = fc.constantFrom('a', 'B', 'b', 'c', 'ä');
  const places = fc.constantFrom('connections', 'connections/a', 'connections/a/B', 'connections/c');
  const step = fc.oneof(
    fc.record({ do: fc.constant('create' as const), folder: places, name: names, isFolder: fc.boolean() }),
    fc.record({ do: fc.constant('save' as const), folder: places, name: names }),
    fc.record({
      do: fc.constant('move' as const),
      folder: places,
      name: names,
      to: places,
      as: names,
      before: fc.option(names),
    }),
    fc.record({ do: fc.constant('remove' as const), folder: places, name: names }),
    fc.record({ do: fc.constant('undo' as const) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25, size: 'max' }), async (steps) => {
      const { library, base, folder } = await open();
      for (const [at, name] of [
        ['connections', 'a'],
        ['connections/a', 'B'],
        ['connections', 'c'],
      ] as const) {
        await library.create({ folder: at, name, content: folderContent });
      }
      let number = 0;
      for (const one of steps) {
        number += 1;
        const { entries, undo } = await library.state();
        const path = one.do === 'undo' ? '' : `${one.folder}/${one.name}`;
        const entry = entries.find((known) => known.path === path);
        const before = await filesIn(base);
        const work =
          one.do === 'create'
            ? library.create({
                folder: one.folder,
                name: one.name,
                content: one.isFolder ? folderContent : connection(`ws://${number}`),
              })
            : one.do === 'save'
              ? library.save({
                  path,
                  revision: entry?.revision ?? '',
                  content: entry?.kind === 'folder' ? folderContent : connection(`ws://${number}`),
                })
              : one.do === 'move'
                ? library.move({ path, toFolder: one.to, name: one.as, before: one.before })
                : one.do === 'remove'
                  ? library.remove({ path })
                  : library.undo({ id: undo.at(-1)?.id ?? 0 });
        await work.catch((error: unknown) => {
          // Only what was expected.
          expect(error).toMatchObject({ code: expect.stringMatching(/invalid-input|not-found|conflict/) as string });
        });
        // Nothing is ever lost: what is not in the library is kept for undo.
        const after = await filesIn(base);
        if (one.do === 'move' || one.do === 'remove') expect(documents(after)).toBe(documents(before));
      }
      library.close();
      const state = await library.state();
      const again = await open(base);
      expect((await again.library.state()).entries).toEqual(state.entries);
      expect(state.entries.every(({ problem }) => problem === undefined)).toBe(true);
      const left = (await filesIn(folder)).filter((file) => file.endsWith('.new'));
      expect(left).toEqual([]);
      again.library.close();
    }),
    { numRuns: 25 },
  );
});

async function filesIn(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return found.filter((one) => one.isFile()).map((one) => one.name);
}

function documents(files: readonly string[]): number {
  return files.filter((file) => file !== 'folder.yaml' && file !== 'removed.json').length;
}
