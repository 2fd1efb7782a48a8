import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'playwright/test';
import { expectRow, openScenario, press, scenarios } from './demo-scenarios.mjs';

/**
 * @typedef {import('playwright').Page} Page
 * @typedef {object} Scene
 * @property {string} name of its picture in docs/images, without `.png`
 * @property {(page: Page, app: import('playwright').ElectronApplication) => Promise<void>} show from wherever the app is to what the picture shows
 * @property {number} [width] of the picture, where not as the others
 */

/** An order as a server may send it, with a number that floating point would round. */
const order = {
  id: 9_007_199_254_740_991,
  customer: { name: 'Jana Nováková', city: 'Praha' },
  lines: [
    { article: 'Lamp', count: 2, price: 39.9 },
    { article: 'Cable, 2 m', count: 4, price: 7.5 },
  ],
  paid: true,
};

/** A login, and a question with what the answer to it has said. */
const conversation = /** @type {import('../contract/workbench/documents.ts').SequenceStep[]} */ ([
  { kind: 'send', body: { kind: 'json', text: '{ "hello": "{{uuid()}}" }' }, opcode: 'text' },
  { kind: 'wait', match: { kind: 'regex', pattern: '"hello": "([^"]+)"' }, timeoutMs: 5000, keepAs: 'ticket' },
  { kind: 'send', body: { kind: 'json', text: '{ "ticket": "{{ticket}}", "room": "{{room}}" }' }, opcode: 'text' },
  { kind: 'wait', match: { kind: 'text', text: 'ticket' }, timeoutMs: 5000 },
]);

/** In this order: each begins where the one before ended. */
export const scenes = /** @type {Scene[]} */ ([
  { name: 'first-run', show: showFirstRun },
  { name: 'utf8-text-messages', show: (page) => play(page, 0) },
  { name: 'transcript', show: showRowMenu },
  { name: 'message-details', show: showMessage },
  { name: 'search', show: searchFlood },
  { name: 'export', show: showExport },
  { name: 'binary-data-stream', show: playStream },
  { name: 'partial-messages', show: (page) => play(page, 3) },
  { name: 'logs', show: showLogs },
  { name: 'network-isolation', show: askAboutAddress },
  { name: 'proxies', show: showProxies },
  { name: 'secure-connections', show: lookAtCertificate },
  { name: 'troubleshoot', show: findOutWhy },
  { name: 'advanced-controls', show: showControls },
  { name: 'charts', show: showCharts },
  { name: 'workbench', show: showWorkbench, width: 1400 },
  { name: 'connection-editor', show: showEditor, width: 1400 },
  { name: 'composer', show: showSequence, width: 1400 },
  { name: 'control-frames', show: showControlFrames },
  { name: 'reconnecting', show: showReconnecting, width: 1400 },
  { name: 'documents', show: showBrokenDocument, width: 1400 },
  { name: 'deep-links', show: showLink },
  { name: 'import', show: showImport },
  { name: 'command-palette', show: showPalette },
  { name: 'settings', show: showSettings },
  { name: 'updates', show: showUpdates },
  { name: 'languages', show: showGerman },
]);

/**
 * @param {Page} page
 * @param {number} index of the scenario
 */
async function play(page, index) {
  const scenario = scenarios[index];
  if (scenario === undefined) throw new Error(`there is no scenario ${index}`);
  await openScenario(page, scenario.title);
  await scenario.run(page);
}

/** @param {Page} page */
async function showExport(page) {
  await press(page, 'Export or import a log');
  await expect(page.getByRole('dialog', { name: 'Export or import a log' })).toBeVisible();
}

/** @param {Page} page */
async function playStream(page) {
  await leaveDialog(page);
  await play(page, 1);
  // Long enough for the chart to have lines.
  await expect(page.getByTestId('bytes-sent')).toHaveText('120', { timeout: 20_000 });
}

/** @param {Page} page */
async function showRowMenu(page) {
  const row = page.getByRole('grid', { name: 'Transcript' }).locator('[data-index]').filter({ hasText: '↑' }).last();
  await row.click();
  await row.click({ button: 'right' });
  await expect(page.getByRole('menu', { name: 'Row' })).toBeVisible();
}

/** @param {Page} page */
async function showMessage(page) {
  await page.keyboard.press('Escape');
  const text = JSON.stringify(order).replace('9007199254740991', '9007199254740993');
  await page.getByRole('textbox', { name: 'Message' }).fill(text);
  await press(page, 'Send');
  const sent = page
    .getByRole('grid', { name: 'Transcript' })
    .locator('[data-index]')
    .filter({ hasText: /↑.*"id"/u });
  await sent.last().click();
  const pane = page.getByRole('region', { name: 'Selected row' });
  await expect(pane.getByRole('tree', { name: 'Values' })).toContainText('9007199254740993');
}

/** @param {Page} page */
async function searchFlood(page) {
  await press(page, 'Close details');
  await press(page, 'Disconnect');
  await expectRow(page, /Closed/u);
  const { flood } = await endpoints(page);
  await page.getByRole('textbox', { name: 'Server address' }).fill(`${flood}?count=200000&size=32`);
  await press(page, 'Connect');
  await expect(page.getByRole('status', { name: 'Status' })).toContainText('flood done');
  await page.keyboard.press('Control+f');
  await page.getByRole('searchbox', { name: 'Search the transcript' }).fill('777.');
  await expect(page.locator('search')).toContainText(/ of [\d,]+ rows$/u, { timeout: 30_000 });
}

/** @param {Page} page */
async function showLogs(page) {
  await goTo(page, 'Logs');
  await expect(page.getByRole('link', { name: /\/flood\?/u })).toBeVisible();
}

/** @param {Page} page */
async function askAboutAddress(page) {
  await goTo(page, 'Network isolation');
  await page.getByRole('textbox', { name: 'Address', exact: true }).fill('ws://169.254.169.254/latest');
  await press(page, 'Check');
  await expect(page.getByTestId('answer')).toContainText('metadata service');
}

/** @param {Page} page */
async function showProxies(page) {
  const part = page.getByRole('region', { name: 'Proxy' });
  await part.getByRole('radio', { name: 'This proxy' }).check();
  await part.getByRole('textbox', { name: 'Host' }).fill('proxy.example.com');
  await part.getByRole('textbox', { name: 'Port' }).fill('3128');
  await part.scrollIntoViewIfNeeded();
}

/** @param {Page} page */
async function lookAtCertificate(page) {
  await goTo(page, 'Secure connections');
  await press(page, 'Look');
  await expect(page.getByRole('status', { name: 'Result' })).toContainText('is refused');
}

/** @param {Page} page */
async function findOutWhy(page) {
  await goTo(page, 'Troubleshoot');
  await press(page, 'TLS to a server without TLS');
  const result = page.getByRole('region', { name: 'What happened' });
  await expect(result).toContainText('Reported as');
}

/** @param {Page} page */
async function showControls(page) {
  await goTo(page, 'Advanced controls');
  await press(page, 'Connect');
  await expect(page.getByRole('button', { name: 'Disconnect', exact: true })).toBeEnabled();
}

/**
 * The log of the stream, which took some time.
 *
 * @param {Page} page
 */
async function showCharts(page) {
  await goTo(page, 'Logs');
  await page
    .getByRole('row')
    .filter({ hasText: '/echo' })
    // The whole cell: the time before it ends in figures, too.
    .filter({ has: page.getByRole('cell', { name: /^1\d s$/u }) })
    .getByRole('link')
    .click();
  await press(page, 'Show charts');
  const charts = page.getByRole('region', { name: 'Charts' });
  await charts.getByRole('radio', { name: 'Bytes/s' }).check();
  await expect(charts.getByRole('figure')).toHaveAccessibleName(/^Bytes per second from 0 s to 1\d/u);
}

/** @param {Page} page */
async function showFirstRun(page) {
  await goTo(page, 'Workbench');
  await expect(page.getByRole('button', { name: 'Talk to the built-in server' })).toBeVisible();
}

/**
 * A library as somebody may have it, and two of its connections side by side.
 *
 * @param {Page} page
 */
async function showWorkbench(page) {
  // The charts of the scene before would be in every transcript.
  await press(page, 'Show charts');
  const { echo } = await endpoints(page);
  const document = { version: /** @type {const} */ (1) };
  const shop = { ...document, headers: [{ name: 'X-Client', value: 'duplex' }], variables: { room: 'orders' } };
  await create(page, 'environments', 'Local', {
    kind: 'environment',
    document: { ...document, variables: { server: new URL(echo).host }, secrets: ['token'] },
  });
  await create(page, 'connections', 'Shop', { kind: 'folder', document: shop });
  const habits = { keepAlive: { kind: /** @type {const} */ ('ping'), everyMs: 30_000 }, environment: 'Local' };
  for (const [name, address] of [
    ['Orders', 'ws://{{server}}/echo?room={{room}}&since=%32'],
    ['Stock', 'ws://{{server}}/echo?room=stock'],
  ]) {
    await create(page, 'connections/Shop', name ?? '', {
      kind: 'connection',
      document: { ...document, address: address ?? '', ...habits },
    });
  }
  await create(page, 'messages', 'Log in and ask', { kind: 'message', document: { ...document, steps: conversation } });
  await goTo(page, 'Workbench');
  for (const name of ['Stock', 'Orders']) {
    const item = page.getByRole('treeitem', { name });
    await item.click();
    await press(page, 'Connect');
    await expect(page.getByRole('button', { name: 'Disconnect', exact: true })).toBeEnabled();
  }
  await press(page, 'More about tabs');
  await page.getByRole('menuitem', { name: 'Show beside this one' }).click();
  await page.getByRole('menuitem', { name: 'Stock' }).click();
  for (const panel of await page.getByRole('tabpanel').all()) {
    await expect(panel.locator('[data-index]').filter({ hasText: 'sample server at' })).toBeVisible();
  }
}

/** @param {Page} page */
async function showEditor(page) {
  await press(page, 'More about tabs');
  await page.getByRole('menuitem', { name: 'Show one tab only' }).click();
  await page.getByRole('tab', { name: 'Orders' }).click();
  await page.getByRole('tab', { name: 'Settings', exact: true }).click();
  const editor = page.getByRole('region', { name: 'Connection settings' });
  await editor.getByRole('tab', { name: /^Headers/u }).click();
  await editor.getByRole('combobox', { name: 'Name of header 1', exact: true }).fill('X-Room');
  await editor.getByRole('textbox', { name: 'Value of header 1', exact: true }).fill('{{room}}');
  await expect(editor.getByRole('list', { name: 'Request as it will be sent' })).toContainText('X-Room: orders');
}

/** @param {Page} page */
async function showSequence(page) {
  await page.getByRole('tab', { name: 'Messages', exact: true }).click();
  await page.getByRole('treeitem', { name: 'Log in and ask' }).click();
  const composer = page.getByRole('region', { name: 'Composer' });
  await composer.getByRole('button', { name: /^Step 2:/u }).click();
  await composer.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(composer).toContainText(/Sent 2 messages/u);
}

/** @param {Page} page */
async function showControlFrames(page) {
  await press(page, 'Control frames');
  const lab = page.getByRole('region', { name: 'Control frames' });
  await lab.getByRole('textbox', { name: 'Payload', exact: true }).fill('are you there?');
  await lab.getByRole('button', { name: 'Send ping' }).click();
  await expectRow(page, /are you there\?/u);
  await page.getByRole('switch', { name: 'Illegal frames' }).click();
}

/**
 * Nobody listens on the port of TCP's discard service.
 *
 * @param {Page} page
 */
async function showReconnecting(page) {
  const reconnect = { firstMs: 60_000, mostMs: 60_000, jitter: 0, attempts: 5 };
  const document = { version: /** @type {const} */ (1), address: 'ws://127.0.0.1:9/prices', reconnect };
  await create(page, 'connections/Shop', 'Prices', { kind: 'connection', document });
  await page.getByRole('treeitem', { name: 'Prices' }).click();
  await press(page, 'Connect');
  await expect(page.getByRole('timer')).toContainText(/Next attempt 1 of 5/u);
}

/**
 * A file that somebody has edited.
 *
 * @param {Page} page
 */
async function showBrokenDocument(page) {
  await press(page, 'Stop');
  const library = await page.evaluate(() => window.duplex.invoke('library.state', {}));
  if (!library.ok) throw new Error(library.error.message);
  const file = path.join(library.value.folder, 'connections', 'Shop', 'Stock.yaml');
  const text = await readFile(file, 'utf8');
  await writeFile(file, `${text}address: wss://shop.example.com/stock\n`);
  await page.getByRole('treeitem', { name: /^Stock, cannot be read/u }).click();
  await expect(page.getByText('is there twice')).toBeVisible();
}

/**
 * As the system hands it to the app that runs already.
 *
 * @param {Page} page
 * @param {import('playwright').ElectronApplication} app
 */
async function showLink(page, app) {
  await app.evaluate((electron) =>
    electron.app.emit('second-instance', {}, [
      'duplex',
      'duplex://connect?address=wss%3A%2F%2Fshop.example.com%2Forders',
    ]),
  );
  await expect(page.getByRole('alert', { name: 'Opened link' })).toContainText('wss://shop.example.com/orders');
}

/** @param {Page} page */
async function showImport(page) {
  await press(page, 'Drop the link');
  await press(page, 'New…');
  await page.getByRole('menuitem', { name: 'Import…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import connections and messages' });
  await dialog
    .getByRole('textbox', { name: 'Command or file' })
    .fill("wscat -c wss://example.com/chat -s chat.v2 -H 'Authorization: Bearer abc' -P --slash");
  await dialog.getByRole('button', { name: 'Read', exact: true }).click();
  await expect(dialog).toContainText('Secrets that the system will keep');
}

/** @param {Page} page */
async function showPalette(page) {
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command palette' }).fill('se');
  await expect(page.getByRole('option').first()).toBeVisible();
}

/** @param {Page} page */
async function showSettings(page) {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('Control+,');
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
}

/** @param {Page} page */
async function showUpdates(page) {
  await goTo(page, 'About and updates');
}

/** @param {Page} page */
async function showGerman(page) {
  await page.evaluate(() => window.duplex.invoke('app.setLanguage', { language: 'de' }));
  await page.getByRole('link', { name: /UTF-8-Textnachrichten/u }).click();
  await expect(page.getByRole('button', { name: 'Verbinden', exact: true })).toBeVisible();
}

/** @param {Page} page */
async function leaveDialog(page) {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
}

/**
 * @param {Page} page
 * @param {string} folder
 * @param {string} name
 * @param {import('../contract/workbench/library.ts').NewDocument} content
 */
async function create(page, folder, name, content) {
  const made = await page.evaluate((input) => window.duplex.invoke('library.create', input), { folder, name, content });
  if (!made.ok) throw new Error(made.error.message);
}

/**
 * Goes to a page that is no scenario.
 *
 * @param {Page} page
 * @param {string} title
 */
async function goTo(page, title) {
  await page.getByRole('link', { name: new RegExp(`^\\d+ ${title}$`, 'u') }).click();
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
}

/** @param {Page} page */
async function endpoints(page) {
  const state = await page.evaluate(() => window.duplex.invoke('app.state', {}));
  if (!state.ok || state.value.server.kind !== 'running') throw new Error('the built-in server is off');
  return state.value.server.endpoints;
}
