import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newAuthority, newCertificate, serverTls } from '../support/certificates.ts';
import { startApp, type RunningApp } from '../support/electron-app.ts';
import { keyPem, leaf } from '../support/x509/certificate.ts';
import { root } from '../support/x509/chain-cases.ts';
import { startChainServer } from '../support/x509/chain-server.ts';
import { revocationList } from '../support/x509/revocation.ts';
import { startWsServer } from '../support/ws-server.ts';
import { address, appState, button, expect, expectRow, openScenario, status, test } from './app-test.ts';

async function openSecure(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Secure connections' }).click();
  await expect(page.getByRole('heading', { name: 'Secure connections', level: 1 })).toBeVisible();
  await expect(address(page)).toHaveValue(/^wss:/);
}

function result(page: Page): Locator {
  return page.getByRole('status', { name: 'Result' });
}

function question(page: Page): Locator {
  return page.getByRole('alert', { name: 'Certificate question' });
}

async function secureEcho(page: Page): Promise<string> {
  const { server } = await appState(page);
  return server.kind === 'running' ? server.endpoints.secureEcho : '';
}

async function lookAt(page: Page): Promise<void> {
  await button(page, 'Look').click();
  await expect(result(page)).not.toBeEmpty();
}

async function accept(page: Page, error: string): Promise<void> {
  await button(page, `Accept ${error} for localhost and this certificate only`).click();
  const asked = page.getByRole('region', { name: 'Accept this?' });
  await expect(asked).toContainText(`the problem ${error}`);
  await asked.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(page.getByText(`${error} · accepted by you`)).toBeVisible();
}

async function connectOverTls(page: Page): Promise<void> {
  const url = await secureEcho(page);
  await openScenario(page, 'UTF-8 text messages');
  await address(page).fill(url);
  await button(page, 'Connect').click();
}

async function violations(page: Page): Promise<string[]> {
  // Colours on their way to others are not what is judged.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
  const axe = new AxeBuilder({ page }).setLegacyMode(true).exclude('[data-tabster-dummy]');
  const { violations: found } = await axe.analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' ; ')}`);
}

/** A state that is there to stay: a render that is on its way may not have been among the animations. */
async function expectNoViolations(page: Page): Promise<void> {
  await expect.poll(() => violations(page), { timeout: 20_000 }).toEqual([]);
}

/** What is chosen is shown when main has taken it. */
async function choose(control: Locator): Promise<void> {
  await control.click();
  await expect(control).toBeChecked();
}

/** The next file dialog answers with this file. */
async function answerDialog({ app }: RunningApp, path: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, path);
}

test('look, accept, connect, remove: the built-in server from refused to trusted and back', async ({ page }) => {
  await openSecure(page);
  await expect(page.getByText('No certificate yet')).toBeVisible();
  await lookAt(page);
  await expect(result(page)).toContainText('A connection to localhost is refused');
  await expect(result(page)).toContainText('TLSv1.3');
  const cards = page.getByTestId('certificate');
  await expect(cards).toHaveCount(2);
  await expect(cards.nth(0)).toContainText('Duplex Sample Authority');
  await expect(cards.nth(0)).toContainText('Untrusted · can be accepted');
  await expect(cards.nth(0)).toContainText('Anyone can make such a certificate');
  await expect(cards.nth(1)).toContainText('www.fabrikam.com');
  await expect(cards.nth(1)).toContainText('InvalidName · can be accepted');

  await accept(page, 'Untrusted');
  await expect(result(page)).toContainText('is refused');
  await accept(page, 'InvalidName');
  await expect(result(page)).toContainText('succeeds, because you accepted 2 problems');

  // Every page connects now, without ignoring anything.
  await connectOverTls(page);
  await expect(status(page)).toContainText('Connected');
  await expectRow(page, 'Connected to the Duplex sample server');

  await openSecure(page);
  await page.getByRole('button', { name: /^Remove localhost:\d+$/ }).click();
  await expect(page.getByText(/^Removed: localhost:\d+\.$/)).toBeVisible();
  await expect(button(page, 'Undo')).toBeFocused();
  await button(page, 'Undo').click();
  await expect(page.getByRole('button', { name: /^Remove localhost:\d+$/ })).toBeVisible();
  await page.getByRole('button', { name: /^Remove localhost:\d+$/ }).click();

  await connectOverTls(page);
  await expect(status(page)).toContainText('CertificateIsInvalid');
  await button(page, 'Look at the certificate').click();
  await expect(page.getByRole('heading', { name: 'Secure connections', level: 1 })).toBeVisible();
  await expect(address(page)).toHaveValue(await secureEcho(page));
  await expect(result(page)).toContainText('is refused');
});

test('“ask me”: a yes connects this once, a no refuses, and canceling takes the question away', async ({ page }) => {
  await openSecure(page);
  await choose(page.getByRole('radio', { name: 'Ask me' }));

  await connectOverTls(page);
  await expect(question(page)).toContainText('Connect to localhost');
  await expect(question(page)).toContainText('Untrusted');
  await expect(question(page)).toContainText('InvalidName');
  await expect(question(page)).toContainText(/the attempt ends in 1[12]\d s/);
  await expect(status(page)).toBeEmpty();
  await question(page).getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(status(page)).toContainText('Connected');
  await expect(question(page)).toBeEmpty();
  await button(page, 'Disconnect').click();
  await expect(status(page)).toContainText('Closed');

  await button(page, 'Connect').click();
  await question(page).getByRole('button', { name: 'Refuse' }).click();
  await expect(status(page)).toContainText('The custom validation rejected');

  await button(page, 'Connect').click();
  await expect(question(page)).toContainText('Connect to localhost');
  await page.getByRole('region', { name: 'Connection' }).getByRole('button', { name: 'Cancel' }).click();
  await expect(question(page)).toBeEmpty();
  await expect(status(page)).toContainText('Connecting was canceled');

  // A page that is loaded again is asked again.
  await button(page, 'Connect').click();
  await expect(question(page)).toContainText('Connect to localhost');
  await page.reload();
  await question(page).getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(button(page, 'Disconnect')).toBeEnabled();
});

test('an authority of one’s own makes its servers trusted, and only while it is there', async ({ page, running }) => {
  const authority = await newAuthority('My Test Authority');
  const server = await newCertificate({ issuer: authority });
  const { port, close } = await startWsServer(() => undefined, { tls: serverTls(server) });
  const folder = await mkdtemp(join(tmpdir(), 'duplex-e2e-'));
  const file = join(folder, 'authority.pem');
  try {
    await writeFile(file, authority.certificate);
    await openSecure(page);
    await address(page).fill(`wss://localhost:${port}/`);
    await lookAt(page);
    await expect(result(page)).toContainText('is refused');
    await expect(page.getByText('Issued by “My Test Authority”, which was not sent')).toBeVisible();
    await answerDialog(running, file);
    await button(page, 'Add an authority…').click();
    await expect(result(page)).toContainText('A connection to localhost succeeds.');
    await expect(page.getByTestId('certificate').first()).toContainText('Root authority · trusted · Nothing wrong');
    await expectNoViolations(page);

    // A pin holds besides.
    await page.getByRole('button', { name: 'Pin its key: localhost' }).click();
    await expect(page.getByText('key of “localhost”')).toBeVisible();
    await expect(result(page)).toContainText('succeeds');
    await page.getByRole('button', { name: 'Remove My Test Authority' }).click();
    await expect(result(page)).toContainText('is refused');

    await writeFile(file, 'this is no certificate');
    await button(page, 'Add an authority…').click();
    await expect(page.getByText('There is no certificate in PEM in this file')).toBeVisible();
  } finally {
    await close();
    await rm(folder, { recursive: true });
  }
});

test('custom validation by issuer and by fingerprint is checked besides', async ({ page }) => {
  await openSecure(page);
  await lookAt(page);
  await accept(page, 'Untrusted');
  await accept(page, 'InvalidName');
  await choose(page.getByRole('radio', { name: 'Issuer' }));
  await button(page, 'Apply').click();
  await expect(page.getByText('Enter the name of the issuer.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Common name of the issuer' }).fill('Somebody else');
  await button(page, 'Apply').click();
  await expect(page.getByText('This holds now.')).toBeVisible();
  await lookAt(page);
  await expect(result(page)).toContainText('The custom validation rejected');
  await page.getByRole('textbox', { name: 'Common name of the issuer' }).fill('Duplex Sample Authority');
  await button(page, 'Apply').click();
  await expect(page.getByText('This holds now.')).toBeVisible();
  await lookAt(page);
  await expect(result(page)).toContainText('succeeds');
  await choose(page.getByRole('radio', { name: 'Fingerprint' }));
  await page.getByRole('textbox', { name: 'SHA-256 of a certificate or key' }).fill('00:'.repeat(32));
  await button(page, 'Apply').click();
  await expect(page.getByText('This holds now.')).toBeVisible();
  await lookAt(page);
  await expect(result(page)).toContainText('The custom validation rejected');
});

test('a hostile certificate is text: nothing acts, nothing hides', async ({ page }) => {
  const name = `<img src=x onerror="document.title=1">\u202E${'x'.repeat(200)}`.slice(0, 200);
  const server = leaf({ subject: name });
  const { port, close } = await startWsServer(() => undefined, { tls: { cert: server.pem, key: keyPem(server) } });
  try {
    await openSecure(page);
    await address(page).fill(`wss://localhost:${port}/`);
    await lookAt(page);
    const card = page.getByTestId('certificate').first();
    await expect(card).toContainText('<img src=x onerror="document.title=1">');
    expect(await card.textContent()).not.toContain('\u202E');
    await expect(page).toHaveTitle('Secure connections – Duplex');
  } finally {
    await close();
  }
});

test('a server that is not there, and an address without TLS, are explained', async ({ page }) => {
  await openSecure(page);
  await address(page).fill('ws://localhost:1/');
  await button(page, 'Look').click();
  await expect(page.getByText('Only wss: servers have a certificate')).toBeVisible();
  await expect(address(page)).toBeFocused();
  await address(page).fill('wss://localhost:1/');
  await lookAt(page);
  await expect(result(page)).toContainText('CannotConnect');
  await expect(result(page)).toContainText('No certificate was received');
});

test('a trust file that cannot be read starts the app with the default, says so, and is kept', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'duplex-e2e-'));
  const file = join(dataFolder, 'server-trust.json');
  await writeFile(file, '{ "version": 1,');
  const { page, complaints, close } = await startApp({ dataFolder });
  try {
    await expect(page.getByRole('alert', { name: 'Problems' })).toContainText('What you trust could not be read');
    await page.getByRole('link', { name: 'Open “Secure connections”' }).click();
    await expect(page.getByRole('heading', { name: 'Secure connections', level: 1 })).toBeVisible();
    await expectNoViolations(page);
    expect(await readFile(file, 'utf8')).toBe('{ "version": 1,');
    await choose(page.getByRole('checkbox', { name: 'Trust only my own authorities' }));
    await expect(page.getByText('You have none: no certificate is trusted.')).toBeVisible();
    expect(await readFile(`${file}.bad`, 'utf8')).toBe('{ "version": 1,');
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ replaceSystem: true });
    expect(complaints).toEqual([]);
  } finally {
    await close();
    await rm(dataFolder, { recursive: true });
  }
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in any state in ${theme}, wide and narrow`, async ({ page, running }) => {
    await page.evaluate((chosen) => window.duplex.invoke('app.setTheme', { theme: chosen }), theme);
    await openSecure(page);
    await expectNoViolations(page);
    await lookAt(page);
    await expectNoViolations(page);
    await accept(page, 'Untrusted');
    await button(page, 'Accept InvalidName for localhost and this certificate only').click();
    await expect(page.getByRole('region', { name: 'Accept this?' })).toBeVisible();
    await expectNoViolations(page);
    await page.getByRole('button', { name: /^Remove localhost:\d+$/ }).click();
    await expect(button(page, 'Undo')).toBeVisible();
    await choose(page.getByRole('radio', { name: 'Ask me' }));
    await button(page, 'Look').click();
    await expect(question(page)).toContainText('Connect to localhost');
    await expectNoViolations(page);
    await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(640, 480));
    await expect.poll(() => page.evaluate(() => window.innerWidth)).toBeLessThanOrEqual(640);
    await expectNoViolations(page);
    await question(page).getByRole('button', { name: 'Refuse' }).click();
    await expect(question(page)).toBeEmpty();
    await expect(result(page)).toContainText('is refused');
    await expectNoViolations(page);
  });
}

test('a revocation list is added, holds for every connection, and is removed and put back', async ({
  page,
  running,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'duplex-crl-'));
  try {
    const revoked = leaf({ issuer: root });
    const port = await startChainServer({ sent: [revoked, root] });
    const der = Buffer.from(revocationList(root, [revoked]).replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
    await writeFile(join(folder, 'root.pem'), root.pem);
    await writeFile(join(folder, 'root.crl'), der);
    await openSecure(page);
    await answerDialog(running, join(folder, 'root.pem'));
    await button(page, 'Add an authority…').click();
    await expect(page.getByRole('list', { name: 'Your authorities' })).toContainText('Test Root');
    await address(page).fill(`wss://localhost:${port}/`);
    await lookAt(page);
    await expect(result(page)).toContainText('succeeds');

    await button(page, 'Add a revocation list…').click();
    await expect(page.getByRole('alert').filter({ hasText: 'no list of revoked certificates' })).toBeVisible();
    await answerDialog(running, join(folder, 'root.crl'));
    await button(page, 'Add a revocation list…').click();
    const lists = page.getByRole('list', { name: 'Revocation lists' });
    await expect(lists).toContainText('1 certificate revoked');
    await expect(result(page)).toContainText('is refused');
    await expect(page.getByText('It was revoked')).toBeVisible();
    await expectNoViolations(page);

    await lists.getByRole('button', { name: 'Remove Test Root' }).click();
    await expect(result(page)).toContainText('succeeds');
    await button(page, 'Undo').click();
    await expect(result(page)).toContainText('is refused');
    const file = JSON.parse(await readFile(join(running.dataFolder, 'server-trust.json'), 'utf8')) as object;
    expect(file).toMatchObject({ revocationLists: [{ pem: expect.stringContaining('X509 CRL') as unknown }] });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
