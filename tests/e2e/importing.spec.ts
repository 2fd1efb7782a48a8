import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { button, expect, test } from './app-test.ts';
import { violations } from './axe.ts';
import { addressField, echoAddress, libraryFile, openWorkbench, rows } from './workbench-test.ts';

/** What Insomnia exports: a folder with two connections and a message, and an environment with a secret. */
function insomniaExport(base: string, token: string): unknown {
  return {
    _type: 'export',
    __export_format: 4,
    resources: [
      { _id: 'wrk_1', _type: 'workspace', name: 'Work' },
      { _id: 'fld_1', _type: 'request_group', parentId: 'wrk_1', name: 'Shop' },
      {
        _id: 'ws-req_1',
        _type: 'websocket_request',
        parentId: 'fld_1',
        name: 'Orders',
        url: '{{ _.base }}?q=1',
        headers: [{ name: 'X-Team', value: 'blue' }],
        authentication: { type: 'bearer', token: '{{ _.token }}' },
        pathParameters: [{ name: 'id', value: '1' }],
      },
      { _id: 'ws-payload_1', _type: 'websocket_payload', parentId: 'ws-req_1', name: 'Hello', value: '{"a":1}' },
      { _id: 'ws-req_2', _type: 'websocket_request', parentId: 'fld_1', name: 'Unwanted', url: 'ws://localhost/' },
      { _id: 'env_1', _type: 'environment', name: 'Dev', data: { base, token } },
    ],
  };
}

/** What each tool writes of a connection to an address. */
function foreignTexts(echo: string): readonly ForeignText[] {
  const har = {
    log: {
      entries: [
        {
          _resourceType: 'websocket',
          request: { url: `${echo}?from=har`, headers: [{ name: 'X-Tool', value: 'har' }] },
          _webSocketMessages: [
            { type: 'send', time: 10, opcode: 1, data: 'first' },
            { type: 'receive', time: 10.5, opcode: 1, data: 'x' },
            { type: 'send', time: 10.6, opcode: 1, data: 'second' },
          ],
        },
      ],
    },
  };
  const postman = {
    info: { name: 'Shop', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    item: [
      {
        name: 'From Postman',
        request: {
          method: 'GET',
          url: { raw: `${echo}?from=postman` },
          header: [{ key: 'X-Tool', value: 'postman' }],
        },
      },
    ],
    event: [{ listen: 'test' }],
  };
  const hoppscotch = { endpoint: `${echo}?from=hoppscotch`, protocols: [{ value: 'chat', active: true }] };
  return [
    { from: 'wscat', text: `wscat -c '${echo}?from=wscat' -H 'X-Tool: wscat'`, readAs: 'wscat command', count: 1 },
    {
      from: 'websocat',
      text: `websocat -H='X-Tool: websocat' '${echo}?from=websocat'`,
      readAs: 'websocat command',
      count: 1,
    },
    {
      from: 'postman',
      text: JSON.stringify(postman),
      readAs: 'Postman export',
      count: 1,
      leftOut: 'event of the collection',
    },
    { from: 'hoppscotch', text: JSON.stringify(hoppscotch), readAs: 'Hoppscotch', count: 1 },
    { from: 'har', text: JSON.stringify(har), readAs: 'HAR', count: 2, leftOut: '1 message that was received' },
  ];
}

interface ForeignText {
  readonly from: string;
  readonly text: string;
  readonly readAs: string;
  /** How many documents it becomes. */
  readonly count: number;
  readonly leftOut?: string;
}

test('what wscat, websocat, a browser, Postman and Hoppscotch have of a connection is pasted, opened, and copied for other tools', async ({
  running,
  page,
}) => {
  const copy = (text: string): Promise<void> =>
    running.app.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text);
  const copied = (): Promise<string> => running.app.evaluate(({ clipboard }) => clipboard.readText());
  await openWorkbench(page);
  const echo = await echoAddress(page);
  const dialog = page.getByRole('dialog', { name: 'Import connections and messages' });
  for (const { from, text, readAs, count, leftOut } of foreignTexts(echo)) {
    await button(page, 'New…').click();
    await page.getByRole('menuitem', { name: 'Import…' }).click();
    await copy(text);
    await dialog.getByRole('textbox', { name: 'Command or file' }).focus();
    await page.keyboard.press('ControlOrMeta+v');
    await dialog.getByRole('button', { name: 'Read' }).click();
    await expect(dialog.getByText(`Read as: ${readAs}`)).toBeVisible();
    if (leftOut !== undefined) await expect(dialog.getByText(leftOut)).toBeVisible();
    await dialog.getByRole('button', { name: `Import ${count}`, exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(addressField(page)).toHaveValue(`${echo}?from=${from}`);
  }
  await expect(page.getByRole('treeitem', { name: 'From Postman' })).toBeVisible();
  // The sequence of the HAR.
  await expect(page.getByRole('treeitem', { name: /^Sent to / })).toBeVisible();

  for (const [as, begin, header] of [
    ['websocat command', 'websocat', 'X-Tool: har'],
    ['curl command', 'curl', 'X-Tool: har'],
    ['Node module', 'import', 'setRequestHeader("X-Tool", "har")'],
  ] as const) {
    await button(page, 'More about this connection').click();
    // By the keys, which need no submenu to stand still.
    await page.getByRole('menuitem', { name: 'Copy as' }).press('ArrowRight');
    await page.getByRole('menuitem', { name: as }).press('Enter');
    await expect(page.getByText(`Copied as ${as}.`)).toBeVisible();
    const command = await copied();
    expect(command).toMatch(new RegExp(`^${begin} `));
    expect(command).toContain(`${echo}?from=har`);
    expect(command).toContain(header);
  }
  await button(page, 'Connect').click();
  await expect(rows(page).filter({ hasText: 'sample server at' })).toBeVisible();
});

test('a file is imported by the menu, from any page: what is chosen of it is in the library, and connects', async ({
  running,
  page,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'duplex-e2e-'));
  const token = 'tok-51f0-never-shown';
  try {
    const echo = await echoAddress(page);
    const path = join(folder, 'insomnia.json');
    await writeFile(path, JSON.stringify(insomniaExport(echo, token)));
    await page.getByRole('link', { name: '10 Logs' }).click();
    await running.app.evaluate(({ Menu, dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
      const file = Menu.getApplicationMenu()?.items.find(({ label }) => label === '&File');
      file?.submenu?.items.find(({ label }) => label.startsWith('Import'))?.click();
    }, path);
    const dialog = page.getByRole('dialog', { name: 'Import connections and messages' });
    await dialog.getByRole('button', { name: 'Choose a file' }).click();
    await expect(dialog.getByText('Read as: Insomnia')).toBeVisible();
    await expect(dialog.getByText('Secrets that the system will keep: token')).toBeVisible();
    await expect(dialog.getByText('pathParameters of the request')).toBeVisible();
    await expect(dialog.getByRole('checkbox')).toHaveCount(4);
    expect(await violations(page, '[role="dialog"]')).toEqual([]);
    await dialog.getByRole('checkbox', { name: /Unwanted$/ }).uncheck();
    await dialog.getByRole('button', { name: 'Import 3', exact: true }).click();
    await expect(dialog).toBeHidden();

    // The one connection among them is open.
    await expect(addressField(page)).toHaveValue('{{base}}?q=1');
    for (const name of ['Orders', 'Hello', 'Dev']) await expect(page.getByRole('treeitem', { name })).toBeVisible();
    await expect(page.getByRole('treeitem', { name: 'Unwanted' })).toHaveCount(0);
    expect(await readFile(await libraryFile(page, 'connections/Shop/Orders'), 'utf8')).toContain('X-Team');
    const environment = await readFile(await libraryFile(page, 'environments/Dev'), 'utf8');
    expect(environment).toContain('token');
    expect(environment).not.toContain(token);
    await page.getByRole('combobox', { name: 'Environment', exact: true }).first().selectOption('Dev');
    await button(page, 'Connect').click();
    await expect(rows(page).filter({ hasText: 'sample server at' })).toBeVisible();
    expect(await page.locator('body').innerText()).not.toContain(token);
    // A page that is loaded again asks for no file once more.
    await page.reload();
    await openWorkbench(page);
    await expect(addressField(page)).toHaveValue('{{base}}?q=1');
    await expect(dialog).toBeHidden();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
