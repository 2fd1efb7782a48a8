import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import net from 'node:net';
import { createSecureContext, TLSSocket, type SecureContextOptions } from 'node:tls';
import { closeAfterTest } from './clean-up.ts';
import { Incoming } from './incoming.ts';

export interface SimpleProxy {
  readonly port: number;
  /** The head of every CONNECT that came, in order. */
  readonly requests: readonly string[];
  /** TCP connections so far. */
  readonly connections: number;
}

export interface SimpleProxyOptions {
  /** Speak TLS to the client. */
  readonly tls?: SecureContextOptions;
  /**
   * Answers a CONNECT. Default: `200`.
   *
   * @param head of the request
   * @param count which request of all it is, from 1
   * @returns the answer; a tunnel is opened behind one that begins with `HTTP/1.1 200`
   */
  readonly answer?: (head: string, count: number) => string;
}

/** An HTTP proxy of the tests' own: whatever name it is asked for, it connects to 127.0.0.1 and the port. */
export async function startSimpleProxy({
  tls,
  answer = () => 'HTTP/1.1 200 OK\r\n\r\n',
}: SimpleProxyOptions = {}): Promise<SimpleProxy> {
  const requests: string[] = [];
  let connections = 0;
  const serve = async (client: Socket): Promise<void> => {
    const incoming = new Incoming(client);
    for (;;) {
      const head = await incoming.head();
      if (!head.endsWith('\r\n\r\n')) return;
      requests.push(head);
      const reply = answer(head, requests.length);
      if (reply === '') {
        client.destroy();
        return;
      }
      client.write(reply, 'latin1');
      if (reply.startsWith('HTTP/1.1 200')) {
        const port = Number(/^CONNECT \S+:(\d+) /.exec(head)?.[1]);
        tunnel(client, port);
        return;
      }
      if (/^connection: close/im.test(reply)) client.end();
    }
  };
  const server = createServer((tcp) => {
    connections += 1;
    const client =
      tls === undefined ? tcp : new TLSSocket(tcp, { isServer: true, secureContext: createSecureContext(tls) });
    for (const socket of new Set([tcp, client])) socket.on('error', () => undefined);
    void serve(client);
  });
  const port = await listen(server);
  return {
    port,
    requests,
    get connections() {
      return connections;
    },
  };
}

function tunnel(client: Socket, port: number): void {
  const server = net.connect(port, '127.0.0.1').on('error', () => client.destroy());
  client.removeAllListeners('data').pipe(server);
  server.pipe(client);
  client.on('close', () => server.destroy());
  server.on('close', () => client.destroy());
}

async function listen(server: Server): Promise<number> {
  const open = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closeAfterTest(async () => {
    server.close();
    for (const socket of open) socket.destroy();
    await once(server, 'close');
  });
  return (server.address() as AddressInfo).port; // a TCP server that listens
}
