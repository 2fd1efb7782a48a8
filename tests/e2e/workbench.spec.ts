import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { WebSocketServer } from 'ws';
import { kill, startApp, type RunningApp } from '../support/electron-app.ts';
import { button, expect, test } from './app-test.ts';
import { violations } from './axe.ts';
import { addressField, connectTo, createDocument, echoAddress, openWorkbench, rows, tab } from './workbench-test.ts';

test('the first start opens the workbench, and one click is a conversation with the built-in server', async () => {
  const running = await startApp({ isFirstStart: true });
  try {
    const { page } = running;
    await page.getByRole('button', { name: 'Talk to the built-in server' }).click();
    await expect(rows(page).filter({ hasText: 'sample server at' })).toBeVisible();
    await expect(page.getByRole('tab', { selected: true }).first()).toContainText('/echo');
    await expect(page.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  } finally {
    await running.close();
  }
  expect(running.complaints).toEqual([]);
});

test('an own server is an address and Enter', async ({ page }) => {
  await openWorkbench(page);
  await addressField(page).fill(await echoAddress(page));
  await addressField(page).press('Enter');
  await expect(rows(page).filter({ hasText: 'sample server at' })).toBeVisible();
});

test('tabs and their connections survive a reload and a visit to another page', async ({ page }) => {
  await openWorkbench(page);
  const echo = await echoAddress(page);
  await connectTo(page, echo);
  await expect(rows(page).filter({ hasText: 'sample server at' })).toBeVisible();
  await page.getByRole('link', { name: '10 Logs' }).click();
  await openWorkbench(page);
  await expect(rows(page).filter({ hasText: 'sample server at' })).toBeVisible();
  await expect(button(page, 'Disconnect')).toBeEnabled();
  await page.reload();
  await expect(rows(page).filter({ hasText: 'sample server at' })).toBeVisible();
  await expect(button(page, 'Disconnect')).toBeEnabled();
  await expect(addressField(page)).toHaveValue(echo);
});

test('tabs and drafts, what was written into their composers too, are there again after the app was killed', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'duplex-workbench-'));
  let running: RunningApp | undefined;
  const composerOf = (page: Page): Locator => page.getByRole('region', { name: 'Composer' });
  const write = async (page: Page, field: string, text: string): Promise<void> => {
    // Until the editor is there, a plain field takes its place.
    await expect(composerOf(page).locator('.cm-editor')).toBeVisible();
    await composerOf(page).getByRole('textbox', { name: field }).click();
    await page.keyboard.insertText(text);
  };
  try {
    running = await startApp({ dataFolder });
    let { page } = running;
    await openWorkbench(page);
    await page.keyboard.press('ControlOrMeta+t');
    await addressField(page).fill('wss://example.invalid/ä?q=%20&draft');
    await write(page, 'Body as Text', 'half a sentence, {{user}} ä 😀');
    await page.keyboard.press('ControlOrMeta+t');
    await addressField(page).fill('ws://127.0.0.1:9/second');
    await composerOf(page).getByRole('combobox', { name: 'Kind of body' }).selectOption('hex');
    await write(page, 'Body as Hex', '00 ff 8');
    const file = join(dataFolder, 'page-memory/workbench.json');
    await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toContain('00 ff 8');
    await kill(running);
    running = await startApp({ dataFolder });
    ({ page } = running);
    // The page that was shown last is shown again.
    await expect(page.getByRole('heading', { name: 'Workbench', level: 1 })).toBeAttached();
    await expect(tab(page, /second/)).toHaveAttribute('aria-selected', 'true');
    await expect(addressField(page)).toHaveValue('ws://127.0.0.1:9/second');
    // As it was written, though it is no whole byte yet.
    await expect(composerOf(page).getByRole('textbox', { name: 'Body as Hex' })).toHaveText('00 ff 8');
    await tab(page, /draft/).click();
    await expect(addressField(page)).toHaveValue('wss://example.invalid/ä?q=%20&draft');
    await expect(composerOf(page).getByRole('textbox', { name: 'Body as Text' })).toHaveText(
      'half a sentence, {{user}} ä 😀',
    );
  } finally {
    await running?.close();
    await rm(dataFolder, { recursive: true, force: true });
  }
});

test('what was changed of an environment and of a folder, and not saved, is there again after the app was killed', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'duplex-workbench-'));
  let running: RunningApp | undefined;
  try {
    running = await startApp({ dataFolder });
    let { page } = running;
    await openWorkbench(page);
    for (const [folder, name, kind] of [
      ['connections', 'Work', 'folder'],
      ['environments', 'Test', 'environment'],
    ] as const) {
      await createDocument(page, folder, name, { kind, document: { version: 1 } });
    }
    await page.getByRole('treeitem', { name: 'Work' }).dblclick();
    await page.getByRole('tab', { name: 'Notes' }).click();
    await page.getByRole('textbox', { name: 'Description' }).fill('for the office');
    await page.getByRole('treeitem', { name: 'Test' }).click();
    await page.getByRole('textbox', { name: 'Description' }).fill('a draft of mine');
    const file = join(dataFolder, 'page-memory/workbench.json');
    await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toContain('a draft of mine');
    await kill(running);
    running = await startApp({ dataFolder });
    ({ page } = running);
    await expect(tab(page, 'Test, not saved')).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue('a draft of mine');
    await page.keyboard.press('ControlOrMeta+s');
    await expect.poll(() => readFile(join(dataFolder, 'library/environments/Test.yaml'), 'utf8')).toContain('of mine');
    await tab(page, 'Work, not saved').click();
    await page.getByRole('tab', { name: 'Notes' }).click();
    await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue('for the office');
  } finally {
    await running?.close();
    await rm(dataFolder, { recursive: true, force: true });
  }
});

test('two connections stand side by side', async ({ running, page }) => {
  await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1500, 900));
  await openWorkbench(page);
  const echo = await echoAddress(page);
  await connectTo(page, `${echo}?one`);
  await connectTo(page, `${echo}?two`);
  await button(page, 'More about tabs').click();
  await page.getByRole('menuitem', { name: 'Show beside this one' }).click();
  await page.getByRole('menuitem', { name: /\?one/ }).click();
  await expect(page.getByRole('tabpanel')).toHaveCount(2);
  for (const panel of await page.getByRole('tabpanel').all()) {
    await expect(panel.locator('[data-index]').filter({ hasText: 'sample server at' })).toBeVisible();
  }
  const [left, right] = await Promise.all((await page.getByRole('tabpanel').all()).map((panel) => panel.boundingBox()));
  expect(right?.x).toBeGreaterThan((left?.x ?? 0) + (left?.width ?? 0) - 10);
  expect(await violations(page, 'main')).toEqual([]);
});

test('what was deleted from the library comes back with one click, and a saved connection opens from it', async ({
  page,
}) => {
  await openWorkbench(page);
  await page.keyboard.press('ControlOrMeta+t');
  await addressField(page).fill('ws://127.0.0.1:9/kept');
  await page.keyboard.press('ControlOrMeta+s');
  await page.getByRole('textbox', { name: 'Name of the connection' }).fill('Kept');
  await page.keyboard.press('Enter');
  const item = page.getByRole('treeitem', { name: 'Kept' });
  await expect(item).toBeVisible();
  await expect(tab(page, 'Kept')).toBeVisible();
  await item.focus();
  await page.keyboard.press('Delete');
  await expect(item).toBeHidden();
  await expect(tab(page, 'ws://127.0.0.1:9/kept, not saved')).toBeVisible();
  await button(page, 'Undo').click();
  await expect(item).toBeVisible();
});

test('waiting to connect again is counted down, and can be ended or done at once', async ({ page }) => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket) => socket.terminate());
  await once(server, 'listening');
  try {
    const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/again`;
    await openWorkbench(page);
    const made = await page.evaluate(
      (address) =>
        window.duplex.invoke('library.create', {
          folder: 'connections',
          name: 'Again',
          content: {
            kind: 'connection',
            document: {
              version: 1,
              address,
              reconnect: { firstMs: 60_000, mostMs: 60_000, jitter: 0, attempts: 3 },
            },
          },
        }),
      url,
    );
    expect(made).toMatchObject({ ok: true });
    await page.getByRole('treeitem', { name: 'Again' }).click();
    await button(page, 'Connect').click();
    await expect(page.getByRole('timer')).toContainText(/Next attempt 1 of 3 in \d+ s/);
    await expect(page.getByText('Waiting to reconnect')).toBeVisible();
    await button(page, 'Now').click();
    await expect(page.getByRole('timer')).toContainText(/Next attempt \d of 3/);
    await button(page, 'Stop').click();
    await expect(page.getByRole('timer')).toBeHidden();
    await expect(button(page, 'Connect')).toBeEnabled();
  } finally {
    server.close();
  }
});

test('everything goes by the keyboard: connect, close with a question, open again', async ({ page }) => {
  await openWorkbench(page);
  const echo = await echoAddress(page);
  await page.keyboard.press('ControlOrMeta+t');
  await page.keyboard.press('ControlOrMeta+l');
  await page.keyboard.type(echo);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(rows(page).filter({ hasText: 'sample server at' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+t');
  await expect(page.getByRole('tab', { name: 'New connection' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Control+Tab');
  await page.keyboard.press('ControlOrMeta+w');
  await expect(page.getByText('The connection is open. Closing the tab closes it.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(tab(page, /echo/)).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+Shift+t');
  await expect(tab(page, /echo/)).toBeVisible();
});

test('an illegal frame goes to this computer when the mode is on, and is marked', async ({ page }) => {
  await openWorkbench(page);
  await connectTo(page, await echoAddress(page));
  await expect(rows(page).filter({ hasText: 'sample server at' })).toBeVisible();
  await button(page, 'Control frames').click();
  await expect(page.getByRole('group', { name: 'Illegal frames are on' })).toBeHidden();
  await page.getByRole('switch', { name: 'Illegal frames' }).click();
  const form = page.getByRole('group', { name: 'Illegal frames are on' });
  await form.getByRole('combobox', { name: 'Opcode' }).selectOption('3');
  await form.getByRole('checkbox', { name: 'RSV2' }).check();
  await form.getByRole('checkbox', { name: 'Masked' }).uncheck();
  await form.getByRole('textbox', { name: 'Payload', exact: true }).fill('odd');
  await form.getByRole('button', { name: 'Send frame' }).click();
  await expect(rows(page).filter({ hasText: 'FIN 1, RSV 010, opcode 3 reserved, not masked · odd' })).toBeVisible();
  // The server ends a connection with a reserved opcode.
  await expect(button(page, 'Connect')).toBeEnabled();
});

for (const [scheme, width] of [
  ['light', 640],
  ['dark', 1600],
] as const) {
  test(`the workbench has no violation that axe knows, ${scheme}, ${width} px wide`, async ({ running, page }) => {
    await page.evaluate((theme) => window.duplex.invoke('app.setTheme', { theme }), scheme);
    await openWorkbench(page);
    expect(await violations(page, 'main')).toEqual([]);
    await connectTo(page, await echoAddress(page));
    await expect(rows(page).filter({ hasText: 'sample server at' })).toBeVisible();
    await button(page, 'Control frames').click();
    await page.getByRole('switch', { name: 'Illegal frames' }).click();
    await running.app.evaluate(
      ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size, 900),
      width,
    );
    await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(width);
    expect(await violations(page, 'main')).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });
}

test('at the size it opens with six rows stay in sight, the end of them, whatever is open above and below', async ({
  page,
  running,
}) => {
  await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1200, 800));
  await openWorkbench(page);
  const echo = await echoAddress(page);
  const panels = page.getByRole('tabpanel', { name: /\?(?:one|two)/ });
  const expectSixAtTheEnd = async (what: string): Promise<void> => {
    for (const panel of await panels.all()) {
      await expect(async () => {
        const { whole, isLastWhole } = await rowsInSight(panel);
        expect([what, whole >= 6, isLastWhole]).toEqual([what, true, true]);
      }).toPass({ timeout: 5000 });
      const transcript = await panel.getByRole('region', { name: /^Transcript/ }).boundingBox();
      const composer = await panel.getByRole('region', { name: /^Composer/ }).boundingBox();
      // Nothing lies over something else.
      expect((transcript?.y ?? 0) + (transcript?.height ?? 0)).toBeLessThanOrEqual(composer?.y ?? 0);
    }
  };
  for (const name of ['one', 'two']) {
    await connectTo(page, `${echo}?${name}`);
    await expect(rows(page).filter({ hasText: 'sample server at' })).toBeVisible();
    await button(page, 'Control frames').click();
    for (let ping = 1; ping <= 4; ping++) {
      await page.getByRole('textbox', { name: 'Payload', exact: true }).fill(`number ${ping}`);
      await button(page, 'Send ping').click();
      await expect(rows(page).filter({ hasText: new RegExp(`pong.*number ${ping}`) })).toBeVisible();
    }
    await page.getByRole('switch', { name: 'Illegal frames' }).click();
    await expectSixAtTheEnd('control frames');
    await button(page, 'Control frames').click();
    await expectSixAtTheEnd('the composer');
  }
  await button(page, 'Show charts').click();
  await expect(page.getByRole('region', { name: 'Charts' }).getByRole('figure')).toBeInViewport({ ratio: 1 });
  await expectSixAtTheEnd('charts');
  await button(page, 'More about tabs').click();
  await page.getByRole('menuitem', { name: 'Show beside this one' }).click();
  await page.getByRole('menuitem', { name: /\?one/ }).click();
  await expect(panels).toHaveCount(2);
  await expectSixAtTheEnd('charts of two tabs');
  // A row that is opened stays in sight, though the list is lower then.
  const first = panels.first();
  await first.locator('[data-index]').last().click();
  await expect(first.getByRole('region', { name: /^Selected row/ })).toBeVisible();
  // All of it but a fraction of a pixel.
  await expect(first.getByRole('row', { selected: true })).toBeInViewport({ ratio: 0.95 });
});

/** How many rows of a transcript can be read, and whether its last one can. */
function rowsInSight(panel: Locator): Promise<{ whole: number; isLastWhole: boolean }> {
  return panel.getByRole('grid', { name: /^Transcript/ }).evaluate((grid) => {
    const box = grid.getBoundingClientRect();
    const head = grid.querySelector('[role="row"]')?.getBoundingClientRect();
    const seen = [...grid.querySelectorAll<HTMLElement>('[data-index]')].filter((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      // A pixel of tolerance: positions have fractions.
      return top >= (head?.bottom ?? box.top) - 1 && bottom <= box.bottom + 1 && bottom <= window.innerHeight;
    });
    const last = Number(grid.getAttribute('aria-rowcount')) - 2;
    return { whole: seen.length, isLastWhole: seen.some(({ dataset }) => Number(dataset['index']) === last) };
  });
}
