import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { connect as connectTcp, type Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { connect as connectTls } from 'node:tls';
import { WebSocket } from 'ws';
import { ChainValidationResult, receiveIntoFileAsync, StreamWebSocket } from '../main/sockets/index.ts';
import { loadWsWithBufferUtil } from './ws-with-bufferutil.ts';

export interface Transfer {
  /** Of the server, for instance `ws://127.0.0.1:80`; plain bytes go to the same port. */
  readonly origin: string;
  /** The file to be sent, or to be received into. */
  readonly file: string;
  readonly sizeBytes: number;
}

/** Ways to bring a file over a connection. Each resolves when the file, or the server, has all of it. */
export const transfers = { receive, receivePlain, send, sendPlain, sendByWs, sendByWsWithBufferUtil };
export type TransferKind = keyof typeof transfers;

/** One message, received into a file. */
async function receive({ origin, file, sizeBytes }: Transfer): Promise<void> {
  const socket = await connect(`${origin}/binary/${sizeBytes}/1`);
  const target = await open(file, 'w');
  try {
    await receiveIntoFileAsync(socket.inputStream, target);
  } finally {
    await target.close();
    socket.close();
  }
  await requireSize(file, sizeBytes);
}

/** The same bytes without WebSocket, piped to a file. */
async function receivePlain({ origin, file, sizeBytes }: Transfer): Promise<void> {
  const socket = plainSocket(origin);
  socket.write(`GET /raw-source/${sizeBytes}/1 HTTP/1.1\r\n\r\n`);
  const target = createWriteStream(file);
  socket.pipe(target);
  await once(target, 'close');
  await requireSize(file, sizeBytes);
}

/** A file, sent as one message. */
async function send({ origin, file, sizeBytes }: Transfer): Promise<void> {
  const socket = await connect(`${origin}/discard/${sizeBytes}/1`);
  const closed = new Promise<number>((resolve) => (socket.onclosed = ({ code }) => resolve(code)));
  const source = await open(file);
  try {
    await socket.sendFromAsync(source);
  } finally {
    await source.close();
  }
  requireNormal(await closed);
}

/** The same bytes without WebSocket, from a stream that reads the file. */
async function sendPlain({ origin, file, sizeBytes }: Transfer): Promise<void> {
  const socket = plainSocket(origin);
  socket.write(`GET /raw-sink/${sizeBytes}/1 HTTP/1.1\r\n\r\n`);
  // The server ends once it has everything.
  const ended = once(socket.resume(), 'end');
  await pipeline(createReadStream(file), socket, { end: false });
  await ended;
  socket.end();
}

async function sendByWs(transfer: Transfer): Promise<void> {
  await sendFragments(WebSocket, transfer);
}

let withBufferUtil: typeof WebSocket | undefined;

async function sendByWsWithBufferUtil(transfer: Transfer): Promise<void> {
  withBufferUtil ??= loadWsWithBufferUtil();
  await sendFragments(withBufferUtil, transfer);
}

/** Bytes of one fragment, and how many are given to `ws` before the first is out: it never waits for a read. */
const fragmentBytes = 64 * 1024;
const fragmentsAhead = 16;

async function sendFragments(Peer: typeof WebSocket, { origin, file, sizeBytes }: Transfer): Promise<void> {
  const socket = new Peer(`${origin}/discard/${sizeBytes}/1`, { perMessageDeflate: false, rejectUnauthorized: false });
  await once(socket, 'open');
  const closed = once(socket, 'close');
  const source = createReadStream(file, { highWaterMark: fragmentBytes });
  let ahead = 0;
  source.on('data', (chunk) => {
    ahead += 1;
    if (ahead === fragmentsAhead) source.pause();
    socket.send(chunk, { fin: false, binary: true }, () => {
      ahead -= 1;
      source.resume();
    });
  });
  await once(source, 'end');
  socket.send(Buffer.alloc(0), { fin: true, binary: true });
  const [code] = (await closed) as [number];
  requireNormal(code);
}

async function connect(url: string): Promise<StreamWebSocket> {
  const socket = new StreamWebSocket();
  if (url.startsWith('wss:')) {
    const { untrusted, incompleteChain } = ChainValidationResult;
    socket.control.ignorableServerCertificateErrors.push(untrusted, incompleteChain);
  }
  await socket.connectAsync(url);
  return socket;
}

function plainSocket(origin: string): Socket {
  const { protocol, hostname: host, port } = new URL(origin);
  const options = { host, port: Number(port), noDelay: true };
  return protocol === 'wss:' ? connectTls({ ...options, rejectUnauthorized: false }) : connectTcp(options);
}

async function requireSize(file: string, sizeBytes: number): Promise<void> {
  const { size } = await stat(file);
  if (size !== sizeBytes) throw new Error(`${size} of ${sizeBytes} bytes came`);
}

/** The server says so when it has received as many bytes as it was told. */
function requireNormal(code: number): void {
  if (code !== 1000) throw new Error(`the server closed with ${code}`);
}
