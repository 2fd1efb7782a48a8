import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Style properties that name a side of the screen, with a value; `left` and `right` of a text's alignment, too. */
const physical =
  /\b(?:(?:margin|padding|border|scrollMargin|scrollPadding)(?:Left|Right)\w*|border(?:Top|Bottom)(?:Left|Right)Radius)\b\s*:|\b(?:left|right):\s*(?:['"`\d-]|tokens)|textAlign:\s*['"](?:left|right)|float:\s*['"](?:left|right)/;

test('no style names a side of the screen: the layout has to hold from right to left', () => {
  const found: string[] = [];
  let files = 0;
  // Words and state have no styles.
  const folders = ['app', 'features', 'scenarios', 'ui'].map((name) => join('renderer', name));
  const all = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  for (const file of all.filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))) {
    files += 1;
    for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries()) {
      if (physical.test(line)) found.push(`${file}:${index + 1}: ${line.trim()}`);
    }
  }
  expect(files).toBeGreaterThan(100);
  expect(found).toEqual([]);
});

test.each([
  "paddingLeft: '4px',",
  'marginRight: tokens.spacingHorizontalS,',
  "box: { position: 'absolute', left: 0 },",
  'style={{ right: `${share}%` }}',
  "textAlign: 'right',",
  'borderTopLeftRadius: 0,',
  'borderLeftColor: tokens.x,',
])('%s is found', (line) => {
  expect(physical.test(line)).toBe(true);
});
