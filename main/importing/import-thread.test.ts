import { monitorEventLoopDelay } from 'node:perf_hooks';
import { expect, inject, test } from 'vitest';
import { expectNoLeaks } from '../../tests/support/leaks.ts';
import { readInThread } from './import-thread.ts';
import { Imports } from './imports.ts';

expectNoLeaks();

const thread = new URL(inject('importWorker'));
const never = new AbortController().signal;
const fiveMiB = 5 * 1024 * 1024;

/** An export of Insomnia as YAML, which takes seconds to read. */
function largeYaml(): string {
  const lines = ['type: collection.insomnia.rest/5.0', 'name: Large', 'collection:'];
  for (let length = 0; length < fiveMiB; length += lines.at(-1)?.length ?? 0) {
    const number = lines.length;
    lines.push(
      `  - url: wss://h${number}.example/chat
    name: Request ${number}
    meta:
      id: ws-req_${number}
    headers:
${Array.from({ length: 20 }, (_, index) => `      - name: X-${index}\n        value: "${'words '.repeat(8)}"`).join('\n')}`,
    );
  }
  return lines.join('\n');
}

test('reading five megabytes does not hold up the thread that wants it', { timeout: 120_000 }, async () => {
  const text = largeYaml();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const began = performance.now();
  const { kind, documents } = await readInThread(thread, { text, secrets: [] }, never);
  const tookMs = performance.now() - began;
  delay.disable();
  expect(kind).toBe('insomnia');
  expect(documents.length).toBeGreaterThan(1000);
  const longestMs = delay.max / 1e6;
  process.stderr.write(`read in ${Math.round(tookMs)} ms, main waited ${Math.round(longestMs)} ms at most\n`);
  // Less than 50 ms where nothing else is done. Read in main it would be all of the time, however busy the computer is.
  expect(longestMs).toBeLessThan(tookMs / 8);
});

test('reading ends at once when nobody waits for it', async () => {
  const abort = new AbortController();
  const reading = readInThread(thread, { text: largeYaml(), secrets: [] }, abort.signal);
  setTimeout(() => abort.abort(), 200);
  await expect(reading).rejects.toMatchObject({ code: 'canceled' });
  await expect(readInThread(thread, { text: '{}', secrets: [] }, AbortSignal.abort())).rejects.toMatchObject({
    code: 'canceled',
  });
});

test('what cannot be read is told with its place', async () => {
  await expect(readInThread(thread, { text: '{\n  "a": ]', secrets: [] }, never)).rejects.toMatchObject({
    info: { code: 'invalid-input', field: 'text', message: expect.stringContaining('line 2, column 8') as string },
  });
});

test('secrets that are there keep their names', async () => {
  const read = await readInThread(thread, { text: 'curl -u me:theirs ws://h', secrets: ['password'] }, never);
  expect(read.secrets).toEqual([{ name: 'password2', value: 'theirs' }]);
});

test('of two texts the first is wanted no more when the second is read', async () => {
  const target = { secrets: () => [], create: () => Promise.resolve(''), setSecret: () => Promise.resolve() };
  const imports = new Imports(target, (request, signal) => readInThread(thread, request, signal));
  const first = imports.propose(largeYaml());
  const [, second] = await Promise.all([
    expect(first).rejects.toMatchObject({ code: 'canceled' }),
    imports.propose('wscat -c ws://h'),
  ]);
  expect(second.documents).toHaveLength(1);
});
