import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { IncomingMessage } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { applicationDoor } from '../../main/sockets/index.ts';
import { asNode } from '../../renderer/model/copy-as.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startWsServer } from '../support/ws-server.ts';

expectNoLeaks();

const { policy } = applicationDoor;
afterEach(() => {
  applicationDoor.policy = policy;
});

test('code that was copied from rows runs, and sends what they sent', async () => {
  const received: (string | Buffer)[] = [];
  const requests: IncomingMessage[] = [];
  const sockets: WebSocket[] = [];
  const server = await startWsServer(
    (socket, request) => {
      requests.push(request);
      sockets.push(socket);
      socket.on('message', (data: Buffer, isBinary) => received.push(isBinary ? data : data.toString()));
    },
    { handleProtocols: () => 'chat' },
  );
  const connection = { url: server.url, protocols: ['chat'], headers: [{ name: 'X-Quote', value: `a"b\\` }] };
  const code = asNode(connection, [
    { kind: 'text', text: `it's "quoted"\n\u2028` },
    { kind: 'binary', bytes: Uint8Array.of(0, 255) },
  ]);
  const library = pathToFileURL(resolve(import.meta.dirname, '../../main/sockets/index.ts')).href;
  const file = join(await temporaryFolder(), 'copied.ts');
  await writeFile(file, code.replace('./main/sockets/index.ts', library));
  await import(/* @vite-ignore */ file);
  await expect.poll(() => received).toEqual([`it's "quoted"\n\u2028`, Buffer.of(0, 255)]);
  expect(requests[0]?.headers['x-quote']).toBe(`a"b\\`);
  const [socket] = sockets;
  socket?.close();
  if (socket !== undefined) await once(socket, 'close');
});
