import { once } from 'node:events';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { newAuthority, newCertificate, serverTls } from './certificates.ts';
import { eventually, within } from './deadline.ts';
import { expectNoLeaks } from './leaks.ts';
import { connectRaw } from './raw-client.ts';
import { closePayload, frame, startRawServer, type ReceivedFrame } from './raw-server.ts';
import { connectWs } from './ws-client.ts';

expectNoLeaks();

test('a client of ws accepts its handshake and reads what it sends, at any split', async () => {
  const { url } = await startRawServer(async (connection) => {
    await connection.accept({}, frame({ payload: 'first' }));
    await connection.sendSplit(frame({ payload: 'byte by byte' }), 1);
    await connection.sendSplit(
      Buffer.concat([frame({ payload: 'in ', fin: false }), frame({ opcode: 0, payload: 'two' })]),
      [3],
    );
    await connection.send(frame({ opcode: 8, payload: closePayload(1000, 'bye') }));
    connection.end();
  });
  const { next, closed } = await connectWs(url);
  expect([await next(), await next(), await next()]).toEqual(['first', 'byte by byte', 'in two']);
  expect(await closed()).toEqual({ code: 1000, reason: 'bye' });
});

test('it reads the frames of a client of ws', async () => {
  const frames: ReceivedFrame[] = [];
  const { url, connections } = await startRawServer(async (connection) => {
    await connection.accept();
    for await (const each of connection.frames) {
      frames.push(each);
      if (each.opcode === 8) connection.end();
    }
  });
  const { socket, closed } = await connectWs(url, { headers: { 'X-Test': 'yes' } });
  socket.send('text');
  socket.send(Buffer.from([1, 2]), { fin: false });
  socket.close(1000);
  await closed();
  await eventually('the close frame', () => frames.length === 3);
  expect(frames).toEqual([
    { opcode: 1, fin: true, rsv: 0, masked: true, payload: Buffer.from('text') },
    { opcode: 2, fin: false, rsv: 0, masked: true, payload: Buffer.from([1, 2]) },
    { opcode: 8, fin: true, rsv: 0, masked: true, payload: closePayload(1000) },
  ]);
  expect(connections[0]?.request).toMatch(/^GET \/ HTTP\/1.1\r\n/);
  expect(connections[0]?.headers.get('x-test')).toBe('yes');
});

test('every piece of a split is read by itself', async () => {
  const { url } = await startRawServer(async (connection) => {
    await connection.accept();
    await connection.nextFrame();
    await connection.sendSplit(Buffer.from('abcdef'), [1, 3]);
  });
  const client = await connectRaw(url);
  const pieces: string[] = [];
  client.socket.on('data', (piece: Buffer) => pieces.push(piece.toString()));
  await client.send(frame({ masked: true }));
  await eventually('all pieces', () => pieces.join('') === 'abcdef');
  expect(pieces).toEqual(['a', 'bcd', 'ef']);
});

test('a header can be wrong, or missing', async () => {
  const { url } = await startRawServer((connection) =>
    connection.accept({ 'Sec-WebSocket-Accept': 'wrong', Upgrade: '' }),
  );
  const { response } = await connectRaw(url);
  expect(response).toContain('sec-websocket-accept: wrong\r\n');
  expect(response).not.toContain('upgrade: ');
});

test.each(['plain', 'TLS'])('destroy resets the connection (%s)', async (kind) => {
  const tls = kind === 'TLS' ? { tls: serverTls(await newCertificate()) } : {};
  const { url } = await startRawServer(async (connection) => {
    await connection.accept();
    await connection.nextFrame();
    connection.destroy();
  }, tls);
  const client = await connectRaw(url);
  const failed = once(client.socket, 'error');
  await client.send(frame({ masked: true }));
  const [error] = (await within('the reset', failed)) as [NodeJS.ErrnoException];
  expect(error.code).toBe('ECONNRESET');
});

test('it speaks TLS with the certificate it is given', async () => {
  const authority = await newAuthority();
  const certificate = await newCertificate({ issuer: authority });
  const { url } = await startRawServer(
    async (connection) => {
      await connection.accept();
      await connection.send(frame({ payload: 'secret' }));
    },
    { tls: serverTls(certificate, authority) },
  );
  const { next } = await connectWs(url, { rejectUnauthorized: true, ca: authority.certificate });
  expect(await next()).toBe('secret');
});

test('what a handler throws comes out of close', async () => {
  const server = await startRawServer(() => {
    throw new Error('an expectation');
  });
  const socket = new WebSocket(server.url).on('error', () => undefined);
  await eventually('the connection', () => server.connections.length === 1 && server.connections[0]?.request !== '');
  await expect(server.close()).rejects.toThrow('an expectation');
  await eventually('the end', () => socket.readyState === WebSocket.CLOSED);
});
