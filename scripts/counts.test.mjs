import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  countsOf,
  describe,
  playwrightCounts,
  playwrightTroubles,
  sum,
  vitestCounts,
  vitestTroubles,
} from './counts.mjs';

/** @type {string} */
let folder;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'duplex-counts-'));
});

afterEach(() => rm(folder, { recursive: true }));

test('a report of vitest is counted, and what is left to do counts as skipped', async () => {
  const report = { numPassedTests: 5, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 };
  expect(await countsOf(await write(report), vitestCounts, 1)).toEqual({ passed: 5, failed: 2, skipped: 2 });
});

test('a test of Playwright that passed at its second try counts as passed, and is named', async () => {
  const spec = (/** @type {string} */ title, /** @type {string} */ status) => ({
    title,
    file: 'a.spec.ts',
    tests: [{ status, results: [{ error: { message: '\u001B[31mno\u001B[39m\nmore' } }, {}] }],
  });
  const report = {
    stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 0 },
    suites: [
      { specs: [spec('one', 'unexpected')], suites: [{ specs: [spec('two', 'flaky'), spec('three', 'expected')] }] },
    ],
  };
  expect(await countsOf(await write(report), playwrightCounts, 1)).toEqual({ passed: 4, failed: 1, skipped: 0 });
  expect(playwrightTroubles(report, 'flaky')).toEqual([{ name: 'two', file: 'a.spec.ts', message: 'no' }]);
  expect(playwrightTroubles(report, 'unexpected')).toEqual([{ name: 'one', file: 'a.spec.ts', message: 'no' }]);
});

test('what failed in vitest is named, also a file that does not load', () => {
  const report = {
    testResults: [
      {
        name: 'a.test.ts',
        status: 'failed',
        assertionResults: [
          { status: 'passed', fullName: 'one', failureMessages: [] },
          { status: 'failed', fullName: 'two', failureMessages: ['Error: late\n at b'] },
        ],
      },
      { name: 'b.test.ts', status: 'failed', message: 'cannot load', assertionResults: [] },
      { name: 'c.test.ts', status: 'passed', assertionResults: [] },
    ],
  };
  expect(vitestTroubles(report)).toEqual([
    { name: 'two', file: 'a.test.ts', message: 'Error: late' },
    { name: '(the file)', file: 'b.test.ts', message: 'cannot load' },
  ]);
  expect(vitestTroubles({})).toEqual([]);
  expect(playwrightTroubles({}, 'flaky')).toEqual([]);
});

test('a runner that ends badly without a failed test counts as one failure', async () => {
  const report = { numPassedTests: 5, numFailedTests: 0 };
  expect(await countsOf(await write(report), vitestCounts, 1)).toEqual({ passed: 5, failed: 1, skipped: 0 });
});

test('a runner that leaves no report, or half of one, counts as one failure', async () => {
  const file = path.join(folder, 'missing.json');
  expect(await countsOf(file, vitestCounts, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  await writeFile(file, '{"numPassed');
  expect(await countsOf(file, vitestCounts, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('a runner that says all is well and ran nothing counts as one failure', async () => {
  expect(await countsOf(await write({ numPassedTests: 0 }), vitestCounts, 0)).toMatchObject({ failed: 1 });
});

test('the last line names skipped tests only when there are any', () => {
  const counts = sum([
    { passed: 1, failed: 0, skipped: 0 },
    { passed: 2, failed: 1, skipped: 0 },
  ]);
  expect(describe(counts)).toBe('3 passed, 1 failed');
  expect(describe({ ...counts, skipped: 4 })).toBe('3 passed, 1 failed, 4 skipped');
});

/** @param {unknown} report */
async function write(report) {
  const file = path.join(folder, 'report.json');
  await writeFile(file, JSON.stringify(report));
  return file;
}
