// npm run fuzz: random inputs for the frame reader, the handshake parser and the inflater.
//   --executions=N  default 10 million      --seed=S  default 1: the same seed, the same inputs
//   --seconds=N     at most, default 900    --only=I  that one execution again
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { build } from 'vite';

/** 100 000 executions take a second; one that takes this long hangs. */
const hangMs = 60_000;

const folder = await mkdtemp(path.join(tmpdir(), 'duplex-fuzz-'));
try {
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: fileURLToPath(new URL('fuzz/main.ts', import.meta.url)),
      outDir: folder,
      emptyOutDir: true,
      rollupOptions: { output: { entryFileNames: 'fuzz.mjs' } },
    },
    ssr: { noExternal: true },
  });
  process.exitCode = await run(path.join(folder, 'fuzz.mjs'));
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** @param {string} file */
async function run(file) {
  const child = fork(file, process.argv.slice(2), { execArgv: ['--expose-gc'] });
  let done = 0;
  const hang = setTimeout(() => {
    process.stderr.write(`FAILED: an execution after number ${done} hangs\n`);
    child.kill('SIGKILL');
  }, hangMs);
  child.on('message', (count) => {
    done = Number(count);
    hang.refresh();
  });
  const [code] = await once(child, 'exit');
  clearTimeout(hang);
  return code ?? 1;
}
