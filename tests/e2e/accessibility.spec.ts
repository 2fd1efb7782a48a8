import { button, expect, openScenario, scenarioTitles, status, test } from './app-test.ts';
import { violations } from './axe.ts';
import { connectTo, createDocument, echoAddress, openWorkbench, rows } from './workbench-test.ts';

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

  test(`axe finds nothing in the list of logs, and in the workbench, wide and narrow, in ${theme}`, async ({
    page,
    running,
  }) => {
    await page.evaluate((chosen) => window.duplex.invoke('app.setTheme', { theme: chosen }), theme);
    await openWorkbench(page);
    await createDocument(page, 'connections', 'Team', { kind: 'folder', document: { version: 1 } });
    await createDocument(page, 'connections/Team', 'Orders', {
      kind: 'connection',
      document: { version: 1, address: 'ws://localhost/' },
    });
    await connectTo(page, await echoAddress(page));
    await expect(rows(page).filter({ hasText: 'sample server at' })).toBeVisible();
    for (const width of [1600, 640]) {
      await running.app.evaluate(({ BrowserWindow }, size) => {
        BrowserWindow.getAllWindows()[0]?.setContentSize(size, 900);
      }, width);
      await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(width);
      expect.soft(await violations(page), `${width}`).toEqual([]);
    }
    await page.evaluate(() => (window.location.hash = '#/logs'));
    await expect(page.getByRole('region', { name: 'Logs of sessions' }).getByRole('row')).toHaveCount(2);
    expect(await violations(page)).toEqual([]);
  });
}
