import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Ports } from './server.ts';

/**
 * Starts server.ts in a plain Node, which reads several times faster than Electron's: it must never be what is measured.
 *
 * @param program the bundle of main.ts
 */
export async function startServer(program: string): Promise<{ server: ChildProcess; ports: Ports }> {
  const server = fork(program, ['--bench-server'], {
    ...(process.env['DUPLEX_BENCH_NODE'] !== undefined && { execPath: process.env['DUPLEX_BENCH_NODE'] }),
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  const [ports] = (await once(server, 'message')) as [Ports];
  return { server, ports };
}
