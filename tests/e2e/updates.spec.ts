import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { existsSync } from 'node:fs';
import { cp, link, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { UpdateStep } from '../../contract/updates.ts';
import { electronExecutable, startApp, type RunningApp } from '../support/electron-app.ts';
import { startUpdateServer, type UpdateServer } from '../support/update-server.ts';
import { appState, button, expect, test } from './app-test.ts';

const root = resolve(import.meta.dirname, '../..');

async function openAbout(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'About and updates' }).click();
  await expect(page.getByRole('heading', { name: 'About and updates', level: 1 })).toBeVisible();
}

function updateStatus(page: Page): Locator {
  return page.getByRole('status', { name: 'Update status' });
}

async function violations(page: Page): Promise<string[]> {
  // Colours on their way to others are not what is judged.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
  const axe = new AxeBuilder({ page }).setLegacyMode(true).exclude('[data-tabster-dummy]');
  const { violations: found } = await axe.analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' ; ')}`);
}

test('the page says which version this is, and that sources are updated by hand', async ({ page }) => {
  await openAbout(page);
  const { version, runtime } = await appState(page);
  await expect(page.getByText(`${version}, from its sources`)).toBeVisible();
  await expect(page.getByText(runtime.electron, { exact: true })).toBeVisible();
  await expect(page.getByText('This is Duplex from its sources')).toBeVisible();
  await expect(button(page, 'Check for updates')).toHaveCount(0);
});

test('the licences of everything that is in it are shown as text', async ({ page }) => {
  await openAbout(page);
  await button(page, 'Show the licences').click();
  await expect(page.getByRole('group', { name: 'Licence of Duplex' })).toContainText('MIT License');
  const thirdParty = page.getByRole('group', { name: 'Licences of what is in it' });
  await expect(thirdParty).toContainText('react ');
  await expect(thirdParty).toContainText('electron-updater ');
  expect(await violations(page)).toEqual([]);
});

const update = {
  version: '1.1.0',
  url: 'https://updates.test/releases/download/v1.1.0/Duplex-1.1.0-linux-x86_64.AppImage',
  sizeBytes: 118_489_088,
  releaseDate: '2026-11-01T10:00:00.000Z',
  notes:
    '### Added\n\n- Something <b>new</b>, and a line that is as long as lines in changelogs are, with an end.\n'.repeat(
      9,
    ),
};
const looks: readonly (readonly [name: string, step: UpdateStep])[] = [
  ['idle', { kind: 'idle' }],
  ['checking', { kind: 'checking' }],
  ['newest', { kind: 'newest', offered: '0.1.0' }],
  ['available', { kind: 'available', update }],
  ['downloading', { kind: 'downloading', update, receivedBytes: 31_000_000 }],
  ['ready', { kind: 'ready', update }],
  [
    'failed',
    {
      kind: 'failed',
      during: 'checking',
      error: {
        code: 'update-refused',
        message: 'the signature of latest-linux.yml is not by the key that is in this app',
        cause: 'SIGNATURE',
      },
    },
  ],
];

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in any state of updates in ${theme}`, async ({ page, running }) => {
    await page.evaluate((chosen) => window.duplex.invoke('app.setTheme', { theme: chosen }), theme);
    await openAbout(page);
    await expect(page.getByText('This is Duplex from its sources')).toBeVisible();
    const pictures = process.env['DUPLEX_UPDATE_PICTURES'];
    for (const [name, step] of looks) {
      const url = 'https://updates.test/releases/latest/download/latest-linux.yml';
      const state = { kind: 'possible', url, isAutomatic: false, checkedAt: Date.now(), step };
      await running.app.evaluate(
        ({ BrowserWindow }, told) =>
          BrowserWindow.getAllWindows()[0]?.webContents.send('duplex:event', 'updates.changed', told),
        state,
      );
      await expect(updateStatus(page)).not.toBeEmpty();
      expect(await violations(page)).toEqual([]);
      if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}-${theme}.png`) });
    }
    await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(640, 480));
    await expect.poll(() => page.evaluate(() => window.innerWidth)).toBeLessThanOrEqual(640);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  });
}

/** An app that takes itself for an AppImage: the Electron of these tests with another name, and the app in its place. */
async function installApp(folder: string, server: UpdateServer): Promise<{ executable: string; image: string }> {
  const mounted = join(folder, 'mounted');
  const electron = electronExecutable();
  await copyLinked(dirname(electron), mounted);
  await rename(join(mounted, basename(electron)), join(mounted, 'duplex'));
  const app = join(mounted, 'resources/app');
  await rm(join(mounted, 'resources/default_app.asar'), { force: true });
  await mkdir(join(app, 'node_modules'), { recursive: true });
  await cp(join(root, 'out'), join(app, 'out'), { recursive: true });
  await cp(join(root, 'resources'), join(app, 'resources'), { recursive: true });
  await cp(join(root, 'node_modules/ws'), join(app, 'node_modules/ws'), { recursive: true });
  await cp(join(root, 'LICENSE'), join(app, 'LICENSE'));
  const about = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as object;
  await writeFile(join(app, 'package.json'), JSON.stringify({ ...about, duplexTestBuild: true }));
  await writeFile(join(app, 'resources/update-key.pem'), server.publicKey);
  await writeFile(join(mounted, 'resources/app-update.yml'), `provider: generic\nurl: ${server.url}\n`);
  const image = join(folder, 'Duplex.AppImage');
  await writeFile(image, 'old');
  return { executable: join(mounted, 'duplex'), image };
}

/** A copy of a quarter of a gigabyte that takes no room. */
async function copyLinked(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, copy] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyLinked(source, copy);
    else await link(source, copy).catch(() => cp(source, copy));
  }
}

async function trust(dataFolder: string, pem: string): Promise<void> {
  const file = {
    version: 1,
    exceptions: [],
    pins: [],
    authorities: [{ pem, addedAt: Date.now() }],
    replaceSystem: false,
    validation: { kind: 'none' },
  };
  await mkdir(dataFolder, { recursive: true });
  await writeFile(join(dataFolder, 'server-trust.json'), JSON.stringify(file));
}

test.describe('an installed app', () => {
  test.skip(process.platform !== 'linux', 'an AppImage is Linux’s');
  let folder: string;
  let server: UpdateServer;
  let close: () => Promise<void>;
  let running: RunningApp;
  let image: string;

  test.beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'duplex-installed-'));
    server = await startUpdateServer();
    close = server.close;
    const installed = await installApp(folder, server);
    ({ image } = installed);
    const dataFolder = join(folder, 'data');
    await trust(dataFolder, server.authority);
    running = await startApp({
      executable: installed.executable,
      dataFolder,
      env: { APPIMAGE: image, APPDIR: dirname(installed.executable), XDG_CACHE_HOME: join(folder, 'cache') },
    });
  });

  test.afterEach(async () => {
    await running.close().catch(() => undefined);
    await close();
    await rm(folder, { recursive: true, force: true });
  });

  test('is updated when the user says so, by the keyboard, and not before', async () => {
    const { page } = running;
    const started = join(folder, 'started');
    const file = Buffer.from(`#!/bin/sh\necho new > ${started}\n${'#'.repeat(100_000)}\n`);
    server.offer({ version: '9.0.0', file, name: 'Duplex-9.0.0-linux-x86_64.AppImage', notes: 'All of it.' });
    await page.getByRole('link', { name: '11 About and updates' }).focus();
    await page.keyboard.press('Enter');
    await expect(updateStatus(page)).toHaveText('Not checked since Duplex was started.');
    expect(server.asked).toEqual([]);
    await button(page, 'Check for updates').focus();
    await page.keyboard.press('Enter');
    await expect(updateStatus(page)).toHaveText('Version 9.0.0 of 2026-11-01');
    await expect(page.getByRole('link', { name: '11 About and updates, a newer version is available' })).toBeVisible();
    await expect(page.getByText(`${server.url}Duplex-9.0.0-linux-x86_64.AppImage`)).toBeVisible();
    await expect(page.getByRole('group', { name: 'What is new' })).toHaveText('All of it.');
    expect(server.asked).toEqual(['/latest-linux.yml', '/latest-linux.yml.sig']);
    // The button is the same one, so the focus has stayed.
    await page.keyboard.press('Enter');
    await expect(updateStatus(page)).toContainText('Version 9.0.0 is downloaded and verified.');
    expect(await readFile(image, 'utf8')).toBe('old');
    await page.getByRole('link', { name: 'Network isolation', exact: true }).click();
    await page.getByRole('tab', { name: 'Journal' }).click();
    await page.getByRole('grid', { name: 'Journal of sockets' }).focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await expect(page.getByText('What it was for: Update: version 9.0.0')).toBeVisible();
    await page.getByRole('link', { name: '11 About and updates' }).focus();
    await page.keyboard.press('Enter');
    const gone = running.app.waitForEvent('close');
    await button(page, 'Install and restart').click();
    await gone;
    expect(await readFile(image)).toEqual(file);
    await expect.poll(() => existsSync(started)).toBe(true);
  });

  test('says what failed, why and what to do when the signature is wrong or the policy forbids it', async () => {
    const { page } = running;
    server.offer({ version: '9.0.0', file: Buffer.from('x'), name: 'Duplex-9.0.0-linux-x86_64.AppImage' });
    server.answers.set('/latest-linux.yml.sig', 'hello');
    await openAbout(page);
    await button(page, 'Check for updates').click();
    await expect(updateStatus(page)).toContainText('Checking for updates failed.');
    await expect(updateStatus(page)).toContainText('is not by the key that is in this app');
    await expect(updateStatus(page)).toContainText('tell who publishes Duplex');
    const asked = server.asked.length;
    await page.evaluate(async () => {
      const policy = { version: 1, preset: 'internetOnly' } as const;
      const saved = await window.duplex.invoke('network.savePolicy', { policy, endsSessions: true });
      if (!saved.ok) throw new Error(saved.error.message);
    });
    await button(page, 'Check for updates').click();
    await expect(updateStatus(page)).toContainText('Network isolation does not let this app reach');
    expect(server.asked).toHaveLength(asked);
    await page.getByRole('link', { name: 'Show why' }).click();
    await expect(page.getByRole('heading', { name: 'Network isolation', level: 1 })).toBeVisible();
    await expect(page.locator('body')).toContainText(`localhost:${server.port}`);
  });

  test('checks without being asked only from when that is turned on', async () => {
    const { page } = running;
    server.offer({ version: '0.0.1', file: Buffer.from('x'), name: 'Duplex-0.0.1-linux-x86_64.AppImage' });
    await openAbout(page);
    const automatic = page.getByRole('switch', { name: 'Check without being asked' });
    await expect(automatic).not.toBeChecked();
    expect(server.asked).toEqual([]);
    await automatic.check();
    await expect(updateStatus(page)).toContainText('0.0.1 is offered, which is older than');
    expect(JSON.parse(await readFile(join(running.dataFolder, 'settings.json'), 'utf8'))).toMatchObject({
      checksForUpdates: true,
    });
  });
});
