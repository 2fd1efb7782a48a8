import type { RunningApp } from '../support/electron-app.ts';
import { appState, button, expect, openScenario, test } from './app-test.ts';
import { violations } from './axe.ts';
import { addressField, tab } from './workbench-test.ts';

/** Chooses something in the native menu, by the words of both. */
async function chooseInMenu({ app }: RunningApp, menu: string, item: string): Promise<void> {
  await app.evaluate(
    ({ Menu }, [menuLabel, itemLabel]) => {
      const found = Menu.getApplicationMenu()
        ?.items.find(({ label }) => label.replace('&', '') === menuLabel)
        ?.submenu?.items.find(({ label }) => label === itemLabel);
      if (found === undefined) throw new Error(`there is no ${menuLabel} > ${itemLabel}`);
      found.click();
    },
    [menu, item],
  );
}

test('the help menu and the palette say in a line where help is, to be copied, and ask nothing', async ({
  running,
  page,
}) => {
  await openScenario(page, 'UTF-8 text messages');
  await running.app.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => Promise.reject(new Error('a message box was opened'));
  });
  const copied = (): Promise<string> => running.app.evaluate(({ clipboard }) => clipboard.readText());
  const line = page.getByRole('status', { name: 'Help' });
  await expect(line).toBeEmpty();
  await chooseInMenu(running, 'Help', 'Documentation');
  await expect(line).toContainText('docs/README.md');
  await line.getByRole('button', { name: 'Copy' }).click();
  await expect.poll(copied).toBe('docs/README.md');
  expect(await violations(page, 'main')).toEqual([]);

  // The other one takes its place.
  await chooseInMenu(running, 'Help', 'Report an issue');
  const { version, runtime } = await appState(page);
  const versions = `Duplex ${version}, Electron ${runtime.electron}, ${process.platform} ${process.arch}`;
  await expect(line).toContainText(versions);
  await expect(line).not.toContainText('docs/README.md');
  await line.getByRole('button', { name: 'Copy' }).click();
  await expect.poll(copied).toBe(versions);
  await line.getByRole('button', { name: 'Dismiss' }).click();
  await expect(line).toBeEmpty();

  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Command palette' }).fill('documentation');
  await page.keyboard.press('Enter');
  await expect(line).toContainText('docs/README.md');
  await expect(button(page, 'Connect')).toBeVisible();
});

/** Presses a key as the system does: what the page leaves of it, the native menu gets. */
async function pressKey(
  { app }: RunningApp,
  keyCode: string,
  modifiers: readonly ('control' | 'shift')[],
): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, key) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      contents?.focus();
      contents?.sendInputEvent({ type: 'keyDown', ...key });
      contents?.sendInputEvent({ type: 'keyUp', ...key });
    },
    { keyCode, modifiers: [...modifiers] },
  );
}

test('the menu File makes, saves, closes and brings back tabs, from other pages too', async ({ running, page }) => {
  await page.getByRole('link', { name: '10 Logs' }).click();
  // There is nothing to save here.
  await chooseInMenu(running, 'File', 'Save');
  await chooseInMenu(running, 'File', 'Save as…');
  await chooseInMenu(running, 'File', 'New tab');
  await expect(page.getByRole('heading', { name: 'Workbench', level: 1 })).toBeAttached();
  await expect(tab(page, 'New connection')).toHaveCount(1);
  await addressField(page).fill('ws://127.0.0.1:9/first');
  const name = page.getByRole('textbox', { name: 'Name of the connection' });
  await chooseInMenu(running, 'File', 'Save');
  await name.fill('First');
  await name.press('Enter');
  await expect(tab(page, 'First')).toBeVisible();
  await chooseInMenu(running, 'File', 'Save as…');
  await name.fill('Second');
  await name.press('Enter');
  await expect(tab(page, 'Second')).toBeVisible();
  await expect(page.getByRole('treeitem', { name: 'First' })).toBeVisible();
  await chooseInMenu(running, 'File', 'Close tab');
  await expect(tab(page, 'Second')).toHaveCount(0);
  await page.getByRole('link', { name: '10 Logs' }).click();
  await chooseInMenu(running, 'File', 'Reopen closed tab');
  await expect(tab(page, 'Second')).toHaveAttribute('aria-selected', 'true');
});

test('a key of the menu acts once: where the page takes it, and where it does not', async ({ running, page }) => {
  await page.getByRole('link', { name: '10 Logs' }).click();
  await expect(page.getByRole('heading', { name: 'Logs', level: 1 })).toBeVisible();
  await pressKey(running, 'T', ['control']);
  await expect(tab(page, 'New connection')).toHaveCount(1);
  await pressKey(running, 'T', ['control']);
  await expect(tab(page, 'New connection')).toHaveCount(2);
  await pressKey(running, 'W', ['control']);
  await expect(tab(page, 'New connection')).toHaveCount(1);
  await pressKey(running, 'T', ['control', 'shift']);
  await expect(tab(page, 'New connection')).toHaveCount(2);
  // One that acted twice would show by now.
  await chooseInMenu(running, 'Help', 'Documentation');
  await expect(page.getByRole('status', { name: 'Help' })).toContainText('docs/README.md');
  await expect(tab(page, 'New connection')).toHaveCount(2);
});

test('without a window, as on macOS, a new tab opens one', async ({ running, page }) => {
  // Elsewhere the app ends with its window.
  await running.app.evaluate(({ app }) => {
    app.removeAllListeners('window-all-closed');
    app.on('window-all-closed', () => undefined);
  });
  await page.getByRole('link', { name: '10 Logs' }).click();
  const closed = page.waitForEvent('close');
  // There is no tab to close, so that it is the window.
  await chooseInMenu(running, 'File', 'Close tab');
  await closed;
  // Nothing to close is no reason for a window.
  await chooseInMenu(running, 'File', 'Close tab');
  const opened = running.app.waitForEvent('window');
  await chooseInMenu(running, 'File', 'New tab');
  const next = await opened;
  await expect(tab(next, 'New connection')).toHaveAttribute('aria-selected', 'true');
  expect(running.app.windows()).toHaveLength(1);
});
