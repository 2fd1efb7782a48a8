import { createHash } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { button, expect, expectRow, message, openScenario, status, test } from './app-test.ts';
import { violations } from './axe.ts';

const exact = '1234567890123456789012345';
const order = `{"id":${exact},"lines":[{"name":"<b>one</b>"},{"name":"two"}],"note":null}`;

const pane = (page: Page): Locator => page.getByRole('region', { name: 'Selected row' });
const paneSelector = 'section[aria-label="Selected row"]';
const showAs = (page: Page): Locator => pane(page).getByRole('combobox', { name: 'Show as' });
const tree = (page: Page): Locator => pane(page).getByRole('tree', { name: 'Values' });
const content = (page: Page): Locator => pane(page).getByRole('group', { name: 'Content' });

async function connect(page: Page): Promise<void> {
  await openScenario(page, 'UTF-8 text messages');
  await button(page, 'Connect').click();
  await expect(status(page)).toContainText('Connected');
  await expectRow(page, 'Connected to the Duplex sample server');
}

async function sendText(page: Page, text: string): Promise<void> {
  await message(page).fill(text);
  await button(page, 'Send').click();
  await expectRow(page, /^.*You said/);
}

/**
 * Sends bytes over the page's own session, as a composer for them would.
 *
 * @param zeroes bytes of zero before them
 */
async function sendBytes(page: Page, hex: string, zeroes = 0): Promise<void> {
  const sending = { hex, zeroes };
  const sent = await page.evaluate(async ({ hex: digits, zeroes: before }) => {
    const end = Uint8Array.from(digits.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
    const bytes = new Uint8Array(before + end.length);
    bytes.set(end, before);
    const list = await window.duplex.invoke('session.list', {});
    const session = list.ok ? list.value.at(-1)?.session : undefined;
    if (session === undefined) throw new Error('no session');
    return window.duplex.invoke('session.send', { session, payload: { kind: 'binary', bytes }, final: true });
  }, sending);
  expect(sent).toMatchObject({ ok: true });
}

/** Opens the last row that has this text. */
async function openRow(page: Page, text: string | RegExp): Promise<void> {
  const rows = page.getByRole('grid', { name: 'Transcript' }).locator('[data-index]');
  await rows.filter({ hasText: text }).last().click();
  await expect(pane(page)).toBeVisible();
}

test('JSON is a tree and indented text with every digit, and is walked by the keyboard', async ({ page }) => {
  await connect(page);
  await sendText(page, order);
  await openRow(page, /^.*↑.*"id"/);
  await expect(showAs(page)).toHaveValue('fitting');
  await expect(tree(page).getByRole('treeitem').nth(1)).toHaveText(`id: ${exact}`);
  // Markup of a message is text.
  await expect(tree(page)).toContainText('"<b>one</b>"');
  await tree(page).focus();
  const active = () => tree(page).locator('[aria-selected="true"]');
  await page.keyboard.press('End');
  await expect(active()).toHaveText('note: null');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowLeft');
  await expect(tree(page).getByRole('treeitem')).toHaveCount(1);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(active()).toHaveText(`id: ${exact}`);
  await showAs(page).selectOption({ label: 'JSON, indented' });
  await expect(content(page)).toContainText(`  "id": ${exact},`);
  // The choice is kept for the next message, which is no JSON, and says where.
  await openRow(page, /You said/);
  await expect(pane(page)).toContainText('This is no JSON at line 1, column 1');
  await showAs(page).selectOption('fitting');
  await expect(content(page)).toContainText('You said: "{"id"');
});

test('MessagePack, CBOR and Protobuf are trees, the latter with the names of a schema', async ({ page }) => {
  await connect(page);
  // {"big": 2^63, "list": [true, nil]}, with what is no UTF-8 in a key.
  await sendBytes(page, '83a3626967cf8000000000000000a46c69737492c3c0a2ff61c0');
  await expectRow(page, 'size=26 bytes');
  await openRow(page, /binary.*83 A3/);
  await expect(content(page)).toContainText('00000000  83 A3 62 69 67 CF');
  await showAs(page).selectOption('MessagePack');
  await expect(tree(page)).toContainText('big: 9223372036854775808');
  await expect(tree(page)).toContainText('\\xFFa: nil');
  await showAs(page).selectOption('CBOR');
  await expect(pane(page)).toContainText('This is no CBOR at byte');
  await sendBytes(page, '089601120774657374696e67');
  await openRow(page, /binary.*08 96 01/);
  await showAs(page).selectOption('Protobuf');
  await expect(tree(page)).toContainText('1: 150');
  await button(page, 'Schema').click();
  const schema = pane(page).getByRole('textbox', { name: 'Text of a .proto file' });
  await schema.fill('syntax = "proto3";\nmessage M { int32 x = y; }');
  await expect(pane(page)).toContainText('Line 2:');
  await schema.fill('syntax = "proto3";\nmessage Order { int32 count = 1; string what = 2; }\nmessage Other {}');
  await expect(tree(page)).toContainText('count (1): 150');
  await expect(tree(page)).toContainText('what (2): testing');
  await pane(page).getByRole('combobox', { name: 'Message type' }).selectOption('Other');
  await expect(tree(page)).toContainText('1: 150');
  await pane(page)
    .locator('input[type=file]')
    .setInputFiles({
      name: 'a.proto',
      mimeType: 'text/plain',
      buffer: Buffer.from('syntax = "proto3"; message File { int32 from_file = 1; }'),
    });
  await expect(tree(page)).toContainText('from_file (1): 150');
});

test('an image is shown, and one that says it is larger than memory is not', async ({ page }) => {
  await connect(page);
  const png =
    '89504e470d0a1a0a0000000d4948445200000001000000010806000000' +
    '1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082';
  await sendBytes(page, png);
  await openRow(page, /binary.*89 50/);
  const image = pane(page).getByRole('img', { name: /image\/png/ });
  await expect(image).toBeVisible();
  await expect.poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(1);
  await expect(pane(page)).toContainText('1 × 1 pixels');
  await sendBytes(page, png.replace('0000000100000001', '7fffffff7fffffff'));
  await page.getByRole('grid', { name: 'Transcript' }).focus();
  await openRow(page, /binary.*7f ff ff ff 7f ff ff ff/i);
  await expect(pane(page)).toContainText('more than are shown');
});

test('two messages are compared, by a mark and with the one before', async ({ page }) => {
  await connect(page);
  await sendText(page, order);
  await openRow(page, /↑.*"id"/);
  await button(page, 'Compare').click();
  await page.getByRole('menuitem', { name: 'Mark for comparison' }).click();
  await sendText(page, order.replace('two', 'three'));
  await openRow(page, /↑.*three/);
  await button(page, 'Compare').click();
  await page.getByRole('menuitem', { name: /With the marked message/ }).click();
  const differences = pane(page).getByRole('group', { name: 'Differences' });
  await expect(differences).toContainText('-       "name": "two"');
  await expect(differences).toContainText('+       "name": "three"');
  await expect(pane(page)).toContainText('1 line only there, 1 line only here');
  await button(page, 'End the comparison').click();
  await openRow(page, /You said.*three/);
  await button(page, 'Compare').click();
  await page.getByRole('menuitem', { name: 'With the previous message of this direction' }).click();
  await expect(pane(page)).toContainText('Lines of text. 1 line only there, 1 line only here');
});

test('a large message opens at once, is jumped through, and is read whole by no view', async ({ page }) => {
  await connect(page);
  const size = 12 * 1024 * 1024;
  await sendBytes(page, 'deadbeef', size - 4);
  await expectRow(page, `size=${size} bytes`);
  await openRow(page, /binary.*00 00/);
  await expect(content(page)).toContainText('00000000  00 00');
  const offset = pane(page).getByRole('textbox', { name: 'Offset' });
  await offset.fill('0xBFFFFD');
  await button(page, 'Jump').click();
  await expect(content(page).locator('mark')).toHaveText('AD');
  await expect(content(page)).toContainText('00BFFFF0');
  await offset.fill(String(size));
  await button(page, 'Jump').click();
  await expect(pane(page)).toContainText('0 to 12,582,911');
  const bytes = Buffer.alloc(size);
  bytes.writeUInt32BE(0xde_ad_be_ef, size - 4);
  await button(page, 'Compute SHA-256').click();
  await expect(pane(page)).toContainText(`SHA-256 ${createHash('sha256').update(bytes).digest('hex')}`);
  await showAs(page).selectOption('CBOR');
  await expect(pane(page)).toContainText('This view reads up to 8.0 MiB');
  await showAs(page).selectOption('Text');
  await offset.fill('12582900');
  await button(page, 'Jump').click();
  await expect(pane(page)).toContainText('Bytes 12,582,900 to 12,582,912 of 12,582,912');
  await expect(content(page)).toContainText('\\xEF');
  await button(page, 'Previous part').click();
  await expect(pane(page)).toContainText('Bytes 12,517,364 to');
});

test('the panes are divided by keyboard and mouse, beside and below each other, and stay so', async ({
  page,
  running,
}) => {
  await connect(page);
  await openRow(page, 'Connected to');
  const splitter = page.getByRole('separator', { name: 'Width of the details' });
  await expect(splitter).toHaveAttribute('aria-orientation', 'vertical');
  await expect(splitter).toHaveAttribute('aria-valuenow', '45');
  await splitter.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(splitter).toHaveAttribute('aria-valuenow', '50');
  const before = (await pane(page).boundingBox())?.width ?? 0;
  const box = await splitter.boundingBox();
  if (box === null) throw new Error('the splitter is nowhere');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x - 100, box.y + box.height / 2);
  await page.mouse.up();
  expect((await pane(page).boundingBox())?.width).toBeGreaterThan(before + 90);
  const share = await splitter.getAttribute('aria-valuenow');
  await button(page, 'Close details').click();
  await openRow(page, 'Connected to');
  await expect(splitter).toHaveAttribute('aria-valuenow', share ?? '');
  await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(640, 700));
  await expect(splitter).toHaveAttribute('aria-orientation', 'horizontal');
  await splitter.focus();
  await page.keyboard.press('Home');
  await expect(splitter).toHaveAttribute('aria-valuenow', '15');
  await page.keyboard.press('ArrowUp');
  await expect(splitter).toHaveAttribute('aria-valuenow', '20');
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in any view in ${theme}`, async ({ page }) => {
    await page.evaluate((chosen) => window.duplex.invoke('app.setTheme', { theme: chosen }), theme);
    await connect(page);
    await sendText(page, order);
    await sendText(page, order.replace('two', 'three'));
    await openRow(page, /↑.*three/);
    const options = await showAs(page).locator('option').allTextContents();
    for (const label of options) {
      await showAs(page).selectOption({ label });
      await expect(showAs(page).locator('option:checked')).toHaveText(label);
      expect([label, await violations(page, paneSelector)]).toEqual([label, []]);
    }
    await button(page, 'Compare').click();
    await page.getByRole('menuitem', { name: 'With the previous message of this direction' }).click();
    await expect(pane(page)).toContainText('1 line only there');
    expect(await violations(page)).toEqual([]);
  });
}
