import { setImmediate } from 'node:timers/promises';
import { aroundEach } from 'vitest';

/** How long what a test opened may take to close after its clean-up. */
const settleMs = 3000;

/** What `process.getActiveResourcesInfo` may name besides sockets and timers is vitest's own. */
const watched = /^(?:TCP|TLS|Pipe|UDP|HTTP|Process|FSEvent|FSReqCallback|GetAddrInfo|Timeout|Immediate)/;

/**
 * Fails every test of this file (or of the `describe` it is called in) that leaves sockets, servers, processes or timers
 * behind, clean-up included. What was open before the test, as a server of `beforeAll`, is not its fault.
 */
export function expectNoLeaks(): void {
  // Around, as `afterEach` would come before the clean-up of `onTestFinished`.
  aroundEach(async (runTest) => {
    const leaks = watchForLeaks();
    await runTest();
    const leaked = await leaks();
    if (leaked.length > 0) throw new Error(`the test left open after ${settleMs} ms: ${leaked.join(', ')}`);
  });
}

/**
 * Notes what is open now.
 *
 * @returns asks what was opened since and is still open, such as `2 x TCPSocketWrap`; waits for what is closing, up to
 *   `ms`
 */
export function watchForLeaks(): (ms?: number) => Promise<string[]> {
  const before = activeResources();
  return async (ms = settleMs) => {
    const deadline = performance.now() + ms;
    for (;;) {
      const leaked = differences(before, activeResources());
      if (leaked.length === 0 || performance.now() > deadline) return leaked;
      // Not a timer, which would be counted. A turn of the event loop is what closing handles need.
      await setImmediate();
    }
  };
}

function activeResources(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of process.getActiveResourcesInfo()) {
    if (watched.test(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

function differences(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): string[] {
  return [...after]
    .map(([name, count]) => ({ name, more: count - (before.get(name) ?? 0) }))
    .filter(({ more }) => more > 0)
    .map(({ name, more }) => `${more} x ${name}`);
}
