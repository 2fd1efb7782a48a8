// The real app with a data folder of its own, for those that drive and photograph it.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { _electron } from 'playwright';
import { buildIfStale } from './build.mjs';
import { prepareElectron } from './electron.mjs';
import { root } from './project.mjs';

/**
 * Starts the app as it is in this folder, built anew where it is stale. It ends with the command.
 *
 * @param {import('./command.mjs').Lifetime} lifetime
 * @param {{ log: (line: string) => void }} options
 * @returns {Promise<{ app: import('playwright').ElectronApplication, page: import('playwright').Page }>} and its window
 */
export async function openDemoApp(lifetime, { log }) {
  await buildIfStale(lifetime, { log });
  const electron = await prepareElectron(lifetime, { log });
  const dataFolder = await mkdtemp(path.join(os.tmpdir(), 'duplex-demo-'));
  lifetime.defer(() => rm(dataFolder, { recursive: true, force: true }));
  const app = await launch({
    executablePath: electron.executable,
    args: [...electron.flags, root, `--user-data-dir=${dataFolder}`],
    env: /** @type {Record<string, string>} Node leaves out what is undefined */ (electron.env),
    cwd: root,
    // Playwright would hold the page in light colours.
    colorScheme: null,
    chromiumSandbox: !electron.flags.includes('--no-sandbox'),
  });
  lifetime.defer(() => app.close());
  return { app, page: await app.firstWindow() };
}

/**
 * @param {import('playwright').Page} page
 * @param {'light' | 'dark'} theme
 */
export async function setTheme(page, theme) {
  await page.evaluate((chosen) => window.duplex.invoke('app.setTheme', { theme: chosen }), theme);
  await page.waitForFunction(
    (isDark) => matchMedia('(prefers-color-scheme: dark)').matches === isDark,
    theme === 'dark',
  );
  // One frame for the page to take the colours on.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

/**
 * Starts the app without Playwright's own answer to Ctrl-C, which ends this process before it has cleaned up.
 *
 * @param {NonNullable<Parameters<typeof _electron.launch>[0]>} options
 */
async function launch(options) {
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  const before = signals.map((signal) => process.listeners(signal));
  const app = await _electron.launch(options);
  for (const [index, signal] of signals.entries()) {
    for (const listener of process.listeners(signal)) {
      if (before[index]?.includes(listener) !== true) process.off(signal, listener);
    }
  }
  return app;
}
