import { once } from 'node:events';
import type { Server } from 'node:net';

const addresses = { v4: '127.0.0.1', v6: '::1' } as const;

/** A free IPv4 port is nearly always free for IPv6 as well. */
const attempts = 20;

/** Listeners for the same service on both loopback addresses. */
export interface LoopbackListeners {
  readonly port: number;
  readonly servers: readonly Server[];
}

/**
 * Listens on a free port of 127.0.0.1, and on the same port of ::1 where there is IPv6, so that `localhost` leads here
 * whichever address it is resolved to. Never on any other address.
 *
 * @param create makes one server that does not listen yet; called once per address
 * @throws the system's error when nothing can be listened on
 */
export async function listenOnLoopback(create: () => Server): Promise<LoopbackListeners> {
  for (let attempt = 1; ; attempt += 1) {
    const v4 = create();
    const port = await listen(v4, addresses.v4, 0);
    const v6 = create();
    try {
      await listen(v6, addresses.v6, port);
      return { port, servers: [v4, v6] };
    } catch (error) {
      if (isWithoutIpv6(error)) return { port, servers: [v4] };
      v4.close();
      if (attempt === attempts || !isCode(error, 'EADDRINUSE')) throw error;
    }
  }
}

async function listen(server: Server, host: string, port: number): Promise<number> {
  server.listen({ host, port, exclusive: true });
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a listening TCP server has a port');
  return address.port;
}

function isWithoutIpv6(error: unknown): boolean {
  return isCode(error, 'EADDRNOTAVAIL') || isCode(error, 'EAFNOSUPPORT');
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
