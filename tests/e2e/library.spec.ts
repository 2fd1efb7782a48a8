import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { NewDocument } from '../../contract/workbench/library.ts';
import { startApp } from '../support/electron-app.ts';
import { button, expect, test } from './app-test.ts';
import { violations } from './axe.ts';
import {
  addressField,
  connectTo,
  createDocument,
  echoAddress,
  libraryFile,
  openWorkbench,
  rows,
} from './workbench-test.ts';

/** A tab that is called so, without anything unsaved. */
function tab(page: Page, name: string): Locator {
  return page.getByRole('tab', { name, exact: true });
}

function item(page: Page, name: string): Locator {
  return page.getByRole('treeitem', { name, exact: true });
}

/** The documents in the part "Connections", in their order, each with a space for every folder it is in. */
async function connections(page: Page): Promise<string[]> {
  const lines = await page
    .getByRole('tree', { name: 'Documents of the library' })
    .locator('[data-path^="connections/"]')
    .evaluateAll((elements) => elements.map((line) => ' '.repeat(Number(line.ariaLevel) - 2) + (line.ariaLabel ?? '')));
  return lines;
}

function connection(address: string): NewDocument {
  return { kind: 'connection', document: { version: 1, address } };
}

async function drag(from: Locator, onto: Locator): Promise<void> {
  await from.dragTo(onto, { steps: 8 });
}

test('documents are dragged to another place and into a folder, an open one stays open, and both are taken back', async ({
  page,
}) => {
  await openWorkbench(page);
  await createDocument(page, 'connections', 'Team', { kind: 'folder', document: { version: 1 } });
  for (const name of ['Alpha', 'Beta', 'Gamma'])
    await createDocument(page, 'connections', name, connection(`ws://${name}`));
  await expect.poll(() => connections(page)).toEqual(['Alpha', 'Beta', 'Gamma', 'Team']);
  await item(page, 'Alpha').click();
  await expect(addressField(page)).toHaveValue('ws://Alpha');

  await drag(item(page, 'Alpha'), item(page, 'Gamma'));
  await expect.poll(() => connections(page)).toEqual(['Beta', 'Gamma', 'Alpha', 'Team']);
  await drag(item(page, 'Gamma'), item(page, 'Beta'));
  await expect.poll(() => connections(page)).toEqual(['Gamma', 'Beta', 'Alpha', 'Team']);
  await expect(page.getByText('“Gamma” was moved.')).toBeVisible();
  expect(await violations(page, '[data-region="library"]')).toEqual([]);
  await button(page, 'Undo').click();
  await expect.poll(() => connections(page)).toEqual(['Beta', 'Gamma', 'Alpha', 'Team']);

  await drag(item(page, 'Alpha'), item(page, 'Team'));
  await expect.poll(() => connections(page)).toEqual(['Beta', 'Gamma', 'Team', ' Alpha']);
  expect(await readFile(await libraryFile(page, 'connections/Team/Alpha'), 'utf8')).toContain('ws://Alpha');
  await expect(tab(page, 'Alpha')).toHaveAttribute('aria-selected', 'true');
  await button(page, 'Undo').click();
  await expect.poll(() => connections(page)).toEqual(['Beta', 'Gamma', 'Alpha', 'Team']);
  // The tab has gone with it, there and back: what is saved is written where it is now.
  await addressField(page).fill('ws://Alpha/changed');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(tab(page, 'Alpha')).toBeVisible();
  await expect.poll(async () => readFile(await libraryFile(page, 'connections/Alpha'), 'utf8')).toContain('/changed');

  // A connection is no message.
  await drag(item(page, 'Beta'), item(page, 'Messages'));
  await expect(button(page, 'Undo')).toBeHidden();
  expect(await connections(page)).toEqual(['Beta', 'Gamma', 'Alpha', 'Team']);
});

test('what another program writes is taken over, asked about where both changed, and shown with its place where it is broken', async ({
  page,
}) => {
  await openWorkbench(page);
  await createDocument(page, 'connections', 'Orders', connection('ws://first'));
  const file = await libraryFile(page, 'connections/Orders');
  await item(page, 'Orders').click();
  await expect(addressField(page)).toHaveValue('ws://first');
  await writeFile(file, '# by hand\nversion: 1\naddress: ws://second\n');
  await expect(addressField(page)).toHaveValue('ws://second');

  const changed = page.getByText('The file has changed on disk since you opened it.');
  await addressField(page).fill('ws://mine');
  await writeFile(file, '# by hand\nversion: 1\naddress: ws://third\n');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(changed).toBeVisible();
  expect(await violations(page, 'main')).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(changed).toBeHidden();
  await expect(addressField(page)).toHaveValue('ws://mine');
  await page.keyboard.press('ControlOrMeta+s');
  await button(page, 'Take the file’s').click();
  await expect(addressField(page)).toHaveValue('ws://third');
  await expect(tab(page, 'Orders')).toBeVisible();
  expect(await readFile(file, 'utf8')).toBe('# by hand\nversion: 1\naddress: ws://third\n');

  await addressField(page).fill('ws://mine');
  await writeFile(file, '# by hand, again\nversion: 1\naddress: ws://fourth\n');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(changed).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(tab(page, 'Orders')).toBeVisible();
  await expect.poll(() => readFile(file, 'utf8')).toBe('# by hand, again\nversion: 1\naddress: ws://mine\n');

  const broken = '# by hand\r\nversion: 1\r\naddress: ws://fifth \r\naddress:\tws://sixth';
  await writeFile(file, broken);
  await expect(item(page, 'Orders, cannot be read')).toBeVisible();
  await expect(
    page.getByText('Line 4, column 1: “address” is there twice. The file is left as it is.', { exact: true }),
  ).toBeVisible();
  await expect(addressField(page)).toHaveValue('ws://mine');
  await addressField(page).press('ControlOrMeta+s');
  await expect(page.getByText('“connections/Orders” is left as it is until it is put right')).toBeVisible();
  expect(await readFile(file, 'utf8')).toBe(broken);
  await writeFile(file, '# mended\nversion: 1\naddress: ws://fifth\n');
  await expect(item(page, 'Orders')).toBeVisible();
  await expect(addressField(page)).toHaveValue('ws://fifth');
});

test('a document is found by its name, renamed by F2, moved by Alt and the arrows, and its menu comes by the right button', async ({
  page,
}) => {
  await openWorkbench(page);
  await createDocument(page, 'connections', 'Team', { kind: 'folder', document: { version: 1 } });
  for (const name of ['Alpha', 'Beta', 'Gamma'])
    await createDocument(page, 'connections', name, connection(`ws://${name}`));
  await expect.poll(() => connections(page)).toEqual(['Alpha', 'Beta', 'Gamma', 'Team']);

  const search = page.getByRole('searchbox', { name: 'Search the library' });
  await search.fill('AMM');
  await expect.poll(() => connections(page)).toEqual(['Gamma']);
  await search.fill('nobody');
  await expect(page.getByText('Nothing here has that in its name, address or text.').first()).toBeVisible();
  await search.press('Escape');
  await expect.poll(() => connections(page)).toEqual(['Alpha', 'Beta', 'Gamma', 'Team']);

  await item(page, 'Alpha').focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(() => connections(page)).toEqual(['Beta', 'Alpha', 'Gamma', 'Team']);
  await expect(item(page, 'Alpha')).toBeFocused();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => connections(page)).toEqual(['Alpha', 'Beta', 'Gamma', 'Team']);
  await page.keyboard.press('F2');
  const name = page.getByRole('textbox', { name: 'New name of Alpha' });
  await expect(name).toBeFocused();
  await name.fill('Given up');
  await name.press('Escape');
  await expect(item(page, 'Alpha')).toBeFocused();
  await page.keyboard.press('F2');
  await name.fill('First');
  await name.press('Enter');
  await expect.poll(() => connections(page)).toEqual(['First', 'Beta', 'Gamma', 'Team']);
  await expect(item(page, 'First')).toBeFocused();
  expect(await readFile(await libraryFile(page, 'connections/First'), 'utf8')).toContain('ws://Alpha');

  const menu = page.getByRole('menu', { name: 'Actions for First' });
  await item(page, 'First').click({ button: 'right' });
  expect(await violations(page, '[role="menu"]')).toEqual([]);
  await menu.getByRole('menuitem', { name: 'Duplicate' }).click();
  await expect.poll(() => connections(page)).toEqual(['First', 'Beta', 'Gamma', 'Team', 'First copy']);
  await item(page, 'First').click({ button: 'right' });
  await menu.getByRole('menuitem', { name: 'Move to' }).press('ArrowRight');
  await page.getByRole('menuitem', { name: 'Team', exact: true }).press('Enter');
  await expect.poll(() => connections(page)).toEqual(['Beta', 'Gamma', 'Team', ' First', 'First copy']);
  expect(await readFile(await libraryFile(page, 'connections/Team/First'), 'utf8')).toContain('ws://Alpha');
  await button(page, 'Undo').click();
  await expect.poll(() => connections(page)).toEqual(['First', 'Beta', 'Gamma', 'Team', 'First copy']);

  // The menu of a row of the transcript, of the row that was clicked and of no other.
  await connectTo(page, await echoAddress(page));
  const greeting = rows(page).filter({ hasText: 'sample server at' });
  await greeting.click({ button: 'right' });
  const ofRows = page.getByRole('menu', { name: 'Row' });
  await ofRows.getByRole('menuitem', { name: 'Pin', exact: true }).click();
  await expect(greeting.getByTitle('Pinned')).toBeVisible();
});

test('another folder is chosen for the library: its documents are shown, and new ones go there, also after a restart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'duplex-library-'));
  const dataFolder = join(folder, 'data');
  const chosen = join(folder, 'shared');
  await mkdir(dataFolder);
  await mkdir(join(chosen, 'connections'), { recursive: true });
  await writeFile(join(chosen, 'connections/Shared.yaml'), 'version: 1\naddress: ws://shared\n');
  let running = await startApp({ dataFolder });
  try {
    let { page } = running;
    await openWorkbench(page);
    await createDocument(page, 'connections', 'Mine', connection('ws://mine'));
    await expect(item(page, 'Mine')).toBeVisible();
    await running.app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
    }, chosen);
    await page.keyboard.press('ControlOrMeta+,');
    await page.getByRole('button', { name: 'Choose another…' }).click();
    await expect(page.getByText(chosen, { exact: true })).toBeVisible();
    await openWorkbench(page);
    await expect.poll(() => connections(page)).toEqual(['Shared']);
    await createDocument(page, 'connections', 'New', connection('ws://new'));
    await expect.poll(() => readdir(join(chosen, 'connections'))).toContain('New.yaml');
    // What was in the old one stays there.
    expect(await readdir(join(dataFolder, 'library/connections'))).toContain('Mine.yaml');
    await running.close();
    running = await startApp({ dataFolder });
    ({ page } = running);
    await openWorkbench(page);
    await item(page, 'Shared').click();
    await expect(addressField(page)).toHaveValue('ws://shared');
  } finally {
    await running.close();
    await rm(folder, { recursive: true, force: true });
  }
});

test('what was changed of a document whose file is deleted meanwhile is kept, and can be written once more', async ({
  page,
}) => {
  await openWorkbench(page);
  await createDocument(page, 'environments', 'Local', {
    kind: 'environment',
    document: { version: 1, variables: { user: 'Ann' } },
  });
  await createDocument(page, 'connections', 'Orders', connection('ws://first'));
  await item(page, 'Local').click();
  const value = page.getByRole('textbox', { name: 'Value of variable 1' });
  await value.fill('Eve');
  const file = await libraryFile(page, 'environments/Local');
  await rm(file);
  await expect(item(page, 'Local')).toBeHidden();
  await page.keyboard.press('ControlOrMeta+s');
  await expect(page.getByText('The file is not there any more.')).toBeVisible();
  expect(await violations(page, 'main')).toEqual([]);
  await expect(value).toHaveText('Eve');
  await page.keyboard.press('Enter');
  await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toContain('user: Eve');
  await expect(item(page, 'Local')).toBeVisible();
  await value.fill('Ann');
  await page.keyboard.press('ControlOrMeta+s');
  await expect.poll(() => readFile(file, 'utf8')).toContain('user: Ann');

  // A connection that has no file any more asks for its name, as a new one does.
  await item(page, 'Orders').click();
  await addressField(page).fill('ws://mine');
  await rm(await libraryFile(page, 'connections/Orders'));
  await expect(item(page, 'Orders')).toBeHidden();
  await page.keyboard.press('ControlOrMeta+s');
  const name = page.getByRole('textbox', { name: 'Name of the connection' });
  await expect(name).toHaveValue('Orders');
  await name.press('Enter');
  await expect(item(page, 'Orders')).toBeVisible();
  expect(await readFile(await libraryFile(page, 'connections/Orders'), 'utf8')).toContain('ws://mine');
});
