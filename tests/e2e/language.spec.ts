import { button, expect, openScenario, status, test } from './app-test.ts';
import type { RunningApp } from '../support/electron-app.ts';
import { createDocument, openWorkbench } from './workbench-test.ts';

const menuLabels = ({ app }: RunningApp): Promise<string[] | undefined> =>
  app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label));

test('the language changes the document and the native menus at once, and sessions go on', async ({
  page,
  running,
}) => {
  await openScenario(page, 'UTF-8 text messages');
  await button(page, 'Connect').click();
  await expect(status(page)).toContainText('Connected');
  expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual([
    'en',
    'ltr',
  ]);
  await page.evaluate(() => window.duplex.invoke('app.setLanguage', { language: 'de' }));
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  expect(await menuLabels(running)).toContain('&Bearbeiten');
  const sessions = await page.evaluate(() => window.duplex.invoke('session.list', {}));
  expect(sessions).toMatchObject({ ok: true, value: [{ connection: { kind: 'open' } }] });
});

test('the dialogs for files are in the language of the page, with the kinds of files they offer', async ({
  page,
  running,
}) => {
  await page.evaluate(() => window.duplex.invoke('app.setLanguage', { language: 'de' }));
  // The page is loaded again.
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await running.app.evaluate(({ dialog, app }) => {
    const shown: string[] = [];
    dialog.showOpenDialog = (_window: unknown, options?: Electron.OpenDialogOptions) => {
      shown.push([options?.title, ...(options?.filters ?? []).map(({ name }) => name)].join(' | '));
      return Promise.resolve({ canceled: true, filePaths: [] });
    };
    Object.assign(app, { shownDialogs: shown });
  });
  await page.evaluate(async () => {
    await window.duplex.invoke('certificate.choose', {});
    await window.duplex.invoke('library.chooseCertificate', {});
    await window.duplex.invoke('library.chooseFolder', {});
    await window.duplex.invoke('import.file', {});
    await window.duplex.invoke('log.import', {});
    await window.duplex.invoke('file.chooseToSend', {});
    await window.duplex.invoke('proxy.chooseScript', {});
    await window.duplex.invoke('trust.addAuthority', {});
    await window.duplex.invoke('trust.addRevocationList', {});
  });
  expect(await running.app.evaluate(({ app }) => (app as unknown as { shownDialogs: string[] }).shownDialogs)).toEqual([
    'Clientzertifikat auswählen | Zertifikat mit privatem Schlüssel (PKCS #12) | Alle Dateien',
    'Clientzertifikat auswählen | Zertifikat mit privatem Schlüssel (PKCS #12, PEM) | Alle Dateien',
    'Ordner für Ihre Verbindungen und Nachrichten auswählen',
    'Verbindungen und Nachrichten importieren | HAR, Postman, Insomnia, Hoppscotch, Duplex | Alle Dateien',
    'Protokolle importieren | Protokolle (NDJSON, HAR) | Alle Dateien',
    'Datei zum Senden auswählen',
    'Proxyskript auswählen | Proxyskripte (PAC) | Alle Dateien',
    'Zertifikat einer Zertifizierungsstelle auswählen | Zertifikate (PEM) | Alle Dateien',
    'Liste gesperrter Zertifikate auswählen | Listen gesperrter Zertifikate (PEM, DER) | Alle Dateien',
  ]);
});

test('everything the page says is from the catalogue, and the layout runs from right to left', async ({ page }) => {
  await page.evaluate(() => window.duplex.invoke('app.setLanguage', { language: 'pseudo' }));
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toContainText('⟦');
  const rail = await page.locator('nav').boundingBox();
  const main = await page.locator('main').boundingBox();
  expect(rail?.x).toBeGreaterThan(main?.x ?? Infinity);
  // Addresses are written from left to right all the same.
  await expect(page.locator('[data-region="form"] input').first()).toHaveCSS('direction', 'ltr');
  const bare = await page.evaluate(() =>
    [...document.querySelectorAll('button, h1, h2, label, nav a')]
      .map((element) => (element.getAttribute('aria-label') ?? element.textContent ?? '').trim())
      .filter((text) => text !== '' && !text.includes('⟦')),
  );
  expect(bare).toEqual([]);
  await page.evaluate(() => (window.location.hash = '#/settings'));
  await expect(heading).toContainText('⟦');
});

test('from right to left the arrow keys go where they point, on the tabs and in the library', async ({ page }) => {
  await openWorkbench(page);
  await createDocument(page, 'connections', 'Team', { kind: 'folder', document: { version: 1 } });
  await createDocument(page, 'connections/Team', 'Inner', {
    kind: 'connection',
    document: { version: 1, address: 'ws://localhost/' },
  });
  await page.keyboard.press('Control+t');
  await page.keyboard.press('Control+t');
  await page.evaluate(() => window.duplex.invoke('app.setLanguage', { language: 'pseudo' }));
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');

  const tabs = page.locator('[data-region="tabs"]').getByRole('tab');
  const [first, second] = [tabs.nth(0), tabs.nth(1)];
  await first.click();
  expect((await first.boundingBox())?.x).toBeGreaterThan((await second.boundingBox())?.x ?? Infinity);
  await first.press('ArrowLeft');
  await expect(second).toHaveAttribute('aria-selected', 'true');
  await expect(second).toBeFocused();
  await second.press('ArrowRight');
  await expect(first).toHaveAttribute('aria-selected', 'true');

  const folder = page.getByRole('treeitem', { name: 'Team', exact: true });
  const inner = page.getByRole('treeitem', { name: 'Inner', exact: true });
  await folder.focus();
  await folder.press('ArrowRight');
  await expect(folder).toHaveAttribute('aria-expanded', 'false');
  // Closed it points along the line.
  await expect(folder.locator('svg').first()).toHaveCSS('transform', 'matrix(-1, 0, 0, 1, 0, 0)');
  await folder.press('ArrowLeft');
  await expect(folder).toHaveAttribute('aria-expanded', 'true');
  await folder.press('ArrowLeft');
  await expect(inner).toBeFocused();
  await inner.press('ArrowRight');
  await expect(folder).toBeFocused();
});
