import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { WebSocketServer } from 'ws';
import type { Locator, Page } from '@playwright/test';
import { button, expect, test } from './app-test.ts';
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
