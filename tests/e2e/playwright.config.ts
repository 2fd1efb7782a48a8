import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  globalSetup: './leftovers.ts',
  outputDir: '../../out/test/e2e',
  // Each test has an app of its own; two at a time are what two cores carry.
  workers: 2,
  fullyParallel: true,
  // A test that passes at its second try is broken.
  retries: 0,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env['CI'] !== undefined,
});
