import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Page } from '@playwright/test';
import { button, expect, test } from './app-test.ts';
import { chooseMore, connectTo, openWorkbench } from './workbench-test.ts';

const mebibyte = 1024 ** 2;
/** Messages of a mebibyte: more than the systems' buffers hold. */
const count = 20;

/** The payloads of the messages that were received, asked of main: for each its size, and the one byte it is full of. */
async function receivedMessages(page: Page): Promise<{ size: number; byte: number | undefined }[]> {
  return page.evaluate(async () => {
    const valueOf = <Value>(reply: { ok: true; value: Value } | { ok: false; error: { message: string } }): Value => {
      if (reply.ok) return reply.value;
      throw new Error(reply.error.message);
    };
    const [session] = valueOf(await window.duplex.invoke('session.list', {}));
    if (session === undefined) return [];
    const found = [];
    for (let row = 0; row < session.length; row += 1) {
      const bytes = valueOf(
        await window.duplex.invoke('log.payload', { session: session.session, row, from: 0, count: 1024 ** 2 }),
      );
      if (bytes.length < 1024 ** 2) continue;
      found.push({ size: bytes.length, byte: bytes.every((byte) => byte === bytes[0]) ? bytes[0] : undefined });
    }
    return found;
  });
}

/** What neither is sent nor grows any more. */
async function restOf(socket: WebSocket): Promise<number> {
  let before = -1;
  await expect
    .poll(() => {
      const isStill = socket.bufferedAmount === before;
      before = socket.bufferedAmount;
      return isStill;
    })
    .toBe(true);
  return before;
}

test('a slow reader makes the server wait, a slow server fills the gauge, and nothing is lost either way', async ({
  page,
}) => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const connected = once(server, 'connection');
  const sizes: number[] = [];
  try {
    await openWorkbench(page);
    await connectTo(page, `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const [socket] = (await connected) as [WebSocket]; // what the event carries
    socket.on('message', (data: Buffer) => sizes.push(data.byteLength));
    await expect(button(page, 'Disconnect')).toBeEnabled();
    const line = page.getByRole('group', { name: 'State of the connection' });
    await chooseMore(page, 'Pause reading');
    await expect(line.getByText('Reading paused: the server has to wait')).toBeVisible();
    for (let byte = 1; byte <= count; byte += 1) socket.send(Buffer.alloc(mebibyte, byte));
    // What the systems' buffers hold is on its way, and no more.
    const waiting = await restOf(socket);
    expect(waiting).toBeGreaterThan(8 * mebibyte);

    // The other way round meanwhile: the server reads nothing.
    socket.pause();
    const composer = page.getByRole('region', { name: 'Composer' });
    await composer.getByRole('combobox', { name: 'Kind of body' }).selectOption('generator');
    await composer.getByRole('textbox', { name: 'Size', exact: true }).fill('32');
    await composer.getByRole('combobox', { name: 'Unit of the size' }).selectOption('MiB');
    await composer.getByRole('button', { name: 'Send', exact: true }).click();
    const gauge = line.getByRole('progressbar', { name: 'Waiting to be sent' });
    await expect(gauge).toHaveAttribute('aria-valuetext', /^[\d.]+ [KM]iB waiting to be sent$/);
    await expect(gauge).not.toHaveAttribute('aria-valuenow', '0');
    socket.resume();
    await expect(line.getByText('Nothing waiting to be sent')).toBeVisible();
    await expect.poll(() => sizes).toEqual([32 * mebibyte]);

    // The server has waited all the time.
    expect(await receivedMessages(page)).toEqual([]);
    expect(socket.bufferedAmount).toBe(waiting);
    await line.getByRole('button', { name: 'Read on' }).click();
    await expect.poll(() => socket.bufferedAmount).toBe(0);
    const all = Array.from({ length: count }, (_, index) => ({ size: mebibyte, byte: index + 1 }));
    await expect.poll(() => receivedMessages(page)).toEqual(all);
    await expect(line.getByText('Reading paused')).toBeHidden();
  } finally {
    for (const client of server.clients) client.terminate();
    server.close();
  }
});
