import type { RunningApp } from '../support/electron-app.ts';
import { button, expect, openScenario, status, test } from './app-test.ts';
import { violations } from './axe.ts';
import { goTo, pageHrefs, sideways } from './pages.ts';

async function setSize({ app }: RunningApp, width: number, height: number): Promise<void> {
  await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setSize(size.width, size.height), {
    width,
    height,
  });
}

test('axe finds nothing on any page in high contrast, the rail’s numbers included', async ({ page }) => {
  test.setTimeout(180_000);
  await page.evaluate(() => window.duplex.invoke('app.setTheme', { theme: 'highContrast' }));
  await openScenario(page, 'UTF-8 text messages');
  // With rows in the transcript, and with a log in the list.
  await button(page, 'Connect').click();
  await expect(status(page)).toContainText('Connected');
  for (const href of await pageHrefs(page)) {
    await goTo(page, href);
    expect.soft(await violations(page), href).toEqual([]);
  }
});

for (const [name, width, zoom] of [
  ['in a window of 640 px', 640, 1],
  ['with a zoom of 200 %', 1280, 2],
] as const) {
  test(`no page scrolls sideways ${name}`, async ({ page, running }) => {
    test.setTimeout(90_000);
    await openScenario(page, 'UTF-8 text messages');
    await button(page, 'Connect').click();
    await expect(status(page)).toContainText('Connected');
    const hrefs = await pageHrefs(page);
    await setSize(running, width, 800);
    await page.evaluate((chosen) => window.duplex.invoke('app.setZoom', { zoom: chosen }), zoom);
    await expect.poll(() => page.evaluate(() => window.innerWidth)).toBeLessThanOrEqual(640);
    for (const href of hrefs) {
      await goTo(page, href);
      expect.soft(await sideways(page), href).toEqual([]);
    }
  });
}
