import { address, button, expect, expectRow, message, openScenario, status, test, transcript } from './app-test.ts';

test('connect, send, receive and disconnect, in the order of the sample', async ({ page }) => {
  await openScenario(page, 'UTF-8 text messages');
  await expect(button(page, 'Disconnect')).toBeDisabled();
  await expect(button(page, 'Send')).toBeDisabled();
  await button(page, 'Connect').click();
  await expect(status(page)).toContainText('Connected');
  await expect(address(page)).toBeDisabled();
  await expect(button(page, 'Connect')).toBeDisabled();
  await expectRow(page, 'Connected to the Duplex sample server');
  await expect(message(page)).toHaveValue('Hello World');
  await button(page, 'Send').click();
  await expect(status(page)).toContainText('Send complete');
  await expectRow(page, 'You said: "Hello World"');
  await button(page, 'Disconnect').click();
  await expect(status(page)).toContainText('Closed');
  await expectRow(page, /Closed by this side with code 1000/);
  await expect(button(page, 'Connect')).toBeEnabled();
  const rows = await transcript(page);
  const order = [
    /Connecting to ws:/,
    /^↑Sent \| request \| \d+ B \| GET \/echo HTTP\/1\.1$/,
    /^↓Received \| response \| \d+ B \| HTTP\/1\.1 101 Switching Protocols$/,
    /Connected in/,
    /^↓Received \| text .* Connected to the Duplex/,
    /^↑Sent \| text \| 11 B \| Hello World$/,
    /^↓Received \| text \| 23 B \| You said/,
    /^↑Sent \| close \| 29 B \| 1000 Closed due to user request\.$/,
    /Closing/,
    /^↓Received \| close \| 29 B \| 1000 Closed due to user request\.$/,
    /Closed by this side/,
  ];
  expect(rows).toHaveLength(order.length);
  for (const [index, expected] of order.entries()) expect(rows[index]).toMatch(expected);
});

test('custom validation lets the sample certificate pass over TLS, and says so', async ({ page }) => {
  await openScenario(page, 'UTF-8 text messages');
  const secure = await page.evaluate(async () => {
    const reply = await window.duplex.invoke('app.state', {});
    return reply.ok && reply.value.server.kind === 'running' ? reply.value.server.endpoints.secureEcho : '';
  });
  await address(page).fill(secure);
  await button(page, 'Connect').click();
  await expect(status(page)).toContainText('CertificateIsInvalid');
  await page.getByRole('checkbox', { name: 'Perform custom server certificate validation' }).check();
  await button(page, 'Connect').click();
  await expectRow(page, 'Custom validation of the server certificate passed');
  await expect(status(page)).toContainText('Connected');
});

test('with custom validation on a ws address a note says that it has no effect', async ({ page }) => {
  await openScenario(page, 'UTF-8 text messages');
  await page.getByRole('checkbox', { name: 'Perform custom server certificate validation' }).check();
  await button(page, 'Connect').click();
  await expectRow(page, 'certificates are checked for wss: addresses only');
  await expect(status(page)).toContainText('Connected');
});

test('an empty text names the field, and nothing is sent', async ({ page }) => {
  await openScenario(page, 'UTF-8 text messages');
  await button(page, 'Connect').click();
  await expect(status(page)).toContainText('Connected');
  await message(page).fill('');
  await button(page, 'Send').click();
  await expect(status(page)).toContainText('Message: enter the text to send');
  await expect(message(page)).toBeFocused();
  await expect(message(page)).toHaveAttribute('aria-invalid', 'true');
  expect((await transcript(page)).filter((row) => row.startsWith('↑Sent | text'))).toEqual([]);
});

test('leaving the page closes its socket', async ({ page }) => {
  await openScenario(page, 'UTF-8 text messages');
  await button(page, 'Connect').click();
  await expect(status(page)).toContainText('Connected');
  await openScenario(page, 'Partial and complete messages');
  await expect(status(page)).toBeEmpty();
  const live = () =>
    page.evaluate(async () => {
      const reply = await window.duplex.invoke('session.list', {});
      return reply.ok ? reply.value.filter(({ connection }) => connection.kind === 'open').length : -1;
    });
  await expect.poll(live).toBe(0);
});

test('markup and control characters of a message are shown, never run', async ({ page }) => {
  await openScenario(page, 'UTF-8 text messages');
  await button(page, 'Connect').click();
  await expect(status(page)).toContainText('Connected');
  await message(page).fill('<img src=x onerror="document.title=1">\u0007');
  await button(page, 'Send').click();
  await expectRow(page, '<img src=x onerror="document.title=1">BEL');
  await expect(page).toHaveTitle('UTF-8 text messages – Duplex');
});
