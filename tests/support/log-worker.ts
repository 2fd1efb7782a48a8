import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = join(import.meta.dirname, '../..');

/** Makes the file that the log's threads start from, for a whole run of tests: a thread cannot start from TypeScript. */
export default async function setUp({
  provide,
}: {
  provide: (key: 'logWorker', value: string) => void;
}): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'duplex-log-worker-'));
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      ssr: join(root, 'main/log/worker/log-worker.ts'),
      target: 'node20.18',
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: { output: { format: 'es', entryFileNames: 'log-worker.mjs' } },
    },
    ssr: { noExternal: true },
  });
  provide('logWorker', pathToFileURL(join(folder, 'log-worker.mjs')).href);
  return () => rm(folder, { recursive: true });
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly logWorker: string;
  }
}
