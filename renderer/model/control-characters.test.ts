import { expect, test } from 'vitest';
import { showControls, showControlsInLines, splitControls } from './control-characters.ts';

test('control characters become names, and a line break is one of them', () => {
  expect(splitControls('a\r\nb\u0000')).toEqual([
    { kind: 'text', text: 'a' },
    { kind: 'control', text: 'CR LF' },
    { kind: 'text', text: 'b' },
    { kind: 'control', text: 'NUL' },
  ]);
});

test('marks that turn the direction of text around are named, so that they do not act', () => {
  expect(splitControls('\u202e')).toEqual([{ kind: 'control', text: 'U+202E' }]);
});

test('text without control characters is one part, also when it is empty', () => {
  expect(splitControls('<b>ä€😀</b>')).toEqual([{ kind: 'text', text: '<b>ä€😀</b>' }]);
  expect(splitControls('')).toEqual([{ kind: 'text', text: '' }]);
});

test('as one string they are Unicode’s symbols', () => {
  expect(showControls('a\tb\r\n\u007f')).toBe('a␉b␍␊␡');
});

test('in a text shown in full lines and tabs stay, and nothing else acts', () => {
  expect(showControlsInLines('a\tb\r\nc\n\u0007\u202e\r')).toBe('a\tb\r\nc\n␇�␍');
});
