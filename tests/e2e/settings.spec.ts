import type { Page } from '@playwright/test';
import { startApp } from '../support/electron-app.ts';
import { appState, expect, openScenario, test } from './app-test.ts';
import { violations } from './axe.ts';

async function open(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+,');
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
}

test('settings are found by words, also by a link, and are saved at once', async ({ page, running }) => {
  await open(page);
  await expect(page).toHaveTitle('Settings – Duplex');
  const search = page.getByRole('searchbox', { name: 'Find a setting' });
  await page.keyboard.press('ControlOrMeta+f');
  await expect(search).toBeFocused();
  await search.fill('dark');
  await expect(page.getByText('1 setting', { exact: true })).toBeVisible();
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark');
  await expect.poll(async () => (await appState(page)).theme).toBe('dark');
  await search.fill('nothing like it');
  await page.getByRole('button', { name: 'Show all settings' }).click();
  await expect(page.getByRole('combobox', { name: 'Zoom' })).toBeVisible();
  await page.evaluate(() => (window.location.hash = '#/settings?find=Keep+for'));
  await page.getByRole('textbox', { name: 'Keep for' }).fill('30');
  await page.keyboard.press('Enter');
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const reply = await window.duplex.invoke('log.settings', {});
        return reply.ok && reply.value.keepDays;
      }),
    )
    .toBe(30);
  await page.getByRole('textbox', { name: 'Keep for' }).fill('0');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Keep for: a whole number from 1 to 3,650.')).toBeVisible();
  await search.fill('');
  await expect(page.getByText(running.dataFolder, { exact: true })).toBeVisible();
});

test('all settings are reset, and that is undone', async ({ page }) => {
  await open(page);
  await page.getByRole('combobox', { name: 'Row height' }).selectOption('compact');
  await page.getByRole('switch', { name: 'Private mode' }).check();
  await page.getByRole('button', { name: 'Reset all' }).click();
  await expect(page.getByRole('combobox', { name: 'Row height' })).toHaveValue('comfortable');
  await expect(page.getByRole('switch', { name: 'Private mode' })).not.toBeChecked();
  await page.reload();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('combobox', { name: 'Row height' })).toHaveValue('compact');
  await expect(page.getByRole('switch', { name: 'Private mode' })).toBeChecked();
  await expect(page.getByRole('button', { name: 'Reset all' })).toBeVisible();
});

test('zoom by keys, menu and settings is one thing, and is kept for the next start', async ({ page, running }) => {
  const factor = (): Promise<number | undefined> =>
    running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor());
  await open(page);
  await page.keyboard.press('ControlOrMeta+=');
  await expect.poll(factor).toBeCloseTo(1.1);
  await expect(page.getByRole('combobox', { name: 'Zoom' })).toHaveValue('1.1');
  await running.app.evaluate(({ Menu }) => {
    const view = Menu.getApplicationMenu()?.items.find(({ label }) => label === '&View');
    view?.submenu?.items.find(({ label }) => label === 'Zoom in')?.click();
  });
  await expect.poll(factor).toBeCloseTo(1.25);
  await page.reload();
  await expect(page.getByRole('combobox', { name: 'Zoom' })).toHaveValue('1.25');
  await expect.poll(factor).toBeCloseTo(1.25);
  await page.keyboard.press('ControlOrMeta+0');
  await expect.poll(factor).toBeCloseTo(1);
});

for (const theme of ['light', 'dark', 'highContrast'] as const) {
  test(`axe finds nothing on the settings in ${theme}, wide and narrow`, async ({ page, running }) => {
    await page.evaluate((chosen) => window.duplex.invoke('app.setTheme', { theme: chosen }), theme);
    await open(page);
    expect(await violations(page)).toEqual([]);
    await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(640, 480));
    await expect.poll(() => page.evaluate(() => window.innerWidth)).toBeLessThanOrEqual(640);
    expect(await violations(page)).toEqual([]);
  });
}

test('a file that is dropped is found by the preload only: what the page makes up is no file', async ({
  page,
  running,
}) => {
  const made = await page.evaluate(() => window.duplex.drop(new File(['x'], '/etc/passwd')));
  expect(made).toMatchObject({ ok: false, error: { code: 'bad-file', field: 'file' } });
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.id = 'real-file';
    document.body.append(input);
  });
  // A real file of the disk's, as a drop gives one.
  await page.locator('#real-file').setInputFiles('package.json');
  const real = await page.evaluate(async () => {
    const input = document.querySelector<HTMLInputElement>('#real-file');
    const file = input?.files?.[0];
    return file && window.duplex.drop(file);
  });
  expect(real).toMatchObject({ ok: true, value: { name: 'package.json' } });
  expect(JSON.stringify(real)).not.toContain(running.dataFolder);
});

test('who opens duplex: links is the app’s to say on Windows only, where it is installed', async ({ page }) => {
  expect((await appState(page)).opensLinks).toBeUndefined();
  const refused = await page.evaluate(() => window.duplex.invoke('app.setOpensLinks', { opensLinks: true }));
  expect(refused).toMatchObject({ ok: false, error: { code: 'illegal-call' } });
  await open(page);
  await page.getByRole('searchbox', { name: 'Find a setting' }).fill('protocol');
  await expect(page.getByText('Decided where Duplex is installed, by its package and the system')).toBeVisible();
});

test('frames are recorded as the settings say, also where nothing has been connected to yet', async ({ page }) => {
  await page.evaluate(() => (window.location.hash = '#/settings'));
  await page.getByRole('switch', { name: 'Record every frame' }).check();
  await openScenario(page, 'UTF-8 text messages');
  await page.getByRole('button', { name: 'Columns and rows' }).click();
  await expect(page.getByRole('menuitemcheckbox', { name: 'Record frames' })).toBeChecked();
});

test('a setting after a reset ends its undo', async () => {
  const first = await startApp();
  await first.page.evaluate(() => window.duplex.invoke('app.resetSettings', {}));
  expect((await appState(first.page)).canUndoReset).toBe(true);
  await first.page.evaluate(() => window.duplex.invoke('app.setZoom', { zoom: 1.5 }));
  expect(await appState(first.page)).toMatchObject({ canUndoReset: false, zoom: 1.5 });
  await first.close();
});
