import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { RunningApp } from '../support/electron-app.ts';
import { address, button, expect, expectRow, message, openScenario, test as base } from './app-test.ts';

const test = base.extend<{ folder: string }>({
  // Playwright wants a pattern, even of nothing.
  // oxlint-disable-next-line no-empty-pattern
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'duplex-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
});

/** What the system's dialogs answer, which a test cannot click. */
async function answerDialogs(running: RunningApp, path: string): Promise<void> {
  await running.app.evaluate(({ dialog }, answer) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [answer] });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: answer });
  }, path);
}

/** A session with a message and its echo, at an address with a secret. */
async function talk(page: Page): Promise<void> {
  await openScenario(page, 'UTF-8 text messages');
  await address(page).fill(`${await address(page).inputValue()}?room=7&token=geheim`);
  await button(page, 'Connect').click();
  await expect(button(page, 'Send')).toBeEnabled();
  await message(page).fill('Grüße an alle');
  await button(page, 'Send').click();
  await expectRow(page, /Grüße an alle/);
}

/** Every row of a log, with its payload, asked of main. */
function rowsOf(page: Page, session: number): Promise<string> {
  return page.evaluate(async (number) => {
    const reply = await window.duplex.invoke('log.read', { session: number, from: 0, count: 512 });
    if (!reply.ok) throw new Error(reply.error.message);
    return Array.from(reply.value).join();
  }, session);
}

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    // Electron has no second page for axe to work in.
    .setLegacyMode(true)
    .exclude('[data-tabster-dummy]')
    .analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' ; ')}`);
}

test('a log is exported with its secrets, and imported as it was', async ({ page, running, folder }) => {
  await talk(page);
  await button(page, 'Disconnect').click();
  await expect(button(page, 'Connect')).toBeEnabled();
  const path = join(folder, 'talk.ndjson');
  await answerDialogs(running, path);
  await button(page, 'Export or import a log').click();
  const dialog = page.getByRole('dialog', { name: 'Export or import a log' });
  await dialog.getByRole('checkbox', { name: 'Include secrets' }).check();
  await button(page, 'Export…').click();
  await expect(dialog.getByRole('status')).toHaveText(/^Exported to talk\.ndjson: \d+ rows, .+\.$/);
  expect(await readFile(path, 'utf8')).toContain('token=geheim');
  await button(page, 'Import…').click();
  await expect(dialog.getByRole('status')).toHaveText(/^Imported from talk\.ndjson: \d+ rows, .+, one log\.$/);
  expect(await rowsOf(page, 2)).toBe(await rowsOf(page, 1));
  await dialog.getByRole('button', { name: 'Copy' }).click();
  expect(await running.app.evaluate(({ clipboard }) => clipboard.readText())).toContain('Imported from talk.ndjson');
  expect(await readdir(folder)).toEqual(['talk.ndjson']);
});

test('secrets are masked by default, in every format', async ({ page, running, folder }) => {
  await talk(page);
  await button(page, 'Export or import a log').click();
  const dialog = page.getByRole('dialog', { name: 'Export or import a log' });
  await expect(dialog.getByRole('checkbox', { name: 'Include secrets' })).not.toBeChecked();
  for (const format of ['NDJSON', 'HAR 1.2', 'CSV', 'Bytes', 'pcapng']) {
    await answerDialogs(running, join(folder, format));
    await dialog.getByRole('radio', { name: format }).check();
    await button(page, 'Export…').click();
    await expect(dialog.getByRole('status')).toContainText(`Exported to ${format}`);
    const text = await readFile(join(folder, format), 'utf8');
    expect(text).not.toContain('geheim');
    expect(text).not.toContain(Buffer.from('token=geheim').toString('base64').slice(0, 12));
  }
  expect(JSON.parse(await readFile(join(folder, 'HAR 1.2'), 'utf8'))).toMatchObject({
    log: {
      entries: [
        {
          response: { status: 101 },
          _webSocketMessages: expect.arrayContaining([
            expect.objectContaining({ type: 'send', opcode: 1, data: 'Grüße an alle' }),
          ]),
        },
      ],
    },
  });
});

test('what is selected, or what a search has found, is exported alone', async ({ page, running, folder }) => {
  await talk(page);
  const path = join(folder, 'part.bin');
  await answerDialogs(running, path);
  const dialog = page.getByRole('dialog', { name: 'Export or import a log' });
  const exported = async (what: RegExp): Promise<string> => {
    await button(page, 'Export or import a log').click();
    await dialog.getByRole('radio', { name: 'Bytes' }).check();
    await dialog.getByRole('radio', { name: what }).check();
    await button(page, 'Export…').click();
    await expect(dialog.getByRole('status')).toContainText('Exported to part.bin');
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(dialog).toBeHidden();
    return readFile(path, 'utf8');
  };
  const grid = page.getByRole('grid', { name: 'Transcript' });
  await grid.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Shift+ArrowUp');
  expect(await exported(/The selected rows \(2\)/)).toBe('Grüße an alleYou said: "Grüße an alle"');
  await page.keyboard.press('ControlOrMeta+f');
  await page.getByRole('searchbox', { name: 'Search the transcript' }).fill('You said');
  await expect(grid).toHaveAttribute('aria-rowcount', '2');
  expect(await exported(/What the search has found \(1\)/)).toBe('You said: "Grüße an alle"');
});

test('the dialog has no accessibility faults, in both themes; a bad file is told with its place', async ({
  page,
  running,
  folder,
}) => {
  await talk(page);
  const path = join(folder, 'bad.har');
  await writeFile(path, '{"log":{"entries":[\n{"request":5}]}}');
  await answerDialogs(running, path);
  await button(page, 'Export or import a log').click();
  const dialog = page.getByRole('dialog', { name: 'Export or import a log' });
  await button(page, 'Import…').click();
  await expect(dialog.getByRole('status')).toContainText('line 2, log.entries.0.request: is no object');
  await expect(dialog.getByRole('status')).not.toContainText(folder);
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((chosen) => window.duplex.invoke('app.setTheme', { theme: chosen }), theme);
    await expect
      .poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches))
      .toBe(theme === 'dark');
    expect(await violations(page)).toEqual([]);
  }
  await page.screenshot({ path: test.info().outputPath('dialog.png') });
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(button(page, 'Export or import a log')).toBeFocused();
});

test('a full disk is told, and an export can be canceled', async ({ page, running, folder }) => {
  test.skip(process.platform !== 'linux', 'needs /dev/full');
  // A busy machine takes its time for so many bytes, and fewer would be out before anybody can cancel.
  test.setTimeout(180_000);
  await openScenario(page, 'Binary data stream');
  const echo = await address(page).inputValue();
  await address(page).fill(new URL('/stream?bytes=250000000', echo).href);
  await button(page, 'Start').click();
  await expect(page.getByTestId('bytes-received')).toHaveText('250,000,000', { timeout: 90_000 });
  await button(page, 'Stop').click();
  await button(page, 'Export or import a log').click();
  const dialog = page.getByRole('dialog', { name: 'Export or import a log' });
  await answerDialogs(running, '/dev/full');
  await button(page, 'Export…').click();
  await expect(dialog.getByRole('status')).toContainText('“full” cannot be written: there is no space left');
  await answerDialogs(running, join(folder, 'big.ndjson'));
  await button(page, 'Export…').click();
  await expect(dialog.getByRole('progressbar', { name: 'Progress of big.ndjson' })).toBeVisible();
  await button(page, 'Cancel big.ndjson').click();
  await expect(dialog.getByRole('status')).toHaveText('big.ndjson: canceled. Nothing of it is left.');
  expect(await readdir(folder)).toEqual([]);
});
