import { spawn } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';

/** How long a process gets to end by itself after being asked, before it is killed. Electron needs well under a second. */
const graceMs = 5000;

/**
 * @typedef {object} Running
 * @property {import('node:child_process').ChildProcess} child
 * @property {Promise<number>} exited its exit code; 128 and the signal's number when a signal ended it, as in a shell
 * @property {() => Promise<void>} stop ends it and all its children; settles when they are gone
 */

/**
 * Starts a program as the leader of a process group of its own, so that it can be ended with all its children.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Running}
 */
export function startProcess(command, args, options) {
  const child = spawn(command, args, { ...options, detached: process.platform !== 'win32' });
  /** @type {Promise<number>} */
  const exited = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : os.constants.signals[signal])));
  });
  // Who stops it may never ask how it ended.
  exited.catch(() => undefined);
  return { child, exited, stop: () => stopTree(child) };
}

/**
 * Runs a program to its end and keeps what it prints.
 *
 * @param {import('./command.mjs').Lifetime} lifetime
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<{ code: number, output: string }>} standard output and standard error, as they came
 */
export async function runQuietly(lifetime, command, args, options = {}) {
  const { child, exited } = lifetime.start(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (output += String(text)));
  const code = await exited;
  return { code, output };
}

/**
 * @param {number} pid
 * @returns {boolean} whether a process with this number runs (as any user)
 */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** @param {import('node:child_process').ChildProcess} child */
async function stopTree(child) {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    // Windows has no process groups; taskkill follows the tree of parents.
    await once(spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' }), 'exit');
    return;
  }
  // First the leader alone: Electron ends its own children, and complains when somebody else does.
  child.kill('SIGTERM');
  const deadline = Date.now() + graceMs;
  for (let asked = false; signalGroup(child.pid, 0);) {
    if (Date.now() > deadline) {
      signalGroup(child.pid, 'SIGKILL');
    } else if (!asked && hasEnded(child)) {
      signalGroup(child.pid, 'SIGTERM');
      asked = true;
    }
    // The group outlives its leader, and nothing tells when its last member is gone: look every 20 ms.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** @param {import('node:child_process').ChildProcess} child */
function hasEnded(child) {
  return child.exitCode !== null || child.signalCode !== null;
}

/**
 * @param {number} pid the group's leader
 * @param {NodeJS.Signals | 0} signal
 * @returns {boolean} false when nobody is left in the group
 */
function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    // ESRCH: the group is empty, which is what the caller wants to know.
    return false;
  }
}
