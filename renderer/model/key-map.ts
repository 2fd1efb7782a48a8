import type { WindowCommand } from './window-keys.ts';
import { words, type Words } from './words.ts';

/** One press. */
export interface Press {
  readonly key: string;
  /** Ctrl, on macOS Cmd. */
  readonly command?: true;
  /** Ctrl, on macOS as well: with Cmd it is the system's. */
  readonly control?: true;
  /** On macOS Option. */
  readonly alt?: true;
  readonly shift?: true;
}

interface Line {
  readonly id: keyof Words['keys']['lines'];
  /** Presses that do the same, or belong together. */
  readonly presses: readonly Press[];
}

/** Keys of the whole window, each with what it does. */
interface WindowLine extends Line {
  readonly commandOf: (press: Press) => WindowCommand;
  /** Where it would put a character into a field, it does. */
  readonly notWhileTyping?: true;
}

const command = (key: string): Press => ({ key, command: true });
const control = (key: string): Press => ({ key, control: true });
const alt = (key: string): Press => ({ key, alt: true });
const shift = (key: string): Press => ({ key, shift: true });
const plain = (key: string): Press => ({ key });

/**
 * The keys of the window, of which window-keys.ts takes what a key does. The dialog "Keys", the palette and docs/keys.md are
 * made of them as well.
 */
export const windowKeys: readonly WindowLine[] = [
  {
    id: 'pages',
    presses: ['1', '2', '3', '4', '5', '6', '7', '8', '9'].map(command),
    commandOf: ({ key }) => ({ kind: 'page', number: Number(key) }),
  },
  { id: 'palette', presses: [command('k')], commandOf: () => ({ kind: 'palette' }) },
  { id: 'newConnection', presses: [command('n')], commandOf: () => ({ kind: 'newConnection' }) },
  { id: 'settings', presses: [command(',')], commandOf: () => ({ kind: 'settings' }) },
  { id: 'address', presses: [command('l')], commandOf: () => ({ kind: 'address' }) },
  { id: 'primary', presses: [command('Enter')], commandOf: () => ({ kind: 'primary' }) },
  { id: 'cancel', presses: [{ key: 'Escape' }], commandOf: () => ({ kind: 'cancel' }) },
  { id: 'find', presses: [command('f')], commandOf: () => ({ kind: 'find' }) },
  { id: 'nextHit', presses: [{ key: 'F3' }], commandOf: () => ({ kind: 'hit', direction: 'next' }) },
  { id: 'previousHit', presses: [shift('F3')], commandOf: () => ({ kind: 'hit', direction: 'previous' }) },
  { id: 'nextRegion', presses: [{ key: 'F6' }], commandOf: () => ({ kind: 'nextRegion', backwards: false }) },
  { id: 'previousRegion', presses: [shift('F6')], commandOf: () => ({ kind: 'nextRegion', backwards: true }) },
  { id: 'zoomIn', presses: [command('+'), command('=')], commandOf: () => ({ kind: 'zoom', direction: 'in' }) },
  { id: 'zoomOut', presses: [command('-')], commandOf: () => ({ kind: 'zoom', direction: 'out' }) },
  { id: 'zoomReset', presses: [command('0')], commandOf: () => ({ kind: 'zoom', direction: 'reset' }) },
  { id: 'help', presses: [{ key: '?' }], commandOf: () => ({ kind: 'keys' }), notWhileTyping: true },
];

/** As browsers have them. */
const workbenchKeys: readonly Line[] = [
  { id: 'newTab', presses: [command('t')] },
  { id: 'closeTab', presses: [command('w')] },
  { id: 'reopenTab', presses: [{ key: 't', command: true, shift: true }] },
  { id: 'nextTab', presses: [control('Tab')] },
  { id: 'save', presses: [command('s')] },
  { id: 'saveAs', presses: [{ key: 's', command: true, shift: true }] },
];

// Keys that a part of a page takes while it has the focus.

const tabKeys: readonly Line[] = [
  { id: 'otherTab', presses: ['ArrowLeft', 'ArrowRight'].map(plain) },
  { id: 'deleteTab', presses: [plain('Delete')] },
];

const libraryKeys: readonly Line[] = [
  { id: 'moveInTree', presses: ['ArrowUp', 'ArrowDown', 'Home', 'End'].map(plain) },
  { id: 'fold', presses: ['ArrowRight', 'ArrowLeft'].map(plain) },
  { id: 'openDocument', presses: [plain('Enter')] },
  { id: 'foldOrOpen', presses: [plain(' ')] },
  { id: 'rename', presses: [plain('F2')] },
  { id: 'remove', presses: [plain('Delete')] },
  { id: 'moveUp', presses: [alt('ArrowUp')] },
  { id: 'moveDown', presses: [alt('ArrowDown')] },
  { id: 'documentMenu', presses: [shift('F10'), plain('ContextMenu')] },
  { id: 'typedName', presses: [plain('a…z')] },
];

const composerKeys: readonly Line[] = [
  { id: 'sentBefore', presses: ['ArrowUp', 'ArrowDown'].map(alt) },
  { id: 'nextFault', presses: [plain('F8')] },
  { id: 'previousFault', presses: [shift('F8')] },
  { id: 'fillIn', presses: [control(' ')] },
  { id: 'indent', presses: [plain('Tab'), shift('Tab')] },
  { id: 'leaveEditor', presses: [plain('Escape')] },
];

const sequenceKeys: readonly Line[] = [
  { id: 'moveStep', presses: ['ArrowUp', 'ArrowDown', 'Home', 'End'].map(plain) },
  { id: 'undoStep', presses: [command('z')] },
];

const orderKeys: readonly Line[] = [
  { id: 'moveRow', presses: ['ArrowUp', 'ArrowDown'].map(alt) },
  { id: 'liftRow', presses: [plain(' ')] },
  { id: 'undoRow', presses: [command('z')] },
];

const rowKeys = ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'];

const transcriptKeys: readonly Line[] = [
  { id: 'move', presses: rowKeys.map(plain) },
  { id: 'range', presses: rowKeys.map(shift) },
  { id: 'all', presses: [command('a')] },
  { id: 'open', presses: [plain('Enter')] },
  { id: 'close', presses: [plain('Escape')] },
  { id: 'copy', presses: [command('c')] },
  { id: 'menu', presses: [shift('F10'), plain('ContextMenu')] },
  { id: 'typed', presses: [plain('a…z')] },
];

const searchKeys: readonly Line[] = [
  { id: 'nextFound', presses: [plain('Enter')] },
  { id: 'previousFound', presses: [shift('Enter')] },
  { id: 'closeSearch', presses: [plain('Escape')] },
];

const valueKeys: readonly Line[] = [
  { id: 'move', presses: rowKeys.map(plain) },
  { id: 'foldValue', presses: ['ArrowRight', 'ArrowLeft', 'Enter'].map(plain) },
  { id: 'copyValue', presses: [command('c')] },
];

const journalKeys: readonly Line[] = [
  { id: 'move', presses: rowKeys.map(plain) },
  { id: 'open', presses: [plain('Enter')] },
  { id: 'close', presses: [plain('Escape')] },
];

const paletteKeys: readonly Line[] = [
  { id: 'moveInPalette', presses: ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown'].map(plain) },
  { id: 'endsOfPalette', presses: ['Home', 'End'].map(control) },
  { id: 'run', presses: [plain('Enter')] },
];

const fieldKeys: readonly Line[] = [
  { id: 'takeOver', presses: [plain('Enter')] },
  { id: 'giveUp', presses: [plain('Escape')] },
];

const splitterKeys: readonly Line[] = [
  { id: 'divide', presses: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'].map(plain) },
];

/** All keys, by the place in which they do something. */
export const keyMap: Readonly<Record<keyof Words['keys']['places'], readonly Line[]>> = {
  window: windowKeys,
  workbench: workbenchKeys,
  tabs: tabKeys,
  library: libraryKeys,
  composer: composerKeys,
  sequence: sequenceKeys,
  order: orderKeys,
  transcript: transcriptKeys,
  search: searchKeys,
  values: valueKeys,
  journal: journalKeys,
  palette: paletteKeys,
  fields: fieldKeys,
  splitter: splitterKeys,
};

/** How a line's presses are written, each as its keys: `['Ctrl', 'K']`. */
export function pressTexts({ id, presses }: Line, isMac: boolean): readonly (readonly string[])[] {
  const first = presses[0];
  const last = presses.at(-1);
  // Nine keys in one.
  if (id === 'pages' && first !== undefined && last !== undefined) {
    return [[...pressText(first, isMac), '–', last.key]];
  }
  return presses.map((press) => pressText(press, isMac));
}

/** One press as the system writes it: on macOS signs, of which the command key comes last. */
export function pressText(press: Press, isMac: boolean): readonly string[] {
  const { key, command: isCommand, control: isControl, alt: isAlt, shift: isShift } = press;
  const names: Readonly<Record<string, string>> = {
    Enter: words.keys.enter,
    Escape: 'Esc',
    ArrowUp: '↑',
    ArrowDown: '↓',
    ArrowLeft: '←',
    ArrowRight: '→',
    PageUp: `${words.keys.page} ↑`,
    PageDown: `${words.keys.page} ↓`,
    Home: words.keys.home,
    End: words.keys.end,
    Delete: words.keys.delete,
    ContextMenu: words.keys.contextMenu,
    ' ': words.keys.space,
    '-': '−',
    'a…z': words.keys.type,
  };
  const modifiers = isMac
    ? [isControl && '⌃', isAlt && '⌥', isShift && '⇧', isCommand && '⌘']
    : [(isCommand ?? isControl) && words.keys.control, isAlt && words.keys.alt, isShift && words.keys.shift];
  return [
    ...modifiers.filter((name) => name !== undefined),
    names[key] ?? (key.length === 1 ? key.toUpperCase() : key),
  ];
}

/** The keys of a line, the first where there are several, for the palette. */
export function keysOf(id: Line['id'], isMac: boolean): readonly string[] {
  const press = lineOf(id)?.presses[0];
  return press === undefined ? [] : pressText(press, isMac);
}

/** All keys of a line as one text, for a sentence or a menu, as the system's own menus have them: `Ctrl+S`, `⌘S`. */
export function keysText(id: Line['id'], isMac: boolean): string {
  const line = lineOf(id);
  const texts = line === undefined ? [] : pressTexts(line, isMac);
  return texts.map((names) => names.join(isMac ? '' : '+')).join(', ');
}

function lineOf(id: Line['id']): Line | undefined {
  return Object.values(keyMap)
    .flat()
    .find((line) => line.id === id);
}
