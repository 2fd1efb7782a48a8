// npm run demo: drives the real app through its four scenarios against the built-in server, and photographs each in
// light and dark, and one in a narrow window. The pictures are in out/demo/.
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { runCommand } from './command.mjs';
import { openDemoApp, setTheme } from './demo-app.mjs';
import { narrowScenario, openScenario, scenarios } from './demo-scenarios.mjs';
import { root } from './project.mjs';

/** @typedef {{ name: string, result: string, files: string[], isOk: boolean }} Line of the report */

const log = console.log;
const folder = path.join(root, 'out', 'demo');
const wide = { width: 1200, height: 800 };
/** As narrow as the narrowest window: the navigation shows icons only. */
const narrow = { width: 640, height: 800 };

await runCommand(async (lifetime) => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { page } = await openDemoApp(lifetime, { log });

  /** @type {Line[]} */
  const report = [];
  for (const scenario of [...scenarios, narrowScenario]) {
    log(`demo: ${nameOf(scenario)}`);
    // The page alone: resizing the window needs the main process, where an evaluation is sometimes lost (collected).
    await page.setViewportSize(scenario === narrowScenario ? narrow : wide);
    report.push(await play(page, scenario));
  }
  log(`\n${report.map(describe).join('\n')}`);
  return report.every(({ isOk }) => isOk) ? 0 : 1;
});

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
