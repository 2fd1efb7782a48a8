// Sends unmasked frames as fast as the client takes them: GET /text/SIZE/COUNT or /binary/SIZE/COUNT, then 1000.
// GET /discard/BYTES/0 takes that many bytes off the wire, frame headers included, and then closes with 1000.
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import { acceptFor } from '../main/wire/opening-handshake.ts';

/** One write to the system; large enough that the server is never what is measured. */
const batchBytes = 512 * 1024;
const filler = Buffer.alloc(batchBytes, 'x');

const server = createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => undefined);
  socket.once('data', (head) => {
    const text = head.toString('latin1');
    const path = /^GET \/(text|binary|discard)\/(\d+)\/(\d+) /.exec(text);
    const key = /sec-websocket-key: (\S+)/i.exec(text)?.[1];
    if (path === null || key === undefined) {
      socket.destroy();
      return;
    }
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Accept: ${acceptFor(key)}\r\n\r\n`,
    );
    if (path[1] === 'discard') discard(socket, Number(path[2]));
    else send(socket, path[1] === 'text' ? 0x81 : 0x82, Number(path[2]), Number(path[3]));
    // Whatever the client sends, it is not looked at; its close frame ends in its FIN.
    socket.resume();
  });
});

/** Echoes, by the peer's own server, and keeps connections that do nothing. */
const echo = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
echo.on('connection', (socket) => socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary })));

echo.on('listening', () => {
  server.listen(0, '127.0.0.1', () => {
    process.send?.({ port: portOf(server.address()), echoPort: portOf(echo.address()) });
  });
});
process.on('disconnect', () => process.exit());

function portOf(address: AddressInfo | string | null): number {
  return (address as AddressInfo).port; // both listen on TCP
}

function discard(socket: Socket, bytes: number): void {
  let left = bytes;
  socket.on('data', (chunk) => {
    left -= chunk.length;
    if (left <= 0 && left + chunk.length > 0) socket.write(Buffer.from([0x88, 2, 0x03, 0xe8]));
  });
}

/** Sends small messages many to a write, large ones in pieces: the server must never be what is measured. */
function send(socket: Socket, opcode: number, size: number, count: number): void {
  const head = header(opcode, size);
  const isSmall = head.length + size <= batchBytes;
  const frame = isSmall ? Buffer.concat([head, Buffer.alloc(size, 'x')]) : head;
  const perBatch = isSmall ? Math.floor(batchBytes / frame.length) : 1;
  const batch = Buffer.concat(Array.from({ length: perBatch }, () => frame));
  let messagesLeft = count;
  let payloadLeft = 0;
  const next = (): Buffer | undefined => {
    if (payloadLeft > 0) {
      const piece = filler.subarray(0, Math.min(payloadLeft, filler.length));
      payloadLeft -= piece.length;
      return piece;
    }
    if (messagesLeft === 0) return undefined;
    const now = Math.min(messagesLeft, perBatch);
    messagesLeft -= now;
    if (!isSmall) payloadLeft = size;
    return now === perBatch ? batch : batch.subarray(0, now * frame.length);
  };
  const pump = (): void => {
    for (let bytes = next(); bytes !== undefined; bytes = next()) {
      if (socket.write(bytes)) continue;
      socket.once('drain', pump);
      return;
    }
    socket.write(Buffer.from([0x88, 2, 0x03, 0xe8]));
  };
  pump();
}

function header(opcode: number, size: number): Buffer {
  if (size < 126) return Buffer.from([opcode, size]);
  if (size < 65_536) return Buffer.from([opcode, 126, size >> 8, size & 0xff]);
  const long = Buffer.from([opcode, 127, 0, 0, 0, 0, 0, 0, 0, 0]);
  long.writeUInt32BE(Math.floor(size / 2 ** 32), 2);
  long.writeUInt32BE(size >>> 0, 6);
  return long;
}
