import { expect, test, vi } from 'vitest';

/** Whether all modules are loaded: until then nobody may read a word. */
let isLoaded = false;
const readers = new Set<string>();

vi.mock('../model/words.ts', () => ({
  get words() {
    if (isLoaded) return {};
    const error = new Error('a word is read while its module is loaded');
    // The line that did, whichever module wanted that one.
    readers.add(
      /renderer\/[^\s)]*(?<!module-words\.test\.ts:\d+:\d+)(?=[\s)])/.exec(error.stack ?? '')?.[0] ?? 'unknown',
    );
    throw error;
  },
}));

test('no module keeps a word from when it was loaded: the language can change before the first page', async () => {
  const modules = import.meta.glob([
    '../**/*.{ts,tsx}',
    '!../**/*.test.{ts,tsx}',
    // It begins the app, which needs a window.
    '!./main.tsx',
    '!../model/words.ts',
  ]);
  for (const [file, load] of Object.entries(modules)) {
    await load().catch((error: unknown) => readers.add(`${file}: ${String(error)}`));
  }
  isLoaded = true;
  expect(Object.keys(modules).length).toBeGreaterThan(150);
  expect([...readers]).toEqual([]);
}, 60_000);
