import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { resolve } from 'node:path';

// Set by hand: electron-vite would read them from the installed Electron, which is newer than the oldest one we run
// on (docs/decisions/0002-two-runtimes.md).
const nodeTarget = 'node20.18';
const chromeTarget = 'chrome130';
const root = import.meta.dirname;

export default defineConfig({
  main: {
    build: {
      target: nodeTarget,
      outDir: 'out/main',
      lib: { entry: resolve(root, 'main/index.ts'), formats: ['es'] },
      // `ws` ships as it is; everything else is bundled, so that the package holds little.
      externalizeDeps: true,
      rollupOptions: { output: { entryFileNames: 'index.js', chunkFileNames: '[name].js' } },
    },
  },
  preload: {
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
    plugins: [react()],
    build: {
      target: chromeTarget,
      outDir: 'out/renderer',
      minify: true,
      // The page's policy loads fonts and images as files only.
      assetsInlineLimit: 0,
      rollupOptions: { input: resolve(root, 'renderer/index.html') },
    },
  },
});
