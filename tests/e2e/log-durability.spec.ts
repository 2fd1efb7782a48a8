import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { startApp } from '../support/electron-app.ts';
import { address, button, expect, expectRow, openScenario, test } from './app-test.ts';

/** Connects to the endpoint that sends as fast as it is read. */
async function flood(page: Page, size: number): Promise<void> {
  await openScenario(page, 'UTF-8 text messages');
  const url = await page.evaluate(async () => {
    const reply = await window.duplex.invoke('app.state', {});
    return reply.ok && reply.value.server.kind === 'running' ? reply.value.server.endpoints.flood : '';
  });
  await address(page).fill(`${url}?count=100000000&size=${size}`);
  await button(page, 'Connect').click();
}

function openLogs(page: Page): Promise<void> {
  return page.getByRole('link', { name: '10 Logs' }).click();
}

async function violations(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true).exclude('[data-tabster-dummy]');
  const { violations: found } = await axe.analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' ; ')}`);
}

test('the log of an app that was killed in a flood is in the list, readable, and says what may be missing', async () => {
  test.setTimeout(90_000);
  const dataFolder = await mkdtemp(join(tmpdir(), 'duplex-e2e-kill-'));
  try {
    const killed = await startApp({ dataFolder });
    await flood(killed.page, 100);
    const rows = killed.page.getByRole('grid', { name: 'Transcript' });
    await expect.poll(async () => Number(await rows.getAttribute('aria-rowcount'))).toBeGreaterThan(50_000);
    const shown = Number(await rows.getAttribute('aria-rowcount'));
    // What came last may be lost; a second later, what was shown may not.
    await setTimeout(1_000);
    const main = killed.app.process();
    main.kill('SIGKILL');
    await once(main, 'exit');
    const next = await startApp({ dataFolder });
    try {
      const { page } = next;
      await openLogs(page);
      await page.getByRole('link', { name: /\/flood\?/ }).click();
      const grid = page.getByRole('grid', { name: 'Transcript' });
      await expect.poll(async () => Number(await grid.getAttribute('aria-rowcount'))).toBeGreaterThanOrEqual(shown);
      await grid.focus();
      await page.keyboard.press('Home');
      await expectRow(page, 'Connecting to');
      await page.keyboard.press('End');
      await expectRow(page, 'The app ended without closing this log');
      expect(next.complaints).toEqual([]);
    } finally {
      await next.close();
    }
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
});

test('a full log asks above the rows, by keyboard, and what was chosen stays in sight', async ({ page }) => {
  await page.keyboard.press('ControlOrMeta+,');
  const limit = page.getByRole('textbox', { name: 'Limit of one session' });
  await expect(limit).toHaveValue('2048');
  await limit.fill('3');
  await limit.press('Enter');
  await expect(page.getByText('Limit of one session: a whole number from 16 to 4,194,304.')).toBeVisible();
  await expect(limit).toHaveAttribute('aria-invalid', 'true');
  expect(await violations(page)).toEqual([]);
  await limit.fill('16');
  await limit.press('Tab');
  await page.getByRole('combobox', { name: 'When a session’s log is full' }).selectOption('ask');
  await page.getByRole('switch', { name: 'Private mode' }).check();
  await flood(page, 1000);
  const notice = page.getByRole('alert', { name: 'Recording' });
  await expect(notice).toContainText('The log of this session has reached 16.0 MiB. Reading has stopped.');
  await expect(page.getByText('Private', { exact: true })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await button(page, 'Keep 2.0 GiB more').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(button(page, 'Stop recording')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(notice).toContainText('Only events are recorded.');
  await expect(page.getByRole('grid', { name: 'Transcript' })).toBeFocused();
  await expectRow(page, 'messages are not recorded');
  await button(page, 'Keep 2.0 GiB more').click();
  await expect(notice).toBeEmpty();
  await button(page, 'Disconnect').click();
  await page.keyboard.press('ControlOrMeta+,');
  await expect(page.getByRole('switch', { name: 'Private mode' })).toBeChecked();
  await expect(limit).toHaveValue('16');
});
