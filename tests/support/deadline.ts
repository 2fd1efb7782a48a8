import { setImmediate } from 'node:timers/promises';

/** Long enough for a busy machine, short enough to name what is stuck before the test's own limit does not. */
const usualDeadlineMs = 4000;

/**
 * Waits for something that has to happen.
 *
 * @param what is named when it does not: "the client's close frame"
 * @throws Error when the time is over
 */
export async function within<Value>(what: string, promise: Promise<Value>, ms = usualDeadlineMs): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not come within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([promise, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Waits for a state that no event tells of, one turn of the event loop at a time.
 *
 * @param what is named when it does not come: "a pause"
 * @throws Error when the time is over
 */
export async function eventually(what: string, isThere: () => boolean, ms = usualDeadlineMs): Promise<void> {
  const end = performance.now() + ms;
  while (!isThere()) {
    if (performance.now() > end) throw new Error(`${what} did not come within ${ms} ms`);
    await setImmediate();
  }
}
