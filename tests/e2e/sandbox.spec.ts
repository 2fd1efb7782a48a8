import { execFileSync } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { appFolderWithManifest, electronExecutable, startApp } from '../support/electron-app.ts';
import { button, expect, expectRow, openScenario, status, test } from './app-test.ts';

const isRoot = process.getuid?.() === 0;

test.skip(process.platform !== 'linux', 'the sandbox is read from /proc');

/** An account without rights, for the length of a test. */
const account = 'duplex-e2e';

test('an ordinary account runs the first scenario with the sandbox on', async () => {
  // The tree is copied where that account can read it: a checkout and a cache of root's cannot be.
  const shared = await mkdtemp(join(tmpdir(), 'duplex-account-'));
  const folder = await appFolderWithManifest(await readFile('resources/network-capabilities.json', 'utf8'));
  const hadAccount = hasAccount();
  let close: (() => Promise<void>) | undefined;
  try {
    if (isRoot && !hadAccount) {
      execFileSync('useradd', ['--system', '--no-create-home', '--shell', '/bin/sh', account]);
    }
    const running = await startApp({ folder, ...(await sandboxed(shared, folder)) });
    ({ close } = running);
    const { app, page, complaints } = running;
    await openScenario(page, 'UTF-8 text messages');
    await button(page, 'Connect').click();
    await expectRow(page, 'Connected to the Duplex sample server');
    await button(page, 'Send').click();
    await expectRow(page, 'You said: "Hello World"');
    await expect(status(page)).toContainText('Send complete');
    const renderer = await app.evaluate(({ app: electron }) =>
      electron
        .getAppMetrics()
        .filter(({ type }) => type === 'Tab')
        .map(({ pid }) => pid),
    );
    expect(renderer).toHaveLength(1);
    const processStatus = await readFile(`/proc/${renderer[0]}/status`, 'utf8');
    expect(processStatus).toMatch(/^Seccomp:\t2$/m);
    expect(processStatus).toMatch(/^NoNewPrivs:\t1$/m);
    expect(processStatus).not.toMatch(/^Uid:\t0\t/m);
    expect(complaints).toEqual([]);
  } finally {
    await close?.();
    await rm(folder, { recursive: true, force: true });
    await rm(shared, { recursive: true, force: true });
    if (isRoot && !hadAccount) execFileSync('userdel', [account]);
  }
});

/**
 * Options that start the app with its sandbox, as the account when this is root: a copy of Electron it may run, and a
 * script that becomes the account. The script also takes out the `--no-sandbox` that Playwright adds on Linux, whatever
 * its `chromiumSandbox` says (1.65).
 */
async function sandboxed(
  shared: string,
  folder: string,
): Promise<{ executable: string; dataFolder: string; env: Record<string, string> }> {
  const electron = join(shared, 'electron');
  const home = join(shared, 'home');
  const authority = join(shared, 'xauthority');
  const script = join(shared, 'electron.sh');
  await cp(dirname(electronExecutable()), electron, { recursive: true });
  await mkdir(home);
  const given = process.env['XAUTHORITY'];
  if (given === undefined) await writeFile(authority, '');
  else await cp(given, authority);
  const become = isRoot ? `setpriv --reuid=${account} --regid=${account} --clear-groups -- ` : '';
  await writeFile(
    script,
    [
      '#!/bin/sh',
      'for argument; do shift; [ "$argument" = --no-sandbox ] || set -- "$@" "$argument"; done',
      `export HOME="${home}" XAUTHORITY="${authority}"`,
      `exec ${become}"${electron}/${basename(electronExecutable())}" "$@"`,
      '',
    ].join('\n'),
  );
  for (const path of [shared, folder, script]) await chmod(path, 0o755);
  if (isRoot) execFileSync('chown', ['-R', account, home, authority]);
  // node_modules is a link into the checkout, which may be closed to the account: copy what a package would hold.
  await rm(join(folder, 'node_modules'));
  await cp('node_modules/ws', join(folder, 'node_modules/ws'), { recursive: true });
  return { executable: script, dataFolder: join(home, 'data'), env: { HOME: home } };
}

function hasAccount(): boolean {
  try {
    execFileSync('id', [account], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
