import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { Page } from '@playwright/test';
import { button, expect, test } from './app-test.ts';
import { violations } from './axe.ts';
import { chooseMore, connectTo, createDocument, openWorkbench, rows, tab } from './workbench-test.ts';

/** A server that keeps how its connections ended: close frames, or the system's code of what broke them. */
async function startServer(): Promise<{ url: string; ends: unknown[]; close: () => void }> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const ends: unknown[] = [];
  server.on('connection', (socket, { socket: transport }) => {
    let broken: string | undefined;
    transport.on('error', (error: NodeJS.ErrnoException) => (broken = error.code));
    // Of the transport that is torn down.
    socket.on('error', () => undefined);
    socket.on('close', (code, reason) => ends.push(broken ?? [code, reason.toString()]));
  });
  const close = (): void => {
    for (const client of server.clients) client.terminate();
    server.close();
  };
  return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`, ends, close };
}

async function middleClick(page: Page, name: string | RegExp): Promise<void> {
  await tab(page, name).click({ button: 'middle' });
}

test('a server gets the code and the reason that were chosen, or a reset; codes that cannot be sent are refused in their field', async ({
  page,
}) => {
  const server = await startServer();
  try {
    await openWorkbench(page);
    await connectTo(page, server.url);
    await expect(button(page, 'Disconnect')).toBeEnabled();
    await chooseMore(page, 'Close with code and reason…');
    const code = page.getByRole('textbox', { name: 'Close code', exact: true });
    const reason = page.getByRole('textbox', { name: 'Reason', exact: true });
    const close = button(page, 'Close');
    await expect(code).toBeFocused();
    await expect(code).toHaveValue('1000');
    for (const refused of ['1005', '1006', '1015', '999', '5000', '1004', '2999', '']) {
      await code.fill(refused);
      await expect(code).toHaveAttribute('aria-invalid', 'true');
      await expect(code).toHaveAccessibleDescription('A client sends 1000 to 1003, 1007 to 1014, or 3000 to 4999.');
      await expect(close).toBeDisabled();
      await code.press('Enter');
    }
    expect(await violations(page, 'main')).toEqual([]);
    await code.fill('4001');
    await expect(code).toHaveAttribute('aria-invalid', 'false');
    await reason.fill('ä'.repeat(62));
    await expect(reason).toHaveAccessibleDescription('The reason is 124 B long; at most 123 B fit.');
    await expect(close).toBeDisabled();
    await reason.fill(`${'ä'.repeat(61)}!`);
    await reason.press('Enter');
    await expect.poll(() => server.ends).toEqual([[4001, `${'ä'.repeat(61)}!`]]);
    await expect(rows(page).filter({ hasText: '4001' }).first()).toBeVisible();
    await expect(button(page, 'Connect')).toBeEnabled();

    await chooseMore(page, 'Connect again');
    await expect(button(page, 'Disconnect')).toBeEnabled();
    await chooseMore(page, 'Reset abruptly (TCP reset)');
    await expect.poll(() => server.ends.slice(1)).toEqual(['ECONNRESET']);
    await expect(rows(page).filter({ hasText: 'Reset by us' })).toBeVisible();
    await expect(button(page, 'Connect')).toBeEnabled();
  } finally {
    server.close();
  }
});

test('a middle click closes a tab, and asks first where something would be lost', async ({ page }) => {
  const server = await startServer();
  try {
    await openWorkbench(page);
    await createDocument(page, 'environments', 'Stage', {
      kind: 'environment',
      document: { version: 1, variables: {} },
    });
    await connectTo(page, server.url);
    await expect(button(page, 'Disconnect')).toBeEnabled();
    await page.keyboard.press('ControlOrMeta+t');
    await middleClick(page, 'New connection');
    await expect(tab(page, 'New connection')).toHaveCount(0);
    await page.getByRole('treeitem', { name: 'Stage' }).click();
    const description = page
      .getByRole('region', { name: 'Environment', exact: true })
      .getByRole('textbox', { name: 'Description' });
    await description.fill('Not saved');
    await middleClick(page, 'Stage, not saved');
    await expect(page.getByText('What you changed here is not saved.')).toBeVisible();
    await page.keyboard.press('Escape');
    await description.press('ControlOrMeta+s');
    await middleClick(page, /^Stage$/);
    await expect(tab(page, 'Stage')).toHaveCount(0);
    await middleClick(page, /127\.0\.0\.1/);
    await expect(page.getByText('The connection is open. Closing the tab closes it.')).toBeVisible();
    expect(server.ends).toEqual([]);
    await button(page, 'Close').click();
    await expect(tab(page, /127\.0\.0\.1/)).toHaveCount(0);
    await expect.poll(() => server.ends).toEqual([[1000, 'Closed due to user request.']]);
  } finally {
    server.close();
  }
});
