// Our sockets against the test server of libwebsockets, in C. Its protocols decide what can be asked of it: the mirror
// sends everything back as texts of at most 4 KiB, dumb-increment counts.
import { expect, test } from 'vitest';
import { InputStreamOptions } from '../../main/sockets/index.ts';
import { within } from '../support/deadline.ts';
import { expectNoLeaks } from '../support/leaks.ts';
import { closedEvent, failureOf, Messages, newMessageSocket, newStreamSocket } from '../support/sockets.ts';
import { connect, expectEchoes, readSections, send, textOf } from './exchange.ts';
import { describePeer } from './peer.ts';

expectNoLeaks();

const mirror = 'lws-mirror-protocol';
const counter = 'dumb-increment-protocol';

describePeer('libwebsockets', (peer) => {
  test('texts come back as they were sent', async () => {
    const { socket, messages } = await connect(peer().url('/?mirror=texts'), ({ control }) =>
      control.supportedProtocols.append(mirror),
    );
    const sent = [0, 1, 125, 126, 4000].map(textOf);
    for (const message of sent) {
      await send(socket, message);
      // One by one, as the mirror cuts where its read buffer ends.
      await expectEchoes(messages, [message]);
    }
  });

  test('a message of 1 MiB comes back as a stream of the same bytes', async () => {
    const socket = newStreamSocket();
    socket.control.supportedProtocols.append(mirror);
    await socket.connectAsync(peer().url('/?mirror=stream'));
    const bytes = Buffer.from(Array.from({ length: 1024 * 1024 }, (_, index) => 0x30 + ((index * 31) % 71)));
    const parts: Buffer[] = [];
    const reading = readSections(socket, bytes.length, (section) => parts.push(Buffer.from(section)));
    await socket.outputStream.writeAsync(bytes);
    await within('the echoes', reading, 10_000);
    expect(Buffer.concat(parts).equals(bytes)).toBe(true);
  });

  test('a subprotocol it knows is chosen, and one it does not know alone is refused', async () => {
    const socket = newMessageSocket();
    socket.control.supportedProtocols.append('unknown');
    socket.control.supportedProtocols.append(counter);
    await socket.connectAsync(peer().url('/'));
    expect(socket.information.protocol).toBe(counter);

    const refused = newMessageSocket();
    refused.control.supportedProtocols.append('unknown');
    // It breaks off without an answer.
    expect((await failureOf(refused.connectAsync(peer().url('/')))).info).toMatchObject({
      code: 'connection-lost',
      status: 'ConnectionAborted',
    });
  });

  test.each([
    [1000, ''],
    [3000, 'bis später 👋'],
    [4999, 'é'.repeat(61) + '.'],
  ])('our close %i %j is answered with the same', async (code, reason) => {
    const { socket } = await connect(peer().url('/?mirror=close'), ({ control }) =>
      control.supportedProtocols.append(mirror),
    );
    const closed = closedEvent(socket);
    socket.close(code, reason);
    expect(await within('closed', closed)).toEqual({ code, reason });
  });

  test('the server’s close is told', async () => {
    const socket = newMessageSocket();
    const messages = new Messages(socket);
    const closed = closedEvent(socket);
    socket.control.supportedProtocols.append(counter);
    await socket.connectAsync(peer().url('/'));
    await within('a number', messages.wait(1));
    await send(socket, { type: 1, bytes: Buffer.from('closeme\n') });
    expect(await within('closed', closed)).toEqual({ code: 1001, reason: 'seeya' });
    expect(messages.loss).toBeUndefined();
  });

  test('the server’s close ends a stream', async () => {
    const socket = newStreamSocket();
    socket.control.supportedProtocols.append(counter);
    await socket.connectAsync(peer().url('/'));
    await socket.outputStream.writeAsync(Buffer.from('closeme\n'));
    const { none } = InputStreamOptions;
    const numbers = await within('the end', socket.inputStream.readAsync(Buffer.alloc(4096), 4096, none));
    expect(Buffer.from(numbers).toString()).toMatch(/^\d*$/);
  });

  test('fifty connections at once count for themselves', async () => {
    const connections = await within(
      'the connections',
      Promise.all(
        Array.from({ length: 50 }, () =>
          connect(peer().url('/'), ({ control }) => control.supportedProtocols.append(counter)),
        ),
      ),
      10_000,
    );
    await within('three numbers each', Promise.all(connections.map(({ messages }) => messages.wait(3))));
    for (const { messages } of connections) {
      expect(messages.all.slice(0, 3).map(({ bytes }) => bytes.toString())).toEqual(['0', '1', '2']);
    }
    const closed = connections.map(({ socket }) => closedEvent(socket));
    for (const { socket } of connections) socket.close(1000, '');
    await within('all closed', Promise.all(closed));
  });
});
