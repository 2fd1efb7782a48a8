import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newAuthority } from '../../tests/support/certificates.ts';
import { leaf } from '../../tests/support/x509/certificate.ts';
import { root } from '../../tests/support/x509/chain-cases.ts';
import { revocationList } from '../../tests/support/x509/revocation.ts';
import { temporaryFolder } from '../../tests/support/temporary-folder.ts';
import { failureOf } from '../../tests/support/sockets.ts';
import { TrustStore } from './trust-store.ts';

const sha256 = 'ab'.repeat(32);
const exception = { host: 'Example.test.', port: 443, sha256, subject: 'example', errors: ['Untrusted'] } as const;

async function newStore(): Promise<{ readonly store: TrustStore; readonly path: string; readonly folder: string }> {
  const folder = await temporaryFolder();
  const path = join(folder, 'server-trust.json');
  return { store: await TrustStore.read(path), path, folder };
}

test('without a file only the authorities that come with the app are trusted', async () => {
  const { store } = await newStore();
  expect(store.problem).toBeUndefined();
  expect(store.serverTrust).toBeNull();
  expect(store.state).toMatchObject({ exceptions: [], pins: [], authorities: [], validation: { kind: 'none' } });
});

test('what is saved holds at once, and after the next start', async () => {
  const { store, path } = await newStore();
  await store.accept(exception);
  await store.accept({ ...exception, errors: ['InvalidName'] });
  await store.pin({ host: 'other.test', kind: 'publicKey', sha256, subject: 'other' });
  await store.setValidation({ kind: 'issuer', issuer: 'Somebody' });
  for (const one of [store, await TrustStore.read(path)]) {
    expect(one.serverTrust).toMatchObject({
      pins: [{ host: 'other.test', kind: 'publicKey', sha256 }],
      exceptions: [{ host: 'example.test', port: 443, sha256, errors: ['Untrusted', 'InvalidName'] }],
    });
    expect(one.validation).toEqual({ kind: 'issuer', issuer: 'Somebody' });
    expect(one.state.exceptions).toHaveLength(1);
  }
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('what is removed does not hold, and can be put back', async () => {
  const { store } = await newStore();
  const before = await store.accept(exception);
  const id = before.exceptions[0]?.id ?? '';
  expect((await store.remove(id)).exceptions).toEqual([]);
  expect(store.serverTrust).toBeNull();
  expect((await failureOf(store.remove(id))).code).toBe('not-found');
  expect((await store.restore(id)).exceptions).toEqual(before.exceptions);
  expect((await failureOf(store.restore('pin nothing'))).code).toBe('not-found');
});

test('changes made at the same time are all kept', async () => {
  const { store, path } = await newStore();
  await Promise.all([1, 2, 3, 4, 5].map((port) => store.accept({ ...exception, port })));
  const { state } = await TrustStore.read(path);
  expect(state.exceptions.map(({ port }) => port)).toEqual([1, 2, 3, 4, 5]);
});

test('authorities are added one by one, each once', async () => {
  const { store, path } = await newStore();
  const [one, two] = await Promise.all([newAuthority('One'), newAuthority('Two')]);
  await store.addAuthorities(one.certificate);
  const state = await store.addAuthorities(`# both\n${one.certificate}\n${two.certificate}`);
  expect(state.authorities.map(({ certificate }) => certificate.subject)).toEqual(['One', 'Two']);
  await store.setReplaceSystem(true);
  expect((await TrustStore.read(path)).serverTrust).toMatchObject({ replaceSystem: true });
});

test.each(['', 'no certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'])(
  'a file of an authority that holds %j is refused, and changes nothing',
  async (pem) => {
    const { store } = await newStore();
    expect((await failureOf(store.addAuthorities(pem))).code).toBe('bad-file');
    expect(store.state.authorities).toEqual([]);
  },
);

const valid = {
  version: 1,
  replaceSystem: false,
  authorities: [],
  pins: [],
  exceptions: [],
  validation: { kind: 'none' },
};
const entry = { ...exception, addedAt: 1 };

test.each([
  ['no JSON', '{'],
  ['nothing', ''],
  ['another version', JSON.stringify({ ...valid, version: 2 })],
  ['a word nobody knows', JSON.stringify({ ...valid, trustEverything: true })],
  ['an error that cannot be accepted', JSON.stringify({ ...valid, exceptions: [{ ...entry, errors: ['Revoked'] }] })],
  ['a fingerprint that is none', JSON.stringify({ ...valid, exceptions: [{ ...entry, sha256: 'ab' }] })],
  ['an authority that is none', JSON.stringify({ ...valid, authorities: [{ pem: 'hello', addedAt: 1 }] })],
  ['a validation that is none', JSON.stringify({ ...valid, validation: { kind: 'anything' } })],
])('a file with %s means the default, says so, and is kept', async (_what, text) => {
  const { path, folder } = await newStore();
  await writeFile(path, text);
  const store = await TrustStore.read(path);
  expect(store.problem?.info).toMatchObject({ code: 'bad-file' });
  expect(store.problem?.info.field).toMatch(/^server-trust\.json/);
  expect(store.serverTrust).toBeNull();
  expect(await readFile(path, 'utf8')).toBe(text);
  await store.accept(exception);
  expect(store.problem).toBeUndefined();
  expect(await readFile(`${path}.bad`, 'utf8')).toBe(text);
  expect((await TrustStore.read(path)).state.exceptions).toHaveLength(1);
  expect((await readdir(folder)).toSorted()).toEqual(['server-trust.json', 'server-trust.json.bad']);
});

test('what the file could not hold is not saved, so that the next start loses nothing', async () => {
  const { store, path } = await newStore();
  await store.accept(exception);
  const error = await failureOf(store.accept({ ...exception, host: `${'a'.repeat(300)}.localhost` }));
  expect(error.code).toBe('bad-file');
  expect((await TrustStore.read(path)).state.exceptions).toHaveLength(1);
});

test('what cannot be saved does not hold', async () => {
  const folder = await temporaryFolder();
  const store = await TrustStore.read(join(folder, 'missing', 'server-trust.json'));
  expect((await failureOf(store.accept(exception))).code).toBe('bad-file');
  expect(store.serverTrust).toBeNull();
});

test('a revocation list is added as PEM or DER, kept, replaced by a newer one of its issuer, and removed', async () => {
  const { store, path } = await newStore();
  const revoked = leaf({ issuer: root });
  const old = revocationList(root, [], { days: [-3, -1] });
  const next = Buffer.from(revocationList(root, [revoked]).replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
  const { revocationLists } = await store.addRevocationLists(Buffer.from(old));
  expect(revocationLists).toMatchObject([{ issuer: 'Test Root', revokedCount: 0 }]);
  const { revocationLists: newer } = await store.addRevocationLists(next);
  expect(newer).toMatchObject([{ id: revocationLists[0]?.id, revokedCount: 1 }]);
  expect((await failureOf(store.addRevocationLists(Buffer.from(old)))).message).toMatch(/newer list of/);
  const again = await TrustStore.read(path);
  expect(again.state.revocationLists).toEqual(newer);
  expect(again.serverTrust?.revocationLists).toHaveLength(1);
  const id = newer[0]?.id ?? '';
  expect((await store.remove(id)).revocationLists).toEqual([]);
  expect(store.serverTrust).toBeNull();
  expect((await store.restore(id)).revocationLists).toEqual(newer);
});

test.each([
  ['nothing', Buffer.alloc(0), /no list/],
  ['a certificate', Buffer.from(root.pem), /no list/],
  ['DER that is none', Buffer.from([0x30, 3, 2, 1, 1]), /cannot be read/],
  ['a cut list', Buffer.from(revocationList(root, []), 'latin1').subarray(0, 200), /no list/],
])('%s is no revocation list, and changes nothing', async (_, file, why) => {
  const { store } = await newStore();
  const error = await failureOf(store.addRevocationLists(file));
  expect(error.info).toMatchObject({ code: 'bad-file', message: expect.stringMatching(why) as string });
  expect(store.state.revocationLists).toEqual([]);
});

test.each([
  ['authorities', 'there is no certificate in PEM'],
  ['revocationLists', 'there is no list of revoked certificates'],
] as const)('what is wrong in %s has its line and column', async (list, why) => {
  const { path } = await newStore();
  await writeFile(path, JSON.stringify({ ...valid, [list]: [{ pem: 'hello', addedAt: 1 }] }, null, 2));
  const info = (await TrustStore.read(path)).problem?.info;
  const line = (await readFile(path, 'utf8')).split('\n').findIndex((text) => text.includes('hello')) + 1;
  expect(info?.field).toBe(`server-trust.json: ${list}.0.pem`);
  expect(info?.message).toContain(`(line ${line}, column 14): ${why}`);
});

test('a file from before there were revocation lists still holds', async () => {
  const { path } = await newStore();
  const before = { ...valid, replaceSystem: true };
  await writeFile(path, JSON.stringify(before));
  const store = await TrustStore.read(path);
  expect(store.problem).toBeUndefined();
  expect(store.state).toMatchObject({ replaceSystem: true, revocationLists: [] });
});
