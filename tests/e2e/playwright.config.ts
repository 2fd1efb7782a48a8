import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  globalSetup: './leftovers.ts',
  outputDir: '../../out/test/e2e',
  // Each test has an app of its own, of five processes. With two at a time on two cores a start hung once in four hundred; one at
  // a time they take longer than CI has.
  workers: 2,
  // npm test names those that needed the second.
  retries: 1,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env['CI'] !== undefined,
});
