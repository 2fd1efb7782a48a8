import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { Page } from '@playwright/test';
import { button, expect, test } from './app-test.ts';
import { violations } from './axe.ts';
import { addressField, connectTo, echoAddress, libraryFile, openWorkbench, rows, tab } from './workbench-test.ts';

/** The text of a document of the library, as it is on disk. */
async function fileOf(page: Page, path: string): Promise<string> {
  return readFile(await libraryFile(page, path), 'utf8');
}

test('a curl command becomes a connection that is opened, connects, and is copied as wscat with what that cannot say', async ({
  running,
  page,
}) => {
  await openWorkbench(page);
  const echo = await echoAddress(page);
  await page.getByRole('button', { name: 'Import…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('textbox', { name: 'Command or file' })
    .fill(`curl '${echo}' -H 'X-Team: blue' -H 'Authorization: Bearer abc' --limit-rate 1k`);
  await dialog.getByRole('button', { name: 'Read' }).click();
  await expect(dialog.getByText('Read as: curl command')).toBeVisible();
  await expect(dialog.getByText(/limit-rate/).last()).toBeVisible();
  expect(await violations(page, '[role="dialog"]')).toEqual([]);
  await dialog.getByRole('button', { name: /^Import \d/ }).click();
  await expect(dialog).toBeHidden();
  await expect(addressField(page)).toHaveValue(echo);
  await page.getByRole('button', { name: 'More about this connection' }).click();
  // Pointing at it opens it; the click that many make all the same leaves it open.
  await page.getByRole('menuitem', { name: 'Copy as' }).hover();
  await expect(page.getByRole('menuitem', { name: 'wscat command' })).toBeVisible();
  await page.getByRole('menuitem', { name: 'Copy as' }).click();
  await page.getByRole('menuitem', { name: 'wscat command' }).click();
  await expect(page.getByText('Copied as wscat command.')).toBeVisible();
  const copied = await running.app.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toContain('wscat');
  expect(copied).toContain(echo);
  expect(copied).toContain('X-Team:blue');
  await page.getByRole('button', { name: 'More about this connection' }).click();
  await page.getByRole('menuitem', { name: 'Copy as' }).click();
  await page.getByRole('menuitem', { name: 'Duplex link' }).click();
  await expect(page.getByText('It cannot say:')).toBeVisible();
  await expect(page.getByText('The login')).toBeVisible();
  // The token is a secret now, which no command takes with it.
  expect(copied).not.toContain('abc');
  await button(page, 'Connect').click();
  await expect(rows(page).filter({ hasText: 'sample server at' })).toBeVisible();
});

test('a token is kept as a secret: its name is in the file, its value in the request, and nowhere else', async ({
  running,
  page,
}) => {
  await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1500, 1000));
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const authorizations: (string | undefined)[] = [];
  server.on('connection', (_socket, { headers }) => authorizations.push(headers.authorization));
  const value = 'tok-3c9f-never-shown';
  try {
    await openWorkbench(page);
    await makeEnvironment(page, 'Local');
    await page.keyboard.press('ControlOrMeta+t');
    await addressField(page).fill(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/private`);
    await page.getByRole('combobox', { name: 'Environment', exact: true }).first().selectOption('Local');
    await tab(page, 'Settings').click();
    const editor = page.getByRole('region', { name: 'Connection settings' });
    await editor.getByRole('tab', { name: /^Login/ }).click();
    await editor.getByRole('radio', { name: /^Bearer token/ }).click();
    await editor.getByRole('textbox', { name: 'Token', exact: true }).fill(value);
    await editor.getByRole('button', { name: 'Keep it as a secret: Token' }).click();
    await expect(editor.getByRole('textbox', { name: 'Token', exact: true })).toHaveValue('{{token}}');
    const request = editor.getByRole('list', { name: 'Request as it will be sent' });
    await expect(request).toContainText('Authorization: Bearer •••');
    await page.keyboard.press('ControlOrMeta+s');
    await page.getByRole('textbox', { name: 'Name of the connection' }).fill('Private');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('treeitem', { name: 'Private' })).toBeVisible();
    expect(await fileOf(page, 'connections/Private')).toContain('{{token}}');
    expect(await fileOf(page, 'connections/Private')).not.toContain(value);
    expect(await fileOf(page, 'environments/Local')).not.toContain(value);
    await button(page, 'Connect').click();
    await expect.poll(() => authorizations).toEqual([`Bearer ${value}`]);
    await tab(page, 'Messages').click();
    await expect(button(page, 'Disconnect')).toBeEnabled();
    expect(await page.locator('body').innerText()).not.toContain(value);
  } finally {
    for (const client of server.clients) client.terminate();
    server.close();
  }
});

test('a folder and an environment are edited in tabs of their own, and what is not saved is asked about', async ({
  page,
}) => {
  await openWorkbench(page);
  await makeEnvironment(page, 'Stage');
  await page.getByRole('treeitem', { name: 'Stage' }).focus();
  await page.keyboard.press('Enter');
  const editor = page.getByRole('region', { name: 'Environment', exact: true });
  await editor.getByRole('textbox', { name: 'Description' }).fill('Where it is tried');
  await expect(tab(page, 'Stage, not saved')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ControlOrMeta+w');
  await expect(page.getByText('What you changed here is not saved.')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(tab(page, 'Stage')).toBeVisible();
  await expect.poll(() => fileOf(page, 'environments/Stage')).toContain('Where it is tried');
  expect(await violations(page, 'main')).toEqual([]);
  await page.keyboard.press('ControlOrMeta+w');
  await expect(tab(page, 'Stage')).toHaveCount(0);

  await page.getByRole('treeitem', { name: 'Connections' }).focus();
  await makeEntry(page, 'New folder', 'New folder', 'Team');
  await page.getByRole('treeitem', { name: 'Team' }).dblclick();
  const folder = page.getByRole('region', { name: 'Folder settings' });
  await folder.getByRole('combobox', { name: 'Name of header 1', exact: true }).fill('X-Team');
  await folder.getByRole('textbox', { name: 'Value of header 1', exact: true }).fill('blue');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(tab(page, 'Team')).toBeVisible();
  expect(await violations(page, 'main')).toEqual([]);
  await page.getByRole('tab', { selected: true }).first().press('Delete');
  await expect(page.getByRole('region', { name: 'Folder settings' })).toBeHidden();
});

test('a saved connection is connected from the palette, a new one opened by Ctrl + N from any page', async ({
  page,
}) => {
  await openWorkbench(page);
  const echo = await echoAddress(page);
  await page.evaluate(
    (address) =>
      window.duplex.invoke('library.create', {
        folder: 'connections',
        name: 'Echoing',
        content: { kind: 'connection', document: { version: 1, address } },
      }),
    echo,
  );
  await page.getByRole('link', { name: '10 Logs' }).click();
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Command palette' }).fill('Connect Echoing');
  await expect(page.getByRole('option', { selected: true })).toContainText('Connect Echoing');
  await page.keyboard.press('Enter');
  await expect(rows(page).filter({ hasText: 'sample server at' })).toBeVisible();
  await page.getByRole('link', { name: '10 Logs' }).click();
  await page.keyboard.press('ControlOrMeta+n');
  await expect(tab(page, 'New connection')).toHaveAttribute('aria-selected', 'true');
  await page.reload();
  // What the key asked for is not asked for again.
  await expect(tab(page, 'New connection')).toHaveCount(1);
});

test('two searches, side by side, have the focus each in its own field', async ({ running, page }) => {
  await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1600, 900));
  await openWorkbench(page);
  const echo = await echoAddress(page);
  await connectTo(page, `${echo}?one`);
  await connectTo(page, `${echo}?two`);
  await button(page, 'More about tabs').click();
  await page.getByRole('menuitem', { name: 'Show beside this one' }).click();
  await page.getByRole('menuitem', { name: /\?one/ }).click();
  for (const panel of await page.getByRole('tabpanel').all()) {
    await panel.getByRole('grid').click();
    await page.keyboard.press('ControlOrMeta+f');
    await page.keyboard.press('ControlOrMeta+f');
    await expect(panel.getByRole('searchbox', { name: 'Search the transcript' })).toBeFocused();
  }
  expect(await violations(page, 'main')).toEqual([]);
});

test('two tabs beside each other have no landmark of one name, whatever is open in them, and a menu is in one', async ({
  running,
  page,
}) => {
  await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1600, 900));
  await openWorkbench(page);
  const echo = await echoAddress(page);
  for (const name of ['one', 'two']) {
    await connectTo(page, `${echo}?${name}`);
    await expect(rows(page).filter({ hasText: 'sample server at' })).toBeVisible();
  }
  await button(page, 'More about tabs').click();
  await page.getByRole('menuitem', { name: 'Show beside this one' }).click();
  await page.getByRole('menuitem', { name: /\?one/ }).click();
  const panels = page.getByRole('tabpanel', { name: /\?(?:one|two)/ });
  await expect(panels).toHaveCount(2);
  for (const panel of await panels.all()) {
    await panel.locator('[data-index]').last().click();
    await panel.getByRole('button', { name: 'Control frames' }).click();
  }
  await panels.first().getByRole('button', { name: 'Show charts' }).click();
  await expect(page.getByRole('region', { name: /^Charts, Transcript of / })).toHaveCount(2);
  await expect(page.getByRole('region', { name: /^Control frames, / })).toHaveCount(2);
  // A tooltip is there, too.
  await panels.first().getByRole('button', { name: 'Control frames' }).hover();
  await expect(page.getByRole('tooltip')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  for (const panel of await panels.all()) await panel.getByRole('tab', { name: 'Settings' }).click();
  await expect(page.getByRole('region', { name: /^Connection settings, / })).toHaveCount(2);
  await button(page, 'More about tabs').click();
  await expect(page.getByRole('menu')).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

/** Makes something in the library by its menu, and gives it a name. */
async function makeEntry(page: Page, item: string, kind: string, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New…', exact: true }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
  const field = page.getByRole('textbox', { name: new RegExp(`^New name of ${kind}`) });
  await field.fill(name);
  await field.press('Enter');
  await expect(page.getByRole('treeitem', { name })).toBeVisible();
}

async function makeEnvironment(page: Page, name: string): Promise<void> {
  await makeEntry(page, 'New environment', 'Environment', name);
}
