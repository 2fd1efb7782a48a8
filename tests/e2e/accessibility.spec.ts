import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { button, expect, openScenario, scenarioTitles, status, test } from './app-test.ts';

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    // Electron has no second page for axe to work in.
    .setLegacyMode(true)
    // Fluent's focus sentinels: hidden, focusable for an instant, and passing the focus on (microsoft/tabster).
    .exclude('[data-tabster-dummy]')
    .analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' ; ')}`);
}

for (const theme of ['light', 'dark'] as const) {
  for (const title of scenarioTitles) {
    test(`axe finds nothing on "${title}" in ${theme}`, async ({ page }) => {
      await page.evaluate((chosen) => window.duplex.invoke('app.setTheme', { theme: chosen }), theme);
      await openScenario(page, title);
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: /^(?:Connect|Start)$/ }).click();
      await expect(status(page)).toContainText('Connected');
      expect(await violations(page)).toEqual([]);
      await page.getByRole('grid', { name: 'Transcript' }).focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('Enter');
      expect(await violations(page)).toEqual([]);
      await page.getByRole('tab', { name: 'Code' }).click();
      await expect(page.getByRole('tabpanel', { name: 'Code' })).toContainText('WebSocket');
      expect(await violations(page)).toEqual([]);
    });
  }

  test(`axe finds nothing in an error, a popover and the narrow window in ${theme}`, async ({ page, running }) => {
    await page.evaluate((chosen) => window.duplex.invoke('app.setTheme', { theme: chosen }), theme);
    await openScenario(page, 'UTF-8 text messages');
    await page.getByRole('textbox', { name: 'Server address' }).fill('ws://localhost:1/');
    await button(page, 'Connect').click();
    await expect(status(page)).toContainText('CannotConnect');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Server on' }).click();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(640, 480));
    await expect.poll(() => page.evaluate(() => window.innerWidth)).toBeLessThanOrEqual(640);
    expect(await violations(page)).toEqual([]);
  });
}
