import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readDocument } from '../main/library/read-document.ts';
import { root } from './project.mjs';

/** @typedef {import('../contract/workbench/library.ts').LibraryEntryKind} Kind */

const page = await readFile(path.join(root, 'docs/documents.md'), 'utf8');
const examples = [...page.matchAll(/^```yaml (\w+)\n([^]*?)^```$/gmu)].map(([, kind = '', text = '']) => ({
  kind: /** @type {Kind} */ (kind),
  text,
}));

test('every document that the guide shows is one, with nothing that the schema does not know', () => {
  expect(new Set(examples.map(({ kind }) => kind))).toEqual(
    new Set(['connection', 'folder', 'environment', 'message']),
  );
  for (const { kind, text } of examples) {
    expect(readDocument(kind, text), text).toMatchObject({ kind: 'document' });
    // A field that is misspelled is kept as an unknown one: each must matter to the schema when it has a wrong value.
    for (const [, field = ''] of text.matchAll(/^(\w+):/gmu)) {
      const wrong = text.replace(new RegExp(`^${field}:.*\\n(?:[ -].*\\n)*`, 'mu'), `${field}: { wrong: [true] }\n`);
      expect(readDocument(kind, wrong).kind, `${kind}.${field}`).toBe(optional.has(field) ? 'document' : 'problem');
    }
  }
});

/** Objects whose fields may all be left out. */
const optional = new Set(['trust', 'compression', 'limits']);
