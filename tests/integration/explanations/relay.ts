import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Passes bytes both ways between a connection and a port of this machine, until either of them ends. */
export async function relay(connection: Duplex, port: number): Promise<void> {
  const server = connect(port, '127.0.0.1');
  try {
    await Promise.all([pipeline(connection, server), pipeline(server, connection)]);
  } catch {
    // Whoever connected hangs up when it does not like the certificate.
    server.destroy();
    connection.destroy();
  }
}
