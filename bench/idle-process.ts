// Opens idle connections in a process of its own and reports what they cost: --bench-idle KIND URL.
import { WebSocket } from 'ws';
import { applicationDoor, StreamWebSocket } from '../main/sockets/index.ts';

const connectionCount = 1000;
const settleMs = 300;

const [kind, url = ''] = process.argv.slice(process.argv.indexOf('--bench-idle') + 1);
applicationDoor.policy = { capabilities: new Set(), loopbackExempt: true };
/** Held to the end, so that nothing is collected while it is measured. */
const open: unknown[] = [];

// What is made once is not the connections'.
for (let count = 0; count < 20; count += 1) open.push(await connect());
const before = await residentBytes();
for (let count = 0; count < connectionCount; count += 1) open.push(await connect());
const after = await residentBytes();
process.send?.((after - before) / 1024 / connectionCount, () => process.exit(open.length > 0 ? 0 : 1));

async function connect(): Promise<unknown> {
  if (kind === 'ours') {
    const socket = new StreamWebSocket();
    await socket.connectAsync(url);
    return socket;
  }
  const socket = new WebSocket(url, { perMessageDeflate: false });
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
  return socket;
}

async function residentBytes(): Promise<number> {
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, settleMs));
  }
  return process.memoryUsage.rss();
}
