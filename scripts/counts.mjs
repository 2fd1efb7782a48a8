import { readFile } from 'node:fs/promises';
import { stripVTControlCharacters } from 'node:util';

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ name: string, file: string, message: string }} Trouble a test that failed: `file` as the runner names it, `message`
 *   its first line
 */

/**
 * @param {readonly Counts[]} all
 * @returns {Counts}
 */
export function sum(all) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of all) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}

/**
 * @param {Counts} counts
 * @returns {string} `N passed, N failed`, and `, N skipped` when there are any
 */
export function describe({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * What a test runner counted. A runner that ends badly without a failed test (a file that does not load, a broken
 * configuration, a crash) or ran no test at all counts as one failure, so that it cannot be overlooked.
 *
 * @param {string} file the report; may be missing
 * @param {(report: unknown) => Counts} read
 * @param {number} exitCode
 * @returns {Promise<Counts>}
 */
export async function countsOf(file, read, exitCode) {
  const counts = await readFile(file, 'utf8')
    .then((text) => read(JSON.parse(text)))
    .catch(() => ({ passed: 0, failed: 0, skipped: 0 }));
  const ranNothing = counts.passed + counts.failed + counts.skipped === 0;
  return (exitCode !== 0 || ranNothing) && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/**
 * @param {unknown} report of vitest's json reporter
 * @returns {Counts}
 */
export function vitestCounts(report) {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = /** @type {Record<string, number>} */ (
    report
  );
  return {
    passed: numPassedTests ?? 0,
    failed: numFailedTests ?? 0,
    skipped: (numPendingTests ?? 0) + (numTodoTests ?? 0),
  };
}

/**
 * @param {unknown} report of vitest's json reporter
 * @returns {Trouble[]} every test that failed, and every file that could not be loaded
 */
export function vitestTroubles(report) {
  const { testResults = [] } = /** @type {VitestReport} */ (report);
  return testResults.flatMap(({ name: file, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0 && status === 'failed') return [{ name: '(the file)', file, message: firstLine(message) }];
    return failed.map((test) => ({ name: test.fullName, file, message: firstLine(test.failureMessages[0]) }));
  });
}

/**
 * @typedef {{ status: string, fullName: string, failureMessages: string[] }} VitestTest
 * @typedef {{ testResults?: Array<{ name: string, status: string, message?: string, assertionResults: VitestTest[] }> }} VitestReport
 */

/**
 * @param {unknown} report of Playwright's json reporter
 * @returns {Counts} a test that passed at its second try has passed; `playwrightTroubles` names it
 */
export function playwrightCounts(report) {
  const { stats } = /** @type {{ stats: Record<string, number> }} */ (report);
  return {
    passed: (stats['expected'] ?? 0) + (stats['flaky'] ?? 0),
    failed: stats['unexpected'] ?? 0,
    skipped: stats['skipped'] ?? 0,
  };
}

/**
 * @param {unknown} report of Playwright's json reporter
 * @param {'unexpected' | 'flaky'} status failed at every try, or only at the first
 * @returns {Trouble[]}
 */
export function playwrightTroubles(report, status) {
  const { suites = [], specs = [] } = /** @type {PlaywrightSuite} */ (report);
  const own = specs.flatMap(({ title, file, tests }) =>
    tests
      .filter((test) => test.status === status)
      .map(({ results }) => ({
        name: title,
        file,
        message: firstLine(results.find(({ error }) => error !== undefined)?.error?.message),
      })),
  );
  return [...own, ...suites.flatMap((suite) => playwrightTroubles(suite, status))];
}

/**
 * @typedef {{ status: string, results: Array<{ error?: { message?: string } }> }} PlaywrightTest
 * @typedef {{ title: string, file: string, tests: PlaywrightTest[] }} PlaywrightSpec
 * @typedef {{ suites?: PlaywrightSuite[], specs?: PlaywrightSpec[] }} PlaywrightSuite
 */

/** @param {string | undefined} message may hold colours */
function firstLine(message) {
  return stripVTControlCharacters(message ?? '').split('\n', 1)[0] ?? '';
}
