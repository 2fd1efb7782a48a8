// npm run bench: bundles bench/main.ts and runs it inside Electron, then the whole app. Arguments after `--` go to both:
// --only=PART for the figures with PART in their name, --full for the whole length of the live ones.
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
        external: ['electron', 'ws', 'lmdb', '@playwright/test'],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  });
  // Electron starts folders that have a package.json.
  const manifest = { name: 'duplex-bench', version: '0.0.0', type: 'module', main: 'main.js' };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  const { executable, flags, env } = await prepareElectron(lifetime, { log });
  const options = process.argv.slice(2);
  const parts = options.flatMap((option) => /^--only=(.+)$/u.exec(option)?.[1] ?? []);
  const isLive = (/** @type {string} */ part) => part.startsWith('live');
  // The server the figures talk to runs in this Node.
  const benchEnv = { ...env, DUPLEX_BENCH_NODE: process.execPath, DUPLEX_ELECTRON: executable };
  let code = 0;
  if (parts.length === 0 || !parts.every(isLive)) code = await run(executable, [...flags, folder, ...options]);
  if (parts.length > 0 && !parts.some(isLive)) return code;
  await buildIfStale(lifetime, { log });
  return (await run(process.execPath, [path.join(folder, 'main.js'), '--bench-live', ...options])) || code;

  /**
   * @param {string} command
   * @param {string[]} args
   */
  function run(command, args) {
    const { child, exited } = lifetime.start(command, args, {
      cwd: root,
      env: benchEnv,
      stdio: ['inherit', 'inherit', 'pipe'],
    });
    if (child.stderr) passWithoutNoise(child.stderr);
    return exited;
  }
});
