import os from 'node:os';
import { startProcess } from './processes.mjs';

/** How soon a command notices that npm is gone: nothing tells it. */
const parentCheckMs = 500;

/** A failure a person can do something about: shown as its message alone, without a stack. */
export class Problem extends Error {}

/**
 * @typedef {object} Lifetime
 * @property {typeof startProcess} start starts a process that ends with this command, however that ends
 * @property {(cleanUp: () => Promise<void>) => void} defer runs something at the end, last in first out
 */

/**
 * Runs one of the commands of package.json. Everything it started is gone when it ends: at its own end, after a
 * failure, and when it is asked to end (Ctrl-C, `kill`, a closed terminal).
 *
 * @param {(lifetime: Lifetime) => Promise<number>} body returns the exit code
 */
export async function runCommand(body) {
  /** @type {Array<() => Promise<void>>} */
  const deferred = [];
  let isEnding = false;
  const end = async () => {
    isEnding = true;
    for (let cleanUp = deferred.pop(); cleanUp !== undefined; cleanUp = deferred.pop()) await cleanUp();
  };
  /** @param {NodeJS.Signals} signal */
  const interrupt = (signal) => {
    // A second Ctrl-C does not wait for the first.
    if (isEnding) process.exit(exitCodeOf(signal));
    void end().finally(() => process.exit(exitCodeOf(signal)));
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, interrupt);
  whenOrphaned(() => interrupt('SIGTERM'));

  try {
    process.exitCode = await body({
      start(command, args, options) {
        if (isEnding) throw new Problem('interrupted');
        const running = startProcess(command, args, options);
        deferred.push(running.stop);
        return running;
      },
      defer: (cleanUp) => void deferred.push(cleanUp),
    });
  } catch (error) {
    if (!isEnding) console.error(error instanceof Problem ? error.message : error);
    process.exitCode = 1;
  }
  // An interruption is already at it, and ends the process itself.
  if (isEnding) return;
  await end();
  process.exit();
}

/**
 * Somebody who ends npm with a signal ends npm and its shell; the signal does not get here (npm 11). Ctrl-C does.
 *
 * @param {() => void} end
 */
function whenOrphaned(end) {
  if (process.platform === 'win32' || process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    end();
  }, parentCheckMs);
  timer.unref();
}

/** @param {NodeJS.Signals} signal */
function exitCodeOf(signal) {
  return 128 + os.constants.signals[signal];
}
