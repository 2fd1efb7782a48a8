import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * What axe finds, a line for each rule; empty where it is clean.
 *
 * @param within a selector. Default: the whole page, which takes seconds
 */
export async function violations(page: Page, within = 'html'): Promise<string[]> {
  // What fades in has the contrast of no theme until it is there.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
  // Fluent shows again what was behind a popover a quarter of a second after that is gone (microsoft/tabster).
  const leftHidden = page.locator('body:not(:has([role=dialog])) main > [aria-hidden=true]');
  await expect(leftHidden).toHaveCount(0);
  const { violations: found } = await new AxeBuilder({ page })
    // Electron has no second page for axe to work in.
    .setLegacyMode(true)
    .include(within)
    // Nobody reads of what is right: a third less time.
    .options({ resultTypes: ['violations'] })
    // Fluent's focus sentinels: hidden, focusable for an instant, and passing the focus on (microsoft/tabster).
    .exclude('[data-tabster-dummy]')
    .analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' ; ')}`);
}
