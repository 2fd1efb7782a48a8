import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp, type RunningApp } from '../support/electron-app.ts';
import { startSimpleProxy } from '../support/simple-proxies.ts';
import { startWsServer } from '../support/ws-server.ts';
import { address, button, expect, openScenario, status, test } from './app-test.ts';

const settingFile = 'proxy-setting.json';

async function openProxies(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Network isolation' }).first().click();
  await expect(page.getByRole('radio', { name: /^As the system is set/ })).toBeEnabled();
}

function field(page: Page, name: string): Locator {
  return page.getByRole('textbox', { name, exact: true });
}

function proxyStatus(page: Page): Locator {
  return page.getByRole('status', { name: 'Proxy status' });
}

async function fillIn(page: Page, port: number, userName = ''): Promise<void> {
  await page.getByRole('radio', { name: /^This proxy/ }).check();
  await field(page, 'Proxy host').fill('127.0.0.1');
  await field(page, 'Proxy port').fill(String(port));
  await field(page, 'User name').fill(userName);
}

async function connect(page: Page, url: string): Promise<void> {
  await page.getByRole('link', { name: 'UTF-8 text messages' }).click();
  await address(page).fill(url);
  await button(page, 'Connect').click();
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
  const axe = new AxeBuilder({ page }).setLegacyMode(true).exclude('[data-tabster-dummy]');
  const { violations: found } = await axe.analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' ; ')}`);
}

/** The next file dialog answers with this file. */
async function answerDialog({ app }: RunningApp, path: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, path);
}

test('a proxy that wants a login: refused, explained, its password filled in, connected; nothing of it on disk', async ({
  page,
  running,
}) => {
  const server = await startWsServer(() => undefined);
  const proxy = await startSimpleProxy({
    answer: (head) =>
      head.includes(`Basic ${btoa('ada:Correct-Horse-7')}`)
        ? 'HTTP/1.1 200 OK\r\n\r\n'
        : 'HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm="x"\r\nContent-Length: 0\r\n\r\n',
  });
  const url = `ws://chat.test:${server.port}/`;
  await openProxies(page);
  await fillIn(page, proxy.port, 'ada');
  await expect(proxyStatus(page)).toHaveText('Changed, not applied');
  await button(page, 'Apply proxy').click();
  await expect(proxyStatus(page)).toHaveText('Applied. It holds from the next connection on.');

  await connect(page, url);
  await status(page).getByRole('link', { name: 'Find out why' }).click();
  await expect(page.getByRole('region', { name: 'What happened' })).toContainText('wants a user name and a password');
  await page.getByRole('link', { name: 'Open the proxy’s login' }).click();
  await expect(field(page, 'Proxy password')).toBeFocused();
  await expect(page.getByText('Not given since the app was started')).toBeVisible();
  await page.keyboard.type('Correct-Horse-7');
  await page.keyboard.press('Enter');
  await expect(proxyStatus(page)).toHaveText('Applied. It holds from the next connection on.');
  await expect(field(page, 'Proxy password')).toHaveValue('');

  // The question is answered by the way that would be taken.
  await field(page, 'Address').fill(url);
  await button(page, 'Check').click();
  const answer = page.getByTestId('answer');
  await expect(answer).toContainText(`may be reached through the proxy http://127.0.0.1:${proxy.port}`);
  await expect(answer).toContainText(`What the proxy is asked for: chat.test:${server.port}`);
  await expect(answer).toContainText(`The proxy’s own address: 127.0.0.1:${proxy.port}`);
  expect(await violations(page)).toEqual([]);

  await connect(page, url);
  await expect(status(page)).toContainText('Connected');
  for (const name of await readdir(running.dataFolder)) {
    const text = await readFile(join(running.dataFolder, name), 'utf8').catch(() => '');
    expect(text, name).not.toContain('Correct-Horse-7');
  }
  // The app's own server is on this computer: no proxy is asked.
  const count = proxy.requests.length;
  await openScenario(page, 'Partial and complete messages');
  await button(page, 'Connect').click();
  await expect(status(page)).toContainText('Connected');
  expect(proxy.requests).toHaveLength(count);
});

test('a script from a file is asked from the next connection on, and no proxy means none', async ({
  page,
  running,
}) => {
  const server = await startWsServer(() => undefined);
  const proxy = await startSimpleProxy();
  const folder = await mkdtemp(join(tmpdir(), 'duplex-pac-'));
  try {
    await writeFile(
      join(folder, 'our.pac'),
      `function FindProxyForURL(url, host) { return host === 'chat.test' ? 'PROXY 127.0.0.1:${proxy.port}' : 'DIRECT'; }`,
    );
    await writeFile(join(folder, 'not.pac'), 'something else');
    await openProxies(page);
    await page.getByRole('radio', { name: /^A script from a file/ }).check();
    await button(page, 'Apply proxy').click();
    await expect(page.getByText('Choose a file first.')).toBeVisible();
    await answerDialog(running, join(folder, 'not.pac'));
    await button(page, 'Choose a file…').click();
    await button(page, 'Apply proxy').click();
    await expect(page.getByText('There is no FindProxyForURL in not.pac')).toBeVisible();
    await answerDialog(running, join(folder, 'our.pac'));
    await button(page, 'Choose another file…').click();
    await expect(page.getByText('our.pac', { exact: true })).toBeVisible();
    await button(page, 'Apply proxy').click();
    await expect(proxyStatus(page)).toHaveText('Applied. It holds from the next connection on.');
    await connect(page, `ws://chat.test:${server.port}/`);
    await expect(status(page)).toContainText('Connected');
    expect(proxy.requests[0]).toContain(`CONNECT chat.test:${server.port}`);
    await openProxies(page);
    await page.getByRole('radio', { name: /^No proxy/ }).check();
    await button(page, 'Apply proxy').click();
    await expect(proxyStatus(page)).toHaveText('Applied. It holds from the next connection on.');
    await field(page, 'Address').fill('10.0.0.5:80');
    await button(page, 'Check').click();
    await expect(page.getByTestId('answer')).toContainText('10.0.0.5:80 may be reached: it is on the local network.');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

for (const theme of ['light', 'dark'] as const) {
  test(`a setting that cannot be read stops every way out but to this computer, and is kept (${theme})`, async () => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'duplex-e2e-bad-'));
    await writeFile(join(dataFolder, settingFile), '{"version":1,"kind":"fixed"');
    const running = await startApp({ dataFolder });
    const { page } = running;
    try {
      await page.evaluate((chosen) => window.duplex.invoke('app.setTheme', { theme: chosen }), theme);
      await expect(page.getByText('Your proxy setting could not be used')).toBeVisible();
      await connect(page, 'ws://chat.test/');
      await expect(status(page)).toContainText('The proxy setting cannot be used');
      await page.getByRole('link', { name: 'Open the proxy setting' }).click();
      await expect(page.getByRole('radio', { name: /^As the system is set/ })).toBeFocused();
      await expect(page.getByText('so only this computer may be reached')).toBeVisible();
      await expect(proxyStatus(page)).toHaveText('No setting in force');
      await field(page, 'Address').fill('chat.test');
      await button(page, 'Check').click();
      await expect(page.getByTestId('answer')).toContainText('it is not known which proxy to use');
      expect(await violations(page)).toEqual([]);
      await page.getByRole('radio', { name: /^This proxy/ }).check();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('radio', { name: /^No proxy/ }).check();
      await button(page, 'Apply proxy').click();
      await expect(proxyStatus(page)).toHaveText('Applied. It holds from the next connection on.');
      await expect(page.getByText('so only this computer may be reached')).toBeHidden();
      expect(await readFile(join(dataFolder, `${settingFile}.bad`), 'utf8')).toBe('{"version":1,"kind":"fixed"');
    } finally {
      await running.close();
      await rm(dataFolder, { recursive: true, force: true });
    }
  });
}
