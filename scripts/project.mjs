import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The checkout: every script works on this folder, wherever it is called from. */
export const root = path.resolve(import.meta.dirname, '..');

/** @type {{ name: string, version: string }} What the scripts need of package.json. */
export const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
