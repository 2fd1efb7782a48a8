// Runs every figure, prints one line each, and writes out/bench.json.
import { app } from 'electron';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { applicationDoor } from '../main/sockets/index.ts';
import { measure, type Figure, type Result } from './figure.ts';
import { measureIdleMemory } from './idle-memory.ts';
import { readSections, readTexts, receiveMessages } from './receive.ts';
import { measureRoundTrips } from './round-trip.ts';
import { sendMessages } from './send.ts';

const mebibyte = 1024 ** 2;

function figuresOf(origin: string): Figure[] {
  return [
    receiveMessages(origin, 64, 1_000_000, 2),
    receiveMessages(origin, 1024, 500_000, 3),
    receiveMessages(origin, 64 * 1024, 16_000, 4),
    receiveMessages(origin, mebibyte, 1000, 5),
    readTexts(origin, 64, 600_000, 1.5),
    readTexts(origin, 1024, 300_000, 1.5),
    readSections(origin, 512 * mebibyte),
    sendMessages(origin, 64, 200_000),
    sendMessages(origin, 64 * 1024, 8000),
    sendMessages(origin, mebibyte, 500),
  ];
}

await app.whenReady();
applicationDoor.policy = { capabilities: new Set(), loopbackExempt: true };
const { server, origin, echo } = await startServer();
const results: Result[] = [];
console.log('name, value, unit, peer, ratio, bound');
let exitCode = 0;
try {
  for (const figure of figuresOf(origin)) {
    report([await measure(figure)]);
  }
  report(await measureRoundTrips(echo));
  report([await measureIdleMemory(echo)]);
  await mkdir('out', { recursive: true });
  const machine = { electron: process.versions.electron, node: process.versions.node, cpus: cpus().length };
  await writeFile('out/bench.json', JSON.stringify({ machine, results }, null, 2));
} catch (error) {
  console.error(error);
  exitCode = 1;
} finally {
  server.kill();
  app.exit(exitCode);
}

function report(measured: readonly Result[]): void {
  results.push(...measured);
  for (const result of measured) console.log(line(result));
}

function line({ name, value, unit, peer, peerValue, ratio, bound, isLessBetter = false }: Result): string {
  const against = `${peer} ${peerValue.toFixed(0)}`;
  const isMet = bound === null || (isLessBetter ? ratio <= bound : ratio >= bound);
  const wanted = bound === null ? '-' : `${isLessBetter ? 'at most ' : ''}${bound}x${isMet ? '' : ' MISSED'}`;
  return [name, value.toFixed(0), unit, against, `${ratio.toFixed(2)}x`, wanted].join(', ');
}

async function startServer(): Promise<{ server: ChildProcess; origin: string; echo: string }> {
  const server = fork(`${app.getAppPath()}/main.js`, ['--bench-server'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  const [{ port, echoPort }] = (await once(server, 'message')) as [{ port: number; echoPort: number }];
  return { server, origin: `ws://127.0.0.1:${port}`, echo: `ws://127.0.0.1:${echoPort}/` };
}
