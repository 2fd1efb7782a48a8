import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { parse } from 'yaml';
import type { ConnectionDocument } from '../../contract/workbench/documents.ts';
import { expect, test } from './app-test.ts';
import { violations } from './axe.ts';
import { createDocument, libraryFile, openWorkbench } from './workbench-test.ts';

const region = 'section[aria-label="Connection settings"]';

const plain: ConnectionDocument = { version: 1, address: 'wss://{{host}}/live', environment: 'Staging' };

/** The same, with something said in every section. */
const filledIn: ConnectionDocument = {
  ...plain,
  socket: 'stream',
  subprotocols: ['orders.v1', 'orders.v2'],
  cookies: [{ name: 'theme', value: '{{team}}' }],
  auth: { kind: 'apiKey', in: 'header', name: 'X-Orders-Key', value: '{{orders_api_key}}' },
  proxy: { kind: 'socks5', host: 'proxy.{{host}}', port: 1081, userName: 'ann', password: 'pw' },
  clientCertificate: { file: 'keys/{{team}}.pem', passphrase: 'open' },
  trust: { ignorableServerCertificateErrors: ['Untrusted', 'InvalidName'], requiredIssuer: '{{team}} Authority' },
  variables: { team: 'red' },
  compression: {
    serverNoContextTakeover: true,
    clientNoContextTakeover: true,
    serverMaxWindowBits: 12,
    clientMaxWindowBits: 11,
    threshold: 100,
    level: 9,
    inflatedSizeLimit: 1_000_000,
  },
  limits: { maxMessageSize: 2000, handshakeMs: 3000, idleMs: 4000, desiredUnsolicitedPongInterval: 16_000 },
  redirects: 2,
  keepAlive: { kind: 'ping', everyMs: 5000, payload: '{{still}} here', timeoutMs: 6000 },
  reconnect: { firstMs: 1000, mostMs: 9000, jitter: 0.25, attempts: 0 },
  automaticPong: { kind: 'delayed', delayMs: 700 },
};

/** A connection in a folder that passes something on, with an environment over both. */
async function openOrders(page: Page, document: ConnectionDocument = plain): Promise<Locator> {
  await openWorkbench(page);
  await createDocument(page, 'connections', 'Team', {
    kind: 'folder',
    document: {
      version: 1,
      headers: [{ name: 'X-Team', value: '{{team}}' }],
      cookies: [{ name: 'region', value: 'eu' }],
      auth: { kind: 'bearer', token: 'of-the-folder' },
      proxy: { kind: 'http', host: 'proxy.example', port: 8080 },
      variables: { team: 'blue', host: 'orders.example' },
    },
  });
  await createDocument(page, 'environments', 'Staging', {
    kind: 'environment',
    document: { version: 1, variables: { host: 'staging.example' } },
  });
  await createDocument(page, 'connections/Team', 'Orders', {
    kind: 'connection',
    document,
  });
  await page.getByRole('treeitem', { name: 'Team', exact: true }).press('ArrowRight');
  await page.getByRole('treeitem', { name: 'Orders', exact: true }).click();
  await page.getByRole('tab', { name: 'Settings', exact: true }).click();
  return page.getByRole('region', { name: 'Connection settings' });
}

test('every section is filled in, shown with where it came from, and written to the file', async ({
  running,
  page,
}) => {
  await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1500, 1000));
  const editor = await openOrders(page);
  const show = (section: string): Promise<void> => editor.getByRole('tab', { name: new RegExp(`^${section}`) }).click();
  const fill = (name: string, value: string): Promise<void> =>
    editor.getByRole('textbox', { name, exact: true }).fill(value);
  const choose = (name: string | RegExp): Promise<void> => editor.getByRole('radio', { name, exact: true }).click();
  const check = (name: string): Promise<void> => editor.getByRole('checkbox', { name, exact: true }).click();
  /** A line of the request, with where it came from behind it. */
  const line = (begin: string): Locator =>
    editor
      .getByRole('list', { name: 'Request as it will be sent' })
      .getByRole('listitem')
      .filter({ hasText: new RegExp(`^${begin}`) });
  /** Something besides the head, by its name. */
  const besides = (name: string): Locator =>
    editor.locator('dl[aria-label="Besides the head"] > div').filter({ has: page.getByText(name, { exact: true }) });

  // What it inherits.
  await expect(line('Host:')).toHaveText('Host: staging.exampleconnection · host: environment Staging');
  await expect(line('X-Team')).toHaveText('X-Team: bluefolder connections/Team · team: folder connections/Team');
  await expect(line('Upgrade: websocket')).toHaveText('Upgrade: websocketprotocol');
  await expect(line('Sec-WebSocket-Key')).toContainText(/protocolnew each time$/);
  await expect(line('Authorization')).toHaveText('Authorization: Bearer of-the-folderfolder connections/Team');
  await expect(besides('Proxy')).toHaveText('Proxyhttp://proxy.example:8080 · folder connections/Team');
  await expect(besides('Environment')).toHaveText('EnvironmentStaging · environment Staging');

  await show('Variables');
  await fill('Name of variable 1', 'team');
  await page.keyboard.press('Enter');
  await fill('Value of variable 1', 'red');
  await expect(line('X-Team')).toHaveText('X-Team: redfolder connections/Team · team: connection');

  await show('Cookies');
  await expect(editor.getByText('region=eu from connections/Team')).toBeVisible();
  await fill('Name of cookie 1', 'theme');
  await fill('Value of cookie 1', '{{team}}');
  await expect(line('Cookie')).toHaveText('Cookie: region=eu; theme=redconnection · team: connection');

  await show('Subprotocols');
  await fill('Subprotocol 1', 'orders.v2');
  await fill('Subprotocol 2', 'orders.v1');
  await editor.getByRole('textbox', { name: 'Subprotocol 2', exact: true }).press('Alt+ArrowUp');
  await expect(line('Sec-WebSocket-Protocol')).toContainText('orders.v1, orders.v2connection');

  await show('Login');
  await expect(editor.getByText('Bearer token, from connections/Team')).toBeVisible();
  await choose(/^Basic/);
  await fill('User name', 'ann');
  await fill('Password', 'pw');
  await expect(line('Authorization')).toHaveText('Authorization: Basic YW5uOnB3connection');
  // Another kind of login has the same name and password; it waits for the server to ask.
  await choose(/^Digest/);
  await expect(editor.getByRole('textbox', { name: 'User name', exact: true })).toHaveValue('ann');
  await expect(line('Authorization')).toHaveCount(0);
  await expect(besides('Login')).toHaveText('LoginDigest · connection');
  await choose(/^API key/);
  await fill('Name of the key', 'X-Orders-Key');
  await fill('API key', 'key-never-written');
  await editor.getByRole('button', { name: 'Keep it as a secret: API key' }).click();
  await expect(line('X-Orders-Key')).toHaveText('X-Orders-Key: •••connection · orders_api_key: environment Staging');
  await choose('Query');
  await expect(line('GET ')).toHaveText(/^GET \/live\?X-Orders-Key=••• HTTP\/1\.1connection · .*orders_api_key/);
  await choose('Header');

  await show('Certificates');
  await choose('A file');
  await expect(
    editor.getByText('PFX or PEM file: nothing is filled in. The last good value holds.').first(),
  ).toBeVisible();
  await fill('PFX or PEM file', 'keys/{{team}}.pem');
  await fill('Passphrase', 'open');
  await check('Untrusted');
  await check('InvalidName');
  await fill('Required issuer', '{{team}} Authority');
  await expect(besides('Client certificate')).toHaveText('Client certificatekeys/red.pem · connection');
  await expect(besides('Trust')).toHaveText('TrustUntrusted, InvalidName, issuer red Authority · connection');

  await show('Proxy');
  await choose(/^SOCKS5/);
  await fill('Host of the proxy', 'proxy.{{host}}');
  await fill('Port of the proxy', '1081');
  await fill('User name for the proxy', 'ann');
  await fill('Password for the proxy', 'pw');
  await expect(besides('Proxy')).toHaveText('Proxysocks5://proxy.staging.example:1081 · connection');

  await show('Compression');
  await check('Offer permessage-deflate');
  await check('Server compresses every message by itself');
  await check('This side compresses every message by itself');
  await fill('Server’s window', '12');
  await fill('Own window', '11');
  await fill('Compress from this size on', '100');
  await fill('Level, 0 to 9', '9');
  await fill('Most bytes inflated of one message', '1000000');
  await expect(line('Sec-WebSocket-Extensions')).toContainText('client_max_window_bits=11');
  await expect(besides('Compression')).toHaveText('Compressionpermessage-deflate · connection');

  await show('Limits');
  await choose(/^Stream/);
  await fill('Largest message to receive', '2000');
  await fill('Time to connect (0: no limit)', '3000');
  await fill('Close when nothing comes or goes for (0: never)', '4000');
  await fill('Unsolicited pongs every (at least 15,000)', '16000');
  await fill('Redirects to follow', '2');

  await show('Habits');
  await check('Keep the connection alive');
  await fill('Every', '5000');
  await fill('Its payload', '{{still}} here');
  // Nothing is filled in there.
  await expect(editor.getByText('There is no variable')).toBeHidden();
  await fill('End without an answer after (0: never)', '6000');
  await check('Connect again by itself');
  await fill('Longest wait', '10');
  await expect(editor.getByText(/^Longest wait: a whole number from 100/)).toBeVisible();
  await fill('Longest wait', '9000');
  await fill('Part of a wait left to chance', '25');
  await choose(/^After a while/);
  await fill('Answer after', '700');

  await page.keyboard.press('ControlOrMeta+s');
  await expect(page.getByRole('tab', { name: 'Orders', exact: true })).toBeVisible();
  const text = await readFile(await libraryFile(page, 'connections/Team/Orders'), 'utf8');
  expect(parse(text)).toEqual(filledIn);
  const environment = await readFile(await libraryFile(page, 'environments/Staging'), 'utf8');
  expect(environment).toContain('orders_api_key');
  expect(text + environment).not.toContain('key-never-written');
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in any section in ${theme}`, async ({ page }) => {
    // Thirteen times axe: seconds, but for a machine that has much else to do.
    test.setTimeout(120_000);
    await page.evaluate((chosen) => window.duplex.invoke('app.setTheme', { theme: chosen }), theme);
    const editor = await openOrders(page, filledIn);
    expect(await violations(page, region)).toEqual([]);
    // What is around the section stays as it is.
    for (const section of await editor.getByRole('tablist').getByRole('tab').all()) {
      await section.click();
      const name = await section.getAttribute('aria-label');
      expect([name, await violations(page, `${region} [role="tabpanel"]`)]).toEqual([name, []]);
    }
  });
}
