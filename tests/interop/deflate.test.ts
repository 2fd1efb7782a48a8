// permessage-deflate (RFC 7692) with servers written by others. A relay counts what is on the wire, as an echo alone
// would be the same without compression.
import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { InputStreamOptions, SocketMessageType, type MessageWebSocket } from '../../main/sockets/index.ts';
import { within } from '../support/deadline.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { closedEvent, failureOf, newMessageSocket, newStreamSocket } from '../support/sockets.ts';
import { binaryOf, connect, expectEchoes, readSections, send, textOf, type Sent } from './exchange.ts';
import { describePeer, type Peer, type PeerName } from './peer.ts';
import { startRelay, type Relay } from './relay.ts';

expectNoLeaks();

type Offer = NonNullable<MessageWebSocket['control']['perMessageDeflate']>;
type Connected = Awaited<ReturnType<typeof connect>>;

const mebibyte = 1024 * 1024;

interface Family {
  readonly name: PeerName;
  /** What of an offer the server accepts without repeating it. */
  readonly unanswered: Offer | null;
}

const families: readonly Family[] = [
  { name: 'websockets', unanswered: null },
  // It repeats a number of bits below 15 only.
  { name: 'aiohttp', unanswered: null },
  // It does not see parameters without a value, and goes on taking its context over.
  { name: 'tornado', unanswered: { serverNoContextTakeover: true } },
];

const takeovers: readonly Offer[] = [
  {},
  { clientNoContextTakeover: true },
  { serverNoContextTakeover: true },
  { clientNoContextTakeover: true, serverNoContextTakeover: true },
];

const windows: readonly Offer[] = [
  { clientMaxWindowBits: 9, serverMaxWindowBits: 9 },
  { clientMaxWindowBits: 9 },
  { clientMaxWindowBits: 15, serverMaxWindowBits: 9 },
  { clientMaxWindowBits: 15 },
  { clientMaxWindowBits: 15, serverMaxWindowBits: 15 },
];

/** Connects through a relay, whose counts begin behind the opening handshake. */
async function connectCounted(peer: Peer, target: string, offer: Offer): Promise<Connected & { relay: Relay }> {
  const relay = await startRelay(peer.port);
  const connected = await connect(`ws://127.0.0.1:${relay.port}${target}`, ({ control }) => {
    control.perMessageDeflate = offer;
  });
  relay.take();
  return { ...connected, relay };
}

/** Sends messages to an echo, and checks that they come back. @returns the bytes this took on the wire */
async function echo(
  { socket, messages, relay }: Connected & { relay: Relay },
  sent: readonly Sent[],
): Promise<{ sent: number; received: number }> {
  for (const message of sent) await send(socket, message);
  await expectEchoes(messages, sent);
  return relay.take();
}

/** A text that compresses well, but is no run of one character. */
function prose(sizeBytes: number): Sent {
  const line = 'Grüße from line 1234 of a log that repeats itself; nothing to see here.\n';
  const bytes = Buffer.alloc(sizeBytes, Buffer.from(line));
  // Whole characters at the end.
  bytes.write('x'.repeat(10), sizeBytes - 10);
  return { type: SocketMessageType.utf8, bytes: Buffer.from(bytes.toString('utf8').replaceAll('\ufffd', '?')) };
}

for (const { name, unanswered } of families) {
  const isAnswered = (offer: Offer): boolean =>
    Object.entries(unanswered ?? {}).every(([parameter, value]) => offer[parameter as keyof Offer] !== value);

  describePeer(name, (peer) => {
    test('it is agreed on when it is offered, and only then', async () => {
      const offering = await connect(peer().url('/echo'), ({ control }) => {
        control.perMessageDeflate = {};
      });
      expect(offering.socket.information.perMessageDeflate).toEqual({
        serverNoContextTakeover: false,
        clientNoContextTakeover: false,
        serverMaxWindowBits: 15,
        clientMaxWindowBits: 15,
      });
      const silent = await connect(peer().url('/echo'));
      expect(silent.socket.information.perMessageDeflate).toBeNull();
    });

    test('texts and binary messages of every size come back as they were sent', async () => {
      const connected = await connectCounted(peer(), '/echo', {});
      const sizes = [0, 1, 125, 126, 65_535, 65_536];
      await echo(
        connected,
        sizes.flatMap((size) => [textOf(size), binaryOf(randomBytes(size))]),
      );
    });

    test('a text that repeats itself is small on the wire, both ways', async () => {
      const connected = await connectCounted(peer(), '/echo', {});
      const { sent, received } = await echo(connected, [prose(mebibyte)]);
      expect(sent).toBeLessThan(mebibyte / 50);
      expect(received).toBeLessThan(mebibyte / 50);
    });

    test('random bytes hardly grow', async () => {
      const connected = await connectCounted(peer(), '/echo', {});
      const { sent, received } = await echo(connected, [binaryOf(randomBytes(mebibyte))]);
      expect(sent).toBeLessThan(mebibyte * 1.001);
      expect(received).toBeLessThan(mebibyte * 1.001);
    });

    test.each(takeovers.filter(isAnswered))('with %o, 300 equal messages come back', async (offer) => {
      const connected = await connectCounted(peer(), '/echo', offer);
      expect(connected.socket.information.perMessageDeflate).toMatchObject(offer);
      const message = binaryOf(randomBytes(1000));
      const { sent, received } = await echo(
        connected,
        Array.from({ length: 300 }, () => message),
      );
      // Random bytes compress only where the message before is still in the window.
      const [small, large] = [30_000, 300_000];
      expect(offer.clientNoContextTakeover === true ? sent > large : sent < small).toBe(true);
      expect(offer.serverNoContextTakeover === true ? received > large : received < small).toBe(true);
    });

    test.each(windows.filter(isAnswered))('with %o, windows are as agreed', async (offer) => {
      const connected = await connectCounted(peer(), '/echo', offer);
      expect(connected.socket.information.perMessageDeflate).toMatchObject(offer);
      // What repeats lies 2000 bytes back: in reach of 15 bits, and not of 9.
      const message = binaryOf(Buffer.alloc(100_000, randomBytes(2000)));
      const { sent, received } = await echo(connected, [message, message]);
      const [small, large] = [20_000, 190_000];
      expect(offer.clientMaxWindowBits === 9 ? sent > large : sent < small).toBe(true);
      expect(offer.serverMaxWindowBits === 9 ? received > large : received < small).toBe(true);
    });

    // RFC 7692, sections 7.1.1.1 and 7.1.2.1: a server accepts by repeating what it was asked for.
    test.each(Object.keys(unanswered ?? {}))('an offer of %s that it accepts without an answer fails', async () => {
      const socket = newMessageSocket();
      socket.control.perMessageDeflate = unanswered;
      const error = await failureOf(socket.connectAsync(peer().url('/echo')));
      expect(error.info).toMatchObject({ code: 'handshake-failed', phase: 'upgrade' });
      expect(error.message).toMatch(/server_\w+ was asked for and is missing/u);
    });

    test('9 bits and no takeover together carry texts of all kinds', async () => {
      const connected = await connectCounted(peer(), '/echo', {
        clientMaxWindowBits: 9,
        serverMaxWindowBits: 9,
        clientNoContextTakeover: true,
        serverNoContextTakeover: unanswered?.serverNoContextTakeover !== true,
      });
      await echo(connected, [prose(100_000), textOf(0), textOf(1), prose(300), textOf(70_000)]);
    });

    test('a message sent in fragments arrives whole, and the next one too', async () => {
      const connected = await connectCounted(peer(), '/echo', {});
      const { socket, messages } = connected;
      const text = prose(100_000);
      socket.control.messageType = text.type;
      for (let at = 0; at < 90_000; at += 9999) {
        await socket.sendNonfinalFrameAsync(text.bytes.subarray(at, Math.min(at + 9999, 90_000)));
      }
      await socket.sendNonfinalFrameAsync(Buffer.alloc(0));
      await socket.sendFinalFrameAsync(text.bytes.subarray(90_000));
      await expectEchoes(messages, [text]);
      await echo(connected, [text]);
    });

    test('messages below the threshold go out as they are', async () => {
      const connected = await connectCounted(peer(), '/echo', { threshold: 1000 });
      const below = await echo(connected, [textOf(999)]);
      expect(below.sent).toBeGreaterThan(999);
      expect(below.received).toBeLessThan(200);
      const above = await echo(connected, [textOf(1000)]);
      expect(above.sent).toBeLessThan(200);
    });

    test('a text of 16 MiB goes and comes back, and its echo is small on the wire', async () => {
      const connected = await connectCounted(peer(), '/echo', {});
      const { sent, received } = await echo(connected, [prose(16 * mebibyte)]);
      expect(Math.max(sent, received)).toBeLessThan(mebibyte);
    });

    test('16 MiB of random bytes are read in sections, and have the hash the server says', async () => {
      const sizeBytes = 16 * mebibyte;
      const socket = newStreamSocket();
      socket.control.perMessageDeflate = {};
      await socket.connectAsync(peer().url(`/large?bytes=${sizeBytes}`));
      expect(socket.information.perMessageDeflate).not.toBeNull();
      const hash = createHash('sha256');
      await within(
        'the message',
        readSections(socket, sizeBytes, (section) => hash.update(section)),
        15_000,
      );
      const digest = await within(
        'the hash',
        socket.inputStream.readAsync(Buffer.alloc(64), 64, InputStreamOptions.none),
      );
      expect(hash.digest('hex')).toBe(Buffer.from(digest).toString());
    });

    test('a stream’s writes are compressed, and their echoes one stream', async () => {
      const relay = await startRelay(peer().port);
      const socket = newStreamSocket();
      socket.control.perMessageDeflate = {};
      await socket.connectAsync(`ws://127.0.0.1:${relay.port}/echo`);
      relay.take();
      const { bytes } = prose(mebibyte);
      const parts: Buffer[] = [];
      const reading = readSections(socket, bytes.length, (section) => parts.push(Buffer.from(section)));
      for (let at = 0; at < bytes.length; at += 333_333) {
        await socket.outputStream.writeAsync(bytes.subarray(at, at + 333_333));
      }
      await within('the echoes', reading, 10_000);
      expect(Buffer.concat(parts).equals(bytes)).toBe(true);
      const { sent, received } = relay.take();
      expect(Math.max(sent, received)).toBeLessThan(mebibyte / 50);
    });

    test('pings and close frames stay as they are', async () => {
      const target = '/pings?deflate';
      const { socket, messages } = await connectCounted(peer(), target, {});
      const [verdict] = await within('the verdict', messages.wait(1));
      expect(verdict?.bytes.toString()).toBe('all pings answered');
      const closed = closedEvent(socket);
      socket.close(3000, 'done');
      expect(await peer().closedReport(target)).toEqual({ code: 3000, reason: 'done' });
      await within('closed', closed);
    });
  });
}

describePeer('websockets', (peer) => {
  // What this library asks for unless it is told otherwise.
  test('windows of 12 bits that the server demands are kept', async () => {
    const connected = await connectCounted(peer(), '/echo?window=12', {});
    expect(connected.socket.information.perMessageDeflate).toMatchObject({
      serverMaxWindowBits: 12,
      clientMaxWindowBits: 12,
    });
    const near = binaryOf(Buffer.alloc(100_000, randomBytes(2000)));
    const far = binaryOf(Buffer.alloc(100_000, randomBytes(8000)));
    const reached = await echo(connected, [near]);
    expect(Math.max(reached.sent, reached.received)).toBeLessThan(20_000);
    const missed = await echo(connected, [far]);
    expect(Math.min(missed.sent, missed.received)).toBeGreaterThan(95_000);
  });
});

describePeer('aiohttp', (peer) => {
  test('an offer of windows of 8 bits, which zlib does not make, is declined', async () => {
    const { socket, messages } = await connect(peer().url('/echo'), ({ control }) => {
      control.perMessageDeflate = { serverMaxWindowBits: 8 };
    });
    expect(socket.information.perMessageDeflate).toBeNull();
    await send(socket, textOf(100));
    await expectEchoes(messages, [textOf(100)]);
  });
});

describePeer('libwebsockets', (peer) => {
  test('a server that does not take the offer is talked to without', async () => {
    const { socket, messages } = await connect(peer().url('/?mirror=plain'), ({ control }) => {
      control.perMessageDeflate = {};
      control.supportedProtocols.append('lws-mirror-protocol');
    });
    expect(socket.information.perMessageDeflate).toBeNull();
    await send(socket, textOf(100));
    await expectEchoes(messages, [textOf(100)]);
  });
});
