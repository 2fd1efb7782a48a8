import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { closeAfterTest } from '../support/clean-up.ts';

/** Passes bytes on to a server and back, and counts them: what really is on the wire. */
export interface Relay {
  readonly port: number;
  /** Bytes since the last call, opening handshake included: `sent` by us, `received` from the server. */
  readonly take: () => { sent: number; received: number };
}

/** Starts a relay on a free loopback port; it ends with the running test. */
export async function startRelay(serverPort: number): Promise<Relay> {
  let sent = 0;
  let received = 0;
  const sockets = new Set<Socket>();
  const relay = createServer((client) => {
    const server = connect(serverPort, '127.0.0.1');
    client.on('data', (chunk) => (sent += chunk.length));
    server.on('data', (chunk) => (received += chunk.length));
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(from);
      from.pipe(to);
      // One end that breaks off ends the other, as on a wire.
      from.on('error', () => undefined).on('close', () => to.destroy());
    }
  });
  relay.listen(0, '127.0.0.1');
  await once(relay, 'listening');
  closeAfterTest(async () => {
    const closed = once(relay, 'close');
    relay.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  });
  return {
    port: (relay.address() as AddressInfo).port, // a TCP server that listens
    take() {
      const counts = { sent, received };
      sent = 0;
      received = 0;
      return counts;
    },
  };
}
