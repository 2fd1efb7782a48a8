// What a document says about a connection has its effect on the connection: from the file to the wire.
import { expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { RowDirection, RowKind } from '../../contract/rows.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { openDocument } from '../support/opened-document.ts';
import { frame, startRawServer, type RawServer, type ReceivedFrame } from '../support/raw-server.ts';
import { startWsServer, type WsServer } from '../support/ws-server.ts';

expectNoLeaks();

/** A server that tells what comes. */
async function startTeller(): Promise<WsServer & { readonly heard: string[]; readonly peers: WebSocket[] }> {
  const heard: string[] = [];
  const peers: WebSocket[] = [];
  const server = await startWsServer((socket) => {
    peers.push(socket);
    socket.on('message', (data: Buffer) => heard.push(`message ${data.toString()}`));
    socket.on('ping', (data) => heard.push(`ping ${data.toString()}`));
    socket.on('pong', (data) => heard.push(`pong ${data.toString()}`));
  });
  return { ...server, heard, peers };
}

test('limits.maxMessageSize: a message of one byte more ends the connection', async () => {
  const server = await startTeller();
  const opened = await openDocument(`address: ${server.url}\nlimits: { maxMessageSize: 10 }`);
  await opened.until('open');
  server.peers[0]?.send('x'.repeat(10));
  server.peers[0]?.send('x'.repeat(11));
  expect(await opened.failure()).toMatchObject({ code: 'message-too-big' });
  const messages = (await opened.rows()).filter(({ kind, flags }) => kind === RowKind.utf8 && flags === 0);
  expect(messages.map(({ size }) => size)).toEqual([10]);
});

test('socket and subprotocols; a stream has no largest message, and one in the document does no harm', async () => {
  const server = await startWsServer(() => undefined, { handleProtocols: (offered) => [...offered].at(-1) ?? false });
  const opened = await openDocument(
    `address: ${server.url}\nsocket: stream\nsubprotocols: [one, two]\nlimits: { maxMessageSize: 10 }`,
  );
  expect(await opened.until('open')).toMatchObject({ protocol: 'two' });
  expect(opened.sessions.list()[0]?.socket).toBe('stream');
});

test('limits.desiredUnsolicitedPongInterval', async () => {
  const server = await startTeller();
  const opened = await openDocument(`address: ${server.url}\nlimits: { desiredUnsolicitedPongInterval: 16000 }`);
  await opened.until('open');
  // Nothing goes out before 15 s have passed: it is the control's, as it was when it connected.
  expect(opened.sessions.control({ session: opened.session }).before).toMatchObject({
    desiredUnsolicitedPongInterval: 16_000,
    actualUnsolicitedPongInterval: 16_000,
  });
});

test('limits.handshakeMs: a server that never answers is given up', async () => {
  const silent = await startRawServer(() => undefined);
  const opened = await openDocument(`address: ${silent.url}\nlimits: { handshakeMs: 200 }`);
  expect(await opened.failure()).toMatchObject({ code: 'timeout', phase: 'upgrade' });
});

test('limits.idleMs: a connection over which nothing goes is closed', async () => {
  const server = await startTeller();
  const opened = await openDocument(`address: ${server.url}\nlimits: { idleMs: 200 }`);
  expect(await opened.until('closed')).toMatchObject({ code: 1000, by: 'local' });
  expect((await opened.rows()).map(({ kind }) => kind)).toContain(RowKind.idle);
});

test('keepAlive', async () => {
  const server = await startTeller();
  await openDocument(`address: ${server.url}\nkeepAlive: { kind: ping, everyMs: 100, payload: still here }`);
  await expect.poll(() => server.heard.length, { timeout: 5000 }).toBeGreaterThan(1);
  expect(new Set(server.heard)).toEqual(new Set(['ping still here']));
});

test('automaticPong: off', async () => {
  const server = await startTeller();
  const { until, rows, sessions, session } = await openDocument(`address: ${server.url}\nautomaticPong: { kind: off }`);
  await until('open');
  server.peers[0]?.ping('one');
  await expect.poll(async () => (await rows()).some(({ kind }) => kind === RowKind.ping), { timeout: 5000 }).toBe(true);
  // What answered the ping would come before it.
  await sessions.send({ session, payload: { kind: 'utf8', text: 'behind' }, final: true });
  await expect.poll(() => server.heard, { timeout: 5000 }).toEqual(['message behind']);
});

test('automaticPong: delayed', async () => {
  const server = await startTeller();
  const { until } = await openDocument(`address: ${server.url}\nautomaticPong: { kind: delayed, delayMs: 300 }`);
  await until('open');
  const began = performance.now();
  server.peers[0]?.ping('one');
  await expect.poll(() => server.heard, { timeout: 5000 }).toEqual(['pong one']);
  expect(performance.now() - began).toBeGreaterThan(290);
});

test.each([
  ['redirects: 1', 'open'],
  ['redirects: 0', 'failed'],
] as const)('%s: a server that sends elsewhere, and it is %s', async (setting, kind) => {
  const server = await startTeller();
  const elsewhere = await startRawServer((peer) =>
    peer.send(`HTTP/1.1 302 Found\r\nLocation: ${server.url}\r\nContent-Length: 0\r\n\r\n`),
  );
  const { until } = await openDocument(`address: ${elsewhere.url}\n${setting}`);
  await until(kind);
  expect(server.peers).toHaveLength(kind === 'open' ? 1 : 0);
});

test('compression: what is offered, and what is not known is left out', async () => {
  const server = await startRawServer((peer) => peer.accept());
  const opened = await openDocument(`address: ${server.url}
compression:
  serverNoContextTakeover: true
  clientNoContextTakeover: true
  serverMaxWindowBits: 12
  clientMaxWindowBits: 11
  because: a later version knows it
`);
  await opened.until('open');
  const offer = server.connections[0]?.headers.get('sec-websocket-extensions');
  expect(offer?.split('; ').toSorted()).toEqual([
    'client_max_window_bits=11',
    'client_no_context_takeover',
    'permessage-deflate',
    'server_max_window_bits=12',
    'server_no_context_takeover',
  ]);
});

/** A server that agrees to compress. */
function startDeflating(): Promise<RawServer> {
  return startRawServer((peer) => peer.accept({ 'sec-websocket-extensions': 'permessage-deflate' }));
}

/** What a message of so many equal bytes goes out as. */
async function sentFrames(compression: string, sizes: readonly number[]): Promise<ReceivedFrame[]> {
  const server = await startDeflating();
  const { until, sessions, session } = await openDocument(`address: ${server.url}\ncompression: { ${compression} }`);
  await until('open');
  const frames: ReceivedFrame[] = [];
  for (const size of sizes) {
    await sessions.send({ session, payload: { kind: 'utf8', text: 'x'.repeat(size) }, final: true });
    const next = await server.connections[0]?.nextFrame();
    if (next !== undefined) frames.push(next);
  }
  return frames;
}

test('compression.threshold: shorter messages go out as they are', async () => {
  const frames = await sentFrames('threshold: 1000', [999, 1000]);
  // RSV1 is the bit of a compressed message (RFC 7692, section 6).
  expect(frames.map(({ rsv }) => rsv)).toEqual([0, 4]);
});

test('compression.level: 0 only stores, 9 does not', async () => {
  const [stored] = await sentFrames('level: 0', [1000]);
  const [small] = await sentFrames('level: 9', [1000]);
  expect(stored?.payload.length).toBeGreaterThan(1000);
  expect(small?.payload.length).toBeLessThan(50);
});

test('compression.inflatedSizeLimit: a message that would become longer ends the connection', async () => {
  const server = await startDeflating();
  const opened = await openDocument(`address: ${server.url}\ncompression: { inflatedSizeLimit: 100 }`);
  await opened.until('open');
  // DEFLATE without compression (RFC 1951, section 3.2.4): a block of 101 bytes, and the one the end of which is left out.
  const block = Buffer.concat([Buffer.from([0, 101, 0, 0xff ^ 101, 0xff]), Buffer.alloc(101, 0x61), Buffer.from([0])]);
  await server.connections[0]?.send(frame({ payload: block, rsv1: true }));
  expect((await opened.failure()).message).toContain('inflates to more than 100 bytes');
  const received = (await opened.rows()).filter(({ direction }) => direction === RowDirection.received);
  expect(received.some(({ kind, flags }) => kind === RowKind.utf8 && flags === 0)).toBe(false);
});
