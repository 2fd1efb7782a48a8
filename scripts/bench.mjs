// npm run bench: bundles bench/main.ts and runs it inside Electron. Arguments after `--` go to it.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'vite';
import { buildIfStale } from './build.mjs';
import { passWithoutNoise } from './chromium-noise.mjs';
import { runCommand } from './command.mjs';
import { prepareElectron } from './electron.mjs';
import { root } from './project.mjs';

const log = console.log;
const folder = path.join(root, 'out', 'bench');

await runCommand(async (lifetime) => {
  // What starts in the figures of the start is the app.
  await buildIfStale(lifetime, { log });
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      ssr: true,
      // The oldest Node inside an Electron we run on; see electron.vite.config.ts.
      target: 'node20.18',
      outDir: folder,
      rollupOptions: {
        // A thread starts from a file of its own, and so does an app.
        input: {
          main: path.join(root, 'bench', 'main.ts'),
          'startup-probe': path.join(root, 'bench', 'startup-probe.ts'),
          'log-worker': path.join(root, 'main', 'log', 'worker', 'log-worker.ts'),
        },
        external: ['electron', 'ws'],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  });
  // Electron starts folders that have a package.json.
  const manifest = { name: 'duplex-bench', version: '0.0.0', type: 'module', main: 'main.js' };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  const { executable, flags, env } = await prepareElectron(lifetime, { log });
  const args = [...flags, folder, ...process.argv.slice(2)];
  const { child, exited } = lifetime.start(executable, args, {
    cwd: root,
    // The server the figures talk to runs in this Node.
    env: { ...env, DUPLEX_BENCH_NODE: process.execPath },
    stdio: ['inherit', 'inherit', 'pipe'],
  });
  if (child.stderr) passWithoutNoise(child.stderr);
  return exited;
});
