import type { MessageWebSocket } from '../../main/sockets/index.ts';
import { InputStreamOptions, SocketMessageType, type StreamWebSocket } from '../../main/sockets/index.ts';
import { within } from '../support/deadline.ts';
import { Messages, newMessageSocket, type ReceivedMessage } from '../support/sockets.ts';

/** A message to send. */
export interface Sent {
  readonly type: SocketMessageType;
  readonly bytes: Buffer;
}

/** A socket that is connected, with its messages. `prepare` sets its control before. */
export async function connect(
  url: string,
  prepare: (socket: MessageWebSocket) => void = () => undefined,
): Promise<{ socket: MessageWebSocket; messages: Messages }> {
  const socket = newMessageSocket();
  const messages = new Messages(socket);
  prepare(socket);
  await socket.connectAsync(url);
  return { socket, messages };
}

export async function send(socket: MessageWebSocket, { type, bytes }: Sent): Promise<void> {
  socket.control.messageType = type;
  await socket.outputStream.writeAsync(bytes);
}

/** A text of exactly this many bytes in UTF-8, of characters of three as far as they go. */
export function textOf(sizeBytes: number): Sent {
  const text = '€'.repeat(Math.floor(sizeBytes / 3)) + 'a'.repeat(sizeBytes % 3);
  return { type: SocketMessageType.utf8, bytes: Buffer.from(text) };
}

/**
 * Waits for as many messages as were sent, and compares.
 *
 * @throws how the connection was lost, where it was
 */
export async function expectEchoes(messages: Messages, sent: readonly Sent[], ms = 10_000): Promise<void> {
  await within('the echoes', messages.wait(sent.length), ms);
  if (messages.loss !== undefined) throw messages.loss;
  const different = differences(sent, messages.all.splice(0));
  if (different.length > 0) throw new Error(different.join('; '));
}

export function binaryOf(bytes: Buffer): Sent {
  return { type: SocketMessageType.binary, bytes };
}

/** Reads this many bytes in sections of at most 64 KiB, and hands each on. */
export async function readSections(
  socket: StreamWebSocket,
  sizeBytes: number,
  take: (section: Uint8Array) => void,
): Promise<void> {
  const buffer = Buffer.alloc(64 * 1024);
  for (let received = 0; received < sizeBytes;) {
    const count = Math.min(buffer.length, sizeBytes - received);
    const section = await socket.inputStream.readAsync(buffer, count, InputStreamOptions.partial);
    if (section.length === 0) throw new Error(`the stream ended after ${received} of ${sizeBytes} bytes`);
    take(section);
    received += section.length;
  }
}

/**
 * What is different between messages sent and received, in order: kind, length or the first wrong byte. Empty when they
 * are the same. A comparison by `expect` would print megabytes.
 */
function differences(sent: readonly Sent[], received: readonly ReceivedMessage[]): string[] {
  const counts = sent.length === received.length ? [] : [`${received.length} messages instead of ${sent.length}`];
  return sent.reduce<string[]>((found, { type, bytes }, index) => {
    const back = received[index];
    if (back === undefined) return found;
    if (back.type !== type) found.push(`message ${index} is of type ${back.type}`);
    if (back.bytes.length !== bytes.length) {
      found.push(`message ${index} has ${back.bytes.length} bytes instead of ${bytes.length}`);
    } else if (!back.bytes.equals(bytes)) {
      found.push(`message ${index} differs at byte ${bytes.findIndex((byte, at) => back.bytes[at] !== byte)}`);
    }
    return found;
  }, counts);
}
