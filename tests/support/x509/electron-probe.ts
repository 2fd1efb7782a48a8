import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { temporaryFolder } from '../temporary-folder.ts';
import type { ProbeOutcome, ProbeRequest } from './probe.ts';

const root = resolve(import.meta.dirname, '../../..');

/** The Electron that `npm test` found; without it the development runtime, where it has been fetched before. */
export function availableElectron(): string | undefined {
  const caches = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const cached = join(caches, 'duplex', 'electron-33.2.1', 'electron');
  return process.env['DUPLEX_ELECTRON'] ?? (existsSync(cached) ? cached : undefined);
}

/** Does what `probe` does, bundled, inside Electron as Node: with its BoringSSL in place of OpenSSL. */
export async function probeInElectron(
  executable: string,
  requests: readonly ProbeRequest[],
): Promise<readonly ProbeOutcome[]> {
  const folder = await temporaryFolder();
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, 'probe-main.ts'),
      target: 'node20.18',
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: { output: { format: 'es', entryFileNames: 'probe.mjs' } },
    },
  });
  const file = join(folder, 'requests.json');
  await writeFile(file, JSON.stringify(requests));
  const { stdout } = await promisify(execFile)(executable, [join(folder, 'probe.mjs'), file], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(stdout) as readonly ProbeOutcome[]; // written by probe-main.ts
}
