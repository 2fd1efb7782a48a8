import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = join(import.meta.dirname, '../..');

/** The threads that start from a file made of TypeScript, by the name of that file: a thread cannot start from TypeScript. */
const threads = {
  logWorker: 'main/log/worker/log-worker.ts',
  matchWorker: 'main/sending/match-worker.ts',
  importWorker: 'main/importing/import-worker.ts',
} as const;

/** Makes the files that threads start from, for a whole run of tests. */
export default async function setUp({
  provide,
}: {
  provide: (key: keyof typeof threads, value: string) => void;
}): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'duplex-log-worker-'));
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      ssr: true,
      target: 'node20.18',
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: {
        input: Object.fromEntries(Object.entries(threads).map(([name, file]) => [name, join(root, file)])),
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
    ssr: { noExternal: true },
  });
  for (const name of ['logWorker', 'matchWorker', 'importWorker'] as const) {
    provide(name, pathToFileURL(join(folder, `${name}.mjs`)).href);
  }
  return () => rm(folder, { recursive: true });
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly logWorker: string;
    readonly matchWorker: string;
    readonly importWorker: string;
  }
}
