import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startApp, type RunningApp } from '../../tests/support/electron-app.ts';
import { alone, type Result } from '../figure.ts';

const connections = 50;
const messagesEach = 20_000;
const messagesPerSecond = 1000;
const messageBytes = 64;
const settleMs = 5000;
const limitMs = 300_000;

export const connectionsName = `live ${connections} connections`;

/**
 * Memory of all processes of the app with so many open connections, each with a log of its own that has come at the same
 * time. What processes share is counted once (PSS, on Linux only).
 */
export async function measureConnections(origin: string): Promise<Result[]> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'duplex-bench-connections-'));
  try {
    const running = await startApp({ dataFolder, folder: process.cwd() });
    try {
      await delay(settleMs);
      const before = await memoryOf(running.app);
      const rows = await openAll(running.page, `${origin}/kept/${messageBytes}/${messagesEach}/${messagesPerSecond}`);
      await delay(settleMs);
      const after = await memoryOf(running.app);
      return [
        alone(`${connectionsName}: all processes`, after / 1024 ** 2, 'MiB', 400),
        alone(`${connectionsName}: without them`, before / 1024 ** 2, 'MiB', null),
        alone(`${connectionsName}: rows in their logs`, rows / 1000, 'k', null),
      ];
    } finally {
      await running.close();
    }
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
}

/** Opens them, and waits until everything has come and they are still open. @returns rows of all logs */
async function openAll(page: RunningApp['page'], url: string): Promise<number> {
  await page.evaluate(
    async ([count, address]) => {
      const open = {
        socket: 'message',
        messageType: 'binary',
        receiveMode: 'fullMessage',
        supportedProtocols: [],
        headers: [],
        ignorableServerCertificateErrors: [],
        url: address,
      } as const;
      for (let index = 0; index < count; index += 1) {
        const reply = await window.duplex.invoke('session.open', { ...open, page: `workbench:${index}` });
        if (!reply.ok) throw new Error(reply.error.message);
      }
    },
    [connections, url] as const,
  );
  const deadline = performance.now() + limitMs;
  while (performance.now() < deadline) {
    const states = await page.evaluate(async () => {
      const reply = await window.duplex.invoke('session.list', {});
      return reply.ok ? reply.value : [];
    });
    const isOpen = states.every(({ connection }) => connection.kind === 'open' || connection.kind === 'connecting');
    if (!isOpen) throw new Error('a connection has ended');
    const received = states.reduce((sum, { counters }) => sum + counters.receivedMessages, 0);
    if (received === connections * messagesEach) return states.reduce((sum, { length }) => sum + length, 0);
    await delay(500);
  }
  throw new Error('the messages did not come in time');
}

/** Bytes of all processes of the app. */
async function memoryOf(app: RunningApp['app']): Promise<number> {
  const metrics = await app.evaluate(({ app: electron }) =>
    electron.getAppMetrics().map(({ pid, memory }) => ({ pid, kib: memory.workingSetSize })),
  );
  const sizes = await Promise.all(
    metrics.map(async ({ pid, kib }) => {
      if (process.platform !== 'linux') return kib;
      const [, pss] = /^Pss:\s+(\d+) kB$/mu.exec(await readFile(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
      return Number(pss ?? kib);
    }),
  );
  return sizes.reduce((sum, kib) => sum + kib, 0) * 1024;
}
