// Our sockets against servers written by others, in Python; permessage-deflate is in deflate.test.ts.
import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { InputStreamOptions, SocketMessageType } from '../../main/sockets/index.ts';
import { within } from '../support/deadline.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { closedEvent, failureOf, Messages, newMessageSocket, newStreamSocket } from '../support/sockets.ts';
import { binaryOf, connect, expectEchoes, readSections, send, textOf } from './exchange.ts';
import { describePeer, type PeerName } from './peer.ts';

expectNoLeaks();

const mebibyte = 1024 * 1024;
/** Each length field of a frame at its ends (RFC 6455, section 5.2), and a message of many TCP segments. */
const sizes = [0, 1, 125, 126, 65_535, 65_536, mebibyte];
const longestReason = 'é'.repeat(61) + '.';

interface Family {
  readonly name: PeerName;
  /** What the server answers our close frame with: RFC 6455, section 5.5.1, leaves it to the server. */
  readonly answerTo: (code: number, reason: string) => { code: number; reason: string };
}

const families: readonly Family[] = [
  { name: 'websockets', answerTo: (code, reason) => ({ code, reason }) },
  { name: 'aiohttp', answerTo: () => ({ code: 1000, reason: '' }) },
  { name: 'tornado', answerTo: (code) => ({ code, reason: '' }) },
];

for (const { name, answerTo } of families) {
  describePeer(name, (peer) => {
    test('texts and binary messages of every size come back as they were sent', async () => {
      const { socket, messages } = await connect(peer().url('/echo'));
      const sent = sizes.flatMap((size) => [textOf(size), binaryOf(randomBytes(size))]);
      for (const message of sent) await send(socket, message);
      await expectEchoes(messages, sent);
    });

    test('a message sent in fragments arrives whole', async () => {
      const { socket, messages } = await connect(peer().url('/echo'));
      const text = textOf(1000);
      socket.control.messageType = text.type;
      // Cut inside characters, with an empty fragment and an empty end.
      for (const [start, end] of [
        [0, 1],
        [1, 1],
        [1, 500],
        [500, 1000],
      ] as const) {
        await socket.sendNonfinalFrameAsync(text.bytes.subarray(start, end));
      }
      await socket.sendFinalFrameAsync(Buffer.alloc(0));
      const binary = binaryOf(randomBytes(mebibyte));
      socket.control.messageType = binary.type;
      const last = mebibyte - 65_536;
      for (let at = 0; at < last; at += 65_536) {
        await socket.sendNonfinalFrameAsync(binary.bytes.subarray(at, at + 65_536));
      }
      await socket.sendFinalFrameAsync(binary.bytes.subarray(last));
      await expectEchoes(messages, [text, binary]);
    });

    test('a message of 64 MiB is read in sections, and has the hash the server says', { timeout: 30_000 }, async () => {
      const sizeBytes = 64 * mebibyte;
      const socket = newStreamSocket();
      await socket.connectAsync(peer().url(`/large?bytes=${sizeBytes}`));
      const hash = createHash('sha256');
      await within(
        'the message',
        readSections(socket, sizeBytes, (section) => hash.update(section)),
        25_000,
      );
      const digest = await within(
        'the hash',
        socket.inputStream.readAsync(Buffer.alloc(64), 64, InputStreamOptions.none),
      );
      expect(hash.digest('hex')).toBe(Buffer.from(digest).toString());
    });

    test('a message of 16 MiB comes whole, and one goes and comes back', async () => {
      const { socket, messages } = await connect(peer().url(`/large?bytes=${16 * mebibyte}`));
      await within('the message and its hash', messages.wait(2), 10_000);
      const [large, digest] = messages.all.splice(0);
      expect(large?.bytes).toHaveLength(16 * mebibyte);
      expect(
        createHash('sha256')
          .update(large?.bytes ?? '')
          .digest('hex'),
      ).toBe(digest?.bytes.toString());
      const back = binaryOf(large?.bytes ?? Buffer.alloc(0));
      await send(socket, back);
      await expectEchoes(messages, [back]);
    });

    test('a stream’s writes are messages, and their echoes one stream', async () => {
      const socket = newStreamSocket();
      await socket.connectAsync(peer().url('/echo'));
      const bytes = randomBytes(200_000);
      const parts: Buffer[] = [];
      const reading = readSections(socket, bytes.length, (section) => parts.push(Buffer.from(section)));
      for (let at = 0; at < bytes.length; at += 33_333) {
        await socket.outputStream.writeAsync(bytes.subarray(at, at + 33_333));
      }
      await within('the echoes', reading);
      expect(Buffer.concat(parts).equals(bytes)).toBe(true);
    });

    test('the server’s pings are answered with their payloads', async () => {
      const { messages } = await connect(peer().url('/pings'));
      const [verdict] = await within('the verdict', messages.wait(1));
      expect(verdict?.bytes.toString()).toBe('all pings answered');
    });

    test('a stream answers pings, too', async () => {
      const socket = newStreamSocket();
      await socket.connectAsync(peer().url('/pings'));
      await within(
        'the verdict',
        readSections(socket, 'all pings answered'.length, () => undefined),
      );
    });

    test.each([
      [['chat'], 'chat'],
      [['unknown', 'chat'], 'chat'],
      [['chat', 'superchat'], expect.stringMatching(/^(?:super)?chat$/) as string],
      [['unknown'], ''],
      [[], ''],
    ])('of the subprotocols %j the server’s choice is told', async (offered, chosen) => {
      const { socket } = await connect(peer().url('/echo'), ({ control }) => {
        for (const subprotocol of offered) control.supportedProtocols.append(subprotocol);
      });
      expect(socket.information.protocol).toEqual(chosen);
    });

    test.each([
      [1000, ''],
      [1000, 'done'],
      [1001, 'leaving'],
      [3000, 'bis später 👋'],
      [4999, longestReason],
    ])('our close %i %j is what the server sees, and its answer ends the connection', async (code, reason) => {
      const target = `/echo?close=${code}-${reason.length}`;
      const { socket, messages } = await connect(peer().url(target));
      await send(socket, textOf(10));
      await within('the echo', messages.wait(1));
      const closed = closedEvent(socket);
      socket.close(code, reason);
      expect(await peer().closedReport(target)).toEqual({ code, reason });
      expect(await within('closed', closed)).toEqual(answerTo(code, reason));
    });

    test('close() without a code is a close frame without one', async () => {
      const { socket } = await connect(peer().url('/echo?close=none'));
      socket.close();
      expect(await peer().closedReport('/echo?close=none')).toEqual({ code: 1005, reason: '' });
    });

    test.each([
      [1000, ''],
      [1001, 'going away'],
      [1011, 'bis später 👋'],
      [3000, ''],
      [4999, longestReason],
    ])('the server’s close %i %j is told', async (code, reason) => {
      const socket = newMessageSocket();
      const closed = closedEvent(socket);
      const messages = new Messages(socket);
      await socket.connectAsync(peer().url(`/close?code=${code}&reason=${encodeURIComponent(reason)}`));
      expect(await within('closed', closed)).toEqual({ code, reason });
      expect(messages.loss).toBeUndefined();
    });

    test('the server’s close ends a stream', async () => {
      const socket = newStreamSocket();
      const closed = closedEvent(socket);
      await socket.connectAsync(peer().url('/close?code=1000'));
      const rest = socket.inputStream.readAsync(Buffer.alloc(10), 10, InputStreamOptions.partial);
      expect(await within('the end', rest)).toHaveLength(0);
      expect(await within('closed', closed)).toEqual({ code: 1000, reason: '' });
    });

    test.each([
      [401, 0x80190191, 'Unauthorized'],
      [403, 0x80190193, 'Forbidden'],
      [404, 0x80190194, 'NotFound'],
      [503, 0x801901f7, 'ServiceUnavailable'],
    ])('the server’s refusal %i is the error %i, %s', async (code, hresult, status) => {
      const error = await failureOf(newMessageSocket().connectAsync(peer().url(`/refuse?status=${code}`)));
      expect(error.info).toMatchObject({ hresult, status, phase: 'upgrade' });
      expect(error.info.cause).toMatch(new RegExp(`^HTTP ${code}`));
    });

    test('fifty connections at once do not mix', async () => {
      const numbers = Array.from({ length: 50 }, (_, index) => index);
      const connections = await within(
        'the connections',
        Promise.all(numbers.map((number) => connect(peer().url(`/echo?of=${number}`)))),
        10_000,
      );
      const sent = numbers.map((number) => [`a${number}`, `b${number}`, `c${number}`]);
      await Promise.all(
        connections.map(async ({ socket }, number) => {
          for (const text of sent[number] ?? []) {
            await send(socket, { type: SocketMessageType.utf8, bytes: Buffer.from(text) });
          }
        }),
      );
      await within('the echoes', Promise.all(connections.map(({ messages }) => messages.wait(3))));
      expect(connections.map(({ messages }) => messages.all.map(({ bytes }) => bytes.toString()))).toEqual(sent);
      const closed = connections.map(({ socket }) => closedEvent(socket));
      for (const { socket } of connections) socket.close(1000, 'done');
      const codes = (await within('all closed', Promise.all(closed))).map(({ code }) => code);
      expect(codes).toEqual(numbers.map(() => 1000));
    });

    // The two others do not send fragments.
    if (name !== 'websockets') return;
    test('a message the server sends in fragments arrives whole', async () => {
      const { messages } = await connect(peer().url('/fragments'));
      const [message] = await within('the message', messages.wait(1));
      expect(message?.bytes.toString()).toBe('one two three');
    });
  });
}
