import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { defaultLogSettings } from '../../contract/log.ts';
import { startApp, type RunningApp } from '../../tests/support/electron-app.ts';
import { alone, percentile, type Result } from '../figure.ts';
import { checkRecorded } from '../recorded.ts';
import { MainWatch } from './main-watch.ts';
import { PageWatch } from './page-watch.ts';

/** Messages of 64 B that a server sends while a page follows them. */
export interface LiveFigure {
  /** Messages a second. */
  readonly rate: number;
  readonly seconds: number;
}

const messageBytes = 64;
const keyEveryMs = 250;
/** Before anything is measured: what the page does when it is new is not the flood's. */
const settleMs = 1500;
const gibibyte = 1024 ** 3;

export function liveName({ rate, seconds }: LiveFigure): string {
  return `live ${rate / 1000} k msg/s for ${seconds} s`;
}

/** The app as it is built, with its first scenario connected to a server that sends so many messages a second. */
export async function measureLive(origin: string, figure: LiveFigure): Promise<Result[]> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'duplex-bench-live-'));
  const count = figure.rate * figure.seconds;
  try {
    const running = await startApp({ dataFolder });
    let results: Result[];
    try {
      results = await follow(running, `${origin}/paced/${messageBytes}/${count}/${figure.rate}`, figure, count);
    } finally {
      await running.close();
    }
    // Every byte of every message, or this throws.
    await checkRecorded(join(dataFolder, 'logs/000001'), messageBytes, count);
    return results;
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
}

async function follow({ app, page }: RunningApp, url: string, figure: LiveFigure, count: number): Promise<Result[]> {
  const log = { ...defaultLogSettings, sessionLimitBytes: 32 * gibibyte, totalLimitBytes: 32 * gibibyte };
  await page.evaluate((settings) => window.duplex.invoke('log.saveSettings', { settings }), log);
  await page.getByRole('link', { name: 'UTF-8 text messages' }).click();
  const address = page
    .getByRole('combobox', { name: 'Server address' })
    .or(page.getByRole('textbox', { name: 'Server address' }));
  await address.fill(url);
  const main = await MainWatch.begin(app);
  const view = await PageWatch.begin(page);
  const startedAt = performance.now();
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await delay(settleMs);
  await Promise.all([main.reset(), view.reset()]);
  const message = page.getByRole('textbox', { name: 'Message' });
  await message.focus();
  for (let seconds = 0; seconds < figure.seconds - settleMs / 1000; seconds += keyEveryMs / 1000) {
    await message.press(seconds % 2 === 0 ? 'a' : 'Backspace');
    await delay(keyEveryMs);
    await view.sampleHeap();
  }
  const [inMain, inPage] = await Promise.all([main.read(), view.read()]);
  await waitForEnd(page, figure.seconds);
  const took = (performance.now() - startedAt) / 1000;
  const name = liveName(figure);
  return [
    alone(`${name}: all there after`, took, 's', null),
    alone(`${name}: main's event loop late, p99`, inMain.lateP99, 'ms', 20),
    alone(`${name}: main's event loop late, most`, inMain.lateMost, 'ms', null),
    alone(`${name}: between frames, p50`, percentile(inPage.frames, 0.5), 'ms', null),
    alone(`${name}: between frames, p99`, percentile(inPage.frames, 0.99), 'ms', 34),
    alone(`${name}: between frames, most`, Math.max(...inPage.frames), 'ms', 100),
    alone(`${name}: key press to paint, p95`, percentile(inPage.keys, 0.95), 'ms', 100),
    alone(`${name}: page heap, most`, inPage.heapMost / 1024 ** 2, 'MiB', 60),
    alone(`${name}: main grown for a million rows`, inMain.grownBytes / 1024 ** 2 / (count / 1e6), 'MiB', 64),
    alone(`${name}: main grown`, inMain.grownBytes / 1024 ** 2, 'MiB', null),
    alone(`${name}: main's share of a processor`, inMain.share * 100, '%', null),
  ];
}

/** Until the session is closed, which the server does after the last message. */
async function waitForEnd(page: RunningApp['page'], seconds: number): Promise<void> {
  const deadline = performance.now() + (seconds * 2 + 60) * 1000;
  while (performance.now() < deadline) {
    const kind = await page.evaluate(async () => {
      const reply = await window.duplex.invoke('session.list', {});
      return reply.ok ? reply.value[0]?.connection.kind : undefined;
    });
    if (kind === 'closed') return;
    if (kind === 'failed') throw new Error('the connection was lost');
    await delay(200);
  }
  throw new Error('the messages did not come in time');
}
