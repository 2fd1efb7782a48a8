import { isIP } from 'node:net';
import { startWsServer } from '../ws-server.ts';
import { keyPem, type Made } from './certificate.ts';

/** What a server presents. */
export interface Presentation {
  /** Its own certificate first; then whatever else, in any order. */
  readonly sent: readonly Made[];
  /** The OCSP response it staples. Default: none. */
  readonly staple?: Buffer;
  /** Where it is asked for; an IP literal is what it listens on. Default: a name, which is 127.0.0.1. */
  readonly host?: string;
}

/** A WebSocket server that presents a chain, right or wrong, on a loopback port until the test ends. */
export async function startChainServer({ sent, staple, host = '' }: Presentation): Promise<number> {
  const [leaf] = sent;
  const literal = host.replace(/^\[(.*)\]$/, '$1');
  if (leaf === undefined) throw new Error('a server needs a certificate');
  const { port, server } = await startWsServer(() => undefined, {
    ...(isIP(literal) > 0 && { host: literal }),
    // OpenSSL would not load a weak certificate at its usual level.
    tls: { cert: sent.map(({ pem }) => pem).join(''), key: keyPem(leaf), ciphers: 'DEFAULT@SECLEVEL=0' },
  });
  if (staple !== undefined) {
    server.options.server?.on('OCSPRequest', (...args: unknown[]) => {
      const answer = args[2] as (error: null, response: Buffer) => void; // its third argument, by its documentation
      answer(null, staple);
    });
  }
  return port;
}
