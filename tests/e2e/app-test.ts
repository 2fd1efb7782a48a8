import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { startApp, type RunningApp } from '../support/electron-app.ts';
import type { AppState } from '../../contract/commands/app.ts';

export { expect };

/** A test with an app of its own. It fails when the app complained of anything nobody expected. */
export const test = base.extend<{ running: RunningApp; page: Page }>({
  // Playwright wants a pattern, even of nothing.
  // oxlint-disable-next-line no-empty-pattern
  running: async ({}, use) => {
    const running = await startApp();
    await use(running);
    await running.close();
    expect(running.complaints).toEqual([]);
  },
  page: async ({ running }, use) => {
    await use(running.page);
  },
});

export const scenarioTitles = [
  'UTF-8 text messages',
  'Binary data stream',
  'Client authentication',
  'Partial and complete messages',
] as const;

export type ScenarioTitle = (typeof scenarioTitles)[number];

/** Goes to a scenario by the navigation, and waits until its address box is filled in by the built-in server. */
export async function openScenario(page: Page, title: ScenarioTitle): Promise<void> {
  await page.getByRole('link', { name: title }).click();
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
  await expect(address(page)).toHaveValue(/^wss?:\/\/localhost:\d+\//);
}

export function address(page: Page): Locator {
  return page
    .getByRole('combobox', { name: 'Server address' })
    .or(page.getByRole('textbox', { name: 'Server address' }));
}

export function button(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true });
}

export function message(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Message' });
}

export function status(page: Page): Locator {
  return page.getByRole('status', { name: 'Status' });
}

/** The contents of the transcript's rows, in order, as far as they are on screen; without their times. */
export async function transcript(page: Page): Promise<string[]> {
  const rows = page.getByRole('grid', { name: 'Transcript' }).locator('[data-index]');
  return rows.evaluateAll((elements) =>
    elements.map((row) =>
      [...row.children]
        .filter((cell) => !['time', 'delta'].includes(cell.getAttribute('data-column') ?? ''))
        .map((cell) => cell.textContent?.trim() ?? '')
        .join(' | '),
    ),
  );
}

export async function expectRow(page: Page, text: string | RegExp): Promise<void> {
  const rows = page.getByRole('grid', { name: 'Transcript' }).locator('[data-index]');
  await expect(rows.filter({ hasText: text }).first()).toBeVisible();
}

/** Asks main, over the real bridge. */
export function appState(page: Page): Promise<AppState> {
  return page.evaluate(async () => {
    const reply = await window.duplex.invoke('app.state', {});
    if (!reply.ok) throw new Error(reply.error.message);
    return reply.value;
  });
}
