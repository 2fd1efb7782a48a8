import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { closeAfterTest } from './clean-up.ts';

export interface LoopbackCanary {
  readonly port: number;
  /** `ws://HOST:PORT/`. */
  readonly url: string;
  /** TCP connections that reached it so far. */
  readonly connections: number;
  readonly close: () => Promise<void>;
}

/**
 * Listens where nobody may connect: what a test forbids is proven by a count of zero, not by an error alone, which
 * could come after the connection.
 *
 * @param host an address of this machine. Default: 127.0.0.1
 */
export async function startLoopbackCanary(host = '127.0.0.1'): Promise<LoopbackCanary> {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.on('error', () => undefined);
    socket.destroy();
  });
  server.listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server that listens
  const close = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    await closed;
  };
  closeAfterTest(close);
  return {
    port,
    url: `ws://${host.includes(':') ? `[${host}]` : host}:${port}/`,
    get connections() {
      return connections;
    },
    close,
  };
}
