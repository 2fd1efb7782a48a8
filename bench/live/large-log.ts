import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { within } from '../../tests/support/deadline.ts';
import { startApp, type RunningApp } from '../../tests/support/electron-app.ts';
import { alone, percentile, type Result } from '../figure.ts';
import { largeLogName, largeLogRows, largeLogUrl, makeLargeLog } from '../large-log.ts';
import { PageWatch } from './page-watch.ts';

const opens = 20;
const jumps = 200;
const settleMs = 1500;
/** Between two, so that they begin anywhere within a frame. */
const pauseMs = 100;
/** The whole log is counted in less. */
const limitMs = 120_000;

export const liveLargeLogName = `live ${largeLogName}`;

/** The app as it is built, which shows a log that an earlier run has left: from a click or a jump to the frame that has the rows. */
export async function measureLiveLargeLog(): Promise<Result[]> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'duplex-bench-large-log-'));
  try {
    await makeLargeLog(join(dataFolder, 'logs'));
    const running = await startApp({ dataFolder, folder: process.cwd() });
    try {
      return await measurePage(running.page);
    } finally {
      await running.close();
    }
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
}

async function measurePage(page: RunningApp['page']): Promise<Result[]> {
  const view = await PageWatch.begin(page);
  await page.getByRole('link', { name: 'Logs' }).click();
  const openMs: number[] = [];
  for (let open = 0; open < opens; open += 1) {
    if (open > 0) await page.getByRole('link', { name: 'All logs' }).click();
    await page.getByRole('link', { name: largeLogUrl }).waitFor();
    await pause();
    openMs.push(await within('the rows of a log', page.evaluate(openLog, largeLogUrl), limitMs));
    // Main counts what is in it for the head of the page.
    await page.getByText(new RegExp(`^${largeLogRows} in `)).waitFor({ timeout: limitMs });
  }
  await delay(settleMs);
  await view.reset();
  await delay(settleMs);
  const { frames } = await view.read();
  const jumpMs: number[] = [];
  for (let jump = 0; jump < jumps; jump += 1) {
    await pause();
    const row = Math.floor(Math.random() * largeLogRows);
    jumpMs.push(await within(`row ${row}`, page.evaluate(jumpTo, { row, rows: largeLogRows }), limitMs));
  }
  const name = liveLargeLogName;
  return [
    alone(`${name}: between frames while nothing happens, p50`, percentile(frames, 0.5), 'ms', null),
    alone(`${name}: opened, to the frame with its rows, p50`, percentile(openMs, 0.5), 'ms', null),
    alone(`${name}: opened, to the frame with its rows, p95`, percentile(openMs, 0.95), 'ms', 50),
    alone(`${name}: jump to any row, to the frame that shows it, p50`, percentile(jumpMs, 0.5), 'ms', null),
    alone(`${name}: jump to any row, to the frame that shows it, p95`, percentile(jumpMs, 0.95), 'ms', 50),
  ];
}

async function pause(): Promise<void> {
  await delay(pauseMs * (1 + Math.random()));
}

/** In the page: clicks on a log. @returns when a frame with its rows was painted, in ms after the click */
function openLog(url: string): Promise<number> {
  const link = [...document.querySelectorAll('a')].find(({ textContent }) => textContent === url);
  if (link === undefined) throw new Error(`there is no log of ${url}`);
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const startedAt = performance.now();
    // What is posted in a frame comes after it has been painted.
    port1.addEventListener('message', () => resolve(performance.now() - startedAt));
    port1.start();
    const frame = (): void => {
      if (document.querySelector('[role="grid"] [data-index] [data-column="size"]') === null)
        requestAnimationFrame(frame);
      else port2.postMessage(null);
    };
    link.click();
    requestAnimationFrame(frame);
  });
}

/** In the page: scrolls as with the scroll bar. @returns when a frame that shows the row was painted, in ms after that */
function jumpTo({ row, rows }: { readonly row: number; readonly rows: number }): Promise<number> {
  const grid = document.querySelector<HTMLElement>('[role="grid"]');
  const rowHeight = grid?.querySelector('[data-index]')?.getBoundingClientRect().height;
  if (grid === null || rowHeight === undefined) throw new Error('there is no list');
  // A list that is longer than an element can be is scrolled in proportion. The row is to be in the middle.
  const top = (row * rowHeight - grid.clientHeight / 2) / (rows * rowHeight - grid.clientHeight);
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const startedAt = performance.now();
    port1.addEventListener('message', () => resolve(performance.now() - startedAt));
    port1.start();
    const frame = (): void => {
      // One that is being fetched has no size.
      if (grid.querySelector(`[data-index="${row}"] [data-column="size"]`) === null) requestAnimationFrame(frame);
      else port2.postMessage(null);
    };
    grid.scrollTop = Math.max(0, top) * (grid.scrollHeight - grid.clientHeight);
    requestAnimationFrame(frame);
  });
}
