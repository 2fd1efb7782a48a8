import type { Page } from '@playwright/test';
import { button, expect, expectRow, openScenario, test } from './app-test.ts';

// What a system asks of every app: less motion, or its own colours. It stays what it is for the whole window, as a medium.

/** The longest time, in seconds, that anything on the page would take to change its look. */
function longestMotion(page: Page): Promise<number> {
  return page.evaluate(() => {
    const seconds = (times: string): number[] =>
      times.split(',').map((time) => Number.parseFloat(time) / (time.trim().endsWith('ms') ? 1000 : 1));
    const all = [...document.querySelectorAll('*')].flatMap((element) =>
      [undefined, '::before', '::after'].flatMap((part) => {
        const style = getComputedStyle(element, part);
        return seconds(`${style.transitionDuration}, ${style.animationDuration}`);
      }),
    );
    return Math.max(...all);
  });
}

/** Puts something on the page that moves of itself, as what is dragged does: by its own style. */
async function addMoving(page: Page): Promise<void> {
  await page.evaluate(() => {
    const moving = document.createElement('span');
    Object.assign(moving.style, { transition: 'transform 2s', animation: 'moving 2s infinite' });
    document.body.append(moving);
  });
}

/** A system colour as the page computes it now. */
function systemColor(page: Page, name: string): Promise<string> {
  return page.evaluate((color) => {
    const probe = document.createElement('span');
    probe.style.color = color;
    document.body.append(probe);
    const computed = getComputedStyle(probe).color;
    probe.remove();
    return computed;
  }, name);
}

/** A colour of the theme, which what is not forced is drawn with. */
function themeColor(page: Page, token: string): Promise<string> {
  return page.evaluate(
    (name) => getComputedStyle(document.querySelector('.fui-FluentProvider') ?? document.body).getPropertyValue(name),
    token,
  );
}

test('with reduced motion nothing takes time to change its look', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await openScenario(page, 'UTF-8 text messages');
  await button(page, 'Connect').click();
  await expectRow(page, 'Connected to the Duplex sample server');
  expect(await longestMotion(page)).toBeGreaterThan(0.05);
  await addMoving(page);
  expect(await longestMotion(page)).toBe(2);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await longestMotion(page)).toBeLessThanOrEqual(0.001);
  // A dialog comes without moving, too.
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await longestMotion(page)).toBeLessThanOrEqual(0.001);
});

test('with the system’s high contrast its colours hold, and what shows by colour alone shows in them', async ({
  page,
}) => {
  await openScenario(page, 'UTF-8 text messages');
  await button(page, 'Connect').click();
  await expectRow(page, 'Connected to the Duplex sample server');
  await page.getByRole('grid', { name: 'Transcript' }).focus();
  await page.keyboard.press('Home');
  const selected = page.getByRole('row', { selected: true });
  const main = page.locator('main');

  await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'none' });
  const ordinary = await themeColor(page, '--colorNeutralBackground1');
  await expect(selected).toHaveCSS('outline-style', 'none');

  await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'active' });
  // The theme for high contrast, for what is drawn and not forced.
  await expect.poll(() => themeColor(page, '--colorNeutralBackground1')).toBe('#000000');
  expect(ordinary).not.toBe('#000000');
  await expect(main).toHaveCSS('color', await systemColor(page, 'CanvasText'));
  await expect(selected).toHaveCSS('outline-style', 'solid');
  await expect(selected).toHaveCSS('outline-color', await systemColor(page, 'Highlight'));

  // On a light ground the theme stays the light one.
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
  await expect.poll(() => themeColor(page, '--colorNeutralBackground1')).toBe('#ffffff');
  await expect(main).toHaveCSS('color', await systemColor(page, 'CanvasText'));
  await expect(selected).toHaveCSS('outline-color', await systemColor(page, 'Highlight'));
});
