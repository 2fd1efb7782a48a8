import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Problem } from './command.mjs';

/** Larger than the largest window a test or a picture makes. */
const screen = '1600x1200x24';
/** Xvfb is up in a fraction of a second; this is for a machine under load. */
const startMs = 20_000;

/** @typedef {Record<string, string>} Environment what a process needs to find the display */

/** @returns {boolean} whether a window can be shown here */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

/**
 * Gives a display to show windows on: the one that is there, or an Xvfb of our own that only this user can reach.
 *
 * @param {import('./command.mjs').Lifetime} lifetime ends the Xvfb
 * @param {{ log: (line: string) => void }} options
 * @returns {Promise<Environment>} to be added to the environment; empty when there is a display already
 */
export async function openDisplay(lifetime, { log }) {
  if (hasDisplay()) return {};
  const folder = await mkdtemp(path.join(os.tmpdir(), 'duplex-display-'));
  lifetime.defer(() => rm(folder, { recursive: true, force: true }));
  const authority = path.join(folder, 'authority');
  await writeFile(authority, authorityEntry(randomBytes(16)), { mode: 0o600 });

  // It picks a free display number itself and writes it to file descriptor 3 when it is ready.
  const args = ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-auth', authority];
  const { child, exited } = lifetime.start('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  let printed = '';
  child.stderr?.on('data', (text) => (printed += String(text)));
  const number = await Promise.race([
    readLine(/** @type {import('node:stream').Readable} */ (child.stdio[3])),
    exited.then(() => null),
    new Promise((resolve) => setTimeout(resolve, startMs, null).unref()),
  ]);
  if (number === null) throw new Problem(`display: Xvfb did not start\n${printed.trim()}`);
  log(`display: there is none, so the app runs on a virtual one (Xvfb :${number}); you will not see its window`);
  return { DISPLAY: `:${number}`, XAUTHORITY: authority };
}

/**
 * @param {import('node:stream').Readable} stream
 * @returns {Promise<string>}
 */
function readLine(stream) {
  return new Promise((resolve) => {
    let text = '';
    stream.on('data', (chunk) => {
      text += String(chunk);
      if (text.includes('\n')) resolve(text.trim());
    });
  });
}

/**
 * One entry of an X authority file (Xau(3)): the secret that lets a client in, for every host and display number. The
 * file is written before the number is known; and `xauth`, which could write it, is one more package to install.
 *
 * @param {Buffer} cookie
 */
function authorityEntry(cookie) {
  const familyWild = Buffer.from([0xff, 0xff]);
  const field = (/** @type {Buffer} */ content) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(content.length);
    return Buffer.concat([length, content]);
  };
  const none = Buffer.alloc(0);
  return Buffer.concat([familyWild, field(none), field(none), field(Buffer.from('MIT-MAGIC-COOKIE-1')), field(cookie)]);
}
