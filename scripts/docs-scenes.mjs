import { expect } from 'playwright/test';
import { expectRow, openScenario, press, scenarios } from './demo-scenarios.mjs';

/**
 * @typedef {import('playwright').Page} Page
 * @typedef {object} Scene
 * @property {string} name of its picture in docs/images, without `.png`
 * @property {(page: Page) => Promise<void>} show from wherever the app is to what the picture shows
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

/** In this order: each begins where the one before ended. */
export const scenes = /** @type {Scene[]} */ ([
  { name: 'utf8-text-messages', show: (page) => play(page, 0) },
  { name: 'message-details', show: showMessage },
  { name: 'search', show: searchFlood },
  { name: 'binary-data-stream', show: playStream },
  { name: 'partial-messages', show: (page) => play(page, 3) },
  { name: 'logs', show: showLogs },
  { name: 'network-isolation', show: askAboutAddress },
  { name: 'secure-connections', show: lookAtCertificate },
  { name: 'troubleshoot', show: findOutWhy },
  { name: 'advanced-controls', show: showControls },
  { name: 'charts', show: showCharts },
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
async function playStream(page) {
  await play(page, 1);
  // Long enough for the chart to have lines.
  await expect(page.getByTestId('bytes-sent')).toHaveText('120', { timeout: 20_000 });
}

/** @param {Page} page */
async function showMessage(page) {
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
    .filter({ hasText: /\/echo.*1\d s/u })
    .getByRole('link')
    .click();
  await press(page, 'Show charts');
  const charts = page.getByRole('region', { name: 'Charts' });
  await charts.getByRole('radio', { name: 'Bytes/s' }).check();
  await expect(charts.getByRole('figure')).toHaveAccessibleName(/^Bytes per second from 0 s to 1\d/u);
}

/**
 * Goes to a page that is no scenario.
 *
 * @param {Page} page
 * @param {string} title
 */
async function goTo(page, title) {
  await page.getByRole('link', { name: new RegExp(`^\\d ${title}$`, 'u') }).click();
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
}

/** @param {Page} page */
async function endpoints(page) {
  const state = await page.evaluate(() => window.duplex.invoke('app.state', {}));
  if (!state.ok || state.value.server.kind !== 'running') throw new Error('the built-in server is off');
  return state.value.server.endpoints;
}
