import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { rowAfterKey } from '../features/transcript/transcript-keys.ts';
import { keyMap, keysOf, keysText, pressTexts, windowKeys, type Press } from '../model/key-map.ts';
import { commandOf } from '../model/window-keys.ts';
import { words } from '../model/words.ts';

const event = ({ key, command, shift }: Press, isMac: boolean) => ({
  key,
  ctrlKey: command === true && !isMac,
  metaKey: command === true && isMac,
  altKey: false,
  shiftKey: shift === true,
});

test.each([true, false])('every key of the window does what its line says (macOS: %s)', (isMac) => {
  for (const line of windowKeys) {
    for (const press of line.presses) {
      expect(commandOf(event(press, isMac), { isMac, isTyping: false }), line.id).toEqual(line.commandOf(press));
    }
  }
});

test('no key means two things in the same place, and none of the window’s is taken elsewhere but on purpose', () => {
  const nameOf = ({ key, command, control, alt, shift }: Press) =>
    [(command ?? control) && 'Ctrl', alt && 'Alt', shift && 'Shift', key].filter(Boolean).join(' ');
  for (const lines of Object.values(keyMap)) {
    const names = lines.flatMap(({ presses }) => presses.map(nameOf));
    expect(names).toEqual([...new Set(names)]);
  }
  const names = new Set(windowKeys.flatMap(({ presses }) => presses.map(nameOf)));
  const { window: _window, ...places } = keyMap;
  const elsewhere = Object.values(places).flatMap((lines) => lines.flatMap(({ presses }) => presses.map(nameOf)));
  // Esc ends what the focus is in before it ends the connection.
  expect(new Set(elsewhere.filter((name) => names.has(name)))).toEqual(new Set(['Escape']));
});

test('no two commands of the window are the same, so that each line is another thing', () => {
  const commands = windowKeys.flatMap((line) => JSON.stringify(line.presses[0] && line.commandOf(line.presses[0])));
  expect(commands).toEqual([...new Set(commands)]);
});

test('the keys that move in the transcript move', () => {
  const moves = keyMap.transcript.find(({ id }) => id === 'move')?.presses ?? [];
  expect(moves).toHaveLength(6);
  for (const { key } of moves) expect(rowAfterKey(key, 50, { length: 100, pageRows: 10 }), key).toBeTypeOf('number');
});

test('every line has words, and keys that can be written on both systems', () => {
  const ids = Object.values(keyMap).flatMap((lines) => lines.map(({ id }) => id));
  expect([...new Set(ids)].toSorted()).toEqual(Object.keys(words.keys.lines).toSorted());
  expect(keysOf('palette', false)).toEqual(['Ctrl', 'K']);
  expect(keysOf('palette', true)).toEqual(['⌘', 'K']);
  expect([keysText('reopenTab', false), keysText('reopenTab', true)]).toEqual(['Ctrl+Shift+T', '⇧⌘T']);
  expect(keysText('zoomIn', false)).toBe('Ctrl++, Ctrl+=');
  expect([keysText('moveRow', false), keysText('moveRow', true)]).toEqual(['Alt+↑, Alt+↓', '⌥↑, ⌥↓']);
  // As macOS has them in its menus; Tab goes with Ctrl there, too.
  expect([keysOf('reopenTab', false), keysOf('reopenTab', true)]).toEqual([
    ['Ctrl', 'Shift', 'T'],
    ['⇧', '⌘', 'T'],
  ]);
  expect([keysOf('nextTab', false), keysOf('nextTab', true)]).toEqual([
    ['Ctrl', 'Tab'],
    ['⌃', 'Tab'],
  ]);
  expect(windowKeys[0] && pressTexts(windowKeys[0], false)).toEqual([['Ctrl', '1', '–', '9']]);
});

test('docs/keys.md is what the key map says', async () => {
  const root = new URL('../../', import.meta.url);
  await promisify(execFile)(process.execPath, ['scripts/keys-doc.mjs', '--check'], { cwd: root });
});
