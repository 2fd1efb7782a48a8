import { listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect as expectPage } from 'playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPromise } from 'yauzl';
import { version } from '../../package.json' with { type: 'json' };
import manifest from '../../resources/network-capabilities.json' with { type: 'json' };
import {
  isDevelopmentRuntime,
  packageApp,
  startPackagedApp,
  zipFiles,
  type PackagedFiles,
  type RunningApp,
} from './packaged-app.ts';

let files: PackagedFiles;

beforeAll(async () => {
  files = await packageApp();
});

describe('the packaged app', () => {
  let app: RunningApp;

  beforeAll(async () => {
    app = await startPackagedApp(files.executable);
  });

  afterAll(async () => {
    expect(await app.close(), 'it ends well when its window is closed').toBe(0);
  });

  test('knows that it is packaged, and shows the version of package.json', async () => {
    const reply = await app.page.evaluate(() => window.duplex.invoke('app.state', {}));
    expect(reply).toMatchObject({ ok: true, value: { isPackaged: true, version, problems: [] } });
  });

  test('has the capabilities of the manifest inside the package', async () => {
    const reply = await app.page.evaluate(() => window.duplex.invoke('app.state', {}));
    expect(reply.ok && reply.value.capabilities).toEqual(manifest.capabilities);
  });

  test('connects scenario 1 to the built-in server, exchanges a message and disconnects', async () => {
    const { page } = app;
    await expectPage(page.getByRole('textbox', { name: 'Server address' })).toHaveValue(/^ws:\/\//u);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await expectPage(page.getByText('Connected', { exact: true }).first()).toBeVisible();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expectPage(page.getByText('You said: "Hello World"').first()).toBeVisible();
    await page.getByRole('button', { name: 'Disconnect', exact: true }).click();
    await expectPage(page.getByRole('button', { name: 'Connect', exact: true })).toBeEnabled();
  });

  test('gives its page no network of its own, not even to the server inside the app', async () => {
    const reply = await app.page.evaluate(() => window.duplex.invoke('app.state', {}));
    if (!reply.ok || reply.value.server.kind !== 'running') throw new Error('the built-in server does not run');
    const url = reply.value.server.endpoints.echo.replace('ws:', 'http:');
    expect((await fetch(url)).status, 'the server answers others').toBeGreaterThan(0);
    const outcome = await app.page.evaluate(
      (address) =>
        fetch(address, { mode: 'no-cors' }).then(
          () => 'reached',
          () => 'refused',
        ),
      url,
    );
    expect(outcome).toBe('refused');
  });
});

test('every fuse of the executable is as the security floor wants it', async () => {
  const wire = await getCurrentFuseWire(files.executable);
  const isOn = (fuse: FuseV1Options): boolean => String.fromCharCode(Number(wire[fuse])) === '1';
  expect({
    runAsNode: isOn(FuseV1Options.RunAsNode),
    nodeOptions: isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    inspect: isOn(FuseV1Options.EnableNodeCliInspectArguments),
    browserSnapshot: isOn(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
    fileProtocolExtras: isOn(FuseV1Options.GrantFileProtocolExtraPrivileges),
    cookieEncryption: isOn(FuseV1Options.EnableCookieEncryption),
    asarIntegrity: isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    onlyFromAsar: isOn(FuseV1Options.OnlyLoadAppFromAsar),
  }).toEqual({
    runAsNode: false,
    nodeOptions: false,
    inspect: false,
    browserSnapshot: false,
    fileProtocolExtras: false,
    cookieEncryption: true,
    asarIntegrity: true,
    onlyFromAsar: true,
  });
});

test('the archive holds what runs and nothing it was made from', () => {
  const entries = listPackage(files.archive, { isPack: false }).map((entry) => entry.replaceAll('\\', '/'));
  expect(entries).toContain('/out/main/index.js');
  expect(entries).toContain('/resources/network-capabilities.json');
  expect(
    entries.filter((entry) => /\.(?:tsx?|map|pem|pfx|key)$|\.(?:test|spec)\.|\/tests?(?:\/|$)/u.test(entry)),
  ).toEqual([]);
  const tops = new Set(entries.map((entry) => entry.split('/')[1]));
  expect(tops).toEqual(new Set(['LICENSE', 'node_modules', 'out', 'package.json', 'resources']));
  const modules = entries.filter((entry) => /^\/node_modules\/[^/]+$/u.test(entry));
  expect(modules).toEqual(['/node_modules/ws']);
});

test.runIf(isDevelopmentRuntime)('the zip made with the development runtime says so in its name', async () => {
  const names = await zipFiles(files.distFolder);
  expect(names).toEqual([`Duplex-${version}-linux-x64-devruntime.zip`]);
  const inside: string[] = [];
  const zip = await openPromise(`${files.distFolder}/${names[0]}`);
  for await (const entry of zip.eachEntry()) inside.push(entry.fileName);
  expect(inside).toContain('duplex');
  expect(inside).toContain('resources/app.asar');
  expect(inside).not.toContain('resources/default_app.asar');
});
