import { expect } from 'playwright/test';

/**
 * @typedef {import('playwright').Page} Page
 * @typedef {object} Scenario
 * @property {string} id
 * @property {string} title as the navigation has it
 * @property {string} [note] what is different about it
 * @property {ReadonlyArray<'light' | 'dark'>} themes to photograph it in
 * @property {(page: Page) => Promise<string>} run from its open page to the moment worth a picture; returns what happened
 * @property {(page: Page) => Promise<void>} leave closes what it opened
 */

/** Both, the light one first. */
const bothThemes = /** @type {const} */ (['light', 'dark']);

/** @type {Scenario} */
const utf8TextMessages = {
  id: 'utf8-text-messages',
  title: '1 UTF-8 text messages',
  themes: bothThemes,
  async run(page) {
    await press(page, 'Connect');
    await expectRow(page, /Connected/u);
    for (const text of ['Hello World', 'Grüße aus Köln, ahoj z Prahy, привет']) {
      await page.getByRole('textbox', { name: 'Message' }).fill(text);
      await press(page, 'Send');
      await expectRow(page, `You said: "${text}"`);
    }
    return 'connected, sent two messages, got both back';
  },
  leave: (page) => end(page, 'Disconnect'),
};

/** @type {Scenario} */
const binaryDataStream = {
  id: 'binary-data-stream',
  title: '2 Binary data stream',
  themes: bothThemes,
  async run(page) {
    await press(page, 'Start');
    // Ten bytes every second: three times is enough to see both counters move.
    await expect(page.getByTestId('bytes-sent')).toHaveText('30', { timeout: 10_000 });
    await expect(page.getByTestId('bytes-received')).not.toHaveText(/^0?$/u);
    const received = await page.getByTestId('bytes-received').textContent();
    return `30 bytes sent, ${received} bytes received`;
  },
  leave: (page) => end(page, 'Stop'),
};

/** @type {Scenario} */
const clientAuthentication = {
  id: 'client-authentication',
  title: '3 Client authentication',
  themes: bothThemes,
  async run(page) {
    await press(page, 'Connect');
    await expectRow(page, /Connected in/u);
    await expect(page.getByRole('button', { name: 'Disconnect', exact: true })).toBeEnabled();
    return 'connected over TLS with the built-in client certificate';
  },
  leave: (page) => end(page, 'Disconnect'),
};

/** @type {Scenario} */
const partialMessages = {
  id: 'partial-messages',
  title: '4 Partial and complete messages',
  themes: bothThemes,
  async run(page) {
    await press(page, 'Connect');
    await expectRow(page, /Connected in/u);
    const text = page.getByRole('textbox', { name: 'Message' });
    const endOfMessage = page.getByRole('checkbox', { name: 'End of message' });
    for (const { part, isLast } of [
      { part: 'One message', isLast: false },
      { part: 'in two parts', isLast: true },
    ]) {
      await text.fill(part);
      await endOfMessage.setChecked(isLast);
      await press(page, 'Send');
      await expectRow(page, new RegExp(`You said: "${part}"`, 'u'));
    }
    return 'one message sent in two parts, both parts came back';
  },
  leave: (page) => end(page, 'Disconnect'),
};

/** The order of the app's navigation. */
export const scenarios = [utf8TextMessages, binaryDataStream, clientAuthentication, partialMessages];

/** @type {Scenario} The first one again, in a narrow window. */
export const narrowScenario = {
  ...utf8TextMessages,
  id: 'narrow',
  note: '640 pixels wide',
  themes: ['light'],
};

/**
 * Goes to a scenario's page with the navigation.
 *
 * @param {Page} page
 * @param {string} name as the navigation has it: its number and title
 */
export async function openScenario(page, name) {
  await page.getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { name: name.replace(/^\d /u, '') })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Server address' })).toHaveValue(/^wss?:\/\//u);
}

/**
 * @param {Page} page
 * @param {string} name of a button
 */
export async function press(page, name) {
  await page.getByRole('button', { name, exact: true }).click();
}

/**
 * Waits for a row of the transcript.
 *
 * @param {Page} page
 * @param {string | RegExp} content
 */
export async function expectRow(page, content) {
  await expect(
    page.getByRole('grid', { name: 'Transcript' }).getByRole('row').filter({ hasText: content }).last(),
  ).toBeVisible();
}

/**
 * @param {Page} page
 * @param {'Disconnect' | 'Stop'} verb
 */
async function end(page, verb) {
  await press(page, verb);
  await expect(page.getByRole('button', { name: verb === 'Stop' ? 'Start' : 'Connect', exact: true })).toBeEnabled();
}
