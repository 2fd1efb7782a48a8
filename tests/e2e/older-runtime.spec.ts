import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import type { RunningApp } from '../support/electron-app.ts';
import { surfaceOf, type Surface } from '../support/runtime-surface.ts';
import { nameless, usedApis, type UsedApi } from '../support/used-apis.ts';
import { expect, test } from './app-test.ts';

// The types know what the newest runtime has. Here the one that runs, which is the oldest where there is no newer
// (docs/decisions/0002-two-runtimes.md), is asked whether it has everything that the sources name.

/** Where to look for what has another name in the types. */
const otherNames: Readonly<Record<string, string>> = {
  ReadonlyArray: 'Array',
  ReadonlyMap: 'Map',
  ReadonlySet: 'Set',
  // Mixins of the page's types.
  ParentNode: 'Element',
  DocumentOrShadowRoot: 'Document',
  HTMLOrSVGElement: 'HTMLElement',
  ElementContentEditable: 'HTMLElement',
  CSSStyleDeclarationBase: 'CSSStyleDeclaration',
  CSSStyleProperties: 'CSSStyleDeclaration',
  // Node's and Electron's.
  KeyObject: 'PublicKeyObject',
  PlatformPath: 'path',
  ProcessVersions: 'versions',
  StatsBase: 'Stats',
  Zlib: 'InflateRaw',
  ZlibReset: 'InflateRaw',
  CrossProcessExports: 'electron',
  Protocol: 'protocol',
  SessionConstructor: 'session',
};

/** Objects without a class, and members of such: nobody can be asked for them. Who adds one has looked it up. */
const plainObjects: ReadonlySet<string> = new Set([
  nameless,
  'AsyncIterator',
  'ImportMeta',
  'Iterator',
  'IteratorReturnResult',
  'IteratorYieldResult',
  'PromiseFulfilledResult',
  'PromiseRejectedResult',
  'RegExpExecArray',
  // A property of each object, and of no prototype.
  'RegExp.lastIndex',
  // The types of Node are those of the oldest.
  'AddressInfo',
  'AsymmetricKeyDetails',
  'CipherNameAndProtocol',
  'DetailedPeerCertificate',
  'ErrnoException',
  'FSWatcher',
  'FileReadResult',
  'IncomingHttpHeaders',
  'LookupAddress',
  'NetworkInterfaceBase',
  'PeerCertificate',
  // Electron's are of the newest. All of these are in 33, where other tests of this folder go by them.
  'EditFlags.canCopy',
  'EditFlags.canCut',
  'EditFlags.canDelete',
  'EditFlags.canPaste',
  'EditFlags.canRedo',
  'EditFlags.canSelectAll',
  'EditFlags.canUndo',
  'IpcMainInvokeEvent.sender',
  'IpcMainInvokeEvent.senderFrame',
  'MenuItemConstructorOptions.accelerator',
  'OnBeforeRequestListenerDetails.url',
  'OpenDialogReturnValue.filePaths',
  'Rectangle.height',
  'Rectangle.width',
  'Rectangle.x',
  'Rectangle.y',
  'RenderProcessGoneDetails.reason',
  'SaveDialogReturnValue.canceled',
  'SaveDialogReturnValue.filePath',
  'WebContentsWillFrameNavigateEventParams.isMainFrame',
  'WebContentsWillNavigateEventParams.url',
]);

/** Not in the oldest runtime, or not on every system, and used only where it is there: `Class.member`, beside the reason. */
const guarded: ReadonlySet<string> = new Set([
  // Of macOS alone.
  'App.dock',
  'Dock.setMenu',
]);

test('main uses nothing that this runtime lacks', async ({ running }) => {
  expect(missing([...usedApis('contract'), ...usedApis('main')], await surfaceOfMain(running))).toEqual([]);
});

test('the preload script uses nothing that this runtime lacks', async ({ running }) => {
  expect(missing(usedApis('preload'), await surfaceOfPreload(running))).toEqual([]);
});

test('the page uses nothing that this runtime lacks', async ({ page }) => {
  expect(missing([...usedApis('contract'), ...usedApis('renderer')], await surfaceOfPage(page))).toEqual([]);
});

test('what is newer than this runtime is found out', async ({ running, page }) => {
  const folder = await projectWithNewerApis();
  try {
    const used = usedApis(folder);
    expect(missing(used, await surfaceOfMain(running)).toSorted()).toEqual([
      expect.stringMatching(/^ArrayConstructor\.notYetThere \(.*newer\.ts\)$/u),
      expect.stringMatching(/^Clipboard\.notYetThere /u),
      expect.stringMatching(/^Element\.notYetThere: nobody knows /u),
      expect.stringMatching(/^NewInterface\.member: nobody knows /u),
      expect.stringMatching(/^fs\.notYetThere /u),
      expect.stringMatching(/^globalThis\.Element /u),
      expect.stringMatching(/^globalThis\.notYetThere /u),
      expect.stringMatching(/^net\.notYetThere /u),
    ] as unknown);
    expect(missing(used, await surfaceOfPage(page))).toContainEqual(expect.stringMatching(/^Element\.notYetThere \(/u));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** @returns what the surface of a process does not have, each with a file that names it */
function missing(used: readonly UsedApi[], surface: Surface): string[] {
  return used.flatMap(({ container, name, file }) => {
    const api = `${container}.${name}`;
    if (plainObjects.has(container) || plainObjects.has(api) || guarded.has(api)) return [];
    const called = otherNames[container] ?? container;
    // An object without a class is known under its key: `dialog`.
    const names = surface[called] ?? surface[called.charAt(0).toLowerCase() + called.slice(1)];
    if (names === undefined) return [`${api}: nobody knows what that is (${file})`];
    return names.includes(name) ? [] : [`${api} (${file})`];
  });
}

async function surfaceOfMain({ app }: RunningApp): Promise<Surface> {
  return app.evaluate(
    async (electron, { source, names }) => {
      // It came as text, as it is one function for every kind of process.
      const surfaceIn = new Function(`return ${source}`)() as typeof surfaceOf; // oxlint-disable-line typescript/no-implied-eval
      const { Socket } = process.getBuiltinModule('net');
      const file = await process.getBuiltinModule('fs/promises').open(process.execPath);
      const stats = await file.stat();
      await file.close();
      const { app: electronApp, session, webContents } = electron;
      const [contents] = webContents.getAllWebContents();
      return surfaceIn({
        ...Object.fromEntries(names.map((name) => [name, process.getBuiltinModule(name)])),
        globalThis,
        electron,
        // What objects have of their own, and objects whose class no module exports.
        commandLine: electronApp.commandLine,
        contents,
        frame: contents?.mainFrame,
        file,
        stats,
        webRequest: session.defaultSession.webRequest,
        protocol: electron.protocol,
        error: new Error('', { cause: '' }),
        pattern: /./u,
        timeout: setTimeout(() => undefined),
        request: new (process.getBuiltinModule('http').IncomingMessage)(new Socket()),
        tlsSocket: new (process.getBuiltinModule('tls').TLSSocket)(new Socket()),
        key: process.getBuiltinModule('crypto').generateKeyPairSync('ed25519').publicKey,
        inflate: process.getBuiltinModule('zlib').createInflateRaw(),
      });
    },
    { source: surfaceOf.toString(), names: builtinModules.filter((name) => !/^_|^trace_events$/u.test(name)) },
  );
}

/** Of a sandboxed preload script, which has a part of Electron only. */
async function surfaceOfPreload({ app }: RunningApp): Promise<Surface> {
  const folder = await mkdtemp(join(tmpdir(), 'duplex-preload-'));
  try {
    const preload = join(folder, 'preload.cjs');
    const script = `const electron = require('electron');
      electron.contextBridge.exposeInMainWorld('surface', (${surfaceOf.toString()})({
        globalThis: Object.assign(Object.create(globalThis), { process }),
        electron,
        process,
      }));`;
    await writeFile(preload, script);
    return await app.evaluate(async ({ BrowserWindow }, path) => {
      const window = new BrowserWindow({ show: false, webPreferences: { preload: path, sandbox: true } });
      await window.loadURL('app://duplex/index.html');
      const surface = (await window.webContents.executeJavaScript('window.surface')) as Surface;
      window.destroy();
      return surface;
    }, preload);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function surfaceOfPage(page: Page): Promise<Surface> {
  return page.evaluate<Surface>(
    `(${surfaceOf.toString()})({ globalThis, CSSStyleDeclaration: document.documentElement.style })`,
  );
}

/** A file that names what the types of a runtime to come have, and no runtime of today. */
async function projectWithNewerApis(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'duplex-newer-'));
  const types = join(folder, 'node_modules/@types/node');
  await mkdir(types, { recursive: true });
  const config = {
    extends: resolve('tsconfig.base.json'),
    compilerOptions: {
      lib: ['ES2023', 'DOM'],
      types: ['node'],
      paths: { electron: [resolve('node_modules/electron/electron.d.ts')] },
    },
    include: ['newer.ts'],
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  await writeFile(
    join(types, 'index.d.ts'),
    `declare module 'node:fs' { export function notYetThere(): void; export function readFileSync(path: string): void; }
    declare module 'node:net' { export function notYetThere(): void; }
    declare function notYetThere(): void;
    interface ArrayConstructor { notYetThere(): void }
    interface NewInterface { member: string }
    interface Element { notYetThere(): void }
    declare namespace Electron { interface Clipboard { notYetThere(): void } }`,
  );
  await writeFile(
    join(folder, 'newer.ts'),
    `import { clipboard } from 'electron';
    import { notYetThere as renamed, readFileSync } from 'node:fs';
    import * as net from 'node:net';
    export function use(given: NewInterface, element: Element): void {
      renamed();
      readFileSync(given.member);
      net.notYetThere();
      notYetThere();
      Array.notYetThere();
      Array.from('');
      clipboard.writeText('');
      clipboard.notYetThere();
      element.notYetThere();
    }`,
  );
  return folder;
}
