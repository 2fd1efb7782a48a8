import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { appState, expect, test } from './app-test.ts';

/** Words of English sentences that no German one has, and no name of a property or a code. */
const english = /\b(?:the|and|of|is|are|with|from|by|to|not|it|cannot|no|needs|belongs)\b/i;

const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });
const status = (page: Page) => page.getByRole('status', { name: 'Status' });
const rows = (page: Page) => page.getByRole('grid').locator('[data-index]');
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

async function inGerman(page: Page): Promise<void> {
  await page.evaluate(() => window.duplex.invoke('app.setLanguage', { language: 'de' }));
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
}

/** What main says of the session that was opened last, in English. */
async function messageOfMain(page: Page): Promise<string> {
  const reply = await page.evaluate(() => window.duplex.invoke('session.list', {}));
  const connection = reply.ok ? reply.value.at(-1)?.connection : undefined;
  if (connection?.kind !== 'failed') throw new Error(`the session is ${connection?.kind ?? 'not there'}`);
  return connection.error.message;
}

/** Main's own sentence is nowhere on the page, and what is said there of the failure is German. */
async function expectGerman(page: Page, message: string): Promise<void> {
  const shown = await page.locator('body').innerText();
  expect(shown.toLowerCase()).not.toContain(message.toLowerCase());
  expect(shown).not.toContain('Technische Einzelheit');
  expect(await status(page).innerText()).not.toMatch(english);
  for (const row of await rows(page).allInnerTexts()) expect(row).not.toMatch(english);
}

test('a page in German tells a failed connection, a denial and a wrong field in German', async ({ page }) => {
  await inGerman(page);
  await page.getByRole('link', { name: 'UTF-8-Textnachrichten' }).click();
  await expect(field(page, 'Serveradresse')).toHaveValue(/^ws:\/\/localhost:\d+\//);
  const address = await field(page, 'Serveradresse').inputValue();

  await page.evaluate(() => window.duplex.invoke('server.stop', {}));
  await expect.poll(async () => (await appState(page)).server.kind).toBe('stopped');
  await field(page, 'Serveradresse').fill(address);
  await press(page, 'Verbinden');
  await expect(status(page)).toContainText('dort nimmt nichts Verbindungen an');
  await expect(status(page)).toContainText('ECONNREFUSED');
  await expect(rows(page).last()).toContainText('dort nimmt nichts Verbindungen an');
  await expectGerman(page, await messageOfMain(page));

  // Multicast is refused before anything is sent.
  await field(page, 'Serveradresse').fill('ws://224.0.0.1/');
  await press(page, 'Verbinden');
  await expect(status(page)).toContainText('nichts kann es erlauben');
  await expect(rows(page).last()).toContainText('nichts kann es erlauben');
  await expectGerman(page, await messageOfMain(page));

  await page.evaluate(() => window.duplex.invoke('server.start', {}));
  await expect.poll(async () => (await appState(page)).server.kind).toBe('running');
  await press(page, 'Header');
  await field(page, 'Name des Headers 1').fill('Upgrade');
  await field(page, 'Wert des Headers 1').fill('h2c');
  await page.keyboard.press('Escape');
  await press(page, 'Verbinden');
  // The headers open with it, and hide the rest from whoever listens until they are closed.
  const headers = page
    .getByRole('dialog', { name: 'Anforderungsheader' })
    .or(page.getByRole('group', { name: 'Anforderungsheader' }));
  await expect(headers).toContainText('Upgrade gehört zum Handshake');
  await page.keyboard.press('Escape');
  await expect(status(page)).toContainText('Anforderungsheader: Upgrade gehört zum Handshake');
  await expectGerman(page, 'belongs to the handshake');
});

test('what an import leaves out, and what of a text cannot be read, is told in German', async ({ page }) => {
  await inGerman(page);
  await page.getByRole('link', { name: 'Werkbank' }).click();
  await press(page, 'Importieren …');
  const dialog = page.getByRole('dialog', { name: 'Verbindungen und Nachrichten importieren' });
  const text = dialog.getByLabel('Befehl oder Datei');
  await text.fill(`curl 'ws://localhost/chat' -H 'Upgrade: websocket' --compressed --data-raw x --unheard > log.txt`);
  await dialog.getByRole('button', { name: 'Lesen' }).click();
  const lines = dialog.getByRole('listitem');
  await expect(lines.getByText('--unheard: diese Option ist nicht bekannt')).toBeVisible();
  await expect(lines.getByText('Für jede Verbindung neu erzeugt: Upgrade')).toBeVisible();
  await expect(lines.getByText('> log.txt: das macht die Shell, nicht curl')).toBeVisible();
  for (const line of await lines.allInnerTexts()) expect(line).not.toMatch(english);
  await text.fill('{"a": 1,\n "b" }');
  await dialog.getByRole('button', { name: 'Lesen' }).click();
  await expect(dialog).toContainText('Zeile 2, Spalte 6: das ist kein JSON');
  await text.fill('nur Worte');
  await dialog.getByRole('button', { name: 'Lesen' }).click();
  await expect(dialog).toContainText('es ist nichts davon');
});

test('a diagnosis is told in German to its end', async ({ page }) => {
  const server = createServer((connection) => {
    connection.on('error', () => undefined);
    connection.end('\r\n\r\n');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await inGerman(page);
    await page.getByRole('link', { name: 'Problembehandlung' }).click();
    const { port } = server.address() as AddressInfo; // of a port
    await field(page, 'Serveradresse').fill(`ws://127.0.0.1:${port}/`);
    await press(page, 'Versuchen');
    const found = page.getByRole('region', { name: 'Was geschehen ist' });
    await expect(found).toContainText('die Antwort des Servers auf den Eröffnungs-Handshake ist ungültig');
    await expect(found).toContainText('das ist kein HTTP');
    expect(await found.innerText()).not.toMatch(english);
  } finally {
    server.close();
  }
});
