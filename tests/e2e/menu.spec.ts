import type { RunningApp } from '../support/electron-app.ts';
import { appState, button, expect, openScenario, test } from './app-test.ts';
import { violations } from './axe.ts';

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

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command palette' }).fill('documentation');
  await page.keyboard.press('Enter');
  await expect(line).toContainText('docs/README.md');
  await expect(button(page, 'Connect')).toBeVisible();
});
