import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { address, button, expect, expectRow, status, test } from './app-test.ts';

async function openPage(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Advanced controls' }).click();
  await expect(page.getByRole('heading', { name: 'Advanced controls', level: 1 })).toBeVisible();
  await expect(address(page)).toHaveValue(/^ws:\/\/localhost:\d+\//);
}

function row(page: Page, name: string): Locator {
  return page.locator(`[data-property="${name}"]`);
}

/** A value of a row. */
function value(page: Page, name: string, which: 'Before' | 'After' | 'Set now'): Locator {
  return row(page, name).locator('dt', { hasText: which }).locator('xpath=following-sibling::dd[1]');
}

function box(page: Page, name: string): Locator {
  return page.getByRole('textbox', { name, exact: true });
}

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .exclude('[data-tabster-dummy]')
    .analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 200)).join(' ; ')}`);
}

test('settings reach the built-in server, and are frozen, told and explained once connected', async ({ page }) => {
  await openPage(page);
  await expect(value(page, 'messageType', 'Before')).toHaveText('Binary');
  await expect(value(page, 'maxMessageSize', 'Before')).toHaveText('no limit (4294967295)');
  await expect(value(page, 'maxMessageSize', 'After')).toHaveText('not connected');
  await expect(value(page, 'maxMessageSize', 'Set now')).toHaveText('yes');
  await expect(row(page, 'outboundBufferSizeInBytes')).toContainText('No equivalent');
  await expect(row(page, 'outboundBufferSizeInBytes')).toContainText('Node sets SO_SNDBUF of UDP sockets only');
  await expect(row(page, 'perMessageDeflate')).toContainText('Not in WinRT');
  await expect(row(page, 'noDelay')).toHaveCount(0);

  await box(page, 'SupportedProtocols').fill('chat, superchat');
  await box(page, 'DesiredUnsolicitedPongInterval').fill('5000');
  await box(page, 'MaxMessageSize').fill('200');
  await expect(value(page, 'supportedProtocols', 'Before')).toHaveText('chat, superchat');
  await expect(value(page, 'actualUnsolicitedPongInterval', 'Before')).toHaveText('15,000 ms');

  await button(page, 'Connect').click();
  await expect(status(page)).toContainText('Connected');
  await expect(value(page, 'information.protocol', 'After')).toHaveText('chat');
  await expect(value(page, 'information.localAddress', 'After')).toHaveText(/^(?:127\.0\.0\.1|::1)$/);
  await expect(value(page, 'information.perMessageDeflate', 'After')).toHaveText('none');
  await expect(value(page, 'maxMessageSize', 'After')).toHaveText('200 B');
  await expect(value(page, 'desiredUnsolicitedPongInterval', 'After')).toHaveText('5,000 ms');
  await expect(value(page, 'actualUnsolicitedPongInterval', 'After')).toHaveText('15,000 ms');

  await expect(box(page, 'MaxMessageSize')).toBeDisabled();
  await expect(value(page, 'maxMessageSize', 'Set now')).toHaveText('no: E_ILLEGAL_METHOD_CALL 0x8000000E');
  await expect(value(page, 'supportedProtocols', 'Set now')).toHaveText('ignored, without an error');
  await expect(value(page, 'messageType', 'Set now')).toHaveText('yes');
  await expect(box(page, 'SupportedProtocols')).toBeDisabled();

  // The message type is not frozen, and counts for what is sent next.
  const messageType = page.getByRole('combobox', { name: 'MessageType' });
  await expect(messageType).toBeEnabled();
  await box(page, 'Message').fill('Hello');
  await button(page, 'Send').click();
  await expectRow(page, /binary message received, size=5 bytes/i);
  await messageType.selectOption('Utf8');
  await button(page, 'Send').click();
  await expectRow(page, 'You said: "Hello"');
  await expect(value(page, 'messageType', 'Before')).toHaveText('Binary');
  await expect(value(page, 'messageType', 'After')).toHaveText('Utf8');

  // The answer to this is larger than the limit.
  await box(page, 'Message').fill('x'.repeat(200));
  await button(page, 'Send').click();
  await expect(status(page)).toContainText('maxMessageSize, 200');
  await expect(box(page, 'MaxMessageSize')).toBeEnabled();
  await expect(value(page, 'maxMessageSize', 'After')).toHaveText('not connected');
});

test('compression is agreed on with a server that has it, which sees 1009 for a message too large', async ({
  page,
}) => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: { threshold: 0 } });
  await once(server, 'listening');
  const codes: number[] = [];
  const extensions: string[] = [];
  server.on('connection', (socket) => {
    extensions.push(socket.extensions);
    socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
    socket.on('close', (code) => codes.push(code));
    socket.send('x'.repeat(20));
  });
  try {
    await openPage(page);
    await address(page).fill(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await row(page, 'perMessageDeflate').getByRole('checkbox', { name: 'Offer it' }).check();
    await box(page, 'Own window, bits').fill('16');
    await expect(row(page, 'perMessageDeflate')).toContainText('must be a whole number from 8 to 15');
    await button(page, 'Connect').click();
    await expect(status(page)).toContainText('clientMaxWindowBits must be a whole number from 8 to 15');
    await expect(box(page, 'Own window, bits')).toBeFocused();
    await box(page, 'Own window, bits').fill('10');
    await box(page, 'Level, 0 to 9').fill('9');
    await box(page, 'MaxMessageSize').fill('20');
    await button(page, 'Connect').click();
    await expect(status(page)).toContainText('Connected');
    await expect(value(page, 'perMessageDeflate', 'After')).toHaveText('offered, clientMaxWindowBits 10, level 9');
    await expect(value(page, 'information.perMessageDeflate', 'After')).toContainText('clientMaxWindowBits 10');
    expect(extensions).toEqual(['permessage-deflate']);
    await box(page, 'Message').fill('y'.repeat(21));
    await button(page, 'Send').click();
    await expect(status(page)).toContainText('maxMessageSize, 20');
    await expect.poll(() => codes).toEqual([1009]);
  } finally {
    for (const client of server.clients) client.terminate();
    server.close();
  }
});

test('a stream has noDelay and no message properties, and what it is sent is counted', async ({ page }) => {
  await openPage(page);
  await page.getByRole('radio', { name: 'StreamWebSocket' }).check();
  await expect(row(page, 'messageType')).toHaveCount(0);
  await expect(row(page, 'maxMessageSize')).toHaveCount(0);
  const noDelay = page.getByRole('checkbox', { name: 'NoDelay' });
  await expect(noDelay).toBeChecked();
  await noDelay.uncheck();
  await button(page, 'Connect').click();
  await expect(status(page)).toContainText('Connected');
  await expect(value(page, 'noDelay', 'After')).toHaveText('false');
  await expect(noDelay).toBeDisabled();
  await expect(page.getByRole('radio', { name: 'MessageWebSocket' })).toBeDisabled();
  await box(page, 'Message').fill('12345');
  await button(page, 'Send').click();
  await expect(page.getByRole('region', { name: 'Transcript' })).toContainText('5 B out');
  // A page that is loaded again finds the session, and what it was opened with.
  await page.reload();
  await expect(page.getByRole('radio', { name: 'StreamWebSocket' })).toBeChecked();
  await expect(noDelay).not.toBeChecked();
  await expect(value(page, 'noDelay', 'After')).toHaveText('false');
  await button(page, 'Disconnect').click();
  await expect(status(page)).toContainText('Closed');
  await expect(noDelay).toBeEnabled();
});

test('a credential is sent to a server that asks, and its password is on the page nowhere but in its box', async ({
  page,
}) => {
  const password = 'open-sesame-4711';
  const logins: (string | undefined)[] = [];
  const server = new WebSocketServer({
    host: '127.0.0.1',
    port: 0,
    verifyClient: ({ req }, done) => {
      logins.push(req.headers.authorization);
      if (req.headers.authorization === undefined) {
        done(false, 401, 'Unauthorized', { 'WWW-Authenticate': 'Basic realm="here"' });
      } else done(true);
    },
  });
  await once(server, 'listening');
  try {
    await openPage(page);
    await address(page).fill(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await box(page, 'ServerCredential: User name').fill('ali');
    await expect(row(page, 'serverCredential')).toContainText('needs both a user name and a password');
    await page.getByLabel('ServerCredential: Password').fill(password);
    await button(page, 'Connect').click();
    await expect(status(page)).toContainText('Connected');
    expect(logins.at(-1)).toBe(`Basic ${Buffer.from(`ali:${password}`).toString('base64')}`);
    await expect(value(page, 'serverCredential', 'After')).toHaveText('ali');
    expect(await page.locator('body').textContent()).not.toContain(password);
  } finally {
    for (const client of server.clients) client.terminate();
    server.close();
  }
});

test('reset goes back to the defaults, and undo takes that back', async ({ page }) => {
  await openPage(page);
  await expect(button(page, 'Reset to defaults')).toBeDisabled();
  await box(page, 'SupportedProtocols').fill('chat');
  await row(page, 'ignorableServerCertificateErrors').getByRole('checkbox', { name: 'Untrusted' }).check();
  await button(page, 'Reset to defaults').click();
  await expect(box(page, 'SupportedProtocols')).toHaveValue('');
  await expect(value(page, 'ignorableServerCertificateErrors', 'Before')).toHaveText('empty');
  await expect(button(page, 'Undo reset')).toBeFocused();
  await button(page, 'Undo reset').click();
  await expect(box(page, 'SupportedProtocols')).toHaveValue('chat');
  await expect(value(page, 'ignorableServerCertificateErrors', 'Before')).toHaveText('Untrusted');
  // What was filled in is there again after another page.
  await page.getByRole('link', { name: 'UTF-8 text messages' }).click();
  await openPage(page);
  await expect(box(page, 'SupportedProtocols')).toHaveValue('chat');
});

test('what main refuses is marked where it stands', async ({ page }) => {
  await openPage(page);
  await box(page, 'SupportedProtocols').fill('chat, chat');
  await button(page, 'Connect').click();
  await expect(status(page)).toContainText('“chat” is not a subprotocol name, or is there twice');
  await expect(box(page, 'SupportedProtocols')).toHaveAttribute('aria-invalid', 'true');
  await expect(box(page, 'SupportedProtocols')).toBeFocused();
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing, and everything can be reached at 640 pixels, in ${theme}`, async ({ page, running }) => {
    await page.evaluate((chosen) => window.duplex.invoke('app.setTheme', { theme: chosen }), theme);
    await openPage(page);
    await row(page, 'perMessageDeflate').getByRole('checkbox', { name: 'Offer it' }).check();
    await page.getByRole('combobox', { name: 'ClientCertificate' }).selectOption('A PFX file');
    await box(page, 'MaxMessageSize').fill('-1');
    expect(await violations(page)).toEqual([]);
    await box(page, 'MaxMessageSize').fill('');
    await page.getByRole('combobox', { name: 'ClientCertificate' }).selectOption('None');
    await button(page, 'Connect').click();
    await expect(value(page, 'maxMessageSize', 'Set now')).toContainText('E_ILLEGAL_METHOD_CALL');
    expect(await violations(page)).toEqual([]);
    await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(640, 480));
    await expect.poll(() => page.evaluate(() => window.innerWidth)).toBeLessThanOrEqual(640);
    expect(await violations(page)).toEqual([]);
    await row(page, 'information.inboundBandwidthPeaked').scrollIntoViewIfNeeded();
    await expect(row(page, 'information.inboundBandwidthPeaked')).toBeInViewport();
    const isWider = await page.evaluate(() =>
      [...document.querySelectorAll('[data-region="form"]')].some((form) => form.scrollWidth > form.clientWidth),
    );
    expect(isWider).toBe(false);
  });
}

test('a link leads to one property, with the address filled in; serverTrust leads to Secure connections', async ({
  page,
}) => {
  await openPage(page);
  await page.getByRole('link', { name: 'UTF-8 text messages' }).click();
  await page.evaluate(() => {
    window.location.hash = '#/advanced-controls?property=proxyCredential&address=ws%3A%2F%2Fa.test%2F';
  });
  await expect(box(page, 'ProxyCredential: User name')).toBeFocused();
  await expect(box(page, 'ProxyCredential: User name')).toBeInViewport();
  await expect(address(page)).toHaveValue('ws://a.test/');
  await row(page, 'serverTrust').getByRole('link', { name: 'Open Secure connections' }).click();
  await expect(page.getByRole('heading', { name: 'Secure connections', level: 1 })).toBeVisible();
});

test('form and transcript stand side by side in the window as it comes', async ({ page, running }) => {
  await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1200, 800));
  await openPage(page);
  const form = page.locator('[data-region="form"]');
  const transcriptPart = page.getByRole('region', { name: 'Transcript' });
  await expect
    .poll(async () => {
      const [left, right] = [await form.boundingBox(), await transcriptPart.boundingBox()];
      return left !== null && right !== null && left.x + left.width <= right.x && Math.abs(left.y - right.y) < 4;
    })
    .toBe(true);
});
