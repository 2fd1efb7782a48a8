import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { downloadTarball, tarballFile } from './download.mjs';

const content = Buffer.alloc(300_000, 'Duplex');
const tarball = {
  name: '@scope/thing',
  version: '1.2.3',
  integrity: `sha512-${createHash('sha512').update(content).digest('base64')}`,
};
const file = 'scope-thing-1.2.3.tgz';
/** More than any Linux process number can be, so nobody has it. */
const deadPid = 2 ** 22 + 1;

/** @type {string} */
let folder;
/** @type {import('node:http').Server} */
let registry;
/** @type {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => void} */
let answer;
/** @type {Array<string | undefined>} The range each request asked for. */
let ranges;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'duplex-download-'));
  ranges = [];
  answer = sendRange;
  registry = createServer((request, response) => {
    ranges.push(request.headers.range);
    answer(request, response);
  });
  registry.listen(0, '127.0.0.1');
  await once(registry, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (registry.address());
  vi.stubEnv('npm_config_registry', `http://127.0.0.1:${port}/`);
  vi.stubEnv('npm_config_fetch_retries', '0');
  // The progress lines.
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  registry.closeAllConnections();
  registry.close();
  await rm(folder, { recursive: true });
});

test('a tarball is fetched from the configured registry and checked', async () => {
  /** @type {string | undefined} */
  let asked;
  answer = (request, response) => {
    asked = request.url;
    sendRange(request, response);
  };
  const target = await download();
  expect(asked).toBe('/@scope/thing/-/thing-1.2.3.tgz');
  expect(path.basename(target)).toBe(tarballFile(tarball));
  expect(await readFile(target)).toEqual(content);
  expect(await readdir(folder)).toEqual([file]);
});

test('a checked tarball that is there already costs no request', async () => {
  await writeFile(path.join(folder, file), content);
  await download();
  expect(ranges).toEqual([]);
});

test('what a killed run left is taken over and completed', async () => {
  await writeFile(path.join(folder, `${file}.part-${deadPid}`), content.subarray(0, 1000));
  expect(await readFile(await download())).toEqual(content);
  expect(ranges).toEqual(['bytes=1000-']);
  expect(await readdir(folder)).toEqual([file]);
});

test('the part of a run that is still alive is left alone', async () => {
  const theirs = `${file}.part-${process.ppid}`;
  await writeFile(path.join(folder, theirs), content.subarray(0, 1000));
  await download();
  expect(ranges).toEqual([undefined]);
  expect((await readdir(folder)).toSorted()).toEqual([file, theirs]);
});

test('a connection that breaks is taken up again where it stopped', async () => {
  answer = (request, response) => {
    if (ranges.length > 1) return sendRange(request, response);
    response.writeHead(200, { 'content-length': content.length });
    response.write(content.subarray(0, 100_000), () => response.destroy());
  };
  expect(await readFile(await download())).toEqual(content);
  expect(ranges).toEqual([undefined, 'bytes=100000-']);
});

test('a registry that does not know ranges sends the whole file again', async () => {
  await writeFile(path.join(folder, `${file}.part-${deadPid}`), content.subarray(0, 1000));
  answer = (_request, response) => response.end(content);
  expect(await readFile(await download())).toEqual(content);
});

test('a part that is complete already is only checked', async () => {
  await writeFile(path.join(folder, `${file}.part-${deadPid}`), content);
  expect(await readFile(await download())).toEqual(content);
});

test('a file with the wrong hash is named, deleted, and fetched afresh by the next run', async () => {
  answer = (_request, response) => response.end(Buffer.alloc(content.length));
  await expect(download()).rejects.toThrow(/integrity: @scope\/thing@1\.2\.3 .*\n {2}expected sha512-/u);
  expect(await readdir(folder)).toEqual([]);
  answer = sendRange;
  expect(await readFile(await download())).toEqual(content);
});

test('a refusal of the registry ends the attempt at once, with its reason', async () => {
  answer = (_request, response) => response.writeHead(404).end();
  await expect(download()).rejects.toThrow(/@scope\/thing@1\.2\.3 could not be fetched: 404/u);
  expect(ranges).toHaveLength(1);
});

function download() {
  return downloadTarball(tarball, { folder, log: () => undefined });
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
function sendRange(request, response) {
  const from = Number(/^bytes=(\d+)-$/u.exec(request.headers.range ?? '')?.[1] ?? 0);
  if (from >= content.length) {
    response.writeHead(416).end();
    return;
  }
  response.writeHead(from > 0 ? 206 : 200, { 'content-length': content.length - from });
  response.end(content.subarray(from));
}
