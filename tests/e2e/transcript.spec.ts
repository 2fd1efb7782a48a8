import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { startApp, type RunningApp } from '../support/electron-app.ts';
import { startWsServer } from '../support/ws-server.ts';
import { address, button, expect, expectRow, message, openScenario, status, test, transcript } from './app-test.ts';

function grid(page: Page): Locator {
  return page.getByRole('grid', { name: 'Transcript' });
}

function newRows(page: Page): Locator {
  return page.getByRole('button', { name: /^[\d,]+ new$/ });
}

/** Connects to the endpoint that sends as many messages as it is asked for. */
async function flood(page: Page, count: number): Promise<void> {
  await openScenario(page, 'UTF-8 text messages');
  const url = await page.evaluate(async () => {
    const reply = await window.duplex.invoke('app.state', {});
    return reply.ok && reply.value.server.kind === 'running' ? reply.value.server.endpoints.flood : '';
  });
  await address(page).fill(`${url}?count=${count}&size=64`);
  await button(page, 'Connect').click();
}

function rowCount(page: Page): Promise<number> {
  return grid(page).getAttribute('aria-rowcount').then(Number);
}

async function clipboard(running: RunningApp): Promise<string> {
  return running.app.evaluate(({ clipboard: board }) => board.readText());
}

test('the list follows its end, stops when the user scrolls or selects, and comes back by a button', async ({
  page,
}) => {
  await flood(page, 20_000);
  await expect.poll(() => rowCount(page)).toBeGreaterThan(20_000);
  await expect(newRows(page)).toBeHidden();
  const last = await rowCount(page);
  await expect(grid(page).locator(`[aria-rowindex="${last}"]`)).toBeVisible();
  await grid(page).hover();
  await page.mouse.wheel(0, -2000);
  await expect(grid(page).locator(`[aria-rowindex="${last}"]`)).toBeHidden();
  await button(page, 'Connect').click();
  await expect(newRows(page)).toBeVisible();
  await newRows(page).click();
  await expect(newRows(page)).toBeHidden();
  await grid(page).focus();
  await page.keyboard.press('Home');
  await expect(grid(page).locator('[aria-rowindex="2"]')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('End');
  await expect(grid(page).locator(`[aria-rowindex="${await rowCount(page)}"]`)).toBeVisible();
});

test('a paused display stands still while the socket goes on', async ({ page }) => {
  await openScenario(page, 'UTF-8 text messages');
  await button(page, 'Connect').click();
  await expect(status(page)).toContainText('Connected');
  await expectRow(page, 'Connected to the Duplex sample server');
  await button(page, 'Pause the display').click();
  const paused = await rowCount(page);
  for (let sent = 0; sent < 3; sent += 1) {
    await button(page, 'Send').click();
    await expect(page.getByText(new RegExp(`· ${sent + 1} out ·`))).toBeVisible();
  }
  await expect(page.getByText('Display paused')).toBeVisible();
  expect(await rowCount(page)).toBe(paused);
  await expect(newRows(page)).toHaveText('6 new');
  await newRows(page).click();
  await expectRow(page, 'You said: "Hello World"');
  expect(await rowCount(page)).toBe(paused + 6);
  await expect(page.getByText('Display paused')).toBeHidden();
});

test('ranges are selected by keys and pointer, and come to their totals, however long', async ({ page }) => {
  await flood(page, 20_000);
  await expect.poll(() => rowCount(page)).toBeGreaterThan(20_000);
  await grid(page).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByText('3 rows selected')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+a');
  await expect(page.getByText(/^20,\d+ rows selected$/)).toBeVisible();
  await expect(page.getByText(/^↓ 20,000 messages, 1\.2 MiB$/)).toBeVisible();
  await page.keyboard.press('Home');
  await expect(page.getByText(/rows selected/)).toBeHidden();
  await grid(page)
    .locator('[aria-rowindex="3"]')
    .click({ modifiers: ['Shift'] });
  await grid(page)
    .locator('[aria-rowindex="5"]')
    .click({ modifiers: ['Control'] });
  await expect(page.getByText('3 rows selected')).toBeVisible();
  await expect(grid(page).locator('[aria-selected="true"]')).toHaveCount(3);
});

test('a screen reader is told how the log grows now and then, and not of each row', async ({ page }) => {
  const server = await startWsServer((socket) => {
    socket.send('one');
    socket.send('two');
    socket.on('message', () => socket.terminate());
  });
  try {
    await openScenario(page, 'UTF-8 text messages');
    const summary = page.getByRole('status', { name: 'Summary' });
    await expect(summary).toBeEmpty();
    await address(page).fill(server.url);
    await button(page, 'Connect').click();
    await expectRow(page, 'two');
    await button(page, 'Send').click();
    await expect(summary).toHaveText('3 messages, 1 error', { timeout: 12_000 });
    // Its role makes it polite; nothing makes it anything else.
    await expect(summary).not.toHaveAttribute('aria-live');
    await expect(page.locator(':is([aria-live], [role=log], [role=status], output) [role=row]')).toHaveCount(0);
  } finally {
    await server.close();
  }
});

test('the rows are one tab stop, and the active one follows the keys', async ({ page }) => {
  await openScenario(page, 'UTF-8 text messages');
  await button(page, 'Connect').click();
  await expectRow(page, 'Connected to the Duplex sample server');
  await expect(grid(page)).toHaveAttribute('tabindex', '0');
  await expect(grid(page).locator(':is(a[href], button, input, select, textarea, [tabindex])')).toHaveCount(0);
  const activeRow = () =>
    grid(page).evaluate((element) => {
      const id = element.getAttribute('aria-activedescendant') ?? '';
      const row = document.getElementById(id);
      return row === null ? id : `${row.getAttribute('aria-rowindex')} ${row.getAttribute('aria-selected')}`;
    });
  await grid(page).focus();
  expect(await activeRow()).toBe('');
  const last = await rowCount(page);
  for (const [key, row] of [
    ['Home', 2],
    ['ArrowDown', 3],
    ['ArrowDown', 4],
    ['ArrowUp', 3],
    ['End', last],
  ] as const) {
    await page.keyboard.press(key);
    await expect.poll(activeRow, key).toBe(`${row} true`);
  }
  await page.keyboard.press('Tab');
  await expect(grid(page).locator(':focus')).toHaveCount(0);
  await expect(grid(page)).not.toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(grid(page)).toBeFocused();
  await expect.poll(activeRow).toBe(`${last} true`);
});

test('typing goes to the next row that has it', async ({ page }) => {
  await openScenario(page, 'UTF-8 text messages');
  await button(page, 'Connect').click();
  await expectRow(page, 'Connected to the Duplex sample server');
  await grid(page).focus();
  await page.keyboard.press('Home');
  await page.keyboard.type('switching pro');
  await expect(grid(page).locator('[aria-selected="true"]')).toContainText('101 Switching Protocols');
  await expect(page.getByText('Looking for “switching pro”')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.type('zebra');
  await expect(page.getByText('“zebra” is not in the rows that follow')).toBeVisible();
});

test('rows are copied as lines, as text, and as a command, from the keyboard', async ({ page, running }) => {
  await openScenario(page, 'UTF-8 text messages');
  await button(page, 'Connect').click();
  await message(page).fill("it's\u0007");
  await button(page, 'Send').click();
  await expectRow(page, 'You said');
  await grid(page).focus();
  await page.keyboard.press('Home');
  await page.keyboard.type("it's");
  await expect(grid(page).locator('[aria-selected="true"]')).toContainText("it's");
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+c');
  await expect.poll(() => clipboard(running)).toMatch(/^[\d:.]+\tSent\ttext\t5 B\tit's␇$/);
  await expect(page.getByText('Copied 1 row')).toBeVisible();
  const copyAs = async (name: string): Promise<void> => {
    await page.keyboard.press('Shift+F10');
    await expect(page.getByRole('menuitem', { name: 'Open' })).toBeFocused();
    await page.getByRole('menuitem', { name: 'Copy as' }).press('Enter');
    await page.getByRole('menuitem', { name }).press('Enter');
    await expect(grid(page)).toBeFocused();
  };
  await copyAs('Hex');
  await expect.poll(() => clipboard(running)).toBe('69 74 27 73 07');
  await copyAs('wscat command');
  await expect
    .poll(() => clipboard(running))
    .toMatch(/^wscat -c ws:\/\/localhost:\d+\/echo -x "\$\(printf %s aXQncwc= \| base64 -d\)"$/);
  await copyAs('JSON');
  await expect.poll(async () => (JSON.parse(await clipboard(running)) as { text: string }).text).toBe("it's\u0007");
});

test('columns and the height of rows are chosen once for all pages', async ({ page }) => {
  await openScenario(page, 'UTF-8 text messages');
  await button(page, 'Connect').click();
  await expectRow(page, 'Connected to the Duplex sample server');
  await button(page, 'Columns and rows').click();
  await page.getByRole('menuitemcheckbox', { name: 'Delta' }).click();
  await page.getByRole('menuitemradio', { name: 'Compact' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('columnheader', { name: 'Delta' })).toBeHidden();
  const row = grid(page).locator('[aria-rowindex="2"]');
  expect(await row.evaluate((element) => element.getBoundingClientRect().height)).toBe(22);
  await page.reload();
  await expectRow(page, 'Connected to the Duplex sample server');
  await expect(page.getByRole('columnheader', { name: 'Delta' })).toBeHidden();
});

test('every frame is recorded while that is switched on', async ({ page }) => {
  await openScenario(page, 'UTF-8 text messages');
  await button(page, 'Columns and rows').click();
  await page.getByRole('menuitemcheckbox', { name: 'Record frames' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Nothing has happened yet')).toBeVisible();
  await button(page, 'Connect').click();
  await expectRow(page, 'Connected to the Duplex sample server');
  await button(page, 'Send').click();
  await expectRow(page, 'You said');
  expect((await transcript(page)).filter((row) => row.includes('| frame |'))).toEqual([
    // The greeting says what time it is.
    expect.stringMatching(/^↓Received \| frame \| 6\d B \| FIN 1, RSV 000, opcode 1 text, not masked$/u),
    '↑Sent | frame | 11 B | FIN 1, RSV 000, opcode 1 text, masked',
    '↓Received | frame | 23 B | FIN 1, RSV 000, opcode 1 text, not masked',
  ]);
  await grid(page).getByRole('row').filter({ hasText: ', masked' }).click();
  await expect(page.getByText('FIN 1, RSV1 0, RSV2 0, RSV3 0, opcode 1 text, masked')).toBeVisible();
});

test('a log, its pins and notes are there after a restart, until they are deleted', async () => {
  test.setTimeout(90_000);
  const dataFolder = await mkdtemp(join(tmpdir(), 'duplex-e2e-logs-'));
  try {
    const first = await startApp({ dataFolder });
    const { page } = first;
    await openScenario(page, 'UTF-8 text messages');
    await button(page, 'Connect').click();
    await button(page, 'Send').click();
    await expectRow(page, 'You said: "Hello World"');
    await grid(page).focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Pin' }).click();
    await expect(grid(page).locator('[aria-selected="true"]')).toContainText('Pinned');
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Note…' }).click();
    await page.getByRole('textbox', { name: /^Note beside row/ }).fill('the answer');
    await page.keyboard.press('Enter');
    await expect(grid(page).locator('[aria-selected="true"]')).toContainText('the answer');
    await expect(grid(page)).toBeFocused();
    await button(page, 'Disconnect').click();
    await expectRow(page, /Closed by this side/);
    const rows = await transcript(page);
    await first.close();

    const second = await startApp({ dataFolder });
    const again = second.page;
    await again.getByRole('link', { name: 'Logs' }).click();
    await expect(again.getByRole('heading', { name: 'Logs', level: 1 })).toBeVisible();
    await again.getByRole('link', { name: /^ws:\/\/localhost:\d+\/echo$/ }).click();
    await expectRow(again, 'You said: "Hello World"');
    expect(await transcript(again)).toEqual(rows);
    await expect(again.getByText(/^2 in · 1 out · /)).toBeVisible();
    await button(again, 'Pins and notes: 1').click();
    await again.getByRole('button', { name: /the answer/ }).click();
    await expect(grid(again).locator('[aria-selected="true"]')).toContainText('the answer');
    await again.reload();
    await expectRow(again, 'You said: "Hello World"');
    await again.getByRole('link', { name: 'All logs' }).click();
    await again.getByRole('button', { name: /^Delete the log of ws:/ }).click();
    await expect(again.getByText(/^Deleted: the log of ws:/)).toBeVisible();
    await expect(again.getByText('No logs yet')).toBeVisible();
    await expect(button(again, 'Undo')).toBeFocused();
    await again.keyboard.press('Enter');
    await again.getByRole('link', { name: /^ws:\/\/localhost:\d+\/echo$/ }).click();
    await expectRow(again, 'You said: "Hello World"');
    await again.getByRole('link', { name: 'All logs' }).click();
    await button(again, 'Delete all…').click();
    await again.getByRole('button', { name: /^Delete: / }).click();
    await expect(again.getByText('No logs yet')).toBeVisible();
    expect([...first.complaints, ...second.complaints]).toEqual([]);
    await second.close();
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
});
