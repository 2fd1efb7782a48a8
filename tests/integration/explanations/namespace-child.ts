import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import net from 'node:net';
import { AttemptRecorder, Door, MessageWebSocket } from '../../../main/sockets/index.ts';

// Runs in a network namespace of its own: connects to an address in vain and prints the attempt as JSON.
//   node namespace-child.mjs URL [portsUsedUp | filesUsedUp | routeLost]

const [url = '', trouble] = process.argv.slice(2);
const capabilities = new Set(['internetClient', 'privateNetworkClientServer'] as const);
const door = new Door({ policy: { capabilities, loopbackExempt: true }, limits: { addressMs: 2000 } });
const socket = new MessageWebSocket({ door });
const recorder: AttemptRecorder = new AttemptRecorder({
  changed: () => {
    if (trouble === 'routeLost' && isConnected(recorder)) loseRoute(new URL(url).hostname);
  },
});
if (trouble === 'portsUsedUp') await useUpPorts(Number(new URL(url).port));
if (trouble === 'filesUsedUp') useUpFiles();
if (trouble === 'routeLost') await once(net.createServer().listen(Number(new URL(url).port), '0.0.0.0'), 'listening');
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

function isConnected({ attempt }: AttemptRecorder): boolean {
  const last = attempt?.phases.at(-1);
  return last?.phase === 'tcp' && last.outcome === 'done';
}

/** Nothing has been sent over the connection yet, so that there is something to be missed. */
function loseRoute(host: string): void {
  const script = `ip addr del ${host}/32 dev lo && ip route add unreachable ${host}/32`;
  const { status, stderr } = spawnSync('sh', ['-c', script]);
  if (status !== 0) throw new Error(String(stderr));
}
