// npm run interop:install: installs the WebSocket servers and proxies of others that tests/interop talks to, through apt-get
// as root.
// Where it cannot, it says what to do and the tests skip; `-- --require` makes that a failure.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { runCommand } from './command.mjs';
import { runQuietly } from './processes.mjs';
import { root } from './project.mjs';

/** @typedef {import('./command.mjs').Lifetime} Lifetime */

/** A mirror that does not answer is given up after this; apt-get tries for minutes. */
const networkSeconds = 30;
/** Another apt-get may be at work: how long to wait for it. */
const lockSeconds = 120;

/** @param {string} line */
const log = (line) => console.log(`interop: ${line}`);

await runCommand(async (lifetime) => {
  const names = [...(await packagesOf('servers')), ...(await packagesOf('proxies'))];
  const before = await installed(lifetime, names);
  const missing = names.filter((name) => !before.has(name));
  if (missing.length > 0) await install(lifetime, missing);
  const after = await installed(lifetime, names);
  for (const name of names) log(`${name} ${after.get(name) ?? 'is not installed'}`);
  return process.argv.includes('--require') && after.size < names.length ? 1 : 0;
});

/**
 * @param {string} kind a folder of tests/interop, and the list in it
 * @returns {Promise<string[]>}
 */
async function packagesOf(kind) {
  const file = path.join(root, 'tests', 'interop', kind, `${kind}.json`);
  /** @type {Array<{ package: string }>} */
  const peers = JSON.parse(await readFile(file, 'utf8'));
  return peers.map((peer) => peer.package);
}

/**
 * Installs what can be installed; what cannot is said, and is no error.
 *
 * @param {Lifetime} lifetime
 * @param {readonly string[]} missing
 */
async function install(lifetime, missing) {
  const command = `apt-get install --yes --no-install-recommends ${missing.join(' ')}`;
  if ((await run(lifetime, 'apt-get', ['--version'])).code !== 0) {
    log(`there is no apt-get here; the packages of Debian and Ubuntu are ${missing.join(' ')}`);
    return;
  }
  if (process.getuid?.() !== 0) {
    log(`not root; run: sudo apt-get update && sudo ${command}`);
    return;
  }
  log(command);
  // One by one: a release without one of them can still have the others.
  for (const name of missing) {
    const args = ['install', '--yes', '--no-install-recommends', name];
    // A fresh container has no package lists at all; older lists name files that are gone from the mirror.
    let outcome = await aptGet(lifetime, args);
    if (outcome.code !== 0) {
      await aptGet(lifetime, ['update']);
      outcome = await aptGet(lifetime, args);
    }
    if (outcome.code !== 0) log(`${name} could not be installed\n${outcome.output.trim()}`);
  }
}

/**
 * @param {Lifetime} lifetime
 * @param {readonly string[]} args
 */
function aptGet(lifetime, args) {
  const options = [`DPkg::Lock::Timeout=${lockSeconds}`, `Acquire::http::Timeout=${networkSeconds}`];
  return run(lifetime, 'apt-get', ['--quiet', ...options.map((option) => `--option=${option}`), ...args]);
}

/**
 * @param {Lifetime} lifetime
 * @param {readonly string[]} names
 * @returns {Promise<Map<string, string>>} the versions of the packages that are installed
 */
async function installed(lifetime, names) {
  const format = '${db:Status-Status} ${Package} ${Version}\\n';
  const { output } = await run(lifetime, 'dpkg-query', ['--show', `--showformat=${format}`, ...names]);
  const lines = output.matchAll(/^installed (\S+) (\S+)$/gmu);
  return new Map([...lines].map((match) => [match[1] ?? '', match[2] ?? '']));
}

/**
 * @param {Lifetime} lifetime
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<{ code: number, output: string }>} code 127 where there is no such program, as in a shell
 */
async function run(lifetime, command, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
  try {
    return await runQuietly(lifetime, command, args, { env });
  } catch {
    // ENOENT: there is no such program.
    return { code: 127, output: '' };
  }
}
