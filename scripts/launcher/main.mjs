// The fallback runtime's default app, in the place of the one a released Electron brings along: makes
// `electron FOLDER` work. Runs inside Electron, never in Node, and never in a packaged Duplex.
import { app } from 'electron';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = path.resolve(process.argv.slice(1).find((argument) => !argument.startsWith('-')) ?? '.');
/** @type {{ name: string, productName?: string, version: string, main?: string }} */
const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));

Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
app.setName(manifest.productName ?? manifest.name);
// Electron's own default app calls these two as well; they are in no type declaration.
const { setVersion, setAppPath } = /** @type {Record<string, (value: string) => void>} */ (
  /** @type {unknown} */ (app)
);
setVersion?.call(app, manifest.version);
setAppPath?.call(app, folder);
// Electron holds back `ready` until this module has run, and so until the app's own main module has.
await import(pathToFileURL(path.join(folder, manifest.main ?? 'index.js')).href);
