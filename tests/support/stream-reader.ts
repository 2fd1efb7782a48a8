// Reads one message from the sample server's /stream in sections, and reports how far memory grew meanwhile.
import { applicationDoor, InputStreamOptions, StreamWebSocket } from '../../main/sockets/index.ts';

const url = process.argv[2];
if (url === undefined) throw new Error('usage: stream-reader URL');

applicationDoor.policy = { capabilities: new Set(), loopbackExempt: true };
const total = Number(new URL(url).searchParams.get('bytes'));
const socket = new StreamWebSocket();
await socket.connectAsync(url);
globalThis.gc?.();
const before = process.memoryUsage.rss();
let peak = before;
let received = 0;
let isPattern = true;
const buffer = Buffer.alloc(64 * 1024);
while (received < total) {
  const bytes = await socket.inputStream.readAsync(buffer, buffer.length, InputStreamOptions.partial);
  if (bytes.length === 0) break;
  // The server's pattern: byte i of the message is the low byte of i.
  isPattern &&= bytes[0] === (received & 0xff) && bytes.at(-1) === ((received + bytes.length - 1) & 0xff);
  received += bytes.length;
  peak = Math.max(peak, process.memoryUsage.rss());
}
process.send?.({ received, isPattern, growth: peak - before }, () => process.exit(0));
