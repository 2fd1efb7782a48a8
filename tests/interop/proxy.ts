import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe } from 'vitest';
import { closeAfterTest } from '../support/clean-up.ts';
import { within } from '../support/deadline.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import proxies from './proxies/proxies.json' with { type: 'json' };

export type ProxyProgram = 'tinyproxy' | 'squid' | 'microsocks';

/** The login that the proxies are started with, where they want one. */
export const login = { userName: 'mufasa', password: 'circle-of-life' } as const;

/** How a proxy asks for a login. */
export type LoginScheme = 'none' | 'password' | 'digest';

export interface StartedProxy {
  readonly port: number;
  /** Ends it, at once. */
  readonly kill: () => Promise<void>;
}

/** Squid looks at its whole configuration first; this is for a machine under load. */
const startMs = 15_000;

/** A `describe` with a proxy written by others. Where it is not installed the tests are skipped, loudly. */
export function describeProxy(name: ProxyProgram, body: () => void): void {
  const found = proxies.find((proxy) => proxy.name === name);
  if (found !== undefined && programOf(found.program) !== undefined) {
    describe(name, body);
    return;
  }
  const title = `SKIPPED: ${found?.package} is not installed: npm run interop:install`;
  // oxlint-disable-next-line no-console -- whoever reads the output has to see it
  console.warn(title);
  describe.skip(`${name}: ${title}`, body);
}

/** Squid's package puts it where only root looks. */
function programOf(program: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders.map((folder) => path.join(folder, program)).find((file) => existsSync(file));
}

/** Starts a proxy on a loopback port of its own, with its configuration in a temporary folder. It is ended after the test. */
export async function startProxy(name: ProxyProgram, scheme: LoginScheme = 'none'): Promise<StartedProxy> {
  const folder = await temporaryFolder();
  // Squid gives up being root, and then has to write here.
  await chmod(folder, 0o777);
  const port = await freePort();
  const args = await configure[name](folder, port, scheme);
  const child = spawn(programOf(name) ?? name, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)));
  const ended = once(child, 'exit').then(() => true);
  const kill = async (): Promise<void> => {
    // The whole group, as squid has helpers.
    if (child.exitCode === null && child.signalCode === null) process.kill(-Number(child.pid), 'SIGKILL');
    await within(`the end of ${name}`, ended);
  };
  closeAfterTest(kill);
  const deadline = performance.now() + startMs;
  while (!(await isListening(port))) {
    const isOver = await Promise.race([ended, setTimeout(20, false)]);
    if (!isOver && performance.now() < deadline) continue;
    const log = await readFile(path.join(folder, 'cache.log'), 'utf8').catch(() => '');
    throw new Error(`${name} did not start\n${output}${log}`);
  }
  return { port, kill };
}

/** Writes what a proxy needs. @returns its arguments */
type Configure = (folder: string, port: number, scheme: LoginScheme) => Promise<readonly string[]>;

const { userName, password } = login;

const configure: Readonly<Record<ProxyProgram, Configure>> = {
  async tinyproxy(folder, port, scheme) {
    const file = path.join(folder, 'tinyproxy.conf');
    const lines = [`Port ${port}`, 'Listen 127.0.0.1', 'Timeout 60', 'MaxClients 20', 'LogLevel Error'];
    if (scheme === 'password') lines.push(`BasicAuth ${userName} ${password}`);
    await writeFile(file, `${lines.join('\n')}\n`);
    return ['-d', '-c', file];
  },

  async squid(folder, port, scheme) {
    const file = path.join(folder, 'squid.conf');
    const users = path.join(folder, 'users');
    const lines = [
      `http_port 127.0.0.1:${port}`,
      'pid_filename none',
      'access_log none',
      `cache_log ${folder}/cache.log`,
      'cache deny all',
      'pinger_enable off',
      'visible_hostname localhost',
      'max_filedescriptors 256',
      'shutdown_lifetime 0 seconds',
      `coredump_dir ${folder}`,
    ];
    if (scheme === 'password') {
      const hash = execFileSync('openssl', ['passwd', '-apr1', password], { encoding: 'utf8' }).trim();
      await writeFile(users, `${userName}:${hash}\n`);
      lines.push(
        `auth_param basic program /usr/lib/squid/basic_ncsa_auth ${users}`,
        'auth_param basic children 1 startup=1',
      );
    }
    if (scheme === 'digest') {
      const secret = createHash('md5').update(`${userName}:duplex:${password}`).digest('hex');
      await writeFile(users, `${userName}:duplex:${secret}\n`);
      lines.push(
        `auth_param digest program /usr/lib/squid/digest_file_auth -c ${users}`,
        'auth_param digest children 1 startup=1',
        'auth_param digest realm duplex',
      );
    }
    lines.push(
      ...(scheme === 'none' ? ['http_access allow all'] : ['acl known proxy_auth REQUIRED', 'http_access allow known']),
      'http_access deny all',
    );
    await writeFile(file, `${lines.join('\n')}\n`);
    return ['-N', '-f', file];
  },

  async microsocks(_folder, port, scheme) {
    const args = ['-i', '127.0.0.1', '-p', String(port)];
    return scheme === 'password' ? [...args, '-u', userName, '-P', password] : args;
  },
};

/** A port that was free a moment ago: none of these programs takes one by itself and says which. */
async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server that listens
  server.close();
  await once(server, 'close');
  return port;
}

async function isListening(port: number): Promise<boolean> {
  const socket = net.connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    // ECONNREFUSED: not yet.
    return false;
  } finally {
    socket.destroy();
  }
}
