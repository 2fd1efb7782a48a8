// Runs every figure, prints one line each, and writes out/bench.json; --only=PART runs those with PART in their name.
import { app } from 'electron';
import { applicationDoor } from '../main/sockets/index.ts';
import { measure, type Figure, type Result } from './figure.ts';
import { idleMemoryName, measureIdleMemory } from './idle-memory.ts';
import { readSections, readTexts, receiveMessages } from './receive.ts';
import { measureRecording, recordName, type RecordFigure } from './record.ts';
import { measureRoundTrips, roundTripName } from './round-trip.ts';
import { measureSearch, searchName } from './search.ts';
import { sendMessages } from './send.ts';
import { keepResults, printResult } from './report.ts';
import { measureRows, rowsName } from './rows.ts';
import type { Ports } from './server.ts';
import { startServer } from './start-server.ts';
import { measureStores, storesName, storeSizes } from './stores.ts';
import { measureStartup, startupName } from './startup.ts';
import { measureTransfer, type TransferFigure } from './transfer-figures.ts';
import { TransferFiles } from './transfer-files.ts';

interface Task {
  readonly name: string;
  readonly measure: () => Promise<Result[]>;
}

const mebibyte = 1024 ** 2;

const recordings: readonly RecordFigure[] = [
  { size: 64, count: 4_000_000 },
  { size: 1024, count: 500_000 },
];

function tasksFor(ports: Ports, files: TransferFiles): Task[] {
  const tcp = `ws://127.0.0.1:${ports.tcp}`;
  const tls = `wss://127.0.0.1:${ports.tls}`;
  const echo = `ws://127.0.0.1:${ports.echo}/`;
  return [
    ...figuresFor(tcp).map((figure) => ({ name: figure.name, measure: () => measure(figure) })),
    ...recordings.map((figure) => ({ name: recordName(figure), measure: () => measureRecording(tcp, figure) })),
    { name: rowsName, measure: measureRows },
    ...storeSizes.map((size) => ({ name: storesName(size), measure: () => measureStores(size) })),
    { name: roundTripName, measure: () => measureRoundTrips(echo) },
    { name: idleMemoryName, measure: async () => [await measureIdleMemory(echo)] },
    { name: searchName, measure: measureSearch },
    { name: startupName, measure: measureStartup },
    ...transfersFor(tcp, tls).map((figure) => ({ name: figure.name, measure: () => measureTransfer(figure, files) })),
  ];
}

function figuresFor(origin: string): Figure[] {
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

function transfersFor(tcp: string, tls: string): TransferFigure[] {
  return [
    {
      name: 'one message of 4 GiB into a file',
      kind: 'receive',
      origin: tcp,
      peers: [{ kind: 'receivePlain', name: 'net', bound: 1 }],
      runs: 3,
      watchesMemory: true,
    },
    {
      name: 'a file of 4 GiB as one message',
      kind: 'send',
      origin: tcp,
      peers: [
        { kind: 'sendByWs', name: 'ws', bound: 1.5 },
        { kind: 'sendByWsWithBufferUtil', name: 'ws with bufferutil', bound: 1 },
      ],
      runs: 2,
      watchesMemory: true,
    },
    {
      name: 'one message of 4 GiB into a file over TLS',
      kind: 'receive',
      origin: tls,
      peers: [{ kind: 'receivePlain', name: 'tls', bound: 0.8 }],
      runs: 2,
      watchesMemory: false,
    },
    {
      name: 'a file of 4 GiB as one message over TLS',
      kind: 'send',
      origin: tls,
      peers: [{ kind: 'sendPlain', name: 'tls', bound: 0.8 }],
      runs: 2,
      watchesMemory: false,
    },
  ];
}

const parts = process.argv.flatMap((argument) => /^--only=(.+)$/.exec(argument)?.[1] ?? []);

await app.whenReady();
applicationDoor.policy = { capabilities: new Set(), loopbackExempt: true };
const { server, ports } = await startServer(`${app.getAppPath()}/main.js`);
const files = new TransferFiles();
const results: Result[] = [];
let exitCode = 0;
try {
  const tasks = tasksFor(ports, files).filter(
    ({ name }) => parts.length === 0 || parts.some((part) => name.includes(part)),
  );
  if (tasks.length === 0) throw new Error(`no figure has "${parts.join('" or "')}" in its name`);
  console.log('name, value, unit, peer, ratio, bound');
  for (const task of tasks) {
    const measured = await task.measure();
    results.push(...measured);
    for (const result of measured) printResult(result);
  }
  if (parts.length === 0) await keepResults(results);
} catch (error) {
  console.error(error);
  exitCode = 1;
} finally {
  server.kill();
  await files.remove();
  app.exit(exitCode);
}
