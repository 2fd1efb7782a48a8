import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { chromium, type Page } from 'playwright';
import { expect } from 'playwright/test';

const root = resolve(import.meta.dirname, '../..');
const isRoot = process.getuid?.() === 0;

/** Made with the runtime that is for development only: a Linux folder and archives. A release makes the folder alone here. */
export const isDevelopmentRuntime =
  process.env['DUPLEX_ELECTRON'] !== undefined &&
  existsSync(join(dirname(process.env['DUPLEX_ELECTRON']), 'DEVELOPMENT-ONLY.txt'));

export interface PackagedFiles {
  readonly executable: string;
  readonly archive: string;
  readonly distFolder: string;
}

/** Runs `npm run package` unless nothing changed since the last time. */
export async function packageApp(): Promise<PackagedFiles> {
  const args = [
    join(root, 'scripts/package.mjs'),
    '--if-stale',
    '--test-build',
    ...(isDevelopmentRuntime ? [] : ['--dir']),
  ];
  await promisify(execFile)(process.execPath, args, { cwd: root });
  const distFolder = join(root, 'dist');
  const isMac = process.platform === 'darwin';
  const architecture = process.arch === 'x64' ? '' : `-${process.arch}`;
  const folder =
    {
      darwin: `mac${architecture}/Duplex.app/Contents`,
      win32: `win${architecture}-unpacked`,
    }[process.platform as string] ?? `linux${architecture}-unpacked`;
  const executable = { darwin: 'MacOS/Duplex', win32: 'Duplex.exe' }[process.platform as string] ?? 'duplex';
  return {
    executable: join(distFolder, folder, executable),
    archive: join(distFolder, folder, isMac ? 'Resources' : 'resources', 'app.asar'),
    distFolder,
  };
}

/** Another account that an app is started as. */
export interface Account {
  readonly uid: number;
  /** A folder of its own. */
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface RunningApp {
  readonly page: Page;
  readonly pid: number;
  /** Ends the app as its user would, by closing the window; settles when it is gone. @returns its exit code */
  close(): Promise<number | null>;
}

/**
 * Starts a packaged app. Its fuses turn Node's inspector off, so Playwright cannot launch it and connects to its page.
 */
export async function startPackagedApp(executable: string, as?: Account): Promise<RunningApp> {
  const dataFolder = await mkdtemp(join(as?.home ?? tmpdir(), 'duplex-packaged-'));
  if (as !== undefined) await chown(dataFolder, as.uid, as.uid);
  const flags = ['--remote-debugging-port=0', `--user-data-dir=${dataFolder}`];
  if (isRoot && as === undefined) flags.push('--no-sandbox');
  const child = spawn(executable, flags, {
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(as !== undefined && { uid: as.uid, gid: as.uid, cwd: as.home, env: { ...process.env, ...as.env } }),
  });
  const gone = once(child, 'exit');
  const lines = createInterface({ input: child.stderr });
  const address = await new Promise<string>((resolveAddress, reject) => {
    const printed: string[] = [];
    lines.on('line', (line) => {
      printed.push(line);
      const found = /^DevTools listening on (ws:\S+)$/.exec(line)?.[1];
      if (found !== undefined) resolveAddress(found);
    });
    void gone.then(() => reject(new Error(`the packaged app ended at its start:\n${printed.join('\n')}`)));
  });
  const browser = await chromium.connectOverCDP(address);
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('the packaged app has no browser context');
  const page = context.pages()[0] ?? (await context.waitForEvent('page'));
  return {
    page,
    // It has been heard of.
    pid: child.pid as number,
    async close() {
      // The last window closes the app, which takes the connection with it.
      await page.close().catch(() => undefined);
      const [code] = (await gone) as [number | null];
      await browser.close().catch(() => undefined);
      await rm(dataFolder, { recursive: true, force: true });
      return code;
    },
  };
}

/** The files with an ending that lie beside the folder. */
export async function packagesOf(distFolder: string, ending: string): Promise<string[]> {
  return (await readdir(distFolder)).filter((file) => file.endsWith(ending));
}

/** Connects scenario 1 to the built-in server, exchanges a message and disconnects. */
export async function driveFirstScenario(page: Page): Promise<void> {
  // The very first start shows the workbench.
  await page.getByRole('link', { name: 'UTF-8 text messages' }).click();
  await expect(page.getByRole('textbox', { name: 'Server address' })).toHaveValue(/^ws:\/\//u);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByText('Connected', { exact: true }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByText('You said: "Hello World"').first()).toBeVisible();
  await page.getByRole('button', { name: 'Disconnect', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Connect', exact: true })).toBeEnabled();
}
