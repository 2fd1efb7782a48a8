import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Locator, Page } from '@playwright/test';
import type { AutomaticPong } from '../../contract/workbench/documents.ts';
import { startRawServer, type RawServerConnection } from '../support/raw-server.ts';
import { startSimpleProxy } from '../support/simple-proxies.ts';
import { button, expect, test } from './app-test.ts';
import { violations } from './axe.ts';
import { connectTo, createDocument, openWorkbench, rows } from './workbench-test.ts';

/** How pings are answered, asked of main. */
function automaticPong(page: Page): Promise<AutomaticPong | undefined> {
  return page.evaluate(async () => {
    const list = await window.duplex.invoke('session.list', {});
    return list.ok ? list.value[0]?.habits.automaticPong : undefined;
  });
}

test('a pong is sent that nobody asked for, and pings are answered at once, never and after a while', async ({
  page,
}) => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const connected = once(server, 'connection');
  const heard: string[] = [];
  try {
    await openWorkbench(page);
    await connectTo(page, `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const [socket] = (await connected) as [WebSocket]; // what the event carries
    socket.on('ping', (data) => heard.push(`ping ${data.toString()}`));
    socket.on('pong', (data) => heard.push(`pong ${data.toString()}`));
    await expect(button(page, 'Disconnect')).toBeEnabled();
    await button(page, 'Control frames').click();
    const payload = page.getByRole('textbox', { name: 'Payload', exact: true });
    const answers = page.getByRole('combobox', { name: 'Automatic pong' });

    await payload.fill('unasked');
    await button(page, 'Send pong').click();
    await expect.poll(() => heard).toEqual(['pong unasked']);
    await expect(rows(page).filter({ hasText: /↑.*pong.*unasked/ })).toBeVisible();

    await expect(answers).toHaveValue('on');
    socket.ping('first');
    await expect.poll(() => heard).toEqual(['pong unasked', 'pong first']);

    await answers.selectOption('off');
    await expect.poll(() => automaticPong(page)).toEqual({ kind: 'off' });
    socket.ping('second');
    await expect(rows(page).filter({ hasText: /↓.*ping.*second/ })).toBeVisible();
    // An answer would come before it.
    await payload.fill('behind');
    await button(page, 'Send ping').click();
    await expect.poll(() => heard.slice(2)).toEqual(['ping behind']);

    await answers.selectOption('delayed');
    await page.getByRole('textbox', { name: 'Delay in ms' }).fill('400');
    await page.keyboard.press('Enter');
    await expect.poll(() => automaticPong(page)).toEqual({ kind: 'delayed', delayMs: 400 });
    const began = performance.now();
    const answered = once(socket, 'pong');
    socket.ping('third');
    await answered;
    expect(performance.now() - began).toBeGreaterThan(390);
    expect(heard.slice(3)).toEqual(['pong third']);
    expect(await violations(page, '[data-region="lab"]')).toEqual([]);
  } finally {
    for (const client of server.clients) client.terminate();
    server.close();
  }
});

/** A connection to a name that only a proxy knows: the server is not on this computer, as far as anybody can tell. */
async function connectElsewhere(page: Page, peers: RawServerConnection[]): Promise<void> {
  const server = await startRawServer(async (peer) => {
    await peer.accept();
    peers.push(peer);
  });
  const proxy = await startSimpleProxy();
  await createDocument(page, 'connections', 'Elsewhere', {
    kind: 'connection',
    document: {
      version: 1,
      address: `ws://somewhere.test:${server.port}/`,
      proxy: { kind: 'http', host: '127.0.0.1', port: proxy.port },
    },
  });
  await page.getByRole('treeitem', { name: 'Elsewhere' }).click();
  await button(page, 'Connect').click();
  await expect(button(page, 'Disconnect')).toBeEnabled();
}

test('an illegal frame for another computer is asked about, sent only with a yes, and its row says what it is', async ({
  page,
}) => {
  const peers: RawServerConnection[] = [];
  await openWorkbench(page);
  await connectElsewhere(page, peers);
  await button(page, 'Control frames').click();
  await page.getByRole('switch', { name: 'Illegal frames' }).click();
  const form = page.getByRole('group', { name: 'Illegal frames are on' });
  await form.getByRole('checkbox', { name: 'Masked' }).click();
  await form.getByRole('combobox', { name: 'Opcode' }).selectOption('3');
  await form.getByRole('textbox', { name: 'Payload', exact: true }).fill('odd');
  const send = form.getByRole('button', { name: 'Send frame' });
  const question: Locator = form.getByRole('alert');
  await send.click();
  await expect(question).toContainText('This frame breaks RFC 6455, and the server is not on this computer.');
  expect(await violations(page, '[data-region="lab"]')).toEqual([]);
  await question.getByRole('button', { name: 'Do not send' }).click();
  await expect(question).toBeHidden();
  await send.click();
  await expect(question).toBeVisible();
  // What is changed is another frame, and is asked about anew.
  await form.getByRole('textbox', { name: 'Payload', exact: true }).fill('even');
  await expect(question).toBeHidden();
  await send.click();
  await question.getByRole('button', { name: 'Send it anyway' }).click();
  await expect(question).toBeHidden();
  await expect(rows(page).filter({ hasText: 'raw frame' })).toHaveCount(1);
  await expect(
    rows(page).filter({ hasText: /↑.*raw frame.*FIN 1, RSV 000, opcode 3 reserved, not masked · even/ }),
  ).toBeVisible();
  // It is the first that the server has got.
  expect(await peers[0]?.nextFrame()).toMatchObject({ opcode: 3, masked: false, payload: Buffer.from('even') });
});
