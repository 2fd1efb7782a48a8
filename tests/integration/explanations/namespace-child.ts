import { once } from 'node:events';
import { openSync } from 'node:fs';
import net from 'node:net';
import { AttemptRecorder, Door, MessageWebSocket } from '../../../main/sockets/index.ts';

// Runs in a network namespace of its own: connects to an address in vain and prints the attempt as JSON.
//   node namespace-child.mjs URL [portsUsedUp | filesUsedUp]

const [url = '', trouble] = process.argv.slice(2);
const capabilities = new Set(['internetClient', 'privateNetworkClientServer'] as const);
const door = new Door({ policy: { capabilities, loopbackExempt: true }, limits: { addressMs: 2000 } });
const socket = new MessageWebSocket({ door });
const recorder = new AttemptRecorder();
if (trouble === 'portsUsedUp') await useUpPorts(Number(new URL(url).port));
if (trouble === 'filesUsedUp') useUpFiles();
await socket.connectAsync(url, { recorder }).catch(() => undefined);
process.stdout.write(`${JSON.stringify(recorder.attempt)}\n`, () => process.exit(0));

/** The namespace has one port for connections: a first connection has it. */
async function useUpPorts(port: number): Promise<void> {
  const server = net.createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  await once(net.connect(port, '127.0.0.1'), 'connect');
}

function useUpFiles(): void {
  try {
    for (;;) openSync('/dev/null', 'r');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EMFILE')) throw error;
  }
}
