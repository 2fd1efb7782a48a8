import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { build } from 'vite';
import { expect, test } from 'vitest';
import { within } from '../support/deadline.ts';
import { startTestSampleServer } from '../support/sample-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const gibibyte = 1024 ** 3;
const mebibyte = 1024 ** 2;

/** Runs tests/support/stream-reader.ts in a process of its own, so that only its memory is measured. */
async function readInOwnProcess(url: string): Promise<{ received: number; isPattern: boolean; growth: number }> {
  const outDir = await temporaryFolder();
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: resolve('tests/support/stream-reader.ts'),
      outDir,
      rollupOptions: { output: { entryFileNames: 'reader.mjs' } },
    },
    ssr: { noExternal: true },
  });
  const child = fork(resolve(outDir, 'reader.mjs'), [url], { execArgv: ['--expose-gc'] });
  const ended = once(child, 'exit').then(() => {
    throw new Error('the reader ended without a result');
  });
  const [result] = (await within('the reader’s result', Promise.race([once(child, 'message'), ended]), 60_000)) as [
    { received: number; isPattern: boolean; growth: number },
  ];
  if (child.exitCode === null) await once(child, 'exit');
  return result;
}

test('one message of 1 GiB read in sections grows memory by at most 64 MiB', { timeout: 90_000 }, async () => {
  const server = await startTestSampleServer();
  const result = await readInOwnProcess(`${server.endpoints.stream}?bytes=${gibibyte}`);
  expect(result.received).toBe(gibibyte);
  expect(result.isPattern).toBe(true);
  expect(result.growth / mebibyte).toBeLessThan(64);
});
