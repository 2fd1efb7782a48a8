import { address, expect, openScenario, test } from './app-test.ts';
import { violations } from './axe.ts';

test('everything is found by its name and done with the keyboard, and what was done lately comes first', async ({
  page,
}) => {
  await openScenario(page, 'UTF-8 text messages');
  await page.keyboard.press('ControlOrMeta+k');
  const field = page.getByRole('combobox', { name: 'Command palette' });
  await expect(field).toBeFocused();
  await field.fill('troubsh');
  const first = page.getByRole('option').first();
  await expect(first).toContainText('Troubleshoot');
  await expect(first).toHaveAttribute('aria-selected', 'true');
  await expect(field).toHaveAttribute('aria-activedescendant', (await first.getAttribute('id')) ?? '');
  await expect(first.locator('mark').first()).toHaveText('Troub');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Troubleshoot', level: 1 })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await expect(first).toContainText('Troubleshoot');
  await expect(first).toContainText('Recent');
  await page.keyboard.press('Escape');
  await expect(field).toBeHidden();
  await page.keyboard.press('ControlOrMeta+1');
  await page.keyboard.press('ControlOrMeta+k');
  await field.fill('go to the server address');
  await page.keyboard.press('Enter');
  await expect(address(page)).toBeFocused();
});

test('arrows go round, the server is started and stopped, and a name that is nowhere says so', async ({ page }) => {
  await expect(page.getByRole('button', { name: 'Server on' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  const field = page.getByRole('combobox', { name: 'Command palette' });
  await expect(field).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('option').last()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
  await field.fill('qqqqzz');
  await expect(page.getByText('Nothing has these letters.')).toBeVisible();
  await field.fill('stop the server');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Server off' })).toBeVisible();
});

for (const theme of ['light', 'dark', 'highContrast'] as const) {
  test(`axe finds nothing in the palette and the keys in ${theme}`, async ({ page }) => {
    await page.evaluate((chosen) => window.duplex.invoke('app.setTheme', { theme: chosen }), theme);
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('combobox', { name: 'Command palette' }).fill('se');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await page.getByRole('button', { name: 'Keys' }).click();
    await expect(page.getByRole('dialog')).toContainText('Command palette');
    expect(await violations(page)).toEqual([]);
  });
}
