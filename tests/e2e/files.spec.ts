import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { WebSocketServer, type WebSocket } from 'ws';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { startApp, type RunningApp } from '../support/electron-app.ts';
import { address, button, expect, expectRow, openScenario, status, test as base } from './app-test.ts';
import { violations } from './axe.ts';
import { strongestColors } from './chart-colors.ts';

const mebibyte = 1024 ** 2;

/** A folder of the test's own for the files it chooses. */
const test = base.extend<{ folder: string }>({
  // Playwright wants a pattern, even of nothing.
  // oxlint-disable-next-line no-empty-pattern
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'duplex-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
});

/** The system's dialogs cannot be clicked by a test; what they answer can. */
async function answerDialogs(running: RunningApp, { open, save }: { open?: string; save?: string }): Promise<void> {
  await running.app.evaluate(
    ({ dialog }, answers) => {
      const canceled = { canceled: true, filePaths: [], filePath: '' };
      dialog.showOpenDialog = () =>
        Promise.resolve(answers.open === undefined ? canceled : { canceled: false, filePaths: [answers.open] });
      dialog.showSaveDialog = () =>
        Promise.resolve(answers.save === undefined ? canceled : { canceled: false, filePath: answers.save });
    },
    { open, save },
  );
}

/** Starts with one of the built-in server's addresses, or another. */
async function start(page: Page, path: string): Promise<void> {
  const echo = await address(page).inputValue();
  await address(page).fill(path.startsWith('ws:') ? path : new URL(path, echo).href);
  await button(page, 'Start').click();
  await expect(button(page, 'Stop')).toBeEnabled();
}

function lane(page: Page, way: 'sending' | 'receiving'): Locator {
  return page.getByTestId(`file-${way}`);
}

/** A server that reads nothing until it is told to. */
async function startSlowServer(): Promise<{ url: string; socket: Promise<WebSocket>; close: () => void }> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, maxPayload: 1024 * mebibyte });
  await once(server, 'listening');
  const socket = once(server, 'connection').then(([connection]) => {
    (connection as WebSocket).pause(); // what the event carries
    return connection as WebSocket;
  });
  const close = (): void => {
    for (const client of server.clients) client.terminate();
    server.close();
  };
  return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`, socket, close };
}

/** How many bytes of the current session went each way, asked of main. */
async function counters(page: Page): Promise<{ sentBytes: number; receivedBytes: number }> {
  const reply = await page.evaluate(() => window.duplex.invoke('session.list', {}));
  const state = reply.ok ? reply.value.at(-1) : undefined;
  return state?.counters ?? { sentBytes: 0, receivedBytes: 0 };
}

test('a file is sent as one message, with its progress, and the ten bytes go on after it', async ({
  page,
  running,
  folder,
}) => {
  const path = join(folder, 'holiday video.mkv');
  await writeFile(path, '');
  await truncate(path, 64 * mebibyte);
  await answerDialogs(running, { open: path });
  await openScenario(page, 'Binary data stream');
  await expect(button(page, 'Send a file…')).toBeDisabled();
  await start(page, '/sink');
  await button(page, 'Send a file…').click();
  await expect(lane(page, 'sending')).toContainText('holiday video.mkv');
  await expectRow(page, 'Sending holiday video.mkv, 64.0 MiB');
  await expect(lane(page, 'sending')).toContainText(/Sent 64\.0 MiB in .+, .+\/s/);
  await expect(lane(page, 'sending')).toContainText('100 %');
  await expect(status(page)).toContainText('File sent');
  await expectRow(page, /holiday video\.mkv: Sent 64\.0 MiB in/);
  const { sentBytes } = await counters(page);
  await expect.poll(async () => (await counters(page)).sentBytes).toBeGreaterThan(sentBytes);
  await expect(button(page, 'Send a file…')).toBeFocused();
});

test('progress is shown while a file goes out, is there after a reload, and canceling closes', async ({
  page,
  running,
  folder,
}) => {
  const path = join(folder, 'big.bin');
  await writeFile(path, '');
  await truncate(path, 512 * mebibyte);
  await answerDialogs(running, { open: path });
  const server = await startSlowServer();
  try {
    await openScenario(page, 'Binary data stream');
    await start(page, server.url);
    const socket = await server.socket;
    await button(page, 'Send a file…').click();
    const line = lane(page, 'sending').getByText(/of 512\.0 MiB/);
    await expect(line).toBeVisible();
    await expect(button(page, 'Send a file…')).toBeDisabled();
    // The server reads nothing, so what fits into the buffers has gone, and no more does.
    await expect(line).toContainText(/of 512\.0 MiB, 0 B\/s$/);
    expect(await violations(page)).toEqual([]);
    await page.reload();
    await expect(line).toBeVisible();
    const bar = lane(page, 'sending').getByRole('progressbar', { name: 'Sending' });
    await expect(bar).toHaveAttribute('aria-valuenow', /^0\.0|^0$/);
    const before = (await counters(page)).sentBytes;
    socket.resume();
    await expect.poll(async () => (await counters(page)).sentBytes).toBeGreaterThan(before + 16 * mebibyte);
    socket.pause();
    await button(page, 'Cancel sending').click();
    await expect(lane(page, 'sending')).toContainText(/Canceled after .+ of 512\.0 MiB\. The connection was closed\./);
    socket.resume();
    await expect(status(page)).toContainText('Sending was canceled, and the connection closed');
    await expectRow(page, 'Closing with code 1000: Sending was canceled.');
    await expect(button(page, 'Start')).toBeEnabled();
  } finally {
    server.close();
  }
});

test('everything a connection brings goes into the file that was chosen before it', async ({
  page,
  running,
  folder,
}) => {
  const path = join(folder, 'received.bin');
  await answerDialogs(running, { save: path });
  await openScenario(page, 'Binary data stream');
  await button(page, 'Receive into a file…').click();
  await expect(lane(page, 'receiving')).toContainText('received.bin');
  await expect(lane(page, 'receiving')).toContainText('Takes what the next connection brings.');
  await button(page, 'Forget the chosen file').click();
  await expect(lane(page, 'receiving')).toContainText('No file');
  await button(page, 'Receive into a file…').click();
  const sizeBytes = 64 * mebibyte + 5;
  await start(page, `/stream?bytes=${sizeBytes}`);
  await expect(page.getByTestId('bytes-received')).toHaveText(sizeBytes.toLocaleString('en'));
  await expect(lane(page, 'receiving')).toContainText('64.0 MiB');
  await button(page, 'Stop receiving and keep the file').click();
  await expect(lane(page, 'receiving')).toContainText(/Received 64\.0 MiB in/);
  await expect(status(page)).toContainText('File received');
  expect(await readdir(folder)).toEqual(['received.bin']);
  const content = await readFile(path);
  const turn = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
  expect(content.equals(Buffer.alloc(sizeBytes, turn))).toBe(true);
});

test('pausing makes the server wait, the page may be left meanwhile, and nothing is lost', async ({
  page,
  running,
  folder,
}) => {
  const path = join(folder, 'received.bin');
  await answerDialogs(running, { save: path });
  const server = await startSlowServer();
  try {
    await openScenario(page, 'Binary data stream');
    await start(page, server.url);
    const socket = await server.socket;
    await button(page, 'Receive into a file…').click();
    const pause = page.getByRole('switch', { name: 'Pause reading' });
    await pause.check();
    await expectRow(page, 'Reading paused: the server has to wait');
    const sizeBytes = 48 * mebibyte;
    socket.send(Buffer.alloc(sizeBytes, 'x'));
    await expect(lane(page, 'receiving')).toContainText('paused');
    await page.getByRole('link', { name: 'UTF-8 text messages' }).click();
    await page.getByRole('link', { name: 'Binary data stream' }).click();
    await expect(pause).toBeChecked();
    // There was time for all of it by now. Bytes are counted as they come: what was under way is, two reads at most.
    expect((await counters(page)).receivedBytes).toBeLessThanOrEqual(2 * 64 * 1024);
    expect(socket.bufferedAmount).toBeGreaterThan(16 * mebibyte);
    await pause.uncheck();
    await expect(page.getByTestId('bytes-received')).toHaveText(sizeBytes.toLocaleString('en'));
    await button(page, 'Stop').click();
    await expect(lane(page, 'receiving')).toContainText(/Received 48\.0 MiB/);
    expect((await stat(path)).size).toBe(sizeBytes);
  } finally {
    server.close();
  }
});

test('what has come is in its file when the app is quit', async ({ folder }) => {
  const path = join(folder, 'received.bin');
  const server = await startSlowServer();
  const running = await startApp();
  const { page } = running;
  try {
    await answerDialogs(running, { save: path });
    await openScenario(page, 'Binary data stream');
    await button(page, 'Receive into a file…').click();
    await start(page, server.url);
    (await server.socket).send(Buffer.alloc(3 * mebibyte, 'x'));
    await expect(page.getByTestId('bytes-received')).toHaveText((3 * mebibyte).toLocaleString('en'));
    expect(await readdir(folder)).toEqual(['received.bin.part']);
  } finally {
    await running.close();
    server.close();
  }
  expect(await readdir(folder)).toEqual(['received.bin']);
  expect((await stat(path)).size).toBe(3 * mebibyte);
});

test('a file that cannot be used is told, with what to do, and the connection goes on', async ({
  page,
  running,
  folder,
}) => {
  test.skip(process.platform !== 'linux', 'needs /dev/full');
  await openScenario(page, 'Binary data stream');
  await start(page, '/echo');
  await answerDialogs(running, { open: join(folder, 'gone.bin'), save: '/dev/full' });
  await button(page, 'Send a file…').click();
  await expect(status(page)).toContainText('“gone.bin” cannot be read: it is not there');
  await expect(status(page)).toContainText('Choose another file');
  await expect(status(page)).not.toContainText(folder);
  await button(page, 'Receive into a file…').click();
  await expect(lane(page, 'receiving')).toContainText('“full” cannot be written: there is no space left');
  await expect(status(page)).toContainText('Make room on the disk');
  await expect(button(page, 'Stop')).toBeEnabled();
});

test('the bytes of each second are a chart and a table, also after a reload, in both themes', async ({ page }) => {
  await openScenario(page, 'Binary data stream');
  await expect(page.getByText('Press Start to see here how many bytes')).toBeVisible();
  await start(page, '/echo');
  const chart = page.getByRole('figure', { name: /^Bytes per second, from 1 min ago until now\. Sent 10 B\/s/ });
  await expect(chart.locator('canvas')).toBeVisible();
  const colors = new Set<string>();
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((chosen) => window.duplex.invoke('app.setTheme', { theme: chosen }), theme);
    await expect
      .poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches))
      .toBe(theme === 'dark');
    await expect.poll(async () => (await strongestColors(chart)).length).toBeGreaterThan(0);
    for (const color of await strongestColors(chart)) colors.add(`${theme} ${color}`);
    expect(await violations(page)).toEqual([]);
  }
  expect(colors.size).toBeGreaterThanOrEqual(4);
  await page.reload();
  await page.getByRole('button', { name: 'Show as table' }).click();
  const rows = page.getByRole('table').getByRole('row');
  await expect(rows.first()).toHaveText('TimeSentReceived');
  await expect(rows.filter({ hasText: /^1 s ago/ })).toContainText('10');
  expect(await violations(page)).toEqual([]);
});
