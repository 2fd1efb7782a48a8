import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe } from 'vitest';
import { eventually, within } from '../support/deadline.ts';
import servers from './servers/servers.json' with { type: 'json' };

export type PeerName = 'websockets' | 'aiohttp' | 'tornado' | 'libwebsockets';

/** What a server says of the close frame it received; code 1005 for a frame without one, 1006 where none came. */
export interface ClosedReport {
  readonly code: number;
  readonly reason: string;
}

/** A server written by others, in a process of its own. */
export interface Peer {
  readonly port: number;
  /** `ws://127.0.0.1:PORT` and this path and query. */
  readonly url: (target: string) => string;
  /** Waits until the server says that the connection to this path and query was closed. */
  readonly closedReport: (target: string) => Promise<ClosedReport>;
}

/** Python and a server take well under a second; this is for a machine under load. */
const startMs = 15_000;

/**
 * A `describe` with a server that is started before its tests and ended after them; it fails when the server does not
 * end. Where the server is not installed the tests are skipped, loudly.
 *
 * @param body is given a function, as there is no server before the tests run
 */
export function describePeer(name: PeerName, body: (peer: () => Peer) => void): void {
  const found = servers.find((server) => server.name === name);
  if (found === undefined) throw new Error(`servers.json has no ${name}`);
  const python = pythonFor(found);
  if (python === undefined) {
    const title = `SKIPPED: ${found.package} is not installed: npm run interop:install`;
    // oxlint-disable-next-line no-console -- whoever reads the output has to see it
    console.warn(title);
    describe.skip(`${name}: ${title}`, () => body(() => notRunning(name)));
    return;
  }
  describe(name, () => {
    let peer: StartedPeer | undefined;
    beforeAll(async () => {
      peer = await start(python, found.script);
    });
    afterAll(() => peer?.stop());
    body(() => peer ?? notRunning(name));
  });
}

interface StartedPeer extends Peer {
  readonly stop: () => Promise<void>;
}

function notRunning(name: string): never {
  throw new Error(`${name} does not run`);
}

/** The Python that has the server's module, or any where the server is a program of its own. */
function pythonFor(server: { readonly module?: string; readonly program?: string }): string | undefined {
  if (server.program !== undefined && onPath(server.program).length === 0) return undefined;
  const question = `import importlib.util, sys; sys.exit(importlib.util.find_spec('${server.module ?? 'sys'}') is None)`;
  // There can be several: distributions install modules for their own only.
  return onPath('python3').find((python) => spawnSync(python, ['-c', question]).status === 0);
}

function onPath(program: string): string[] {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.map((folder) => path.join(folder, program)).filter((file) => existsSync(file));
}

async function start(python: string, script: string): Promise<StartedPeer> {
  const child = spawn(python, [path.join(import.meta.dirname, 'servers', script)], {
    // It ends when its standard input does, so also when this process is killed.
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
    // The leader of a group, so that one look tells whether anything of it is left.
    detached: true,
  });
  let complaints = '';
  child.stderr.on('data', (text) => (complaints += String(text)));
  const reports = new Map<string, ClosedReport>();
  const lines = createInterface({ input: child.stdout });
  let port = 0;
  lines.on('line', (line) => {
    const told = JSON.parse(line) as { port: number } | ({ path: string } & ClosedReport); // as servers/peer.py prints it
    if ('port' in told) port = told.port;
    else reports.set(told.path, { code: told.code, reason: told.reason });
  });
  try {
    await within('the port', Promise.race([once(lines, 'line'), once(lines, 'close')]), startMs);
    if (port === 0) throw new Error(`${script} ended before it listened`);
  } catch (error) {
    await stop(child);
    throw new Error(`${script} did not start\n${complaints}`, { cause: error });
  }
  return {
    port,
    url: (target) => `ws://127.0.0.1:${port}${target}`,
    async closedReport(target) {
      for (;;) {
        const report = reports.get(target);
        if (report !== undefined) return report;
        await within(`the report of ${target}`, once(lines, 'line'));
      }
    },
    async stop() {
      await stop(child);
      // A traceback is a test that asked for something the server could not do.
      if (complaints !== '') throw new Error(`${script} complained\n${complaints}`);
    },
  };
}

/** Asks a server to end, and fails when it or a child of it stays. */
async function stop(child: ChildProcess): Promise<void> {
  const ended = child.exitCode === null ? once(child, 'exit') : Promise.resolve([]);
  child.stdin?.end();
  try {
    await within('the end of the server', ended);
    await eventually('the end of its children', () => !isGroupAlive(child));
  } finally {
    if (isGroupAlive(child)) process.kill(-(child.pid ?? 0), 'SIGKILL');
  }
}

function isGroupAlive({ pid }: ChildProcess): boolean {
  if (pid === undefined) return false;
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    // ESRCH: nobody is left.
    return false;
  }
}
