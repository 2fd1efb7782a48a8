import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { address, appState, button, expect, openScenario, status, test } from './app-test.ts';

async function openPage(page: Page): Promise<void> {
  await expect.poll(async () => (await appState(page)).server.kind).toBe('running');
  await page.getByRole('link', { name: 'Troubleshoot' }).click();
  await expect(page.getByRole('heading', { name: 'Troubleshoot', level: 1 })).toBeVisible();
}

async function tryAddress(page: Page, url: string): Promise<void> {
  await address(page).fill(url);
  await button(page, 'Try').click();
}

function result(page: Page): Locator {
  return page.getByRole('region', { name: 'What happened' });
}

function phase(page: Page, name: string | RegExp): Locator {
  return page.getByRole('region', { name: 'Steps' }).getByRole('button', { name });
}

async function endpoint(page: Page, name: 'echo' | 'secureEcho'): Promise<string> {
  const { server } = await appState(page);
  if (server.kind !== 'running') throw new Error('the server is not running');
  return server.endpoints[name];
}

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .exclude('[data-tabster-dummy]')
    .analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' ; ')}`);
}

test('a refused port is explained, with the step at which it failed and the raw error', async ({ page }) => {
  await openPage(page);
  await button(page, 'A port where nobody listens').click();
  await expect(result(page)).toContainText('No program on this computer listens at 127.0.0.1:1');
  await expect(result(page)).toContainText('CannotConnect 0x80072EFD');
  await expect(address(page)).toHaveValue('ws://127.0.0.1:1/');
  await button(page, 'Show the evidence: TCP connection').click();
  await expect(phase(page, /TCP connection.*failed/)).toBeFocused();
  await expect(phase(page, /TCP connection.*failed/)).toHaveAttribute('aria-expanded', 'true');
  await expect(page.getByRole('region', { name: 'Steps' })).toContainText('ECONNREFUSED');
});

test('a 404 shows request, answer and body, and what the answer had to say', async ({ page }) => {
  await openPage(page);
  await tryAddress(page, (await endpoint(page, 'echo')).replace('/echo', '/no-such-path'));
  await expect(result(page)).toContainText('The server has nothing at /no-such-path');
  await expect(result(page)).toContainText('404');
  await phase(page, /Opening handshake.*failed/).click();
  await expect(page.getByRole('group', { name: 'Opening handshake: Request' })).toContainText(
    'GET /no-such-path HTTP/1.1',
  );
  await expect(page.getByRole('group', { name: 'Opening handshake: Response' })).toContainText('HTTP/1.1 404');
  await expect(page.getByRole('table').getByRole('row', { name: /status.*101.*404.*wrong/ })).toBeVisible();
  await phase(page, /Look-up of the name/).click();
  await expect(page.getByRole('region', { name: 'Steps' })).toContainText('127.0.0.1, ::1');
});

test('TLS to a server without TLS leads to the address without, with one click', async ({ page }) => {
  await openPage(page);
  const echo = await endpoint(page, 'echo');
  await tryAddress(page, echo.replace('ws:', 'wss:'));
  await expect(result(page)).toContainText('does not speak TLS');
  await expect(phase(page, /TLS handshake.*failed/).first()).toBeVisible();
  await button(page, `Try that: Connect without TLS: ${echo}.`).click();
  await expect(result(page)).toContainText('The connection is open');
  await expect(address(page)).toHaveValue(echo);
});

test('the certificate of the built-in server is refused with its chain; ignoring what is wrong connects', async ({
  page,
}) => {
  await openPage(page);
  await tryAddress(page, await endpoint(page, 'secureEcho'));
  await expect(result(page)).toContainText('Untrusted, InvalidName');
  await phase(page, /TLS handshake/).click();
  await expect(page.getByRole('region', { name: 'Steps' })).toContainText('TLSv1.3');
  await phase(page, /Server certificate.*failed/).click();
  await expect(page.getByRole('region', { name: 'Steps' })).toContainText('CN=www.fabrikam.com');
  await button(page, 'Settings').click();
  await page.getByRole('checkbox', { name: 'Untrusted' }).check();
  await page.getByRole('checkbox', { name: 'InvalidName' }).check();
  await button(page, 'Try').click();
  await expect(result(page)).toContainText('The connection is open');
  await expect(button(page, '2 settings')).toBeVisible();
});

test('an address that works is connected to and left at once, and the report tells it without secrets', async ({
  page,
  running,
}) => {
  await openPage(page);
  await button(page, 'Settings').click();
  await page.getByRole('textbox', { name: 'Request headers' }).fill('Authorization: Bearer tell-nobody');
  await tryAddress(page, `${await endpoint(page, 'echo')}?key=told-in-query`);
  await expect(result(page)).toContainText('The connection is open');
  await expect(result(page)).toContainText('closed again at once');
  await expect(phase(page, /Opening handshake.*done/)).toBeVisible();
  await button(page, 'Copy report').click();
  await expect(button(page, 'Copied')).toBeVisible();
  const report = await running.app.evaluate(({ clipboard }) => clipboard.readText());
  expect(report).toContain('Outcome: connected');
  expect(report).toContain('GET /echo?… HTTP/1.1');
  expect(report).toContain('HTTP/1.1 101');
  expect(report).not.toContain('tell-nobody');
  expect(report).not.toContain('told-in-query');
});

test('a server that never answers is shown while it is waited for, and can be cancelled', async ({ page }) => {
  const silent = createServer();
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  try {
    await openPage(page);
    await tryAddress(page, `ws://127.0.0.1:${(silent.address() as AddressInfo).port}/`);
    await expect(phase(page, /Opening handshake.*running/)).toBeVisible();
    await button(page, 'Cancel').click();
    await expect(phase(page, /Opening handshake.*canceled/)).toBeVisible();
    await expect(button(page, 'Try')).toBeVisible();
    // Left and come back to: it is still there.
    await page.getByRole('link', { name: 'UTF-8 text messages' }).click();
    await page.getByRole('link', { name: 'Troubleshoot' }).click();
    await expect(phase(page, /Opening handshake.*canceled/)).toBeVisible();
  } finally {
    silent.close();
  }
});

test('a failed connect of a scenario leads here, filled in, also after a reload', async ({ page }) => {
  await openScenario(page, 'UTF-8 text messages');
  await address(page).fill('ws://127.0.0.1:1/from-there');
  await button(page, 'Connect').click();
  await status(page).getByRole('link', { name: 'Find out why' }).click();
  await expect(page.getByRole('heading', { name: 'Troubleshoot', level: 1 })).toBeVisible();
  await expect(address(page)).toHaveValue('ws://127.0.0.1:1/from-there');
  await expect(result(page)).toContainText('No program on this computer listens');
  await page.reload();
  await expect(address(page)).toHaveValue('ws://127.0.0.1:1/from-there');
  await expect(result(page)).toContainText('No program on this computer listens');
  await page.evaluate(() => {
    window.location.hash = '#/troubleshoot?session=999';
  });
  await expect(page.getByText('no longer kept')).toBeVisible();
});

test('what a session was opened with is taken along, for its server only, and its fixes lead to the field', async ({
  page,
}) => {
  await openScenario(page, 'Client authentication');
  await button(page, 'Connect').click();
  await expect(status(page)).toContainText('Connected');
  await button(page, 'Disconnect').click();
  const url = (await address(page).inputValue()).replace(/\/[^/]*$/, '/no-such-path');
  await address(page).fill(url);
  await button(page, 'Connect').click();
  await status(page).getByRole('link', { name: 'Find out why' }).click();
  await expect(result(page)).toContainText('404');
  await button(page, '3 settings').click();
  const carries = page.getByRole('checkbox', { name: 'Settings of the connection that failed' });
  await expect(carries).toBeChecked();
  await expect(page.getByText('for the same server only: client certificate.')).toBeVisible();
  await button(page, 'Try').click();
  await expect(result(page)).toContainText('404');
  expect(await violations(page)).toEqual([]);
  await address(page).fill('wss://127.0.0.1:1/');
  await expect(carries).toBeDisabled();
  await expect(button(page, '2 settings')).toBeVisible();
});

test('the rules of a refusal are said in words', async ({ page }) => {
  await openPage(page);
  await tryAddress(page, 'ws://224.0.0.1/');
  await phase(page, /Network isolation.*failed/).click();
  const table = page.getByRole('table');
  await expect(table.getByRole('row', { name: /Manifest Destination 224\.0\.0\.1 is multicast/ })).toContainText(
    'refused here',
  );
});

test('a wrong address or setting is named in its field', async ({ page }) => {
  await openPage(page);
  await tryAddress(page, 'http://localhost/');
  await expect(address(page)).toHaveAttribute('aria-invalid', 'true');
  await expect(address(page)).toBeFocused();
  await address(page).fill('ws://127.0.0.1:1/');
  await button(page, 'Settings').click();
  await page.getByRole('textbox', { name: 'Subprotocols' }).fill('chat, chat');
  await button(page, 'Settings').or(button(page, '1 setting')).click();
  await button(page, 'Try').click();
  await expect(page.getByRole('textbox', { name: 'Subprotocols' })).toHaveAttribute('aria-invalid', 'true');
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in ${theme}, in the narrow window too`, async ({ page, running }) => {
    await page.evaluate((chosen) => window.duplex.invoke('app.setTheme', { theme: chosen }), theme);
    await openScenario(page, 'UTF-8 text messages');
    await address(page).fill('ws://127.0.0.1:1/');
    await button(page, 'Connect').click();
    await expect(status(page).getByRole('link', { name: 'Find out why' })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await openPage(page);
    expect(await violations(page)).toEqual([]);
    await button(page, 'Settings').click();
    await tryAddress(page, (await endpoint(page, 'echo')).replace('/echo', '/no-such-path'));
    await phase(page, /Opening handshake.*failed/).click();
    expect(await violations(page)).toEqual([]);
    await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(640, 480));
    await expect.poll(() => page.evaluate(() => window.innerWidth)).toBeLessThanOrEqual(640);
    expect(await violations(page)).toEqual([]);
    const overflows = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(overflows).toBe(false);
  });
}
