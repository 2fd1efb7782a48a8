import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Plugin, Rolldown } from 'vite';
import { thirdPartyNotices } from './scripts/notices.mjs';

// Set by hand: electron-vite would read them from the installed Electron, which is newer than the oldest one we run
// on (docs/decisions/0002-two-runtimes.md).
const nodeTarget = 'node20.18';
const chromeTarget = 'chrome130';
const root = import.meta.dirname;

/** quickjs-wasi reads its WebAssembly from a file of its package; bundled, that lies beside the chunk. */
const quickJsFile: Plugin = {
  name: 'quickjs-file',
  async transform(code, id) {
    const source = "new URL('../quickjs.wasm', import.meta.url)";
    if (!id.includes('quickjs-wasi') || !code.includes(source)) return undefined;
    const file = join(root, 'node_modules/quickjs-wasi/quickjs.wasm');
    this.emitFile({ type: 'asset', fileName: 'quickjs.wasm', source: await readFile(file) });
    return { code: code.replace(source, "new URL('./quickjs.wasm', import.meta.url)"), map: null };
  },
};

/**
 * Everything the page needs at its start goes into one file: of its own accord the bundler makes one of each set of modules
 * that some later page needs as well, and dozens of small files take longer than all of them together.
 */
function firstFile(): (id: string, modules: Modules) => string | null {
  let first: Set<string> | undefined;
  return (id, modules) => {
    first ??= reachedFrom(resolve(root, 'renderer/app/main.tsx'), modules);
    return first.has(id) ? 'first' : null;
  };
}

interface Modules {
  getModuleInfo(id: string): Rolldown.ModuleInfo | null;
}

function reachedFrom(entry: string, modules: Modules): Set<string> {
  const reached = new Set<string>([entry]);
  for (const id of reached) for (const imported of modules.getModuleInfo(id)?.importedIds ?? []) reached.add(imported);
  return reached;
}

export default defineConfig({
  main: {
    plugins: [quickJsFile, thirdPartyNotices()],
    build: {
      target: nodeTarget,
      outDir: 'out/main',
      lib: {
        // A thread starts from a file of its own.
        entry: {
          index: resolve(root, 'main/boot.ts'),
          'log-worker': resolve(root, 'main/log/worker/log-worker.ts'),
          'import-worker': resolve(root, 'main/importing/import-worker.ts'),
          'match-worker': resolve(root, 'main/sending/match-worker.ts'),
          'pac-worker': resolve(root, 'main/network/proxy/pac-worker.mjs'),
        },
        formats: ['es'],
      },
      // `ws` ships as it is; everything else is bundled, so that the package holds little.
      externalizeDeps: true,
      rollupOptions: {
        output: {
          // Less to read at the start; what stands in an error's stack keeps its name.
          minify: { mangle: false, compress: false, codegen: { removeWhitespace: true } },
          // The name the thread's file has in the source.
          entryFileNames: ({ name }) => (name === 'pac-worker' ? 'pac-worker.mjs' : '[name].js'),
          chunkFileNames: '[name].js',
        },
      },
    },
  },
  preload: {
    plugins: [thirdPartyNotices()],
    build: {
      target: nodeTarget,
      outDir: 'out/preload',
      // A sandboxed preload is one CommonJS file.
      lib: { entry: resolve(root, 'preload/index.ts'), formats: ['cjs'] },
      rollupOptions: { output: { entryFileNames: 'index.cjs' } },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react(), thirdPartyNotices()],
    build: {
      target: chromeTarget,
      outDir: 'out/renderer',
      minify: true,
      // The page's policy loads fonts and images as files only.
      assetsInlineLimit: 0,
      rollupOptions: {
        input: resolve(root, 'renderer/index.html'),
        output: { codeSplitting: { groups: [{ name: firstFile() }] } },
      },
    },
  },
});
