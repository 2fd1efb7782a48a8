import { createPrivateKey, X509Certificate } from 'node:crypto';
import { chmod, copyFile, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { sampleIssuer } from '../../contract/sessions.ts';
import { temporaryFolder } from '../../tests/support/temporary-folder.ts';
import { clientPfxPassword, loadTlsMaterial, serverName, type TlsMaterial } from './tls-material.ts';

const files = ['authority.pem', 'client.pfx', 'index.json', 'server-key.pem', 'server.pem'];
const yearMs = 365 * 24 * 60 * 60 * 1000;

/** Made once; the tests that change a set change a copy. */
let template = '';
let material: TlsMaterial;

beforeAll(async () => {
  template = join(await mkdtemp(join(tmpdir(), 'duplex-test-')), 'a', 'tls');
  material = await loadTlsMaterial(template);
  return () => rm(join(template, '..', '..'), { recursive: true, force: true });
});

describe('what is made', () => {
  let authority: X509Certificate;
  let server: X509Certificate;

  beforeAll(() => {
    authority = new X509Certificate(material.authorityCertificate);
    server = new X509Certificate(material.serverCertificate);
  });

  test('the authority is one, and signs itself', () => {
    expect(authority.subject).toBe(`CN=${sampleIssuer}`);
    expect(authority.ca).toBe(true);
    expect(authority.verify(authority.publicKey)).toBe(true);
  });

  test('the server certificate is for the fabrikam name only, issued by the authority', () => {
    expect(server.subjectAltName).toBe(`DNS:${serverName}`);
    expect(server.checkHost('localhost')).toBeUndefined();
    expect(server.checkIssued(authority)).toBe(true);
    expect(server.verify(authority.publicKey)).toBe(true);
    expect(server.ca).toBe(false);
    expect(server.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']); // serverAuth, what Node calls keyUsage is the extended one
    expect(server.checkPrivateKey(createPrivateKey(material.serverKey))).toBe(true);
  });

  test('it is valid from yesterday, for five years', () => {
    const [from, to] = [Date.parse(server.validFrom), Date.parse(server.validTo)];
    expect(Date.now() - from).toBeGreaterThan(23 * 60 * 60 * 1000);
    expect(to - from).toBeGreaterThan(4.99 * yearMs);
    expect(to - from).toBeLessThan(5.01 * yearMs);
  });

  test('serial numbers are positive, and different', () => {
    expect(server.serialNumber).toMatch(/^[4-7][\da-f]{31}$/i);
    expect(server.serialNumber).not.toBe(authority.serialNumber);
  });

  test('the PFX opens with its password, and with no other', () => {
    const open = (passphrase: string): unknown => createSecureContext({ pfx: material.clientPfx, passphrase });
    expect(open(clientPfxPassword)).toBeDefined();
    expect(() => open('wrong')).toThrow();
  });

  test('the PFX is also a file, where it says', async () => {
    expect(await readFile(material.clientPfxFile)).toEqual(material.clientPfx);
  });

  test.skipIf(process.platform === 'win32')('nobody but the owner can read it', async () => {
    expect((await stat(template)).mode & 0o777).toBe(0o700);
    expect((await readdir(template)).toSorted()).toEqual(files);
    for (const name of files) expect((await stat(join(template, name))).mode & 0o777, name).toBe(0o600);
  });
});

describe('what is kept', () => {
  let folder = '';
  let first: TlsMaterial;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'duplex-test-'));
    await cp(template, folder, { recursive: true });
    first = { ...material, clientPfxFile: join(folder, 'client.pfx') };
    return () => rm(folder, { recursive: true, force: true });
  });

  test('the next run loads what the first made', async () => {
    expect(await loadTlsMaterial(folder)).toEqual(first);
  });

  test.each(['index.json', 'server-key.pem'])('a set without %s is replaced', async (name) => {
    await rm(join(folder, name));
    expect((await loadTlsMaterial(folder)).serverCertificate).not.toBe(first.serverCertificate);
    expect((await readdir(folder)).toSorted()).toEqual(files);
  });

  test.each(['index.json', 'authority.pem', 'client.pfx'])('a set with a damaged %s is replaced', async (name) => {
    const content = await readFile(join(folder, name));
    content[20] = (content[20] ?? 0) ^ 1;
    await writeFile(join(folder, name), content);
    const second = await loadTlsMaterial(folder);
    expect(second.serverCertificate).not.toBe(first.serverCertificate);
    expect(await loadTlsMaterial(folder)).toEqual(second);
  });

  test('a folder in the place of a file is replaced', async () => {
    await rm(join(folder, 'server-key.pem'));
    await mkdir(join(folder, 'server-key.pem', 'deeper'), { recursive: true });
    expect((await loadTlsMaterial(folder)).serverKey).not.toBe(first.serverKey);
  });

  test('a set of two makes, as an interruption can leave it, is replaced', async () => {
    await copyFile(join(folder, 'authority.pem'), join(folder, 'server.pem'));
    expect((await loadTlsMaterial(folder)).clientPfx).not.toEqual(first.clientPfx);
  });

  test('what an interrupted run left is removed, and other files are not touched', async () => {
    await rm(join(folder, 'index.json'));
    await mkdir(join(folder, '.new-abc'));
    await writeFile(join(folder, '.new-abc', 'server-key.pem'), 'half');
    await writeFile(join(folder, 'mine.txt'), 'mine');
    await loadTlsMaterial(folder);
    expect((await readdir(folder)).toSorted()).toEqual([...files, 'mine.txt'].toSorted());
  });

  test.skipIf(process.platform === 'win32')('permissions that were widened are taken back', async () => {
    await chmod(join(folder, 'server-key.pem'), 0o644);
    await chmod(folder, 0o755);
    await loadTlsMaterial(folder);
    expect((await stat(join(folder, 'server-key.pem'))).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  test('a set within thirty days of its end is replaced, and one before that is kept', async () => {
    const end = Date.parse(new X509Certificate(first.serverCertificate).validTo);
    const dayMs = 24 * 60 * 60 * 1000;
    vi.useFakeTimers({ toFake: ['Date'], now: end - 31 * dayMs });
    try {
      expect(await loadTlsMaterial(folder)).toEqual(first);
      vi.setSystemTime(end - 29 * dayMs);
      expect((await loadTlsMaterial(folder)).serverCertificate).not.toBe(first.serverCertificate);
    } finally {
      vi.useRealTimers();
    }
  });
});

test('a folder that cannot be made is named in the failure', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'file'), '');
  const path = join(folder, 'file', 'tls');
  await expect(loadTlsMaterial(path)).rejects.toMatchObject({
    info: { code: 'bad-file', message: expect.stringContaining(path) as string, cause: 'ENOTDIR' },
  });
});
