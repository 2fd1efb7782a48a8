import { button, expect, openScenario, status, test } from './app-test.ts';
import type { RunningApp } from '../support/electron-app.ts';

const menuLabels = ({ app }: RunningApp): Promise<string[] | undefined> =>
  app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label));

test('the language changes the document and the native menus at once, and sessions go on', async ({
  page,
  running,
}) => {
  await openScenario(page, 'UTF-8 text messages');
  await button(page, 'Connect').click();
  await expect(status(page)).toContainText('Connected');
  expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual([
    'en',
    'ltr',
  ]);
  await page.evaluate(() => window.duplex.invoke('app.setLanguage', { language: 'de' }));
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  expect(await menuLabels(running)).toContain('&Bearbeiten');
  const sessions = await page.evaluate(() => window.duplex.invoke('session.list', {}));
  expect(sessions).toMatchObject({ ok: true, value: [{ connection: { kind: 'open' } }] });
});

test('everything the page says is from the catalogue, and the layout runs from right to left', async ({ page }) => {
  await page.evaluate(() => window.duplex.invoke('app.setLanguage', { language: 'pseudo' }));
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toContainText('⟦');
  const rail = await page.locator('nav').boundingBox();
  const main = await page.locator('main').boundingBox();
  expect(rail?.x).toBeGreaterThan(main?.x ?? Infinity);
  const bare = await page.evaluate(() =>
    [...document.querySelectorAll('button, h1, h2, label, nav a')]
      .map((element) => (element.getAttribute('aria-label') ?? element.textContent ?? '').trim())
      .filter((text) => text !== '' && !text.includes('⟦')),
  );
  expect(bare).toEqual([]);
  await page.evaluate(() => (window.location.hash = '#/settings'));
  await expect(heading).toContainText('⟦');
});
