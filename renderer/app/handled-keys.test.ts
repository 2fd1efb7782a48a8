import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keyMap } from '../model/key-map.ts';

type Place = keyof typeof keyMap;

/** Where the keys are listed that a file takes. */
const placesOf: Readonly<Record<string, readonly Place[]>> = {
  'app/palette/palette-dialog.tsx': ['palette'],
  'features/library/library-panel.tsx': ['fields'],
  'features/library/library-tree.tsx': ['library'],
  'features/message-composer/message-composer.tsx': ['window'],
  'features/message/tree-view.tsx': ['values'],
  'features/transcript/filter-bar.tsx': ['search'],
  'features/transcript/row-list.tsx': ['transcript'],
  'features/transcript/transcript-keys.ts': ['transcript', 'journal'],
  'features/transcript/transcript.tsx': ['transcript'],
  // What rows and steps share.
  'features/use-removals.ts': ['order', 'sequence'],
  'model/payload/tree-rows.ts': ['values'],
  'scenarios/network-isolation/journal-list.tsx': ['journal'],
  'scenarios/network-isolation/journal.tsx': ['journal'],
  'scenarios/settings/log-control.tsx': ['fields'],
  'scenarios/settings/page.tsx': ['fields'],
  'scenarios/workbench/question-line.tsx': ['fields'],
  'scenarios/workbench/tab-strip.tsx': ['tabs'],
  'scenarios/workbench/use-workbench-keys.ts': ['workbench'],
  // The composer's Ctrl Enter is in it, too.
  'ui/code-mirror-parts.ts': ['composer', 'window'],
  'ui/line-input.tsx': ['fields'],
  // What it turns round is for its users to list.
  'ui/reading-direction.ts': ['splitter'],
  'ui/sortable-list.tsx': ['sequence'],
  'ui/sortable-rows.tsx': ['order'],
  'ui/splitter.tsx': ['splitter'],
  'ui/template-input.tsx': ['fields'],
  'ui/text-field.tsx': ['fields'],
  'ui/value-input.tsx': ['fields'],
};

const named =
  /(?<![</])\b(?:Arrow(?:Up|Down|Left|Right)|Page(?:Up|Down)|Home|End|Enter|Escape|Delete|ContextMenu|Tab|F\d{1,2})\b/g;
const single = /\b(?:key(?:\.toLowerCase\(\))? [!=]==|case) '([a-z ])'/g;

/** The keys that a source names, if it takes any. */
function keysIn(source: string): readonly string[] {
  const code = source
    .replaceAll(/^import [\s\S]*? from .*$/gm, '')
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/(?<=^|\s)\/\/.*$/gm, '');
  if (
    !/\bkey\b.{0,30}[!=]==|switch \((?:key|keyAlong\(event\))\)|\[(?:event\.key|keyAlong\(event\))\]|\bkey: '/.test(
      code,
    )
  )
    return [];
  const singles = [...code.matchAll(single)].flatMap(([, key]) => key ?? []);
  return [...new Set([...(code.match(named) ?? []), ...singles])];
}

test('every key that a part of the page takes is in the key map, at the place the part is', () => {
  const missing: string[] = [];
  const taking = new Set<string>();
  const files = readdirSync('renderer', { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    // Words take no keys.
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|^model\/(?:key-map|english|german)/.test(name));
  for (const file of files) {
    const listed = new Set(
      placesOf[file]?.flatMap((place) => keyMap[place].flatMap(({ presses }) => presses.map(({ key }) => key))),
    );
    for (const key of keysIn(readFileSync(join('renderer', file), 'utf8'))) {
      taking.add(file);
      if (!listed.has(key)) missing.push(`${file}: ${key}`);
    }
  }
  expect(missing).toEqual([]);
  // A place that a file has no more says nothing about another.
  expect(Object.keys(placesOf).filter((file) => !taking.has(file))).toEqual([]);
});

test.each([
  ["if (event.key === 'F2') rename();", ['F2']],
  ["if (event.key !== 'Escape') return;", ['Escape']],
  ['const to = { ArrowUp: from - 1, Home: 0 }[event.key];', ['ArrowUp', 'Home']],
  ["const isUndo = event.key.toLowerCase() === 'z' && event.ctrlKey;", ['z']],
  ["switch (key) {\n  case ' ':\n    open();\n  case 'Delete':", ['Delete', ' ']],
  ["{ key: 'Alt-ArrowUp', run: back },", ['ArrowUp']],
])('of %j the keys are found', (source, keys) => {
  expect(keysIn(source)).toEqual(keys);
});
