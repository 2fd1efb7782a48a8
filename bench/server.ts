// What the figures talk to: GET /KIND/SIZE/COUNT over TCP or TLS.
//   text, binary: sends COUNT unmasked messages of SIZE bytes as fast as the client takes them, then closes with 1000
//   numbered: as binary, of messages that differ (numbered-messages.ts)
//   paced: as numbered, of texts, followed by /RATE: so many a second, unless the client takes fewer; kept: the same, and the
//   connection stays open
//   discard: takes COUNT messages, SIZE payload bytes altogether, whatever their fragments, then closes with 1000
//   raw-source: sends SIZE plain bytes, without an answer to the request; raw-sink: takes SIZE plain bytes; then the end
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { WebSocketServer } from 'ws';
import { makeCertificate } from '../main/server/certificates/certificate-maker.ts';
import { acceptFor } from '../main/wire/opening-handshake.ts';
import { MessageCounter } from './message-counter.ts';
import { differentMessages, numberedPayloads } from './numbered-messages.ts';

export interface Ports {
  readonly tcp: number;
  readonly tls: number;
  /** Of the peer's own server: it echoes, and keeps connections that do nothing. */
  readonly echo: number;
}

/** One write to the system; large enough that the server is never what is measured. */
const batchBytes = 512 * 1024;
const filler = Buffer.alloc(batchBytes, 'x');
/** How often a paced server sends. */
const paceMs = 4;
const dayMs = 24 * 60 * 60 * 1000;

const echo = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
echo.on('connection', (socket) => socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary })));
if (echo.address() === null) await once(echo, 'listening');

const { certificate, key } = await makeCertificate({
  commonName: '127.0.0.1',
  usage: 'server',
  ipAddresses: ['127.0.0.1'],
  notBefore: new Date(Date.now() - dayMs),
  notAfter: new Date(Date.now() + dayMs),
});
const ports: Ports = {
  tcp: await listen(createServer({ noDelay: true }, serve)),
  tls: await listen(createTlsServer({ cert: certificate, key, noDelay: true }, serve)),
  echo: portOf(echo.address()),
};
process.send?.(ports);
process.on('disconnect', () => process.exit());

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return portOf(server.address());
}

function portOf(address: AddressInfo | string | null): number {
  return (address as AddressInfo).port; // all listen on TCP
}

function serve(socket: Socket): void {
  socket.on('error', () => undefined);
  socket.once('data', (head) => {
    const text = head.toString('latin1');
    const [, kind, size, count, rate] = /^GET \/([a-z-]+)\/(\d+)\/(\d+)(?:\/(\d+))? /.exec(text) ?? [];
    const webSocketKey = /sec-websocket-key: (\S+)/i.exec(text)?.[1];
    if (webSocketKey !== undefined) {
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
          `Sec-WebSocket-Accept: ${acceptFor(webSocketKey)}\r\n\r\n`,
      );
    }
    switch (kind) {
      case 'text':
      case 'binary':
        send(socket, messages(kind === 'text' ? 0x81 : 0x82, Number(size), Number(count)), () => close(socket, 1000));
        break;
      case 'numbered':
        send(socket, numberedMessages(numberedFrames(0x82, Number(size)), Number(count)), () => close(socket, 1000));
        break;
      case 'paced':
        pace(socket, numberedFrames(0x81, Number(size)), Number(count), Number(rate), () => close(socket, 1000));
        break;
      case 'kept':
        pace(socket, numberedFrames(0x81, Number(size)), Number(count), Number(rate), () => undefined);
        break;
      case 'discard':
        discard(socket, Number(size), Number(count));
        break;
      case 'raw-source':
        send(socket, pieces(Number(size)), () => socket.end());
        break;
      case 'raw-sink':
        // What follows the request may have come with it.
        sink(socket, Number(size) - (head.length - text.indexOf('\r\n\r\n') - 4));
        break;
      default:
        socket.destroy();
    }
    // Whatever the client sends besides, it is not looked at; its close frame ends in its FIN.
    socket.resume();
  });
}

function close(socket: Socket, code: number): void {
  socket.write(Buffer.from([0x88, 2, code >> 8, code & 0xff]));
}

function discard(socket: Socket, size: number, count: number): void {
  const counter = new MessageCounter();
  const take = (chunk: Buffer): void => {
    counter.read(chunk);
    if (counter.messages < count) return;
    socket.off('data', take).resume();
    close(socket, counter.payloadBytes === size ? 1000 : 1003);
  };
  socket.on('data', take);
}

function sink(socket: Socket, size: number): void {
  let left = size;
  socket.on('data', (chunk) => {
    left -= chunk.length;
    if (left <= 0) socket.end();
  });
}

/** Sends what `next` gives until it gives nothing, as fast as the client takes it. */
function send(socket: Socket, next: () => Buffer | undefined, sent: () => void): void {
  const pump = (): void => {
    for (let bytes = next(); bytes !== undefined; bytes = next()) {
      if (socket.write(bytes)) continue;
      socket.once('drain', pump);
      return;
    }
    sent();
  };
  pump();
}

/** Small messages go many to a write, large ones in pieces: the server must never be what is measured. */
function messages(opcode: number, size: number, count: number): () => Buffer | undefined {
  const head = header(opcode, size);
  const isSmall = head.length + size <= batchBytes;
  const frame = isSmall ? Buffer.concat([head, Buffer.alloc(size, 'x')]) : head;
  const perBatch = isSmall ? Math.floor(batchBytes / frame.length) : 1;
  const batch = Buffer.concat(Array.from({ length: perBatch }, () => frame));
  let messagesLeft = count;
  let nextPiece = pieces(0);
  return () => {
    const piece = nextPiece();
    if (piece !== undefined || messagesLeft === 0) return piece;
    const now = Math.min(messagesLeft, perBatch);
    messagesLeft -= now;
    if (!isSmall) nextPiece = pieces(size);
    return now === perBatch ? batch : batch.subarray(0, now * frame.length);
  };
}

function numberedMessages(frames: Buffer, count: number): () => Buffer | undefined {
  const frameBytes = frames.length / differentMessages;
  let left = count;
  return () => {
    if (left === 0) return undefined;
    const now = Math.min(left, differentMessages);
    left -= now;
    return frames.subarray(0, now * frameBytes);
  };
}

/** What is due every few milliseconds; what the client has not taken yet is made up for later. */
function pace(socket: Socket, frames: Buffer, count: number, rate: number, ended: () => void): void {
  const frameBytes = frames.length / differentMessages;
  const startedAt = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    const due = Math.min(count, Math.floor(((performance.now() - startedAt) / 1000) * rate));
    while (sent < due && socket.writableLength < batchBytes) {
      const from = sent % differentMessages;
      const now = Math.min(due - sent, differentMessages - from);
      socket.write(frames.subarray(from * frameBytes, (from + now) * frameBytes));
      sent += now;
    }
    if (sent < count) return;
    clearInterval(timer);
    ended();
  }, paceMs);
  socket.on('close', () => clearInterval(timer));
}

/** Made once: making them takes a part of what is measured. */
const madeFrames = new Map<string, Buffer>();

/** The frames of {@link numberedPayloads}. */
function numberedFrames(firstByte: number, size: number): Buffer {
  const made = madeFrames.get(`${firstByte} ${size}`);
  if (made !== undefined) return made;
  const head = header(firstByte, size);
  const payloads = numberedPayloads(size);
  const frames = Buffer.concat(
    Array.from({ length: differentMessages }, (_, index) => [
      head,
      payloads.subarray(index * size, (index + 1) * size),
    ]).flat(),
  );
  madeFrames.set(`${firstByte} ${size}`, frames);
  return frames;
}

function pieces(size: number): () => Buffer | undefined {
  let left = size;
  return () => {
    if (left === 0) return undefined;
    const piece = filler.subarray(0, Math.min(left, filler.length));
    left -= piece.length;
    return piece;
  };
}

function header(opcode: number, size: number): Buffer {
  if (size < 126) return Buffer.from([opcode, size]);
  if (size < 65_536) return Buffer.from([opcode, 126, size >> 8, size & 0xff]);
  const long = Buffer.from([opcode, 127, 0, 0, 0, 0, 0, 0, 0, 0]);
  long.writeUInt32BE(Math.floor(size / 2 ** 32), 2);
  long.writeUInt32BE(size >>> 0, 6);
  return long;
}
