import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { undoForgettingMs } from '../../contract/workbench/library.ts';
import { temporaryFolder } from '../../tests/support/temporary-folder.ts';
import { SecretStore, type Sealing } from './secret-store.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** As a key ring seals, with a key of its own. */
function sealingWith(key = randomBytes(32), isAvailable = true): Sealing {
  return {
    isAvailable: () => isAvailable,
    seal: (text) => {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
    },
    open: (sealed) => {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
      decipher.setAuthTag(sealed.subarray(12, 28));
      return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString();
    },
  };
}

test('a secret is there in the next run, and is in no file that can be read', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'secrets.json');
  const sealing = sealingWith();
  const store = await SecretStore.read(path, sealing);
  expect(await readdir(folder)).toEqual([]);
  await Promise.all([store.set('token', 'hunter2-ü'), store.set('other', 'x'), store.set('gone', 'y')]);
  await store.forget('gone');
  expect(await readFile(path, 'utf8')).not.toContain('hunter2');
  if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
  const again = await SecretStore.read(path, sealing);
  expect(again.state).toEqual({ secrets: ['other', 'token'], secretStorage: 'system' });
  expect(again.get('token')).toBe('hunter2-ü');
});

test('where the system seals nothing, secrets are in memory only', async () => {
  const folder = await temporaryFolder();
  const store = await SecretStore.read(join(folder, 'secrets.json'), sealingWith(undefined, false));
  await store.set('token', 'hunter2');
  expect(store.get('token')).toBe('hunter2');
  expect(store.state).toEqual({ secrets: ['token'], secretStorage: 'memory' });
  expect(await readdir(folder)).toEqual([]);
});

test('a damaged file is told of and kept, and so is what another user has sealed', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'secrets.json');
  await writeFile(path, '{"version": 1, "secrets": [');
  const store = await SecretStore.read(path, sealingWith());
  expect(store.problem?.message).toContain('secrets.json');
  await store.set('token', 'hunter2');
  expect(store.problem).toBeUndefined();
  expect(await readFile(`${path}.bad`, 'utf8')).toBe('{"version": 1, "secrets": [');

  const sealed = (JSON.parse(await readFile(path, 'utf8')) as { secrets: { token: string } }).secrets.token;
  const other = await SecretStore.read(path, sealingWith());
  expect(other.problem?.message).toContain('token');
  expect(other.state.secrets).toEqual([]);
  await other.set('mine', 'z');
  expect(await readFile(path, 'utf8')).toContain(sealed);
});

test('a secret that cannot be saved is in no error, and the old value holds', async () => {
  const folder = await temporaryFolder();
  const sealing: Sealing = {
    ...sealingWith(),
    seal: (text) => {
      throw new Error(`no ${text}`);
    },
  };
  const store = await SecretStore.read(join(folder, 'secrets.json'), sealing);
  const error = await store.set('token', 'hunter2').catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'storage-failed' });
  expect(JSON.stringify(error)).not.toContain('hunter2');
  expect(String((error as Error).stack)).not.toContain('hunter2');
  expect(store.get('token')).toBeUndefined();
});

test('what is forgotten is in no file any more, and comes back for some seconds', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const path = join(await temporaryFolder(), 'secrets.json');
  const sealing = sealingWith();
  const store = await SecretStore.read(path, sealing);
  const inTheFile = async (): Promise<readonly string[]> => (await SecretStore.read(path, sealing)).state.secrets;
  await store.set('token', 'hunter2');
  await store.forget('token');
  expect(store.get('token')).toBeUndefined();
  expect(store.state.secrets).toEqual([]);
  expect(await inTheFile()).toEqual([]);
  await store.restore('token');
  expect(store.get('token')).toBe('hunter2');
  expect(await inTheFile()).toEqual(['token']);
  await expect(store.restore('token')).rejects.toMatchObject({ code: 'not-found' });

  await store.forget('token');
  vi.advanceTimersByTime(undoForgettingMs);
  await expect(store.restore('token')).rejects.toMatchObject({ code: 'not-found' });
  expect(store.get('token')).toBeUndefined();
});

test('what was forgotten does not come back over a newer value', async () => {
  const store = await SecretStore.read(join(await temporaryFolder(), 'secrets.json'), sealingWith());
  await store.set('token', 'old');
  await store.forget('token');
  await store.set('token', 'new');
  await expect(store.restore('token')).rejects.toMatchObject({ code: 'not-found' });
  expect(store.get('token')).toBe('new');
});
