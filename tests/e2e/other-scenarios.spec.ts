import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { address, button, expect, expectRow, message, openScenario, status, test, transcript } from './app-test.ts';

test('the stream sends ten bytes a second and counts what comes back', async ({ page }) => {
  await openScenario(page, 'Binary data stream');
  await expect(button(page, 'Stop')).toBeDisabled();
  await button(page, 'Start').click();
  await expect(status(page)).toContainText('Connected');
  await expect(page.getByTestId('bytes-sent')).toHaveText('10');
  await expect(page.getByTestId('bytes-sent')).toHaveText('20');
  // The greeting, and 38 bytes for each write: "binary message received, size=10 bytes".
  const received = Number((await page.getByTestId('bytes-received').textContent())?.replaceAll(',', ''));
  expect(received).toBeGreaterThan(28 + 38);
  await button(page, 'Stop').click();
  await expect(status(page)).toContainText('Stopped');
  await expectRow(page, /Closed by this side with code 1000/);
  await expectRow(page, 'Sending in the background stopped');
  await page.getByRole('grid', { name: 'Transcript' }).press('Home');
  await expectRow(page, /Sending 10 B every 1/);
  const rows = await transcript(page);
  const reading = rows.findIndex((row) => row.includes('Reading in the background started'));
  const sending = rows.findIndex((row) => /Sending 10 B every 1/.test(row));
  expect(reading).toBeGreaterThan(0);
  expect(sending).toBe(reading + 1);
  await page.keyboard.type('00 01');
  await expectRow(page, '00 01 02 03 04 05 06 07 08 09');
  await expect(button(page, 'Start')).toBeEnabled();
});

test('the client certificate of the app opens the endpoint that asks for one', async ({ page }) => {
  await openScenario(page, 'Client authentication');
  await button(page, 'Connect').click();
  await expect(status(page)).toContainText('Connected');
  const rows = await transcript(page);
  expect(rows[0]).toContain('Loaded the built-in client certificate');
  expect(rows[1]).toContain('Connecting to wss:');
  expect(rows[2]).toContain('GET /client-auth HTTP/1.1');
  expect(rows[3]).toContain('101 Switching Protocols');
  expect(rows[4]).toContain('Connected in');
  await button(page, 'Disconnect').click();
  await expectRow(page, /Closed by this side with code 1000/);
});

test('fragments go out as they are made, and come back with their FIN bits', async ({ page }) => {
  await openScenario(page, 'Partial and complete messages');
  await button(page, 'Connect').click();
  await expect(status(page)).toContainText('Connected');
  const endOfMessage = page.getByRole('checkbox', { name: 'End of message' });
  await expect(endOfMessage).toBeChecked();
  for (const [text, isLast] of [
    ['one', false],
    ['two', false],
    ['three', true],
  ] as const) {
    await message(page).fill(text);
    await endOfMessage.setChecked(isLast);
    await button(page, 'Send').click();
    await expectRow(page, `You said: "${text}"`);
  }
  const answers = (await transcript(page)).filter((row) => row.includes('You said'));
  expect(answers.map((row) => row.includes('text part'))).toEqual([true, true, false]);
});

test('an address without a scheme, with a fragment, or with a port out of range is named and marked', async ({
  page,
}) => {
  await openScenario(page, 'Partial and complete messages');
  for (const [typed, said] of [
    ['', 'enter the address'],
    ['localhost:8080', 'must begin with ws:// or wss://'],
    ['http://localhost/', 'not http://'],
    ['ws://localhost/#x', 'fragment'],
    ['ws://localhost:70000/', 'between 1 and 65535, not 70000'],
    ['ws://', 'not a valid address'],
  ] as const) {
    await address(page).fill(typed);
    await button(page, 'Connect').click();
    await expect(status(page)).toContainText('Server address');
    await expect(status(page)).toContainText(said);
    await expect(address(page)).toHaveAttribute('aria-invalid', 'true');
    await expect(address(page)).toBeFocused();
    await expect(address(page)).toHaveValue(typed);
  }
  expect(await transcript(page)).toEqual([]);
});

test('a request header that cannot be sent is named where it stands, and a good one is sent', async ({ page }) => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  try {
    await openScenario(page, 'UTF-8 text messages');
    await address(page).fill(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await button(page, 'Headers').click();
    const name = page.getByRole('textbox', { name: 'Name of header 1' });
    await name.fill('X Token');
    await page.getByRole('textbox', { name: 'Value of header 1' }).fill('abc');
    await page.keyboard.press('Escape');
    await button(page, 'Connect').click();
    await expect(page.getByRole('dialog', { name: 'Request headers' })).toContainText('The name of header 1');
    await expect(name).toHaveAttribute('aria-invalid', 'true');
    await name.fill('X-Token');
    await page.keyboard.press('Escape');
    const connected = once(server, 'connection') as Promise<[unknown, IncomingMessage]>;
    await button(page, 'Connect').click();
    const [, request] = await connected;
    expect(request.headers['x-token']).toBe('abc');
    await expect(status(page)).toContainText('Connected');
  } finally {
    for (const client of server.clients) client.terminate();
    server.close();
  }
});
