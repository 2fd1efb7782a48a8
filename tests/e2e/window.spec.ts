import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kill, startApp, type RunningApp } from '../support/electron-app.ts';
import { address, appState, button, expect, message, openScenario, scenarioTitles, status, test } from './app-test.ts';

test('the window opens where and as large as it was closed, and keeps its theme', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'duplex-e2e-'));
  try {
    const first = await startApp({ dataFolder });
    await first.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 60, width: 900, height: 700 }),
    );
    await first.page.evaluate(() => window.duplex.invoke('app.setTheme', { theme: 'dark' }));
    await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await first.close().catch(() => undefined);
    expect((await stat(join(dataFolder, 'settings.json'))).mode & 0o077).toBe(0);
    const second = await startApp({ dataFolder });
    const bounds = await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
    expect(bounds).toMatchObject({ width: 900, height: 700 });
    expect((await appState(second.page)).theme).toBe('dark');
    expect(await second.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
    await second.close();
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
});

test('the window opens where and as large as it was when the app was killed', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'duplex-e2e-'));
  const bounds = { x: 40, y: 60, width: 900, height: 700 };
  const file = join(dataFolder, 'settings.json');
  let running: RunningApp | undefined;
  try {
    running = await startApp({ dataFolder });
    await running.app.evaluate(({ BrowserWindow }, there) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.setSize(800, 600);
      window?.setBounds(there);
    }, bounds);
    await expect
      .poll(async () => JSON.parse(await readFile(file, 'utf8')) as unknown)
      .toMatchObject({ window: bounds });
    await kill(running);
    running = await startApp({ dataFolder });
    expect(
      await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds()),
    ).toMatchObject(bounds);
  } finally {
    await running?.close();
    await rm(dataFolder, { recursive: true, force: true });
  }
});

test('keys and certificates of the sample server are made on first run, for their owner only', async ({
  running,
  page,
}) => {
  await expect(page.getByRole('button', { name: 'Server on' })).toBeVisible();
  const folder = join(running.dataFolder, 'sample-server');
  expect((await stat(folder)).mode & 0o077).toBe(0);
  expect((await stat(join(folder, 'client.pfx'))).mode & 0o077).toBe(0);
  expect((await readFile(join(folder, 'client.pfx'))).length).toBeGreaterThan(1000);
});

test('everything can be done with the keyboard', async ({ page }) => {
  await openScenario(page, 'Binary data stream');
  await page.keyboard.press('ControlOrMeta+1');
  await expect(page.getByRole('heading', { name: scenarioTitles[0], level: 1 })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+l');
  await expect(address(page)).toBeFocused();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(status(page)).toContainText('Connected');
  await message(page).focus();
  await page.keyboard.press('Enter');
  await expect(status(page)).toContainText('Send complete');
  const grid = page.getByRole('grid', { name: 'Transcript' });
  await grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Selected row' })).toContainText('Connecting to ws:');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Selected row' })).toBeHidden();
  await button(page, 'Disconnect').focus();
  await page.keyboard.press('Space');
  await expect(status(page)).toContainText('Closed');
});

test('the Code tab shows the example of its page', async ({ page }) => {
  for (const title of scenarioTitles) {
    await openScenario(page, title);
    await page.getByRole('tab', { name: 'Code' }).click();
    await expect(page.getByRole('tabpanel', { name: 'Code' })).toContainText(/new (?:Message|Stream)WebSocket\(\)/);
    await page.getByRole('tab', { name: 'Run' }).click();
  }
});

test('a flood of messages is all there, and the page stays responsive', async ({ page }) => {
  await openScenario(page, 'UTF-8 text messages');
  const echo = await address(page).inputValue();
  await address(page).fill(echo.replace('/echo', '/flood?count=200000&size=64'));
  await button(page, 'Connect').click();
  // Two rows of connecting, the messages, and the close.
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const reply = await window.duplex.invoke('session.list', {});
        return reply.ok ? reply.value.at(-1)?.length : -1;
      }),
    )
    .toBe(200_007);
  await expect(page.getByRole('grid', { name: 'Transcript' })).toHaveAttribute('aria-rowcount', '200008');
  expect(await page.getByRole('grid', { name: 'Transcript' }).locator('[data-index]').count()).toBeLessThan(120);
});
