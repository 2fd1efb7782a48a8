import type { Page } from '@playwright/test';
import { button, expect, openScenario, status, test } from './app-test.ts';
import { ignorableResults } from '../../contract/certificates.ts';
import type { RunningApp } from '../support/electron-app.ts';
import { goTo, pageHrefs, sideways } from './pages.ts';
import { connectTo, createDocument, echoAddress, openWorkbench, rows } from './workbench-test.ts';

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

/** Names of the API, which are the same in every language. */
function isApiName(text: string): boolean {
  return /^[a-z]+(?:[A-Z][a-z]+)+$/.test(text) || ignorableResults.some((name) => name === text);
}

/** What a person reads or hears on a page that is not from the catalogue; `address` is in no language. */
async function bareTexts(page: Page, address: string): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const read = 'button, h1, h2, h3, label, legend, th, nav a, main a, p, dt, output, caption, [role=columnheader]';
    const controls = '[role=tab], [role=switch], [role=treeitem], [role=status]';
    const heard = '[aria-label], [placeholder], [title]';
    const shown = [...document.querySelectorAll<HTMLElement>([read, controls, heard].join())].filter(
      // Code and what is in messages are in no language.
      (element) => element.checkVisibility() && element.closest('pre, .cm-editor, [data-index], code, kbd') === null,
    );
    return shown.flatMap((element) => [
      element.getAttribute('aria-label') ?? element.textContent,
      element.getAttribute('placeholder'),
      element.getAttribute('title'),
    ]);
  });
  const written = texts
    .map((text) => text?.replaceAll(address, '').trim() ?? '')
    .filter((text) => /\p{L}{2}/u.test(text));
  return [...new Set(written)].filter((text) => !text.includes('⟦') && !isApiName(text));
}

test('everything a page says is from the catalogue, and its layout runs from right to left, on every page', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await openWorkbench(page);
  const echo = await echoAddress(page);
  await connectTo(page, echo);
  await expect(rows(page).filter({ hasText: 'Connected to the Duplex' })).toBeVisible();
  await page.evaluate(() => window.duplex.invoke('app.setLanguage', { language: 'pseudo' }));
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  const hrefs = await pageHrefs(page);
  for (const href of [...hrefs, '#/settings']) {
    await page.evaluate((hash) => (window.location.hash = hash), href);
    const heading = page.getByRole('heading', { level: 1 }).first();
    await expect(heading).toContainText('⟦');
    if (href !== '#/settings') await goTo(page, href);
    const rail = await page.locator('nav').boundingBox();
    const main = await page.locator('main').boundingBox();
    expect.soft(rail?.x, href).toBeGreaterThan(main?.x ?? Infinity);
    expect.soft(await bareTexts(page, echo), href).toEqual([]);
    expect.soft(await sideways(page), href).toEqual([]);
  }
  // Addresses are written from left to right all the same.
  await goTo(page, hrefs[0] ?? '');
  await expect(page.locator('[data-region="form"] input').first()).toHaveCSS('direction', 'ltr');
});

test('from right to left the arrow keys go where they point, on the tabs and in the library', async ({ page }) => {
  await openWorkbench(page);
  await createDocument(page, 'connections', 'Team', { kind: 'folder', document: { version: 1 } });
  await createDocument(page, 'connections/Team', 'Inner', {
    kind: 'connection',
    document: { version: 1, address: 'ws://localhost/' },
  });
  await page.keyboard.press('ControlOrMeta+t');
  await page.keyboard.press('ControlOrMeta+t');
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
