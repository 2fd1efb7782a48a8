import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { omit } from '../../contract/workbench/omission.ts';
import { copyConnection } from '../../main/importing/copying/copy-connection.ts';
import { applicationDoor } from '../../main/sockets/index.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startWsServer } from '../support/ws-server.ts';

expectNoLeaks();

const { policy } = applicationDoor;
afterEach(() => {
  applicationDoor.policy = policy;
  delete process.env['COPIED_TOKEN'];
});

test('a module that was copied from a connection runs, and takes its secrets from the environment', async () => {
  const requests: IncomingMessage[] = [];
  const sockets: WebSocket[] = [];
  const server = await startWsServer(
    (socket, request) => {
      requests.push(request);
      sockets.push(socket);
    },
    { handleProtocols: () => 'chat', perMessageDeflate: true },
  );
  process.env['COPIED_TOKEN'] = 's3cret "value"';
  const { text, leftOut } = copyConnection(
    {
      version: 1,
      address: `${server.url}?a=1`,
      subprotocols: ['chat'],
      headers: [{ name: 'X-Quote', value: `a"b\\ {{copiedToken}}` }],
      cookies: [{ name: 'sid', value: '{{copiedToken}}' }],
      auth: { kind: 'basic', userName: 'me', password: '{{copiedToken}}' },
      compression: { level: 1 },
      trust: { ignorableServerCertificateErrors: ['Untrusted', 'InvalidName'] },
    },
    'node',
  );
  expect(leftOut).toEqual([omit('environment', 'COPIED_TOKEN')]);
  const library = pathToFileURL(resolve(import.meta.dirname, '../../main/sockets/index.ts')).href;
  const file = join(await temporaryFolder(), 'copied.ts');
  await writeFile(file, text.replace('./main/sockets/index.ts', library));
  await import(/* @vite-ignore */ file);
  await expect.poll(() => requests.length).toBe(1);
  expect(requests[0]?.headers).toMatchObject({
    'x-quote': `a"b\\ s3cret "value"`,
    cookie: 'sid=s3cret "value"',
    authorization: `Basic ${Buffer.from('me:s3cret "value"').toString('base64')}`,
    'sec-websocket-protocol': 'chat',
  });
  expect(requests[0]?.headers['sec-websocket-extensions']).toContain('permessage-deflate');
  const [socket] = sockets;
  socket?.close();
  if (socket !== undefined) await once(socket, 'close');
});
