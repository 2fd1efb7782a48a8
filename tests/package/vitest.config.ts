import { defineConfig } from 'vitest/config';

// Packaging and starting an app take longer than the tests beside the code, which have a configuration of their own.
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    // They share the package.
    fileParallelism: false,
    testTimeout: 30_000,
    // Packaging on two busy cores.
    hookTimeout: 300_000,
  },
});
