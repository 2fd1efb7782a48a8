import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DuplexError } from '../../contract/errors.ts';
import { spelledOut, type UserNetworkPolicy } from '../../contract/network-policy.ts';
import { temporaryFolder } from '../../tests/support/temporary-folder.ts';
import { declaring, nowhere } from '../../tests/support/network-policies.ts';
import { decide } from './decide.ts';
import { effectivePolicy } from './policy.ts';
import { PolicyStore, type PolicyChange } from './policy-store.ts';

const name = 'network-policy.json';
const offline: UserNetworkPolicy = { version: 1, preset: 'offline' };
const windows: UserNetworkPolicy = { version: 1, preset: 'windows' };
const custom: UserNetworkPolicy = { ...spelledOut(windows), denied: ['*.evil.test', '10.0.0.0/8'] };

async function folderWith(text?: string): Promise<{ folder: string; path: string }> {
  const folder = await temporaryFolder();
  const path = join(folder, name);
  if (text !== undefined) await writeFile(path, text);
  return { folder, path };
}

async function failureOf(call: Promise<unknown>): Promise<DuplexError> {
  const outcome: unknown = await call.then(
    () => new Error('it succeeded'),
    (error: unknown) => error,
  );
  if (outcome instanceof DuplexError) return outcome;
  throw outcome;
}

test('where no policy was saved, what is declared holds, and nothing is written', async () => {
  const { folder, path } = await folderWith();
  const store = await PolicyStore.read(path);
  expect(store.policy).toEqual({ version: 1, preset: 'declared' });
  expect(store.problem).toBeUndefined();
  expect(await readdir(folder)).toEqual([]);
});

test('a saved policy is there again at the next start, readable by its owner only', async () => {
  const { folder, path } = await folderWith();
  const store = await PolicyStore.read(path);
  await store.save(windows);
  await store.save(custom);
  expect(store.policy).toEqual(custom);
  expect((await PolicyStore.read(path)).policy).toEqual(custom);
  expect(await readdir(folder)).toEqual([name]);
  if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
});

const bad: readonly (readonly [what: string, text: string, field: string, message: string])[] = [
  ['a file that is cut off', '{"version": 1,\n"pre', name, 'line 2, column 1'],
  ['an empty file', '', name, 'line 1, column 1'],
  ['another version', '{\n  "version": 2,\n  "preset": "offline"\n}', `${name}: version`, 'line 2, column 14'],
  ['an unknown preset', '{"version": 1, "preset": "all"}', `${name}: preset`, 'line 1, column 26'],
  ['a missing field', '{"version": 1}', `${name}: preset`, 'line 1, column 1'],
  ['a list', '[]', `${name}: preset`, 'line 1, column 1'],
  ['no object', ' null', name, 'line 1, column 2'],
  ['an unknown field', '{"version": 1, "preset": "offline",\n "x": 1}', `${name}: x`, 'line 2, column 7'],
  [
    'a wrong entry',
    JSON.stringify({ ...custom, denied: ['a.test', '10.0.0.0/99'] }, null, 1),
    `${name}: denied.1`,
    '"10.0.0.0/99" is no host name',
  ],
];

test.each(bad)(
  '%s allows nothing, is named with its place, and is left as it is',
  async (_what, text, field, message) => {
    const { folder, path } = await folderWith(text);
    const store = await PolicyStore.read(path);
    expect(store.problem?.info).toMatchObject({ code: 'bad-file', field });
    expect(store.problem?.message).toContain(message);
    const manifest = declaring(['internetClientServer', 'privateNetworkClientServer'], { loopbackExempt: true });
    for (const address of ['8.8.8.8', '10.0.0.5', '127.0.0.1']) {
      expect(decide({ address, port: 80 }, effectivePolicy(manifest, store.policy), nowhere).kind).toBe('refused');
    }
    expect(await readFile(path, 'utf8')).toBe(text);
    expect(await readdir(folder)).toEqual([name]);
  },
);

test('the file that could not be used is kept beside the first policy that is saved, an earlier one as well', async () => {
  const { folder, path } = await folderWith('first');
  const store = await PolicyStore.read(path);
  await store.save(offline);
  expect(store.problem).toBeUndefined();
  await store.save(windows);
  expect((await readdir(folder)).toSorted()).toEqual([name, `${name}.bad`]);
  // Somebody edits it while the app runs, and gets it wrong.
  await writeFile(path, 'second');
  await store.save(custom);
  expect(await readFile(`${path}.bad`, 'utf8')).toBe('first');
  expect(await readFile(`${path}.bad2`, 'utf8')).toBe('second');
  expect((await PolicyStore.read(path)).policy).toEqual(custom);
});

test('a file that is too large is not read', async () => {
  const { path } = await folderWith(' '.repeat(2 * 1024 * 1024 + 1));
  expect((await PolicyStore.read(path)).problem?.message).toContain('larger than');
});

test('a file that cannot be read allows nothing, with the system’s own code', async () => {
  const { path } = await folderWith();
  await mkdir(path);
  const store = await PolicyStore.read(path);
  expect(store.policy).toEqual(offline);
  expect(store.problem?.info).toMatchObject({ code: 'bad-file', cause: 'EISDIR' });
});

test('what is no policy is not saved, and its field is named', async () => {
  const { folder, path } = await folderWith();
  const store = await PolicyStore.read(path);
  const wrong = { ...custom, allowed: ['not a host'] } as UserNetworkPolicy;
  expect((await failureOf(store.save(wrong))).info).toMatchObject({ code: 'invalid-input', field: 'allowed.0' });
  expect(store.policy).toEqual({ version: 1, preset: 'declared' });
  expect(await readdir(folder)).toEqual([]);
});

test('a policy that cannot be written does not hold', async () => {
  const { path } = await folderWith();
  const store = await PolicyStore.read(path);
  await store.save(windows);
  const changes: PolicyChange[] = [];
  store.onChange((change) => changes.push(change));
  await mkdir(`${path}.new`); // where the new file is written first
  expect((await failureOf(store.save(offline))).info).toMatchObject({ code: 'bad-file', cause: 'EISDIR' });
  expect(store.policy).toEqual(windows);
  expect(changes).toEqual([]);
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(windows);
});

test('listeners hear of every change, in order, with what was before', async () => {
  const { path } = await folderWith();
  const store = await PolicyStore.read(path);
  const changes: PolicyChange[] = [];
  const undo = store.onChange((change) => {
    expect(store.policy).toEqual(change.after);
    changes.push(change);
  });
  await Promise.all([store.save(windows), store.save(custom), store.save(offline)]);
  undo();
  await store.save(windows);
  expect(changes).toEqual([
    { before: { version: 1, preset: 'declared' }, after: windows },
    { before: windows, after: custom },
    { before: custom, after: offline },
  ]);
});
