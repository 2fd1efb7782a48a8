import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import registryFetch from 'npm-registry-fetch';
import { npmOptions } from './npm-options.mjs';
import { isAlive } from './processes.mjs';
import { showProgress } from './progress.mjs';

/** A connection that is silent for this long is given up and taken up again where it stopped. */
const stallMs = 30_000;
/** How many broken connections in a row, without one byte of progress between them, end the attempt. */
const fruitlessAttempts = 3;

/**
 * @typedef {object} Tarball
 * @property {string} name the package, with its scope
 * @property {string} version
 * @property {string} integrity what the file must hash to, as in a lock file: `sha512-` and base64
 */

/**
 * Fetches the tarball of a package from the registry npm is configured for. An interrupted download goes on where it
 * stopped, also in a later run; a file whose hash is wrong is deleted.
 *
 * Whoever downloads owns a file named with its process number, so two at once do not meet; the file of a process that
 * is gone is taken over. The finished file appears under its name only after its hash was right.
 *
 * @param {Tarball} tarball
 * @param {{ folder: string, log: (line: string) => void }} options `folder` is made when missing
 * @returns {Promise<string>} the path of the checked file
 * @throws Error when the registry is out of reach or sends something else
 */
export async function downloadTarball(tarball, { folder, log }) {
  const target = path.join(folder, tarballFile(tarball));
  await mkdir(folder, { recursive: true });
  if (await exists(target)) {
    await verify(target, tarball);
    return target;
  }
  const part = await takePart(target);
  await fetchRest(tarball, { part, log });
  await verify(part, tarball);
  await rename(part, target);
  return target;
}

/**
 * @param {Tarball} tarball
 * @returns {string} the file name `npm pack` gives it, too
 */
export function tarballFile({ name, version }) {
  return `${name.replace(/^@/u, '').replace('/', '-')}-${version}.tgz`;
}

/**
 * @param {string} target
 * @returns {Promise<string>} the path to write to, which holds what an interrupted run left
 */
async function takePart(target) {
  const folder = path.dirname(target);
  const prefix = `${path.basename(target)}.part-`;
  const own = path.join(folder, prefix + process.pid);
  for (const file of await readdir(folder)) {
    if (!file.startsWith(prefix) || isAlive(Number(file.slice(prefix.length)))) continue;
    try {
      await rename(path.join(folder, file), own);
    } catch (error) {
      // Another run was faster with this one.
      if (!isCode(error, 'ENOENT')) throw error;
    }
  }
  return own;
}

/**
 * @param {Tarball} tarball
 * @param {{ part: string, log: (line: string) => void }} options
 */
async function fetchRest({ name, version }, { part, log }) {
  // Where registries keep tarballs. Relative, so that the scope's registry and its proxy are npm's choice.
  const url = `/${name}/-/${name.split('/').at(-1)}-${version}.tgz`;
  const options = { ...(await npmOptions()), spec: name };
  for (let fruitless = 0; ;) {
    const before = await sizeOf(part);
    try {
      await fetchInto(part, { url, options, log, label: 'download' });
      return;
    } catch (error) {
      fruitless = (await sizeOf(part)) > before ? 0 : fruitless + 1;
      const reason = error instanceof Error ? error.message : String(error);
      if (isRefusal(error) || fruitless >= fruitlessAttempts) {
        throw new Error(`download: ${name}@${version} could not be fetched: ${reason}`, { cause: error });
      }
      log(`download: the connection broke (${reason}); going on at ${await sizeOf(part)} bytes`);
    }
  }
}

/**
 * @param {string} part
 * @param {{ url: string, options: Record<string, unknown>, log: (line: string) => void, label: string }} options
 */
async function fetchInto(part, { url, options, log, label }) {
  const have = await sizeOf(part);
  const stalled = new AbortController();
  const response = await registryFetch(url, {
    ...options,
    signal: stalled.signal,
    headers: { 'accept-encoding': 'identity', ...(have > 0 ? { range: `bytes=${have}-` } : {}) },
  }).catch((/** @type {unknown} */ error) => {
    // 416: nothing is left to fetch. The hash tells whether what is there is right.
    if (have > 0 && statusOf(error) === 416) return null;
    throw error;
  });
  if (response === null) return;

  // A registry that does not know ranges sends the whole file again.
  const start = response.status === 206 ? have : 0;
  const left = Number(response.headers.get('content-length') ?? 0);
  if (start > 0) log(`download: going on at ${start} bytes`);
  const progress = showProgress({ label, startBytes: start, totalBytes: left > 0 ? start + left : 0 });
  const file = await open(part, start > 0 ? 'a' : 'w');
  let timer = setTimeout(() => undefined, 0);
  try {
    let size = start;
    const watch = () => {
      clearTimeout(timer);
      timer = setTimeout(() => stalled.abort(new Error(`nothing came for ${stallMs / 1000} s`)), stallMs);
    };
    watch();
    for await (const chunk of response.body) {
      watch();
      await file.write(chunk);
      size += chunk.length;
      progress.update(size);
    }
    if (left > 0 && size < start + left) throw new Error(`it ended after ${size} of ${start + left} bytes`);
  } finally {
    clearTimeout(timer);
    progress.end();
    await file.close();
  }
}

/**
 * @param {string} file deleted when its hash is wrong
 * @param {Tarball} tarball
 */
async function verify(file, { name, version, integrity }) {
  const [algorithm = '', expected] = integrity.split(/-(.*)/su);
  const hash = createHash(algorithm);
  await pipeline(createReadStream(file), hash);
  const actual = hash.digest('base64');
  if (actual === expected) return;
  await rm(file);
  throw new Error(
    [
      `integrity: ${name}@${version} is not the file it must be; it was deleted, and the next run fetches it again`,
      `  expected ${integrity}`,
      `  found    ${algorithm}-${actual}`,
    ].join('\n'),
  );
}

/** @param {string} file */
async function sizeOf(file) {
  return (await stat(file).catch(() => null))?.size ?? 0;
}

/** @param {string} file */
async function exists(file) {
  return (await stat(file).catch(() => null)) !== null;
}

/**
 * @param {unknown} error
 * @returns {boolean} whether the registry answered, so that asking again would not help
 */
function isRefusal(error) {
  return statusOf(error) !== undefined;
}

/** @param {unknown} error */
function statusOf(error) {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  return typeof error.statusCode === 'number' ? error.statusCode : undefined;
}

/**
 * @param {unknown} error
 * @param {string} code
 */
function isCode(error, code) {
  return error instanceof Error && 'code' in error && error.code === code;
}
