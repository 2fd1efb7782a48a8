import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      '{contract,main,renderer,scripts}/**/*.test.{ts,mjs}',
      'tests/{support,integration,conformance,interop,winrt}/**/*.test.ts',
    ],
    globalSetup: 'tests/support/log-worker.ts',
    pool: 'forks',
    // A second file at a time would make the memory and time limits of the first depend on it.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 20_000,
    sequence: { hooks: 'stack' },
  },
});
