import { readFile } from 'node:fs/promises';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

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
 * @param {unknown} report of Playwright's json reporter
 * @returns {Counts} a test that passed only when it was tried again is flaky, and flaky is broken
 */
export function playwrightCounts(report) {
  const { stats } = /** @type {{ stats: Record<string, number> }} */ (report);
  return {
    passed: stats['expected'] ?? 0,
    failed: (stats['unexpected'] ?? 0) + (stats['flaky'] ?? 0),
    skipped: stats['skipped'] ?? 0,
  };
}
