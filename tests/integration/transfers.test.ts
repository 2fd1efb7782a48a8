import { createHash, randomBytes } from 'node:crypto';
import { open, readFile, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import {
  ChainValidationResult,
  InputStreamOptions,
  receiveIntoFileAsync,
  SocketMessageType,
} from '../../main/sockets/index.ts';
import { newCertificate, serverTls } from '../support/certificates.ts';
import { closeAfterTest } from '../support/clean-up.ts';
import { within } from '../support/deadline.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { closePayload, frame, startRawServer, type RawServerConnection } from '../support/raw-server.ts';
import { closedEvent, failureOf, newMessageSocket, newStreamSocket } from '../support/sockets.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startWsServer } from '../support/ws-server.ts';

expectNoLeaks();

const mebibyte = 1024 * 1024;

async function openFile(path: string, flags = 'r'): Promise<FileHandle> {
  const file = await open(path, flags);
  closeAfterTest(() => file.close());
  return file;
}

async function newFile(content: Uint8Array): Promise<FileHandle> {
  const path = join(await temporaryFolder(), 'source');
  await writeFile(path, content);
  return openFile(path);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Yields one chunk and never another. @param returned called when nobody wants one any more */
function beginsAndWaits(chunk: string, returned: () => void): AsyncIterable<Uint8Array> {
  let isFirst = true;
  const next = (): Promise<IteratorResult<Uint8Array>> => {
    if (!isFirst) return new Promise(() => undefined);
    isFirst = false;
    return Promise.resolve({ done: false, value: Buffer.from(chunk) });
  };
  const end = (): Promise<IteratorResult<Uint8Array>> => {
    returned();
    return Promise.resolve({ done: true, value: undefined });
  };
  return { [Symbol.asyncIterator]: () => ({ next, return: end }) };
}

/** A server that takes one message and answers its kind, size and hash. */
async function startHashingServer(): Promise<{ url: string; message: Promise<string> }> {
  let tell: (what: string) => void;
  const message = new Promise<string>((resolve) => (tell = resolve));
  const server = await startWsServer((socket) =>
    socket.on('message', (data: Buffer, isBinary) =>
      tell(`${isBinary ? 'binary' : 'text'} ${data.length} ${sha256(data)}`),
    ),
  );
  return { url: server.url, message };
}

test.each([0, 1, 128 * 1024, 128 * 1024 + 1, 10 * mebibyte])(
  'a file of %i bytes goes out as one message',
  async (size) => {
    const content = randomBytes(size);
    const server = await startHashingServer();
    const socket = newStreamSocket();
    await socket.connectAsync(server.url);
    const steps: number[] = [];
    expect(await socket.sendFromAsync(await newFile(content), { progress: (bytes) => steps.push(bytes) })).toBe(size);
    expect(await within('the message', server.message)).toBe(`binary ${size} ${sha256(content)}`);
    expect(steps.at(-1)).toBe(size);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    // The connection is as good as before.
    expect(await socket.outputStream.writeAsync(Buffer.from('next'))).toBe(4);
  },
);

test('a small file is one frame, from the position the handle is at', async () => {
  const server = await startRawServer((connection) => connection.accept());
  const socket = newMessageSocket();
  socket.control.messageType = SocketMessageType.utf8;
  await socket.connectAsync(server.url);
  const file = await newFile(Buffer.from('skipped, sent'));
  await file.read(Buffer.alloc(9), 0, 9, null);
  await socket.sendFromAsync(file);
  const sent = await (server.connections[0] as RawServerConnection).nextFrame();
  expect(sent).toMatchObject({ opcode: 1, fin: true });
  expect(sent?.payload.toString()).toBe('sent');
});

test('what a live source yields goes out at once, and the message ends when it does', async () => {
  const server = await startRawServer((connection) => connection.accept());
  const socket = newStreamSocket();
  await socket.connectAsync(server.url);
  const peer = server.connections[0] as RawServerConnection;
  let goOn: () => void = () => undefined;
  const sending = socket.sendFromAsync(
    (async function* () {
      yield Buffer.from('first');
      await new Promise<void>((resolve) => (goOn = resolve));
      yield Buffer.alloc(0);
      yield Buffer.from('second');
    })(),
  );
  expect(await peer.nextFrame()).toMatchObject({ opcode: 2, fin: false, payload: Buffer.from('first') });
  // A ping is answered in the middle of the message.
  await peer.send(frame({ opcode: 9, payload: 'still there?' }));
  expect(await peer.nextFrame()).toMatchObject({ opcode: 10, payload: Buffer.from('still there?') });
  goOn();
  expect(await peer.nextFrame()).toMatchObject({ opcode: 0, fin: false, payload: Buffer.from('second') });
  expect(await peer.nextFrame()).toMatchObject({ opcode: 0, fin: true, payload: Buffer.alloc(0) });
  expect(await sending).toBe(11);
});

test('no faster than the peer takes it: a source is not read ahead of a server that does not read', async () => {
  const server = await startWsServer((peer) => peer.pause());
  const socket = newStreamSocket();
  await socket.connectAsync(server.url);
  let yielded = 0;
  const controller = new AbortController();
  const sending = failureOf(
    socket.sendFromAsync(
      (async function* () {
        for (;;) {
          yielded += mebibyte;
          yield Buffer.alloc(mebibyte);
        }
      })(),
      { signal: controller.signal },
    ),
  );
  // It stands still when as many turns of the loop pass without a further chunk.
  for (let before = -1, still = 0; still < 200; still = before === yielded ? still + 1 : 0) {
    before = yielded;
    await nextTurn();
  }
  expect(yielded).toBeLessThan(64 * mebibyte);
  controller.abort();
  const error = await within('the cancelled transfer', sending);
  expect(error.info).toMatchObject({ code: 'canceled', status: 'OperationCanceled' });
  expect(error.info.transferredBytes).toBeGreaterThan(0);
  expect(error.info.transferredBytes).toBeLessThanOrEqual(yielded);
});

test('after a cancelled message nothing can follow but close, and the source is told', async () => {
  const server = await startRawServer((connection) => connection.accept());
  const socket = newStreamSocket();
  const closed = closedEvent(socket);
  await socket.connectAsync(server.url);
  const peer = server.connections[0] as RawServerConnection;
  const controller = new AbortController();
  let isReturned = false;
  const sending = failureOf(
    socket.sendFromAsync(
      beginsAndWaits('begun', () => (isReturned = true)),
      { signal: controller.signal },
    ),
  );
  expect(await peer.nextFrame()).toMatchObject({ fin: false, payload: Buffer.from('begun') });
  expect((await failureOf(socket.outputStream.writeAsync(Buffer.from('between')))).code).toBe('illegal-call');
  controller.abort();
  expect((await sending).info).toMatchObject({ code: 'canceled', transferredBytes: 5 });
  expect(isReturned).toBe(true);
  expect((await failureOf(socket.outputStream.writeAsync(Buffer.from('after')))).code).toBe('illegal-call');
  expect((await failureOf(socket.sendFromAsync(await newFile(Buffer.from('x'))))).code).toBe('illegal-call');
  socket.close(1000, 'given up');
  expect(await peer.nextFrame()).toMatchObject({ opcode: 8, payload: closePayload(1000, 'given up') });
  await peer.send(frame({ opcode: 8, payload: closePayload(1000) }));
  expect(await closed).toMatchObject({ code: 1000 });
});

test('a folder cannot be sent, and the connection is none the worse', async () => {
  const server = await startHashingServer();
  const socket = newStreamSocket();
  await socket.connectAsync(server.url);
  const folder = await openFile(await temporaryFolder());
  const error = await failureOf(socket.sendFromAsync(folder));
  expect(error.info).toMatchObject({ code: 'transfer-failed', cause: 'EISDIR', transferredBytes: 0 });
  await socket.outputStream.writeAsync(Buffer.from('fine'));
  expect(await within('the message', server.message)).toBe(`binary 4 ${sha256(Buffer.from('fine'))}`);
});

test('closing the socket, or the server going, ends a transfer', async () => {
  for (const end of ['close', 'lost'] as const) {
    const server = await startRawServer((connection) => connection.accept());
    const socket = newStreamSocket();
    await socket.connectAsync(server.url);
    const sending = failureOf(
      socket.sendFromAsync(
        (async function* () {
          yield Buffer.from('begun');
          await new Promise<never>(() => undefined);
        })(),
      ),
    );
    const peer = server.connections[0] as RawServerConnection;
    await peer.nextFrame();
    if (end === 'close') socket.close(1000);
    else peer.destroy();
    const { info } = await within('the failed transfer', sending);
    expect(info).toMatchObject({ code: end === 'close' ? 'closed' : 'connection-lost', transferredBytes: 5 });
  }
});

test('a stream goes into a file until it ends', async () => {
  const content = randomBytes(5 * mebibyte);
  const server = await startWsServer((socket) => {
    socket.send(content.subarray(0, mebibyte));
    socket.send(content.subarray(mebibyte), () => socket.close(1000));
  });
  const socket = newStreamSocket();
  await socket.connectAsync(server.url);
  const path = join(await temporaryFolder(), 'target');
  const steps: number[] = [];
  const file = await openFile(path, 'w');
  expect(await receiveIntoFileAsync(socket.inputStream, file, { progress: (bytes) => steps.push(bytes) })).toBe(
    content.length,
  );
  expect(sha256(await readFile(path))).toBe(sha256(content));
  expect(steps.at(-1)).toBe(content.length);
});

test('cancelled, what has come is in the file, and the stream goes on for others', async () => {
  const server = await startRawServer((connection) => connection.accept({}, frame({ opcode: 2, payload: 'kept' })));
  const socket = newStreamSocket();
  await socket.connectAsync(server.url);
  const path = join(await temporaryFolder(), 'target');
  const controller = new AbortController();
  const receiving = failureOf(
    receiveIntoFileAsync(socket.inputStream, await openFile(path, 'w'), {
      signal: controller.signal,
      progress: () => controller.abort(),
    }),
  );
  expect((await within('the cancelled transfer', receiving)).info).toMatchObject({
    code: 'canceled',
    transferredBytes: 4,
  });
  expect(await readFile(path, 'utf8')).toBe('kept');
  await (server.connections[0] as RawServerConnection).send(frame({ opcode: 2, payload: 'later' }));
  const later = await socket.inputStream.readAsync(Buffer.alloc(10), 10, InputStreamOptions.partial);
  expect(Buffer.from(later).toString()).toBe('later');
});

// Only Linux has a file that is always full.
test.runIf(process.platform === 'linux')('a full disk is said, with how much came', async () => {
  const server = await startWsServer((socket) => socket.send(Buffer.alloc(mebibyte)));
  const socket = newStreamSocket();
  await socket.connectAsync(server.url);
  const error = await failureOf(receiveIntoFileAsync(socket.inputStream, await openFile('/dev/full', 'w')));
  expect(error.info).toMatchObject({
    code: 'transfer-failed',
    cause: 'ENOSPC',
    hresult: 0x80070070,
    transferredBytes: 0,
  });
});

test('through TLS a slow reader gets every byte in order', async () => {
  const content = randomBytes(8 * mebibyte);
  const server = await startWsServer((socket) => socket.send(content, () => socket.close()), {
    tls: serverTls(await newCertificate()),
  });
  const socket = newStreamSocket();
  socket.control.ignorableServerCertificateErrors.append(ChainValidationResult.untrusted);
  await socket.connectAsync(server.url);
  const hash = createHash('sha256');
  const buffer = Buffer.alloc(5000);
  for (;;) {
    const bytes = await socket.inputStream.readAsync(buffer, buffer.length, InputStreamOptions.partial);
    if (bytes.length === 0) break;
    hash.update(bytes);
    await nextTurn();
  }
  expect(hash.digest('hex')).toBe(sha256(content));
});
