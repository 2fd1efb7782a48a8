// The whole app with a window: while a server sends, and with a large log. In a plain Node, after the other figures. Prints one line each.
import type { Result } from '../figure.ts';
import { keepResults, printResult } from '../report.ts';
import { startServer } from '../start-server.ts';
import { connectionsName, measureConnections } from './connections.ts';
import { liveLargeLogName, measureLiveLargeLog } from './large-log.ts';
import { liveName, measureLive, type LiveFigure } from './live.ts';

const isFull = process.argv.includes('--full');
const parts = process.argv.flatMap((argument) => /^--only=(.+)$/.exec(argument)?.[1] ?? []);

const figures: readonly LiveFigure[] = [
  { rate: 1_000_000, seconds: isFull ? 30 : 10 },
  { rate: 100_000, seconds: isFull ? 300 : 20 },
];

const { server, ports } = await startServer(process.argv[1] ?? '');
const origin = `ws://127.0.0.1:${ports.tcp}`;
const tasks = [
  ...figures.map((figure) => ({ name: liveName(figure), measure: () => measureLive(origin, figure) })),
  { name: liveLargeLogName, measure: measureLiveLargeLog },
  { name: connectionsName, measure: () => measureConnections(origin) },
];
const results: Result[] = [];
try {
  for (const { name, measure } of tasks) {
    if (parts.length > 0 && !parts.some((part) => name.includes(part))) continue;
    const measured = await measure();
    results.push(...measured);
    for (const result of measured) printResult(result);
  }
  if (parts.length === 0) await keepResults(results, true);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  server.kill();
}
