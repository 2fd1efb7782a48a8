// npm run demo: drives the real app through its four scenarios against the built-in server, and photographs each in
// light and dark, and one in a narrow window. The pictures are in out/demo/; `--readme` puts the README's into docs/.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { _electron } from 'playwright';
import sharp from 'sharp';
import { buildIfStale } from './build.mjs';
import { runCommand } from './command.mjs';
import { narrowScenario, openScenario, scenarios } from './demo-scenarios.mjs';
import { prepareElectron } from './electron.mjs';
import { root } from './project.mjs';

/** @typedef {{ name: string, result: string, files: string[], isOk: boolean }} Line of the report */

const log = console.log;
const folder = path.join(root, 'out', 'demo');
const wide = { width: 1200, height: 800 };
/** As narrow as the narrowest window: the navigation shows icons only. */
const narrow = { width: 640, height: 800 };

await runCommand(async (lifetime) => {
  await buildIfStale(lifetime, { log });
  const electron = await prepareElectron(lifetime, { log });
  const dataFolder = await mkdtemp(path.join(os.tmpdir(), 'duplex-demo-'));
  lifetime.defer(() => rm(dataFolder, { recursive: true, force: true }));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });

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
  const page = await app.firstWindow();

  /** @type {Line[]} */
  const report = [];
  for (const scenario of [...scenarios, narrowScenario]) {
    log(`demo: ${nameOf(scenario)}`);
    // The page alone: resizing the window needs the main process, where an evaluation is sometimes lost (collected).
    await page.setViewportSize(scenario === narrowScenario ? narrow : wide);
    report.push(await play(page, scenario));
  }
  log(`\n${report.map(describe).join('\n')}`);
  if (process.argv.includes('--readme')) await copyForReadme();
  return report.every(({ isOk }) => isOk) ? 0 : 1;
});

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

/**
 * @param {import('playwright').Page} page
 * @param {import('./demo-scenarios.mjs').Scenario} scenario
 * @returns {Promise<Line>}
 */
async function play(page, scenario) {
  const { id, title, run, leave, themes } = scenario;
  const name = nameOf(scenario);
  /** @type {string[]} */
  const files = [];
  /** @param {string} name */
  const photograph = async (name) => {
    const file = path.join(folder, `${name}.png`);
    await page.screenshot({ path: file, animations: 'disabled' });
    files.push(path.relative(root, file));
  };
  try {
    await setTheme(page, 'light');
    await openScenario(page, title);
    const result = await run(page);
    for (const theme of themes) {
      await setTheme(page, theme);
      await photograph(`${id}-${theme}`);
    }
    await leave(page);
    return { name, result, files, isOk: true };
  } catch (error) {
    await photograph(`${id}-failed`).catch(() => undefined); // The window may be what is gone.
    const result = stripVTControlCharacters(error instanceof Error ? error.message : String(error));
    return { name, result, files, isOk: false };
  }
}

/**
 * @param {import('playwright').Page} page
 * @param {'light' | 'dark'} theme
 */
async function setTheme(page, theme) {
  await page.evaluate((chosen) => window.duplex.invoke('app.setTheme', { theme: chosen }), theme);
  await page.waitForFunction(
    (isDark) => matchMedia('(prefers-color-scheme: dark)').matches === isDark,
    theme === 'dark',
  );
  // One frame for the page to take the colours on.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

/** @param {import('./demo-scenarios.mjs').Scenario} scenario */
function nameOf({ title, note }) {
  return note === undefined ? title : `${title}, ${note}`;
}

/** @param {Line} line */
function describe({ name, result, files, isOk }) {
  return [
    `${isOk ? '✓' : '✗'} ${name}`,
    `    ${result.replaceAll('\n', '\n    ')}`,
    ...files.map((file) => `    ${file}`),
  ].join('\n');
}

/** Small enough to live in the repository: a palette of 256 colours is enough for a user interface. */
async function copyForReadme() {
  const images = path.join(root, 'docs', 'images');
  await mkdir(images, { recursive: true });
  const file = path.join(images, 'utf8-text-messages.png');
  await sharp(path.join(folder, 'utf8-text-messages-light.png')).png({ palette: true, effort: 10 }).toFile(file);
  log(`demo: ${path.relative(root, file)}`);
}
