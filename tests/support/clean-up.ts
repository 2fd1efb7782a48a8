import { onTestFinished } from 'vitest';

/**
 * Has something closed when the running test ends, in whatever way it ends. Outside a test (`beforeAll`, a bench) the
 * caller closes it.
 */
export function closeAfterTest(close: () => Promise<unknown>): void {
  try {
    onTestFinished(async () => {
      await close();
    });
  } catch {
    // vitest's way to say that no test is running.
  }
}
