// npm test: every check and test, one after the other, whatever the ones before said. `--only=check,unit,e2e,package`
// takes some of them. A test that fails is tried once more when the others are done, and has failed if it fails again;
// one that passes then is named at the end, since it depends on what else the machine does, and wants mending.
import { mkdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { buildIfStale } from './build.mjs';
import { Problem, runCommand } from './command.mjs';
import {
  countsOf,
  describe,
  playwrightCounts,
  playwrightTroubles,
  sum,
  vitestCounts,
  vitestTroubles,
} from './counts.mjs';
import { prepareElectron } from './electron.mjs';
import { runQuietly } from './processes.mjs';
import { root } from './project.mjs';

/**
 * @typedef {import('./counts.mjs').Counts} Counts
 * @typedef {import('./counts.mjs').Trouble} Trouble
 * @typedef {import('./command.mjs').Lifetime} Lifetime
 * @typedef {{ lifetime: Lifetime, env: NodeJS.ProcessEnv }} Context `env` leads to the display and to Electron
 */

const log = console.log;
const reports = path.join(root, 'out', 'test');
const require = createRequire(import.meta.url);

/** With more than this many files failing something is broken, and a second try tells nothing. */
const mostFilesToTryAgain = 4;

/** @type {Trouble[]} */
const failed = [];
/** @type {Trouble[]} */
const passedAtSecondTry = [];

/** @type {Record<string, (context: Context) => Promise<Counts>>} */
const stages = { check, unit, e2e, package: packaged };

await runCommand(async (lifetime) => {
  const chosen = chosenStages();
  const startedAt = performance.now();
  await rm(reports, { recursive: true, force: true });
  await mkdir(reports, { recursive: true });
  /** @type {Map<string, Counts>} */
  const results = new Map();
  const env = await prepare(lifetime, results);
  for (const [name, run] of chosen) {
    log(`\n== ${name}`);
    results.set(name, await run({ lifetime, env }));
  }
  const total = sum([...results.values()]);
  log(`\nin ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
  for (const [name, counts] of results) log(`  ${name.padEnd(8)} ${describe(counts)}`);
  list('failed', failed);
  list('passed only at the second try', passedAtSecondTry);
  log(describe(total));
  return total.failed > 0 ? 1 : 0;
});

/** @returns {Array<[string, (context: Context) => Promise<Counts>]>} */
function chosenStages() {
  const only = process.argv
    .find((argument) => argument.startsWith('--only='))
    ?.slice('--only='.length)
    .split(',');
  const unknown = only?.find((name) => !(name in stages));
  if (unknown !== undefined) throw new Problem(`test: ${unknown} is none of ${Object.keys(stages).join(', ')}`);
  return Object.entries(stages).filter(([name]) => only?.includes(name) ?? true);
}

/**
 * Builds the app and finds an Electron. What fails is a failed test, and the others still run: those that need the app
 * will say so.
 *
 * @param {Lifetime} lifetime
 * @param {Map<string, Counts>} results
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
async function prepare(lifetime, results) {
  /** @type {NodeJS.ProcessEnv} */
  let env = process.env;
  /** @type {Record<string, () => Promise<void>>} */
  const steps = {
    build: () => buildIfStale(lifetime, { log }),
    electron: async () => {
      const electron = await prepareElectron(lifetime, { log });
      env = { ...electron.env, DUPLEX_ELECTRON: electron.executable };
    },
  };
  for (const [name, step] of Object.entries(steps)) {
    try {
      await step();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      log(error.message);
      results.set(name, { passed: 0, failed: 1, skipped: 0 });
    }
  }
  return env;
}

/**
 * The three tools of `npm run check`, each one test.
 *
 * @param {Context} context
 */
async function check({ lifetime, env }) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const tool of ['types', 'lint', 'format:check']) {
    const { code, output } = await runQuietly(lifetime, 'npm', ['run', '--silent', tool], {
      cwd: root,
      env,
      shell: process.platform === 'win32',
    });
    log(`${code === 0 ? '✓' : '✗'} ${tool}`);
    if (code !== 0) log(output.trim());
    counts[code === 0 ? 'passed' : 'failed'] += 1;
  }
  return counts;
}

/** @param {Context} context */
async function unit(context) {
  // Where they cannot be installed, the tests that need them are skipped and say so.
  await runNode(context, ['scripts/interop-servers.mjs'], {});
  return vitest(context, 'unit', []);
}

/** @param {Context} context */
function packaged(context) {
  return vitest(context, 'package', ['--config', 'tests/package/vitest.config.ts']);
}

/** @param {Context} context */
async function e2e(context) {
  const report = path.join(reports, 'e2e.json');
  const cli = path.join(path.dirname(require.resolve('@playwright/test/package.json')), 'cli.js');
  const args = [cli, 'test', '--config', 'tests/e2e/playwright.config.ts', '--reporter', 'list,json'];
  const code = await runNode(context, args, { PLAYWRIGHT_JSON_OUTPUT_FILE: report });
  const read = await readReport(report);
  failed.push(...playwrightTroubles(read, 'unexpected'));
  passedAtSecondTry.push(...playwrightTroubles(read, 'flaky'));
  return countsOf(report, playwrightCounts, code);
}

/**
 * @param {Context} context
 * @param {string} name
 * @param {readonly string[]} args
 */
async function vitest(context, name, args) {
  const report = path.join(reports, `${name}.json`);
  const code = await runVitest(context, report, args);
  const counts = await countsOf(report, vitestCounts, code);
  const troubles = vitestTroubles(await readReport(report));
  const files = [...new Set(troubles.map(({ file }) => file))];
  if (files.length === 0 || files.length > mostFilesToTryAgain) {
    failed.push(...troubles);
    return counts;
  }
  log(`\n== ${name}: what failed, once more`);
  const secondReport = path.join(reports, `${name}-again.json`);
  const secondCode = await runVitest(context, secondReport, [...args, ...files]);
  const second = await countsOf(secondReport, vitestCounts, secondCode);
  const again = vitestTroubles(await readReport(secondReport));
  failed.push(...again);
  passedAtSecondTry.push(
    ...troubles.filter(({ file, name }) => !again.some((test) => test.file === file && test.name === name)),
  );
  return { ...counts, passed: counts.passed + counts.failed - second.failed, failed: second.failed };
}

/**
 * @param {Context} context
 * @param {string} report
 * @param {readonly string[]} args
 */
function runVitest(context, report, args) {
  const cli = path.join(path.dirname(require.resolve('vitest/package.json')), 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return runNode(context, [cli, 'run', ...reporters, ...args], {});
}

/**
 * @param {string} file
 * @returns {Promise<unknown>} an empty report where there is none
 */
async function readReport(file) {
  return readFile(file, 'utf8')
    .then((text) => /** @type {unknown} */ (JSON.parse(text)))
    .catch(() => ({}));
}

/**
 * @param {string} title
 * @param {readonly Trouble[]} troubles
 */
function list(title, troubles) {
  if (troubles.length > 0) log(`${title}:`);
  for (const { file, name, message } of troubles)
    log(`  ${path.relative(root, path.resolve(root, file))}: ${name}\n    ${message}`);
}

/**
 * @param {Context} context
 * @param {readonly string[]} args
 * @param {Record<string, string>} extra
 */
function runNode({ lifetime, env }, args, extra) {
  return lifetime.start(process.execPath, args, { cwd: root, env: { ...env, ...extra }, stdio: 'inherit' }).exited;
}
