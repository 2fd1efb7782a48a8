import type { Page } from '@playwright/test';
import { expect } from './app-test.ts';

/** All pages, by the way there, as the rail has them. */
export async function pageHrefs(page: Page): Promise<string[]> {
  const links = page.locator('nav li a');
  const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  expect(hrefs.length).toBeGreaterThanOrEqual(12);
  return hrefs;
}

export async function goTo(page: Page, href: string): Promise<void> {
  await page.evaluate((hash) => (window.location.hash = hash), href);
  await expect(page.locator(`nav a[aria-current=page][href="${href}"]`)).toBeAttached();
  // Its own code and figures are there when nothing is being loaded any more.
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
}

/** What is wider than its place, where that scrolls sideways though nothing is wide by nature (code, rows, hex). */
export function sideways(page: Page): Promise<string[]> {
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
