import type { Locator, Page } from '@playwright/test';
import { button, expect, expectRow, message, openScenario, status, test } from './app-test.ts';
import { violations } from './axe.ts';
import { strongestColors } from './chart-colors.ts';

function panel(page: Page): Locator {
  return page.getByRole('region', { name: 'Charts' });
}

async function expectAccessible(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.evaluate((chosen) => window.duplex.invoke('app.setTheme', { theme: chosen }), theme);
  await expect
    .poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches))
    .toBe(theme === 'dark');
  await expect(panel(page).locator('canvas').or(panel(page).getByRole('table'))).toBeVisible();
  expect(await violations(page)).toEqual([]);
}

test.beforeEach(async ({ page }) => {
  await openScenario(page, 'UTF-8 text messages');
  await expect(button(page, 'Show charts')).toBeDisabled();
  await button(page, 'Connect').click();
  await expect(status(page)).toContainText('Connected');
  for (const text of ['one', 'two', 'x'.repeat(3000)]) {
    await message(page).fill(text);
    await button(page, 'Send').click();
    await expectRow(page, `You said: "${text.slice(0, 50)}`);
  }
});

test('the traffic of a session is a chart and a table, and a part of it leads to its rows', async ({ page }) => {
  await button(page, 'Show charts').click();
  await expect(panel(page)).toContainText('4 in · 3 out');
  await expect(panel(page).getByRole('figure')).toHaveAccessibleName(/^Messages per second from 0 s to/);
  await expectAccessible(page, 'light');
  await expectAccessible(page, 'dark');
  await panel(page).getByRole('radio', { name: 'Bytes/s' }).check();
  await expect(panel(page).getByRole('figure')).toHaveAccessibleName(/^Bytes per second/);
  await button(page, 'Show as table').click();
  await expect(panel(page).getByRole('columnheader', { name: 'Received (Bytes)' })).toBeVisible();
  await expect(panel(page).getByRole('row', { name: /^0 s – 1 s/ })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await button(page, 'Show rows').click();
  const grid = page.getByRole('grid', { name: 'Transcript' });
  await expect(grid).toBeFocused();
  await expect(grid.locator('[aria-selected="true"]')).toContainText('Connected');
});

test('a chart has the colours of a theme that is chosen while messages come', async ({ page }) => {
  await button(page, 'Show charts').click();
  await expect(panel(page).locator('canvas')).toBeVisible();
  await page.evaluate(() => {
    const payload = { kind: 'utf8', text: 'now' } as const;
    setInterval(() => void window.duplex.invoke('session.send', { session: 1, payload, final: true }), 4);
  });
  for (const theme of ['dark', 'light', 'dark', 'light', 'dark', 'light', 'dark', 'light'] as const) {
    await page.evaluate((chosen) => window.duplex.invoke('app.setTheme', { theme: chosen }), theme);
    await expect
      .poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches))
      .toBe(theme === 'dark');
    await expect.poll(async () => (await strongestColors(panel(page))).includes(await receivedColor(page))).toBe(true);
  }
});

/** The colour of what was received, as the theme has it now: "14 112 14". */
function receivedColor(page: Page): Promise<string> {
  return panel(page).evaluate((element) => {
    const color = getComputedStyle(element).getPropertyValue('--colorPaletteGreenForeground1').trim();
    return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)).join(' ');
  });
}

test('a part is chosen by dragging, and by keys', async ({ page }) => {
  await button(page, 'Show charts').click();
  // A second later there is more than one span.
  await expect(async () => {
    await message(page).fill('later');
    await button(page, 'Send').click();
    await expect(panel(page).getByRole('slider', { name: 'To' })).toHaveAttribute('max', /^[3-9]$/, { timeout: 700 });
  }).toPass();
  const from = panel(page).getByRole('slider', { name: 'From' });
  await from.focus();
  await page.keyboard.press('ArrowRight');
  await expect(from).toHaveValue('1');
  await expect(panel(page)).toContainText('1 s – ');
  await button(page, 'Choose all').click();
  await expect(from).toHaveValue('0');
  const area = await panel(page).locator('.u-over').boundingBox();
  if (area === null) throw new Error('the chart has no area');
  await page.mouse.move(area.x + area.width * 0.45, area.y + 20);
  await page.mouse.down();
  await page.mouse.move(area.x + area.width - 2, area.y + 40, { steps: 5 });
  await page.mouse.up();
  await expect(from).not.toHaveValue('0');
  await expect(button(page, 'Choose all')).toBeEnabled();
});

test('sizes and pings have charts, too, and a ping can be sent', async ({ page }) => {
  await button(page, 'Show charts').click();
  await page.getByRole('tab', { name: 'Sizes' }).click();
  await expect(panel(page)).toContainText('Sent: 3 messages');
  await expectAccessible(page, 'light');
  await expectAccessible(page, 'dark');
  await button(page, 'Show as table').click();
  await expect(panel(page).getByRole('row', { name: /^1 B – 125 B 2 / })).toBeVisible();
  await page.getByRole('tab', { name: 'Pings' }).click();
  await expect(panel(page)).toContainText('No pings yet');
  expect(await violations(page)).toEqual([]);
  await button(page, 'Send ping').click();
  await expect(panel(page)).toContainText('1 sent, 0 unanswered');
  await expect(panel(page).getByRole('row', { name: /Our pings/ })).toBeVisible();
  await button(page, 'Show as table').click();
  await expectAccessible(page, 'light');
  await expectAccessible(page, 'dark');
});

test('the charts stay open over a reload, in the smallest window as well; a page that is gone follows nothing', async ({
  page,
  running,
}) => {
  await button(page, 'Show charts').click();
  await expect(panel(page)).toContainText('4 in · 3 out');
  await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(640, 480));
  await panel(page).getByRole('slider', { name: 'To' }).scrollIntoViewIfNeeded();
  expect(await violations(page)).toEqual([]);
  await page.reload();
  await expect(panel(page)).toContainText('4 in · 3 out');
  await button(page, 'Show charts').click();
  await expect(panel(page)).toBeHidden();
  const open = await page.evaluate(() => window.duplex.invoke('log.openSummary', { session: 1 }));
  expect(open.ok).toBe(true);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const read = await page.evaluate(() => window.duplex.invoke('log.summary', { session: 1 }));
  expect(read).toMatchObject({ ok: false, error: { code: 'not-found' } });
});

test('a log that is looked at on the page Logs has charts, too', async ({ page, running }) => {
  await button(page, 'Disconnect').click();
  await page.evaluate(() => (location.hash = '#/logs?session=1'));
  await expect(page.getByRole('heading', { level: 1, name: 'Logs' })).toBeVisible();
  await button(page, 'Show charts').click();
  await expect(panel(page)).toContainText('4 in · 3 out');
  await button(page, 'Show rows').click();
  await expect(page.getByRole('grid', { name: 'Transcript' })).toBeFocused();
  await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(640, 480));
  await panel(page).getByRole('slider', { name: 'To' }).scrollIntoViewIfNeeded();
  await expect(panel(page).getByRole('slider', { name: 'To' })).toBeInViewport();
  expect(await violations(page)).toEqual([]);
});
