import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { WebSocketServer } from 'ws';
import type { Locator, Page } from '@playwright/test';
import { address, button, expect, openScenario, status, test } from './app-test.ts';
import { connectTo, openWorkbench } from './workbench-test.ts';

/** Drops files of the disk as the system does, with their paths. A script of the page cannot make such files. */
async function dropFiles(page: Page, onto: Locator, files: string[], isLetGo = true): Promise<void> {
  const box = await onto.boundingBox();
  if (box === null) throw new Error('there is nothing to drop onto');
  const devTools = await page.context().newCDPSession(page);
  const copying = 1;
  for (const type of ['dragEnter', 'dragOver', isLetGo ? 'drop' : 'dragCancel'] as const) {
    await devTools.send('Input.dispatchDragEvent', {
      type,
      x: box.x + box.width / 2,
      y: box.y + box.height / 2,
      data: { items: [], files, dragOperationsMask: copying },
    });
  }
  await devTools.detach();
}

test('a file that is dropped on the composer is shown, goes out byte for byte, and is refused where it is none', async ({
  page,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'duplex-e2e-'));
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const received: Buffer[] = [];
  server.on('connection', (socket) => socket.on('message', (data: Buffer) => received.push(data)));
  try {
    const content = randomBytes(3 * 1024 * 1024 + 1);
    const path = join(folder, 'Überblick 1.bin');
    await writeFile(path, content);
    await openWorkbench(page);
    await connectTo(page, `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await expect(button(page, 'Disconnect')).toBeEnabled();
    const composer = page.getByRole('region', { name: 'Composer' });
    const chosen = composer.getByText('Überblick 1.bin, 3.0 MiB');

    // What is let go elsewhere is nobody's, and no page is left for it.
    await dropFiles(page, page.getByRole('region', { name: 'Transcript' }), [path]);
    await dropFiles(page, composer, [path], false);
    await expect(composer.getByRole('combobox', { name: 'Kind of body' })).toHaveValue('text');
    await dropFiles(page, composer, [folder]);
    await expect(page.getByText(`“${basename(folder)}” is no file`)).toBeVisible();

    await dropFiles(page, composer, [path]);
    await expect(chosen).toBeVisible();
    expect(await page.locator('body').innerText()).not.toContain(folder);
    await composer.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(composer.getByText(/^Sent 1 message, 3\.0 MiB/)).toBeVisible();
    await expect.poll(() => received.map((data) => data.equals(content))).toEqual([true]);
  } finally {
    for (const client of server.clients) client.terminate();
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
});

/** A folder with these files in it, which is removed at the end of the work. */
async function withFiles(
  files: Readonly<Record<string, string | Buffer>>,
  work: (pathOf: (name: string) => string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'duplex-e2e-'));
  try {
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    await work((name) => join(folder, name));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test('a file that is dropped on the import dialog is read as one that is chosen, and refused in the same place', async ({
  page,
}) => {
  await withFiles(
    { 'chat.sh': 'wscat -c ws://127.0.0.1:9/dropped', 'other.bin': Buffer.from([0xff, 0xfe, 0]) },
    async (pathOf) => {
      await page.evaluate(() => (window.location.hash = '#/workbench?import='));
      const dialog = page.getByRole('dialog', { name: 'Import connections and messages' });
      const field = dialog.getByRole('textbox', { name: 'Command or file' });
      await dropFiles(page, field, [pathOf('.')]);
      await expect(dialog.getByText(/is no file/)).toBeVisible();
      await dropFiles(page, field, [pathOf('other.bin')]);
      await expect(dialog.getByText(/other\.bin/)).toBeVisible();
      await dropFiles(page, field, [pathOf('chat.sh')]);
      await expect(dialog.getByText('Read as: wscat command')).toBeVisible();
      await expect(dialog.getByText(/other\.bin/)).toBeHidden();
      await dialog.getByRole('button', { name: 'Import 1', exact: true }).click();
      await expect(address(page)).toHaveValue('ws://127.0.0.1:9/dropped');
    },
  );
});

const har = JSON.stringify({
  log: {
    version: '1.2',
    creator: { name: 'test', version: '1' },
    entries: [
      {
        startedDateTime: '2026-01-01T00:00:00Z',
        _resourceType: 'websocket',
        request: { url: 'ws://dropped.test/chat' },
        _webSocketMessages: [{ type: 'send', time: 1_767_225_600.5, opcode: 1, data: 'hello' }],
      },
    ],
  },
});

test('a log is imported on the page "Logs": dropped there, or chosen with its button', async ({ running, page }) => {
  await withFiles({ 'chat.har': har, 'bad.har': '{"log":5}' }, async (pathOf) => {
    await page.getByRole('link', { name: '10 Logs' }).click();
    const main = page.getByRole('main');
    const importing = page.getByRole('button', { name: 'Import…' });
    await expect(importing).toBeVisible();
    await dropFiles(page, main, [pathOf('bad.har')]);
    await expect(page.getByText(/^bad\.har: failed, and nothing of it is left/)).toBeVisible();
    await dropFiles(page, main, [pathOf('chat.har')]);
    await expect(page.getByText(/^Imported from chat\.har: /)).toBeVisible();
    await expect(page.getByRole('link', { name: 'ws://dropped.test/chat' })).toHaveCount(1);
    await running.app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
    }, pathOf('chat.har'));
    await importing.click();
    await expect(page.getByRole('link', { name: 'ws://dropped.test/chat' })).toHaveCount(2);
  });
});

test('certificates and scripts are dropped where they are chosen, and a file goes out over a stream', async ({
  running,
  page,
}) => {
  const pfx = join(running.dataFolder, 'sample-server', 'client.pfx');
  await openScenario(page, 'Client authentication');
  await dropFiles(page, page.getByRole('radiogroup', { name: 'Client certificate' }), [pfx]);
  await expect(page.getByText('client.pfx')).toBeVisible();
  await page.getByRole('textbox', { name: 'Password of the certificate file' }).fill('1234');
  await button(page, 'Connect').click();
  await expect(status(page)).toContainText('Connected');

  // A document names its certificate by its path.
  await openWorkbench(page);
  await page.keyboard.press('ControlOrMeta+t');
  await page.getByRole('tab', { name: 'Settings' }).click();
  await page.getByRole('tab', { name: 'Certificates' }).click();
  await page.getByRole('radio', { name: 'A file', exact: true }).check();
  const file = page.getByRole('textbox', { name: 'PFX or PEM file' });
  await dropFiles(page, file, [pfx]);
  await expect(file).toHaveValue(pfx);

  await withFiles(
    { 'proxy.pac': 'function FindProxyForURL() { return "DIRECT"; }', 'no.pem': 'none' },
    async (pathOf) => {
      await page.getByRole('link', { name: 'Secure connections' }).click();
      await dropFiles(page, button(page, 'Add an authority…'), [pathOf('no.pem')]);
      await expect(
        page
          .getByText(/certificate/i)
          .filter({ hasText: /none|no certificate/i })
          .first(),
      ).toBeVisible();

      await page.getByRole('link', { name: 'Network isolation' }).click();
      await page.getByRole('radio', { name: /^A script from a file/ }).check();
      await dropFiles(page, page.getByText('No file chosen'), [pathOf('proxy.pac')]);
      await expect(page.getByText('proxy.pac')).toBeVisible();
      await button(page, 'Apply proxy').click();
      await expect(page.getByRole('status', { name: 'Proxy status' })).toContainText('Applied');

      await openScenario(page, 'Binary data stream');
      const sending = page.getByTestId('file-sending');
      // Without a connection nothing takes it.
      await dropFiles(page, sending, [pathOf('proxy.pac')]);
      await button(page, 'Start').click();
      await expect(button(page, 'Stop')).toBeEnabled();
      await expect(sending).toContainText('No file');
      await dropFiles(page, sending, [pathOf('proxy.pac')]);
      await expect(sending).toContainText('proxy.pac');
      await expect(sending).toContainText(/^.*Sent 47 B/);
    },
  );
});
