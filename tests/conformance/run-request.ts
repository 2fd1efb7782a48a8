import { expect } from 'vitest';
import { startRawServer, type RawServerConnection } from '../support/raw-server.ts';
import type { RequestCase, RequestHead } from './case.ts';
import { newClient } from './observed-client.ts';

/** Has a client connect and looks at its request. */
export async function runRequest(request: RequestCase, kind: 'message' | 'stream'): Promise<void> {
  const { target = '/', connections = 1 } = request;
  const server = await startRawServer((connection) => connection.accept());
  try {
    for (let count = 0; count < connections; count += 1) {
      const client = newClient(kind, request.client);
      await client.connect(`ws://127.0.0.1:${server.port}${target}`);
      client.socket.close();
    }
    const heads = server.connections.map((connection) => requestHead(connection, server.port));
    expect(request.holds(heads), heads.map(({ line }) => line).join('\n')).toBe(true);
  } finally {
    await server.close();
  }
}

function requestHead({ request }: RawServerConnection, port: number): RequestHead {
  const [line = '', ...lines] = request.slice(0, -'\r\n\r\n'.length).split('\r\n');
  const headers = lines.map((header): [string, string] => {
    const colon = header.indexOf(':');
    return [header.slice(0, colon).toLowerCase(), header.slice(colon + 1).trim()];
  });
  return { line, headers, port };
}
