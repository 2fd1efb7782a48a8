import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { LibraryPath, NewDocument } from '../../contract/workbench/library.ts';
import { appState, expect } from './app-test.ts';

/** Goes to the workbench by its key's link. */
export async function openWorkbench(page: Page): Promise<void> {
  await page.getByRole('link', { name: '9 Workbench' }).click();
  await expect(page.getByRole('heading', { name: 'Workbench', level: 1 })).toBeAttached();
}

export async function echoAddress(page: Page): Promise<string> {
  await expect.poll(async () => (await appState(page)).server.kind).toBe('running');
  const { server } = await appState(page);
  if (server.kind !== 'running') throw new Error('the built-in server does not run');
  return server.endpoints.echo;
}

/** A tab of the strip, or of anything else that has tabs. */
export function tab(page: Page, name: string | RegExp): Locator {
  return page.getByRole('tab', { name });
}

export function addressField(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Server address' });
}

/** The rows of the transcripts, as far as they are on screen. */
export function rows(page: Page): Locator {
  return page.getByRole('grid', { name: 'Transcript' }).locator('[data-index]');
}

/** Opens a tab, and connects it. */
export async function connectTo(page: Page, url: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+t');
  await addressField(page).last().fill(url);
  await addressField(page).last().press('Enter');
}

/** Chooses something of "More about this connection". */
export async function chooseMore(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'More about this connection' }).click();
  await page
    .getByRole('menuitem', { name, exact: true })
    .or(page.getByRole('menuitemcheckbox', { name, exact: true }))
    .click();
}

/** Puts a document into the library, as if it had always been there. */
export async function createDocument(
  page: Page,
  folder: LibraryPath,
  name: string,
  content: NewDocument,
): Promise<void> {
  const reply = await page.evaluate((input) => window.duplex.invoke('library.create', input), {
    folder,
    name,
    content,
  });
  if (!reply.ok) throw new Error(reply.error.message);
}

/** Where a document of the library is on disk. */
export async function libraryFile(page: Page, path: LibraryPath): Promise<string> {
  const reply = await page.evaluate(() => window.duplex.invoke('library.state', {}));
  if (!reply.ok) throw new Error(reply.error.message);
  return join(reply.value.folder, `${path}.yaml`);
}
