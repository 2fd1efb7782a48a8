import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, copyFile, lstat, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  driveFirstScenario,
  isDevelopmentRuntime,
  packageApp,
  packagesOf,
  startPackagedApp,
  type Account,
} from './packaged-app.ts';

const run = promisify(execFile);
const account = 'duplex-deb-test';

/** Only root can install a package, and only where dpkg is the system's own. */
const canInstall = isDevelopmentRuntime && process.getuid?.() === 0 && existsSync('/etc/debian_version');

function aptGet(...args: string[]): Promise<unknown> {
  const options = ['--quiet', '--yes', '--no-install-recommends', '--option=DPkg::Lock::Timeout=120'];
  return run('apt-get', [...options, ...args], { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}

/** An account without rights that may use the display. */
async function newAccount(): Promise<Account & { readonly remove: () => Promise<void> }> {
  execFileSync('useradd', ['--system', '--no-create-home', '--shell', '/bin/sh', account]);
  const uid = Number(execFileSync('id', ['--user', account], { encoding: 'utf8' }));
  const home = await mkdtemp(join(tmpdir(), 'duplex-account-'));
  const authority = join(home, '.Xauthority');
  const given = process.env['XAUTHORITY'];
  if (given !== undefined && existsSync(given)) await copyFile(given, authority);
  await chmod(home, 0o700);
  execFileSync('chown', ['-R', `${uid}:${uid}`, home]);
  return {
    uid,
    home,
    env: { HOME: home, USER: account, XAUTHORITY: authority, XDG_CONFIG_HOME: join(home, '.config') },
    remove: async () => {
      execFileSync('userdel', [account]);
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Every process below one, itself not among them. */
async function descendants(pid: number): Promise<number[]> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    const status = /^\d+$/u.test(name) ? await readFile(`/proc/${name}/status`, 'utf8').catch(() => '') : '';
    const parent = /^PPid:\t(\d+)$/mu.exec(status)?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const isBelow = (candidate: number): boolean => {
    for (let at = parents.get(candidate); at !== undefined; at = parents.get(at)) if (at === pid) return true;
    return false;
  };
  return [...parents.keys()].filter(isBelow);
}

describe.runIf(canInstall)('the Debian package', () => {
  let deb: string;

  beforeAll(async () => {
    const { distFolder } = await packageApp();
    const [name] = await packagesOf(distFolder, '.deb');
    deb = join(distFolder, name ?? 'there is none');
    await aptGet('install', deb);
  });

  afterAll(async () => {
    if (existsSync('/opt/Duplex')) await aptGet('purge', 'duplex');
  });

  test('is installed whole, with a menu entry, icons and what software centres show', async () => {
    const { stdout } = await run('dpkg', ['--verify', 'duplex']);
    expect(stdout, 'files that differ from the package').toBe('');
    expect((await stat('/usr/bin/duplex')).mode & 0o111).toBe(0o111);
    expect((await stat('/opt/Duplex/chrome-sandbox')).mode & 0o7777).toBe(0o4755);
    expect((await stat('/opt/Duplex/chrome-sandbox')).uid).toBe(0);
    const entry = await readFile('/usr/share/applications/duplex.desktop', 'utf8');
    expect(entry).toContain('MimeType=x-scheme-handler/duplex;');
    expect(existsSync('/usr/share/icons/hicolor/256x256/apps/duplex.png')).toBe(true);
    const metainfo = await readFile('/usr/share/metainfo/org.duplex.Duplex.metainfo.xml', 'utf8');
    expect(metainfo).not.toContain('@');
    const owners = await run('find', ['/opt/Duplex', '!', '-user', 'root', '-o', '-perm', '/022', '!', '-type', 'l']);
    expect(owners.stdout, 'files somebody but root could change').toBe('');
  });

  test('runs as an ordinary user with its sandbox on, and the first scenario works', async () => {
    const user = await newAccount();
    try {
      const app = await startPackagedApp('/usr/bin/duplex', user);
      try {
        await driveFirstScenario(app.page);
        const statuses = await Promise.all(
          (await descendants(app.pid)).map((pid) => readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')),
        );
        const sandboxed = statuses.filter((status) => /^Seccomp:\t2$/mu.test(status));
        expect(sandboxed.length).toBeGreaterThan(0);
        // The setuid helper is root's for as long as it makes the sandbox.
        const uids = sandboxed.map((status) => /^Uid:\t\d+\t(\d+)/mu.exec(status)?.[1]);
        expect(new Set(uids)).toEqual(new Set([String(user.uid)]));
      } finally {
        expect(await app.close()).toBe(0);
      }
    } finally {
      await user.remove();
    }
  });

  test('is removed without a trace', async () => {
    const { stdout } = await run('dpkg', ['--listfiles', 'duplex']);
    const files = stdout.trim().split('\n');
    expect(files.length).toBeGreaterThan(50);
    await aptGet('purge', 'duplex');
    const ours = files.filter((file) => /duplex/iu.test(file));
    expect(ours.length).toBeGreaterThan(50);
    const left = await Promise.all(
      ours.map((file) =>
        lstat(file)
          .then(() => file)
          .catch(() => ''),
      ),
    );
    expect(left.filter(Boolean)).toEqual([]);
  });
});
