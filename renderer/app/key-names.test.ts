import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** A key that has another name on another system, or in another language. */
const keyName = /\b(?:Ctrl|Strg|Cmd|Del|Entf|(?:Alt|Shift|Umschalt)(?!-))\b|[⌘⇧⌥⌃]|secondaryContent="/;
/** They are where the names come from. */
const sources = new Set(
  ['key-map.ts', 'english-keys.ts', join('german', 'keys.ts')].map((name) => join('renderer/model', name)),
);

/** What of a source is not a comment, line by line. */
function codeOf(source: string): readonly string[] {
  const blank = (comment: string): string => comment.replaceAll(/[^\n]/g, ' ');
  return source
    .replaceAll(/\/\*[\s\S]*?\*\//g, blank)
    .replaceAll(/(?<=^|\s)\/\/.*$/gm, blank)
    .split('\n');
}

test('no key is named but by the key map: it has another name on macOS, and in another language', () => {
  const found: string[] = [];
  const files = readdirSync('renderer', { recursive: true, encoding: 'utf8' })
    .map((name) => join('renderer', name))
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.') && !sources.has(name));
  for (const file of files) {
    for (const [index, line] of codeOf(readFileSync(file, 'utf8')).entries()) {
      if (keyName.test(line)) found.push(`${file}:${index + 1}: ${line.trim()}`);
    }
  }
  expect(files.length).toBeGreaterThan(300);
  expect(found).toEqual([]);
});

test.each([
  '<MenuItem secondaryContent="Ctrl T">',
  "keys: 'Ctrl + Enter',",
  "connections: 'mit Strg+S speichern',",
  "keysOnMac: '⌘ Enter', // on a Mac",
  "move: 'drag, or Alt with the arrows',",
])('%s is found', (line) => {
  expect(codeOf(line).some((code) => keyName.test(code))).toBe(true);
});

test('a comment may name one', () => {
  const source = '// Ctrl here\ncode(); /* Ctrl\n * and Ctrl */\n{/* Ctrl + W */}';
  expect(codeOf(source).some((code) => keyName.test(code))).toBe(false);
});
