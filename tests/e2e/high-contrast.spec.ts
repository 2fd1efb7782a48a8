import type { Page } from '@playwright/test';
import type { RunningApp } from '../support/electron-app.ts';
import { button, expect, openScenario, status, test } from './app-test.ts';
import { violations } from './axe.ts';

/** All pages, by the way there, as the rail has them. */
async function pageHrefs(page: Page): Promise<string[]> {
  const links = page.locator('nav li a');
  const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  expect(hrefs.length).toBeGreaterThanOrEqual(12);
  return hrefs;
}

async function goTo(page: Page, href: string): Promise<void> {
  await page.evaluate((hash) => (window.location.hash = hash), href);
  await expect(page.locator(`nav a[aria-current=page][href="${href}"]`)).toBeAttached();
  // Its own code and figures are there when nothing is being loaded any more.
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
}

/** What is wider than its place, where that scrolls sideways though nothing is wide by nature (code, rows, hex). */
function sideways(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollingElement, documentElement } = document;
    const main = document.querySelector('main');
    return [scrollingElement, documentElement, main, ...(main?.querySelectorAll('*') ?? [])]
      .filter((element) => element !== null)
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
      .filter((element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX) || element === main)
      .filter((element) => element.closest('[role=grid], pre, .cm-editor, table') === null)
      .map((element) => `${element.tagName} ${element.className}: ${element.scrollWidth} > ${element.clientWidth}`);
  });
}

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
