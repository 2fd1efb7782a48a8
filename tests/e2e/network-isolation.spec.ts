import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocketServer } from 'ws';
import type { IsolationState } from '../../contract/network-isolation.ts';
import { startApp } from '../support/electron-app.ts';
import { address, button, expect, openScenario, status, test } from './app-test.ts';

async function openIsolation(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Network isolation' }).first().click();
  await expect(page.getByRole('heading', { name: 'Network isolation', level: 1 })).toBeVisible();
  await expect(preset(page, 'Offline')).toBeVisible();
}

function preset(page: Page, name: string): Locator {
  return page.getByRole('radio', { name: new RegExp(`^${name}`) });
}

function question(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Address', exact: true });
}

function answer(page: Page): Locator {
  return page.getByTestId('answer');
}

function policyStatus(page: Page): Locator {
  return page.getByRole('status', { name: 'Policy status' });
}

async function check(page: Page, asked: string): Promise<void> {
  await question(page).fill(asked);
  await button(page, 'Check').click();
}

/** The rows of the journal that are on screen, cell by cell without the time. */
async function journalRows(page: Page): Promise<string[]> {
  const rows = page.getByRole('grid', { name: 'Journal of sockets' }).locator('[data-index]');
  return rows.evaluateAll((elements) =>
    elements.map((row) =>
      [...row.children]
        .slice(2)
        .map((cell) => cell.textContent?.trim() ?? '')
        .join(' | '),
    ),
  );
}

/** Asks main, over the real bridge. */
function isolationState(page: Page): Promise<IsolationState> {
  return page.evaluate(async () => {
    const reply = await window.duplex.invoke('network.state', {});
    if (!reply.ok) throw new Error(reply.error.message);
    return reply.value;
  });
}

/** Another program on this computer, as far as the app can tell. */
async function startOtherProgram(): Promise<{ url: string; port: number; close: () => void }> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}/`,
    port,
    close: () => {
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    // Electron has no second page for axe to work in.
    .setLegacyMode(true)
    .exclude('[data-tabster-dummy]')
    .analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' ; ')}`);
}

test('a preset holds from the moment it is applied, and is kept in its file', async ({ page, running }) => {
  await openIsolation(page);
  await expect(preset(page, 'All that is declared')).toBeChecked();
  await expect(button(page, 'Apply')).toBeDisabled();
  await check(page, 'ws://10.0.0.5:8080');
  await expect(answer(page)).toContainText('Allowed');
  await expect(answer(page)).toContainText('on the local network');

  await preset(page, 'Internet only').check();
  await expect(policyStatus(page)).toHaveText('Changed, not applied');
  expect((await isolationState(page)).policy).toEqual({ version: 1, preset: 'declared' });
  await button(page, 'Apply').click();
  await expect(policyStatus(page)).toHaveText('Applied. It holds from now on.');
  // The question on screen is answered anew.
  await expect(answer(page)).toContainText('your policy does not have privateNetworkClientServer');
  expect(JSON.parse(await readFile(join(running.dataFolder, 'network-policy.json'), 'utf8'))).toEqual({
    version: 1,
    preset: 'internetOnly',
  });
  const row = page.getByRole('row', { name: /^privateNetworkClientServer/ });
  await expect(row.getByRole('cell')).toHaveText(['yes', 'no', 'no']);

  await preset(page, 'Offline').check();
  await button(page, 'Discard changes').click();
  await expect(preset(page, 'Internet only')).toBeChecked();
  await expect(policyStatus(page)).toHaveText('In force');
});

test('an address is judged in every spelling, and no name is looked up before somebody asks', async ({ page }) => {
  await openIsolation(page);
  for (const [asked, said] of [
    ['0x7f.1:9000', 'this computer'],
    ['[::ffff:10.0.0.5]:80', 'on the local network'],
    ['wss://8.8.8.8', '8.8.8.8:443 may be reached: it is on the internet.'],
    ['224.0.0.1', 'no connection can be made to it'],
    ['169.254.169.254', 'metadata service'],
  ] as const) {
    await check(page, asked);
    await expect(answer(page)).toContainText(said);
  }
  // A link to the page that is shown already.
  await page.evaluate(() => {
    window.location.hash = '#/network-isolation?address=10.0.0.9:81';
  });
  await expect(answer(page)).toContainText('10.0.0.9:81 may be reached');
  await check(page, 'name.test:8080');
  await expect(answer(page)).toContainText('“name.test” is a name');
  await expect(button(page, 'Look the name up')).toBeVisible();
  // Known without asking anybody.
  await check(page, 'localhost:8080');
  await expect(answer(page)).toContainText('localhost:8080 may be reached: it is this computer.');
  for (const [asked, said] of [
    ['', 'There is no host'],
    ['http://10.0.0.5/', 'not http://'],
    ['10.0.0.5:70000', 'between 1 and 65535, not 70000'],
    ['ws://user:secret@10.0.0.5/', 'User name and password'],
  ] as const) {
    await check(page, asked);
    await expect(page.getByText(said)).toBeVisible();
    await expect(question(page)).toHaveAttribute('aria-invalid', 'true');
    await expect(question(page)).toBeFocused();
  }
});

test('a policy of one’s own is edited line by line, and a wrong line is named', async ({ page }) => {
  await openIsolation(page);
  await preset(page, 'Custom').check();
  await page.getByRole('textbox', { name: 'Denied' }).fill('192.168.0.0/16\n\n10.0.0/8\n*.example.com');
  await expect(page.getByText('Line 3: “10.0.0/8” is no host name')).toBeVisible();
  await expect(policyStatus(page)).toHaveText('One line has to be corrected.');
  await expect(button(page, 'Apply')).toBeDisabled();
  await page.getByRole('textbox', { name: 'Denied' }).fill('192.168.0.0/16\n\n10.0.0.0/8\n*.example.com');
  await preset(page, 'Only these').check();
  await page.getByRole('textbox', { name: 'Exempt hosts' }).fill('localhost:9000\n[::1]:99999');
  await expect(page.getByText('Line 2: the port must be between 1 and 65535, not 99999')).toBeVisible();
  await page.getByRole('textbox', { name: 'Exempt hosts' }).fill('localhost:9000\n[::1]:9999');
  await page.getByRole('checkbox', { name: 'internetClient', exact: true }).uncheck();
  await page.getByRole('checkbox', { name: 'internetClientServer', exact: true }).uncheck();
  await expect(page.getByRole('checkbox', { name: /^enterpriseAuthentication/ })).toBeDisabled();
  await button(page, 'Apply').click();
  await expect(policyStatus(page)).toHaveText('Applied. It holds from now on.');
  expect((await isolationState(page)).inForce).toEqual({
    capabilities: ['privateNetworkClientServer'],
    networkProfile: 'private',
    loopback: {
      kind: 'rules',
      rules: [
        { host: 'localhost', port: 9000 },
        { host: '::1', port: 9999 },
      ],
    },
    privateRanges: [],
    cloudMetadata: false,
    allowed: [],
    denied: ['192.168.0.0/16', '10.0.0.0/8', '*.example.com'],
  });
  for (const [asked, said] of [
    ['10.1.2.3', '“10.0.0.0/8” is on the denied list of your policy'],
    ['sub.example.com', '“*.example.com” is on the denied list of your policy'],
    ['172.16.0.1', 'may be reached'],
    ['localhost:9000', 'may be reached'],
    ['localhost:9001', 'your policy does not exempt it'],
  ] as const) {
    await check(page, asked);
    await expect(answer(page)).toContainText(said);
  }
  // Made one's own, it stays while a preset is looked at.
  await preset(page, 'Offline').check();
  await preset(page, 'Custom').check();
  await expect(page.getByRole('textbox', { name: 'Exempt hosts' })).toHaveValue('localhost:9000\n[::1]:9999');
  await expect(policyStatus(page)).toHaveText('In force');
});

test('a refused connect leads to its reasoning, to what would allow it, and then connects', async ({ page }) => {
  const other = await startOtherProgram();
  try {
    await openIsolation(page);
    await preset(page, 'As Windows ships it').check();
    await button(page, 'Apply').click();
    await expect(policyStatus(page)).toHaveText('Applied. It holds from now on.');
    await openScenario(page, 'UTF-8 text messages');
    await address(page).fill(`${other.url}path?token=secret`);
    await button(page, 'Connect').click();
    await expect(status(page)).toContainText('CannotConnect 0x80072EFD');
    await button(page, 'Show why').click();
    await expect(page.getByRole('heading', { name: 'Network isolation', level: 1 })).toBeVisible();
    // Host and port only: a path can hold secrets, and decides nothing.
    await expect(question(page)).toHaveValue(`ws://127.0.0.1:${other.port}`);
    await expect(answer(page)).toContainText('Refused');
    await expect(answer(page)).toContainText('another program on this computer, and your policy does not exempt it');
    const steps = page.getByRole('list', { name: /^Reasoning for 127\.0\.0\.1: Your policy/ }).getByRole('listitem');
    await expect(steps.last()).toContainText('refused here');
    await expect(answer(page)).toContainText(`A loopback exemption for 127.0.0.1:${other.port}`);
    await button(page, 'Change the policy').click();
    await expect(preset(page, 'Custom')).toBeChecked();
    await expect(page.getByRole('textbox', { name: 'Exempt hosts' })).toHaveValue(`127.0.0.1:${other.port}`);
    await expect(button(page, 'Apply')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(answer(page)).toContainText('Allowed');
    await expect(button(page, 'Apply')).toBeDisabled();
    await expect(button(page, 'Apply')).toBeFocused();

    await page.getByRole('link', { name: 'UTF-8 text messages' }).click();
    await expect(address(page)).toHaveValue(`${other.url}path?token=secret`);
    await button(page, 'Connect').click();
    await expect(status(page)).toContainText('Connected');

    await openIsolation(page);
    await page.getByRole('tab', { name: 'Journal' }).click();
    await expect.poll(() => journalRows(page)).toHaveLength(2);
    const [refused = '', opened = ''] = await journalRows(page);
    expect(refused).toMatch(/^Refused \| 127\.0\.0\.1:\d+ \| 127\.0\.0\.1 \| Loopback: .* nothing exempts it\.$/);
    expect(opened).toMatch(/^Opened \| 127\.0\.0\.1:\d+ \| 127\.0\.0\.1 \| TCP connection$/);
    await page.getByRole('combobox', { name: 'Outcome' }).selectOption('Refused');
    await expect.poll(() => journalRows(page)).toEqual([refused]);
    const grid = page.getByRole('grid', { name: 'Journal of sockets' });
    await grid.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    const detail = page.getByRole('region', { name: 'Selected socket' });
    await expect(detail).toContainText('nothing exempts it');
    await page.keyboard.press('Escape');
    await expect(detail).toBeHidden();
    await page.getByRole('searchbox', { name: 'Host or address' }).fill('nowhere');
    await expect(page.getByText('Nothing fits this filter')).toBeVisible();
    await button(page, 'Show all').click();
    await expect.poll(() => journalRows(page)).toHaveLength(2);
    await button(page, 'Clear journal').click();
    await expect(page.getByText('No socket yet')).toBeVisible();
  } finally {
    other.close();
  }
});

test('a policy that cuts live connections names them and asks first', async ({ page }) => {
  const other = await startOtherProgram();
  try {
    await openIsolation(page);
    // Leaving a page closes its socket, so this one is opened beside the pages.
    const session = await page.evaluate(async (url) => {
      const reply = await window.duplex.invoke('session.open', {
        socket: 'message',
        page: 'elsewhere',
        url,
        messageType: 'utf8',
        receiveMode: 'fullMessage',
        supportedProtocols: [],
        headers: [],
        ignorableServerCertificateErrors: [],
      });
      if (!reply.ok) throw new Error(reply.error.message);
      return reply.value.session;
    }, other.url);
    const connection = (): Promise<unknown> =>
      page.evaluate(async (id) => {
        const reply = await window.duplex.invoke('session.list', {});
        if (!reply.ok) throw new Error(reply.error.message);
        return reply.value.find((state) => state.session === id)?.connection;
      }, session);
    await expect.poll(connection).toMatchObject({ kind: 'open' });

    await preset(page, 'Internet only').check();
    await button(page, 'Apply').click();
    const asked = page.getByRole('alertdialog', { name: 'This ends a connection that it does not allow' });
    await expect(asked).toContainText(`${other.url}: needs loopback exemption`);
    await expect(button(page, 'Keep the old policy')).toBeFocused();
    expect((await isolationState(page)).policy).toEqual({ version: 1, preset: 'declared' });
    await page.keyboard.press('Enter');
    await expect(asked).toBeHidden();
    expect(await connection()).toMatchObject({ kind: 'open' });
    await expect(button(page, 'Apply')).toBeFocused();
    await page.keyboard.press('Enter');
    await button(page, 'Apply and end it').click();
    await expect(policyStatus(page)).toHaveText('Applied. One connection was ended.');
    await expect.poll(connection).toMatchObject({
      kind: 'failed',
      error: { code: 'capability-denied', denial: { layer: 'policy', rule: 'loopback' } },
    });
  } finally {
    other.close();
  }
});

test('with a corrupt policy file nothing may be reached, the place is named, and the page saves a new one', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'duplex-e2e-'));
  const file = join(dataFolder, 'network-policy.json');
  const corrupt = '{\n  "version": 1,\n  "preset": "everything"\n}\n';
  await writeFile(file, corrupt);
  try {
    const { page, close, complaints } = await startApp({ dataFolder });
    try {
      const banner = page.getByRole('alert', { name: 'Problems' });
      await expect(banner).toContainText('network-policy.json (line 3, column 13)');
      await expect(banner).toContainText('Field: network-policy.json: preset');
      // The app's own server may be reached in any case, and nothing else.
      await openScenario(page, 'UTF-8 text messages');
      await button(page, 'Connect').click();
      await expect(status(page)).toContainText('Connected');
      await button(page, 'Disconnect').click();
      await expect(button(page, 'Connect')).toBeEnabled();
      await address(page).fill('ws://10.0.0.5/');
      await button(page, 'Connect').click();
      await expect(status(page)).toContainText('CannotConnect');

      await banner.getByRole('link', { name: 'Open Network isolation' }).click();
      await expect(page.getByText('Your saved policy could not be used, so nothing may be reached')).toBeVisible();
      await expect(policyStatus(page)).toHaveText('No policy in force');
      expect(await readFile(file, 'utf8')).toBe(corrupt);
      expect(await violations(page)).toEqual([]);
      await preset(page, 'All that is declared').check();
      await button(page, 'Apply').click();
      await expect(policyStatus(page)).toHaveText('Applied. It holds from now on.');
      await expect(banner).toBeEmpty();
      expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ version: 1, preset: 'declared' });
      expect(await readFile(`${file}.bad`, 'utf8')).toBe(corrupt);
      expect((await readdir(dataFolder)).filter((name) => name.startsWith('network-policy'))).toHaveLength(2);
    } finally {
      await close();
    }
    expect(complaints).toEqual([]);
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the page in ${theme}`, async ({ page, running }) => {
    await page.evaluate((chosen) => window.duplex.invoke('app.setTheme', { theme: chosen }), theme);
    await openIsolation(page);
    await page.getByRole('tab', { name: 'Journal' }).click();
    await expect(page.getByText('No socket yet')).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Policy' }).click();
    await preset(page, 'Custom').check();
    await page.getByRole('textbox', { name: 'Denied' }).fill('10.0.0/8');
    await check(page, '169.254.169.254');
    await expect(answer(page)).toContainText('Refused');
    expect(await violations(page)).toEqual([]);
    await button(page, 'Discard changes').click();
    await openScenario(page, 'UTF-8 text messages');
    await button(page, 'Connect').click();
    await expect(status(page)).toContainText('Connected');
    await openIsolation(page);
    await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(640, 480));
    await expect.poll(() => page.evaluate(() => window.innerWidth)).toBeLessThanOrEqual(640);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Journal' }).click();
    await page.getByRole('grid', { name: 'Journal of sockets' }).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'Selected socket' })).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
}
