import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { defaultLogSettings } from '../../contract/log.ts';
import { startApp, type RunningApp } from '../../tests/support/electron-app.ts';
import { against, alone, percentile, type Result } from '../figure.ts';
import { checkRecorded } from '../recorded.ts';
import { MainWatch, type MainFigures } from './main-watch.ts';
import { PageWatch, type PageFigures } from './page-watch.ts';

/** Messages of 64 B that a server sends while a page follows them. */
export interface LiveFigure {
  /** Messages a second. */
  readonly rate: number;
  readonly seconds: number;
}

const messageBytes = 64;
const keyEveryMs = 250;
/** After starting and after connecting: what the page does when it is new is not the flood's. */
const settleMs = 1500;
/** How long it is watched before there is a flood. */
const idleMs = 4000;
const gibibyte = 1024 ** 3;

export function liveName({ rate, seconds }: LiveFigure): string {
  return `live ${rate / 1000} k msg/s for ${seconds} s`;
}

/** The app as it is built, with its first scenario connected to a server that sends so many messages a second. */
export async function measureLive(origin: string, figure: LiveFigure): Promise<Result[]> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'duplex-bench-live-'));
  const count = figure.rate * figure.seconds;
  try {
    const running = await startApp({ dataFolder, folder: process.cwd() });
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
  const main = await MainWatch.begin(app);
  const view = await PageWatch.begin(page);
  await delay(settleMs);
  await address.focus();
  const idle = await watch(main, view, page, idleMs);
  // The box for messages takes none before there is a connection: till now somebody typed an address.
  await address.fill(url);
  const startedAt = performance.now();
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await delay(settleMs);
  await page.getByRole('textbox', { name: 'Message' }).focus();
  const busy = await watch(main, view, page, figure.seconds * 1000 - settleMs);
  await waitForEnd(page, figure.seconds);
  const took = (performance.now() - startedAt) / 1000;
  const name = liveName(figure);
  const grownBytes = busy.main.residentBytes - idle.main.residentBytes;
  const compare = (what: string, unit: string, bound: number | null, of: (watched: Watched) => number): Result =>
    against(of(idle), alone(`${name}: ${what}`, of(busy), unit, bound));
  return [
    alone(`${name}: all there after`, took, 's', null),
    compare("main's event loop late, p99", 'ms', 20, (watched) => watched.main.lateP99),
    compare("main's event loop late, most", 'ms', null, (watched) => watched.main.lateMost),
    compare('between frames, p50', 'ms', null, (watched) => percentile(watched.page.frames, 0.5)),
    compare('between frames, p99', 'ms', 34, (watched) => percentile(watched.page.frames, 0.99)),
    compare('between frames, most', 'ms', 100, (watched) => Math.max(...watched.page.frames)),
    compare('key press to paint, p95', 'ms', 100, (watched) => percentile(watched.page.keys, 0.95)),
    compare('page heap, most', 'MiB', 60, (watched) => watched.page.heapMost / 1024 ** 2),
    alone(`${name}: main grown for a million rows`, grownBytes / 1024 ** 2 / (count / 1e6), 'MiB', 64),
    alone(`${name}: main grown`, grownBytes / 1024 ** 2, 'MiB', null),
    compare("main's share of a processor", '%', null, (watched) => watched.main.share * 100),
  ];
}

interface Watched {
  readonly main: MainFigures;
  readonly page: PageFigures;
}

/** What main and the page are like for so long, while somebody types. */
async function watch(main: MainWatch, view: PageWatch, page: RunningApp['page'], ms: number): Promise<Watched> {
  await Promise.all([main.reset(), view.reset()]);
  const until = performance.now() + ms;
  for (let key = 0; performance.now() < until; key += 1) {
    await page.keyboard.press(key % 2 === 0 ? 'a' : 'Backspace');
    await delay(keyEveryMs);
    await view.sampleHeap();
  }
  const [inMain, inPage] = await Promise.all([main.read(), view.read()]);
  return { main: inMain, page: inPage };
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
