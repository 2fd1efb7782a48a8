import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { newCertificate, serverTls, type Credential } from '../../support/certificates.ts';
import { closeAfterTest } from '../../support/clean-up.ts';
import { within } from '../../support/deadline.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

export interface OpenSslServerOptions {
  /** Default: what OpenSSL offers. */
  readonly version?: '1.2' | '1.3';
  /** Wants a client certificate of this authority. Default: none. */
  readonly clientAuthority?: Credential;
}

/** Whether there is an `openssl` that can be this server: version 3, which takes port 0. */
export const hasOpenSsl = String(spawnSync('openssl', ['version'], { timeout: 10_000 }).stdout).startsWith('OpenSSL 3');

/**
 * Starts `openssl s_server` on loopback, which says with alerts what it does not like, where Node's server only hangs up.
 */
export async function startOpenSslServer(options: OpenSslServerOptions): Promise<{ readonly url: string }> {
  const folder = await temporaryFolder();
  const write = async (name: string, text: string): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  };
  const { cert, key } = serverTls(await newCertificate());
  const words = ['s_server', '-accept', '127.0.0.1:0'];
  words.push('-key', await write('server.key', key), '-cert', await write('server.crt', cert));
  if (options.version !== undefined) words.push(options.version === '1.2' ? '-tls1_2' : '-tls1_3');
  if (options.clientAuthority !== undefined) {
    const authority = await write('authority.crt', options.clientAuthority.certificate);
    words.push('-Verify', '3', '-verify_return_error', '-CAfile', authority);
  }
  const server = spawn('openssl', words, { stdio: ['pipe', 'pipe', 'ignore'] });
  closeAfterTest(async () => {
    if (server.exitCode === null && server.signalCode === null) {
      const ended = once(server, 'close');
      server.kill('SIGKILL');
      await ended;
    }
  });
  return { url: `wss://127.0.0.1:${await within('the port of openssl', portOf(server.stdout))}/` };
}

/** `ACCEPT 127.0.0.1:12345` */
async function portOf(output: Readable): Promise<number> {
  let text = '';
  for await (const chunk of output.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    const port = /ACCEPT \S+:(\d+)/.exec(text)?.[1];
    if (port !== undefined) return Number(port);
  }
  throw new Error(`openssl ended: ${text}`);
}
