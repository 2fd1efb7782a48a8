import { rm } from 'node:fs/promises';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { appFolderWithManifest, startApp } from '../support/electron-app.ts';
import {
  address,
  appState,
  button,
  expect,
  expectRow,
  message,
  openScenario,
  status,
  test,
  transcript,
} from './app-test.ts';

test('a server that is down is explained, the address stays, and one button starts the built-in one', async ({
  page,
}) => {
  await openScenario(page, 'UTF-8 text messages');
  const typed = await address(page).inputValue();
  await page.getByRole('button', { name: 'Server on' }).click();
  await page.getByRole('button', { name: 'Stop the server' }).click();
  await expect.poll(async () => (await appState(page)).server.kind).toBe('stopped');
  await page.keyboard.press('Escape');
  await address(page).fill(typed);
  await button(page, 'Connect').click();
  await expect(status(page)).toContainText('CannotConnect');
  await expect(status(page)).toContainText('0x80072EFD');
  await expect(status(page)).toContainText('ECONNREFUSED');
  await expect(address(page)).toHaveValue(typed);
  await expect(button(page, 'Connect')).toBeEnabled();
  await button(page, 'Start the built-in server').click();
  await expect.poll(async () => (await appState(page)).server.kind).toBe('running');
});

test('a server that closes first is told with its code and reason, and the page is ready again', async ({ page }) => {
  await openScenario(page, 'UTF-8 text messages');
  const echo = await address(page).inputValue();
  await address(page).fill(echo.replace('/echo', '/close?code=4001&reason=enough'));
  await button(page, 'Connect').click();
  await expectRow(page, 'Closed by the server with code 4001: enough');
  await expect(status(page)).toContainText('Closed by the server with code 4001: enough');
  await expect(button(page, 'Connect')).toBeEnabled();
  await expect(button(page, 'Disconnect')).toBeDisabled();
});

test('a connection that is lost while typing keeps what was typed, and says so', async ({ page }) => {
  await openScenario(page, 'UTF-8 text messages');
  await button(page, 'Connect').click();
  await expect(status(page)).toContainText('Connected');
  await message(page).fill('half a sentence');
  // The server stops and takes its connections with it.
  await page.evaluate(() => window.duplex.invoke('server.stop', {}));
  await expect(button(page, 'Connect')).toBeEnabled();
  await expect(message(page)).toHaveValue('half a sentence');
  await expectRow(page, /Closed by the server|connection was lost/i);
});

test('connecting to a server that never answers can be cancelled', async ({ page }) => {
  const silent = createServer();
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  try {
    await openScenario(page, 'UTF-8 text messages');
    await address(page).fill(`ws://127.0.0.1:${(silent.address() as AddressInfo).port}/`);
    await button(page, 'Connect').click();
    await button(page, 'Cancel').click();
    await expect(status(page)).toContainText('Connecting was canceled');
    await expect(button(page, 'Connect')).toBeEnabled();
  } finally {
    silent.close();
  }
});

test('a page that is loaded again finds its session as it was, and goes on with it', async ({ page }) => {
  await openScenario(page, 'UTF-8 text messages');
  await button(page, 'Connect').click();
  await expectRow(page, 'Connected to the Duplex sample server');
  const before = await transcript(page);
  await page.reload();
  await expectRow(page, 'Connected to the Duplex sample server');
  expect(await transcript(page)).toEqual(before);
  await expect(button(page, 'Disconnect')).toBeEnabled();
  await message(page).fill('after the reload');
  await button(page, 'Send').click();
  await expectRow(page, 'You said: "after the reload"');
});

test('a stream goes on sending while its page is loaded again', async ({ page }) => {
  await openScenario(page, 'Binary data stream');
  await button(page, 'Start').click();
  await expect(page.getByTestId('bytes-sent')).toHaveText('10');
  await page.reload();
  await expect(page.getByTestId('bytes-sent')).toHaveText('30');
  await button(page, 'Stop').click();
  await expect(status(page)).toContainText('Stopped');
});

test('an address outside the declared networks fails as on Windows, with the true reason', async () => {
  const folder = await appFolderWithManifest('{"version":1,"capabilities":["internetClient"],"loopbackExempt":false}');
  const { page, close, complaints } = await startApp({ folder });
  try {
    await openScenario(page, 'UTF-8 text messages');
    // The app's own server needs no exemption.
    await button(page, 'Connect').click();
    await expect(status(page)).toContainText('Connected');
    await button(page, 'Disconnect').click();
    await expect(button(page, 'Connect')).toBeEnabled();
    for (const [target, reason] of [
      ['ws://127.0.0.1:9/', 'loopback exemption'],
      ['ws://10.0.0.5/', 'privateNetworkClientServer'],
      ['ws://[fd00::1]/', 'privateNetworkClientServer'],
    ] as const) {
      await address(page).fill(target);
      await button(page, 'Connect').click();
      await expect(status(page)).toContainText('CannotConnect');
      await expect(status(page)).toContainText('0x80072EFD');
      await expect(status(page)).toContainText(reason);
    }
  } finally {
    await close();
    await rm(folder, { recursive: true, force: true });
  }
  expect(complaints).toEqual([]);
});

test('a corrupt manifest allows nothing, is named with its field, and the app goes on', async () => {
  const folder = await appFolderWithManifest('{"version":1,"capabilities":["internetclient"],"loopbackExempt":true}');
  const { page, close } = await startApp({ folder });
  try {
    await openScenario(page, 'UTF-8 text messages');
    const problems = page.getByRole('alert', { name: 'Problems' });
    await expect(problems).toContainText('network-capabilities.json: capabilities.0');
    await button(page, 'Connect').click();
    await expect(status(page)).toContainText('Connected');
    await button(page, 'Disconnect').click();
    await expect(button(page, 'Connect')).toBeEnabled();
    await address(page).fill('ws://127.0.0.1:9/');
    await button(page, 'Connect').click();
    await expect(status(page)).toContainText('loopback exemption');
  } finally {
    await close();
    await rm(folder, { recursive: true, force: true });
  }
});

test('a wrong password of a client certificate names the field', async ({ page, running }) => {
  await openScenario(page, 'Client authentication');
  await running.app.evaluate(({ dialog }, path) => {
    // The system's dialog cannot be clicked by a test; what it answers can.
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, `${running.dataFolder}/sample-server/client.pfx`);
  await page.getByRole('radio', { name: 'A PFX file' }).check();
  await button(page, 'Choose a PFX file…').click();
  const password = page.getByRole('textbox', { name: 'Password of the certificate file' });
  await password.fill('wrong');
  await button(page, 'Connect').click();
  await expect(status(page)).toContainText(/password/i);
  await expect(password).toHaveAttribute('aria-invalid', 'true');
  await password.fill('1234');
  await button(page, 'Connect').click();
  await expect(status(page)).toContainText('Connected');
});
